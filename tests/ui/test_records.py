# SPDX-License-Identifier: AGPL-3.0-or-later
"""Filling the form of a record: what is typed is kept, what is wrong is said beside its field."""

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from casework.duties import Task
from casework.ids import RecordId
from casework.vocabulary import RecordKind
from tests.ui.conftest import Desk, settle
from ui.errors import ShownError
from ui.pages.case_page import CasePage
from ui.places import CasePlace, RecordPlace, Room
from ui.records.case_file_card import SHOWN
from ui.records.record_page import RecordPage
from ui.screening.editors.dated import DateEditor
from ui.widgets.row_list import RowList

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def open_form(desk: Desk, kind: RecordKind = RecordKind.PLACEMENT) -> RecordPage:
    case = next(iter(desk.county.cases))
    desk.shell.open(CasePlace(case))
    desk.shell.open(RecordPlace(case, kind, None))
    settle()
    page = desk.shell.page
    assert isinstance(page, RecordPage)
    return page


def choose(page: RecordPage, field: str, at: int) -> None:
    box = page.editors[field].control
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(at)


def type_day(page: RecordPage, field: str, text: str) -> None:
    editor = page.editors[field].control
    assert isinstance(editor, DateEditor)
    editor.line.setText(text)
    editor.flush()


def type_line(page: RecordPage, field: str, text: str) -> None:
    line = page.editors[field].control
    assert isinstance(line, QLineEdit)
    line.setText(text)


def fill(page: RecordPage) -> None:
    choose(page, "type", 7)
    type_line(page, "place", "Heron House")
    type_day(page, "started_on", "11/01/2026")


def test_a_saved_record_stands_on_the_case_page(desk: Desk) -> None:
    page = open_form(desk)
    fill(page)
    page.save.click()
    settle()
    case_page = desk.shell.page
    assert isinstance(case_page, CasePage)
    titles = [
        rows.rows.index(at, 0).data()
        for rows in case_page.file.findChildren(RowList)
        for at in range(rows.rows.rowCount())
    ]
    assert any("Shelter · Heron House" in str(one) for one in titles)
    assert desk.shell.saved.said.text() == "Saved: Placement."
    assert not desk.shell.saved.isHidden()


def test_what_is_wrong_stands_beside_its_field_and_has_the_keyboard(desk: Desk) -> None:
    page = open_form(desk)
    type_day(page, "started_on", "2031-01-01")
    page.save.click()
    settle()
    assert page.editors["type"].fault == "This is needed."
    choose(page, "type", 7)
    assert page.editors["type"].fault == ""
    page.save.click()
    settle()
    assert "future" in page.editors["started_on"].fault
    assert "not saved yet" in page.problem.text()


def test_a_day_that_cannot_be_read_is_never_dropped(desk: Desk) -> None:
    page = open_form(desk)
    fill(page)
    type_day(page, "ended_on", "next week")
    page.save.click()
    settle()
    assert desk.shell.page is page
    assert page.editors["ended_on"].fault
    assert not desk.county.records.saved


def test_what_is_typed_and_not_saved_is_there_again(desk: Desk) -> None:
    page = open_form(desk)
    type_line(page, "place", "Heron House")
    desk.shell.go_back()
    settle()
    again = open_form(desk)
    line = again.editors["place"].control
    assert isinstance(line, QLineEdit)
    assert line.text() == "Heron House"
    assert again.forget.isVisible()


def test_words_typed_just_before_a_refused_save_are_there_again(desk: Desk) -> None:
    page = open_form(desk)
    type_line(page, "place", "Heron House")
    page.save.click()
    settle()
    assert page.editors["type"].fault
    desk.shell.go_back()
    settle()
    line = open_form(desk).editors["place"].control
    assert isinstance(line, QLineEdit)
    assert line.text() == "Heron House"


def test_what_turns_out_to_be_needed_is_no_longer_asked_only_if_known(desk: Desk) -> None:
    page = open_form(desk, RecordKind.ABSENCE)
    ended = page.editors["end"]
    assert "if known" in ended.title.text()
    ended.say_fault("This is needed.", needed=True)
    assert "if known" not in ended.title.text()


def test_every_kind_can_be_begun_from_the_case_page(desk: Desk) -> None:
    desk.shell.open(CasePlace(next(iter(desk.county.cases))))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    adding = [
        one
        for one in page.file.findChildren(QPushButton)
        if one.accessibleName() == "Add: Placement"
    ]
    adding[0].click()
    settle()
    assert isinstance(desk.shell.page, RecordPage)


def test_of_many_records_of_a_kind_the_newest_stand_there_until_all_are_asked_for(
    desk: Desk,
) -> None:
    case = next(iter(desk.county.cases))
    for at in range(9):
        task = Task(words=f"Call {at}", owner="Dana Whitfield")
        desk.county.records.saved[RecordId(f"t{at}")] = (case, RecordKind.TASK, task)
    desk.shell.open(CasePlace(case))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    assert rows_of(page, "Task") == SHOWN
    more = next(
        one
        for one in page.file.findChildren(QPushButton)
        if one.accessibleName() == "Show all 9: Task"
    )
    more.click()
    settle()
    assert rows_of(page, "Task") == 9


def test_a_form_says_which_of_its_fields_people_disagree_about(desk: Desk) -> None:
    desk.county.records.undecided = ("place", "started_on")
    page = open_form(desk)
    assert page._note.text().startswith("People disagree about “Place”, “From”, and nobody has")
    assert "beside theirs on the conflict desk" in page._note.text()


def rows_of(page: CasePage, kind: str) -> int:
    lists = [one for one in page.file.findChildren(RowList) if one.accessibleName() == kind]
    return lists[-1].rows.rowCount()


FULL = ShownError("The disk of this laptop is full.", "Free some space and try again.")


def test_what_could_not_be_kept_is_not_left_behind_unasked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("ui.shell.Confirm.ask", lambda _, question, *__: asked.append(question))
    page = open_form(desk)
    desk.county.records.trouble = FULL
    type_line(page, "place", "Heron House")
    page.leave()
    settle()
    assert "is full" in page.problem.text()
    for leave in (lambda: desk.shell.open(Room.TODAY), desk.shell.go_back):
        leave()
        settle()
        assert desk.shell.page is page
    assert asked == ["Leave without what you typed?"] * 2
    desk.county.records.trouble = None
    page.leave()
    settle()
    desk.shell.open(Room.TODAY)
    assert desk.shell.page is not page
    assert len(asked) == 2
    (kept,) = desk.county.records.kept.values()
    assert kept["place"] == "Heron House"
