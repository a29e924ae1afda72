# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meetings: what is wrong with one, whose heads count, and that signed minutes stay as they are."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from casework.ids import RecordId
from casework.kinds import check_answers
from casework.meetings import (
    Attendee,
    Minutes,
    RequiredAgency,
    TeamLaw,
    count_heads,
    find_missing,
    find_sharing_fault,
)
from casework.record_parts import FaultCode, RecordView, Surroundings
from casework.records import read_view
from casework.vocabulary import APPEND_ONLY_KINDS, AgencyKind, RecordKind
from tests.fakes.people import NOON, an_id

ZONE = ZoneInfo("America/Los_Angeles")
LATER = NOON + timedelta(days=2)
PLANNED: dict[str, JsonValue] = {
    "meeting": an_id(1),
    "type": "ongoing",
    "starts_at": LATER.isoformat(),
    "ends_at": (LATER + timedelta(hours=2)).isoformat(),
    "convener": "A. Testman",
}
SIGNED: dict[str, JsonValue] = {
    "meeting": an_id(1),
    "type": "ongoing",
    "held_from": (NOON - timedelta(hours=2)).isoformat(),
    "held_until": NOON.isoformat(),
    "signed_at": NOON.isoformat(),
    "signed_by": "A. Testman",
    "words": "Spoke about school.",
}
people = st.builds(
    Attendee,
    name=st.sampled_from(["Ana", "Ben", "Cid", "Dot", " ana "]),
    agency=st.sampled_from(["North", "South"]),
    agency_kind=st.none() | st.sampled_from(AgencyKind),
    present=st.booleans(),
    trained=st.booleans(),
    agreed_on=st.none() | st.just(date(2026, 11, 1)),
)


def faults(
    kind: RecordKind,
    *others: tuple[RecordId, RecordView],
    base: dict[str, JsonValue] = PLANNED,
    **more: JsonValue,
) -> set[tuple[str, FaultCode]]:
    around = Surroundings(now=NOON, zone=ZONE, others=others)
    checked = check_answers(kind, {**base, **more}, around)
    return {(one.field, one.code) for one in checked.faults}


def someone(name: str, **more: object) -> Attendee:
    given_ = {"name": name, "agency": "North", "present": True, "trained": True}
    return Attendee.model_validate({**given_, "agreed_on": "2026-11-01", **more})


def test_a_meeting_is_planned_for_a_time_to_come_and_ends_after_it_begins() -> None:
    assert faults(RecordKind.MEETING) == set()
    past = (NOON - timedelta(minutes=1)).isoformat()
    assert faults(RecordKind.MEETING, starts_at=past) == {("starts_at", FaultCode.IN_THE_PAST)}
    early = (LATER - timedelta(hours=1)).isoformat()
    assert faults(RecordKind.MEETING, ends_at=early) == {("ends_at", FaultCode.END_BEFORE_START)}
    assert faults(RecordKind.MEETING, starts_at=past, state="held") == set()


def test_a_cancelled_meeting_says_why() -> None:
    wrong = faults(RecordKind.MEETING, state="cancelled")
    assert wrong == {("cancelled_why", FaultCode.REASON_MISSING)}


def test_somebody_asked_twice_is_named() -> None:
    twice = [{"name": "Ana  Test", "agency": "North"}, {"name": "ana test", "agency": "north"}]
    around = Surroundings(now=NOON, zone=ZONE)
    [fault] = check_answers(RecordKind.MEETING, {**PLANNED, "invited": twice}, around).faults
    assert (fault.code, fault.parameters["who"]) == (FaultCode.TWICE, "ana test · north")


@given(st.sampled_from(TeamLaw), st.lists(people, max_size=8))
def test_sharing_opens_only_with_enough_trained_people_who_signed(
    law: TeamLaw, table: list[Attendee]
) -> None:
    counted = {
        (one.name.strip().casefold(), one.agency)
        for one in table
        if one.present and one.trained and one.agreed_on is not None
    }
    fault = find_sharing_fault(law, table)
    assert count_heads(law, table).there == len(counted)
    assert (fault is None) is (len(counted) >= (2 if law is TeamLaw.S13753 else 3))
    assert find_sharing_fault(None, table) is not None


@given(st.lists(people, max_size=8), people)
def test_whoever_joins_never_makes_a_team_smaller_or_a_gap_wider(
    table: list[Attendee], one: Attendee
) -> None:
    law = TeamLaw.S18951
    assert count_heads(law, [*table, one]).there >= count_heads(law, table).there
    assert set(find_missing([*table, one])) <= set(find_missing(table))


def test_a_meeting_that_shared_below_its_minimum_is_not_recorded() -> None:
    two = [someone("Ana").model_dump(mode="json"), someone("Ben").model_dump(mode="json")]
    opened: dict[str, JsonValue] = {
        "sharing_opened_at": NOON.isoformat(),
        "invited": two,
        "state": "held",
    }
    wrong = faults(RecordKind.MEETING, law="s18951_team", **opened)
    assert wrong == {("invited", FaultCode.BELOW_MINIMUM)}
    assert faults(RecordKind.MEETING, law="s13753_team", **opened) == set()


def test_the_five_agencies_of_sb_855_are_a_gap_until_they_sit_there() -> None:
    here = [someone("Ana", agency_kind="probation"), someone("Ben", agency_kind="sheriff")]
    assert set(find_missing(here)) == set(RequiredAgency) - {RequiredAgency.PROBATION}
    away = [someone("Ana", agency_kind="probation", present=False)]
    assert RequiredAgency.PROBATION in find_missing(away)


def test_minutes_are_final_and_put_right_only_by_others_of_the_same_meeting() -> None:
    assert RecordKind.MINUTES in APPEND_ONLY_KINDS
    first = RecordId(an_id(9))
    known = read_view(RecordKind.MINUTES, SIGNED)
    ask = {"base": SIGNED, "corrects": first}
    assert faults(RecordKind.MINUTES, (first, known), **ask) == set()  # type: ignore[arg-type] # plain JSON
    other = read_view(RecordKind.MINUTES, {**SIGNED, "meeting": an_id(2)})
    wrong = {("corrects", FaultCode.UNKNOWN_RECORD)}
    assert faults(RecordKind.MINUTES, (first, other), **ask) == wrong  # type: ignore[arg-type] # plain JSON
    assert faults(RecordKind.MINUTES, **ask) == wrong  # type: ignore[arg-type] # plain JSON


@pytest.mark.parametrize("length", [20_001, 1_000_000])
def test_a_paste_that_is_too_long_is_a_sentence_beside_the_field(length: int) -> None:
    wrong = faults(RecordKind.MINUTES, base=SIGNED, words="x" * length)
    assert wrong == {("words", FaultCode.TOO_LONG)}


def test_minutes_that_say_nothing_are_none() -> None:
    assert faults(RecordKind.MINUTES, base=SIGNED, words="  ") == {("words", FaultCode.MISSING)}
    assert faults(RecordKind.MINUTES, base=SIGNED, words="", safety="stable") == set()
    view = read_view(RecordKind.MINUTES, SIGNED)
    assert isinstance(view, Minutes)
    assert view.happened() == datetime.fromisoformat(str(SIGNED["held_from"]))
