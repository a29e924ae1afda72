# SPDX-License-Identifier: AGPL-3.0-or-later
"""A client that sees only what a screen reader sees names, reads and answers every control."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from forms.answers import Answer
from forms.definition import Control
from tests.fakes.questions import YES_NO, Desk, Held, a_question, heard
from ui.screening.editors.drawing import DrawingEditor
from ui.screening.editors.means import Means
from ui.screening.editors.places import GeotraceEditor
from ui.screening.editors.ranking import RankingEditor

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
]
NAME, ABOUT = QAccessible.Text.Name, QAccessible.Text.Description
VALUE = QAccessible.Text.Value
C = Control
FORTY = tuple((f"t{at}", f"Town {at}") for at in range(40))
SCALE = {"scale": ("0", "5", "1"), "datatype": "int"}
TENTHS = {"scale": ("0.0", "1.0", "0.1"), "datatype": "decimal"}


def all_below(seen: QAccessibleInterface) -> list[QAccessibleInterface]:
    found = [seen]
    for at in range(seen.childCount()):
        child = seen.child(at)
        if child is not None:
            found.extend(all_below(child))
    return found


def by_name(desk: Desk, name: str) -> QAccessibleInterface:
    found = [
        one
        for one in all_below(heard(desk.editor))
        if one.text(NAME) == name and not one.state().invisible
    ]
    assert found, [one.text(NAME) for one in all_below(heard(desk.editor))]
    return found[0]


def write(seen: QAccessibleInterface, words: str) -> None:
    editable = seen.editableTextInterface()
    text = seen.textInterface()
    assert editable is not None
    assert text is not None
    editable.replaceText(0, text.characterCount(), words)


def press(seen: QAccessibleInterface) -> None:
    action = seen.actionInterface()
    assert action is not None
    names = action.actionNames()
    if "Toggle" in names:
        action.doAction("Toggle")
        return
    action.doAction("Press")


@pytest.mark.parametrize(
    ("control", "appearance", "words", "answer", "more"),
    [
        (C.TEXT, "", "Ana", "Ana", {}),
        (C.TEXT, "multiline", "Two\nlines", "Two\nlines", {}),
        (C.TEXT, "masked", "secret", "secret", {}),
        (C.BARCODE, "", "4006381", "4006381", {}),
        (C.INTEGER, "", "3", 3, {}),
        (C.INTEGER, "counter", "3", 3, {}),
        (C.INTEGER, "thousands-sep", "1,234", 1234, {}),
        (C.DECIMAL, "", "0.5", Decimal("0.5"), {}),
        (C.DECIMAL, "bearing", "90", Decimal(90), {}),
        (C.DATE, "", "2026-11-23", date(2026, 11, 23), {}),
        (C.DATE, "month-year", "2026-11", date(2026, 11, 1), {}),
        (C.DATE, "ethiopian", "2026-11-23", date(2026, 11, 23), {}),
        (C.TIME, "", "14:30", "14:30:00.000", {}),
        (C.SELECT_ONE, "minimal", "No", "no", {"choices": YES_NO}),
        (C.SELECT_ONE, "autocomplete", "Not sure", "unsure", {"choices": YES_NO}),
        (C.SELECT_MULTIPLE, "minimal", "Yes", ("yes",), {"choices": YES_NO}),
        (C.RANGE, "", "4", 4, SCALE),
        (C.RANGE, "vertical no-ticks", "0.3", Decimal("0.3"), TENTHS),
        (C.RANGE, "picker", "0.3", Decimal("0.3"), TENTHS),
    ],
)
def test_words_written_by_a_screen_reader_are_the_answer(
    control: Control, appearance: str, words: str, answer: Answer, more: dict[str, object]
) -> None:
    desk = Desk(a_question(control, appearance, **more))  # type: ignore[arg-type]  # a table of rows
    lines = [
        one
        for one in all_below(heard(desk.editor))
        if one.text(NAME) == "How is it?" and one.editableTextInterface() is not None
    ]
    assert len(lines) == 1
    line = lines[0]
    assert line.role() == QAccessible.Role.EditableText
    assert "As told" in line.text(ABOUT)
    write(line, words)
    desk.editor.flush()
    assert desk.last == answer
    assert line.text(VALUE) == words or appearance == "masked" or control is C.SELECT_MULTIPLE


@pytest.mark.parametrize("appearance", ["", "columns-2", "no-buttons", "likert", "list-nolabel"])
@pytest.mark.parametrize("control", [C.SELECT_ONE, C.SELECT_MULTIPLE])
def test_a_choice_is_found_by_its_name_and_pressed(control: Control, appearance: str) -> None:
    desk = Desk(a_question(control, appearance, choices=YES_NO))
    several = control is C.SELECT_MULTIPLE
    choice = next(
        one
        for one in all_below(heard(desk.editor))
        if one.text(NAME) == "No" and one.state().checkable
    )
    wanted = QAccessible.Role.CheckBox if several else QAccessible.Role.RadioButton
    assert choice.role() == wanted
    assert choice.text(ABOUT) == "How is it?\nAs told"
    assert not choice.state().checked
    press(choice)
    assert desk.last == (("no",) if several else "no")
    assert choice.state().checked


@pytest.mark.parametrize("control", [C.SELECT_ONE, C.SELECT_MULTIPLE])
def test_a_row_of_a_long_list_is_found_and_pressed(control: Control) -> None:
    desk = Desk(a_question(control, choices=FORTY))
    shown = next(
        one
        for one in all_below(heard(desk.editor))
        if one.role() == QAccessible.Role.List and one.text(NAME) == "How is it?"
    )
    assert shown.childCount() == 40
    row = shown.child(7)
    assert row.text(NAME) == "Town 7"
    press(row)
    assert desk.last == (("t7",) if control is C.SELECT_MULTIPLE else "t7")


def test_a_slider_takes_a_value_and_says_it() -> None:
    desk = Desk(a_question(C.RANGE, **SCALE))  # type: ignore[arg-type]  # a table of rows
    slider = next(
        one for one in all_below(heard(desk.editor)) if one.role() == QAccessible.Role.Slider
    )
    assert slider.text(NAME) == "How is it?"
    assert "No value; from 0 to 5" in slider.text(ABOUT)
    value = slider.valueInterface()
    assert value is not None
    value.setCurrentValue(3)
    assert desk.last == 3
    desk.editor.describe("How is it?", "As told")
    assert "3; from 0 to 5" in slider.text(ABOUT)


def test_a_star_is_found_by_its_value() -> None:
    desk = Desk(a_question(C.RANGE, "rating", scale=("1", "5", "1"), datatype="int"))
    star = by_name(desk, "4 of 5")
    assert star.role() == QAccessible.Role.RadioButton
    assert star.text(ABOUT) == "How is it?\nAs told"
    press(star)
    assert desk.last == 4
    assert star.state().checked


def test_an_order_is_made_with_the_buttons(qtbot: QtBot) -> None:
    desk = Desk(a_question(C.RANK, choices=YES_NO))
    assert isinstance(desk.editor, RankingEditor)
    shown = by_name(desk, "How is it?")
    assert "Not ranked yet" in shown.text(ABOUT)
    press(shown.child(2))
    press(by_name(desk, "Up"))
    qtbot.waitUntil(lambda: bool(desk.given))
    assert desk.last == ("yes", "unsure", "no")
    assert shown.child(1).text(NAME) == "2.  Not sure"


def test_a_box_is_checked() -> None:
    desk = Desk(a_question(C.TRIGGER))
    box = by_name(desk, "How is it?")
    assert box.role() == QAccessible.Role.CheckBox
    press(box)
    assert desk.last == "OK"


def test_each_half_of_a_moment_has_a_name() -> None:
    desk = Desk(a_question(C.DATETIME))
    write(by_name(desk, "How is it?: date"), "2026-11-23")
    write(by_name(desk, "How is it?: time"), "14:30")
    desk.editor.flush()
    assert str(desk.last).startswith("2026-11-23T14:30:00.000")


def test_each_number_of_a_place_has_a_name() -> None:
    desk = Desk(a_question(C.GEOPOINT))
    write(by_name(desk, "How is it?: Latitude"), "38.5")
    write(by_name(desk, "How is it?: Longitude"), "-121.5")
    desk.editor.flush()
    assert desk.last == "38.5 -121.5 0.0 0.0"


def test_points_are_added_and_named(qtbot: QtBot) -> None:
    desk = Desk(a_question(C.GEOTRACE))
    editor = desk.editor
    assert isinstance(editor, GeotraceEditor)
    press(by_name(desk, "Add a point"))
    qtbot.waitUntil(lambda: len(editor.points) == 2 and editor.points[1].isVisible())
    for at in (1, 2):
        write(by_name(desk, f"How is it?, point {at}: Latitude"), str(at))
        write(by_name(desk, f"How is it?, point {at}: Longitude"), str(at))
    desk.editor.flush()
    assert desk.last == "1 1 0.0 0.0; 2 2 0.0 0.0"


@pytest.mark.parametrize("control", [C.IMAGE, C.AUDIO, C.VIDEO, C.FILE])
def test_the_button_for_a_file_names_its_question_and_says_what_is_kept(control: Control) -> None:
    desk = Desk(a_question(control), Means(Held()))
    button = by_name(desk, "How is it?: choose a file")
    assert button.role() == QAccessible.Role.Button
    assert "No file chosen." in button.text(ABOUT)


def test_paper_says_that_a_file_will_do() -> None:
    desk = Desk(a_question(C.IMAGE, "signature"), Means(Held()))
    assert isinstance(desk.editor, DrawingEditor)
    paper = heard(desk.editor.paper)
    assert paper.text(NAME) == "How is it?"
    assert "choose a file" in paper.text(ABOUT)


@pytest.mark.parametrize("control", [one for one in Control if one is not Control.NOTE])
@pytest.mark.parametrize("readonly", [False, True])
def test_no_control_is_without_a_name_or_out_of_reach(control: Control, *, readonly: bool) -> None:
    more = SCALE if control is C.RANGE else {}
    state = a_question(control, choices=YES_NO, readonly=readonly, **more)  # type: ignore[arg-type]  # a table of rows
    desk = Desk(state, Means(Held()))
    editor = desk.editor
    editor.resize(500, max(editor.sizeHint().height(), 40))
    for widget in editor.findChildren(QWidget):
        seen = heard(widget)
        if seen.state().focusable and widget.isVisible():
            assert seen.text(NAME), (control, type(widget).__name__)
            assert editor.rect().intersects(
                widget.rect().translated(widget.mapTo(editor, QPoint(0, 0)))
            )


@pytest.mark.parametrize("control", [C.TEXT, C.SELECT_ONE, C.RANGE, C.TRIGGER, C.IMAGE])
def test_what_the_form_works_out_cannot_be_set(control: Control) -> None:
    more = SCALE if control is C.RANGE else {}
    state = a_question(control, choices=YES_NO, readonly=True, **more)  # type: ignore[arg-type]  # a table of rows
    desk = Desk(state, Means(Held()))
    target = heard(desk.editor.focus_target())
    assert target.state().disabled or target.state().readOnly


@pytest.mark.parametrize(
    ("control", "appearance", "answer", "more"),
    [
        (C.TEXT, "", "Ana", {}),
        (C.TEXT, "multiline", "Ana", {}),
        (C.SELECT_ONE, "minimal", "no", {"choices": YES_NO}),
        (C.RANGE, "", 2, SCALE),
        (C.GEOPOINT, "", "1 2 0 0", {}),
        (C.DATETIME, "", "2026-11-23T14:30:00.000-08:00", {}),
    ],
)
def test_what_is_forced_into_a_locked_control_goes_back(
    control: Control, appearance: str, answer: Answer, more: dict[str, object]
) -> None:
    state = a_question(control, appearance, answer=answer, readonly=True, **more)  # type: ignore[arg-type]  # a table of rows
    desk = Desk(state)
    for seen in all_below(heard(desk.editor)):
        if seen.editableTextInterface() is not None:
            before = seen.text(VALUE)
            write(seen, "5")
            desk.editor.flush()
            assert seen.text(VALUE) == before
        value = seen.valueInterface()
        if value is not None and seen.role() == QAccessible.Role.Slider:
            value.setCurrentValue(4)
            assert value.currentValue() == 2
    assert desk.given == []
