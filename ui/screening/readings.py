# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between typed words and answers. Nothing is guessed: what cannot be read is said to be so."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QCoreApplication

from forms.answers import Answer, Missing
from forms.definition import Control

US_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
WHOLE = re.compile(r"[+-]?[0-9]{1,18}")


class UnreadableAnswer(ValueError):
    """The user: typed words are no answer of this kind; the text is one translated sentence."""


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
            if WHOLE.fullmatch(text):
                return int(text)
            raise UnreadableAnswer(
                QCoreApplication.translate("words", "Write a whole number here, such as 3.")
            )
        case Control.DECIMAL:
            return _read_decimal(text)
        case Control.DATE:
            return _read_date(text)
        case _:
            return typed


def show_typed(control: Control, answer: Answer) -> str:
    """The words an answer is edited as."""
    if answer is None or isinstance(answer, Missing | tuple):
        return ""
    if isinstance(answer, date):
        return answer.isoformat()
    if control is Control.DECIMAL and isinstance(answer, Decimal):
        return format(answer, "f")
    return str(answer)


def _read_decimal(text: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if number.is_finite():
        return number
    raise UnreadableAnswer(
        QCoreApplication.translate("words", "Write a number here, such as 2 or 0.5.")
    )


def _read_date(text: str) -> date:
    american = US_DATE.fullmatch(text)
    try:
        if american is not None:
            month, day, year = (int(part) for part in american.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnreadableAnswer(
            QCoreApplication.translate(
                "words", "Write a date here as year-month-day, such as 2026-03-09."
            )
        ) from error
