# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person fills into a record is read, judged and named field by field."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.duties import LONGEST_FLAG
from casework.field_specs import Editor, specs_of
from casework.ids import RecordId
from casework.kinds import KIND_WORDS, check_answers
from casework.placements import Placement
from casework.record_parts import FaultCode, Surroundings
from casework.records import VIEW_OF_KIND, Youth
from casework.services import DOMAIN_SECTIONS, NeedDomain, section_of_domain
from casework.status_rows import StatusRow, StatusType
from casework.vocabulary import RecordKind, Section, sections_of

NOW = datetime(2026, 11, 23, 22, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ZONE = ZoneInfo("America/Los_Angeles")
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))
MAYBE = st.none() | DAYS


def around(**changes: Any) -> Surroundings:
    return Surroundings(**{"now": NOW, "zone": ZONE, "birth_date": date(2010, 3, 1), **changes})


def faults_of(kind: RecordKind, answers: dict[str, Any], **changes: Any) -> set[tuple[str, str]]:
    return {(one.field, one.code) for one in check_answers(kind, answers, around(**changes)).faults}


def test_every_kind_has_a_name_and_every_asked_field_an_editor_and_bounds() -> None:
    assert set(KIND_WORDS) == set(RecordKind) == set(VIEW_OF_KIND)
    for view in VIEW_OF_KIND.values():
        for spec in specs_of(view):
            assert spec.title
            assert (spec.editor in (Editor.LINE, Editor.TEXT)) == bool(spec.most)
            assert (spec.editor in (Editor.CHOICE, Editor.CHOICES)) == bool(spec.choices)


@given(kind=st.sampled_from(StatusType), start=DAYS, end=MAYBE)
def test_a_status_row_that_is_taken_keeps_the_rules_of_the_grid(
    kind: StatusType, start: date, end: date | None
) -> None:
    answers = {
        "type": kind.value,
        "started_on": start.isoformat(),
        "ended_on": None if end is None else end.isoformat(),
        "determined_on": "Seen by the worker.",
    }
    view = check_answers(RecordKind.STATUS_ROW, answers, around(birth_date=None)).view
    kept = (
        start <= TODAY
        and (end is None or start <= end <= TODAY)
        and (kind is not StatusType.WHILE_ABSENT or end is not None)
    )
    assert (view is not None) == kept


def test_only_one_status_row_of_a_type_is_open_unless_it_supersedes_the_other() -> None:
    open_row = StatusRow(type=StatusType.AT_RISK, started_on=TODAY, determined_on="Seen.")
    other = RecordId("first")
    answers = {"type": "at_risk", "started_on": "2026-11-20", "determined_on": "Said."}
    taken = {"others": ((other, open_row),)}
    assert ("type", FaultCode.OPEN_ROW_EXISTS) in faults_of(RecordKind.STATUS_ROW, answers, **taken)
    assert not faults_of(RecordKind.STATUS_ROW, {**answers, "supersedes": other}, **taken)
    assert not faults_of(RecordKind.STATUS_ROW, {**answers, "type": "victim_before_fc"}, **taken)


@pytest.mark.parametrize(
    ("answers", "field", "code"),
    [
        ({"started_on": "2030-01-01"}, "started_on", FaultCode.FUTURE),
        ({"started_on": "2001-01-01"}, "started_on", FaultCode.BEFORE_BIRTH),
        ({"started_on": None}, "started_on", FaultCode.MISSING),
        ({"started_on": "soon"}, "started_on", FaultCode.WRONG_SHAPE),
        ({"type": ""}, "type", FaultCode.MISSING),
        ({"place": "x" * 201}, "place", FaultCode.TOO_LONG),
        ({"notes": "x" * 1_000_000}, "notes", FaultCode.TOO_LONG),
        ({"ended_on": "2026-11-02"}, "end_reason", FaultCode.REASON_MISSING),
        (
            {"ended_on": "2026-10-02", "end_reason": "home"},
            "ended_on",
            FaultCode.END_BEFORE_START,
        ),
    ],
)
def test_a_fault_stands_at_its_field(answers: dict[str, Any], field: str, code: FaultCode) -> None:
    whole = {"type": "shelter", "started_on": "2026-11-01", **answers}
    assert (field, code) in faults_of(RecordKind.PLACEMENT, whole)


def test_nobody_lives_in_two_places_at_once() -> None:
    here = Placement(type="shelter", started_on=TODAY)  # type: ignore[arg-type] # read by pydantic
    answers = {"type": "relative", "started_on": "2026-11-20"}
    found = faults_of(RecordKind.PLACEMENT, answers, others=((RecordId("a"), here),))
    assert found == {("started_on", FaultCode.OPEN_ROW_EXISTS)}
    tried = {**answers, "not_placed": "no_bed"}
    assert not faults_of(RecordKind.PLACEMENT, tried, others=((RecordId("a"), here),))


def test_a_closed_case_takes_nothing_but_its_opening() -> None:
    answers = {"type": "shelter", "started_on": "2026-11-01"}
    assert ("", FaultCode.CASE_CLOSED) in faults_of(RecordKind.PLACEMENT, answers, closed=True)
    assert not faults_of(RecordKind.YOUTH, {"legal_name": "Test Youth"}, closed=True)


@given(since=DAYS, length=st.integers(-5, 400))
def test_a_safety_flag_never_stands_for_ever(since: date, length: int) -> None:
    until = since + timedelta(days=length)
    answers = {
        "kind": "threat",
        "words": "Stay away from the bus stop.",
        "since": since.isoformat(),
        "until": until.isoformat(),
    }
    view = check_answers(RecordKind.SAFETY_FLAG, answers, around(birth_date=None)).view
    assert (view is not None) == (since <= TODAY and timedelta() <= until - since <= LONGEST_FLAG)


def test_needs_and_services_stand_in_the_section_of_their_domain() -> None:
    assert section_of_domain(NeedDomain.SUBSTANCE_USE) is Section.SUBSTANCE_USE
    assert {section_of_domain(one) for one in NeedDomain} == DOMAIN_SECTIONS
    assert sections_of(RecordKind.NEED) == sections_of(RecordKind.SERVICE) == DOMAIN_SECTIONS
    assert sections_of(RecordKind.YOUTH) == {Section.IDENTITY}


def test_an_age_that_was_said_grows_and_is_never_more_than_was_said_on_its_day() -> None:
    youth = Youth(legal_name="Test Youth", said_age=15, said_age_on=date(2026, 1, 1))
    assert youth.age_on(date(2026, 12, 31)) == 15
    assert youth.age_on(date(2028, 2, 1)) == 17
    assert youth.age_on(date(2020, 1, 1)) == 15
