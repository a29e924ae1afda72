# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meetings on a laptop without a network: planned, changed, called off, neutral in calendars."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from casework.ids import CaseId
from casework.meetings import MeetingState
from casework.record_parts import FaultCode
from casework.vocabulary import ORDINARY_SECTIONS, LegalRole, RecordKind, Section
from desktop.services.meetings import Meetings
from desktop.unlock import UnlockDesk
from tests.fakes.advocates import DeskLaptop
from tests.fakes.county import county_in_memory
from tests.fakes.desks import NOW, PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.meetings import a_plan, meetings_on
from tests.fakes.people import a_hat, an_id
from ui.errors import ShownError
from ui.meeting_views import MeetingPlan
from ui.ports import Workspace
from ui.record_views import FieldsWrong

CASE, OTHER = CaseId(an_id(5001)), CaseId(an_id(5002))
PLAN = a_plan(CASE, OTHER)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[UnlockDesk]:
    opened = a_desk(a_workspace_folder(tmp_path, [CASE, OTHER]))
    yield opened
    opened.lock()


@pytest.fixture
def workspace(desk: UnlockDesk) -> Workspace:
    return desk.unlock(PASSPHRASE)


def wrong(workspace: Workspace, plan: MeetingPlan) -> set[tuple[str, FaultCode]]:
    with pytest.raises(FieldsWrong) as raised:
        meetings_on(workspace).plan(plan)
    return {(one.field, one.code) for one in raised.value.faults}


def test_a_meeting_stands_in_each_youths_own_case_under_one_id(workspace: Workspace) -> None:
    meetings, words = meetings_on(workspace), workspace.half_typed
    words.keep("meeting/", None, {"place": "Room 12"})
    made, changes = meetings.plan(PLAN)
    assert words.read("meeting/", None) == {}
    assert changes.cases == {CASE, OTHER}
    [row] = meetings.meetings().rows
    assert (row.meeting, row.state, len(row.names)) == (made, MeetingState.PLANNED, 2)
    view = meetings.open(made)
    assert {one.case for one in view.youths} == {CASE, OTHER}
    assert view.plan == replace(PLAN, cases=view.plan.cases)
    unsent = workspace.sync.state().unsent
    assert [one.kind for one in unsent] == [RecordKind.MEETING] * 2
    assert len({one.case for one in unsent}) == 2


def test_what_is_wrong_with_a_plan_stands_beside_its_field(workspace: Workspace) -> None:
    assert wrong(workspace, replace(PLAN, cases=())) == {("cases", FaultCode.NO_YOUTH)}
    past = replace(PLAN, starts_at=NOW - timedelta(hours=1))
    assert wrong(workspace, past) == {("starts_at", FaultCode.IN_THE_PAST)}
    back = replace(PLAN, ends_at=PLAN.starts_at - timedelta(minutes=1))
    assert wrong(workspace, back) == {("ends_at", FaultCode.END_BEFORE_START)}
    twice = replace(PLAN, invited=(*PLAN.invited, PLAN.invited[0]))
    assert wrong(workspace, twice) == {("invited", FaultCode.TWICE)}
    assert wrong(workspace, replace(PLAN, convener="")) == {("convener", FaultCode.MISSING)}
    assert workspace.sync.state().unsent == ()


@pytest.mark.parametrize("place", ["Probation, room 2", "CSEC room", "With Test Youth", "Corte 4"])
def test_a_place_that_tells_too_much_is_refused(workspace: Workspace, place: str) -> None:
    assert wrong(workspace, replace(PLAN, place=place)) == {("place", FaultCode.TELLS_TOO_MUCH)}


def test_a_calendar_entry_tells_nothing_and_follows_the_meeting(workspace: Workspace) -> None:
    meetings = meetings_on(workspace)
    made, _ = meetings.plan(PLAN)
    raw = meetings.calendar(made, "es")
    first = Calendar.from_ical(raw)
    [event] = first.events
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Reunión", "Room 12")
    assert (PLAN.starts_at, PLAN.ends_at) == (event.DTSTART, event.DTEND)
    told = {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION"}
    assert set(event) == told | {"STATUS", "CLASS"}
    for word in ("Test", "Probation", "Youth", "Agency", an_id(5001)):
        assert word.encode() not in raw
    later = replace(PLAN, starts_at=PLAN.starts_at + timedelta(hours=1), ends_at=PLAN.ends_at)
    meetings.change(made, later)
    [moved] = Calendar.from_ical(meetings.calendar(made, "en")).events
    assert (moved["UID"], int(moved["SEQUENCE"])) == (event["UID"], 1)
    assert later.starts_at == moved.DTSTART
    meetings.change(made, replace(later, convener="Somebody else"))
    meetings.cancel(made, "Two are ill.")
    called_off = Calendar.from_ical(meetings.calendar(made, "en"))
    [gone] = called_off.events
    assert (str(called_off["METHOD"]), str(gone["STATUS"])) == ("CANCEL", "CANCELLED")
    assert (gone["UID"], int(gone["SEQUENCE"])) == (event["UID"], 2)


def test_youths_are_added_and_taken_off_and_their_cases_follow(workspace: Workspace) -> None:
    meetings = meetings_on(workspace)
    made, _ = meetings.plan(a_plan(CASE))
    meetings.change(made, a_plan(OTHER))
    assert [one.case for one in meetings.open(made).youths] == [OTHER]
    meetings.change(made, a_plan(OTHER, CASE))
    assert {one.case for one in meetings.open(made).youths} == {CASE, OTHER}


def test_a_coordinator_plans_by_name_alone_what_an_agency_that_may_write_then_holds(
    tmp_path: Path,
) -> None:
    convener = a_hat(8, agency=2, role=LegalRole.MDT_COORDINATOR)
    with ExitStack() as stack:
        county = stack.enter_context(county_in_memory())
        ana = county.add_hat(a_hat(1))
        case = county.add_case(author=ana, youth={"birth_date": "2011-02-03"})
        county.grant(ana, case, sections=ORDINARY_SECTIONS)
        names = frozenset({Section.IDENTITY})
        for hat in (convener, a_hat(9, agency=2)):
            county.grant(county.add_hat(hat), case, sections=names)
        desks = [
            stack.enter_context(DeskLaptop.of(county, hat, tmp_path / hat.id))
            for hat in (convener, ana, a_hat(9, agency=2))
        ]
        for desk in desks:
            desk.sync()
        coordinator, officer, other = (Meetings(desk.session) for desk in desks)
        start = county.clock.now() + timedelta(days=2)
        plan = replace(a_plan(case), starts_at=start, ends_at=start + timedelta(hours=1))
        with pytest.raises(ShownError, match="does not include this part"):
            other.plan(plan)
        made, _ = coordinator.plan(plan)
        for desk in desks:
            desk.sync()
        seen = coordinator.open(made)
        assert (seen.may_change, seen.may_hold) == (True, False)
        [youth] = seen.youths
        assert {one.section for one in youth.item.lines} == {Section.IDENTITY}
        held = officer.open(made)
        assert (held.may_hold, held.plan.invited) == (True, plan.invited)


def test_what_a_colleague_changed_while_a_meeting_was_open_stays(workspace: Workspace) -> None:
    meetings = meetings_on(workspace)
    first = a_plan(CASE)
    made, _ = meetings.plan(first)
    seen = meetings.open(made).plan
    meetings.change(made, replace(first, place="Room 9", cases=(CASE, OTHER)))
    meetings.change(made, replace(seen, convener="Somebody else"), seen)
    plan = meetings.open(made).plan
    assert (plan.place, plan.convener) == ("Room 9", "Somebody else")
    assert {*plan.cases} == {CASE, OTHER}
    with pytest.raises(ShownError, match="changed while you looked"):
        meetings.change(made, replace(seen, place="Room 3"), seen)
    assert meetings.open(made).plan.place == "Room 9"


def test_a_meeting_is_called_off_with_a_reason(workspace: Workspace) -> None:
    meetings = meetings_on(workspace)
    made, _ = meetings.plan(PLAN)
    with pytest.raises(FieldsWrong):
        meetings.cancel(made, "  ")
    meetings.cancel(made, "Two are ill.")
    view = meetings.open(made)
    assert (view.state, view.cancelled_why) == (MeetingState.CANCELLED, "Two are ill.")


def test_an_edit_in_several_cases_is_not_taken_back_in_one_of_them(workspace: Workspace) -> None:
    meetings = meetings_on(workspace)
    made, _ = meetings.plan(PLAN)
    meetings.cancel(made, "Two are ill.")
    assert workspace.records.undo_offer() is None
    with pytest.raises(ShownError, match="several cases"):
        workspace.records.undo()
    [row] = meetings.meetings().rows
    assert row.state is MeetingState.CANCELLED


def test_what_was_written_is_there_after_the_laptop_was_locked(
    desk: UnlockDesk, workspace: Workspace
) -> None:
    meetings = meetings_on(workspace)
    made, _ = meetings.plan(PLAN)
    view = meetings.open(made)
    here = tuple(one.model_copy(update={"present": True}) for one in view.table.people)
    meetings.keep_table(made, view.table.model_copy(update={"people": here}))
    draft = view.youths[0].draft.model_copy(update={"seconds": 90, "position": 1})
    meetings.keep_youth(made, view.youths[0].case, draft)
    desk.lock()
    again = meetings_on(desk.unlock(PASSPHRASE)).open(made)
    assert again.is_begun
    assert all(one.present for one in again.table.people)
    found = next(one for one in again.youths if one.case == view.youths[0].case)
    assert found.draft == draft
