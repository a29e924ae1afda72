# SPDX-License-Identifier: AGPL-3.0-or-later
"""What holds of every number: written and read back, rounded, cut off, compared, raised."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.xpath.numbers import largest, power, rounded, smallest, whole
from forms.xpath.values import XValue, number_text, to_number

FINITE = st.floats(allow_nan=False, allow_infinity=False)
ANY = st.one_of(
    st.floats(), st.booleans(), st.text(max_size=12), st.tuples(), st.tuples(st.text(max_size=5))
)


@given(FINITE)
def test_a_number_is_written_without_exponent_and_read_back(number: float) -> None:
    text = number_text(number)
    assert "e" not in text.casefold()
    assert to_number(text) == pytest.approx(number, rel=1e-12, abs=1e-12)


@given(FINITE, FINITE, st.integers(-30, 30))
def test_rounding_keeps_order(one: float, other: float, places: int) -> None:
    low, high = sorted((one, other))
    assert rounded(low, float(places)) <= rounded(high, float(places))


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_a_rounded_number_is_at_most_half_a_step_away(number: float, places: int) -> None:
    away = abs(Decimal(repr(rounded(number, float(places)))) - Decimal(repr(number)))
    assert away <= Decimal(5).scaleb(-places - 1) + Decimal("1e-15") * abs(int(number))


@given(FINITE, st.integers(-30, 30))
def test_a_rounded_number_stays_when_rounded_again(number: float, places: int) -> None:
    once = rounded(number, float(places))
    assert rounded(once, float(places)) == once


@given(FINITE)
def test_a_whole_number_lies_between_the_number_and_zero(number: float) -> None:
    assert abs(whole(number)) <= abs(number)
    assert abs(number) - abs(whole(number)) < 1


@given(st.lists(ANY, min_size=1, max_size=6))
def test_the_smallest_is_not_above_the_largest(values: list[XValue]) -> None:
    low, high = smallest(*values), largest(*values)
    assert math.isnan(low) == math.isnan(high)
    assert math.isnan(low) or low <= high


@given(ANY, ANY)
def test_a_power_of_anything_is_a_number(base: XValue, exponent: XValue) -> None:
    assert isinstance(power(base, exponent), float)
