# SPDX-License-Identifier: AGPL-3.0-or-later
"""Workers who share a laptop share nothing else; and a broken store stops nobody for long."""

from dataclasses import replace
from pathlib import Path

import pytest

from casework.ids import CaseId
from desktop.keeping import Keeping, key_of_vault_without_store, places_with_vaults
from desktop.paths import Places
from desktop.system import new_id
from desktop.unlock import UnlockDesk
from storage.aside import stores_set_aside
from storage.errors import StoreTooNew
from storage.store import Store
from storage.vault.vault import Vault
from tests.fakes.desks import NOW, PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import an_id
from tests.fakes.stores import StillClock
from ui.errors import ShownError, StoreUnusable

CASE, OTHER = CaseId(an_id(5001)), CaseId(an_id(5002))


@pytest.fixture
def home(tmp_path: Path) -> Places:
    """A laptop of two workers, the first in the old place."""
    home = a_workspace_folder(tmp_path, [CASE])
    second = replace(home, worker=new_id())
    made = a_workspace_folder(tmp_path / "elsewhere", [OTHER, CASE])
    second.own.mkdir(parents=True)
    made.vault.rename(second.vault)
    secrets = (made.device / "device-secrets.json").read_text()
    mine = (home.device / "device-secrets.json").read_text()
    joined = mine.rstrip().removesuffix("}").rstrip() + "," + secrets.lstrip().removeprefix("{")
    (home.device / "device-secrets.json").write_text(joined)
    return home


def choose(desk: UnlockDesk, number: int) -> None:
    desk.keeping.choose(desk.keeping.workers().workers[number].id)


def test_each_worker_has_a_vault_of_their_own(home: Places) -> None:
    desk = a_desk(home)
    view = desk.keeping.workers()
    assert [one.label for one in view.workers] == ["Worker 1", "Worker 2"]
    assert view.chosen == ""
    assert desk.unlock(PASSPHRASE).youths.search("", 0, 10).total == 1
    desk.lock()
    choose(desk, 1)
    assert desk.unlock(PASSPHRASE).youths.search("", 0, 10).total == 2
    desk.lock()
    headers = {(one.vault / "vault.json").read_bytes() for one in places_with_vaults(home)}
    assert len(headers) == 2


def test_a_label_is_kept_and_a_free_one_suggested(home: Places) -> None:
    keeping = a_desk(home).keeping
    keeping.note_set_up(home, "  J. C. and much too long a label for a box ")
    assert [one.label for one in keeping.workers().workers] == ["J. C. and much too l", "Worker 2"]
    assert keeping.prepare_set_up().label == "Worker 3"


def test_one_more_worker_is_set_up_in_a_folder_of_their_own(home: Places) -> None:
    keeping = a_desk(home).keeping
    place = keeping.places_to_set_up(same_vault=False)
    assert place.worker
    assert place.vault.parent.parent == home.home / "people"
    assert Keeping(Places(home.home / "x"), StillClock(NOW), new_id).places_to_set_up(
        same_vault=False
    ) == Places(home.home / "x")


def test_a_worker_with_unsent_work_is_not_removed_and_is_told_how_to_send_it(home: Places) -> None:
    desk = a_desk(home)
    workspace = desk.unlock(PASSPHRASE)
    workspace.cases.keep_note(CASE, "half a note")
    desk.lock()
    before = {one.name for one in home.vault.iterdir()}
    with pytest.raises(ShownError, match="half-written notes: 1") as refusal:
        desk.keeping.remove(PASSPHRASE)
    assert "export-outbox" in str(refusal.value)
    assert {one.name for one in home.vault.iterdir()} == before
    assert desk.unlock(PASSPHRASE).cases.case(CASE).kept_note == "half a note"
    desk.lock()


def test_a_worker_whose_log_the_county_has_not_heard_is_not_removed(home: Places) -> None:
    desk = a_desk(home)
    desk.unlock(PASSPHRASE).cases.case(CASE)
    desk.lock()
    with pytest.raises(ShownError, match="unlock, sync, and try again"):
        desk.keeping.remove(PASSPHRASE)
    assert (home.vault / "store.db").exists()


def test_removing_asks_for_the_passphrase_and_takes_keys_and_files(home: Places) -> None:
    desk = a_desk(home)
    with pytest.raises(ShownError, match="passphrase"):
        desk.keeping.remove("Wrong-Words-77")
    assert (home.vault / "store.db").exists()
    desk.keeping.remove(PASSPHRASE)
    assert not list(home.vault.iterdir())
    assert [one.label for one in desk.keeping.workers().workers] == ["Worker 1"]
    assert desk.unlock(PASSPHRASE).youths.search("", 0, 10).total == 2
    desk.lock()
    desk.keeping.remove(PASSPHRASE)
    assert desk.state().may_set_up
    assert not list((home.home / "people").rglob("*.*"))
    assert "secret" not in (home.device / "device-secrets.json").read_text()


@pytest.mark.parametrize("step", ["destroy", "files"])
def test_a_removal_that_was_cut_off_is_finished_at_the_next_look(
    home: Places, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    class Cut(Exception):
        """The program died here."""

    def cut(*_: object) -> None:
        raise Cut

    desk = a_desk(home)
    with monkeypatch.context() as dying:
        if step == "destroy":
            dying.setattr(Vault, "destroy", cut)
        else:
            dying.setattr("storage.removal.flush_to_disk", cut)
        with pytest.raises(Cut):
            desk.keeping.remove(PASSPHRASE)
    again = a_desk(home)
    assert again.state().problem in ("", "This laptop is not set up yet.")
    assert not list(home.vault.iterdir())
    assert len(again.keeping.workers().workers) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\x13" * 16384, "damaged"), (b"SQLite format 3\0" + b"\0" * 8192, "not-encrypted")],
)
def test_a_store_that_does_not_open_can_be_set_aside_after_the_right_passphrase(
    home: Places, content: bytes, reason: str
) -> None:
    (home.vault / "store.db").write_bytes(content)
    desk = a_desk(home)
    with pytest.raises(ShownError) as refusal:
        desk.unlock("Wrong-Words-77")
    assert not isinstance(refusal.value, StoreUnusable)
    with pytest.raises(ShownError, match="can be opened"):
        desk.keeping.set_aside()
    with pytest.raises(StoreUnusable) as unusable:
        desk.unlock(PASSPHRASE)
    assert "set this store aside" in unusable.value.advice
    assert (home.vault / "store.db").read_bytes() == content
    desk.keeping.set_aside()
    [place] = stores_set_aside(home.vault)
    assert place.name.endswith(reason)
    assert (place / "store.db").read_bytes() == content
    view = desk.state()
    assert view.may_set_up
    assert "invite" in view.advice
    assert desk.keeping.prepare_set_up().same_vault
    assert desk.keeping.places_to_set_up(same_vault=True) == home
    with pytest.raises(ShownError):
        desk.unlock(PASSPHRASE)


def test_a_store_of_a_newer_program_is_offered_too_and_is_untouched(
    home: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (home.vault / "store.db").read_bytes()
    desk = a_desk(home)
    monkeypatch.setattr("storage.schema._refuse_newer", _refuse)
    with pytest.raises(StoreUnusable):
        desk.unlock(PASSPHRASE)
    assert (home.vault / "store.db").read_bytes() == before


def _refuse(*_: object) -> None:
    raise StoreTooNew("The case store was written by a newer version; update the program.")


def test_a_vault_without_its_store_takes_a_new_one_under_its_own_passphrase(home: Places) -> None:
    (home.vault / "store.db").rename(home.home / "away.db")
    key = key_of_vault_without_store(home, PASSPHRASE)
    assert key is not None
    Store.create(home.vault, key, StillClock(NOW), new_id).close()
    assert key_of_vault_without_store(home, PASSPHRASE) is None


def test_damage_is_told_apart_from_an_older_copy_and_both_can_be_set_aside(home: Places) -> None:
    store = home.vault / "store.db"
    old = store.read_bytes()
    desk = a_desk(home)
    desk.unlock(PASSPHRASE).cases.keep_note(CASE, "newer than the copy")
    desk.lock()
    newest = store.read_bytes()
    harmed = bytearray(newest)
    harmed[99] ^= 1
    for content, said, reason in (
        (bytes(harmed), "is damaged", "damaged"),
        (old, "put back", "put-back"),
    ):
        store.write_bytes(content)
        with pytest.raises(StoreUnusable, match=said):
            desk.unlock(PASSPHRASE)
        desk.lock()
        assert store.read_bytes() == content
        desk.keeping.set_aside()
        assert stores_set_aside(home.vault)[-1].name.endswith(reason)
    store.write_bytes(newest)
    assert desk.unlock(PASSPHRASE).cases.case(CASE).kept_note == "newer than the copy"
    desk.lock()


def test_a_refused_removal_leaves_a_store_that_opens_as_before(home: Places) -> None:
    desk = a_desk(home)
    desk.unlock(PASSPHRASE).cases.keep_note(CASE, "half a note")
    desk.lock()
    for _ in range(2):
        with pytest.raises(ShownError, match="half-written"):
            desk.keeping.remove(PASSPHRASE)
    desk.unlock(PASSPHRASE)
    desk.lock()
