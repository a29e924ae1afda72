# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ranges, ranks and boxes to check."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSlider
from pytestqt.qtbot import QtBot

from forms.answers import Answer
from forms.definition import Control
from tests.fakes.questions import YES_NO, Desk, a_question
from ui.screening.editors.picker import PickerEditor
from ui.screening.editors.ranking import RankingEditor
from ui.screening.editors.rating import RatingEditor
from ui.screening.editors.scales import Scale, scale_of
from ui.screening.editors.slider import SliderEditor
from ui.screening.editors.trigger import TriggerEditor
from ui.screening.editors.typed import TypedEditor

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
]
FIVE = ("0", "5", "1")
TENTHS = ("0.0", "1.0", "0.1")


def a_range(
    appearance: str = "",
    scale: tuple[str, str, str] = FIVE,
    answer: Answer = None,
    *,
    datatype: str = "int",
    readonly: bool = False,
) -> Desk:
    return Desk(
        a_question(
            Control.RANGE,
            appearance,
            scale=scale,
            datatype=datatype,
            answer=answer,
            readonly=readonly,
        )
    )


def slider_of(desk: Desk) -> SliderEditor:
    assert isinstance(desk.editor, SliderEditor)
    return desk.editor


@pytest.mark.parametrize(
    ("appearance", "kind"),
    [
        ("", SliderEditor),
        ("no-ticks", SliderEditor),
        ("vertical", SliderEditor),
        ("picker", PickerEditor),
        ("rating", RatingEditor),
    ],
)
def test_each_appearance_of_a_range_has_its_editor(appearance: str, kind: type) -> None:
    assert isinstance(a_range(appearance).editor, kind)


@pytest.mark.parametrize(
    "scale", [("0", "5", "0"), ("a", "5", "1"), ("1", "1", "1"), ("0", "9", "NaN")]
)
def test_a_scale_that_is_none_is_answered_by_typing(scale: tuple[str, str, str]) -> None:
    assert isinstance(a_range(scale=scale).editor, TypedEditor)


def test_a_slider_is_empty_until_touched_and_zero_is_an_answer() -> None:
    desk = a_range()
    editor = slider_of(desk)
    assert editor.line.text() == ""
    assert editor.slider.property("state") == "empty"
    editor.slider.setValue(0)
    assert desk.given == [0]
    assert editor.line.text() == "0"
    assert editor.slider.property("state") == ""
    assert editor.clear_choice()
    assert desk.last is None
    assert editor.line.text() == ""


def test_keys_move_a_slider_from_nothing_to_its_start(qtbot: QtBot) -> None:
    desk = a_range(scale=("3", "9", "1"))
    editor = slider_of(desk)
    qtbot.addWidget(editor)
    qtbot.keyClick(editor.slider, Qt.Key.Key_Right)
    qtbot.keyClick(editor.slider, Qt.Key.Key_Right)
    assert desk.given == [3, 4]
    qtbot.keyClick(editor.slider, Qt.Key.Key_Home)
    assert desk.last == 3


def test_a_digit_on_a_slider_is_a_value_or_nothing() -> None:
    desk = a_range()
    assert desk.editor.choose_number(0)
    assert desk.last == 0
    assert desk.editor.choose_number(5)
    assert desk.last == 5
    assert desk.editor.choose_number(9)
    assert desk.last == 5


def test_decimal_steps_are_exact() -> None:
    desk = a_range(scale=TENTHS, datatype="decimal")
    editor = slider_of(desk)
    editor.slider.setValue(3)
    assert desk.last == Decimal("0.3")
    assert editor.line.text() == "0.3"


def test_a_value_typed_beside_the_slider_moves_it_or_is_refused() -> None:
    desk = a_range(scale=TENTHS, datatype="decimal")
    editor = slider_of(desk)
    editor.line.setText("0.7")
    editor.flush()
    assert (desk.last, editor.slider.value()) == (Decimal("0.7"), 7)
    editor.line.setText("0.75")
    editor.flush()
    assert desk.said[-1] == "Write a number here from 0.0 to 1.0 in steps of 0.1."
    assert desk.last == Decimal("0.7")


def test_a_falling_scale_begins_high() -> None:
    desk = a_range(scale=("10", "0", "5"))
    editor = slider_of(desk)
    editor.slider.setValue(editor.slider.maximum())
    assert desk.last == 0
    assert desk.state.answer == 0


def test_a_vertical_slider_stands_and_ticks_may_go() -> None:
    assert slider_of(a_range("vertical")).slider.orientation() == Qt.Orientation.Vertical
    plain = slider_of(a_range())
    assert plain.slider.tickPosition() == QSlider.TickPosition.TicksBelow
    without = slider_of(a_range("no-ticks"))
    assert without.slider.tickPosition() == QSlider.TickPosition.NoTicks


def test_a_picked_value_is_a_number() -> None:
    desk = a_range("picker", TENTHS, datatype="decimal")
    assert isinstance(desk.editor, PickerEditor)
    desk.editor.line.setText("0.4")
    desk.editor.flush()
    assert desk.last == Decimal("0.4")
    assert desk.editor.line.text() == "0.4"
    assert desk.editor.clear_choice()
    assert desk.last is None


def test_stars_fill_up_to_the_value_and_number_keys_choose() -> None:
    desk = a_range("rating", ("1", "5", "1"))
    assert isinstance(desk.editor, RatingEditor)
    assert not any(star.full for star in desk.editor.stars)
    assert desk.editor.choose_number(3)
    assert desk.last == 3
    assert [star.full for star in desk.editor.stars] == [True, True, True, False, False]
    assert desk.editor.clear_choice()
    assert desk.last is None
    assert not any(star.full for star in desk.editor.stars)


@given(
    start=st.decimals(-100, 100, places=2),
    step=st.decimals("0.01", 10, places=2),
    steps=st.integers(1, 500),
    data=st.data(),
)
def test_every_value_of_a_scale_is_found_again(
    start: Decimal, step: Decimal, steps: int, data: st.DataObject
) -> None:
    scale = Scale(start, step, steps, whole=False)
    at = data.draw(st.integers(0, steps))
    assert scale.at(scale.value_at(at)) == at
    assert scale.at(scale.end + step) is None


def test_a_scale_ends_at_the_last_step_that_fits() -> None:
    scale = scale_of(a_question(Control.RANGE, scale=("0", "10", "3"), datatype="int").question)
    assert scale is not None
    assert scale.end == 9


def test_nothing_is_ranked_until_something_is_moved() -> None:
    desk = Desk(a_question(Control.RANK, choices=YES_NO))
    editor = desk.editor
    assert isinstance(editor, RankingEditor)
    assert desk.given == []
    assert [editor.list.item(at).text() for at in range(3)] == ["Yes", "No", "Not sure"]
    editor.list.setCurrentRow(2)
    editor.up.click()
    assert desk.last == ("yes", "unsure", "no")
    assert editor.list.item(1).text() == "2.  Not sure"
    assert editor.list.currentRow() == 1
    assert editor.clear_choice()
    assert desk.last is None
    assert [editor.list.item(at).text() for at in range(3)] == ["Yes", "No", "Not sure"]


def test_the_order_shown_may_be_the_answer() -> None:
    desk = Desk(a_question(Control.RANK, choices=YES_NO))
    assert isinstance(desk.editor, RankingEditor)
    desk.editor.agree.click()
    assert desk.last == ("yes", "no", "unsure")
    assert desk.editor.agree.isHidden()


def test_an_order_of_other_choices_is_asked_for_again() -> None:
    desk = Desk(a_question(Control.RANK, choices=YES_NO, answer=("unsure", "yes")))
    editor = desk.editor
    assert isinstance(editor, RankingEditor)
    assert [editor.list.item(at).text() for at in range(3)] == ["Not sure", "Yes", "No"]
    assert not editor.agree.isHidden()
    editor.agree.click()
    assert desk.last == ("unsure", "yes", "no")


def test_alt_and_arrows_move_a_line() -> None:
    desk = Desk(a_question(Control.RANK, choices=YES_NO))
    editor = desk.editor
    assert isinstance(editor, RankingEditor)
    editor.list.setCurrentRow(0)
    down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert editor.take_key(editor.list, down)
    assert desk.last == ("no", "yes", "unsure")


def test_a_line_that_is_dragged_is_moved() -> None:
    desk = Desk(a_question(Control.RANK, choices=YES_NO))
    editor = desk.editor
    assert isinstance(editor, RankingEditor)
    model = editor.list.model()
    model.moveRow(model.index(0, 0).parent(), 2, model.index(0, 0).parent(), 0)
    assert desk.last == ("unsure", "yes", "no")


def test_a_box_is_checked_and_unchecking_is_no_answer() -> None:
    desk = Desk(a_question(Control.TRIGGER))
    assert isinstance(desk.editor, TriggerEditor)
    assert desk.editor.choose_number(1)
    assert desk.last == "OK"
    assert desk.editor.clear_choice()
    assert desk.last is None


@pytest.mark.parametrize("appearance", ["", "picker", "rating"])
def test_a_range_worked_out_by_the_form_does_not_move(appearance: str) -> None:
    desk = a_range(appearance, ("1", "5", "1"), answer=2, readonly=True)
    desk.editor.choose_number(4)
    assert not desk.editor.focus_target().isEnabled() or appearance == "picker"
    assert desk.given == []
