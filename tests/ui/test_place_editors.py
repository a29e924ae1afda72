# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places, ways and areas, written point by point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Missing
from forms.definition import Control
from tests.fakes.questions import Desk, a_question
from ui.screening.editors.places import GeopointEditor, GeotraceEditor
from ui.screening.editors.points import PointFields
from ui.screening.readings import UnreadableAnswer

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
]
LATITUDE = "Write a latitude here from -90 to 90, such as 38.5816."
LONGITUDE = "Write a longitude here from -180 to 180, such as -121.4944."


def write(point: PointFields, *texts: str) -> None:
    for line, text in zip(point.lines, texts, strict=False):
        line.setText(text)


def trace(desk: Desk) -> GeotraceEditor:
    assert isinstance(desk.editor, GeotraceEditor)
    return desk.editor


def test_a_point_is_given_when_its_two_numbers_are_there() -> None:
    desk = Desk(a_question(Control.GEOPOINT))
    assert isinstance(desk.editor, GeopointEditor)
    point = desk.editor.points[0]
    write(point, "38.5816")
    desk.editor.flush()
    assert desk.said[-1] == LONGITUDE
    assert desk.given == []
    write(point, "38.5816", "-121.4944")
    desk.editor.flush()
    assert desk.last == "38.5816 -121.4944 0.0 0.0"
    write(point, "38.5816", "-121.4944", "9", "4.5")
    desk.editor.flush()
    assert desk.last == "38.5816 -121.4944 9 4.5"
    write(point, "", "", "", "")
    desk.editor.flush()
    assert desk.last is None


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (("91", "0"), LATITUDE),
        (("north", "0"), LATITUDE),
        (("0", "181"), LONGITUDE),
        (
            ("0", "0", "high"),
            "Write an altitude here in metres, such as 9, or leave it empty.",
        ),
        (
            ("0", "0", "", "-1"),
            "Write an accuracy here in metres, such as 5, or leave it empty.",
        ),
    ],
)
def test_numbers_that_are_no_place_are_said_to_be_none(
    texts: tuple[str, ...], sentence: str
) -> None:
    desk = Desk(a_question(Control.GEOPOINT))
    assert isinstance(desk.editor, GeopointEditor)
    write(desk.editor.points[0], *texts)
    desk.editor.flush()
    assert desk.said[-1] == sentence
    assert desk.given == []


def test_the_point_of_zero_is_a_place() -> None:
    desk = Desk(a_question(Control.GEOPOINT))
    assert isinstance(desk.editor, GeopointEditor)
    write(desk.editor.points[0], "0", "0")
    desk.editor.flush()
    assert desk.last == "0 0 0.0 0.0"


def test_a_stored_point_is_shown_and_not_given_again() -> None:
    desk = Desk(a_question(Control.GEOPOINT, answer="38.5816 -121.4944 0 0"))
    assert isinstance(desk.editor, GeopointEditor)
    assert [one.text() for one in desk.editor.points[0].lines] == ["38.5816", "-121.4944", "0", "0"]
    desk.editor.flush()
    assert desk.given == []
    desk.show(Missing.DECLINED)
    assert desk.editor.points[0].is_empty()


def test_a_way_needs_two_points() -> None:
    desk = Desk(a_question(Control.GEOTRACE))
    editor = trace(desk)
    write(editor.points[0], "1", "2")
    editor.flush()
    assert desk.said[-1] == "Write at least 2 points here; there are 1."
    editor.add.click()
    write(editor.points[1], "3", "4")
    editor.flush()
    assert desk.last == "1 2 0.0 0.0; 3 4 0.0 0.0"


def test_an_area_closes_itself() -> None:
    desk = Desk(a_question(Control.GEOSHAPE))
    editor = trace(desk)
    for at, (latitude, longitude) in enumerate((("0", "0"), ("0", "1"), ("1", "1"))):
        if at:
            editor.add.click()
        write(editor.points[at], latitude, longitude)
    editor.flush()
    assert desk.last == "0 0 0.0 0.0; 0 1 0.0 0.0; 1 1 0.0 0.0; 0 0 0.0 0.0"
    again = Desk(a_question(Control.GEOSHAPE, answer=desk.last))
    assert len(trace(again).points) == 3
    trace(again).flush()
    assert again.given == []


def test_a_point_is_removed_from_anywhere() -> None:
    desk = Desk(a_question(Control.GEOTRACE, answer="1 1 0 0; 2 2 0 0; 3 3 0 0"))
    editor = trace(desk)
    editor._on_remove(editor.points[0])
    assert desk.last == "2 2 0 0; 3 3 0 0"
    editor._on_remove(editor.points[1])
    assert desk.said[-1] == "Write at least 2 points here; there are 1."
    editor._on_remove(editor.points[0])
    assert desk.last is None
    assert len(editor.points) == 1


@given(
    st.lists(
        st.tuples(st.decimals(-90, 90, places=5), st.decimals(-180, 180, places=5)),
        min_size=2,
        max_size=6,
    )
)
def test_a_way_reads_back_as_itself(points: list[tuple[object, object]]) -> None:
    stored = "; ".join(f"{latitude:f} {longitude:f} 1 2" for latitude, longitude in points)
    desk = Desk(a_question(Control.GEOTRACE, answer=stored))
    assert trace(desk)._read() == stored
    trace(desk).deleteLater()


@given(st.lists(st.text(max_size=12), min_size=4, max_size=4))
def test_any_words_are_a_point_or_one_sentence(texts: list[str]) -> None:
    point = PointFields()
    write(point, *texts)
    try:
        read = point.read()
    except UnreadableAnswer as error:
        assert str(error).startswith("Write a")
    else:
        assert len(read.split()) == 4
    point.deleteLater()
