# SPDX-License-Identifier: AGPL-3.0-or-later
"""The vault opens for the right person on the right laptop, and says what is wrong otherwise."""

import hashlib
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from casework.errors import SealedBoxUnreadable
from casework.sealing import SEALING_PRIVATE_BYTES, OpeningKey
from storage.errors import (
    DeviceSecretMissing,
    SecurityKeyMissing,
    TriesSpent,
    VaultDamaged,
    VaultExists,
    VaultMissing,
    VaultRolledBack,
    VaultTooNew,
    VaultTooWeak,
    WrongPassphrase,
)
from storage.keys import StoreKey
from storage.limits import LIMITS
from storage.vault.device_secret import FileSecrets
from storage.vault.header import VAULT_FILE, KeyDerivation, SecretPlace, canonical
from storage.vault.vault import Vault, vault_exists
from tests.fakes.vaults import SoftSecurityKey, a_vault, in_keystore

PHRASE = "marsh heron über lantern"
COUNTY = OpeningKey(bytes(range(SEALING_PRIVATE_BYTES)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, StoreKey]:
    folder = tmp_path_factory.mktemp("profile") / "vault"
    return folder, a_vault(folder).create(PHRASE, COUNTY.public)


@pytest.fixture
def copy(made: tuple[Path, StoreKey], tmp_path: Path) -> Path:
    """A copy of the vault with its device secret, to be harmed."""
    folder = tmp_path / "vault"
    for part in ("vault", "device"):
        (tmp_path / part).mkdir()
        for file in (made[0].parent / part).iterdir():
            (tmp_path / part / file.name).write_bytes(file.read_bytes())
    return folder


def forge(folder: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Change the header and make the checksum right again, as a forger would."""
    path = folder / VAULT_FILE
    document = json.loads(path.read_bytes())
    del document["checksum"]
    change(document["header"])
    checksum = hashlib.sha256(canonical(document)).hexdigest()
    path.write_bytes(canonical({**document, "checksum": checksum}) + b"\n")


def worker_slot(header: dict[str, object]) -> dict[str, object]:
    return header["ring"]["slots"][0]  # type: ignore[index,no-any-return]  # plain JSON


def test_the_passphrase_opens_the_vault(made: tuple[Path, StoreKey]) -> None:
    folder, key = made
    assert vault_exists(folder)
    assert a_vault(folder).unlock(PHRASE).reveal() == key.reveal()
    decomposed = PHRASE.replace("ü", "u\u0308")
    assert a_vault(folder).unlock(decomposed).reveal() == key.reveal()


def test_a_wrong_passphrase_is_told_and_changes_no_header(copy: Path) -> None:
    before = (copy / VAULT_FILE).read_bytes()
    with pytest.raises(WrongPassphrase, match="Caps Lock"):
        a_vault(copy).unlock(PHRASE + " ")
    assert (copy / VAULT_FILE).read_bytes() == before


def test_any_changed_byte_of_the_header_is_seen(copy: Path) -> None:
    path = copy / VAULT_FILE
    content = path.read_bytes()
    for at in range(len(content)):
        changed = bytearray(content)
        changed[at] ^= (0x01, 0x20, 0x80)[at % 3]
        path.write_bytes(changed)
        with pytest.raises(VaultDamaged, match="backup"):
            a_vault(copy).unlock(PHRASE)


@pytest.mark.parametrize("length", [0, 1, 100, 20000])
def test_a_cut_or_swollen_header_is_damaged(copy: Path, length: int) -> None:
    path = copy / VAULT_FILE
    path.write_bytes((path.read_bytes() + b" " * 20000)[:length])
    with pytest.raises(VaultDamaged):
        a_vault(copy).unlock(PHRASE)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("derivation", {"memory_kib": LIMITS.derivation_floor[0], "iterations": 2, "lanes": 1}),
        ("salt", "AAAAAAAAAAAAAAAAAAAAAA=="),
        ("nonce", "AAAAAAAAAAAAAAAA"),
        ("wrapped", "A" * 64),
    ],
)
def test_a_forged_slot_never_yields_a_key(copy: Path, name: str, value: object) -> None:
    forge(copy, lambda header: worker_slot(header).update({name: value}))
    with pytest.raises(WrongPassphrase):
        a_vault(copy).unlock(PHRASE)


def test_a_way_in_that_was_taken_out_or_put_in_is_seen(copy: Path) -> None:
    other = copy.parent / "other" / "vault"
    a_vault(other).create("another passphrase, mine", COUNTY.public)
    foreign = json.loads((other / VAULT_FILE).read_bytes())["header"]["ring"]["slots"][1]

    def take_out(header: dict[str, object]) -> None:
        header["ring"]["slots"].pop()  # type: ignore[index]  # plain JSON

    def put_in(header: dict[str, object]) -> None:
        header["ring"]["slots"].append(foreign)  # type: ignore[index]  # plain JSON

    for change in (take_out, put_in):
        whole = (copy / VAULT_FILE).read_bytes()
        forge(copy, change)
        with pytest.raises(VaultDamaged):
            a_vault(copy).unlock(PHRASE)
        (copy / VAULT_FILE).write_bytes(whole)


@pytest.mark.parametrize(
    ("name", "value"), [("memory_kib", 64 * 1024 - 1), ("iterations", 0), ("lanes", 0)]
)
def test_a_header_below_the_floor_is_refused(copy: Path, name: str, value: int) -> None:
    forge(copy, lambda header: worker_slot(header)["derivation"].update({name: value}))  # type: ignore[attr-defined]  # plain JSON
    with pytest.raises(VaultTooWeak):
        a_vault(copy).unlock(PHRASE)


def test_a_header_that_would_exhaust_the_laptop_is_refused(copy: Path) -> None:
    forge(copy, lambda header: worker_slot(header)["derivation"].update(memory_kib=2**31))  # type: ignore[attr-defined]  # plain JSON
    with pytest.raises(VaultDamaged):
        a_vault(copy).unlock(PHRASE)


def test_a_vault_of_a_newer_program_is_refused_politely(copy: Path) -> None:
    forge(copy, lambda header: header.update(version=3))
    with pytest.raises(VaultTooNew, match="update the program"):
        a_vault(copy).unlock(PHRASE)


def test_a_vault_of_the_first_version_opens_and_is_written_anew(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    source = Path(__file__).parent / "data" / "vault-of-version-1.json"
    (folder / VAULT_FILE).write_bytes(source.read_bytes())
    vault = a_vault(folder)
    with pytest.raises(WrongPassphrase):
        vault.unlock("not this one")
    key = vault.unlock("marsh heron lantern")
    assert key.reveal() == bytes(range(32))
    assert json.loads((folder / VAULT_FILE).read_bytes())["header"]["version"] == 2
    assert vault.unlock("marsh heron lantern").reveal() == key.reveal()


def test_a_missing_vault_and_a_second_vault_are_refused(
    made: tuple[Path, StoreKey], tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    with pytest.raises(VaultMissing):
        a_vault(folder).unlock(PHRASE)
    with pytest.raises(VaultExists):
        a_vault(made[0]).create("other")
    with pytest.raises(VaultTooWeak):
        a_vault(folder, derivation=KeyDerivation(memory_kib=1024)).create("x")
    assert not vault_exists(folder)


def test_the_header_is_private_to_its_owner_and_holds_no_key(made: tuple[Path, StoreKey]) -> None:
    folder, key = made
    for file in (folder / VAULT_FILE, *(folder.parent / "device").iterdir()):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert key.reveal().hex() not in file.read_text()


def test_a_key_shows_nothing_and_can_be_wiped(made: tuple[Path, StoreKey]) -> None:
    key = StoreKey(made[1].reveal())
    assert repr(key) == str(key) == "StoreKey(hidden)"
    with pytest.raises(TypeError):
        key.__reduce__()
    key.wipe()
    with pytest.raises(Exception, match="locked"):
        key.reveal()


def test_a_copied_folder_does_not_open_on_another_computer(copy: Path) -> None:
    with pytest.raises(DeviceSecretMissing, match="nothing is lost"):
        a_vault(copy, secrets=in_keystore()).unlock(PHRASE)
    stranger = FileSecrets(copy.parent / "elsewhere")
    vault_id = json.loads((copy / VAULT_FILE).read_bytes())["header"]["vault"]
    stranger.keep(f"secret {vault_id}", os.urandom(32))
    with pytest.raises(TriesSpent):
        a_vault(copy, secrets=stranger).unlock(PHRASE)


def test_the_county_recovers_a_vault_whose_passphrase_and_keystore_are_lost(copy: Path) -> None:
    new = a_vault(copy, secrets=in_keystore())
    key = new.recover(COUNTY, "new passphrase of the worker")
    assert new.unlock("new passphrase of the worker").reveal() == key.reveal()
    assert new.protection().secret_place is SecretPlace.KEYSTORE
    with pytest.raises(SealedBoxUnreadable):
        new.recover(OpeningKey(os.urandom(SEALING_PRIVATE_BYTES)), "x")


def test_a_vault_without_a_county_key_says_so(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault")
    key = vault.create(PHRASE)
    with pytest.raises(DeviceSecretMissing, match="only its passphrase"):
        vault.recover(COUNTY, "new")
    assert vault.protection().county_key is None
    vault.seal_to_county(key, COUNTY.public)
    assert vault.protection().county_key == COUNTY.public.thumbprint
    assert vault.recover(COUNTY, "new").reveal() == key.reveal()


def test_a_changed_passphrase_opens_and_the_old_one_does_not(copy: Path) -> None:
    vault = a_vault(copy)
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase("wrong", "the new one")
    key = vault.unlock(PHRASE)
    vault.change_passphrase(PHRASE, "the new one")
    assert vault.unlock("the new one").reveal() == key.reveal()
    with pytest.raises(WrongPassphrase):
        vault.unlock(PHRASE)


def test_an_old_header_put_back_after_a_change_is_refused(copy: Path) -> None:
    vault = a_vault(copy)
    old = (copy / VAULT_FILE).read_bytes()
    vault.change_passphrase(PHRASE, "the new one")
    (copy / VAULT_FILE).write_bytes(old)
    with pytest.raises(VaultRolledBack, match="older copy"):
        vault.unlock(PHRASE)


def test_a_security_key_is_asked_from_its_enrolment_on(copy: Path) -> None:
    vault, token = a_vault(copy), SoftSecurityKey()
    vault.require_security_key(PHRASE, token)
    assert vault.protection().security_key
    with pytest.raises(SecurityKeyMissing, match="touch it"):
        vault.unlock(PHRASE)
    with pytest.raises(SecurityKeyMissing, match="another"):
        vault.unlock(PHRASE, SoftSecurityKey())
    key = vault.unlock(PHRASE, token)
    with pytest.raises(WrongPassphrase):
        vault.unlock("wrong", token)
    vault.change_passphrase(PHRASE, "the new one", token)
    assert vault.unlock("the new one", token).reveal() == key.reveal()
    vault.release_security_key("the new one", token)
    assert vault.unlock("the new one").reveal() == key.reveal()


def test_a_security_key_that_does_not_answer_changes_nothing(copy: Path) -> None:
    vault = a_vault(copy)
    before = (copy / VAULT_FILE).read_bytes()
    with pytest.raises(SecurityKeyMissing):
        vault.require_security_key(PHRASE, SoftSecurityKey(plugged_in=False))
    assert (copy / VAULT_FILE).read_bytes() == before
    assert isinstance(vault, Vault)
