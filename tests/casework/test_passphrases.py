# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rule for passphrases, by example."""

import pytest

from casework.passphrases import is_strong_enough


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
