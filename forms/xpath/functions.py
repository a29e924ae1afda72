# SPDX-License-Identifier: AGPL-3.0-or-later
"""ODK's functions over already evaluated arguments.

Each row of `FUNCTIONS` is (least, most) arguments and a plain function; the lazy ones (`if`,
`coalesce`, `once`) and those that need the instance live in the compiler. Source: ODK XForms
specification, section "XPath functions"; JavaRosa decides where engines differ.
"""

import math
from collections.abc import Callable, Sequence
from datetime import date, datetime

import re2

from forms.errors import BudgetExceeded, ExpressionInvalid
from forms.xpath.values import (
    Nodes,
    XValue,
    bounded,
    date_of,
    to_boolean,
    to_number,
    to_text,
)

Function = Callable[..., XValue]


def _texts(values: Sequence[XValue]) -> list[str]:
    found: list[str] = []
    for value in values:
        found.extend(value if isinstance(value, tuple) else [to_text(value)])
    return found


def _numbers(values: Sequence[XValue]) -> list[float]:
    return [to_number(text) for text in _texts(values)]


def _sum(*values: XValue) -> float:
    return math.fsum(number for number in _numbers(values) if not math.isinf(number))


def _extreme(choose: Callable[[list[float]], float]) -> Function:
    def pick(*values: XValue) -> float:
        numbers = [to_number(text) for text in _texts(values) if text != ""]
        if not numbers or any(map(math.isnan, numbers)):
            return math.nan
        return choose(numbers)

    return pick


def _substr(text: XValue, start: XValue, end: XValue | None = None) -> str:
    source, first = to_text(text), to_number(start)
    last = to_number(end) if end is not None else float(len(source))
    if math.isnan(first) or math.isnan(last):
        return ""
    bottom, top = (_index(one, len(source)) for one in (first, last))
    return source[bottom:top]


def _index(number: float, length: int) -> int:
    if math.isinf(number):
        return length if number > 0 else 0
    whole = int(number)
    return max(0, whole + length if whole < 0 else min(whole, length))


def _substring_before(text: XValue, mark: XValue) -> str:
    before, found, _ = to_text(text).partition(to_text(mark) or "\0")
    return before if found else ""


def _substring_after(text: XValue, mark: XValue) -> str:
    wanted = to_text(mark)
    return to_text(text).partition(wanted)[2] if wanted else to_text(text)


def _translate(text: XValue, old: XValue, new: XValue) -> str:
    source, target = to_text(old), to_text(new)
    table: dict[int, str | None] = {}
    for position, character in enumerate(source):
        replacement = target[position] if position < len(target) else None
        table.setdefault(ord(character), replacement)
    return to_text(text).translate(table)


def _regex(text: XValue, pattern: XValue) -> bool:
    try:
        return re2.fullmatch(to_text(pattern), to_text(text)) is not None
    except re2.error as error:
        raise ExpressionInvalid(f"The pattern {to_text(pattern)!r} is not a valid one.") from error


def _round(value: XValue, places: XValue = 0.0) -> float:
    number, digits = to_number(value), to_number(places)
    if math.isnan(number) or math.isinf(number) or math.isnan(digits):
        return number
    factor = 10.0 ** max(-300.0, min(300.0, digits))
    scaled = number * factor
    return number if math.isinf(scaled) else math.floor(scaled + 0.5) / factor


def _int(value: XValue) -> float:
    number = to_number(value)
    return number if math.isnan(number) or math.isinf(number) else float(math.trunc(number))


def _power(base: XValue, exponent: XValue) -> float:
    try:
        return math.pow(to_number(base), to_number(exponent))
    except (OverflowError, ValueError):
        return math.nan


def _mathematics(function: Callable[[float], float]) -> Function:
    def apply(value: XValue) -> float:
        try:
            return float(function(to_number(value)))
        except (ValueError, OverflowError):
            return math.nan

    return apply


def _selected(chosen: XValue, wanted: XValue) -> bool:
    return to_text(wanted).strip() in to_text(chosen).split()


def _selected_at(chosen: XValue, position: XValue) -> str:
    parts, number = to_text(chosen).split(), to_number(position)
    return parts[int(number)] if 0 <= number < len(parts) else ""


def _checklist(least: XValue, most: XValue, *flags: XValue) -> bool:
    count = sum(to_boolean(to_number(flag)) for flag in flags)
    low, high = to_number(least), to_number(most)
    return (low < 0 or count >= low) and (high < 0 or count <= high)


def _boolean_from_string(value: XValue) -> bool:
    text = to_text(value)
    return text in ("true", "1")


def _date(value: XValue) -> str:
    if isinstance(value, float):
        return date_of(value)
    text = to_text(value)
    return date_of(to_number(text)) if "T" not in text else text[:10]


def _decimal_date_time(value: XValue) -> float:
    return to_number(to_text(value))


def _format_date(value: XValue, pattern: XValue) -> str:
    text = to_text(value)
    try:
        moment: datetime = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return bounded(_fill_pattern(moment, to_text(pattern)))


def _fill_pattern(moment: datetime, pattern: str) -> str:
    day: date = moment.date()
    letters = {
        "Y": f"{day.year:04d}",
        "y": f"{day.year % 100:02d}",
        "m": f"{day.month:02d}",
        "n": str(day.month),
        "b": day.strftime("%b"),
        "d": f"{day.day:02d}",
        "e": str(day.day),
        "a": day.strftime("%a"),
        "H": f"{moment.hour:02d}",
        "h": str(moment.hour),
        "M": f"{moment.minute:02d}",
        "S": f"{moment.second:02d}",
        "3": f"{moment.microsecond // 1000:03d}",
        "%": "%",
    }
    written, position = [], 0
    while position < len(pattern):
        if pattern[position] == "%" and position + 1 < len(pattern):
            letter = pattern[position + 1]
            if letter not in letters:
                raise ExpressionInvalid(f"The date pattern “%{letter}” is not known.")
            written.append(letters[letter])
            position += 2
        else:
            written.append(pattern[position])
            position += 1
    return "".join(written)


def _join(separator: XValue, *values: XValue) -> str:
    texts = _texts(values)
    if sum(map(len, texts)) + len(texts) * len(to_text(separator)) > 10_000_000:
        raise BudgetExceeded("join() was asked for a text of more than ten million characters.")
    return bounded(to_text(separator).join(texts))


def _concat(*values: XValue) -> str:
    return bounded("".join(_texts(values)))


def _count_non_empty(nodes: Nodes) -> float:
    return float(sum(1 for text in nodes if text != ""))


FUNCTIONS: dict[str, tuple[int, int | None, Function]] = {
    "string": (1, 1, to_text),
    "concat": (0, None, _concat),
    "join": (1, None, _join),
    "substr": (2, 3, _substr),
    "substring-before": (2, 2, _substring_before),
    "substring-after": (2, 2, _substring_after),
    "translate": (3, 3, _translate),
    "string-length": (1, 1, lambda text: float(len(to_text(text)))),
    "normalize-space": (1, 1, lambda text: " ".join(to_text(text).split())),
    "contains": (2, 2, lambda text, part: to_text(part) in to_text(text)),
    "starts-with": (2, 2, lambda text, part: to_text(text).startswith(to_text(part))),
    "ends-with": (2, 2, lambda text, part: to_text(text).endswith(to_text(part))),
    "regex": (2, 2, _regex),
    "boolean": (1, 1, to_boolean),
    "boolean-from-string": (1, 1, _boolean_from_string),
    "not": (1, 1, lambda value: not to_boolean(value)),
    "true": (0, 0, lambda: True),
    "false": (0, 0, lambda: False),
    "checklist": (2, None, _checklist),
    "number": (1, 1, to_number),
    "int": (1, 1, _int),
    "sum": (1, None, _sum),
    "min": (1, None, _extreme(min)),
    "max": (1, None, _extreme(max)),
    "round": (1, 2, _round),
    "pow": (2, 2, _power),
    "log": (1, 1, _mathematics(math.log)),
    "log10": (1, 1, _mathematics(math.log10)),
    "abs": (1, 1, _mathematics(abs)),
    "sqrt": (1, 1, _mathematics(math.sqrt)),
    "exp": (1, 1, _mathematics(math.exp)),
    "floor": (1, 1, _mathematics(math.floor)),
    "ceiling": (1, 1, _mathematics(math.ceil)),
    "pi": (0, 0, lambda: math.pi),
    "selected": (2, 2, _selected),
    "selected-at": (2, 2, _selected_at),
    "count-selected": (1, 1, lambda chosen: float(len(to_text(chosen).split()))),
    "count": (1, 1, lambda nodes: float(len(nodes))),
    "count-non-empty": (1, 1, _count_non_empty),
    "date": (1, 1, _date),
    "date-time": (1, 1, to_text),
    "decimal-date-time": (1, 1, _decimal_date_time),
    "format-date": (2, 2, _format_date),
    "format-date-time": (2, 2, _format_date),
}

WANTS_NODES = frozenset({"count", "count-non-empty", "sum", "min", "max", "concat", "join"})
