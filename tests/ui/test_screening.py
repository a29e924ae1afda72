# SPDX-License-Identifier: AGPL-3.0-or-later
"""Filling and signing a screening, keyboard first."""

import gc

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from casework.ids import DraftId
from forms.answers import Missing, decode_answer
from tests.fakes.ui_people import fill
from tests.ui.conftest import Desk, press_key, settle
from ui.models.rows import ROW_ROLE
from ui.places import DraftPlace, Room, SignedPlace
from ui.screening.draft_page import DraftPage
from ui.screening.question_box import QuestionBox
from ui.screening.sign_dialog import SignDialog
from ui.screening.signed_page import SignedPage
from ui.screening.summary_panel import SummaryPanel

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

DATE = "/data/talk/talk_date"
PLACE = "/data/talk/talk_place"
ALONE = "/data/talk/alone"
AWAY = "/data/home/away"
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def begin(desk: Desk, *, filled: bool = False) -> DraftPage:
    county = desk.county
    draft = county.start(list(county.cases)[3], county.pack.form_id, "")
    if filled:
        fill(county, draft)
    return open_draft(desk, draft)


def open_draft(desk: Desk, draft: DraftId) -> DraftPage:
    desk.shell.open(DraftPlace(draft))
    settle()
    page = desk.shell.page
    assert isinstance(page, DraftPage)
    return page


def box_of(page: DraftPage, path: str) -> QuestionBox:
    assert page.questions is not None
    return page.questions.boxes[path]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def answers_of(desk: Desk) -> dict[str, object]:
    draft = list(desk.county.drafts)[-1]
    return {path: decode_answer(value) for path, value in desk.county.drafts[draft].answers.items()}


def test_the_keyboard_starts_in_the_first_open_question(desk: Desk) -> None:
    page = begin(desk)
    editor = box_of(page, DATE).editor
    assert editor is not None
    assert editor.focus_target().hasFocus()


def test_number_keys_choose_and_enter_goes_on(desk: Desk, qtbot: QtBot) -> None:
    page = begin(desk)
    qtbot.keyClicks(focused(), "2026-11-20")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClick(focused(), Qt.Key.Key_3)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClick(focused(), Qt.Key.Key_1)
    assert {path: str(one) for path, one in answers_of(desk).items()} == {
        DATE: "2026-11-20",
        PLACE: "school",
        ALONE: "yes",
    }
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert page.title.text() == "Home and being away"


def test_control_and_page_keys_turn_pages(desk: Desk, qtbot: QtBot) -> None:
    page = begin(desk)
    qtbot.keyClick(focused(), Qt.Key.Key_PageDown, CONTROL)
    assert page.title.text() == "Home and being away"
    qtbot.keyClick(focused(), Qt.Key.Key_PageUp, CONTROL)
    assert page.title.text() == "This conversation"


def test_ways_of_not_answering_are_kept_apart_from_no(desk: Desk, qtbot: QtBot) -> None:
    page = begin(desk)
    box = box_of(page, ALONE)
    box.take_focus()
    for key, way in ((7, Missing.NOT_ASKED), (8, Missing.DECLINED), (9, Missing.NO_INFORMATION)):
        qtbot.keyClick(focused(), Qt.Key(Qt.Key.Key_0 + key), ALT)
        assert answers_of(desk)[ALONE] is way
    qtbot.keyClick(focused(), Qt.Key.Key_2)
    assert answers_of(desk)[ALONE] == "no"
    assert not isinstance(answers_of(desk)[ALONE], Missing)


def test_a_choice_can_be_taken_back(desk: Desk, qtbot: QtBot) -> None:
    page = begin(desk)
    box_of(page, ALONE).take_focus()
    qtbot.keyClick(focused(), Qt.Key.Key_1)
    qtbot.keyClick(focused(), Qt.Key.Key_Delete)
    assert answers_of(desk)[ALONE] is None


def test_every_answer_is_saved_at_once_and_says_when(desk: Desk, qtbot: QtBot) -> None:
    page = begin(desk)
    assert page.bar.saved_text == "Every answer is saved as you give it"
    box_of(page, PLACE).take_focus()
    qtbot.keyClick(focused(), Qt.Key.Key_1)
    assert page.bar.saved_text == "Saved 14:02:38"


def test_an_answer_that_could_not_be_saved_is_said_and_saved_with_the_next(
    desk: Desk, qtbot: QtBot
) -> None:
    page = begin(desk)
    desk.county.journal_refuses = True
    box_of(page, PLACE).take_focus()
    qtbot.keyClick(focused(), Qt.Key.Key_2)
    assert page.bar.saved_text == "Not saved"
    assert "disk of this laptop is full" in page.problem.text()
    desk.county.journal_refuses = False
    box_of(page, ALONE).take_focus()
    qtbot.keyClick(focused(), Qt.Key.Key_1)
    assert set(answers_of(desk)) == {PLACE, ALONE}
    assert page.bar.saved_text.startswith("Saved")
    assert not page.problem.isVisible()


def test_a_screening_that_is_not_saved_is_not_signed(desk: Desk) -> None:
    page = begin(desk, filled=True)
    desk.county.journal_refuses = True
    assert page.filling is not None
    page.filling.give(ALONE, "no")
    page.sign()
    assert desk.shell.page is page
    assert "disk of this laptop is full" in page.problem.text()
    desk.county.journal_refuses = False
    page.sign()
    assert isinstance(desk.shell.place, SignedPlace)


def test_the_language_of_the_form_changes_and_answers_stay(desk: Desk, qtbot: QtBot) -> None:
    page = begin(desk)
    box_of(page, PLACE).take_focus()
    qtbot.keyClick(focused(), Qt.Key.Key_2)
    page.bar.language_chosen.emit("Español (es)")
    assert page.title.text() == "Esta conversación"
    assert answers_of(desk)[PLACE] == "home"
    editor = box_of(page, PLACE).editor
    assert editor is not None
    assert editor.focus_target().isChecked()  # type: ignore[attr-defined]  # a radio button
    draft = list(desk.county.drafts)[-1]
    assert desk.county.drafts[draft].language == "Español (es)"


def test_words_that_are_no_number_are_said_beside_the_question_and_stop_signing(
    desk: Desk, qtbot: QtBot
) -> None:
    page = begin(desk, filled=True)
    page.go_to(1)
    box_of(page, AWAY).take_focus()
    qtbot.keyClick(focused(), Qt.Key.Key_1)
    times = "/data/home/times_away"
    path = next(one for one in page.questions.boxes if "times" in one)  # type: ignore[union-attr]
    box = box_of(page, path)
    box.take_focus()
    focused().selectAll()  # type: ignore[attr-defined]  # a line editor
    qtbot.keyClicks(focused(), "often")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    words = [one.text() for one in box.findChildren(QLabel) if one.isVisible()]
    assert "Write a whole number here, such as 3." in words, times
    assert path in dict(page.filling.problems())  # type: ignore[union-attr]
    page.go_to(99)
    assert not page.onward.isEnabled()


def test_following_questions_appear_and_what_they_held_is_remembered(
    desk: Desk, qtbot: QtBot
) -> None:
    page = begin(desk)
    page.go_to(1)
    box = next(box for path, box in page.questions.boxes.items() if "times" in path)  # type: ignore[union-attr]
    assert not box.isVisible()
    box_of(page, AWAY).take_focus()
    qtbot.keyClick(focused(), Qt.Key.Key_1)
    settle()
    assert box.isVisible()
    box.take_focus()
    qtbot.keyClicks(focused(), "4")
    box.flush()
    box_of(page, AWAY).take_focus()
    qtbot.keyClick(focused(), Qt.Key.Key_2)
    assert not box.isVisible()
    qtbot.keyClick(focused(), Qt.Key.Key_1)
    assert box.editor is not None
    assert box.editor.line.text() == "4"  # type: ignore[attr-defined]  # a TypedEditor


def test_only_the_page_shown_holds_widgets(desk: Desk) -> None:
    page = begin(desk)
    assert page.questions is not None
    shown = set(page.questions.boxes)
    page.go_to(2)
    settle()
    gc.collect()
    boxes = page.findChildren(QuestionBox)
    assert {box.path for box in boxes}.isdisjoint(shown)


def test_only_what_an_answer_changed_is_redrawn(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin(desk)
    redrawn: list[str] = []
    whole = QuestionBox.redraw

    def note_redraw(box: QuestionBox) -> None:
        redrawn.append(box.path)
        whole(box)

    monkeypatch.setattr(QuestionBox, "redraw", note_redraw)
    assert page.filling is not None
    page.filling.give(ALONE, "yes")
    assert set(redrawn) == {ALONE}


def test_a_draft_opens_where_it_was_left(desk: Desk) -> None:
    page = begin(desk)
    page.go_to(3)
    desk.shell.open(Room.TODAY)
    again = open_draft(desk, list(desk.county.drafts)[-1])
    assert again.title.text() == "Money, gifts and being online"


def test_the_jump_list_says_what_is_left(desk: Desk) -> None:
    page = begin(desk)
    model = page.jumps.model()
    rows = [model.index(at, 0).data(ROW_ROLE) for at in range(model.rowCount())]
    assert rows[0].detail == "0 of 3 answered"
    assert rows[-1].detail == "14 still open"


def test_the_summary_lists_what_is_open_and_leads_to_it(desk: Desk) -> None:
    page = begin(desk)
    page.go_to(99)
    panel = page.findChild(SummaryPanel)
    assert panel is not None
    assert panel.left is not None
    assert not page.onward.isEnabled()
    panel.left.setFocus()
    panel.left.choose_current()
    assert page.title.text() == "This conversation"


def test_the_summary_shows_score_band_why_and_what_is_missing(desk: Desk) -> None:
    page = begin(desk, filled=True)
    page.go_to(99)
    settle()
    words = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert {"2.5", "Few signs of concern", "Why this score", "Not asked"} <= set(words)
    assert "Scored items without an answer: 1. They do not count as no." in words
    assert page.onward.isEnabled()


def test_signing_asks_first_and_escape_means_no(desk: Desk, qtbot: QtBot) -> None:
    page = begin(desk, filled=True)
    page.go_to(99)
    answers = iter((Qt.Key.Key_Escape, Qt.Key.Key_Return))
    asked: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SignDialog)
        asked.append(dialog.accessibleName())
        qtbot.keyClick(dialog, next(answers))

    QTimer.singleShot(0, answer)
    page.onward.click()
    assert desk.shell.page is page
    QTimer.singleShot(0, answer)
    page.onward.click()
    settle()
    assert asked == ["Sign this screening?"] * 2
    signed = desk.shell.page
    assert isinstance(signed, SignedPage)
    assert "goes out with the next sync" in signed.state.text()


def test_the_lock_key_works_while_a_question_is_asked(desk: Desk) -> None:
    page = begin(desk, filled=True)
    page.go_to(99)

    def lock() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SignDialog)
        press_key(dialog)

    QTimer.singleShot(0, lock)
    page.onward.click()
    settle()
    assert desk.window.unlock_page is not None


def test_back_from_a_signed_screening_does_not_reopen_its_draft(desk: Desk) -> None:
    page = begin(desk, filled=True)
    page.go_to(99)
    page.sign()
    desk.shell.page.left.emit()
    assert desk.shell.place is Room.TODAY


def test_the_question_with_the_keyboard_is_in_sight(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(640, 400)
    page = begin(desk)
    box_of(page, PLACE).take_focus()
    settle()
    qtbot.keyClick(focused(), Qt.Key.Key_1)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    settle()
    viewport = page.scroll_area.viewport()
    top = focused().mapTo(viewport, focused().rect().topLeft())
    assert viewport.rect().contains(top)
