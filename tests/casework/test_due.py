# SPDX-License-Identifier: AGPL-3.0-or-later
"""When a screening is due."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.due import RESCREEN_AFTER, Due, DueKind, screening_due

DAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_a_new_case_is_due_from_the_day_it_opened() -> None:
    assert screening_due(opened_on=DAY, age=14, last_screened=None) == Due(
        DueKind.FIRST_SCREENING, DAY
    )


def test_a_child_under_ten_is_not_screened_by_default() -> None:
    assert screening_due(opened_on=DAY, age=9, last_screened=None) is None
    assert screening_due(opened_on=DAY, age=10, last_screened=None) is not None


def test_an_unknown_age_is_treated_as_in_range() -> None:
    assert screening_due(opened_on=DAY, age=None, last_screened=None) is not None


@given(DAYS, DAYS)
def test_the_next_screening_follows_the_last_by_the_county_interval(a: date, b: date) -> None:
    due = screening_due(opened_on=a, age=None, last_screened=b)
    assert due == Due(DueKind.RESCREENING, b + RESCREEN_AFTER)
    assert due.on - b > timedelta(days=180)


@given(DAYS, DAYS)
def test_the_talk_after_a_return_asks_for_a_screening_until_there_was_one(a: date, b: date) -> None:
    due = screening_due(opened_on=a, age=14, last_screened=a, last_debriefed=b)
    assert due is not None
    assert (due == Due(DueKind.AFTER_RETURN, b)) == (a < b)
    assert screening_due(opened_on=a, age=9, last_screened=a, last_debriefed=b) is None
