# SPDX-License-Identifier: AGPL-3.0-or-later
"""The meeting itself: written by keyboard, journalled, shared lawfully, signed in one piece."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from casework.meetings import MeetingState, SafetyStatus, TeamLaw
from casework.vocabulary import Basis, Section
from tests.ui.conftest import Desk, settle
from ui.dialogs.share_dialog import ShareDialog
from ui.errors import ShownError
from ui.models.rows import ROW_ROLE
from ui.places import MeetingRoomPlace
from ui.team.room_page import MeetingRoomPage

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def begin(desk: Desk, count: int = 3) -> tuple[str, MeetingRoomPage]:
    made = desk.county.meetings.a_meeting(list(desk.county.cases)[:count])
    return made, go_on(desk, made)


def go_on(desk: Desk, meeting: str) -> MeetingRoomPage:
    desk.shell.open(MeetingRoomPlace(meeting))
    settle()
    page = desk.shell.page
    assert isinstance(page, MeetingRoomPage)
    return page


def words(page: MeetingRoomPage) -> set[str]:
    return {one.text() for one in page.findChildren(QLabel) if one.isVisible()}


def tick(page: MeetingRoomPage, who: str, what: str) -> None:
    box = next(
        one
        for one in page.table.findChildren(QCheckBox)
        if one.accessibleName() == what.format(who=who)
    )
    box.click()


def bring(page: MeetingRoomPage, *people: str) -> None:
    for who in people:
        tick(page, who, "{who} is here")


def test_a_new_meeting_begins_with_who_is_there(desk: Desk) -> None:
    _, page = begin(desk)
    told = next(one for one in words(page) if one.startswith("Not at the table"))
    assert "Probation" in told
    bring(page, "R. Testman · Probation")
    told = next(one for one in words(page) if one.startswith("Not at the table"))
    assert "Probation" not in told
    assert "Substance use" in told


def test_sharing_waits_for_the_head_count_of_its_law_and_says_so(desk: Desk) -> None:
    made, page = begin(desk)
    page.table.law.setCurrentIndex(page.table.law.findData(TeamLaw.S13753.value))
    page.table.law.activated.emit(page.table.law.currentIndex())
    assert not page.table.share.isEnabled()
    assert any("needs 2 trained people" in one for one in words(page))
    bring(page, "A. Testman · Child Welfare", "R. Testman · Probation")
    assert not page.table.share.isEnabled()
    tick(page, "R. Testman · Probation", "{who} signed the confidentiality agreement")
    assert page.table.share.isEnabled()
    assert page.share.isHidden()
    page.table.share.click()
    page.leave()
    kept = desk.county.meetings.planned[made].table
    assert kept is not None
    assert kept.sharing_opened_at is not None
    page.share.click()
    settle()
    [dialog] = page.findChildren(ShareDialog)
    wish = dialog.wish()
    assert (wish.basis, wish.case) == (Basis.S13753_TEAM, next(iter(desk.county.cases)))
    assert not dialog.share.isEnabled()
    dialog.reject()
    bring(page, "R. Testman · Probation")
    assert page.share.isHidden()
    page.leave()
    kept = desk.county.meetings.planned[made].table
    assert kept is not None
    assert kept.sharing_opened_at is None
    assert not page.table.share.isEnabled()


def test_somebody_who_came_is_added_once(desk: Desk) -> None:
    _, page = begin(desk)
    for _ in range(2):
        page.table.name.setText("E. Testman")
        page.table.agency.setText("School")
        page.table.agency.returnPressed.emit()
    assert "E. Testman · School is on the list twice." in words(page)


def test_a_youth_is_written_about_by_keyboard_alone(desk: Desk, qtbot: QtBot) -> None:
    made, page = begin(desk)
    page.who.click()
    qtbot.keyClick(page, Qt.Key.Key_2, ALT)
    qtbot.keyClick(page, Qt.Key.Key_D, CONTROL)
    qtbot.keyClicks(page.sheet.decisions, "Call every day.")
    qtbot.keyClick(page, Qt.Key.Key_T, CONTROL)
    qtbot.keyClicks(page.sheet.tasks.rows[0].words, "Find a bed")
    qtbot.keyClicks(page.sheet.tasks.rows[0].owner, "R. Testman")
    qtbot.keyClick(page, Qt.Key.Key_E, CONTROL)
    qtbot.keyClicks(page.sheet.words, "Is well.")
    before = page.name.text()
    qtbot.keyClick(page, Qt.Key.Key_PageDown, CONTROL)
    settle()
    assert page.name.text() != before
    case = desk.county.meetings.planned[made].plan.cases[0]
    draft = desk.county.meetings.planned[made].drafts[case]
    part = draft.parts[Section.SAFETY_PLAN]
    assert draft.safety is SafetyStatus.ELEVATED
    assert (part.words, part.decisions) == ("Is well.", ("Call every day.",))
    assert (draft.tasks[0].words, draft.tasks[0].owner) == ("Find a bed", "R. Testman")


def test_each_part_of_the_case_has_minutes_of_its_own(desk: Desk) -> None:
    made, page = begin(desk)
    page.sheet.words.setPlainText("For the team.")
    page.sheet.parts.setCurrentIndex(page.sheet.parts.findData(Section.EDUCATION.value))
    page.sheet.parts.activated.emit(page.sheet.parts.currentIndex())
    assert page.sheet.words.toPlainText() == ""
    page.sheet.words.setPlainText("For the school.")
    page.leave()
    case = desk.county.meetings.planned[made].plan.cases[0]
    parts = desk.county.meetings.planned[made].drafts[case].parts
    assert parts[Section.SAFETY_PLAN].words == "For the team."
    assert parts[Section.EDUCATION].words == "For the school."


def test_a_meeting_that_was_left_goes_on_where_it_was(desk: Desk) -> None:
    made, page = begin(desk)
    page.sheet.words.setPlainText("Half a sen")
    again = go_on(desk, made)
    again.list.chosen.emit(desk.county.meetings.planned[made].plan.cases[0])
    assert again.sheet.words.toPlainText() == "Half a sen"


def test_signing_ends_the_meeting_and_a_fault_keeps_all_of_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.team.room_page.Confirm.ask", lambda *_: True)
    made, page = begin(desk)
    page.sheet.words.setPlainText("Is well.")
    page.sheet.tasks.add_task()
    page.sheet.tasks.rows[0].words.setText("Find a bed")
    page.sign.click()
    settle()
    assert "Who does it: This is needed." in words(page)
    assert desk.county.meetings.planned[made].state is MeetingState.PLANNED
    page.sheet.tasks.rows[0].owner.setText("R. Testman")
    page.sign.click()
    settle()
    one = desk.county.meetings.planned[made]
    assert one.state is MeetingState.HELD
    assert [part.minutes.words for part in one.signed[one.plan.cases[0]]] == ["Is well."]
    assert not isinstance(desk.shell.page, MeetingRoomPage)


def test_a_youth_people_disagree_about_is_named_and_waits_while_the_others_are_signed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "ui.team.room_page.Confirm.ask", lambda *told: asked.append(told[2]) or True
    )
    made, page = begin(desk)
    meetings = desk.county.meetings
    waits, other = meetings.planned[made].plan.cases[:2]
    name = page.name.text()
    page.sheet.words.setPlainText("Is well.")
    page.leave()
    meetings.undecided.add(waits)
    page = go_on(desk, made)
    assert page.list.rows.index(0, 0).data(ROW_ROLE).tag == "To decide"
    meetings.undecided.clear()
    page.leave()
    page = go_on(desk, made)
    meetings.undecided.add(waits)
    page.list.chosen.emit(other)
    page.sheet.words.setPlainText("Is better.")
    page.sign.click()
    settle()
    one = meetings.planned[made]
    assert f"Not signed yet: {name}. " in asked[0]
    assert list(one.signed) == [other]
    assert waits in one.drafts


def test_signed_minutes_are_put_right_beside_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.team.room_page.Confirm.ask", lambda *_: True)
    made, page = begin(desk, 1)
    page.sheet.words.setPlainText("Is well.")
    page.sign.click()
    settle()
    again = go_on(desk, made)
    assert "Is well." in words(again)
    right = next(
        one
        for one in again.sheet.findChildren(type(again.sign))
        if one.accessibleName() == "Put right: Safety plan"
    )
    right.click()
    again.sheet.words.setPlainText("Was well.")
    again.sign.click()
    settle()
    one = desk.county.meetings.planned[made]
    first, second = one.signed[one.plan.cases[0]]
    assert (second.minutes.words, second.minutes.corrects) == ("Was well.", first.record)


def test_words_that_could_not_be_journalled_are_in_what_is_signed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.team.room_page.Confirm.ask", lambda *_: True)
    made, page = begin(desk)
    desk.county.meetings.trouble = ShownError("The disk is full.", "Free some space.")
    page.sheet.words.setPlainText("Is well.")
    page.leave()
    settle()
    page.sign.click()
    settle()
    one = desk.county.meetings.planned[made]
    assert one.state is MeetingState.PLANNED, "signed without the words"
    desk.county.meetings.trouble = None
    page.sign.click()
    settle()
    assert [part.minutes.words for part in one.signed[one.plan.cases[0]]] == ["Is well."]
