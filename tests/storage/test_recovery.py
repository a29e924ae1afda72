# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two people of the county open one laptop's vault; each alone opens nothing."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from casework.errors import SealedBoxUnreadable
from casework.recovery import (
    RecoveredKeys,
    Share,
    ShareCost,
    join_shares,
    make_county_key,
    make_recovery_file,
    new_code,
    open_county_slots,
    open_recovery_file,
    open_share,
    seal_share,
)
from desktop.system import new_id
from storage.errors import VaultDamaged, WrongPassphrase
from storage.keys import StoreKey
from storage.rekey import give_new_key, unlock_store
from storage.store import Store
from storage.vault.device_secret import FileSecrets
from storage.vault.header import VAULT_FILE
from storage.vault.marks import Mark
from storage.vault.vault import Vault
from tests.fakes.stores import StillClock
from tests.fakes.vaults import a_vault, in_keystore

QUICK = ShareCost(memory_kib=64 * 1024, iterations=1, lanes=1)
OPENING, FIRST, SECOND = make_county_key(os.urandom)
PRINT = OPENING.public.thumbprint


def recover(folder: Path, vault: Vault, new: str) -> StoreKey:
    """As the county and the laptop do it, with a file and a code between them."""
    code = new_code()
    copied = (folder / VAULT_FILE).read_bytes()
    sent = make_recovery_file(open_county_slots(copied, OPENING), code, os.urandom)
    received = open_recovery_file(sent, code.lower().replace("-", " "))
    return vault.recover_with_keys([StoreKey(one) for one in received.keys], new)


def test_two_shares_make_the_key_and_one_says_nothing() -> None:
    shares = [Share(f"Person {n}", PRINT, n, raw) for n, raw in ((1, FIRST), (2, SECOND))]
    files = [seal_share(one, f"phrase {one.number}", os.urandom, QUICK) for one in shares]
    opened = [open_share(one, f"phrase {n}") for n, one in enumerate(files, start=1)]
    assert join_shares(*opened).public == OPENING.public
    with pytest.raises(SealedBoxUnreadable, match="two shares"):
        join_shares(opened[0], opened[0])
    with pytest.raises(SealedBoxUnreadable):
        join_shares(opened[0], replace(opened[1], raw=os.urandom(len(SECOND))))
    with pytest.raises(SealedBoxUnreadable, match="Person 1"):
        open_share(files[0], "phrase 2")
    assert FIRST not in files[0]


@pytest.mark.parametrize("field", ["person", "number", "county_key", "salt", "nonce"])
def test_an_altered_share_is_refused(field: str) -> None:
    document = json.loads(seal_share(Share("A", PRINT, 1, FIRST), "phrase", os.urandom, QUICK))
    other = {"person": "B", "number": 2, "county_key": "0" * 64, "salt": "A" * 22 + "=="}
    document["share"][field] = other.get(field, "A" * 16)
    with pytest.raises(SealedBoxUnreadable):
        open_share(json.dumps(document).encode(), "phrase")


def test_the_laptop_gets_a_new_passphrase_and_the_old_one_opens_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    made = a_vault(folder).create("forgotten long ago", OPENING.public).reveal()
    assert recover(folder, a_vault(folder), "new").reveal() == made
    assert a_vault(folder).unlock("new").reveal() == made
    with pytest.raises(WrongPassphrase):
        a_vault(folder).unlock("forgotten long ago")


def test_the_county_can_help_a_second_time_after_the_keystore_was_lost(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    first = in_keystore()
    made = a_vault(folder, secrets=first).create("first", OPENING.public).reveal()
    elsewhere = FileSecrets(tmp_path / "device")
    a_vault(folder, secrets=first).marks().keep(Mark(counter=3))
    recover(folder, a_vault(folder, secrets=elsewhere), "second")
    again = recover(folder, a_vault(folder, secrets=elsewhere), "third")
    assert again.reveal() == made
    assert a_vault(folder, secrets=elsewhere).unlock("third").reveal() == made


@pytest.mark.parametrize("moved", [False, True], ids=["before the move", "after the move"])
def test_a_vault_whose_key_was_being_changed_is_recovered_with_its_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, moved: bool
) -> None:
    folder = tmp_path / "vault"
    key = a_vault(folder).create("forgotten", OPENING.public)
    store = Store.create(folder, key, StillClock(), new_id)
    store.save_setting("kept", "yes")
    store.close()
    monkeypatch.setattr(Vault, "take_offered", _cut) if moved else monkeypatch.setattr(
        "storage.rekey.put_in_place", _cut
    )
    with pytest.raises(KeyboardInterrupt):
        give_new_key(a_vault(folder), folder, "forgotten")
    monkeypatch.undo()
    recover(folder, a_vault(folder), "new")
    opened = Store.open(folder, unlock_store(a_vault(folder), folder, "new"), StillClock(), new_id)
    assert opened.setting("kept") == "yes"
    opened.close()
    assert not a_vault(folder).is_changing_key()


def _cut(*_: object) -> None:
    raise KeyboardInterrupt


def test_recovery_keeps_what_is_remembered_of_the_store_where_it_still_can(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    a_vault(folder).create("forgotten", OPENING.public)
    a_vault(folder).marks().keep(Mark(counter=7))
    recover(folder, a_vault(folder), "new")
    assert a_vault(folder).marks().read().counter == 7
    FileSecrets(tmp_path / "device").keep(f"secret {vault_id(folder)}", os.urandom(32))
    recover(folder, a_vault(folder), "newer")
    assert a_vault(folder).marks().read() == Mark()


def vault_id(folder: Path) -> str:
    return str(json.loads((folder / VAULT_FILE).read_bytes())["header"]["vault"])


def test_a_wrong_code_or_another_vaults_key_changes_nothing(tmp_path: Path) -> None:
    folder, other = tmp_path / "vault", tmp_path / "other"
    a_vault(folder).create("one", OPENING.public)
    foreign = a_vault(other).create("two", OPENING.public)
    before = (folder / VAULT_FILE).read_bytes()
    sent = make_recovery_file(open_county_slots(before, OPENING), "ABCD", os.urandom)
    with pytest.raises(SealedBoxUnreadable, match="code"):
        open_recovery_file(sent, "ABCE")
    with pytest.raises(VaultDamaged):
        a_vault(folder).recover_with_keys([foreign], "new")
    with pytest.raises(VaultDamaged):
        a_vault(folder).recover_with_keys([], "new")
    assert (folder / VAULT_FILE).read_bytes() == before


def test_another_county_key_or_an_altered_header_gives_nothing_away(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    a_vault(folder).create("one", OPENING.public)
    content = (folder / VAULT_FILE).read_bytes()
    stranger, _, _ = make_county_key(os.urandom)
    with pytest.raises(SealedBoxUnreadable):
        open_county_slots(content, stranger)
    altered = json.loads(content)
    altered["header"]["vault"] = "0" * 32
    with pytest.raises(SealedBoxUnreadable):
        open_county_slots(json.dumps(altered).encode(), OPENING)
    for rubbish in (b"", b"{}", b"[]", b'{"header": 1}', b"\xff"):
        with pytest.raises(SealedBoxUnreadable):
            open_county_slots(rubbish, OPENING)
    assert RecoveredKeys("0" * 32, ()).keys == ()
