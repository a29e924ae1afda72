# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare vault …`: keys and passphrases from a terminal; the work is always still there."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casework.audit import AuditEvent, AuditNote, AuditOutcome
from casework.recovery import make_county_key, make_recovery_file, open_county_slots
from desktop.commands import main
from desktop.paths import Places
from desktop.system import new_id
from desktop.vaults import find_vault
from storage.rekey import unlock_store
from storage.store import Store
from tests.fakes.stores import StillClock
from tests.fakes.vaults import QUICK

PHRASE, NEW = "Meadow-Thrush-41", "Heron-Lantern-72"
OPENING, _, _ = make_county_key(os.urandom)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A laptop with a vault and something in its store."""
    places = Places(tmp_path / "home")
    vault = find_vault(places, derivation=QUICK)
    store = Store.create(
        places.vault, vault.create(PHRASE, OPENING.public), StillClock(), new_id, vault.marks()
    )
    store.save_setting("kept", "yes")
    store.close()
    return places


@pytest.fixture
def run(places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    def run(action: str, *more: str, typed: list[str]) -> int:
        waiting: Iterator[str] = iter(typed)
        monkeypatch.setattr("getpass.getpass", lambda _prompt: next(waiting))
        return main(["--home", str(tmp_path / "home"), "vault", action, *more])

    return run


def content(places: Places, passphrase: str) -> str | None:
    vault = find_vault(places)
    key = unlock_store(vault, places.vault, passphrase)
    store = Store.open(places.vault, key, StillClock(), new_id, vault.marks())
    try:
        return store.setting("kept")
    finally:
        store.close()


def test_a_new_key_keeps_the_work(places: Places, run: Callable[..., int]) -> None:
    old = find_vault(places).unlock(PHRASE).reveal()
    assert run("rekey", typed=[PHRASE]) == 0
    assert find_vault(places).unlock(PHRASE).reveal() != old
    assert content(places, PHRASE) == "yes"


def test_what_is_done_to_the_keys_comes_into_the_log_with_the_next_log_on(
    places: Places, run: Callable[..., int]
) -> None:
    assert run("rekey", typed=["wrong"]) == 1
    assert run("rekey", typed=[PHRASE]) == 0
    attempts = find_vault(places).attempts()
    assert attempts is not None
    listed = attempts.standing()
    assert listed is not None
    assert [one.note for one in listed.attempts] == [
        AuditNote(AuditEvent.STORE_KEY_CHANGED, outcome=AuditOutcome.FAILED),
        AuditNote(AuditEvent.STORE_KEY_CHANGED, outcome=AuditOutcome.OK),
    ]


def test_a_wrong_passphrase_gives_no_new_key(
    places: Places, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("rekey", typed=["wrong"]) == 1
    assert capsys.readouterr().err.startswith("fieldfare: The passphrase does not open")
    assert content(places, PHRASE) == "yes"


def test_the_countys_recovery_file_gives_a_new_passphrase(
    places: Places, run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recovered = open_county_slots((places.vault / "vault.json").read_bytes(), OPENING)
    file = tmp_path / "recovery.json"
    file.write_bytes(make_recovery_file(recovered, "ABCD-EFGH", os.urandom))
    assert run("recover-passphrase", str(file), typed=["wrong"]) == 1
    assert run("recover-passphrase", str(file), typed=["ABCD-EFGH", "weak"]) == 1
    assert run("recover-passphrase", str(file), typed=["ABCD-EFGH", NEW, PHRASE]) == 1
    assert content(places, PHRASE) == "yes"
    assert run("recover-passphrase", str(file), typed=["abcd efgh", NEW, NEW]) == 0
    assert content(places, NEW) == "yes"
    attempts = find_vault(places).attempts()
    listed = None if attempts is None else attempts.standing()
    assert listed is not None
    assert listed.attempts[-1].event is AuditEvent.COUNTY_RECOVERY
    assert "no such" not in capsys.readouterr().err.lower()


def test_a_laptop_without_the_security_key_says_so(
    places: Places,
    run: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("fido2.hid.list_descriptors", list)
    assert run("add-security-key", typed=[PHRASE]) == 1
    assert "plug it in" in capsys.readouterr().err
    assert content(places, PHRASE) == "yes"
