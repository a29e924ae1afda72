# SPDX-License-Identifier: AGPL-3.0-or-later
"""A youth answers alone: one question, nothing else reachable, stopping at any time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from forms.answers import Missing, Source
from tests.fakes.handing_over import (
    ME,
    MakeDesk,
    a_county,
    a_form_for_the_youth,
    answers_of,
    begin,
    give_back,
    hand_over,
    open_draft,
    press,
    shown_words,
)
from tests.ui.conftest import Desk, press_key, settle
from ui.screening.handover_cards import AddCard, EndCard
from ui.theme.tokens import MEASURES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support|does not support propagate")


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    made = make_desk(a_county())
    made.unlock()
    return made


def test_only_a_form_with_a_part_for_the_youth_can_be_handed_over(make_desk: MakeDesk) -> None:
    for form, offered in (("how_i_am", True), ("mdt_referral", False), ("return_debrief", True)):
        desk = make_desk(a_county(form))
        desk.unlock()
        county = desk.county
        page = open_draft(desk, county.start(next(iter(county.cases)), county.pack.form_id, ""))
        assert page.bar.handover.isVisible() is offered, form


def test_only_the_part_for_the_youth_is_asked(make_desk: MakeDesk) -> None:
    desk = make_desk(a_county("return_debrief"))
    desk.unlock()
    screen = begin(desk)
    asked = []
    while screen.box is not None:
        asked.append(screen.box.path.rpartition("/")[2])
        screen.skip()
    assert asked == ["stay_here", "helps", "contact_if"]


def test_the_window_holds_one_question_and_no_way_elsewhere(desk: Desk) -> None:
    screen = begin(desk)
    assert desk.window.shell is None
    assert desk.window.centralWidget() is screen
    assert desk.window.isFullScreen()
    assert desk.window.windowTitle() == "Fieldfare"
    assert screen.box is not None
    assert "safe place to sleep" in shown_words(desk)
    name = desk.county.cases[list(desk.county.cases)[3]].header.shown_name
    assert name not in shown_words(desk)
    pressed = {one.text() for one in screen.foot.findChildren(QWidget) if hasattr(one, "text")}
    assert pressed == {"I want to stop", "Skip", "Next"}


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Escape, None),
        (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_no_key_leads_out_of_the_question(
    desk: Desk, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None
) -> None:
    screen = begin(desk)
    assert screen.box is not None
    path = screen.box.path
    press(qtbot, key, modifier)
    assert desk.window.handover is screen
    assert screen.box is not None
    assert screen.box.path == path
    assert answers_of(desk) == {}


@pytest.mark.parametrize("key", [Qt.Key.Key_F8, Qt.Key.Key_L])
def test_the_lock_key_hides_everything_for_the_youth_too(desk: Desk, key: Qt.Key) -> None:
    screen = begin(desk)
    assert screen.box is not None
    press_key(desk.window, key)
    assert desk.window.handover is None
    assert desk.window.unlock_page is not None
    assert desk.county.locked == 1


def test_fields_have_no_menu_and_the_clipboard_is_empty(make_desk: MakeDesk) -> None:
    QApplication.clipboard().setText("a note about another youth")
    desk = make_desk(a_county("return_debrief"))
    desk.unlock()
    screen = begin(desk)
    assert QApplication.clipboard().text() == ""
    assert screen.box is not None
    for field in screen.box.findChildren(QWidget):
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, field.rect().center(), QCursor.pos()
        )
        QApplication.sendEvent(field, event)
        assert QApplication.activePopupWidget() is None


def test_answers_are_kept_as_they_are_given_and_never_shown_again(desk: Desk, qtbot: QtBot) -> None:
    screen = begin(desk)
    press(qtbot, Qt.Key.Key_3)
    assert answers_of(desk) == {f"{ME}/bed": "no"}
    press(qtbot, Qt.Key.Key_2)
    assert answers_of(desk) == {f"{ME}/bed": "some"}
    press(qtbot, Qt.Key.Key_Return)
    assert screen.box is not None
    assert screen.box.path == f"{ME}/adult"
    assert "safe place to sleep" not in shown_words(desk)
    screen.stop()
    settle()
    give_back(desk)
    again = hand_over(desk, next(iter(desk.county.drafts)))
    again.go_on()
    assert again.box is not None
    assert again.box.path == f"{ME}/adult"


def test_an_answer_is_kept_as_what_the_youth_said_and_a_skip_as_nobodys(desk: Desk) -> None:
    screen = begin(desk)
    screen.filling.give(f"{ME}/bed", "no")
    screen.go_on()
    screen.skip()
    screen.filling.give(f"{ME}/told", "no")
    screen.stop()
    assert answers_of(desk) == {
        f"{ME}/bed": "no",
        f"{ME}/bed#source": Source.YOUTH_SAID,
        f"{ME}/adult": Missing.DECLINED,
        f"{ME}/told": "no",
        f"{ME}/told#source": Source.YOUTH_SAID,
    }


def test_nothing_is_taken_for_an_answer_without_one(desk: Desk) -> None:
    screen = begin(desk)
    screen.foot.onward.click()
    assert screen.box is not None
    assert screen.box.path == f"{ME}/bed"
    assert "Choose an answer, or press “Skip”." in shown_words(desk)
    assert answers_of(desk) == {}


def test_skipping_is_kept_as_declined_whatever_stood_there(make_desk: MakeDesk) -> None:
    desk = make_desk(a_county("return_debrief"))
    desk.unlock()
    screen = begin(desk)
    assert screen.box is not None
    assert screen.box.editor is not None
    screen.box.editor.words.setPlainText("half a thought")  # type: ignore[attr-defined] # a text
    screen.foot.skip.click()
    settle()
    assert set(answers_of(desk).values()) == {Missing.DECLINED}


@pytest.mark.parametrize("after", range(6))
def test_the_youth_can_stop_at_any_question(desk: Desk, after: int) -> None:
    screen = begin(desk)
    for _ in range(after):
        screen.skip()
    screen.foot.stop.click()
    settle()
    assert isinstance(screen.card, EndCard)
    assert shown_words(desk) == "Thank you. Please give the laptop back."
    assert len(answers_of(desk)) == after
    assert not screen.foot.isVisible()
    screen.go_on()
    screen.skip()
    assert isinstance(screen.card, EndCard)


def test_after_the_last_question_there_is_only_thanks(desk: Desk) -> None:
    screen = begin(desk)
    for _ in range(6):
        screen.skip()
    settle()
    assert shown_words(desk) == "Thank you. Please give the laptop back."


def test_more_of_a_list_is_asked_for_one_at_a_time(make_desk: MakeDesk) -> None:
    desk = make_desk(a_county("safety_plan"))
    desk.unlock()
    screen = begin(desk)
    assert screen.box is not None
    screen.filling.give(screen.box.path, "When the phone rings at night")
    screen.go_on()
    screen.skip()
    settle()
    assert isinstance(screen.card, AddCard)
    assert "Warning sign" in shown_words(desk)
    screen.card.more.click()
    assert screen.box is not None
    assert screen.box.path.endswith("sign[~2]/sign_what")
    screen.skip()
    screen.skip()
    assert isinstance(screen.card, AddCard)
    screen.card.no_more.click()
    assert screen.box is not None
    assert screen.box.path.endswith("step_what")
    screen.foot.stop.click()
    assert isinstance(screen.card, EndCard)


def test_what_opens_files_and_what_repeats_answers_is_left_to_the_worker(
    make_desk: MakeDesk,
) -> None:
    desk = make_desk(a_county(a_form_for_the_youth()))
    desk.unlock()
    screen = begin(desk)
    asked = []
    while screen.box is not None:
        asked.append(screen.box.path.rpartition("/")[2])
        screen.skip()
    assert asked == ["hello", "colour", "reason"]


def test_a_note_has_nothing_to_skip_and_a_table_is_asked_row_by_row(make_desk: MakeDesk) -> None:
    desk = make_desk(a_county(a_form_for_the_youth()))
    desk.unlock()
    screen = begin(desk)
    assert not screen.foot.skip.isVisible()
    screen.go_on()
    settle()
    assert screen.foot.skip.isVisible()
    assert screen.box is not None
    labels = [one.text() for one in screen.box.findChildren(QRadioButton)]
    assert [one.split()[-1] for one in labels] == ["Blue", "Green"]


def test_a_language_from_the_right_turns_the_screen_round(make_desk: MakeDesk) -> None:
    desk = make_desk(a_county(a_form_for_the_youth()))
    desk.unlock()
    screen = hand_over(desk)
    assert screen.layoutDirection() is Qt.LayoutDirection.LeftToRight
    screen.card.language_chosen.emit("العربية (ar)")  # type: ignore[union-attr] # the first page
    settle()
    assert screen.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert screen.foot.onward.mapTo(screen, screen.foot.onward.rect().center()).x() < 640


def test_every_control_has_a_name_and_is_large_enough_to_touch(make_desk: MakeDesk) -> None:
    for form in ("how_i_am", "safety_plan"):
        desk = make_desk(a_county(form))
        desk.unlock()
        screen = begin(desk)
        while not isinstance(screen.card, EndCard):
            settle()
            for control in screen.findChildren(QAbstractButton):
                if control.isVisible():
                    assert control.accessibleName(), control
                    assert control.height() >= MEASURES.target, control.text()
            if isinstance(screen.card, AddCard):
                screen.card.no_more.click()
            else:
                screen.skip()
