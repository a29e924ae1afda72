# SPDX-License-Identifier: AGPL-3.0-or-later
"""Choosing one or several, from a few or from a hundred thousand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from forms.answers import Missing
from forms.definition import Control
from forms.session import Choice, QuestionState
from tests.fakes.pictures import a_body_map, a_photograph
from tests.fakes.questions import YES_NO, Desk, Held, a_question
from ui.screening.editors.choices import ButtonsEditor, ChoicesEditor
from ui.screening.editors.image_map import ImageMapEditor
from ui.screening.editors.long_choices import LongChoicesEditor
from ui.screening.editors.means import Means
from ui.screening.editors.registry import make_editor, needs_other
from ui.screening.editors.scale_row import HeadingRow, ScaleRow

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
]
ONE, MANY = Control.SELECT_ONE, Control.SELECT_MULTIPLE
TOWNS = tuple((f"t{at}", f"Town {at:05d}") for at in range(100_000))
FEW = tuple((f"v{at}", f"Choice {at}") for at in range(8))


def buttons_of(desk: Desk) -> list[QAbstractButton]:
    editor = desk.editor
    assert isinstance(editor, ButtonsEditor)
    return editor._buttons


def long_editor(desk: Desk) -> LongChoicesEditor:
    assert isinstance(desk.editor, LongChoicesEditor)
    return desk.editor


@pytest.mark.parametrize(
    ("appearance", "kind"),
    [
        ("", ChoicesEditor),
        ("columns", ChoicesEditor),
        ("columns-3 no-buttons", ChoicesEditor),
        ("columns-pack", ChoicesEditor),
        ("quick", ChoicesEditor),
        ("map", ChoicesEditor),
        ("something-new", ChoicesEditor),
        ("minimal", LongChoicesEditor),
        ("autocomplete", LongChoicesEditor),
        ("search", LongChoicesEditor),
        ("likert", ScaleRow),
        ("list", ScaleRow),
        ("list-nolabel", ScaleRow),
        ("label", HeadingRow),
        ("image-map", ImageMapEditor),
    ],
)
@pytest.mark.parametrize("control", [ONE, MANY])
def test_each_appearance_has_its_editor(control: Control, appearance: str, kind: type) -> None:
    state = a_question(control, appearance, choices=YES_NO)
    editor = make_editor(state)
    assert isinstance(editor, kind)
    editor.show_state(state)


@pytest.mark.parametrize("appearance", ["", "columns", "likert", "list-nolabel", "image-map"])
def test_number_keys_choose_and_delete_takes_back(appearance: str) -> None:
    desk = Desk(a_question(ONE, appearance, choices=YES_NO))
    assert desk.editor.choose_number(2)
    assert desk.last == "no"
    assert desk.editor.clear_choice()
    assert desk.last is None
    assert not desk.editor.clear_choice()
    assert not desk.editor.choose_number(4)


def test_several_are_given_in_the_order_of_the_list() -> None:
    desk = Desk(a_question(MANY, choices=YES_NO))
    desk.editor.choose_number(3)
    desk.editor.choose_number(1)
    assert desk.last == ("yes", "unsure")
    desk.editor.choose_number(1)
    desk.editor.choose_number(3)
    assert desk.last is None


def test_quick_moves_on_when_chosen_but_not_when_arrows_walk(qtbot: QtBot) -> None:
    desk = Desk(a_question(ONE, "quick", choices=YES_NO))
    qtbot.addWidget(desk.editor)
    first = buttons_of(desk)[0]
    first.setFocus()
    event = _key(Qt.Key.Key_Down)
    assert desk.editor.take_key(first, event)
    assert desk.given == []
    assert desk.finished == 0
    buttons_of(desk)[1].click()
    assert (desk.last, desk.finished) == ("no", 1)


def test_a_way_of_not_answering_is_no_choice() -> None:
    desk = Desk(a_question(ONE, choices=(("not_asked", "Not asked"), ("b", "B")), answer="b"))
    desk.show(Missing.NOT_ASKED)
    assert not any(one.isChecked() for one in buttons_of(desk))


def test_columns_stand_side_by_side_and_give_way_when_it_is_narrow(qapp: QApplication) -> None:
    desk = Desk(a_question(ONE, "columns-4", choices=FEW))
    desk.editor.resize(560, 200)
    qapp.processEvents()
    first, second, *_, last = buttons_of(desk)
    assert first.y() == second.y()
    assert last.y() > first.y()
    desk.editor.resize(100, 600)
    qapp.processEvents()
    assert first.y() < second.y()


def test_columns_begin_at_the_right_where_people_write_so(qapp: QApplication) -> None:
    desk = Desk(a_question(ONE, "columns-2", choices=FEW))
    desk.editor.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    desk.editor.resize(560, 200)
    qapp.processEvents()
    first, second, *_ = buttons_of(desk)
    assert first.x() > second.x()


def test_pictures_of_choices_come_from_the_form_only() -> None:
    held = Held(form_files={"yes.png": a_photograph()})
    state = a_question(ONE, choices=YES_NO)
    pictured = Choice("yes", "Yes", {"image": "yes.png"})
    stray = Choice("no", "No", {"image": "file:///etc/hostname"})
    desk = Desk(_with_choices(state, (pictured, stray)), Means(held))
    first, second = buttons_of(desk)
    assert not first.icon().isNull()
    assert second.icon().isNull()


def test_the_headings_of_a_table_answer_nothing() -> None:
    desk = Desk(a_question(ONE, "label", choices=YES_NO))
    assert not desk.editor.answers
    words = [one.text() for one in desk.editor.findChildren(QLabel)]
    assert words == ["Yes", "No", "Not sure"]


def test_headings_stand_over_their_buttons(qapp: QApplication) -> None:
    head = Desk(a_question(ONE, "label", choices=YES_NO))
    row = Desk(a_question(ONE, "list-nolabel", choices=YES_NO))
    for desk in (head, row):
        desk.editor.resize(420, 60)
    qapp.processEvents()
    middles = [one.geometry().center().x() for one in buttons_of(row)]
    over = [one.geometry().center().x() for one in head.editor.findChildren(QLabel)]
    assert all(abs(a - b) <= 3 for a, b in zip(middles, over, strict=True)), (middles, over)


def test_a_hundred_thousand_choices_are_narrowed_without_a_widget_each() -> None:
    desk = Desk(a_question(ONE, choices=TOWNS))
    editor = long_editor(desk)
    editor.line.setText("town 0999")
    assert editor.model.rowCount() == 10
    editor.flush()
    assert desk.editor.findChildren(QAbstractButton) == [editor.open]


def test_exact_words_choose_and_other_words_are_said_to_be_none() -> None:
    desk = Desk(a_question(ONE, "autocomplete", choices=YES_NO))
    editor = long_editor(desk)
    editor.line.setText("not sure")
    editor.flush()
    assert desk.last == "unsure"
    assert editor.line.text() == "Not sure"
    editor.line.setText("perhaps")
    editor.flush()
    assert desk.said[-1] == "“perhaps” is not in the list; choose one that is."
    assert desk.last == "unsure"
    editor.line.setText("")
    editor.flush()
    assert desk.last is None


def test_enter_takes_the_first_that_was_found(qtbot: QtBot) -> None:
    desk = Desk(a_question(ONE, "minimal", choices=YES_NO))
    editor = long_editor(desk)
    qtbot.addWidget(editor)
    assert editor.view.isHidden()
    qtbot.keyClicks(editor.line, "n")
    assert not editor.view.isHidden()
    editor.take_key(editor.line, _key(Qt.Key.Key_Return))
    assert desk.last == "no"
    assert editor.view.isHidden()


def test_space_marks_several_and_enter_goes_on(qtbot: QtBot) -> None:
    desk = Desk(a_question(MANY, "autocomplete", choices=YES_NO))
    editor = long_editor(desk)
    qtbot.addWidget(editor)
    for row in (0, 2):
        editor._point_at(row)
        assert editor.take_key(editor.view, _key(Qt.Key.Key_Space))
    assert desk.last == ("yes", "unsure")
    assert not editor.take_key(editor.view, _key(Qt.Key.Key_Return))
    assert desk.last == ("yes", "unsure")
    editor.line.setText("no")
    assert editor.take_key(editor.line, _key(Qt.Key.Key_Return))
    assert desk.last == ("yes", "no", "unsure")
    assert editor.line.text() == ""
    assert not editor.take_key(editor.line, _key(Qt.Key.Key_Return))


def test_letters_typed_in_the_list_narrow_it(qtbot: QtBot) -> None:
    desk = Desk(a_question(ONE, "minimal", choices=YES_NO))
    editor = long_editor(desk)
    qtbot.addWidget(editor)
    letter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Y, Qt.KeyboardModifier.NoModifier, "y")
    assert editor.take_key(editor.view, letter)
    assert (editor.line.text(), editor.model.rowCount()) == ("y", 1)
    assert desk.given == []
    editor.take_key(editor.line, _key(Qt.Key.Key_Return))
    assert desk.last == "yes"


def test_narrowing_never_takes_a_choice_back() -> None:
    desk = Desk(a_question(MANY, "minimal", choices=YES_NO, answer=("yes", "unsure")))
    editor = long_editor(desk)
    editor.line.setText("no")
    editor._point_at(0)
    editor.take_key(editor.view, _key(Qt.Key.Key_Space))
    assert desk.last == ("yes", "no", "unsure")
    editor.line.setText("")
    editor.flush()
    assert desk.last == ("yes", "no", "unsure")


def test_the_mouse_chooses_in_a_long_list(qtbot: QtBot) -> None:
    desk = Desk(a_question(ONE, choices=TOWNS[:40]))
    editor = long_editor(desk)
    qtbot.addWidget(editor)
    place = editor.view.visualRect(editor.model.index(2)).center()
    qtbot.mouseClick(editor.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.last == "t2"
    assert editor.line.text() == "Town 00002"


def test_a_list_that_grows_long_gets_another_editor() -> None:
    short = a_question(ONE, choices=FEW)
    editor = make_editor(short)
    assert not needs_other(editor, short)
    assert needs_other(editor, a_question(ONE, choices=TOWNS[:31]))


def test_nothing_is_chosen_where_the_form_works_it_out() -> None:
    for appearance in ("", "minimal", "likert"):
        desk = Desk(a_question(ONE, appearance, choices=YES_NO, answer="yes", readonly=True))
        desk.editor.choose_number(2)
        assert desk.given == []


def test_an_area_of_a_drawing_is_pressed_by_its_shape_not_its_box(qtbot: QtBot) -> None:
    held = Held(form_files={"body.svg": a_body_map()})
    choices = (("head", "Head"), ("ring", "Ring"), ("moved", "Moved"))
    state = a_question(MANY, "image-map", choices=choices, media={"image": "body.svg"})
    desk = Desk(state, Means(held))
    editor = desk.editor
    assert isinstance(editor, ImageMapEditor)
    drawn = editor.map
    assert drawn is not None
    drawn.resize(300, drawn.height())
    place = drawn._place()
    unit = place.width() / 100

    def spot(x: float, y: float) -> QPoint:
        return QPointF(x * unit, y * unit).toPoint()

    qtbot.mouseClick(drawn, Qt.MouseButton.LeftButton, pos=spot(20, 20))
    assert desk.last == ("head",)
    qtbot.mouseClick(drawn, Qt.MouseButton.LeftButton, pos=spot(82, 82))
    assert desk.last == ("head", "moved")
    before = list(desk.given)
    qtbot.mouseClick(drawn, Qt.MouseButton.LeftButton, pos=spot(2, 2))
    assert desk.given == before
    assert drawn.chosen == {"head", "moved"}
    assert buttons_of_map(editor)[0].isChecked()


def test_a_drawing_that_cannot_be_used_leaves_the_list() -> None:
    for content in (b"<svg", b"no picture", a_photograph()):
        held = Held(form_files={"body.svg": content})
        state = a_question(ONE, "image-map", choices=YES_NO, media={"image": "body.svg"})
        desk = Desk(state, Means(held))
        assert isinstance(desk.editor, ImageMapEditor)
        assert desk.editor.map is None
        assert desk.editor.choose_number(1)
        assert desk.last == "yes"


def buttons_of_map(editor: ImageMapEditor) -> list[QAbstractButton]:
    return editor.list._buttons


def _with_choices(state: QuestionState, choices: tuple[Choice, ...]) -> QuestionState:
    return replace(state, choices=choices)


def _key(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)


@pytest.mark.parametrize("appearance", ["minimal", "autocomplete", "search"])
def test_a_long_list_shows_the_pictures_of_its_choices_and_reads_only_those_in_sight(
    appearance: str,
) -> None:
    held = Held(form_files={"a.png": a_photograph(), "b.svg": a_body_map()})
    asked: list[str] = []

    class Counted(Held):
        def media(self, name: str) -> bytes | None:
            asked.append(name)
            return held.media(name)

    names = ("a.png", "b.svg", "gone.png", "file:///etc/hostname")
    choices = tuple(
        Choice(f"c{at}", f"Choice {at}", {"image": names[at % 4] if at < 4 else f"{at}.png"})
        for at in range(1_000)
    )
    state = replace(a_question(ONE, appearance), choices=choices)
    editor = long_editor(Desk(state, Means(Counted())))
    model = editor.model
    seen = [model.data(model.index(at), Qt.ItemDataRole.DecorationRole) for at in range(4)]
    assert [one is not None for one in seen] == [True, True, False, False]
    assert all(model.data(model.index(0), Qt.ItemDataRole.DecorationRole) for _ in range(3))
    assert asked.count("a.png") == 1
    assert len(asked) < 20
    plain = long_editor(Desk(a_question(ONE, appearance, choices=FEW)))
    assert plain.model.data(plain.model.index(0), Qt.ItemDataRole.DecorationRole) is None
