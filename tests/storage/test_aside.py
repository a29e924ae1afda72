# SPDX-License-Identifier: AGPL-3.0-or-later
"""A store that cannot be opened is moved away whole, sealed, and never deleted or written over."""

import os
from pathlib import Path

import pytest

from storage.aside import ASIDE_FOLDER, finish_setting_aside, set_store_aside, stores_set_aside
from storage.errors import StoreReadOnly
from storage.keys import StoreKey
from storage.store import STORE_FILE, Store
from tests.fakes.people import NOON
from tests.fakes.stores import StillClock, random_id
from tests.fakes.vaults import a_vault

PHRASE = "marsh heron lantern"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault with a store that has a log and a copy beside it."""
    folder = tmp_path / "vault"
    Store.create(folder, a_vault(folder).create(PHRASE), StillClock(), random_id).close()
    (folder / f"{STORE_FILE}-wal").write_bytes(b"log")
    (folder / f"{STORE_FILE}.rekeyed").write_bytes(b"copy")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def test_everything_of_the_store_moves_and_the_vault_stays(folder: Path) -> None:
    before = contents(folder)
    place = set_store_aside(folder, NOON, "damaged")
    assert place is not None
    assert place.name == f"{NOON:%Y%m%dT%H%M%SZ}-damaged"
    moved = {name: content for name, content in before.items() if name != "tries.json"}
    assert contents(place) == moved
    assert sorted(contents(folder)) == ["tries.json", "vault.json"]
    assert stores_set_aside(folder) == (place,)


def test_a_second_one_never_lies_over_the_first(folder: Path) -> None:
    first = set_store_aside(folder, NOON, "damaged")
    (folder / STORE_FILE).write_bytes(b"second")
    second = set_store_aside(folder, NOON, "damaged")
    assert first is not None
    assert second is not None
    assert (second / STORE_FILE).read_bytes() == b"second"
    assert (first / STORE_FILE).read_bytes() != b"second"
    assert set_store_aside(folder, NOON, "damaged") is None


@pytest.mark.parametrize("moves", range(5))
def test_a_move_that_was_cut_off_is_finished_and_loses_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    class Cut(Exception):
        """The program died here."""

    before = contents(folder)
    rename, done = Path.rename, 0

    def rename_some(path: Path, target: Path) -> Path:
        nonlocal done
        if done == moves:
            raise Cut
        done += 1
        return rename(path, target)

    with monkeypatch.context() as dying:
        dying.setattr(Path, "rename", rename_some)
        if moves < 4:
            with pytest.raises(Cut):
                set_store_aside(folder, NOON, "damaged")
    finish_setting_aside(folder)
    set_store_aside(folder, NOON, "damaged")
    [place] = stores_set_aside(folder)
    assert {**contents(folder), **contents(place)} == before
    assert not list((folder / ASIDE_FOLDER).glob("*.moving"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_keeps_its_store(folder: Path) -> None:
    before = contents(folder)
    folder.chmod(0o500)
    with pytest.raises(StoreReadOnly):
        set_store_aside(folder, NOON, "damaged")
    folder.chmod(0o700)
    assert contents(folder) == before


def test_a_refused_move_says_so_and_keeps_the_store_where_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "denied")

    before = contents(folder)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(StoreReadOnly):
        set_store_aside(folder, NOON, "damaged")
    monkeypatch.undo()
    assert contents(folder) == before


def test_the_same_key_opens_the_new_store_and_the_one_set_aside(folder: Path) -> None:
    for one in folder.glob(f"{STORE_FILE}[-.]*"):
        one.unlink()
    place = set_store_aside(folder, NOON, "damaged")
    assert place is not None
    key = a_vault(folder).unlock(PHRASE)
    raw = key.reveal()
    Store.create(folder, key, StillClock(), random_id).close()
    Store.open(place, StoreKey(raw), StillClock(), random_id).close()
