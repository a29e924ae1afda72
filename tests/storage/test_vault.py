# SPDX-License-Identifier: AGPL-3.0-or-later
"""The vault opens with its passphrase and with nothing else, and says what is wrong."""

import hashlib
import json
import os
import stat
from pathlib import Path

import pytest

from storage.errors import (
    VaultDamaged,
    VaultExists,
    VaultMissing,
    VaultTooNew,
    VaultTooWeak,
    WrongPassphrase,
)
from storage.keys import StoreKey
from storage.limits import LIMITS
from storage.vault import VAULT_FILE, KeyDerivation, create_vault, unlock_vault, vault_exists

QUICK = KeyDerivation(memory_kib=LIMITS.memory_floor_kib, iterations=1, lanes=1)
PHRASE = "marsh heron über lantern"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, StoreKey]:
    folder = tmp_path_factory.mktemp("vault")
    return folder, create_vault(folder, PHRASE, random=os.urandom, params=QUICK)


def rewrite(folder: Path, target: Path, path: tuple[str, ...], value: object) -> None:
    """A forger changes one field and makes the checksum right again."""
    document = json.loads((folder / VAULT_FILE).read_bytes())
    del document["checksum"]
    inner = document
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    body = json.dumps(document, sort_keys=True, indent=1).encode()
    document["checksum"] = hashlib.sha256(body).hexdigest()
    whole = json.dumps(document, sort_keys=True, indent=1).encode() + b"\n"
    (target / VAULT_FILE).write_bytes(whole)


def test_the_passphrase_opens_the_vault(made: tuple[Path, StoreKey]) -> None:
    folder, key = made
    assert vault_exists(folder)
    assert unlock_vault(folder, PHRASE).reveal() == key.reveal()
    decomposed = PHRASE.replace("ü", "u\u0308")
    assert unlock_vault(folder, decomposed).reveal() == key.reveal()


def test_a_wrong_passphrase_is_told_and_changes_nothing(made: tuple[Path, StoreKey]) -> None:
    folder, _ = made
    before = (folder / VAULT_FILE).read_bytes()
    with pytest.raises(WrongPassphrase, match="Caps Lock"):
        unlock_vault(folder, PHRASE + " ")
    assert (folder / VAULT_FILE).read_bytes() == before


def test_any_changed_byte_of_the_header_is_seen(
    made: tuple[Path, StoreKey], tmp_path: Path
) -> None:
    content = (made[0] / VAULT_FILE).read_bytes()
    for at in range(len(content)):
        for bit in (0x01, 0x20, 0x80):
            changed = bytearray(content)
            changed[at] ^= bit
            (tmp_path / VAULT_FILE).write_bytes(changed)
            with pytest.raises(VaultDamaged, match="backup"):
                unlock_vault(tmp_path, PHRASE)


@pytest.mark.parametrize("length", [0, 1, 100, 5000])
def test_a_cut_or_swollen_header_is_damaged(
    made: tuple[Path, StoreKey], tmp_path: Path, length: int
) -> None:
    content = (made[0] / VAULT_FILE).read_bytes()
    (tmp_path / VAULT_FILE).write_bytes((content + b" " * 5000)[:length])
    with pytest.raises(VaultDamaged):
        unlock_vault(tmp_path, PHRASE)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("header", "derivation", "iterations"), 2),
        (("header", "derivation", "memory_kib"), LIMITS.memory_floor_kib + 8),
        (("header", "salt"), "AAAAAAAAAAAAAAAAAAAAAA=="),
        (("header", "nonce"), "AAAAAAAAAAAAAAAA"),
        (("wrapped_key",), "A" * 64),
    ],
)
def test_a_forged_header_never_yields_a_key(
    made: tuple[Path, StoreKey], tmp_path: Path, path: tuple[str, ...], value: object
) -> None:
    rewrite(made[0], tmp_path, path, value)
    with pytest.raises(WrongPassphrase):
        unlock_vault(tmp_path, PHRASE)


@pytest.mark.parametrize(
    ("name", "value"), [("memory_kib", 64 * 1024 - 1), ("iterations", 0), ("lanes", 0)]
)
def test_a_header_below_the_floor_is_refused(
    made: tuple[Path, StoreKey], tmp_path: Path, name: str, value: int
) -> None:
    rewrite(made[0], tmp_path, ("header", "derivation", name), value)
    with pytest.raises(VaultTooWeak):
        unlock_vault(tmp_path, PHRASE)


def test_a_header_that_would_exhaust_the_laptop_is_refused(
    made: tuple[Path, StoreKey], tmp_path: Path
) -> None:
    rewrite(made[0], tmp_path, ("header", "derivation", "memory_kib"), 2**31)
    with pytest.raises(VaultDamaged):
        unlock_vault(tmp_path, PHRASE)


def test_a_vault_of_a_newer_program_is_refused_politely(
    made: tuple[Path, StoreKey], tmp_path: Path
) -> None:
    rewrite(made[0], tmp_path, ("header", "version"), 2)
    with pytest.raises(VaultTooNew, match="update the program"):
        unlock_vault(tmp_path, PHRASE)


def test_a_missing_vault_and_a_second_vault_are_refused(
    made: tuple[Path, StoreKey], tmp_path: Path
) -> None:
    with pytest.raises(VaultMissing):
        unlock_vault(tmp_path, PHRASE)
    with pytest.raises(VaultExists):
        create_vault(made[0], "other", random=os.urandom, params=QUICK)
    with pytest.raises(VaultTooWeak):
        create_vault(tmp_path, "x", random=os.urandom, params=KeyDerivation(memory_kib=1024))
    assert not vault_exists(tmp_path)


def test_the_header_is_private_to_its_owner_and_holds_no_key(made: tuple[Path, StoreKey]) -> None:
    folder, key = made
    path = folder / VAULT_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in folder.iterdir()] == [VAULT_FILE]
    assert key.reveal().hex() not in path.read_text()


def test_a_key_shows_nothing_and_can_be_wiped(made: tuple[Path, StoreKey]) -> None:
    key = StoreKey(made[1].reveal())
    assert repr(key) == str(key) == "StoreKey(hidden)"
    with pytest.raises(TypeError):
        key.__reduce__()
    key.wipe()
    with pytest.raises(Exception, match="locked"):
        key.reveal()
