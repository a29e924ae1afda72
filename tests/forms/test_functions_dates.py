# SPDX-License-Identifier: AGPL-3.0-or-later
"""Functions over dates and times give what JavaRosa gives in the zone the texts are in.

The first table holds expressions of the public suites of JavaRosa, web-forms and
openrosa-xpath-evaluator with the answers JavaRosa gives; the
second holds ours, for edges those suites leave out. A differing answer is in the third, with its
reason in docs/forms-conformance.md.
"""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import ExpressionInvalid
from forms.xpath import dates
from forms.xpath.values import XValue, to_number
from tests.fakes.expressions import are_alike, text_of

PUBLIC = [
    ("date('2000-01-01')", "2000-01-01"),
    ("date('1945-04-26')", "1945-04-26"),
    ("date('1996-02-29')", "1996-02-29"),
    ("date(0)", "1970-01-01"),
    ("date(6.5)", "1970-01-07"),
    ("date(1)", "1970-01-02"),
    ("date(-1)", "1969-12-31"),
    ("date(14127)", "2008-09-05"),
    ("date(-10252)", "1941-12-07"),
    ("date(date('1989-11-09'))", "1989-11-09"),
    ("format-date('2018-01-02T10:20:30.123', \"%Y-%m-%e %H:%M:%S\")", "2018-01-2 10:20:30"),
    ("decimal-date-time('2000-01-01T10:20:30.000')", "10957.430902777778"),
    ("date('2008-09-08') - date('1983-10-06')", "9104"),
    ("date('2001-12-26') > date('2001-12-25')", "true"),
    ("date('1969-07-20') < date('1969-07-21')", "true"),
    ("date('2004-05-01') = date('2004-05-01')", "true"),
    ("date-time('1970-01-01')", "1970-01-01"),
    ('date("1970-01-01")', "1970-01-01"),
    ('date("2018-01-01")', "2018-01-01"),
    ('date("1970-01-01T00:00:00.000+00:00")', "1970-01-01"),
    ('date(decimal-date-time("2003-10-20T08:00:00.000-07:00"))', "2003-10-20"),
    ('date("1970-1-2")', "1970-01-02"),
    ("date(1.5)", "1970-01-02"),
    ("date('')", ""),
    ('date("2001-12-26") < date("2001-12-25")', "false"),
    ('date("1969-07-20") > date("1969-07-21")', "false"),
    ('date("2004-05-01") != date("2004-05-01")', "false"),
    ('date(0) = date("1970-01-01T00:00:00.000Z")', "true"),
    ('date(0) != date("1970-01-01T00:00:00.000Z")', "false"),
    ('date(1) = date("1970-01-02T00:00:00.000Z")', "true"),
    ('date(1) != date("1970-01-02T00:00:00.000Z")', "false"),
    ('date(-1) = date("1969-12-31T00:00:00.000Z")', "true"),
    ('date(-1) != date("1969-12-31T00:00:00.000Z")', "false"),
    ('date(14127) = date("2008-09-05T00:00:00.000Z")', "true"),
    ('date(14127) != date("2008-09-05T00:00:00.000Z")', "false"),
    ('date(-10252) = date("1941-12-07T00:00:00.000Z")', "true"),
    ('date(-10252) != date("1941-12-07T00:00:00.000Z")', "false"),
    ('date("2100-01-02") > 1', "true"),
    ('date("1970-01-02") < 3', "true"),
    ('date("2001-12-26") + 5', "11687"),
    ('date("2001-12-26") - 5', "11677"),
    ("date(0) = date('1970-01-01T00:00:00.000+00:00')", "true"),
    ("date(1) = date('1970-01-02T00:00:00.000+00:00')", "true"),
    ("date(-1) = date('1969-12-31T00:00:00.000+00:00')", "true"),
    ("date(14127) = date('2008-09-05T00:00:00.000+00:00')", "true"),
    ("date(-10252) = date('1941-12-07T00:00:00.000+00:00')", "true"),
    ("date(date('1989-11-09')) = date('1989-11-09')", "true"),
    ('decimal-date-time("1970-01-01T00:00:00Z")', "0"),
    ('decimal-date-time("1970-01-02T00:00:00Z")', "1"),
    ('decimal-date-time("1969-12-31T00:00:00Z")', "-1"),
    ('decimal-date-time("1970-01-01")', "0"),
    ('decimal-date-time("1970-01-02")', "1"),
    ('decimal-date-time("1969-12-31")', "-1"),
    ('decimal-date-time("2021-10-06")', "18906"),
    ('decimal-date-time("1970-01-01T00:00:00")', "0"),
    ('decimal-date-time("1970-01-02T00:00:00.000")', "1"),
    ('decimal-date-time("1969-12-31T00:00:00")', "-1"),
    ('decimal-date-time("2021-10-06T00:00:00.000")', "18906"),
    ('decimal-date-time("2018-04-24T15:30:00.000+06:00")', "17645.395833333332"),
    ('format-date-time("2001-12-31", "%b %e, %Y")', "Dec 31, 2001"),
    ('format-date("2017-05-26T00:00:01-07:00", "%a %b")', "Fri May"),
    ('format-date("2017-05-26T01:00:00-07:00", "%a %b")', "Fri May"),
]

OURS = [
    ("date('2026-02-28')", "2026-02-28"),
    ("date('2024-2-29')", "2024-02-29"),
    ("date('2018-01-02T10:20:30.123Z')", "2018-01-02"),
    ("date('2018-01-02T10:20')", "2018-01-02"),
    ("date(-0.5)", "1970-01-01"),
    ("date(18000.99)", "2019-04-14"),
    ("date(0 div 0)", "NaN"),
    ("date(number(date('2026-11-23')))", "2026-11-23"),
    ("date('2026-11-23') - date('2026-01-01')", "326"),
    ("number(date('2018-01-02T23:59:59'))", "17533"),
    ("date('2026-11-23') = '2026-11-23'", "true"),
    ("date('2018-01-02T10:20:30') = date('2018-01-02')", "true"),
    ("boolean(date('1970-01-01'))", "true"),
    ("date(date('2026-11-23') + 30)", "2026-12-23"),
    ("int((date('2026-11-23') - date('2010-11-24')) div 365.25)", "15"),
    ("decimal-date-time(0)", "0"),
    ("decimal-date-time(17000.25)", "17000.25"),
    ("decimal-date-time('')", ""),
    ("decimal-date-time(0 div 0)", "NaN"),
    ("decimal-date-time('1970-01-02T12:00')", "1.5"),
    ("decimal-date-time('1970-01-01T00:00:00.001Z')", "0.000000011574074074074074"),
    ("decimal-date-time('1969-12-31T18:00:00-06:00')", "0"),
    ("decimal-date-time('2018-01-01T10:20:30.400+02')", "17532.34757407407"),
    ("decimal-time('1970-01-01T06:00:00Z')", "0.25"),
    ("decimal-time('2018-01-02T10:20')", "0.4305555555547471"),
    ("decimal-time(1.75)", "0.75"),
    ("decimal-time(-0.25)", "0.75"),
    ("decimal-time('')", ""),
    ("decimal-time(0 div 0)", "NaN"),
    ("decimal-time('2018-01-02')", "0"),
    ("format-date('2026-01-05', '%Y|%y|%m|%n|%b|%d|%e|%a|%W|%%')", "2026|26|01|1|Jan|05|5|Mon|2|%"),
    ("format-date-time('2018-01-02T03:04:05.067', '%H|%h|%M|%S|%3')", "03|3|04|05|067"),
    ("format-date('2026-01-05', '')", ""),
    ("format-date('2026-01-05', 'no codes')", "no codes"),
    ("format-date(0, '%Y-%m-%d')", "1970-01-01"),
    ("format-date(17533.5, '%d %H:%M')", "02 12:00"),
    ("format-date('', '%Y')", ""),
    ("format-date(0 div 0, '%Y')", ""),
    ("format-date('2026-1-5', '%Y%m%d')", "20260105"),
    ("format-date-time('2018-01-02T10:20:30Z', '%H:%M')", "10:20"),
    ("format-date('2021-12-31', '%W')", "1"),
    ("format-date('2022-01-01', '%W')", "1"),
    ("format-date('2022-01-02', '%W')", "2"),
    ("format-date('2022-12-31', '%W')", "53"),
    ("format-date('2023-01-01', '%W')", "1"),
    ("format-date('2024-12-28', '%W')", "52"),
    ("format-date('2024-12-29', '%W')", "1"),
    ("format-date('2028-12-31', '%W')", "1"),
    ("format-date('2026-12-06', '%a')", "Sun"),
    ("format-date('2024-02-29', '%b %e')", "Feb 29"),
    ("format-date(date('2026-11-23') + 1, '%a %e')", "Tue 24"),
]

OTHERWISE = [
    ("date('1983-09-31')", ""),
    ("date('999-1-1')", "0999-01-01"),
    ("date('not a date')", ""),
    ("date(true())", ""),
    ("date('2026-13-01')", ""),
    ("date('2026-11-23T')", ""),
    ("date('20261123')", ""),
    ("date('2026-11-23 10:00')", ""),
    ("date('2026-W01-1')", ""),
    ("date(1 div 0)", ""),
    ("date(-1 div 0)", ""),
    ("date(99999999)", ""),
    ("date(-99999999)", ""),
    ("date(2932896)", "9999-12-31"),
    ("date(2932897)", ""),
    ("date(-719162)", "0001-01-01"),
    ("date(-719163)", ""),
    ("date('10000-01-01')", ""),
    ("date('0000-01-01')", ""),
    ("date('12:00')", ""),
    ("date('2026-11-23T24:00')", ""),
    ("date('2026-11-23T10:00+24:00')", ""),
    ("date('2026-11-23T10:00:00.000-08:00')", "2026-11-23"),
    ("date('2026-11-23T20:00:00.000-08:00')", "2026-11-23"),
    ("date-time('2000-01-01T10:20:30.000')", "2000-01-01T10:20:30.000"),
    ("date-time(0)", "1970-01-01T00:00:00.000+00:00"),
    ("date-time(1.5)", "1970-01-02T12:00:00.000+00:00"),
    ("date-time('nonsense')", ""),
    ("date-time('')", ""),
    ("date-time(0 div 0)", "NaN"),
    ("date-time(true())", ""),
    ("date-time(1 div 0)", ""),
    ("date-time(9999999999)", ""),
    ("number('1970-01-11')", "10"),
    ("number('1970-01-11T12:00:00Z')", "10"),
    ("number('1970-1-11')", "NaN"),
    ("number('2026-02-30')", "NaN"),
    ("'2020-01-01' < '2021-01-01'", "true"),
    ("'2021-11-30' - '2021-11-29'", "1"),
    ("'2018-01-01' + 1", "17533"),
    ("10 + '2012-07-24' = '2012-08-03'", "true"),
    ("date('2018-01-01' + 1)", "2018-01-02"),
    ("decimal-date-time('-1000')", "NaN"),
    ("decimal-date-time('x')", "NaN"),
    ("decimal-date-time(true())", "NaN"),
    ("decimal-date-time(1 div 0)", "Infinity"),
    ("decimal-date-time(date('2025-08-18T02:03:23.958Z'))", "20318"),
    ("decimal-time('06:00:00.000-07:00')", "0.25"),
    ("decimal-time('06:00:00.000-01:00')", "0.25"),
    ("decimal-time('06:00:59.000-07:00')", "0.25068287037037035"),
    ("decimal-time('23:59:00.000-07:00')", "0.9993055555555556"),
    ("decimal-time('12:00')", "0.5"),
    ("decimal-time('noon')", "NaN"),
    ("decimal-time('24:00:00.000-07:00')", "NaN"),
    ("decimal-time('06:00:00.000-24:00')", "NaN"),
    ("decimal-time('06:60:00.000-07:00')", "NaN"),
    ("decimal-time('06:00:60.000-07:00')", "NaN"),
    ("decimal-time('23:59:00.000-07:60')", "NaN"),
    ("decimal-time('12:00:00.000-07:00') - decimal-time('06:00:00.000-07:00')", "0.25"),
    ("decimal-time('2000-01-01T10:20:30.000+03:00')", "0.43090277777777775"),
    ("decimal-time(1 div 0)", "NaN"),
    ("decimal-time(true())", "NaN"),
    ("format-date('not a date', '%M')", ""),
    ("format-date(true(), '%Y')", ""),
    ("format-date(1 div 0, '%Y')", ""),
    ("format-date-time('10:20:30.000-08:00', '%H:%M')", "10:20"),
    ("format-date('2017-05-26T23:59:59-07:00', '%a %b')", "Fri May"),
    ("format-date('0001-01-01T00:00:00+14:00', '%Y')", "0001"),
]


@pytest.mark.parametrize(("expression", "expected"), PUBLIC + OURS + OTHERWISE)
def test_a_function_over_dates_gives_what_javarosa_or_our_list_of_differences_says(
    expression: str, expected: str
) -> None:
    found = text_of(expression)
    assert are_alike(found, expected), found


NODES = [
    ("/data/b - /data/a", "31"),
    ("/data/a < /data/b", "true"),
    ("/data/a = '2026-01-01'", "true"),
    ("format-date(/data/a, '%e %b')", "1 Jan"),
    ("format-date(/data/c, '%e %b')", ""),
    ("date(/data/c)", ""),
    ("decimal-date-time(/data/c)", ""),
    ("decimal-time(/data/c)", ""),
    ("number(/data/c)", "NaN"),
    ("date(/data/a + 1)", "2026-01-02"),
]


@pytest.mark.parametrize(("expression", "expected"), NODES)
def test_an_answer_that_is_a_date_counts_as_its_day(expression: str, expected: str) -> None:
    assert text_of(expression, a="2026-01-01", b="2026-02-01") == expected


@pytest.mark.parametrize("pattern", ["%", "%Z", "%A", "%B", "%j", "%Y%"])
def test_a_date_pattern_with_an_unknown_code_is_refused_in_words(pattern: str) -> None:
    with pytest.raises(ExpressionInvalid, match="code"):
        dates.format_date("2026-01-05", pattern)


DAYS = st.dates()
MOMENTS = st.datetimes(timezones=st.timezones() | st.none())
ANY = st.one_of(
    st.floats(),
    st.booleans(),
    st.text(max_size=30),
    st.tuples(),
    st.text("0123456789-+:.TZ", max_size=30),
    MOMENTS.map(lambda moment: moment.isoformat()),
)


@given(DAYS)
def test_a_date_is_the_day_its_number_says(day: date) -> None:
    number = to_number(day.isoformat())
    assert dates.as_date(number) == day.isoformat()
    assert dates.as_date(day.isoformat()) == day.isoformat()


@given(DAYS, DAYS)
def test_dates_are_as_far_apart_as_their_numbers(one: date, other: date) -> None:
    apart = to_number(one.isoformat()) - to_number(other.isoformat())
    assert apart == (one - other) / timedelta(days=1)


@given(DAYS)
def test_a_date_written_by_a_pattern_is_read_back(day: date) -> None:
    assert dates.format_date(day.isoformat(), "%Y-%m-%d") == day.isoformat()
    assert dates.as_date(dates.format_date(day.isoformat(), "%Y-%n-%e")) == day.isoformat()


@given(DAYS)
def test_weeks_begin_on_sunday_and_the_year_begins_with_the_first(day: date) -> None:
    week = int(dates.format_date(day.isoformat(), "%W"))
    assert 1 <= week <= 54
    if (day.month, day.day) == (1, 1):
        assert week == 1
    if day.weekday() != 5 and day < date.max:
        tomorrow = (day + timedelta(days=1)).isoformat()
        assert dates.format_date(tomorrow, "%W") in (str(week), "1")


@given(st.floats(-719_000, 2_932_000))
def test_a_number_of_days_is_read_back_from_the_moment_it_makes(days: float) -> None:
    moment = dates.as_date_time(days)
    assert dates.decimal_date_time(moment) == pytest.approx(days, abs=1e-7)


@given(st.floats(-719_000, 2_932_000), st.floats(-719_000, 2_932_000))
def test_moments_keep_the_order_of_their_numbers(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert str(dates.as_date_time(low)) <= str(dates.as_date_time(high))


@given(ANY)
def test_no_value_makes_a_date_function_fail(value: XValue) -> None:
    part = dates.decimal_time(value)
    assert part == "" or (isinstance(part, float) and (math.isnan(part) or 0 <= part <= 1))
    assert isinstance(dates.decimal_date_time(value), str | float)
    assert isinstance(dates.as_date(value), str | float)
    assert isinstance(dates.as_date_time(value), str | float)
    assert isinstance(dates.format_date(value, "%Y-%m-%d %H:%M:%S.%3 %a %b %W"), str)
    assert isinstance(to_number(value), float)
