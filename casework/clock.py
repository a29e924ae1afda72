# SPDX-License-Identifier: AGPL-3.0-or-later
"""Time as the field needs it: a wall clock that is passed in, and a hybrid stamp for display order.

A hybrid time (Kulkarni et al., "Logical Physical Clocks", 2014) never runs backwards on one
device even when its wall clock does. It orders what people read; it never decides which value
is true.

A day is a county's: whatever begins, ends or is said by the day does so by the calendar on its
walls, never by that of UTC, which is a day ahead from the afternoon on.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

_HYBRID = re.compile(r"[0-9]{13}-[0-9a-f]{4}")
LARGEST_COUNTER = 0xFFFF
# That of every county of California.
COUNTY_ZONE = ZoneInfo("America/Los_Angeles")


def require_moment(moment: datetime) -> datetime:
    """The moment itself, which every calendar can name.

    Raises:
        ValueError: it says no zone, so that nobody knows when it is, or lies at the end of time.
    """
    if moment.tzinfo is None:
        raise ValueError("a time needs its zone")
    if not date.min.year < moment.year < date.max.year:
        raise ValueError("this is no year of ours")
    return moment


Moment = Annotated[datetime, AfterValidator(require_moment)]


class Clock(Protocol):
    """Whoever needs the time asks this; `now` is timezone-aware UTC."""

    def now(self) -> datetime: ...


class HybridTime(NamedTuple):
    """Milliseconds since 1970 UTC and a counter for events within one of them."""

    milliseconds: int
    counter: int

    def encode(self) -> str:
        """Fixed-width text whose string order is the time order, e.g. `1764000000000-0003`."""
        return f"{self.milliseconds:013d}-{self.counter:04x}"

    @classmethod
    def decode(cls, text: str) -> "HybridTime":
        """Read what `encode` wrote; raises ValueError on anything else."""
        milliseconds, separator, counter = text.partition("-")
        if separator != "-" or len(milliseconds) != 13 or len(counter) != 4:
            raise ValueError(f"{text!r} is not a hybrid time")
        return cls(int(milliseconds), int(counter, 16))


def is_hybrid_time(text: str) -> bool:
    """Whether a text is what `HybridTime.encode` writes, so that every end can read it."""
    return _HYBRID.fullmatch(text) is not None


def to_milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970 UTC of an aware datetime."""
    return int(moment.timestamp() * 1000)


def stamp(last: HybridTime, now: datetime) -> HybridTime:
    """The next stamp after `last`, never smaller than it."""
    milliseconds = to_milliseconds(now)
    if milliseconds > last.milliseconds:
        return HybridTime(milliseconds, 0)
    if last.counter == LARGEST_COUNTER:
        return HybridTime(last.milliseconds + 1, 0)
    return HybridTime(last.milliseconds, last.counter + 1)


def county_day(moment: datetime) -> date:
    """The day of a moment by the county's calendar."""
    return moment.astimezone(COUNTY_ZONE).date()


def start_of_day(day: date) -> datetime:
    """When a day of the county's calendar begins, in UTC."""
    return datetime.combine(day, time(), COUNTY_ZONE).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The moment after a day of the county's calendar, in UTC."""
    return start_of_day(day + timedelta(days=1))
