# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stamps never run backwards, ids sort by time, and a day is the county's."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clock import HybridTime, county_day, end_of_day, is_hybrid_time, stamp, start_of_day
from casework.ids import make_uuid7
from casework.reasons import Reason, ReasonCode
from tests.fakes.people import NOON

MOMENTS = st.integers(-10_000, 10_000).map(lambda ms: NOON + timedelta(milliseconds=ms))


@given(st.lists(MOMENTS, min_size=1))
def test_stamps_grow_even_when_the_wall_clock_does_not(moments: list[datetime]) -> None:
    last = HybridTime(0, 0)
    written = []
    for moment in moments:
        last = stamp(last, moment)
        written.append(last.encode())
    assert written == sorted(set(written))
    assert [HybridTime.decode(text).encode() for text in written] == written


@pytest.mark.parametrize("text", ["", "1", "1763900000000", "17639000000000003", "x-0000"])
def test_a_misshapen_stamp_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"hybrid time|invalid literal"):
        HybridTime.decode(text)


@given(MOMENTS, MOMENTS, st.binary(min_size=10, max_size=16))
def test_new_ids_are_version_seven_and_sort_by_time(a: datetime, b: datetime, noise: bytes) -> None:
    first, second = make_uuid7(a, noise), make_uuid7(b, noise)
    assert UUID(first).version == 7
    assert UUID(first).variant == "specified in RFC 4122"
    assert (first < second) == (a < b)


def test_an_id_needs_ten_random_bytes() -> None:
    with pytest.raises(ValueError, match="ten random bytes"):
        make_uuid7(NOON, b"short")


def test_a_stamp_that_has_counted_as_far_as_it_can_goes_on() -> None:
    last = HybridTime(1_763_900_000_000, 0xFFFF)
    following = stamp(last, NOON - timedelta(days=9999)).encode()
    assert following > last.encode()
    assert is_hybrid_time(following)
    assert not any(map(is_hybrid_time, ("yesterday", "-763900000000-0003", "1763900000000-00003")))


def test_what_is_said_of_a_day_is_said_by_the_countys_calendar() -> None:
    evening = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
    assert Reason.on(ReasonCode.REVOKED, evening).parameters == {"date": "2026-11-20"}


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_day_of_the_countys_begins_and_ends_at_its_own_midnight(day: date) -> None:
    begins, ends = start_of_day(day), end_of_day(day)
    assert county_day(begins) == day == county_day(ends - timedelta(seconds=1))
    assert county_day(begins - timedelta(seconds=1)) != day != county_day(ends)
    assert timedelta(hours=23) <= ends - begins <= timedelta(hours=25)
