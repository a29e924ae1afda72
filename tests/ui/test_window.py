# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places, shortcuts, locking and languages of the one window."""

import gc

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Desk, press_key, settle
from ui.pages.case_page import CasePage
from ui.pages.youths_page import YouthsPage
from ui.places import CasePlace, DraftPlace, Room
from ui.screening.draft_page import DraftPage

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_control_and_a_number_goes_to_a_place(desk: Desk, qtbot: QtBot) -> None:
    keys = (2, 3, 4, 5, 6, 7, 1)
    rooms = (
        Room.YOUTHS,
        Room.SCREENINGS,
        Room.TEAM,
        Room.INDEX,
        Room.INBOX,
        Room.SYNC,
        Room.TODAY,
    )
    for key, room in zip(keys, rooms, strict=True):
        qtbot.keyClick(desk.window, Qt.Key(Qt.Key.Key_0 + key), CONTROL)
        assert desk.shell.place is room


def test_control_f_goes_to_the_search(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(desk.window, Qt.Key.Key_F, CONTROL)
    page = desk.shell.page
    assert isinstance(page, YouthsPage)
    assert page.box.hasFocus()


def test_back_returns_to_where_one_came_from(desk: Desk) -> None:
    case = next(iter(desk.county.cases))
    desk.shell.open(Room.YOUTHS)
    desk.shell.open(CasePlace(case))
    desk.shell.page.left.emit()
    assert desk.shell.place is Room.YOUTHS


def test_one_key_blanks_the_window_and_locks(desk: Desk) -> None:
    desk.shell.open(CasePlace(next(iter(desk.county.cases))))
    press_key(desk.window)
    assert desk.window.unlock_page is not None
    settle()
    words = [label.text() for label in desk.window.findChildren(QLabel)]
    assert not [text for text in words if "Maya" in text]
    assert desk.county.locked == 1
    assert desk.window.windowTitle() == "Fieldfare"


def test_after_locking_no_screen_of_the_session_is_left(desk: Desk) -> None:
    shell = desk.shell
    shell.open(CasePlace(next(iter(desk.county.cases))))
    desk.window.lock()
    settle()
    gc.collect()
    assert not shiboken6.isValid(shell)


def test_locking_keeps_what_was_being_typed(desk: Desk) -> None:
    county = desk.county
    draft = county.start(list(county.cases)[3], county.pack.form_id, "")
    desk.shell.open(DraftPlace(draft))
    page = desk.shell.page
    assert isinstance(page, DraftPage)
    assert page.questions is not None
    box = page.questions.boxes["/data/talk/talk_date"]
    assert box.editor is not None
    box.editor.line.setText("2026-11-22")  # type: ignore[attr-defined]  # a TypedEditor
    desk.window.lock()
    assert desk.county.drafts[draft].answers["/data/talk/talk_date"] == {"date": "2026-11-22"}


def test_the_language_of_the_screens_changes_where_one_is(desk: Desk) -> None:
    case = next(iter(desk.county.cases))
    desk.shell.open(CasePlace(case))
    desk.window.use_language("es")
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    assert page.start.accessibleName() == "Iniciar evaluación"
    assert desk.settings.language() == "es"


def test_closing_the_window_locks(desk: Desk) -> None:
    desk.window.close()
    assert desk.county.locked == 1


def test_the_strip_tells_who_works_here_and_what_waits(desk: Desk) -> None:
    words = [label.text() for label in desk.shell.strip.findChildren(QLabel)]
    assert any("Dana Whitfield" in text and "Training" in text for text in words)
    assert desk.shell.strip.unsent.accessibleName() == "Not sent: 2"
