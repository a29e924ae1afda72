# SPDX-License-Identifier: AGPL-3.0-or-later
"""Functions that make numbers: JavaRosa's rounding, sums and extremes, Java's mathematics.

Nothing here raises: what is no number is NaN, what is too large is infinite, as IEEE has it.
"""

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Context, Decimal

from forms.xpath.values import XValue, to_number, to_whole

_MOST_PLACES = 30
_EXACT = Context(prec=400)
"""Room for every digit of the largest double and thirty places behind its point."""


def numbers_of(values: Sequence[XValue]) -> list[float]:
    """Every number among values and nodes; what is none is left out."""
    found: list[float] = []
    for value in values:
        members: Sequence[XValue] = value if isinstance(value, tuple) else (value,)
        found.extend(map(to_number, members))
    return [number for number in found if not math.isnan(number)]


def total(*values: XValue) -> float:
    """sum(): added one after the other, so that the last digit is JavaRosa's."""
    added = 0.0
    for number in numbers_of(values):
        added += number
    return added


def largest(*values: XValue) -> float:
    """max(): NaN when nothing is a number."""
    return max(numbers_of(values), default=math.nan)


def smallest(*values: XValue) -> float:
    """min(): NaN when nothing is a number."""
    return min(numbers_of(values), default=math.nan)


def rounded(value: XValue, places: XValue = 0.0) -> float:
    """To so many decimal places as the number is written; a half goes up, towards more.

    Negative places round to tens, hundreds and so on. Beyond thirty places: NaN.
    """
    number, digits = to_number(value), to_whole(places)
    if not math.isfinite(number):
        return number
    if abs(digits) > _MOST_PLACES:
        return math.nan
    half = ROUND_HALF_DOWN if number < 0 else ROUND_HALF_UP
    step = Decimal(1).scaleb(-digits)
    return float(Decimal(repr(number)).quantize(step, half, _EXACT)) + 0.0


def whole(value: XValue) -> float:
    """int(): without its fraction."""
    number = to_number(value)
    return float(math.trunc(number)) if math.isfinite(number) else number


def power(base: XValue, exponent: XValue) -> float:
    """pow(), with Java's answers where others differ (1 to an infinite power is NaN)."""
    low, high = to_number(base), to_number(exponent)
    if high == 0:
        return 1.0
    if math.isnan(low) or math.isnan(high) or (abs(low) == 1 and math.isinf(high)):
        return math.nan
    odd = math.isfinite(high) and abs(math.fmod(high, 2)) == 1
    below_zero = odd and math.copysign(1.0, low) < 0
    try:
        return math.pow(low, high)
    except OverflowError:
        return -math.inf if below_zero else math.inf
    except ValueError:
        if low != 0:
            return math.nan
        return -math.inf if below_zero else math.inf


def power_of_ten(exponent: XValue) -> float:
    """exp10()."""
    return power(10.0, exponent)


def arc_tangent(y: XValue, x: XValue) -> float:
    """atan2(), in radians."""
    return math.atan2(to_number(y), to_number(x))


def mathematics(function: Callable[[float], float]) -> Callable[[XValue], float]:
    """A function of one number; NaN where it is not defined, infinite where too large."""

    def apply(value: XValue) -> float:
        try:
            return float(function(to_number(value)))
        except OverflowError:
            return math.inf
        except ValueError:
            return math.nan

    return apply


def logarithm(function: Callable[[float], float]) -> Callable[[XValue], float]:
    """A logarithm; that of zero is minus infinity."""
    apply = mathematics(function)
    return lambda value: -math.inf if to_number(value) == 0 else apply(value)


def to_whole_side(function: Callable[[float], int]) -> Callable[[XValue], float]:
    """floor() or ceiling(), which leave the infinite as it is."""

    def apply(value: XValue) -> float:
        number = to_number(value)
        return float(function(number)) if math.isfinite(number) else number

    return apply
