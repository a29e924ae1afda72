# SPDX-License-Identifier: AGPL-3.0-or-later
"""An absence goes on until the youth is somewhere safe, and what is told of it holds together."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from casework.absences import Absence
from casework.ids import RecordId
from casework.kinds import check_answers
from casework.record_parts import FaultCode, RecordView, Surroundings
from casework.vocabulary import RecordKind

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime.fromisoformat("2026-11-02T09:00-08:00")
HEARD = "2026-10-30T23:10-07:00"


def faults(
    answers: dict[str, Any],
    *others: tuple[str, RecordView],
    kind: RecordKind = RecordKind.ABSENCE,
) -> set[tuple[str, FaultCode]]:
    known = tuple((RecordId(name), view) for name, view in others)
    around = Surroundings(NOW, ZONE, date(2010, 5, 1), known)
    return {(one.field, one.code) for one in check_answers(kind, answers, around).faults}


def an_absence(**changes: Any) -> Absence:
    return Absence.model_validate({"discovered_at": HEARD, **changes})


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({}, None),
        ({"last_seen_at": "2026-10-30T21:00-07:00"}, None),
        ({"last_seen_at": "2026-10-31T21:00-07:00"}, ("last_seen_at", FaultCode.AFTER_HEARING)),
        ({"discovered_at": "2026-11-02T09:01-08:00"}, ("discovered_at", FaultCode.FUTURE)),
        ({"ended_at": "2026-11-01T12:00-08:00"}, ("end", FaultCode.MISSING)),
        ({"end": "returned"}, ("ended_at", FaultCode.MISSING)),
        (
            {"ended_at": "2026-10-30T22:00-07:00", "end": "returned"},
            ("ended_at", FaultCode.END_BEFORE_START),
        ),
        ({"ended_at": "2026-11-01T12:00-08:00", "end": "returned"}, None),
        (
            {"located_at": "2026-11-01T12:00-08:00"},
            ("located_is_approved", FaultCode.MISSING),
        ),
        (
            {"located_at": "2026-11-01T12:00-08:00", "located_is_approved": False},
            None,
        ),
        (
            {
                "located_at": "2026-11-01T12:00-08:00",
                "located_is_approved": False,
                "ended_at": "2026-11-01T13:00-08:00",
                "end": "approved_place",
            },
            ("end", FaultCode.STILL_ABSENT),
        ),
    ],
)
def test_an_absence_is_told_in_an_order_that_can_be(
    answers: dict[str, Any], wrong: tuple[str, FaultCode] | None
) -> None:
    found = faults({"discovered_at": HEARD, **answers})
    assert found == (set() if wrong is None else {wrong})


def test_a_youth_located_somewhere_unapproved_is_still_absent() -> None:
    located = an_absence(located_at="2026-11-01T12:00-08:00", located_is_approved=False)
    assert located.is_open
    over = {"ended_at": "2026-11-02T12:00-08:00", "end": "approved_place"}
    assert not located.model_copy(update={"located_is_approved": True, **over}).is_open
    assert an_absence(**over, located_is_approved=False).is_open


def test_nobody_is_absent_twice_at_once() -> None:
    assert faults({"discovered_at": HEARD}, ("first", an_absence())) == {
        ("discovered_at", FaultCode.OPEN_ROW_EXISTS)
    }


@pytest.mark.parametrize(
    ("birth_date", "unwilling", "harm", "owed"),
    [
        (date(2010, 5, 1), False, False, True),
        (None, False, False, True),
        (date(2008, 10, 30), False, False, False),
        (date(2008, 10, 31), False, False, True),
        (date(2007, 1, 1), None, None, True),
        (date(2007, 1, 1), False, True, True),
        (date(2007, 1, 1), True, False, True),
        (date(2007, 1, 1), False, False, False),
        (date(2007, 1, 1), False, None, True),
    ],
)
def test_for_an_adult_the_notices_are_owed_on_the_totality(
    birth_date: date | None, unwilling: bool | None, harm: bool | None, owed: bool
) -> None:
    absence = an_absence(left_unwillingly=unwilling, at_risk_of_harm=harm)
    assert absence.duties_apply(birth_date, ZONE) is owed


def test_the_talk_after_a_return_names_factors_experiences_and_what_changes() -> None:
    talk = {"absence": "a", "at": "2026-11-01T15:00-08:00", "with_whom": "Worker 1"}
    known = ("a", an_absence())
    assert faults(talk, known, kind=RecordKind.DEBRIEF) == {("response", FaultCode.MISSING)}
    whole = {**talk, "response": "Another placement."}
    assert faults(whole, known, kind=RecordKind.DEBRIEF) == {
        ("factors", FaultCode.MISSING),
        ("experiences", FaultCode.MISSING),
    }
    told = {**whole, "factors": ["fear"], "experiences": ["unknown"]}
    assert not faults(told, known, kind=RecordKind.DEBRIEF)
    assert faults(told, kind=RecordKind.DEBRIEF) == {("absence", FaultCode.UNKNOWN_RECORD)}
