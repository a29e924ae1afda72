# SPDX-License-Identifier: AGPL-3.0-or-later
"""A code read over the phone fits one challenge of one laptop for one purpose."""

import os

from hypothesis import given
from hypothesis import strategies as st

from casework.phone_codes import ALPHABET, answer, fits, new_challenge, tidy

SECRET = bytes(range(32))


def test_the_answer_to_a_challenge_fits_however_it_is_typed() -> None:
    challenge = new_challenge(os.urandom)
    code = answer(SECRET, "release", challenge)
    assert len(code) == 14
    assert fits(SECRET, "release", challenge, code)
    assert fits(SECRET, "release", challenge.lower(), f" {code.lower().replace('-', ' ')} ")
    assert fits(SECRET, "release", challenge, code.replace("0", "O").replace("1", "l"))


def test_another_laptop_purpose_or_challenge_has_another_code() -> None:
    challenge = "7KQF-M2XP"
    code = answer(SECRET, "release", challenge)
    assert not fits(bytes(32), "release", challenge, code)
    assert not fits(SECRET, "extend 7", challenge, code)
    assert not fits(SECRET, "release", "7KQF-M2XQ", code)
    assert not fits(SECRET, "release", challenge, "")


@given(st.binary(min_size=8, max_size=8))
def test_a_challenge_holds_only_letters_that_cannot_be_confused(raw: bytes) -> None:
    challenge = new_challenge(lambda _: raw)
    assert len(challenge) == 9
    assert set(tidy(challenge)) <= set(ALPHABET)
