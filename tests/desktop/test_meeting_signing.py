# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing a meeting: minutes by section in each youth’s case, tasks, and the county’s clocks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casework.clock_rules import ClockChoice, ClockStart, CountyClocks
from casework.county_policy import CountyPolicy
from casework.ids import CaseId
from casework.meeting_drafts import PartDraft, TableDraft, TaskDraft, YouthDraft
from casework.meetings import MeetingState, RequiredAgency, SafetyStatus, TeamLaw
from casework.record_parts import FaultCode
from casework.vocabulary import RecordKind, Section
from desktop.paths import Places
from desktop.unlock import UnlockDesk
from tests.fakes.desks import (
    NOW,
    PASSPHRASE,
    a_desk,
    a_workspace_folder,
    papers_until,
    put_in_conflict,
    take_papers,
)
from tests.fakes.meetings import PEOPLE, a_plan, meetings_on
from tests.fakes.people import a_hat, an_id
from tests.fakes.stores import StillClock
from ui.errors import ShownError
from ui.meeting_views import MeetingsPort
from ui.ports import Workspace
from ui.record_views import FieldsWrong

CASE, OTHER = CaseId(an_id(5001)), CaseId(an_id(5002))
CLOCKS = CountyClocks(
    choices=(ClockChoice(code="ongoing_meeting"), ClockChoice(code="initial_meeting"))
)
THERE = tuple(one.model_copy(update={"present": True}) for one in PEOPLE)
TABLE = TableDraft(people=THERE, started_at=NOW - timedelta(hours=2), ended_at=NOW)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return a_workspace_folder(tmp_path, [CASE, OTHER])


@pytest.fixture
def clock() -> StillClock:
    return StillClock(NOW)


@pytest.fixture
def desk(places: Places, clock: StillClock) -> Iterator[UnlockDesk]:
    papers = papers_until(NOW + timedelta(days=3), a_hat(), number=2)
    take_papers(places, replace(papers, policy=CountyPolicy(version=2, clocks=CLOCKS)))
    opened = a_desk(places, clock)
    yield opened
    opened.lock()


@pytest.fixture
def workspace(desk: UnlockDesk) -> Workspace:
    return desk.unlock(PASSPHRASE)


def write(meetings: MeetingsPort, meeting: str, case: CaseId) -> YouthDraft:
    """Write about a youth in two parts of the case, with a decision and a task."""
    draft = next(one.draft for one in meetings.open(meeting).youths if one.case == case)
    main = draft.parts[Section.SAFETY_PLAN].model_copy(
        update={"words": "Sleeps at the aunt’s.", "decisions": ("Advocate calls on Monday.",)}
    )
    other = PartDraft(record=meetings.new_record(), words="Looking for a bed.")
    task = TaskDraft(record=meetings.new_record(), words="Call the aunt", owner="Ana Testman")
    written = draft.model_copy(
        update={
            "parts": {Section.SAFETY_PLAN: main, Section.PLACEMENT: other},
            "safety": SafetyStatus.ELEVATED,
            "tasks": (task,),
            "reached": True,
        }
    )
    meetings.keep_youth(meeting, case, written)
    return written


def test_what_was_written_becomes_minutes_by_section_and_tasks_in_that_youths_case(
    workspace: Workspace,
) -> None:
    meetings = meetings_on(workspace)
    made, _ = meetings.plan(a_plan(CASE, OTHER))
    meetings.keep_table(made, TABLE)
    write(meetings, made, CASE)
    assert meetings.sign(made).cases == {CASE, OTHER}
    view = meetings.open(made)
    by_case = {one.case: one for one in view.youths}
    signed = {one.section: one.minutes for one in by_case[CASE].signed}
    assert set(signed) == {Section.SAFETY_PLAN, Section.PLACEMENT}
    main = signed[Section.SAFETY_PLAN]
    assert (main.safety, main.attendance) == (SafetyStatus.ELEVATED, THERE)
    assert set(main.missing) == {RequiredAgency.PUBLIC_HEALTH, RequiredAgency.SUBSTANCE_USE}
    assert signed[Section.PLACEMENT].attendance == ()
    assert signed[Section.PLACEMENT].safety is None
    assert by_case[OTHER].signed == ()
    assert (view.state, view.is_begun) == (MeetingState.HELD, False)
    [task] = next(
        one.lines for one in workspace.records.groups(CASE) if one.kind is RecordKind.TASK
    )
    assert task.headline == ("Call the aunt", "Ana Testman")
    assert {one.kind for one in workspace.records.groups(OTHER) if one.lines} == set()


def test_a_signature_that_is_repeated_makes_no_second_minutes(workspace: Workspace) -> None:
    meetings = meetings_on(workspace)
    made, _ = meetings.plan(a_plan(CASE))
    meetings.keep_table(made, TABLE)
    written = write(meetings, made, CASE)
    meetings.sign(made)
    count = len(workspace.sync.state().unsent)
    meetings.keep_youth(made, CASE, written)
    with pytest.raises(ShownError):
        meetings.sign(made)
    assert len(workspace.sync.state().unsent) == count


def test_signed_minutes_are_put_right_by_others_that_name_them(workspace: Workspace) -> None:
    meetings = meetings_on(workspace)
    made, _ = meetings.plan(a_plan(CASE))
    meetings.keep_table(made, TABLE)
    written = write(meetings, made, CASE)
    meetings.sign(made)
    wrong_one = written.parts[Section.PLACEMENT].record
    right = PartDraft(record=meetings.new_record(), words="A bed was found.", corrects=wrong_one)
    empty = PartDraft(record=meetings.new_record())
    parts = {Section.PLACEMENT: right, Section.SAFETY_PLAN: empty}
    meetings.keep_youth(made, CASE, YouthDraft(parts=parts))
    meetings.sign(made)
    found = [one.minutes for one in meetings.open(made).youths[0].signed]
    assert [one.words for one in found if one.corrects == wrong_one] == ["A bed was found."]
    assert "Looking for a bed." in [one.words for one in found]


def test_a_fault_signs_nothing_and_keeps_what_is_written(workspace: Workspace) -> None:
    meetings = meetings_on(workspace)
    made, _ = meetings.plan(a_plan(CASE, OTHER))
    before = len(workspace.sync.state().unsent)
    write(meetings, made, OTHER)
    written = write(meetings, made, CASE)
    nobody = written.tasks[0].model_copy(update={"owner": ""})
    meetings.keep_youth(made, CASE, written.model_copy(update={"tasks": (nobody,)}))
    with pytest.raises(FieldsWrong) as raised:
        meetings.sign(made)
    assert [(one.field, one.code) for one in raised.value.faults] == [("owner", FaultCode.MISSING)]
    assert len(workspace.sync.state().unsent) == before
    kept = {one.case: one.draft for one in meetings.open(made).youths}
    assert kept[CASE].tasks == (nobody,)
    assert not kept[OTHER].is_empty


def test_a_team_below_its_minimum_never_opened_sharing(workspace: Workspace) -> None:
    meetings = meetings_on(workspace)
    made, _ = meetings.plan(a_plan(CASE))
    write(meetings, made, CASE)
    shared = {"law": TeamLaw.S18961_7, "sharing_opened_at": NOW - timedelta(hours=1)}
    two = TABLE.model_copy(update={**shared, "people": (*THERE[:2], PEOPLE[2])})
    meetings.keep_table(made, two)
    with pytest.raises(FieldsWrong) as raised:
        meetings.sign(made)
    assert [one.code for one in raised.value.faults] == [FaultCode.BELOW_MINIMUM]
    meetings.keep_table(made, TABLE.model_copy(update=shared))
    meetings.sign(made)


def test_a_held_meeting_starts_and_closes_the_countys_clock(workspace: Workspace) -> None:
    meetings = meetings_on(workspace)
    first, _ = meetings.plan(a_plan(CASE))
    meetings.keep_table(first, TABLE)
    write(meetings, first, CASE)
    meetings.sign(first)
    [clock] = workspace.clocks.running(CASE).rows
    assert (clock.start, clock.round) == (ClockStart.MEETING_HELD, 1)
    second, _ = meetings.plan(a_plan(CASE))
    meetings.keep_table(second, TABLE)
    write(meetings, second, CASE)
    meetings.sign(second)
    [again] = workspace.clocks.running(CASE).rows
    assert (again.start, again.round) == (ClockStart.MEETING_HELD, 2)


def test_a_first_meeting_closes_the_clock_that_asked_for_it(workspace: Workspace) -> None:
    workspace.clocks.start(CASE, [ClockStart.IDENTIFIED], NOW - timedelta(days=3))
    [asked] = workspace.clocks.running(CASE).rows
    meetings = meetings_on(workspace)
    made, _ = meetings.plan(a_plan(CASE))
    meetings.keep_table(made, TABLE)
    write(meetings, made, CASE)
    meetings.sign(made)
    left = workspace.clocks.running(CASE).rows
    assert asked.clock not in {one.clock for one in left}
    assert {one.start for one in left} == {ClockStart.MEETING_HELD}


def test_a_late_meeting_says_why_before_it_closes_a_clock(workspace: Workspace) -> None:
    meetings = meetings_on(workspace)
    first, _ = meetings.plan(a_plan(CASE))
    long_ago = NOW - timedelta(days=60)
    early = {"started_at": long_ago, "ended_at": long_ago + timedelta(hours=2)}
    meetings.keep_table(first, TABLE.model_copy(update=early))
    write(meetings, first, CASE)
    meetings.sign(first)
    second, _ = meetings.plan(a_plan(CASE))
    assert meetings.open(second).youths[0].late
    meetings.keep_table(second, TABLE)
    written = write(meetings, second, CASE)
    with pytest.raises(FieldsWrong) as raised:
        meetings.sign(second)
    assert [one.field for one in raised.value.faults] == ["late_why"]
    meetings.keep_youth(
        second, CASE, written.model_copy(update={"late_why": "The roads were flooded."})
    )
    meetings.sign(second)
    assert [one.round for one in workspace.clocks.running(CASE).rows] == [2]


def test_a_youth_people_disagree_about_waits_and_the_others_are_signed(
    places: Places, desk: UnlockDesk, workspace: Workspace, clock: StillClock
) -> None:
    meetings = meetings_on(workspace)
    made, _ = meetings.plan(a_plan(CASE, OTHER))
    meetings.keep_table(made, TABLE)
    kept = write(meetings, made, CASE)
    write(meetings, made, OTHER)
    desk.lock()
    put_in_conflict(places, CASE, 1, birth_date="2012-12-12")
    workspace = desk.unlock(PASSPHRASE)
    meetings = meetings_on(workspace)
    waiting = [one.case for one in meetings.open(made).youths if one.is_undecided]
    assert waiting == [CASE]
    with pytest.raises(ShownError, match="nobody has decided"):
        meetings.sign(made)
    assert meetings.sign(made, [OTHER]).cases == {OTHER}
    by_case = {one.case: one for one in meetings.open(made).youths}
    assert len(by_case[OTHER].signed) == 2
    assert (by_case[CASE].signed, by_case[CASE].draft) == ((), kept)
    assert (meetings.open(made).is_begun, meetings.open(made).state) == (True, MeetingState.HELD)
    [row] = meetings.meetings().rows
    assert row.state is MeetingState.HELD
    # The room notes when it is signed as its end.
    clock.moment = NOW + timedelta(days=1)
    meetings.keep_table(made, TABLE.model_copy(update={"ended_at": clock.moment}))
    [dispute] = workspace.conflicts.disputes()
    workspace.conflicts.choose(dispute, dispute.claims[0])
    meetings.sign(made)
    signed = [one.signed for one in meetings.open(made).youths]
    assert [len(one) for one in signed] == [2, 2]
    assert {one.minutes.held_until for parts in signed for one in parts} == {NOW}
    running = [workspace.clocks.running(one).rows for one in (CASE, OTHER)]
    assert running[0][0].due_at == running[1][0].due_at
    assert not meetings.open(made).is_begun
