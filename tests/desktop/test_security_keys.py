# SPDX-License-Identifier: AGPL-3.0-or-later
"""A FIDO2 security key beside the passphrase, through fido2's own client to a software key."""

from pathlib import Path

import pytest
from fido2.ctap2.base import Ctap2

from desktop import security_keys
from desktop.security_keys import FidoSecurityKey
from storage.errors import SecurityKeyMissing, WrongPassphrase
from storage.vault.header import SecurityKeyQuestion
from tests.fakes.authenticators import SoftwareAuthenticator
from tests.fakes.vaults import a_vault

PHRASE = "marsh heron lantern"


@pytest.fixture
def token() -> SoftwareAuthenticator:
    return SoftwareAuthenticator()


def key_of(token: SoftwareAuthenticator) -> FidoSecurityKey:
    return FidoSecurityKey(token.plugged)


def protected(folder: Path, token: SoftwareAuthenticator) -> bytes:
    """A vault that asks for this key; returns its store key."""
    key = a_vault(folder).create(PHRASE)
    a_vault(folder).require_security_key(PHRASE, key_of(token))
    return key.reveal()


def test_the_key_and_the_passphrase_together_open_the_vault(
    tmp_path: Path, token: SoftwareAuthenticator
) -> None:
    folder = tmp_path / "vault"
    made = protected(folder, token)
    assert a_vault(folder).unlock(PHRASE, key_of(token)).reveal() == made
    assert a_vault(folder).protection().security_key
    with pytest.raises(WrongPassphrase):
        a_vault(folder).unlock("another phrase", key_of(token))
    assert token.opened == 0


def test_without_the_key_the_passphrase_opens_nothing_and_no_try_is_used(
    tmp_path: Path, token: SoftwareAuthenticator
) -> None:
    folder = tmp_path / "vault"
    protected(folder, token)
    left = a_vault(folder).standing().left
    with pytest.raises(SecurityKeyMissing):
        a_vault(folder).unlock(PHRASE)
    with pytest.raises(SecurityKeyMissing, match="plug it in"):
        a_vault(folder).unlock(PHRASE, FidoSecurityKey(list))
    assert a_vault(folder).standing().left == left


def test_another_key_is_told_apart_without_a_touch(
    tmp_path: Path, token: SoftwareAuthenticator
) -> None:
    protected(tmp_path / "vault", token)
    other = SoftwareAuthenticator()
    with pytest.raises(SecurityKeyMissing, match="another security key"):
        a_vault(tmp_path / "vault").unlock(PHRASE, key_of(other))
    assert (other.touches, other.opened) == (0, 0)


def test_the_right_one_of_two_keys_is_asked(tmp_path: Path, token: SoftwareAuthenticator) -> None:
    made = protected(tmp_path / "vault", token)
    other = SoftwareAuthenticator()
    both = FidoSecurityKey(lambda: [*other.plugged(), *token.plugged()])
    assert a_vault(tmp_path / "vault").unlock(PHRASE, both).reveal() == made
    assert (other.opened, token.opened) == (0, 0)
    with pytest.raises(SecurityKeyMissing, match="Several"):
        both.enrol("vault")


@pytest.mark.parametrize("by_itself", [True, False], ids=["the key gives up", "we give up"])
def test_a_touch_that_comes_too_late_opens_nothing(
    tmp_path: Path, token: SoftwareAuthenticator, by_itself: bool
) -> None:
    made = protected(tmp_path / "vault", token)
    token.touched, token.gives_up_itself = False, by_itself
    prompts: list[bool] = []
    late = FidoSecurityKey(
        token.plugged, prompt=lambda: prompts.append(True), touch_seconds=30 if by_itself else 1
    )
    with pytest.raises(SecurityKeyMissing, match="in time"):
        a_vault(tmp_path / "vault").unlock(PHRASE, late)
    assert prompts
    token.touched = True
    assert a_vault(tmp_path / "vault").unlock(PHRASE, key_of(token)).reveal() == made


@pytest.mark.parametrize("at", [Ctap2.CMD.GET_INFO, Ctap2.CMD.CLIENT_PIN, Ctap2.CMD.GET_ASSERTION])
def test_a_key_pulled_out_in_the_middle_opens_nothing_and_harms_nothing(
    tmp_path: Path, token: SoftwareAuthenticator, at: int
) -> None:
    made = protected(tmp_path / "vault", token)
    token.unplug_at = at
    with pytest.raises(SecurityKeyMissing):
        a_vault(tmp_path / "vault").unlock(PHRASE, key_of(token))
    token.unplug_at = None
    assert a_vault(tmp_path / "vault").unlock(PHRASE, key_of(token)).reveal() == made
    assert token.opened == 0


def test_enrolling_that_fails_leaves_the_vault_as_it_was(
    tmp_path: Path, token: SoftwareAuthenticator
) -> None:
    folder = tmp_path / "vault"
    made = a_vault(folder).create(PHRASE).reveal()
    token.unplug_at = Ctap2.CMD.MAKE_CREDENTIAL
    with pytest.raises(SecurityKeyMissing):
        a_vault(folder).require_security_key(PHRASE, key_of(token))
    assert a_vault(folder).unlock(PHRASE).reveal() == made


def test_a_key_that_knows_no_hmac_secret_is_refused(token: SoftwareAuthenticator) -> None:
    token.extensions = []
    with pytest.raises(SecurityKeyMissing, match="cannot protect"):
        key_of(token).enrol("vault")


def test_a_key_with_a_pin_is_enrolled_with_it_and_asked_without() -> None:
    token = SoftwareAuthenticator(pin="2468")
    with pytest.raises(SecurityKeyMissing) as refused:
        key_of(token).enrol("vault")
    assert str(refused.value) == security_keys.ASKS_FOR_PIN
    with pytest.raises(SecurityKeyMissing) as refused:
        FidoSecurityKey(token.plugged, ask_pin=lambda: "1357").enrol("vault")
    assert str(refused.value) == security_keys.ASKS_FOR_PIN
    credential = FidoSecurityKey(token.plugged, ask_pin=lambda: "2468").enrol("vault")
    question = SecurityKeyQuestion(credential=credential, salt=bytes(32))
    assert key_of(token).answer(question) == key_of(token).answer(question)


def test_another_salt_has_another_answer(token: SoftwareAuthenticator) -> None:
    credential = key_of(token).enrol("vault")
    answers = {
        key_of(token).answer(SecurityKeyQuestion(credential=credential, salt=bytes([n] * 32)))
        for n in range(3)
    }
    assert len(answers) == 3
    assert {len(one) for one in answers} == {32}


def test_the_key_may_be_released_again(tmp_path: Path, token: SoftwareAuthenticator) -> None:
    made = protected(tmp_path / "vault", token)
    a_vault(tmp_path / "vault").release_security_key(PHRASE, key_of(token))
    assert a_vault(tmp_path / "vault").unlock(PHRASE).reveal() == made
