# SPDX-License-Identifier: AGPL-3.0-or-later
"""One question as shown: its words, its keys, its errors, and what a form may not do with it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from forms.answers import Answer, Missing
from forms.definition import Control
from forms.session import QuestionState
from tests.fakes.pictures import a_photograph
from tests.fakes.questions import YES_NO, Asked, Held, a_question, heard
from ui.screening.editors.choices import ChoicesEditor
from ui.screening.editors.counter import CounterEditor
from ui.screening.editors.dated import DateEditor
from ui.screening.editors.long_choices import LongChoicesEditor
from ui.screening.editors.means import Means
from ui.screening.editors.places import GeotraceEditor
from ui.screening.marked_label import MarkedLabel
from ui.screening.question_box import QuestionBox

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
]
ALT = Qt.KeyboardModifier.AltModifier
HTML = '<img src="file:///etc/hostname"><b>x</b><a href="javascript:1">y</a> & more'


def a_box(
    state: QuestionState, qtbot: QtBot, held: Held | None = None
) -> tuple[QuestionBox, Asked]:
    asked = Asked(state)
    box = QuestionBox(asked, "/data/q", Means(held))  # type: ignore[arg-type]  # stands in
    qtbot.addWidget(box)
    box.resize(560, 200)
    box.redraw()
    box.show()
    box.activateWindow()
    return box, asked


def answer_of(asked: Asked) -> Answer:
    return asked.states["/data/q"].answer


def button_named(box: QuestionBox, name: str) -> QToolButton:
    return next(one for one in box.findChildren(QToolButton) if one.accessibleName() == name)


def test_hint_and_error_are_what_a_screen_reader_is_told(qtbot: QtBot) -> None:
    box, _ = a_box(a_question(Control.INTEGER), qtbot)
    line = box.editor.focus_target()  # type: ignore[union-attr]  # an integer has an editor
    assert isinstance(line, QLineEdit)
    assert heard(line).text(QAccessible.Text.Name) == "How is it?"
    assert heard(line).text(QAccessible.Text.Description) == "As told\nNumber"
    line.setText("often")
    box.flush()
    box.show_error()
    sentence = "Write a whole number here, such as 3."
    assert heard(line).text(QAccessible.Text.Description) == f"{sentence}\nAs told\nNumber"
    assert heard(box).text(QAccessible.Text.Description) == f"{sentence}\nAs told"
    assert sentence in [one.text() for one in box.findChildren(QLabel) if one.isVisible()]


@pytest.mark.parametrize("words", [HTML, "**" + HTML + "**", "# " + HTML])
def test_no_markup_of_a_form_ever_reaches_qt(words: str, qtbot: QtBot) -> None:
    state = replace(
        a_question(Control.SELECT_ONE, "likert", choices=(("a", words), ("b", "B"))),
        label=words,
        hint=words,
        guidance=words,
        error=words,
    )
    box, _ = a_box(state, qtbot)
    labels = [one for one in box.findChildren(QLabel) if one.text()]
    assert len(labels) >= 5
    for label in labels:
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert not box.grab().isNull()


@given(st.text(alphabet=st.sampled_from("ab<>&*_# ()[]/\n"), max_size=40))
def test_a_label_shows_any_text_without_failing(words: str) -> None:
    label = MarkedLabel("strong")
    label.show_text(words)
    label.resize(200, max(label.heightForWidth(200), 1))
    assert not label.grab().isNull()
    assert label.heightForWidth(120) >= label.heightForWidth(400)
    label.deleteLater()


def test_marks_are_shown_and_read_without_them(qtbot: QtBot) -> None:
    state = replace(a_question(Control.TEXT), label="Is it **safe** [there](https://x.org)?")
    box, _ = a_box(state, qtbot)
    assert box.accessibleName() == "Is it safe there (https://x.org)?"


def test_a_question_written_from_the_right_is_mirrored(qtbot: QtBot) -> None:
    state = a_question(Control.INTEGER, "counter")
    box, asked = a_box(replace(state, label="كم مرة؟"), qtbot)
    editor = box.editor
    assert isinstance(editor, CounterEditor)
    qtbot.waitUntil(lambda: editor.less.x() > editor.more.x())
    asked.states["/data/q"] = replace(state, label="How often?")
    box.redraw()
    qtbot.waitUntil(lambda: editor.less.x() < editor.more.x())


def test_a_question_without_a_label_is_called_by_its_name(qtbot: QtBot) -> None:
    box, _ = a_box(replace(a_question(Control.TEXT), label=""), qtbot)
    assert box.editor is not None
    assert heard(box.editor.focus_target()).text(QAccessible.Text.Name) == "q"


def test_more_is_shown_on_wish(qtbot: QtBot) -> None:
    box, _ = a_box(replace(a_question(Control.TEXT), guidance="Ask it twice."), qtbot)
    guidance = next(one for one in box.findChildren(QLabel) if one.text() == "Ask it twice.")
    assert not guidance.isVisible()
    button_named(box, "More").click()
    assert guidance.isVisible()
    box.redraw()
    assert guidance.isVisible()


def test_a_picture_comes_from_the_form_and_from_nowhere_else(qtbot: QtBot) -> None:
    held = Held(form_files={"room.png": a_photograph()})
    box, _ = a_box(a_question(Control.TEXT, media={"image": "room.png"}), qtbot, held)
    assert any(not one.pixmap().isNull() for one in box.findChildren(QLabel))
    for name in ("file:///etc/hostname", "https://x.org/a.png", "gone.png"):
        box, _ = a_box(a_question(Control.TEXT, media={"image": name}), qtbot, held)
        assert all(one.pixmap().isNull() for one in box.findChildren(QLabel))


def test_every_way_of_not_answering_has_its_key(qtbot: QtBot) -> None:
    state = replace(a_question(Control.SELECT_ONE, choices=YES_NO), allows_missing=True)
    box, asked = a_box(state, qtbot)
    target = box.editor.focus_target()  # type: ignore[union-attr]  # a choice has an editor
    for key, way in (
        (Qt.Key.Key_7, Missing.NOT_ASKED),
        (Qt.Key.Key_8, Missing.DECLINED),
        (Qt.Key.Key_9, Missing.NO_INFORMATION),
        (Qt.Key.Key_0, Missing.NOT_APPLICABLE),
    ):
        qtbot.keyClick(target, key, ALT)
        assert answer_of(asked) is way
        box.redraw()
    assert button_named(box, "Not applicable").isChecked()
    qtbot.keyClick(target, Qt.Key.Key_1)
    assert answer_of(asked) == "yes"


def test_a_way_of_not_answering_is_given_by_a_screen_reader(qtbot: QtBot) -> None:
    box, asked = a_box(replace(a_question(Control.TEXT), allows_missing=True), qtbot)
    action = heard(button_named(box, "Declined")).actionInterface()
    assert action is not None
    action.doAction("Toggle")
    assert answer_of(asked) is Missing.DECLINED


def test_an_answer_chosen_can_be_cleared_with_the_mouse(qtbot: QtBot) -> None:
    box, asked = a_box(a_question(Control.SELECT_ONE, choices=YES_NO, answer="no"), qtbot)
    clear = button_named(box, "Clear")
    assert clear.isVisible()
    clear.click()
    box.redraw()
    assert answer_of(asked) is None
    assert not clear.isVisible()


def test_enter_presses_the_buttons_of_an_editor_and_else_goes_on(qtbot: QtBot) -> None:
    box, asked = a_box(a_question(Control.INTEGER, "counter"), qtbot)
    with qtbot.assertNotEmitted(box.finished):
        qtbot.keyClick(box.editor.more, Qt.Key.Key_Return)  # type: ignore[union-attr]  # a counter
    assert answer_of(asked) == 1
    with qtbot.waitSignal(box.finished):
        qtbot.keyClick(box.editor.focus_target(), Qt.Key.Key_Return)  # type: ignore[union-attr]  # a counter


def test_escape_closes_the_calendar_and_its_keys_stay_its_own(qtbot: QtBot) -> None:
    box, asked = a_box(a_question(Control.DATE), qtbot)
    editor = box.editor
    assert isinstance(editor, DateEditor)
    editor.open.click()
    days = box.findChild(QTableView)
    assert days is not None
    with qtbot.assertNotEmitted(box.finished):
        qtbot.keyClick(days, Qt.Key.Key_Return)
    assert isinstance(answer_of(asked), date)
    editor.open.click()
    qtbot.keyClick(days, Qt.Key.Key_Escape)
    assert not editor.open.isChecked()


def test_enter_shows_more_and_goes_on_from_a_point_just_added(qtbot: QtBot) -> None:
    state = replace(a_question(Control.GEOTRACE), guidance="In order.")
    box, _ = a_box(state, qtbot)
    qtbot.keyClick(button_named(box, "More"), Qt.Key.Key_Return)
    assert button_named(box, "More").isChecked()
    editor = box.editor
    assert isinstance(editor, GeotraceEditor)
    editor.add.click()
    with qtbot.waitSignal(box.finished):
        qtbot.keyClick(editor.points[1].lines[0], Qt.Key.Key_Return)


def test_quick_choices_go_on(qtbot: QtBot) -> None:
    box, asked = a_box(a_question(Control.SELECT_ONE, "quick", choices=YES_NO), qtbot)
    with qtbot.waitSignal(box.finished):
        qtbot.keyClick(box.editor.focus_target(), Qt.Key.Key_2)  # type: ignore[union-attr]  # choices
    assert answer_of(asked) == "no"


def test_keys_change_nothing_where_the_form_works_it_out(qtbot: QtBot) -> None:
    state = a_question(Control.SELECT_ONE, choices=YES_NO, answer="no", readonly=True)
    box, asked = a_box(state, qtbot)
    for key in (Qt.Key.Key_1, Qt.Key.Key_Delete):
        qtbot.keyClick(box.editor.focus_target(), key)  # type: ignore[union-attr]  # choices
    assert answer_of(asked) == "no"
    assert not button_named(box, "Clear").isVisible()


def test_a_list_that_grows_long_is_searched_instead(qtbot: QtBot) -> None:
    box, asked = a_box(a_question(Control.SELECT_ONE, choices=YES_NO), qtbot)
    assert isinstance(box.editor, ChoicesEditor)
    many = tuple((f"t{at}", f"Town {at}") for at in range(40))
    asked.states["/data/q"] = a_question(Control.SELECT_ONE, choices=many, answer="t3")
    box.redraw()
    assert isinstance(box.editor, LongChoicesEditor)
    assert box.editor.line.text() == "Town 3"
    box.editor.line.setText("Town 5")
    box.flush()
    assert answer_of(asked) == "t5"


def test_a_row_of_a_table_stands_beside_its_words(qtbot: QtBot) -> None:
    box, _ = a_box(a_question(Control.SELECT_ONE, "list-nolabel", choices=YES_NO), qtbot)
    label = next(one for one in box.findChildren(QLabel) if one.text() == "How is it?")
    assert box.editor is not None
    assert box.editor.mapTo(box, box.editor.rect().topLeft()).x() > label.x() + 100
    heading, _ = a_box(a_question(Control.SELECT_ONE, "label", choices=YES_NO), qtbot)
    assert not heading.can_take_focus()


def test_a_note_has_nothing_to_answer(qtbot: QtBot) -> None:
    box, _ = a_box(a_question(Control.NOTE), qtbot)
    assert box.editor is None
    assert not box.can_take_focus()
    box.flush()
    box.take_focus()


@pytest.mark.parametrize("control", list(Control))
@pytest.mark.parametrize("width", [300, 620])
def test_no_control_is_wider_than_its_room(control: Control, width: int, qtbot: QtBot) -> None:
    scale = ("0", "10", "1") if control is Control.RANGE else None
    state = a_question(control, choices=YES_NO, scale=scale, datatype="int")
    box, _ = a_box(replace(state, allows_missing=True), qtbot, Held())
    assert box.minimumSizeHint().width() <= width
    box.resize(width, box.heightForWidth(width))
    for widget in box.findChildren(QWidget):
        if widget.isVisible() and widget.parentWidget() is box.editor:
            assert widget.geometry().right() <= width
