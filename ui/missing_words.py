# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers and the ways of not answering, in words."""

from PySide6.QtCore import QCoreApplication

from forms.answers import Missing
from forms.session import QuestionState


def say_missing(way: Missing) -> str:
    """One way of not answering."""
    match way:
        case Missing.NOT_ASKED:
            return QCoreApplication.translate("words", "Not asked")
        case Missing.DECLINED:
            return QCoreApplication.translate("words", "Declined")
        case Missing.NO_INFORMATION:
            return QCoreApplication.translate("words", "No information")
        case Missing.NOT_APPLICABLE:
            return QCoreApplication.translate("words", "Not applicable")


def say_missing_note(note: str) -> str:
    """What a score trace notes about an item without points."""
    if note in {way.value for way in Missing}:
        return say_missing(Missing(note))
    return QCoreApplication.translate("words", "Not answered")


def say_answer(state: QuestionState) -> str:
    """An answer as it is read, or why there is none."""
    if isinstance(state.answer, Missing):
        return say_missing(state.answer)
    return state.answer_label or say_missing_note("")
