# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between typed words and answers. Nothing is guessed: what cannot be read is said to be so.

Numbers stay exact; a comma that may mean thousands or a fraction is asked about, never decided.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QCoreApplication

from forms.answers import Answer, Missing
from forms.definition import Control, Question

US_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
DIGITS = re.compile(r"[0-9 .,+()\-]*")
MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})|([0-9]{1,2})/([0-9]{4})")
YEAR = re.compile(r"[0-9]{4}")
TIME = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))?(?::([0-9]{2}))?(?:\.[0-9]+)? ?([ap])?\.?m?\.?")
STORED_TIME = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?")
LONGEST_NUMBER = 40
translate = QCoreApplication.translate


class UnreadableAnswer(ValueError):
    """The user: typed words are no answer of this kind; the text is one translated sentence."""


@dataclass(frozen=True)
class Writing:
    """How one kind of answer is written in a line.

    Attributes:
        read: the answer typed words stand for; raises `UnreadableAnswer`.
        show: the words an answer is edited as.
        example: shown while the line is empty.
        short: the line needs little room.
    """

    read: Callable[[str], Answer]
    show: Callable[[Answer], str]
    example: str = ""
    short: bool = True


def read_typed(control: Control, typed: str) -> Answer:
    """The answer that typed words stand for; empty means no answer.

    Dates are read as `2026-11-23` or, as on paper in California, `11/23/2026`.

    Raises:
        UnreadableAnswer: they stand for none.
    """
    text = typed.strip()
    if not text:
        return None
    match control:
        case Control.INTEGER:
            return _read_whole(text)
        case Control.DECIMAL:
            return _read_decimal(text)
        case Control.DATE:
            return _read_date(text)
        case Control.TIME:
            return read_time(text).isoformat("milliseconds")
        case _:
            return typed


def show_typed(control: Control, answer: Answer) -> str:
    """The words an answer is edited as."""
    if answer is None or isinstance(answer, Missing | tuple):
        return ""
    if isinstance(answer, date):
        return answer.isoformat()
    if isinstance(answer, Decimal):
        return format(answer, "f")
    if control is Control.TIME:
        return show_time(str(answer))
    return str(answer)


def writing_of(question: Question) -> Writing:
    """How a question's answer is written in one line."""
    control = question.control
    match control:
        case Control.INTEGER | Control.DECIMAL:
            return _number_writing(question)
        case Control.DATE if question.looks("month-year"):
            return Writing(_read_month, _show_month, translate("words", "YYYY-MM"))
        case Control.DATE if question.looks("year"):
            return Writing(_read_year, _show_year, translate("words", "YYYY"))
        case Control.TEXT if question.looks("numbers"):
            return Writing(_read_digits, lambda one: show_typed(control, one))
    return plain_writing(control)


def plain_writing(control: Control) -> Writing:
    """How a kind of answer is written when the form asks for nothing special."""
    example = {
        Control.DATE: translate("words", "YYYY-MM-DD"),
        Control.TIME: translate("words", "HH:MM"),
        Control.INTEGER: translate("words", "Number"),
        Control.DECIMAL: translate("words", "Number, e.g. 0.5"),
    }.get(control, "")
    return Writing(
        lambda typed: read_typed(control, typed),
        lambda answer: show_typed(control, answer),
        example,
        short=bool(example),
    )


def read_time(text: str) -> time:
    """A time of day as people write it: `14:30`, `2:30 pm`, `2 pm`.

    Raises:
        UnreadableAnswer: it is none.
    """
    found = TIME.fullmatch(text.strip().lower())
    if found is not None and (found[2] or found[4]):
        hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
        half = found[4]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif half:
            hour = 99
        if hour < 24 and minute < 60 and second < 60:
            return time(hour, minute, second)
    raise UnreadableAnswer(
        translate("words", "Write a time here as hour:minute, such as 14:30 or 2:30 pm.")
    )


def show_time(stored: str) -> str:
    """The time in a stored answer, without the seconds nobody typed."""
    found = STORED_TIME.search(stored.rpartition("T")[2])
    if found is None:
        return stored
    seconds = f":{found[3]}" if found[3] not in (None, "00") else ""
    return f"{found[1]}:{found[2]}{seconds}"


def read_bounded(text: str, least: Decimal, most: Decimal, sentence: str) -> Decimal:
    """A number between two others.

    Raises:
        UnreadableAnswer: with the sentence, when it is none or outside.
    """
    try:
        number = _read_decimal(text)
    except UnreadableAnswer as error:
        raise UnreadableAnswer(sentence) from error
    if least <= number <= most:
        return number
    raise UnreadableAnswer(sentence)


def _number_writing(question: Question) -> Writing:
    control = question.control
    if question.looks("bearing"):
        return Writing(
            _read_bearing, lambda one: show_typed(control, one), translate("words", "0 to 360")
        )
    plain = plain_writing(control)
    if not question.looks("thousands-sep"):
        return plain

    def read(typed: str) -> Answer:
        text = typed.strip()
        return read_typed(control, text.replace(",", "") if GROUPED.fullmatch(text) else text)

    def show(answer: Answer) -> str:
        if isinstance(answer, int | Decimal):
            return f"{answer:,}" if isinstance(answer, int) else f"{answer:,f}"
        return show_typed(control, answer)

    return Writing(read, show, plain.example)


def _read_whole(text: str) -> int:
    if WHOLE.fullmatch(text):
        return int(text)
    raise UnreadableAnswer(translate("words", "Write a whole number here, such as 3."))


def _read_decimal(text: str) -> Decimal:
    if GROUPED.fullmatch(text):
        raise UnreadableAnswer(
            translate(
                "words", "Write a number here without a comma for thousands, such as 1000 or 0.5."
            )
        )
    try:
        number = Decimal(text.replace(",", ".")) if len(text) <= LONGEST_NUMBER else None
    except InvalidOperation:
        number = None
    if number is not None and number.is_finite() and abs(number.adjusted()) < LONGEST_NUMBER:
        return number
    raise UnreadableAnswer(translate("words", "Write a number here, such as 2 or 0.5."))


def _read_bearing(typed: str) -> Answer:
    if not typed.strip():
        return None
    return read_bounded(
        typed.strip(),
        Decimal(0),
        Decimal(360),
        translate("words", "Write a direction here in degrees from 0 to 360, such as 90 for east."),
    )


def _read_digits(typed: str) -> Answer:
    text = typed.strip()
    if DIGITS.fullmatch(text):
        return text or None
    raise UnreadableAnswer(translate("words", "Write only digits here, such as 555 0100."))


def _read_date(text: str) -> date:
    american = US_DATE.fullmatch(text)
    try:
        if american is not None:
            month, day, year = (int(part) for part in american.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnreadableAnswer(
            translate("words", "Write a date here as year-month-day, such as 2026-03-09.")
        ) from error


def _read_month(typed: str) -> Answer:
    text = typed.strip()
    if not text:
        return None
    found = MONTH.fullmatch(text)
    try:
        if found is not None:
            return date(int(found[1] or found[4]), int(found[2] or found[3]), 1)
        return _read_date(text).replace(day=1)
    except ValueError as error:
        raise UnreadableAnswer(
            translate("words", "Write a month here as year-month, such as 2026-03.")
        ) from error


def _show_month(answer: Answer) -> str:
    return answer.isoformat()[:7] if isinstance(answer, date) else ""


def _read_year(typed: str) -> Answer:
    text = typed.strip()
    if not text:
        return None
    if YEAR.fullmatch(text) and text != "0000":
        return date(int(text), 1, 1)
    raise UnreadableAnswer(translate("words", "Write a year here with four digits, such as 2026."))


def _show_year(answer: Answer) -> str:
    return f"{answer.year:04d}" if isinstance(answer, date) else ""
