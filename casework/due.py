# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is due for a case today.

The legal clocks come with their own rules; this module holds the first of them, re-screening,
which no statute fixes: the interval is a county default to verify (domain notes, requirement 23).
"""

from datetime import date, timedelta
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from casework.records import CaseRecord, Youth, read_view

RESCREEN_AFTER = timedelta(days=182)
SCREEN_FROM_AGE = 10
_TELLS_AGE = frozenset({"birth_date", "said_age", "said_age_on"})


class DueKind(StrEnum):
    """Why a case asks for attention."""

    FIRST_SCREENING = "first_screening"
    RESCREENING = "rescreening"
    AFTER_RETURN = "after_return"
    YOUTH_PLAN_REVIEW = "youth_plan_review"
    TEAM_PLAN_REVIEW = "team_plan_review"


class Due(NamedTuple):
    """Something to do for a case; overdue when `on` lies before today."""

    kind: DueKind
    on: date


def age_to_screen_by(youth: CaseRecord, day: date) -> int | None:
    """The oldest age that anybody says of the youth; None where one of them leaves it open.

    While people disagree the younger age is shown, by which a screening would not be due.
    """
    said = {
        one.field: [claim.value for claim in one.claims]
        for one in youth.open_disputes
        if one.field in _TELLS_AGE
    }
    views = (
        read_view(youth.kind, {**youth.fields, **dict(zip(said, one, strict=True))})
        for one in product(*said.values())
    )
    ages = [view.age_on(day) for view in views if isinstance(view, Youth)]
    known = [age for age in ages if age is not None]
    return max(known) if known and len(known) == len(ages) else None


def screening_due(
    *,
    opened_on: date | None,
    age: int | None,
    last_screened: date | None,
    last_debriefed: date | None = None,
) -> Due | None:
    """When the next screening is due, or None when none is.

    A youth under ten is not screened by default; an unknown age is treated as in range. The talk
    after a return asks for a screening on its own day (WIC 16501.35, fact L5).
    """
    if age is not None and age < SCREEN_FROM_AGE:
        return None
    if last_debriefed is not None and (last_screened is None or last_screened < last_debriefed):
        return Due(DueKind.AFTER_RETURN, last_debriefed)
    if last_screened is not None:
        return Due(DueKind.RESCREENING, last_screened + RESCREEN_AFTER)
    if opened_on is not None:
        return Due(DueKind.FIRST_SCREENING, opened_on)
    return None
