# SPDX-License-Identifier: AGPL-3.0-or-later
"""Time as the field needs it: a wall clock that is passed in, and a hybrid stamp for display order.

A hybrid time (Kulkarni et al., "Logical Physical Clocks", 2014) never runs backwards on one
device even when its wall clock does. It orders what people read; it never decides which value
is true.
"""

from datetime import datetime
from typing import NamedTuple, Protocol


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


def to_milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970 UTC of an aware datetime."""
    return int(moment.timestamp() * 1000)


def stamp(last: HybridTime, now: datetime) -> HybridTime:
    """The next stamp after `last`, never smaller than it."""
    milliseconds = to_milliseconds(now)
    if milliseconds > last.milliseconds:
        return HybridTime(milliseconds, 0)
    return HybridTime(last.milliseconds, last.counter + 1)
