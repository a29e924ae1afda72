# SPDX-License-Identifier: AGPL-3.0-or-later
"""XPath's operators over evaluated operands; none of them ever raises."""

import math
from collections.abc import Callable

from forms.xpath.values import XValue, are_equal, to_number


def _divide(left: XValue, right: XValue) -> float:
    over, under = to_number(left), to_number(right)
    if under == 0:
        return math.nan if over == 0 or math.isnan(over) else math.copysign(math.inf, over)
    return over / under


def _modulo(left: XValue, right: XValue) -> float:
    over, under = to_number(left), to_number(right)
    return math.nan if under == 0 or math.isinf(over) else math.fmod(over, under)


OPERATORS: dict[str, Callable[[XValue, XValue], XValue]] = {
    "=": are_equal,
    "!=": lambda left, right: not are_equal(left, right),
    "<": lambda left, right: to_number(left) < to_number(right),
    "<=": lambda left, right: to_number(left) <= to_number(right),
    ">": lambda left, right: to_number(left) > to_number(right),
    ">=": lambda left, right: to_number(left) >= to_number(right),
    "+": lambda left, right: to_number(left) + to_number(right),
    "-": lambda left, right: to_number(left) - to_number(right),
    "*": lambda left, right: to_number(left) * to_number(right),
    "div": _divide,
    "mod": _modulo,
}
