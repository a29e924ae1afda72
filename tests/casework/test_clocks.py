# SPDX-License-Identifier: AGPL-3.0-or-later
"""Legal and county clocks: when they are due, what closes them, and what a county may choose.

`WORKED` is a table of examples worked out by hand from the statute's length and the calendar: the
moment of the information and the moment by which the duty is done, both as the county's wall clock
shows them. Daylight saving ended on November 1, 2026 at 2:00 and began on March 8, 2026 and on
March 14, 2027 at 2:00.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clock_rules import (
    BUILT_IN,
    COUNTY_DEFAULTS,
    FLOOR,
    ClockChoice,
    ClockRule,
    ClockStart,
    Counting,
    CountyClocks,
    Force,
    Party,
)
from casework.clocks import (
    Notice,
    RunningClock,
    Urgency,
    due_of,
    section_of_clock,
    start_clocks,
    start_next_round,
    states_of,
)
from casework.county_policy import CountyPolicy
from casework.ids import RecordId
from casework.kinds import check_answers
from casework.record_parts import FaultCode, Surroundings
from casework.vocabulary import RecordKind, sections_of

ZONE = ZoneInfo("America/Los_Angeles")
WORKED: tuple[tuple[str, str, str], ...] = (
    # Written report of suspected abuse, 36 hours.
    ("report_written", "2026-11-23T09:00-08:00", "2026-11-24T21:00-08:00"),
    ("report_written", "2026-11-23T00:00-08:00", "2026-11-24T12:00-08:00"),
    ("report_written", "2026-11-23T23:59-08:00", "2026-11-25T11:59-08:00"),
    ("report_written", "2026-11-25T22:30-08:00", "2026-11-27T10:30-08:00"),
    ("report_written", "2026-11-27T17:00-08:00", "2026-11-29T05:00-08:00"),
    ("report_written", "2026-12-24T20:00-08:00", "2026-12-26T08:00-08:00"),
    ("report_written", "2026-12-31T13:15-08:00", "2027-01-02T01:15-08:00"),
    ("report_written", "2028-02-28T10:00-08:00", "2028-02-29T22:00-08:00"),
    ("report_written", "2027-02-28T10:00-08:00", "2027-03-01T22:00-08:00"),
    # … over the end of daylight saving: the wall shows an hour less.
    ("report_written", "2026-10-31T08:00-07:00", "2026-11-01T19:00-08:00"),
    ("report_written", "2026-10-31T20:00-07:00", "2026-11-02T07:00-08:00"),
    ("report_written", "2026-10-30T14:00-07:00", "2026-11-01T01:00-08:00"),
    ("report_written", "2026-10-30T13:00-07:00", "2026-11-01T01:00-07:00"),
    ("report_written", "2026-11-01T01:30-07:00", "2026-11-02T12:30-08:00"),
    ("report_written", "2026-11-01T01:30-08:00", "2026-11-02T13:30-08:00"),
    # … over its beginning: the wall shows an hour more.
    ("report_written", "2026-03-07T12:00-08:00", "2026-03-09T01:00-07:00"),
    ("report_written", "2026-03-06T13:30-08:00", "2026-03-08T01:30-08:00"),
    ("report_written", "2026-03-06T14:00-08:00", "2026-03-08T03:00-07:00"),
    ("report_written", "2027-03-13T20:00-08:00", "2027-03-15T09:00-07:00"),
    # A youth who is known to be a victim: law enforcement, 24 hours.
    ("victim_police", "2026-11-23T16:45-08:00", "2026-11-24T16:45-08:00"),
    ("victim_police", "2026-11-26T12:00-08:00", "2026-11-27T12:00-08:00"),
    ("victim_police", "2026-10-31T23:00-07:00", "2026-11-01T22:00-08:00"),
    ("victim_police", "2026-03-07T23:00-08:00", "2026-03-09T00:00-07:00"),
    ("victim_police", "2026-12-31T23:59-08:00", "2027-01-01T23:59-08:00"),
    ("victim_police", "2028-02-28T15:00-08:00", "2028-02-29T15:00-08:00"),
    # An absent youth: law enforcement and NCMEC, 24 hours each.
    ("absent_police", "2026-10-30T23:10-07:00", "2026-10-31T23:10-07:00"),
    ("absent_ncmec", "2026-10-30T23:10-07:00", "2026-10-31T23:10-07:00"),
    ("absent_police", "2026-10-31T01:59-07:00", "2026-11-01T01:59-07:00"),
    ("absent_ncmec", "2026-10-31T02:00-07:00", "2026-11-01T01:00-08:00"),
    ("absent_police", "2026-10-31T02:30-07:00", "2026-11-01T01:30-08:00"),
    ("absent_ncmec", "2026-10-31T21:00-07:00", "2026-11-01T20:00-08:00"),
    ("absent_police", "2026-11-01T01:15-07:00", "2026-11-02T00:15-08:00"),
    ("absent_police", "2026-11-01T01:15-08:00", "2026-11-02T01:15-08:00"),
    ("absent_police", "2026-03-07T01:30-08:00", "2026-03-08T01:30-08:00"),
    ("absent_ncmec", "2026-03-07T02:30-08:00", "2026-03-08T03:30-07:00"),
    ("absent_police", "2026-03-08T03:00-07:00", "2026-03-09T03:00-07:00"),
    ("absent_ncmec", "2026-07-04T18:00-07:00", "2026-07-05T18:00-07:00"),
    ("absent_police", "2026-11-28T06:20-08:00", "2026-11-29T06:20-08:00"),
    # Every party of AB 2108, 24 hours.
    ("absent_parents", "2026-11-23T07:00-08:00", "2026-11-24T07:00-08:00"),
    ("absent_indian_custodian", "2026-11-23T07:00-08:00", "2026-11-24T07:00-08:00"),
    ("absent_tribe", "2026-10-31T12:00-07:00", "2026-11-01T11:00-08:00"),
    ("absent_siblings", "2026-11-23T07:00-08:00", "2026-11-24T07:00-08:00"),
    ("absent_court", "2026-11-27T19:00-08:00", "2026-11-28T19:00-08:00"),
    ("absent_casa", "2026-11-23T07:00-08:00", "2026-11-24T07:00-08:00"),
    ("absent_parents_attorney", "2026-11-23T07:00-08:00", "2026-11-24T07:00-08:00"),
    ("absent_youths_attorney", "2026-11-29T23:30-08:00", "2026-11-30T23:30-08:00"),
    # The first report is due at once.
    ("report_phone", "2026-11-23T09:00-08:00", "2026-11-23T09:00-08:00"),
    ("report_phone", "2026-11-01T01:30-07:00", "2026-11-01T01:30-07:00"),
    # County clocks in hours, as they come.
    ("crisis_arrival", "2026-11-23T23:00-08:00", "2026-11-24T01:00-08:00"),
    ("crisis_arrival", "2026-11-01T00:30-07:00", "2026-11-01T01:30-08:00"),
    ("crisis_arrival", "2026-03-08T01:00-08:00", "2026-03-08T04:00-07:00"),
    ("crisis_support", "2026-10-30T10:00-07:00", "2026-11-02T09:00-08:00"),
    ("health_evaluation", "2026-11-23T10:00-08:00", "2026-11-26T10:00-08:00"),
    ("return_debrief", "2026-11-30T04:00-08:00", "2026-12-01T04:00-08:00"),
    # County clocks in days: the day of the start does not count, the last one does, to its end.
    ("initial_meeting", "2026-11-23T00:01-08:00", "2026-12-03T23:59-08:00"),
    ("initial_meeting", "2026-11-23T23:59-08:00", "2026-12-03T23:59-08:00"),
    ("initial_meeting", "2026-10-28T12:00-07:00", "2026-11-07T23:59-08:00"),
    ("initial_meeting", "2026-03-01T12:00-08:00", "2026-03-11T23:59-07:00"),
    ("cans_cse", "2026-11-23T12:00-08:00", "2026-12-23T23:59-08:00"),
    ("cans_cse", "2027-01-31T12:00-08:00", "2027-03-02T23:59-08:00"),
    ("cans_cse", "2028-01-31T12:00-08:00", "2028-03-01T23:59-08:00"),
    ("absent_police_again", "2026-11-23T12:00-08:00", "2026-11-30T23:59-08:00"),
    ("absent_ncmec_again", "2026-10-27T12:00-07:00", "2026-11-03T23:59-08:00"),
    ("ongoing_meeting", "2026-12-15T09:00-08:00", "2027-01-14T23:59-08:00"),
)
MOMENTS = st.integers(1_577_836_800, 2_051_222_400).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
RULES = st.sampled_from(list(BUILT_IN.values()))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def a_clock(code: str, started: str = "2026-11-23T09:00-08:00", **changes: Any) -> RunningClock:
    rule = BUILT_IN[code]
    begun = moment(started)
    values = {
        "rule": code,
        "party": rule.party,
        "start": rule.starts,
        "started_at": begun,
        "due_at": due_of(rule, begun, ZONE),
    }
    return RunningClock(**{**values, **changes})


def a_notice(**changes: Any) -> dict[str, Any]:
    return {
        "clock": "clock",
        "outcome": "told",
        "told_at": "2026-11-23T12:00-08:00",
        "told_by": "Worker 1",
        "to_whom": "Officer 12, Alder police",
        "channel": "phone",
        "reference": "26-1187",
        **changes,
    }


def faults(
    answers: dict[str, Any], *others: tuple[str, Any], now: str = "2026-11-30T12:00-08:00"
) -> set[tuple[str, FaultCode]]:
    known = tuple((RecordId(name), view) for name, view in others)
    around = Surroundings(moment(now), ZONE, None, known)
    return {
        (one.field, one.code) for one in check_answers(RecordKind.NOTICE, answers, around).faults
    }


@pytest.mark.parametrize(("code", "received", "due"), WORKED)
def test_a_worked_example_is_due_when_the_law_and_the_calendar_say(
    code: str, received: str, due: str
) -> None:
    found = due_of(BUILT_IN[code], moment(received), ZONE)
    assert found == moment(due)
    assert found.astimezone(ZONE).isoformat() == moment(due).astimezone(ZONE).isoformat()


def test_there_are_at_least_sixty_worked_examples_and_every_rule_has_one() -> None:
    assert len(WORKED) >= 60
    assert {code for code, _, _ in WORKED} == set(BUILT_IN)


@given(rule=RULES, received=MOMENTS)
def test_hours_pass_as_they_pass_whatever_the_wall_shows(
    rule: ClockRule, received: datetime
) -> None:
    due = due_of(rule, received, ZONE)
    if rule.counting is Counting.HOURS:
        assert due - received == timedelta(hours=rule.length)
        in_zone = due_of(rule, received.astimezone(ZONE), ZONE)
        # Within the hour that comes twice no moment equals one of another zone (PEP 495).
        assert in_zone.astimezone(UTC) == due.astimezone(UTC)
    elif rule.counting is Counting.DAYS:
        begun = received.astimezone(ZONE).date()
        assert due.astimezone(ZONE).date() == begun + timedelta(days=rule.length)
        assert due >= received


@given(received=MOMENTS, length=st.integers(1, 30))
def test_working_days_end_on_one_and_leave_out_what_is_none(
    received: datetime, length: int
) -> None:
    rule = BUILT_IN["initial_meeting"].model_copy(
        update={"counting": Counting.WORKING_DAYS, "length": length}
    )
    off = frozenset({date(2026, 11, 26), date(2026, 11, 27)})
    last = due_of(rule, received, ZONE, off).astimezone(ZONE).date()
    begun = received.astimezone(ZONE).date()
    between = [begun + timedelta(days=n) for n in range(1, (last - begun).days + 1)]
    assert sum(day.weekday() < 5 and day not in off for day in between) == length
    assert last.weekday() < 5
    assert last not in off


def test_thanksgiving_is_no_working_day_in_california() -> None:
    rule = BUILT_IN["initial_meeting"].model_copy(
        update={"counting": Counting.WORKING_DAYS, "length": 2}
    )
    due = due_of(rule, moment("2026-11-25T10:00-08:00"), ZONE)
    assert due.astimezone(ZONE).date() > date(2026, 11, 27)


def test_an_absence_starts_police_and_ncmec_apart_and_a_row_for_every_party() -> None:
    rules = CountyClocks().rules()
    made = start_clocks(rules, [ClockStart.ABSENT], moment("2026-10-30T23:10-07:00"), ZONE)
    parties = [one.party for one in made]
    assert len(parties) == len(set(parties)) == 10
    assert {Party.LAW_ENFORCEMENT, Party.NCMEC, Party.YOUTHS_ATTORNEY, Party.TRIBE} <= set(parties)
    assert {one.due_at for one in made} == {moment("2026-10-31T23:10-07:00")}


def test_the_countys_own_clocks_are_off_until_it_turns_them_on() -> None:
    assert {one.force for one in CountyClocks().rules()} == {Force.LAW}
    chosen = CountyClocks(choices=(ClockChoice(code="cans_cse", length=20),))
    (own,) = [one for one in chosen.rules() if one.force is Force.COUNTY]
    assert (own.code, own.length, own.citation) == ("cans_cse", 20, "")


def test_no_clock_is_made_of_the_vetoed_bill() -> None:
    assert not [one for one in BUILT_IN.values() if one.counting is Counting.WORKING_DAYS]
    assert not [one for one in BUILT_IN.values() if "273" in one.citation]
    assert all(one.citation for one in FLOOR)
    assert not any(one.citation for one in COUNTY_DEFAULTS)


@given(
    code=st.sampled_from([*BUILT_IN, "hearing"]),
    on=st.booleans(),
    length=st.none() | st.integers(1, 400),
    working=st.booleans(),
)
def test_no_county_makes_the_law_longer_or_turns_it_off(
    code: str, on: bool, length: int | None, working: bool
) -> None:
    choice = ClockChoice(code=code, on=on, length=length, working_days=working)
    clocks = CountyClocks(choices=(choice,))
    running = {one.code: one for one in clocks.rules()}
    for floor in FLOOR:
        assert running[floor.code].length <= floor.length
        assert running[floor.code].counting is floor.counting
    if clocks.faults():
        with pytest.raises(ValueError, match="clock"):
            CountyPolicy(clocks=clocks)
    else:
        assert CountyPolicy.model_validate_json(
            CountyPolicy(clocks=clocks).model_dump_json()
        ).clocks == (clocks)


def test_a_policy_without_choices_is_written_as_before_there_were_any() -> None:
    assert "clocks" not in CountyPolicy().model_dump()


@pytest.mark.parametrize(
    ("code", "changes", "wrong"),
    [
        ("absent_police", {}, None),
        ("absent_police", {"to_whom": " "}, ("to_whom", FaultCode.MISSING)),
        ("absent_police", {"channel": None}, ("channel", FaultCode.MISSING)),
        ("absent_police", {"reference": ""}, ("reference", FaultCode.MISSING)),
        ("absent_police", {"told_by": ""}, ("told_by", FaultCode.MISSING)),
        (
            "absent_police",
            {"outcome": "not_required", "why": "None"},
            ("outcome", FaultCode.MUST_BE_TOLD),
        ),
        (
            "absent_police",
            {"told_at": "2026-11-24T09:01-08:00"},
            ("why", FaultCode.LATE_WITHOUT_REASON),
        ),
        ("absent_police", {"told_at": "2026-11-24T09:00-08:00"}, None),
        ("absent_police", {"told_at": "2026-11-24T09:01-08:00", "why": "No signal."}, None),
        (
            "absent_police",
            {"told_at": "2026-11-23T08:59-08:00"},
            ("told_at", FaultCode.BEFORE_START),
        ),
        (
            "absent_police",
            {"told_at": "2026-12-23T08:59-08:00", "why": "No signal."},
            ("told_at", FaultCode.FUTURE),
        ),
        ("absent_police", {"clock": "other"}, ("clock", FaultCode.UNKNOWN_RECORD)),
        ("absent_tribe", {"reference": ""}, None),
        ("absent_tribe", {"outcome": "not_required"}, ("why", FaultCode.REASON_MISSING)),
        ("absent_tribe", {"outcome": "not_required", "why": "No Tribe known."}, None),
        ("absent_tribe", {"outcome": "unable", "why": "Nobody answers."}, None),
        ("report_written", {"channel": "phone"}, ("channel", FaultCode.CHANNEL_DOES_NOT_COUNT)),
        ("report_written", {"channel": "fax"}, None),
        ("report_phone", {"told_at": "2026-11-25T09:00-08:00"}, None),
    ],
)
def test_only_evidence_closes_a_clock(
    code: str, changes: dict[str, Any], wrong: tuple[str, FaultCode] | None
) -> None:
    found = faults(a_notice(**changes), ("clock", a_clock(code)))
    assert found == (set() if wrong is None else {wrong})


def test_a_number_is_used_for_one_duty_only_and_again_in_its_next_rounds() -> None:
    police = a_clock("absent_police", starts_with=RecordId("absence"))
    again = a_clock("absent_police_again", starts_with=RecordId("absence"))
    ncmec = a_clock("absent_ncmec", starts_with=RecordId("absence"))
    given = Notice.model_validate(a_notice(clock="first"))
    others = (("first", police), ("notice", given))
    assert not faults(a_notice(clock="clock"), *others, ("clock", again))
    assert faults(a_notice(clock="clock"), *others, ("clock", ncmec)) == {
        ("reference", FaultCode.NUMBER_USED)
    }


def test_of_two_notices_the_one_given_first_counts_and_a_late_entry_moves_nothing() -> None:
    clock = RecordId("clock")
    late = Notice.model_validate(a_notice(told_at="2026-11-25T12:00-08:00", why="Waited."))
    first = Notice.model_validate(a_notice())
    records = [
        (clock, a_clock("absent_police")),
        (RecordId("late"), late),
        (RecordId("first"), first),
    ]
    (state,) = states_of(records, moment("2026-12-20T12:00-08:00"))
    assert (state.urgency, state.notice, state.late) == (Urgency.CLOSED, first, False)
    (alone,) = states_of(records[:2], moment("2026-12-20T12:00-08:00"))
    assert alone.late


@pytest.mark.parametrize(
    ("code", "now", "urgency"),
    [
        ("absent_police", "2026-11-24T09:00-08:00", Urgency.SOON),
        ("absent_police", "2026-11-24T09:01-08:00", Urgency.OVERDUE),
        ("absent_police", "2026-11-23T10:00-08:00", Urgency.LATER),
        ("report_phone", "2026-11-23T09:00-08:00", Urgency.AT_ONCE),
        ("report_phone", "2026-11-29T09:00-08:00", Urgency.AT_ONCE),
    ],
)
def test_what_is_due_says_how_pressing_it_is(code: str, now: str, urgency: Urgency) -> None:
    (state,) = states_of([(RecordId("clock"), a_clock(code))], moment(now))
    assert state.urgency is urgency


def test_the_most_pressing_stands_first() -> None:
    records = [
        (RecordId(code), a_clock(code, begun))
        for code, begun in (
            ("absent_court", "2026-11-23T09:00-08:00"),
            ("absent_tribe", "2026-11-20T09:00-08:00"),
            ("report_phone", "2026-11-23T08:00-08:00"),
            ("absent_police", "2026-11-22T12:00-08:00"),
        )
    ]
    found = states_of(records, moment("2026-11-23T10:00-08:00"))
    assert [one.record for one in found] == [
        "absent_tribe",
        "report_phone",
        "absent_police",
        "absent_court",
    ]


def test_a_clock_that_repeats_begins_again_when_it_is_closed() -> None:
    clock = a_clock("absent_police_again")
    closed = moment("2026-11-27T15:00-08:00")
    after = start_next_round(clock, BUILT_IN["absent_police_again"], closed, ZONE)
    assert (after.round, after.started_at) == (2, closed)
    assert after.due_at == moment("2026-12-04T23:59-08:00")


@given(code=st.sampled_from([one.code for one in FLOOR]), later=st.integers(-600, 600))
def test_no_clock_of_the_law_is_due_later_than_the_law_says(code: str, later: int) -> None:
    clock = a_clock(code)
    moved = clock.model_copy(update={"due_at": clock.due_at + timedelta(minutes=later)})
    around = Surroundings(moment("2026-11-30T12:00-08:00"), ZONE)
    found = check_answers(RecordKind.CLOCK, moved.model_dump(mode="json"), around).faults
    assert bool(found) == (later > 0)


def test_every_clock_has_a_section_its_record_may_stand_in() -> None:
    for start in ClockStart:
        assert section_of_clock(start) in sections_of(RecordKind.CLOCK)
        assert section_of_clock(start) in sections_of(RecordKind.NOTICE)
