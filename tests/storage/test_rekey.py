# SPDX-License-Identifier: AGPL-3.0-or-later
"""A store gets a new key; whatever cuts that off, the passphrase opens the store with its work."""

from pathlib import Path

import pytest

from casework.sealing import SEALING_PRIVATE_BYTES, OpeningKey
from desktop.system import new_id
from storage.errors import DiskFull, StoreDamaged, WrongPassphrase
from storage.files import put_in_place
from storage.rekey import give_new_key, unlock_store
from storage.store import STORE_FILE, Store
from storage.vault.vault import Vault
from tests.fakes.people import NOON
from tests.fakes.stores import StillClock
from tests.fakes.vaults import SoftSecurityKey, a_vault

PHRASE = "marsh heron lantern"
CLOCK = StillClock(NOON)
COUNTY = OpeningKey(bytes(range(SEALING_PRIVATE_BYTES)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault and a store with something in it."""
    folder = tmp_path / "vault"
    key = a_vault(folder).create(PHRASE, COUNTY.public)
    store = Store.create(folder, key, CLOCK, new_id)
    store.save_setting("kept", "yes")
    store.close()
    return folder


def content(folder: Path, passphrase: str = PHRASE, token: SoftSecurityKey | None = None) -> str:
    store = Store.open(
        folder, unlock_store(a_vault(folder), folder, passphrase, token), CLOCK, new_id
    )
    try:
        return store.setting("kept") or ""
    finally:
        store.close()


def test_everything_is_there_under_the_new_key_and_nothing_opens_with_the_old(
    folder: Path,
) -> None:
    old = a_vault(folder).unlock(PHRASE)
    new = give_new_key(a_vault(folder), folder, PHRASE)
    assert new.reveal() != old.reveal()
    assert content(folder) == "yes"
    with pytest.raises(StoreDamaged):
        Store.open(folder, old, CLOCK, new_id)
    assert a_vault(folder).recover(COUNTY, "new").reveal() == new.reveal()
    assert not list(folder.glob("*.rekeyed*"))


def test_a_wrong_passphrase_changes_nothing(folder: Path) -> None:
    before = (folder / STORE_FILE).read_bytes()
    with pytest.raises(WrongPassphrase):
        give_new_key(a_vault(folder), folder, "wrong")
    assert (folder / STORE_FILE).read_bytes() == before
    assert content(folder) == "yes"


class Cut(Exception):
    """The program died here."""


@pytest.mark.parametrize("step", ["copy", "put_in_place", "after the move", "let go"])
def test_a_change_that_is_cut_off_is_settled_by_the_next_unlock(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def cut(*_: object) -> None:
        raise Cut

    def move_and_cut(making: Path, path: Path) -> None:
        put_in_place(making, path)
        raise Cut

    if step == "copy":
        monkeypatch.setattr("storage.rekey._copy_with_key", cut)
    elif step == "put_in_place":
        monkeypatch.setattr("storage.rekey.put_in_place", cut)
    elif step == "after the move":
        monkeypatch.setattr("storage.rekey.put_in_place", move_and_cut)
    else:
        monkeypatch.setattr(Vault, "take_offered", cut)
    with pytest.raises(Cut):
        give_new_key(a_vault(folder), folder, PHRASE)
    monkeypatch.undo()
    assert content(folder) == "yes"
    assert not a_vault(folder).is_changing_key()
    give_new_key(a_vault(folder), folder, PHRASE)
    assert content(folder) == "yes"


def test_a_full_disk_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr("storage.rekey._copy_with_key", full)
    old = a_vault(folder).unlock(PHRASE)
    with pytest.raises(DiskFull):
        give_new_key(a_vault(folder), folder, PHRASE)
    assert not a_vault(folder).is_changing_key()
    assert a_vault(folder).unlock(PHRASE).reveal() == old.reveal()
    assert content(folder) == "yes"


def test_a_security_key_goes_on_being_asked(folder: Path) -> None:
    token = SoftSecurityKey()
    a_vault(folder).require_security_key(PHRASE, token)
    give_new_key(a_vault(folder), folder, PHRASE, token)
    assert content(folder, token=token) == "yes"
