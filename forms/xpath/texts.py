# SPDX-License-Identifier: AGPL-3.0-or-later
"""Functions over texts. Positions count characters; no result is longer than the limits allow."""

import math
import re
from collections.abc import Sequence

from forms.errors import BudgetExceeded
from forms.limits import LIMITS
from forms.xpath.values import BLANKS, XValue, bounded, to_number, to_text, to_whole

_SPACES = re.compile(r"[ \t\n\v\f\r]+")


def texts_of(values: Sequence[XValue]) -> list[str]:
    """The texts of values; a set of nodes gives all of its, an empty one an empty text.

    Alone, a set of nodes gives exactly its texts, so that joining no nodes gives nothing.
    """
    if len(values) == 1 and isinstance(values[0], tuple):
        return list(values[0])
    found: list[str] = []
    for value in values:
        found.extend((value or ("",)) if isinstance(value, tuple) else (to_text(value),))
    return found


def concat(*values: XValue) -> str:
    """Everything one after the other."""
    return join("", *values)


def join(separator: XValue, *values: XValue) -> str:
    """Everything with a separator between.

    Raises:
        BudgetExceeded: before a text longer than allowed is made.
    """
    texts, between = texts_of(values), to_text(separator)
    if sum(map(len, texts)) + max(0, len(texts) - 1) * len(between) > LIMITS.text_characters:
        raise BudgetExceeded(
            f"An expression joined more than {LIMITS.text_characters} characters; "
            "shorten the calculation."
        )
    return between.join(texts)


def substr(text: XValue, start: XValue, end: XValue | None = None) -> str:
    """From a place up to before another, counted from 0; negative ones from the end."""
    source = to_text(text)
    first = _place(to_whole(start), len(source))
    last = len(source) if end is None else _place(to_whole(end), len(source))
    return source[first:last]


def _place(number: int, length: int) -> int:
    return max(0, min(length, number + length if number < 0 else number))


def substring(text: XValue, start: XValue, length: XValue = math.inf) -> str:
    """XPath 1.0's: counted from 1, places rounded, NaN gives nothing."""
    source, first = to_text(text), _half_up(to_number(start))
    end = first + _half_up(to_number(length))
    if math.isnan(end):
        return ""
    low, high = max(1.0, first), min(len(source) + 1.0, end)
    return source[int(low) - 1 : int(high) - 1] if low < high else ""


def _half_up(number: float) -> float:
    return float(math.floor(number + 0.5)) if math.isfinite(number) else number


def substring_before(text: XValue, mark: XValue) -> str:
    """What stands before a mark; nothing when it does not occur."""
    source, wanted = to_text(text), to_text(mark)
    return source[: max(0, source.find(wanted))]


def substring_after(text: XValue, mark: XValue) -> str:
    """What stands after a mark; nothing when it does not occur, all after an empty one."""
    wanted = to_text(mark)
    return to_text(text).partition(wanted)[2] if wanted else to_text(text)


def translate(text: XValue, old: XValue, new: XValue) -> str:
    """Characters exchanged one for one; those without a partner are dropped."""
    target = to_text(new)
    table: dict[int, str | None] = {}
    for position, character in enumerate(to_text(old)):
        table.setdefault(ord(character), target[position] if position < len(target) else None)
    return bounded(to_text(text).translate(table))


def length(text: XValue) -> float:
    """string-length(), in characters."""
    return float(len(to_text(text)))


def normalize_space(text: XValue) -> str:
    """One blank between words, none around."""
    return _SPACES.sub(" ", to_text(text).strip(BLANKS))


def contains(text: XValue, part: XValue) -> bool:
    """Whether a part occurs."""
    return to_text(part) in to_text(text)


def starts_with(text: XValue, part: XValue) -> bool:
    """Whether it begins so."""
    return to_text(text).startswith(to_text(part))


def ends_with(text: XValue, part: XValue) -> bool:
    """Whether it ends so."""
    return to_text(text).endswith(to_text(part))
