# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values at run time and ODK's coercions between them, as JavaRosa has them.

A value is a text, a number (IEEE double, as XPath 1.0 demands), a boolean or the texts of a set of
nodes. A set counts as its only node and, when empty, as an empty text. Dates are ISO texts that
count as days since 1970-01-01 where a number is wanted, which is what makes `today() - ${birth}`
and date comparisons work. No coercion raises.
"""

import math
import re
from decimal import Decimal
from typing import TypeAlias

from forms.errors import BudgetExceeded
from forms.limits import LIMITS
from forms.xpath.moments import iso_days

Nodes: TypeAlias = tuple[str, ...]
XValue: TypeAlias = str | float | bool | Nodes

NEARLY_EQUAL = 1e-12
"""Numbers closer than this are the same number, to JavaRosa and so to us."""

BLANKS = "".join(map(chr, range(0x21)))
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_MOST_WHOLE, _LEAST_WHOLE = 2**31 - 1, -(2**31)


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
    """A number as XPath writes it: no exponent, no trailing zeros, whole when nearly so."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    whole = int(number)
    if abs(number - whole) < NEARLY_EQUAL:
        return str(whole)
    text = repr(number)
    return f"{Decimal(text):f}" if "e" in text else text


def to_number(value: XValue) -> float:
    """XPath's number(), with dates as days since 1970; NaN when it is none.

    A comma counts as a decimal point, as people write it; an exponent is no number. A date and
    time counts as its date.
    """
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    text = to_text(value).strip(BLANKS).replace(",", ".")
    if _NUMBER.fullmatch(text):
        return float(text)
    days = iso_days(text)
    return math.nan if days is None else days


def to_whole(value: XValue) -> int:
    """A number as JavaRosa makes it a place or a count: 0 for NaN, cut to 32 bits."""
    number = to_number(value)
    if math.isnan(number):
        return 0
    return int(max(_LEAST_WHOLE, min(_MOST_WHOLE, number)))


def to_boolean(value: XValue) -> bool:
    """XPath's boolean(); one node counts by its text, several are true."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return abs(value) > NEARLY_EQUAL
    if isinstance(value, tuple):
        return len(value) > 1 or any(value)
    return value != ""


def are_equal(left: XValue, right: XValue) -> bool:
    """XPath's = for the kinds of value there are; a set of nodes matches when any member does."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, tuple):
        return any(are_equal(one, right) for one in left or ("",))
    if isinstance(right, tuple):
        return any(are_equal(left, one) for one in right or ("",))
    if isinstance(left, float) or isinstance(right, float):
        return abs(to_number(left) - to_number(right)) < NEARLY_EQUAL
    return left == right


def bounded(text: str) -> str:
    """The text, or BudgetExceeded when an expression made it too long."""
    if len(text) > LIMITS.text_characters:
        raise BudgetExceeded(
            f"An expression made a text longer than {LIMITS.text_characters} characters; "
            "shorten the calculation."
        )
    return text
