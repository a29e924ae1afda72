# SPDX-License-Identifier: AGPL-3.0-or-later
"""Functions that make numbers give JavaRosa's.

The first table holds expressions of the public suites of JavaRosa, web-forms and
openrosa-xpath-evaluator with the answers JavaRosa gives; the
second holds ours, for edges those suites leave out. A differing answer is in the third, with its
reason in docs/forms-conformance.md.
"""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.xpath.numbers import largest, power, rounded, smallest, total, whole
from forms.xpath.values import XValue, number_text, to_number
from tests.fakes.expressions import are_alike, text_of

PUBLIC = [
    ("number(true())", "1"),
    ("number(false())", "0"),
    ("number('100')", "100"),
    ("number('100.001')", "100.001"),
    ("number('.1001')", "0.1001"),
    ("number('0.00000000000000000123')", "0"),
    ("number('0')", "0"),
    ("number('-0')", "0"),
    ("number(' -12345.6789  ')", "-12345.6789"),
    ("number('NaN')", "NaN"),
    ("number('not a number')", "NaN"),
    ("number('- 17')", "NaN"),
    ("number('  ')", "NaN"),
    ("number('Infinity')", "NaN"),
    ("number('1.1e6')", "NaN"),
    ("number('34.56.7')", "NaN"),
    ("number(10)", "10"),
    ("number(0)", "0"),
    ("number(-0)", "0"),
    ("number(-123.5)", "-123.5"),
    ("number(number('NaN'))", "NaN"),
    ("number(1 div 0)", "Infinity"),
    ("number(-1 div 0)", "-Infinity"),
    ("number(date('1970-01-01'))", "0"),
    ("number(date('1970-01-02'))", "1"),
    ("number(date('1969-12-31'))", "-1"),
    ("number(date('2008-09-05'))", "14127"),
    ("number(date('1941-12-07'))", "-10252"),
    ("int('100')", "100"),
    ("int('100.001')", "100"),
    ("int('.1001')", "0"),
    ("int('0.00000000000000000123')", "0"),
    ("int('0')", "0"),
    ("int('-0')", "0"),
    ("int(' -12345.6789  ')", "-12345"),
    ("int('NaN')", "NaN"),
    ("int('not a number')", "NaN"),
    ("int('- 17')", "NaN"),
    ("int('  ')", "NaN"),
    ("int('Infinity')", "NaN"),
    ("int('1.1e6')", "NaN"),
    ("int('34.56.7')", "NaN"),
    ("abs(-3.5)", "3.5"),
    ("round('14.29123456789')", "14"),
    ("round('14.6')", "15"),
    ("round('14.29123456789', 0)", "14"),
    ("round('14.29123456789', 1)", "14.3"),
    ("round('14.29123456789', 1.5)", "14.3"),
    ("round('14.29123456789', 2)", "14.29"),
    ("round('14.29123456789', 3)", "14.291"),
    ("round('14.29123456789', 4)", "14.2912"),
    ("round('12345.14', 1)", "12345.1"),
    ("round('-12345.14', 1)", "-12345.1"),
    ("round('12345.12345', 0)", "12345"),
    ("round('12345.12345', -1)", "12350"),
    ("round('12345.12345', -2)", "12300"),
    ("round('12350.12345', -2)", "12400"),
    ("round('12345.12345', -3)", "12000"),
    ("round('4,6')", "5"),
    ("round('1 div 0', 0)", "NaN"),
    ("round('14.5')", "15"),
    ("round('NaN')", "NaN"),
    ("round('-NaN')", "NaN"),
    ("round('0')", "0"),
    ("round('-0')", "0"),
    ("round('-0.5')", "0"),
    ("round('14,6')", "15"),
    ("round('12345.15', 1)", "12345.2"),
    ("round('-12345.15', 1)", "-12345.1"),
    ("pow(2, 2)", "4"),
    ("pow(2, 0)", "1"),
    ("pow(0, 4)", "0"),
    ("pow(2.5, 2)", "6.25"),
    ("pow(0.5, 2)", "0.25"),
    ("pow(-1, 2)", "1"),
    ("pow(-1, 3)", "-1"),
    ("pow(4, 0.5)", "2"),
    ("pow(16, 0.25)", "2"),
    ("cos(0)", "1"),
    ("acos(0)", "1.5707963267948966"),
    ("acos(1)", "0"),
    ("sin(0)", "0"),
    ("asin(0)", "0"),
    ("asin(1)", "1.5707963267948966"),
    ("tan(0)", "0"),
    ("atan(0)", "0"),
    ("atan2(0, 0)", "0"),
    ("exp(1)", "2.718281828459045"),
    ("exp10(2)", "100"),
    ("log10(100)", "2"),
    ("pi()", "3.141592653589793"),
    ("sqrt(9)", "3"),
    ("abs(10.5)", "10.5"),
    ("abs(-10.5)", "10.5"),
    ('abs("-10.5")', "10.5"),
    ('abs("a")', "NaN"),
    ("ceiling(-1.55)", "-1"),
    ("ceiling(2.44)", "3"),
    ("ceiling(0.001)", "1"),
    ("ceiling(1.5)", "2"),
    ("ceiling(5)", "5"),
    ("ceiling(1.00)", "1"),
    ("ceiling(-1.05)", "-1"),
    ("ceiling(0.0000001)", "1"),
    ("number('invalid')", "NaN"),
    ('floor("3")', "3"),
    ("floor(12.5)", "12"),
    ("floor(-3.75)", "-4"),
    ("floor(-1.55)", "-2"),
    ("floor(2.44)", "2"),
    ("floor(0.001)", "0"),
    ("floor(1.5)", "1"),
    ("floor(5)", "5"),
    ("floor(1.00)", "1"),
    ("floor(-1.005)", "-2"),
    ("floor(0.0000001)", "0"),
    ("int(2.1)", "2"),
    ("int(2.51)", "2"),
    ("int(2)", "2"),
    ('int("2.1")', "2"),
    ('int("2.51")', "2"),
    ("int(-1.4)", "-1"),
    ("int(-1.51)", "-1"),
    ('int("a")', "NaN"),
    ("int(1 div 47999799999)", "0"),
    ('int("7.922021953507237e-12")', "NaN"),
    ("max(1, 2, 3)", "3"),
    ("max(-1, -3, 0)", "0"),
    ("max(-1, 0, -3)", "0"),
    ('max("")', "NaN"),
    ("min(1, 2, 3)", "1"),
    ("min(1, 2, 0)", "0"),
    ("min(0, 2, 3)", "0"),
    ("min(-1, 2, 3)", "-1"),
    ('min("")', "NaN"),
    ("number('a') + 0", "NaN"),
    ("number('a') - 0", "NaN"),
    ("number('a') div 0", "NaN"),
    ("number('a') * 0", "NaN"),
    ("number(1 = 1)", "1"),
    ("number(1 = 2)", "0"),
    ('number("1")', "1"),
    ('number("-1")', "-1"),
    ("number(-1.0)", "-1"),
    ("number(1)", "1"),
    ("number(0.199999)", "0.199999"),
    ("number(-0.199999)", "-0.199999"),
    ("number(0.0)", "0"),
    ("number(.0)", "0"),
    ("number(0.)", "0"),
    ('number("-1.0")', "-1"),
    ('number("0.199999")', "0.199999"),
    ('number("-0.9991")', "-0.9991"),
    ('number("0.0")', "0"),
    ('number(".0")', "0"),
    ('number(".112")', "0.112"),
    ('number("0.")', "0"),
    ('number("  1.1")', "1.1"),
    ('number("asdf")', "NaN"),
    ('number("1asdf")', "NaN"),
    ('number("1.1sd")', "NaN"),
    ('number(".1sd")', "NaN"),
    ('number(" . ")', "NaN"),
    ("round(1)", "1"),
    ("round(1.1)", "1"),
    ("round(1.5)", "2"),
    ("round(-1)", "-1"),
    ("round(-1.1)", "-1"),
    ("round(-1.5)", "-1"),
    ("round(-1.55)", "-2"),
    ("round(2.44)", "2"),
    ("round(0.001)", "0"),
    ("round(5)", "5"),
    ("round(1.000)", "1"),
    ("round(-1.05)", "-1"),
    ("round(1, 0)", "1"),
    ("round(1.1, 0)", "1"),
    ("round(1.5, 0)", "2"),
    ("round(-1, 0)", "-1"),
    ("round(-1.1, 0)", "-1"),
    ("round(-1.5, 0)", "-1"),
    ("round(1.234)", "1"),
    ("round(1.234, 2)", "1.23"),
    ("round(1.234, 5)", "1.234"),
    ("round(1.234, 0)", "1"),
    ("round(33.33, -1)", "30"),
    ("round(1 div 47999799999)", "0"),
    ('round("a")', "NaN"),
    ("sin(2)", "0.9092974268256817"),
    ('sin("a")', "NaN"),
    ("cos(2)", "-0.4161468365471424"),
    ('cos("NaN")', "NaN"),
    ("tan(2)", "-2.185039863261519"),
    ('tan("a")', "NaN"),
    ('tan("NaN")', "NaN"),
    ("acos(0.5)", "1.0471975511965979"),
    ("acos(-1)", "3.141592653589793"),
    ("acos(2)", "NaN"),
    ('acos("a")', "NaN"),
    ('acos("NaN")', "NaN"),
    ("asin(0.5)", "0.5235987755982989"),
    ("asin(-1)", "-1.5707963267948966"),
    ("asin(2)", "NaN"),
    ('asin("a")', "NaN"),
    ('asin("NaN")', "NaN"),
    ("atan(0.5)", "0.4636476090008061"),
    ("atan(-1)", "-0.7853981633974483"),
    ('atan("a")', "NaN"),
    ('atan("NaN")', "NaN"),
    ("atan2(2,3)", "0.5880026035475675"),
    ('atan2(2, "NaN")', "NaN"),
    ('atan2(2, "a")', "NaN"),
    ('atan2("NaN", 2)', "NaN"),
    ("log(2)", "0.6931471805599453"),
    ('log("NaN")', "NaN"),
    ('log("a")', "NaN"),
    ("log10(2)", "0.3010299956639812"),
    ('log10("NaN")', "NaN"),
    ('log10("a")', "NaN"),
    ("exp(2)", "7.38905609893065"),
    ('exp("NaN")', "NaN"),
    ("exp10(-2)", "0.01"),
    ('exp10("NaN")', "NaN"),
    ("sqrt(4)", "2"),
    ("sqrt(-2)", "NaN"),
    ('sqrt("NaN")', "NaN"),
]

OURS = [
    ("number('')", "NaN"),
    ("int('')", "NaN"),
    ("number(' 12 ')", "12"),
    ("number('1,5')", "1.5"),
    ("number('1,000.5')", "NaN"),
    ("number('+5')", "NaN"),
    ("number('5-')", "NaN"),
    ("number('5.')", "5"),
    ("number('.')", "NaN"),
    ("number('-')", "NaN"),
    ("number('--5')", "NaN"),
    ("number('-.5')", "-0.5"),
    ("number('0x1f')", "NaN"),
    ("number('١')", "NaN"),
    ("int(-0.9)", "0"),
    ("int(2.9)", "2"),
    ("int(-2.9)", "-2"),
    ("int(1 div 0)", "Infinity"),
    ("int(0 div 0)", "NaN"),
    ("int(true())", "1"),
    ("int('9,7')", "9"),
    ("round(2.5)", "3"),
    ("round(-2.5)", "-2"),
    ("round(0.5)", "1"),
    ("round(-0.5)", "0"),
    ("round(1.005, 2)", "1.01"),
    ("round(-1.475, 2)", "-1.47"),
    ("round(2.675, 2)", "2.68"),
    ("round(0.285, 2)", "0.29"),
    ("round(1.45, 1)", "1.5"),
    ("round(12345, -2)", "12300"),
    ("round(12350, -2)", "12400"),
    ("round(49, -2)", "0"),
    ("round(50, -2)", "100"),
    ("round(5, -1)", "10"),
    ("round(1.5, 30)", "1.5"),
    ("round(1.5, 31)", "NaN"),
    ("round(1.5, -31)", "NaN"),
    ("round(1.25, 'x')", "1"),
    ("round(1 div 0, 2)", "Infinity"),
    ("round(0 div 0, 2)", "NaN"),
    ("round('', 2)", "NaN"),
    ("round(true(), 1)", "1"),
    ("round(1.15, 1)", "1.2"),
    ("round(1.25, 1)", "1.3"),
    ("round(9.995, 2)", "10"),
    ("pow(2, -1)", "0.5"),
    ("pow(0, 0)", "1"),
    ("pow(0, -1)", "Infinity"),
    ("pow(-8, 1 div 3)", "NaN"),
    ("pow(10, 400)", "Infinity"),
    ("pow(-10, 401)", "-Infinity"),
    ("pow(1, 1 div 0)", "NaN"),
    ("pow(0 div 0, 0)", "1"),
    ("pow(2, 1 div 0)", "Infinity"),
    ("pow(0.5, 1 div 0)", "0"),
    ("pow('', 2)", "NaN"),
    ("pow(1 div 0, -1)", "0"),
    ("exp(1000)", "Infinity"),
    ("exp(-1000)", "0"),
    ("exp10(400)", "Infinity"),
    ("exp10('')", "NaN"),
    ("exp10(0)", "1"),
    ("log(0)", "-Infinity"),
    ("log(-1)", "NaN"),
    ("log10(0)", "-Infinity"),
    ("log10(1000)", "3"),
    ("log(1 div 0)", "Infinity"),
    ("sqrt(2)", "1.4142135623730951"),
    ("sqrt(0)", "0"),
    ("sqrt(1 div 0)", "Infinity"),
    ("sqrt('16')", "4"),
    ("abs('')", "NaN"),
    ("abs(-1 div 0)", "Infinity"),
    ("abs(true())", "1"),
    ("sin(1 div 0)", "NaN"),
    ("cos(1 div 0)", "NaN"),
    ("tan(1 div 0)", "NaN"),
    ("atan(1 div 0)", "1.5707963267948966"),
    ("asin(1.1)", "NaN"),
    ("acos(-1.1)", "NaN"),
    ("atan2(1, -1)", "2.356194490192345"),
    ("atan2(-1, -1)", "-2.356194490192345"),
    ("max(1, 'x', 3)", "3"),
    ("max('x')", "NaN"),
    ("max('', 2)", "2"),
    ("max(1 div 0, 2)", "Infinity"),
    ("max('10', '9')", "10"),
    ("min(1, 'x', 3)", "1"),
    ("min('x', '')", "NaN"),
    ("min(-1 div 0, 2)", "-Infinity"),
    ("min('10', '9')", "9"),
    ("min(0 div 0, 4)", "4"),
    ("max(0 div 0, 4)", "4"),
    ("max(true(), false())", "1"),
    ("min(2, '1,5')", "1.5"),
    ("string(0.1 + 0.2)", "0.30000000000000004"),
    ("string(100)", "100"),
    ("string(1.10)", "1.1"),
    ("string(-0.5)", "-0.5"),
    ("string(0.0000000000001)", "0"),
    ("string(1 - 0.9999999999999)", "0"),
    ("string(3.00000000000001)", "3.00000000000001"),
    ("string(2.0000000000001)", "2"),
    ("string(1234567.891)", "1234567.891"),
    ("string(0.001)", "0.001"),
    ("string(0 - 0)", "0"),
    ("string(-0)", "0"),
    ("string(2147483647)", "2147483647"),
]

OTHERWISE = [
    ("max(-4, -1, -3)", "-1"),
    ("max(-5)", "-5"),
    ("max(-1 div 0)", "-Infinity"),
    ("round(-1250, -2)", "-1200"),
    ("round(-1260, -2)", "-1300"),
    ("round(-50.55, -2)", "-100"),
    ("round(-31, -1)", "-30"),
    ("string(3000000000)", "3000000000"),
    ("string(2147483648)", "2147483648"),
    ("string(12345678.5)", "12345678.5"),
    ("string(1230000000000000000000)", "1230000000000000000000"),
    ("string(0.00001)", "0.00001"),
    ("string(0.000555)", "0.000555"),
    ("number('1230000000000000000000')", "1230000000000000000000"),
    ("int('1230000000000000000000')", "1230000000000000000000"),
    ("-2147483649", "-2147483649"),
    ("sum(1, 2)", "3"),
    ("sum(1, 'x', '2')", "3"),
    ("sum('x')", "0"),
    ("sum(1 div 0, -1 div 0)", "NaN"),
    ("sum(0.1, 0.2, 0.3)", "0.6000000000000001"),
    ("floor(1 div 0)", "Infinity"),
    ("floor('')", "NaN"),
    ("ceiling(-1 div 0)", "-Infinity"),
    ("ceiling('x')", "NaN"),
    ("floor('1,5')", "1"),
    ("ceiling(-0.5)", "0"),
]


@pytest.mark.parametrize(("expression", "expected"), PUBLIC + OURS + OTHERWISE)
def test_a_function_over_numbers_gives_what_javarosa_or_our_list_of_differences_says(
    expression: str, expected: str
) -> None:
    found = text_of(expression)
    assert are_alike(found, expected), found


NODES = [
    ("sum(/data/a)", "4"),
    ("sum(/data/c)", "0"),
    ("sum(/data/a) + sum(/data/b)", "14"),
    ("max(/data/a, /data/b)", "10"),
    ("max(/data/c)", "NaN"),
    ("max(/data/c, /data/b)", "10"),
    ("min(/data/a, /data/c)", "4"),
    ("round(/data/a div 3, 2)", "1.33"),
    ("int(/data/c)", "NaN"),
    ("number(/data/b)", "10"),
    ("pow(/data/a, 2)", "16"),
]


@pytest.mark.parametrize(("expression", "expected"), NODES)
def test_an_empty_question_is_no_number(expression: str, expected: str) -> None:
    assert text_of(expression, a="4", b="10") == expected


@pytest.mark.parametrize(
    ("nodes", "added", "most", "least"),
    [
        ((), 0, math.nan, math.nan),
        (("",), 0, math.nan, math.nan),
        (("-10", "11", "99"), 100, 99, -10),
        (("-10", "11", "a"), 1, 11, -10),
        (("-10", "15", ""), 5, 15, -10),
        (("0.1", "0.2", "0.3"), 0.6000000000000001, 0.3, 0.1),
        (("2026-01-02", "2026-01-01"), 40909, 20455, 20454),
    ],
)
def test_what_is_no_number_is_left_out_of_sums_and_extremes(
    nodes: tuple[str, ...], added: float, most: float, least: float
) -> None:
    assert total(nodes) == added
    assert largest(nodes) == pytest.approx(most, nan_ok=True)
    assert smallest(nodes) == pytest.approx(least, nan_ok=True)
    assert total(*nodes) == added


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
