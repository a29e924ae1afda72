# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two safety plans: what they ask, when they are looked at again, and what stays private."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.kinds import check_answers
from casework.protections import PROTECTIONS
from casework.record_parts import FaultCode, Surroundings
from casework.records import CaseRecord, read_view, searchable_text
from casework.safety_plans import LONGEST_REVIEW, CopyKept, SafetyPlan
from casework.sharing_matrix import CEILING, law_opens
from casework.vocabulary import (
    ORDINARY_SECTIONS,
    SECTION_OF_KIND,
    Basis,
    RecordKind,
    Section,
    sections_of,
)
from tests.fakes.people import an_id

TODAY = date(2026, 11, 23)
AROUND = Surroundings(
    now=datetime(2026, 11, 23, 22, tzinfo=UTC), zone=ZoneInfo("America/Los_Angeles")
)
MINE = {"made_on": "2026-11-20", "phase": "still_in", "review_on": "2026-12-20"}
TEAMS = {"made_on": "2026-11-20", "risks": "He knows the school.", "review_on": "2026-12-20"}
PLANS = [(RecordKind.YOUTH_PLAN, MINE), (RecordKind.TEAM_PLAN, TEAMS)]
PRIVATE = {"told_on": "2026-11-20", "code_word": "tangerine", "hiding_places": "the old boathouse"}
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def faults_of(kind: RecordKind, answers: dict[str, Any]) -> set[tuple[str, str]]:
    return {(one.field, one.code) for one in check_answers(kind, answers, AROUND).faults}


@pytest.mark.parametrize(("kind", "answers"), PLANS)
@given(made=DAYS, looked_at=st.none() | DAYS, again=DAYS)
def test_a_plan_that_is_taken_is_looked_at_again_in_time(
    kind: RecordKind, answers: dict[str, Any], made: date, looked_at: date | None, again: date
) -> None:
    days = {"made_on": made.isoformat(), "review_on": again.isoformat()}
    if looked_at is not None:
        days["reviewed_on"] = looked_at.isoformat()
    view = check_answers(kind, answers | days, AROUND).view
    since = made if looked_at is None else looked_at
    fits = made <= since <= TODAY and since <= again <= since + LONGEST_REVIEW
    assert (view is not None) == fits
    assert view is None or isinstance(view, SafetyPlan)


def test_what_is_wrong_with_the_days_of_a_plan_is_said_beside_each() -> None:
    wrong = MINE | {"reviewed_on": "2026-11-19", "review_on": "2026-11-01"}
    assert faults_of(RecordKind.YOUTH_PLAN, wrong) == {
        ("reviewed_on", FaultCode.BEFORE_PLAN),
        ("review_on", FaultCode.BEFORE_PLAN),
    }
    far = TEAMS | {"review_on": (TODAY + timedelta(days=200)).isoformat()}
    assert faults_of(RecordKind.TEAM_PLAN, far) == {("review_on", FaultCode.TOO_FAR)}


def test_fewer_than_three_adults_and_empty_answers_are_no_fault() -> None:
    assert not faults_of(RecordKind.YOUTH_PLAN, MINE | {"adults": ["Aunt Rosa, 555 0100"]})
    assert not faults_of(RecordKind.YOUTH_PLAN, MINE)


def test_the_youth_agrees_to_nothing_unless_it_is_said_and_dated() -> None:
    view = read_view(RecordKind.YOUTH_PLAN_PRIVATE, dict(PRIVATE))
    assert view.model_dump()["youth_agreed_to_share"] is False
    agreed = PRIVATE | {"youth_agreed_to_share": True}
    assert faults_of(RecordKind.YOUTH_PLAN_PRIVATE, agreed) == {("agreed_on", FaultCode.MISSING)}
    assert not faults_of(RecordKind.YOUTH_PLAN_PRIVATE, agreed | {"agreed_on": "2026-11-21"})


def test_the_private_words_are_in_no_headline_and_found_by_no_search() -> None:
    record = CaseRecord(
        case=an_id(1),
        record=an_id(2),
        kind=RecordKind.YOUTH_PLAN_PRIVATE,
        section=Section.YOUTH_PRIVATE,
        version=0,
        fields=dict(PRIVATE),
        versions={},
        author=an_id(3),
        author_name="Robin",
        hat=an_id(4),
        at="",
    )
    assert searchable_text(record) == ("", "")
    assert read_view(record.kind, record.fields).headline() == ()


@given(st.sampled_from(Basis))
def test_no_ground_of_sharing_opens_the_private_part(basis: Basis) -> None:
    assert not law_opens(basis, Section.YOUTH_PRIVATE)
    assert Section.YOUTH_PRIVATE not in CEILING.get(basis, frozenset())


def test_the_private_part_stands_alone_and_is_assigned_by_name_only() -> None:
    own = {kind for kind in RecordKind if SECTION_OF_KIND[kind] is Section.YOUTH_PRIVATE}
    assert own == {RecordKind.YOUTH_PLAN_PRIVATE}
    assert sections_of(RecordKind.YOUTH_PLAN_PRIVATE) == {Section.YOUTH_PRIVATE}
    assert Section.YOUTH_PRIVATE not in ORDINARY_SECTIONS


@given(a=DAYS, b=DAYS)
def test_of_two_days_for_looking_again_the_sooner_is_shown(a: date, b: date) -> None:
    protection = PROTECTIONS[RecordKind.TEAM_PLAN, "review_on"]
    heavier = max((a, b), key=lambda one: protection.weight(one.isoformat()))
    assert heavier == min(a, b)
    assert protection.weight(None) < protection.weight(a.isoformat())


def test_of_two_ways_to_keep_the_plan_the_one_with_less_paper_is_shown() -> None:
    weight = PROTECTIONS[RecordKind.YOUTH_PLAN, "how_kept"].weight
    assert max(CopyKept, key=lambda one: weight(one.value)) is CopyKept.NO_COPY
    assert min(CopyKept, key=lambda one: weight(one.value)) is CopyKept.FULL
    secret = PROTECTIONS[RecordKind.YOUTH_PLAN_PRIVATE, "youth_agreed_to_share"].weight
    assert secret(False) > secret(True)
