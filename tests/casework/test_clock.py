# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stamps never run backwards, ids sort by time."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clock import HybridTime, stamp
from casework.ids import make_uuid7
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
