# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values at run time and ODK's coercions between them.

A value is a text, a number (IEEE double, as XPath 1.0 demands), a boolean or the texts of a set of
nodes. Dates are ISO texts that count as days since 1970-01-01 where a number is wanted, as in
JavaRosa; that is what makes `today() - ${birth}` and date comparisons work.
"""

import math
import re
from datetime import UTC, date, datetime
from typing import TypeAlias

from forms.errors import BudgetExceeded
from forms.limits import LIMITS

Nodes: TypeAlias = tuple[str, ...]
XValue: TypeAlias = str | float | bool | Nodes

_NUMBER = re.compile(r"\s*-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:T.*)?")
_EPOCH = date(1970, 1, 1).toordinal()


def to_text(value: XValue) -> str:
    """XPath's string(): whole numbers without a point, the first of a set of nodes."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return value[0] if value else ""
    return number_text(value)


def number_text(number: float) -> str:
    """A number as XPath writes it: no exponent, no trailing zeros."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number))
    text = repr(number)
    return f"{number:.20f}".rstrip("0") if "e" in text else text


def to_number(value: XValue) -> float:
    """XPath's number(), with dates as days since 1970; NaN when it is none."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    text = to_text(value)
    if _NUMBER.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        return days_of(text)
    return math.nan


def to_boolean(value: XValue) -> bool:
    """XPath's boolean()."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return len(value) > 0


def days_of(text: str) -> float:
    """Days since 1970-01-01 of an ISO date or date and time; NaN when it is none."""
    try:
        if "T" not in text:
            return float(date.fromisoformat(text).toordinal() - _EPOCH)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return math.nan
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.timestamp() / 86_400


def date_of(days: float) -> str:
    """The ISO date of a number of days since 1970-01-01; empty outside the calendar."""
    if math.isnan(days) or not -719_162 <= days <= 2_932_896:
        return ""
    return date.fromordinal(math.floor(days) + _EPOCH).isoformat()


def are_equal(left: XValue, right: XValue) -> bool:
    """XPath's = for the kinds of value there are; sets of nodes match when any member does."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, tuple):
        return any(are_equal(one, right) for one in left)
    if isinstance(right, tuple):
        return any(are_equal(left, one) for one in right)
    if isinstance(left, float) or isinstance(right, float):
        return to_number(left) == to_number(right)
    return left == right


def bounded(text: str) -> str:
    """The text, or BudgetExceeded when an expression made it too long."""
    if len(text) > LIMITS.text_characters:
        raise BudgetExceeded(
            f"An expression made a text longer than {LIMITS.text_characters} characters; "
            "shorten the calculation."
        )
    return text
