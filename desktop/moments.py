# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading the moment out of a hybrid stamp."""

from datetime import UTC, date, datetime, time, tzinfo

from casework.clock import HybridTime


def moment_of(stamp: str) -> datetime:
    """The wall-clock moment (UTC) of an encoded hybrid time."""
    return datetime.fromtimestamp(HybridTime.decode(stamp).milliseconds / 1000, UTC)


def as_moment(when: date | datetime | None, zone: tzinfo) -> datetime | None:
    """A moment to sort by: a day counts as its noon in the zone."""
    if when is None or isinstance(when, datetime):
        return when
    return datetime.combine(when, time(12), zone)
