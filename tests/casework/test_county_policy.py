# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a county may decide about its laptops."""

import pytest
from pydantic import ValidationError

from casework.county_policy import CountyPolicy, PassphraseRule


def test_a_county_that_said_nothing_locks_after_ten_minutes_and_leases_for_three_days() -> None:
    policy = CountyPolicy()
    assert policy.lock_after.total_seconds() == 600
    assert policy.sign_in_again_after.total_seconds() == 12 * 3600
    assert policy.lease_lasts.total_seconds() == 72 * 3600


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lock_after_minutes", 0),
        ("lock_after_minutes", 31),
        ("sign_in_again_hours", 13),
        ("lease_hours", 23),
        ("lease_hours", 337),
        ("version", 0),
    ],
)
def test_a_policy_looser_than_the_law_allows_is_none(name: str, value: int) -> None:
    with pytest.raises(ValidationError):
        CountyPolicy.model_validate({name: value})


def test_a_county_may_ask_for_longer_passphrases_and_never_for_shorter_ones() -> None:
    assert PassphraseRule(short=14).short == 14
    with pytest.raises(ValidationError):
        PassphraseRule(short=9)
