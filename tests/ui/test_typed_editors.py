# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text, numbers, dates and times, typed."""

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit
from pytestqt.qtbot import QtBot

from forms.answers import Answer, Missing
from forms.definition import Control
from tests.fakes.questions import Desk, a_question
from ui.screening.editors.calendars import say_day
from ui.screening.editors.counter import CounterEditor
from ui.screening.editors.dated import DateEditor
from ui.screening.editors.means import Means
from ui.screening.editors.paragraph import ParagraphEditor
from ui.screening.editors.remarks import remark_on
from ui.screening.editors.timed import DateTimeEditor
from ui.screening.editors.typed import TypedEditor
from ui.screening.readings import UnreadableAnswer, read_time, show_time, writing_of

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
]


def type_into(desk: Desk, words: str) -> None:
    line = desk.editor.focus_target()
    assert isinstance(line, QLineEdit)
    line.setText(words)
    desk.editor.flush()


@pytest.mark.parametrize(
    ("control", "appearance", "words", "answer"),
    [
        (Control.TEXT, "", "Ana & Luz", "Ana & Luz"),
        (Control.TEXT, "numbers", "555 0100", "555 0100"),
        (Control.TEXT, "url", "https://x.org", "https://x.org"),
        (Control.TEXT, "masked", "secret", "secret"),
        (Control.TEXT, "ex:org.app", "typed", "typed"),
        (Control.BARCODE, "hidden-answer", "4006381", "4006381"),
        (Control.INTEGER, "", "0", 0),
        (Control.INTEGER, "thousands-sep", "12,345", 12345),
        (Control.DECIMAL, "", "0,5", Decimal("0.5")),
        (Control.DECIMAL, "thousands-sep", "1,234.50", Decimal("1234.50")),
        (Control.DECIMAL, "bearing", "359.9", Decimal("359.9")),
        (Control.DATE, "", "3/9/2026", date(2026, 3, 9)),
        (Control.DATE, "month-year", "2026-03", date(2026, 3, 1)),
        (Control.DATE, "month-year", "3/2026", date(2026, 3, 1)),
        (Control.DATE, "year", "2026", date(2026, 1, 1)),
        (Control.TIME, "", "2:30 pm", "14:30:00.000"),
        (Control.TIME, "", "09:05:07", "09:05:07.000"),
    ],
)
def test_typed_words_are_given_as_the_answer(
    control: Control, appearance: str, words: str, answer: Answer
) -> None:
    desk = Desk(a_question(control, appearance))
    type_into(desk, words)
    assert desk.last == answer
    assert type(desk.last) is type(answer)
    assert not any(desk.said)


@pytest.mark.parametrize(
    ("control", "appearance", "words", "sentence"),
    [
        (Control.TEXT, "numbers", "five", "Write only digits here, such as 555 0100."),
        (Control.INTEGER, "", "1,000", "Write a whole number here, such as 3."),
        (
            Control.DECIMAL,
            "",
            "1,000",
            "Write a number here without a comma for thousands, such as 1000 or 0.5.",
        ),
        (Control.DECIMAL, "", "1e999999", "Write a number here, such as 2 or 0.5."),
        (
            Control.DECIMAL,
            "bearing",
            "361",
            "Write a direction here in degrees from 0 to 360, such as 90 for east.",
        ),
        (
            Control.DATE,
            "month-year",
            "13/2026",
            "Write a month here as year-month, such as 2026-03.",
        ),
        (Control.DATE, "year", "26", "Write a year here with four digits, such as 2026."),
        (
            Control.TIME,
            "",
            "25:00",
            "Write a time here as hour:minute, such as 14:30 or 2:30 pm.",
        ),
    ],
)
def test_words_that_are_no_answer_stay_and_are_said_to_be_none(
    control: Control, appearance: str, words: str, sentence: str
) -> None:
    desk = Desk(a_question(control, appearance))
    type_into(desk, words)
    assert desk.said[-1] == sentence
    assert desk.given == []
    line = desk.editor.focus_target()
    assert isinstance(line, QLineEdit)
    assert line.text() == words


@given(st.times())
def test_a_time_reads_back_as_itself_to_the_second(moment: object) -> None:
    stored = moment.isoformat("milliseconds")  # type: ignore[attr-defined]  # a time
    again = read_time(show_time(stored))
    assert again.isoformat("milliseconds")[:8] == stored[:8]


@given(st.text())
def test_any_words_are_a_time_or_one_sentence(words: str) -> None:
    try:
        read_time(words)
    except UnreadableAnswer as error:
        assert str(error).startswith("Write a time")


@pytest.mark.parametrize("appearance", ["", "thousands-sep", "bearing"])
@given(number=st.decimals(min_value=0, max_value=360, places=3))
def test_a_number_reads_back_exactly_in_every_writing(appearance: str, number: Decimal) -> None:
    writing = writing_of(a_question(Control.DECIMAL, appearance).question)
    assert writing.read(writing.show(number)) == number


def test_a_line_is_given_after_a_pause_and_without_leaving_it(qtbot: QtBot) -> None:
    desk = Desk(a_question(Control.TEXT))
    qtbot.addWidget(desk.editor)
    qtbot.keyClicks(desk.editor.focus_target(), "Luz")
    qtbot.waitUntil(lambda: desk.given == ["Luz"])


def test_emptying_a_line_takes_the_answer_back() -> None:
    desk = Desk(a_question(Control.INTEGER, answer=0))
    line = desk.editor.focus_target()
    assert isinstance(line, QLineEdit)
    assert line.text() == "0"
    type_into(desk, "")
    assert desk.last is None


def test_a_way_of_not_answering_empties_the_line() -> None:
    desk = Desk(a_question(Control.INTEGER))
    type_into(desk, "often")
    desk.show(Missing.DECLINED)
    line = desk.editor.focus_target()
    assert isinstance(line, QLineEdit)
    assert line.text() == ""


def test_covered_text_is_shown_only_on_wish() -> None:
    desk = Desk(a_question(Control.TEXT, "masked", answer="secret"))
    assert isinstance(desk.editor, TypedEditor)
    assert desk.editor.line.displayText() != "secret"
    desk.editor._reveal.click()
    assert desk.editor.line.displayText() == "secret"


def test_several_lines_are_as_high_as_the_form_asks() -> None:
    low = Desk(a_question(Control.TEXT, "multiline"))
    high = Desk(a_question(Control.TEXT, parameters={"rows": "9"}))
    assert isinstance(low.editor, ParagraphEditor)
    assert isinstance(high.editor, ParagraphEditor)
    assert high.editor.words.height() > low.editor.words.height() + 60


def test_a_counter_counts_from_empty_and_never_invents_a_zero(qtbot: QtBot) -> None:
    desk = Desk(a_question(Control.INTEGER, "counter"))
    qtbot.addWidget(desk.editor)
    assert isinstance(desk.editor, CounterEditor)
    assert desk.editor.line.text() == ""
    desk.editor.more.click()
    desk.editor.more.click()
    desk.editor.less.click()
    assert desk.given == [1, 2, 1]


def test_the_first_minus_of_a_counter_is_zero() -> None:
    desk = Desk(a_question(Control.INTEGER, "counter"))
    assert isinstance(desk.editor, CounterEditor)
    desk.editor.less.click()
    assert desk.given == [0]


def test_a_day_is_picked_from_the_calendar_below() -> None:
    desk = Desk(a_question(Control.DATE, answer=date(2026, 11, 20)))
    assert isinstance(desk.editor, DateEditor)
    desk.editor.open.click()
    calendar = desk.editor.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2026, 11, 20)
    assert not calendar.isWindow()
    calendar.clicked.emit(QDate(2026, 11, 9))
    assert desk.last == date(2026, 11, 9)
    assert calendar.isHidden()


@pytest.mark.parametrize("appearance", ["no-calendar", "month-year", "year"])
def test_no_calendar_is_offered_where_none_is_wanted(appearance: str) -> None:
    desk = Desk(a_question(Control.DATE, appearance))
    assert isinstance(desk.editor, DateEditor)
    assert desk.editor.open.isHidden()


@pytest.mark.parametrize(
    ("day", "system", "called"),
    [
        (date(2007, 9, 12), "ethiopian", "2000-01-01"),
        (date(2007, 9, 11), "ethiopian", "1999-13-06"),
        (date(2026, 11, 23), "ethiopian", "2019-03-14"),
        (date(2007, 9, 12), "coptic", "1724-01-01"),
        (date(2024, 3, 20), "persian", "1403-01-01"),
        (date(2026, 11, 23), "islamic", "1448-06-12"),
        (date(2026, 11, 23), "buddhist", "2569-11-23"),
        (date(2026, 11, 23), "myanmar", None),
        (date(1, 1, 1), "coptic", None),
    ],
)
def test_a_day_is_named_in_another_calendar(day: date, system: str, called: str | None) -> None:
    assert say_day(system, day) == called


@given(st.dates(min_value=date(300, 1, 1)))
def test_a_coptic_day_follows_the_day_before(day: date) -> None:
    if day == date.max:
        return
    today = say_day("coptic", day)
    following = say_day("coptic", date.fromordinal(day.toordinal() + 1))
    assert today is not None
    assert following is not None
    year, month, at = (int(part) for part in today.split("-"))
    last = 30 if month < 13 else 6 if year % 4 == 3 else 5
    wanted = (year, month, at + 1) if at < last else (year, month + 1, 1)
    if wanted[1] > 13:
        wanted = (year + 1, 1, 1)
    assert following == "{:04d}-{:02d}-{:02d}".format(*wanted)


def test_another_calendar_shows_beside_the_line() -> None:
    desk = Desk(a_question(Control.DATE, "ethiopian", answer=date(2026, 11, 23)))
    assert isinstance(desk.editor, DateEditor)
    assert desk.editor._other.text() == "Ethiopian calendar: 2019-03-14"
    assert "Gregorian" in remark_on(desk.state.question)


def test_a_date_and_a_time_make_a_moment_with_the_offset_of_that_day() -> None:
    zone = ZoneInfo("America/Los_Angeles")
    desk = Desk(a_question(Control.DATETIME), Means(zone=zone))
    editor = desk.editor
    assert isinstance(editor, DateTimeEditor)
    editor.day.setText("2026-11-23")
    editor.flush()
    assert desk.said[-1] == "Write the time as well, such as 14:30."
    editor.time.setText("2:30 pm")
    editor.flush()
    assert desk.last == "2026-11-23T14:30:00.000-08:00"
    editor.day.setText("2026-07-01")
    editor.flush()
    assert desk.last == "2026-07-01T14:30:00.000-07:00"
    editor.day.setText("")
    editor.time.setText("")
    editor.flush()
    assert desk.last is None


def test_a_time_that_the_clocks_show_twice_is_asked_about() -> None:
    desk = Desk(a_question(Control.DATETIME), Means(zone=ZoneInfo("America/Los_Angeles")))
    editor = desk.editor
    assert isinstance(editor, DateTimeEditor)
    editor.day.setText("2026-11-01")
    editor.time.setText("2:00")
    assert editor.which.isHidden()
    editor.time.setText("1:30")
    assert not editor.which.isHidden()
    editor.flush()
    assert desk.last == "2026-11-01T01:30:00.000-07:00"
    editor.which.setCurrentIndex(1)
    editor.flush()
    assert desk.last == "2026-11-01T01:30:00.000-08:00"
    editor.day.setText("2026-11-02")
    assert editor.which.isHidden()
    editor.flush()
    assert desk.last == "2026-11-02T01:30:00.000-08:00"


@pytest.mark.parametrize("offset", ["-07:00", "-08:00"])
def test_a_stored_time_that_comes_twice_stays_itself(offset: str) -> None:
    stored = f"2026-11-01T01:30:00.000{offset}"
    desk = Desk(
        a_question(Control.DATETIME, answer=stored), Means(zone=ZoneInfo("America/Los_Angeles"))
    )
    editor = desk.editor
    assert isinstance(editor, DateTimeEditor)
    assert editor.which.currentIndex() == (offset == "-08:00")
    editor.flush()
    assert desk.given == []


def test_a_stored_moment_is_shown_in_its_two_lines() -> None:
    desk = Desk(a_question(Control.DATETIME, answer="2026-11-23T14:30:00.000-08:00"))
    editor = desk.editor
    assert isinstance(editor, DateTimeEditor)
    assert (editor.day.text(), editor.time.text()) == ("2026-11-23", "14:30")
    editor.flush()
    assert desk.given == []


@pytest.mark.parametrize("control", [Control.TEXT, Control.DATE, Control.DATETIME, Control.TIME])
def test_nothing_can_be_typed_where_the_form_works_it_out(control: Control) -> None:
    desk = Desk(a_question(control, readonly=True))
    line = desk.editor.focus_target()
    assert isinstance(line, QLineEdit)
    assert line.isReadOnly()


def test_typing_reads_from_the_right_where_people_write_so(qapp: QApplication) -> None:
    desk = Desk(a_question(Control.INTEGER, "counter"))
    assert isinstance(desk.editor, CounterEditor)
    desk.editor.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qapp.processEvents()
    assert desk.editor.less.x() > desk.editor.more.x()
    assert QLocale().textDirection() == Qt.LayoutDirection.LeftToRight
