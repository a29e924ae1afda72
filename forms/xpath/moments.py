# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dates and times as texts: what ODK reads as one, and how many days since 1970 it is.

A moment keeps the clock of whoever wrote it: the zone of this machine never enters, so that the
same answers give the same figures on a laptop and on the server. A text without an offset counts
as UTC. Reading never raises; what is no date is None. Years are 1 to 9999.
"""

import math
import re
from datetime import UTC, date, datetime, timedelta, timezone

_DATE = r"(?P<year>\d{1,4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_TIME = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:\.(?P<fraction>\d{0,20}))?)?"
    r"(?P<offset>Z|(?P<sign>[+-])(?P<ahead>\d{1,2})(?::?(?P<more>[0-5]\d))?)?"
)
_MOMENT = re.compile(f"{_DATE}(?:T{_TIME})?", re.ASCII)
_CLOCK = re.compile(_TIME, re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(T.+)?", re.ASCII)
_EPOCH = date(1970, 1, 1).toordinal()
_SECONDS_A_DAY = 86_400
FIRST_DAY, LAST_DAY = 1 - _EPOCH, date.max.toordinal() - _EPOCH


def read_moment(text: str) -> datetime | None:
    """A date, or a date and time: "2026-1-5", "2026-01-05T14:00:00.000-08:00"."""
    found = _MOMENT.fullmatch(text)
    return _build(found) if found else None


def read_clock(text: str) -> datetime | None:
    """A moment or a time alone, which is one on 1970-01-01."""
    found = _CLOCK.fullmatch(text)
    return _build(found) if found else read_moment(text)


def _build(found: re.Match[str]) -> datetime | None:
    part = {"year": "1970", "month": "1", "day": "1", **found.groupdict()}
    fraction = (part["fraction"] or "").ljust(6, "0")[:6]
    try:
        return datetime(
            int(part["year"]),
            int(part["month"]),
            int(part["day"]),
            int(part["hour"] or 0),
            int(part["minute"] or 0),
            int(part["second"] or 0),
            int(fraction),
            tzinfo=_zone(found),
        )
    except ValueError:
        return None


def _zone(found: re.Match[str]) -> timezone | None:
    if found["sign"] is None:
        return UTC if found["offset"] else None
    ahead = timedelta(hours=int(found["ahead"]), minutes=int(found["more"] or 0))
    return timezone(-ahead if found["sign"] == "-" else ahead)


def iso_days(text: str) -> float | None:
    """Days from 1970-01-01 to the date of an ISO text, whatever its time; None when it is none.

    Looser forms are dates to the date functions only, not where a number is wanted.
    """
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    try:
        day = date.fromisoformat(text) if found[1] is None else read_moment(text)
    except ValueError:
        return None
    return None if day is None else float(day.toordinal() - _EPOCH)


def exact_days(moment: datetime) -> float:
    """Days since 1970-01-01T00:00Z with their fraction."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    since = aware - datetime(1970, 1, 1, tzinfo=UTC)
    return since / timedelta(days=1)


def part_of_day(moment: datetime) -> float:
    """The part of its day that has passed, as the clock that wrote it showed it."""
    seconds = moment.hour * 3_600 + moment.minute * 60 + moment.second
    return (seconds + moment.microsecond / 1_000_000) / _SECONDS_A_DAY


def day_text(day: int) -> str:
    """The ISO date of a day from `FIRST_DAY` to `LAST_DAY`, counted from 1970-01-01."""
    return date.fromordinal(day + _EPOCH).isoformat()


def moment_at(days: float) -> datetime | None:
    """The moment so many days after 1970-01-01T00:00Z; None outside the calendar."""
    if not FIRST_DAY <= days < LAST_DAY + 1:
        return None
    last = (LAST_DAY + 1) * _SECONDS_A_DAY * 1_000 - 1
    milliseconds = min(last, math.floor(days * _SECONDS_A_DAY * 1_000))
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
