# SPDX-License-Identifier: AGPL-3.0-or-later
"""When a screening is due."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.ages import full_years
from casework.due import (
    RESCREEN_AFTER,
    SCREEN_FROM_AGE,
    Due,
    DueKind,
    age_to_screen_by,
    screening_due,
)
from casework.ids import CaseId
from tests.fakes.desks import a_disputed_youth
from tests.fakes.people import an_id

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


@given(
    st.lists(st.none() | st.dates(date(2005, 1, 1), DAY), min_size=2, max_size=2, unique=True),
)
def test_while_people_disagree_about_the_age_the_oldest_of_them_asks_for_a_screening(
    births: list[date | None],
) -> None:
    told = [None if one is None else one.isoformat() for one in births]
    youth = a_disputed_youth(CaseId(an_id(1)), 1, ({"birth_date": one} for one in told))
    assert len(youth.open_disputes) == 1
    ages = [None if one is None else full_years(one, DAY) for one in births]
    asks = any(age is None or age >= SCREEN_FROM_AGE for age in ages)
    due = screening_due(opened_on=DAY, age=age_to_screen_by(youth, DAY), last_screened=None)
    assert (due is not None) == asks


def test_a_dispute_about_something_else_leaves_the_age_as_it_is() -> None:
    told = ({"pronouns": "she"}, {"pronouns": "they"})
    youth = a_disputed_youth(CaseId(an_id(1)), 1, told)
    assert youth.open_disputes
    assert age_to_screen_by(youth, DAY) == 15


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
