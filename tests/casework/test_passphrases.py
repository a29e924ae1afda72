# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rule for passphrases, by example, and the estimate beside it."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.county_policy import PassphraseRule
from casework.passphrase_strength import estimate
from casework.passphrases import Strength, Weakness, find_weakness, is_strong_enough


@pytest.mark.parametrize(
    ("passphrase", "accepted"),
    [
        ("", False),
        ("Short-1", False),
        ("Thrush-Mea1", True),
        ("thrush-mea1", False),
        ("THRUSH-MEA1", False),
        ("Thrush-Meado", False),
        ("ThrushMeado1", False),
        ("Thrush Mead1", False),
        ("a plain long sentence", True),
        ("Ñandú-Zorzal7", True),
    ],
)
def test_ten_of_four_kinds_or_twenty_of_any(passphrase: str, *, accepted: bool) -> None:
    assert is_strong_enough(passphrase) is accepted


@pytest.mark.parametrize(
    "passphrase",
    [
        "Password-12",
        "P@$$w0rd-2026!",
        "passwordpasswordpassword",
        "qwertyuiop qwertyuiop",
        "12345678901234567890",
        "correct horse battery staple",
        "County-Probation-1",
        "Summer Winter Spring Autumn",
    ],
)
def test_what_is_made_of_common_words_is_refused_however_long(passphrase: str) -> None:
    assert find_weakness(passphrase) is Weakness.COMMON


def test_one_sign_again_and_again_is_no_passphrase() -> None:
    assert find_weakness("abababababababababababab") is Weakness.REPEATED


def test_a_county_may_ask_for_more_and_ban_its_own_words() -> None:
    rule = PassphraseRule(short=14, long=30, banned=("Contra Costa", "heron"))
    assert find_weakness("Thrush-Mea1", rule) is Weakness.SHORT
    assert find_weakness("a plain long sentence", rule) is Weakness.SHORT
    assert find_weakness("ContraCosta-Heron1", rule) is Weakness.COMMON
    assert find_weakness("ContraCosta-Heron1") is None
    assert find_weakness("Thrush-Meadow-41", rule) is None


@given(st.text(max_size=60), st.integers(10, 64), st.integers(20, 128))
def test_nothing_shorter_than_the_county_asks_is_ever_taken(
    typed: str, short: int, long: int
) -> None:
    rule = PassphraseRule(short=short, long=long)
    if is_strong_enough(typed, rule):
        assert len(typed) >= min(short, long) or not typed.isascii()
        assert is_strong_enough(typed, PassphraseRule(short=10, long=20))


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("", Strength.VERY_WEAK),
        ("password", Strength.VERY_WEAK),
        ("Meadow-Thrush-2026-test", Strength.STRONG),
        ("x9$kQ!" * 40, Strength.STRONG),
    ],
)
def test_the_estimate_knows_words_and_takes_any_length(
    passphrase: str, strength: Strength, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert estimate(passphrase) is strength
    assert not caplog.records
