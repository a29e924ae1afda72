# SPDX-License-Identifier: AGPL-3.0-or-later
"""Planning a meeting and its agenda, in the window."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casework.meetings import MeetingState
from tests.fakes.ui_ports import NOW
from tests.ui.conftest import Desk, settle
from ui.pages.team_page import TeamPage
from ui.places import MeetingPlace, MeetingPlanPlace, MeetingRoomPlace, Room
from ui.team.meeting_page import MeetingPage
from ui.team.plan_page import MeetingPlanPage


def open_plan(desk: Desk, meeting: str = "") -> MeetingPlanPage:
    desk.shell.open(MeetingPlanPlace(meeting))
    settle()
    page = desk.shell.page
    assert isinstance(page, MeetingPlanPage)
    return page


def open_meeting(desk: Desk, meeting: str) -> MeetingPage:
    desk.shell.open(MeetingPlace(meeting))
    settle()
    page = desk.shell.page
    assert isinstance(page, MeetingPage)
    return page


def words(page: MeetingPage | MeetingPlanPage | TeamPage) -> set[str]:
    return {one.text() for one in page.findChildren(QLabel) if one.isVisible()}


def names(page: MeetingPage) -> list[str]:
    rows = page.agenda.rows
    return [str(rows.data(rows.index(at, 0))) for at in range(rows.rowCount())]


def test_without_a_meeting_the_team_page_says_what_to_do(desk: Desk) -> None:
    desk.shell.open(Room.TEAM)
    settle()
    page = desk.shell.page
    assert isinstance(page, TeamPage)
    assert "No meeting is planned." in words(page)
    page.meetings.plan_wanted.emit()
    settle()
    assert desk.shell.place == MeetingPlanPlace()


def test_a_meeting_is_planned_for_tomorrow_with_who_belongs_there(desk: Desk) -> None:
    page = open_plan(desk)
    page.chooser.box.setText("Maya")
    page.chooser.box.returnPressed.emit()
    settle()
    ticked = {box.text() for box, _ in page.people.boxes if box.isChecked()}
    assert "Hotline · Child Welfare" in ticked
    assert "Nurse · Adult Clinic" not in ticked
    page.save.click()
    settle()
    [made] = desk.county.meetings.planned.values()
    assert made.plan.ends_at - made.plan.starts_at == timedelta(hours=2)
    assert made.plan.convener == "Dana Whitfield"
    assert {one.agency for one in made.plan.invited} >= {"Child Welfare", "Children’s Clinic"}
    assert isinstance(desk.shell.page, MeetingPage)


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(desk: Desk) -> None:
    page = open_plan(desk)
    page.editors["starts_at"].put((NOW - timedelta(days=1)).isoformat())
    page.people.name.setText("E. Testman")
    page.people.agency.setText("School")
    page.people.add.click()
    page.save.click()
    settle()
    assert "Choose at least one youth." in words(page)
    assert page.editors["starts_at"].fault.startswith("This lies in the past")
    assert "E. Testman · School" in {box.text() for box, _ in page.people.boxes}
    assert desk.county.meetings.planned == {}


def test_a_changed_meeting_keeps_who_was_invited(desk: Desk) -> None:
    made = desk.county.meetings.a_meeting(list(desk.county.cases)[:2])
    page = open_plan(desk, made)
    page.editors["place"].put("Room 14")
    page.save.click()
    settle()
    plan = desk.county.meetings.planned[made].plan
    assert (plan.place, len(plan.cases)) == ("Room 14", 2)
    assert {"A. Testman", "D. Testman"} <= {one.name for one in plan.invited}


def test_the_agenda_is_put_in_another_order_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    cases = list(desk.county.cases)[:3]
    page = open_meeting(desk, desk.county.meetings.a_meeting(cases))
    assert [one[:2] for one in names(page)] == ["1.", "2.", "3."]
    first, second = (one.partition(" ")[2] for one in names(page)[:2])
    page.agenda.setFocus()
    page.agenda.setCurrentIndex(page.agenda.rows.index(0, 0))
    qtbot.keyClick(page.agenda, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle()
    assert names(page)[:2] == [f"1. {second}", f"2. {first}"]


def test_a_calendar_entry_is_saved_where_the_worker_says(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "meeting.ics"
    monkeypatch.setattr("ui.team.meeting_page.ask_file_path", lambda _parent, _name: file)
    page = open_meeting(desk, desk.county.meetings.a_meeting(list(desk.county.cases)[:1]))
    page.calendar.click()
    settle()
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert "Saved. It says when and where, and nothing else." in words(page)


def test_a_meeting_that_was_called_off_says_why_and_is_not_begun(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.team.meeting_page.CallOffDialog.ask", lambda _parent: "Two are ill.")
    made = desk.county.meetings.a_meeting(list(desk.county.cases)[:1])
    page = open_meeting(desk, made)
    page.call_off.click()
    settle()
    assert desk.county.meetings.planned[made].state is MeetingState.CANCELLED
    assert "Called off: Two are ill." in words(page)
    assert not page.begin.isVisible()


def test_a_meeting_begins_in_the_whole_window(desk: Desk) -> None:
    page = open_meeting(desk, desk.county.meetings.a_meeting(list(desk.county.cases)[:1]))
    page.begin.click()
    settle()
    assert isinstance(desk.shell.place, MeetingRoomPlace)
    assert not desk.shell.rail.isVisible()
    assert not desk.shell.strip.isVisible()
    desk.shell.page.left.emit()
    settle()
    assert desk.shell.rail.isVisible()
