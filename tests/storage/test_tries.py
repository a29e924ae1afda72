# SPDX-License-Identifier: AGPL-3.0-or-later
"""Five wrong passphrases, then a wait nobody can shorten but an administrator."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.phone_codes import RELEASE_OF_TRIES, answer
from storage.errors import TriesSpent, WrongPassphrase
from storage.vault.device_secret import DeviceSecrets
from storage.vault.tries import TRIES_FILE, Tries
from tests.fakes.vaults import StillSteady, a_vault, in_keystore

SECRET = bytes(32)
RELEASE_SECRET = bytes(range(32))


def a_count(
    folder: Path, steady: StillSteady, secrets: DeviceSecrets | None = None
) -> tuple[Tries, DeviceSecrets]:
    kept = secrets or in_keystore()
    folder.mkdir(exist_ok=True)
    return Tries(folder, "v1", kept, SECRET, steady), kept


def use_up(tries: Tries) -> None:
    for _ in range(5):
        tries.use_one()


def waits(tries: Tries) -> float:
    with pytest.raises(TriesSpent, match="release code") as refused:
        tries.use_one()
    return refused.value.seconds_left


def test_the_sixth_try_waits_ten_minutes_and_each_five_more_double_it(tmp_path: Path) -> None:
    steady = StillSteady()
    tries, _ = a_count(tmp_path, steady)
    tries.begin()
    for expected in (600, 1200, 2400, 4800):
        use_up(tries)
        assert waits(tries) == expected
        steady.passed += expected - 1
        assert waits(tries) == 1
        steady.passed += 1
        assert tries.standing().left == 5


def test_the_right_passphrase_begins_anew(tmp_path: Path) -> None:
    tries, _ = a_count(tmp_path, StillSteady())
    tries.begin()
    for _ in range(4):
        tries.use_one()
    assert tries.standing().left == 1
    tries.forgive()
    assert tries.standing().left == 5


def test_a_restart_does_not_shorten_the_wait(tmp_path: Path) -> None:
    steady = StillSteady()
    tries, _ = a_count(tmp_path, steady)
    tries.begin()
    use_up(tries)
    steady.passed += 200
    assert tries.standing().seconds_left == 400
    steady.restart()
    steady.passed += 10_000
    # How long the computer was off cannot be told by a clock nobody can set.
    assert tries.standing().seconds_left == 400
    steady.passed += 400
    assert tries.standing().left == 5


def test_an_old_copy_of_the_profile_brings_no_tries_back(tmp_path: Path) -> None:
    tries, secrets = a_count(tmp_path, StillSteady())
    tries.begin()
    fresh = (tmp_path / TRIES_FILE).read_bytes()
    use_up(tries)
    (tmp_path / TRIES_FILE).write_bytes(fresh)
    assert waits(tries) == 600
    (tmp_path / TRIES_FILE).unlink()
    assert waits(tries) == 600
    secrets.forget("tries v1")
    assert waits(tries) == 600


def test_a_forged_count_is_not_believed(tmp_path: Path) -> None:
    tries, secrets = a_count(tmp_path, StillSteady())
    tries.begin()
    use_up(tries)
    content = (tmp_path / TRIES_FILE).read_bytes()
    forged = content.replace(b'"failed":5', b'"failed":0').replace(b"600.0", b"0.0")
    assert forged != content
    (tmp_path / TRIES_FILE).write_bytes(forged)
    secrets.keep("tries v1", forged)
    assert waits(tries) == 600


def test_the_administrators_code_ends_the_wait_once(tmp_path: Path) -> None:
    tries, _ = a_count(tmp_path, StillSteady())
    tries.begin()
    use_up(tries)
    challenge = tries.challenge(os.urandom)
    assert tries.challenge(os.urandom) == challenge
    code = answer(RELEASE_SECRET, RELEASE_OF_TRIES, challenge)
    elsewhere = answer(bytes(32), RELEASE_OF_TRIES, challenge)
    assert not tries.release(elsewhere, RELEASE_SECRET)
    assert tries.release(code, RELEASE_SECRET)
    assert tries.standing().left == 5
    use_up(tries)
    assert not tries.release(code, RELEASE_SECRET)
    assert tries.challenge(os.urandom) != challenge
    assert waits(tries) == 1200


def test_five_wrong_codes_spend_the_challenge(tmp_path: Path) -> None:
    tries, _ = a_count(tmp_path, StillSteady())
    tries.begin()
    use_up(tries)
    challenge = tries.challenge(os.urandom)
    for _ in range(5):
        assert not tries.release("0000-0000-0000", RELEASE_SECRET)
    code = answer(RELEASE_SECRET, RELEASE_OF_TRIES, challenge)
    assert not tries.release(code, RELEASE_SECRET)


@given(st.lists(st.sampled_from(["try", "wait 700", "restart", "old file"]), max_size=25))
def test_no_order_of_events_allows_more_tries_than_the_rule(
    tmp_path_factory: pytest.TempPathFactory, events: list[str]
) -> None:
    steady = StillSteady()
    folder = tmp_path_factory.mktemp("tries")
    tries, _ = a_count(folder, steady)
    tries.begin()
    old = (folder / TRIES_FILE).read_bytes()
    looked_at = waited = 0
    for event in events:
        if event == "try":
            try:
                tries.use_one()
                looked_at += 1
            except TriesSpent:
                assert looked_at >= 5
        elif event == "wait 700":
            steady.passed += 700
            waited += 1
            tries.standing()
        elif event == "restart":
            steady.restart()
        else:
            (folder / TRIES_FILE).write_bytes(old)
    assert looked_at <= 5 * (waited + 1)


def test_the_vault_counts_a_try_before_it_looks_at_the_passphrase(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault")
    vault.create("the right one")
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongPassphrase):
            vault.unlock("wrong")
        assert vault.standing().left == left
    with pytest.raises(WrongPassphrase):
        vault.unlock("wrong")
    with pytest.raises(TriesSpent):
        vault.unlock("the right one")
