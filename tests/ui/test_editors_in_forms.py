# SPDX-License-Identifier: AGPL-3.0-or-later
"""Editors over running forms: what is set is what the form takes, and what it takes is shown."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from forms.answers import Answer
from forms.loader import load_form
from forms.session import Session
from tests.fakes.forms import DAY, a_form, an_xform
from tests.fakes.pictures import a_photograph
from tests.fakes.questions import Held, Running
from ui.screening.editors.editor import Editor
from ui.screening.editors.long_choices import LongChoicesEditor
from ui.screening.editors.means import Means
from ui.screening.editors.places import PlaceEditor
from ui.screening.editors.ranking import RankingEditor
from ui.screening.editors.rating import RatingEditor
from ui.screening.editors.slider import SliderEditor
from ui.screening.editors.timed import DateTimeEditor
from ui.screening.editors.upload import UploadEditor
from ui.screening.question_box import QuestionBox

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
]
CHOICES = "".join(
    f"<item><label>{words}</label><value>{value}</value></item>"
    for value, words in (("yes", "Yes"), ("no", "No"), ("unsure", "Not sure"))
)
Act = Callable[[Editor], object]


def written(words: str) -> Act:
    def act(editor: Editor) -> None:
        line = editor.focus_target()
        if isinstance(line, QPlainTextEdit):
            line.setPlainText(words)
        else:
            assert isinstance(line, QLineEdit)
            line.setText(words)
        editor.flush()

    return act


def pressed(*numbers: int) -> Act:
    def act(editor: Editor) -> None:
        for number in numbers:
            assert editor.choose_number(number)

    return act


def placed(*points: tuple[str, str]) -> Act:
    def act(editor: Editor) -> None:
        assert isinstance(editor, PlaceEditor)
        for at, texts in enumerate(points):
            if at:
                editor.add.click()  # type: ignore[attr-defined]  # several points
            for line, text in zip(editor.points[at].lines, texts, strict=False):
                line.setText(text)
        editor.flush()

    return act


def moved(value: int) -> Act:
    def act(editor: Editor) -> None:
        assert isinstance(editor, SliderEditor)
        editor.slider.setValue(value)

    return act


def told(editor: Editor) -> None:
    assert isinstance(editor, DateTimeEditor)
    editor.day.setText("2026-11-23")
    editor.time.setText("14:30")
    editor.flush()


def agreed(editor: Editor) -> None:
    assert isinstance(editor, RankingEditor)
    editor.agree.click()


def chosen(name: str, content: bytes) -> Act:
    def act(editor: Editor) -> None:
        assert isinstance(editor, UploadEditor)
        assert editor.take_file(name, content)

    return act


def a_control(tag: str, appearance: str = "", more: str = "", inside: str = "") -> str:
    return f'<{tag} ref="/data/q" appearance="{appearance}" {more}><label>Q</label>{inside}</{tag}>'


CASES: list[tuple[str, str, Act, Answer]] = [
    ("string", a_control("input"), written("Ana"), "Ana"),
    ("string", a_control("input", "multiline"), written("a\nb"), "a\nb"),
    ("string", a_control("input", "numbers"), written("555 0100"), "555 0100"),
    ("int", a_control("input"), written("0"), 0),
    ("int", a_control("input", "counter"), written("7"), 7),
    ("int", a_control("input", "thousands-sep"), written("1,234"), 1234),
    ("decimal", a_control("input"), written("0.10"), Decimal("0.10")),
    ("decimal", a_control("input", "bearing"), written("90"), Decimal(90)),
    ("date", a_control("input"), written("2026-11-23"), date(2026, 11, 23)),
    ("date", a_control("input", "month-year"), written("2026-11"), date(2026, 11, 1)),
    ("date", a_control("input", "year"), written("2026"), date(2026, 1, 1)),
    ("time", a_control("input"), written("2:30 pm"), "14:30:00.000"),
    ("barcode", a_control("input"), written("4006381"), "4006381"),
    ("geopoint", a_control("input"), placed(("38.5", "-121")), "38.5 -121.0 0.0 0.0"),
    (
        "geotrace",
        a_control("input"),
        placed(("1", "2"), ("3", "4")),
        "1.0 2.0 0.0 0.0;3.0 4.0 0.0 0.0",
    ),
    (
        "geoshape",
        a_control("input"),
        placed(("0", "0"), ("0", "1"), ("1", "1")),
        "0.0 0.0 0.0 0.0;0.0 1.0 0.0 0.0;1.0 1.0 0.0 0.0;0.0 0.0 0.0 0.0",
    ),
    ("string", a_control("select1", inside=CHOICES), pressed(2), "no"),
    ("string", a_control("select1", "likert", inside=CHOICES), pressed(3), "unsure"),
    ("string", a_control("select1", "minimal", inside=CHOICES), written("Not sure"), "unsure"),
    ("string", a_control("select", inside=CHOICES), pressed(3, 1), ("yes", "unsure")),
    ("string", a_control("select", "autocomplete", inside=CHOICES), written("No"), ("no",)),
    ("int", a_control("range", more='start="0" end="5" step="1"'), moved(0), 0),
    ("decimal", a_control("range", more='start="0" end="1" step="0.1"'), moved(3), Decimal("0.3")),
    ("int", a_control("range", "rating", 'start="1" end="5" step="1"'), pressed(4), 4),
    ("int", a_control("range", "picker", 'start="1" end="5" step="1"'), written("2"), 2),
    ("string", a_control("trigger"), pressed(1), "OK"),
    (
        "binary",
        a_control("upload", more='mediatype="image/*"'),
        chosen("a.png", a_photograph()),
        "1-a.png",
    ),
    (
        "binary",
        a_control("upload", more='mediatype="application/*"'),
        chosen("a.pdf", b"%PDF-1.7"),
        "1-a.pdf",
    ),
]


@pytest.mark.parametrize(("datatype", "control", "act", "answer"), CASES)
def test_a_running_form_takes_what_is_set_and_shows_it_again(
    datatype: str, control: str, act: Act, answer: Answer, qtbot: QtBot
) -> None:
    box, running, held = a_running_box(datatype, control, qtbot)
    assert box.editor is not None
    act(box.editor)
    given = running.session.question("/data/q").answer
    assert running.unreadable == {}
    assert given == answer
    assert type(given) is type(answer)
    again, second, _ = a_running_box(datatype, control, qtbot, {"/data/q": given}, held)
    again.flush()
    assert second.session.question("/data/q").answer == answer
    assert second.unreadable == {}


def test_a_moment_is_taken_and_shown_again(qtbot: QtBot) -> None:
    box, running, _ = a_running_box("dateTime", a_control("input"), qtbot)
    assert box.editor is not None
    told(box.editor)
    assert str(running.session.question("/data/q").answer).startswith("2026-11-23T14:30:00.000")


def test_an_order_is_taken(qtbot: QtBot) -> None:
    control = (
        '<odk:rank xmlns:odk="http://www.opendatakit.org/xforms" ref="/data/q">'
        f"<label>Q</label>{CHOICES}</odk:rank>"
    )
    box, running, _ = a_running_box("odk:rank", control, qtbot)
    assert box.editor is not None
    agreed(box.editor)
    assert running.session.question("/data/q").answer == ("yes", "no", "unsure")


def test_choices_follow_another_answer(qtbot: QtBot) -> None:
    towns = "".join(
        f"<item><name>t{n}</name><label>Town {n}</label><row>{n}</row></item>" for n in range(1, 51)
    )
    definition = load_form(
        an_xform(
            "<few/><q/>",
            '<bind nodeset="/data/few" type="int"/><bind nodeset="/data/q" type="string"/>',
            '<input ref="/data/few"><label>few</label></input>'
            '<select1 ref="/data/q"><label>Q</label>'
            "<itemset nodeset=\"instance('towns')/root/item[number(row) &lt;= /data/few]\">"
            '<value ref="name"/><label ref="label"/></itemset></select1>',
            f'<instance id="towns"><root>{towns}</root></instance>',
        )
    )
    running = Running(Session(definition, today=DAY))
    box = QuestionBox(running, "/data/q")  # type: ignore[arg-type]  # stands in
    running.boxes = [box]
    qtbot.addWidget(box)
    box.redraw()
    running.give("/data/few", 3)
    assert not isinstance(box.editor, LongChoicesEditor)
    running.give("/data/few", 45)
    assert isinstance(box.editor, LongChoicesEditor)
    assert box.editor.model.rowCount() == 45


def test_stars_are_stars(qtbot: QtBot) -> None:
    control = a_control("range", "rating", 'start="1" end="5" step="1"')
    box, _, _ = a_running_box("int", control, qtbot)
    assert isinstance(box.editor, RatingEditor)


def a_running_box(
    datatype: str,
    control: str,
    qtbot: QtBot,
    answers: dict[str, Answer] | None = None,
    held: Held | None = None,
) -> tuple[QuestionBox, Running, Held]:
    definition = a_form({"q": ""}, {"q": {"type": datatype}}, control)
    running = Running(Session(definition, today=DAY, answers=answers))
    kept = held or Held()
    box = QuestionBox(running, "/data/q", Means(kept))  # type: ignore[arg-type]  # stands in
    running.boxes = [box]
    qtbot.addWidget(box)
    box.redraw()
    return box, running, kept
