# SPDX-License-Identifier: AGPL-3.0-or-later
"""Functions over dates and times. What is no date gives an empty text or NaN; none raises.

Names of days and months are English, as in a form without translations of them.
"""

import math
from collections.abc import Callable
from datetime import date, datetime

from forms.errors import ExpressionInvalid
from forms.xpath.moments import (
    FIRST_DAY,
    LAST_DAY,
    day_text,
    exact_days,
    moment_at,
    part_of_day,
    read_clock,
    read_moment,
)
from forms.xpath.values import XValue, bounded, to_text

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def as_date(value: XValue) -> str | float:
    """date(): the ISO date of a day counted from 1970-01-01 or of a text; NaN stays NaN."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, float):
        if math.isnan(value):
            return value
        return day_text(int(value)) if FIRST_DAY <= value < LAST_DAY + 1 else ""
    moment = read_moment(to_text(value))
    return "" if moment is None else moment.date().isoformat()


def as_date_time(value: XValue) -> str | float:
    """date-time(): a number of days as a moment in UTC; a text that is one, unchanged."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, float):
        if math.isnan(value):
            return value
        moment = moment_at(value)
        return "" if moment is None else moment.isoformat(timespec="milliseconds")
    text = to_text(value)
    return text if read_moment(text) else ""


def decimal_date_time(value: XValue) -> str | float:
    """Days since 1970-01-01T00:00Z with their fraction; an empty text stays one."""
    if isinstance(value, float | bool):
        return float(value) if not isinstance(value, bool) else math.nan
    text = to_text(value)
    moment = read_moment(text)
    if moment is None:
        return "" if text == "" else math.nan
    return exact_days(moment)


def decimal_time(value: XValue) -> str | float:
    """The part of the day that has passed at a moment or a time; an empty text stays one."""
    if isinstance(value, float | bool):
        ordinary = not isinstance(value, bool) and math.isfinite(value)
        return value - math.floor(value) if ordinary else math.nan
    text = to_text(value)
    moment = read_clock(text)
    if moment is None:
        return "" if text == "" else math.nan
    return part_of_day(moment)


def format_date(value: XValue, pattern: XValue) -> str:
    """A moment written by a pattern of % codes; empty when it is none.

    Raises:
        ExpressionInvalid: the pattern has a code ODK does not know.
    """
    if isinstance(value, bool):
        return ""
    moment = moment_at(value) if isinstance(value, float) else read_clock(to_text(value))
    return "" if moment is None else bounded(_fill(moment, to_text(pattern)))


_CODES: dict[str, Callable[[datetime], str]] = {
    "%": lambda _moment: "%",
    "Y": lambda moment: f"{moment.year:04d}",
    "y": lambda moment: f"{moment.year % 100:02d}",
    "m": lambda moment: f"{moment.month:02d}",
    "n": lambda moment: str(moment.month),
    "b": lambda moment: _MONTHS[moment.month - 1],
    "d": lambda moment: f"{moment.day:02d}",
    "e": lambda moment: str(moment.day),
    "a": lambda moment: _DAYS[moment.weekday()],
    "W": lambda moment: str(_week(moment)),
    "H": lambda moment: f"{moment.hour:02d}",
    "h": lambda moment: str(moment.hour),
    "M": lambda moment: f"{moment.minute:02d}",
    "S": lambda moment: f"{moment.second:02d}",
    "3": lambda moment: f"{moment.microsecond // 1_000:03d}",
}


def _week(moment: datetime) -> int:
    """Week of the year as counted in the United States: from Sunday, the first holds January 1."""
    day = moment.timetuple().tm_yday
    first = (date(moment.year, 1, 1).weekday() + 1) % 7
    week = (day - 1 + first) // 7 + 1
    left = (date(moment.year, 12, 31) - moment.date()).days
    next_first = (first + day + left) % 7
    return 1 if left < next_first else week


def _fill(moment: datetime, pattern: str) -> str:
    written: list[str] = []
    letters = iter(pattern)
    for letter in letters:
        if letter != "%":
            written.append(letter)
            continue
        code = next(letters, "")
        if code not in _CODES:
            raise ExpressionInvalid(
                f"The date pattern {pattern[:80]!r} has the unknown code “%{code}”; "
                f"the codes are {' '.join(f'%{one}' for one in _CODES)}."
            )
        written.append(_CODES[code](moment))
    return "".join(written)
