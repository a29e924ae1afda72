# SPDX-License-Identifier: AGPL-3.0-or-later
"""A lease ends when it says, for its own laptop, and no clock brings it back."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casework.ids import CountyId, DeviceId, HatId
from casework.leases import LONGEST, Lease, LeaseStand, judge_lease, may_follow
from tests.fakes.people import NOON, an_id

DEVICE = DeviceId(an_id(4001))
HOUR = timedelta(hours=1)


def a_lease(
    number: int = 1, *, hours: int = 72, revocations: int = 0, device: DeviceId = DEVICE
) -> Lease:
    return Lease(
        county=CountyId(an_id(1)),
        device=device,
        hats=(HatId(an_id(2)),),
        number=number,
        policy=1,
        revocations=revocations,
        issued_at=NOON,
        not_after=NOON + hours * HOUR,
    )


@pytest.mark.parametrize(
    ("hours", "stand"),
    [
        (0, LeaseStand.FRESH),
        (35.9, LeaseStand.FRESH),
        (36, LeaseStand.HALF_OVER),
        (48, LeaseStand.LAST_DAY),
        (68, LeaseStand.LAST_HOURS),
        (71.99, LeaseStand.LAST_HOURS),
        (72, LeaseStand.OVER),
        (1000, LeaseStand.OVER),
        (-1, LeaseStand.NOT_YET),
    ],
)
def test_a_lease_warns_at_half_time_a_day_and_four_hours_before_its_end(
    hours: float, stand: LeaseStand
) -> None:
    now = NOON + hours * HOUR
    assert judge_lease(a_lease(), now, now).stand is stand


def test_a_short_lease_warns_by_its_end_rather_than_its_half() -> None:
    now = NOON + 13 * HOUR
    assert judge_lease(a_lease(hours=24), now, now).stand is LeaseStand.LAST_DAY


def test_a_clock_set_back_by_more_than_five_minutes_is_refused_and_less_wins_nothing() -> None:
    seen = NOON + 71.95 * HOUR
    assert judge_lease(a_lease(), seen - 6 * HOUR / 60, seen).stand is LeaseStand.CLOCK_BEHIND
    late = NOON + 72 * HOUR
    assert judge_lease(a_lease(), late - 4 * HOUR / 60, late).stand is LeaseStand.OVER


@given(
    st.integers(-200, 600).map(lambda tenths: NOON + tenths * HOUR / 10 * 3),
    st.integers(-200, 600).map(lambda tenths: NOON + tenths * HOUR / 10 * 3),
)
def test_nothing_is_read_once_the_end_was_seen_whatever_the_clock_says(
    now: datetime, seen: datetime
) -> None:
    standing = judge_lease(a_lease(), now, seen)
    if max(now, seen) >= a_lease().not_after:
        assert not standing.stand.may_read
    if standing.stand.may_read:
        assert now < standing.until


def test_only_a_newer_lease_of_the_same_laptop_takes_its_place() -> None:
    held = a_lease(4, revocations=2)
    assert may_follow(a_lease(1), None, DEVICE)
    assert may_follow(a_lease(5, revocations=2), held, DEVICE)
    assert not may_follow(a_lease(4, revocations=2), held, DEVICE)
    assert not may_follow(a_lease(3, revocations=2), held, DEVICE)
    assert not may_follow(a_lease(5, revocations=1), held, DEVICE)
    assert not may_follow(a_lease(9, device=DeviceId(an_id(4002))), None, DEVICE)


@pytest.mark.parametrize("hours", [0, 23, 24 * 14 + 1])
def test_a_lease_lasts_one_to_fourteen_days(hours: int) -> None:
    with pytest.raises(ValidationError, match="1 to 14 days"):
        a_lease(hours=hours)
    assert a_lease(hours=int(LONGEST / HOUR)).not_after == NOON + LONGEST
