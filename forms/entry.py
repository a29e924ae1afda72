# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between answers and the texts of an instance, with the type of every answer checked."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from forms.answers import ISO_DATE, Answer, Missing
from forms.definition import Control, Question
from forms.errors import AnswerTypeError
from forms.limits import LIMITS

LARGEST_INTEGER = 10**15


def text_of_answer(answer: Answer) -> str:
    """The text that stands in the instance; a way of not answering stands as empty."""
    match answer:
        case None | Missing():
            return ""
        case tuple():
            return " ".join(answer)
        case Decimal():
            return format(answer.normalize(), "f")
        case date():
            return answer.isoformat()
        case _:
            return str(answer)


def answer_of_text(question: Question, text: str) -> Answer:
    """The answer a text of the instance stands for; None when empty or unreadable."""
    if text == "":
        return None
    try:
        match question.control:
            case Control.INTEGER:
                return int(text)
            case Control.DECIMAL:
                return Decimal(text)
            case Control.DATE:
                return date.fromisoformat(text[:10])
            case Control.SELECT_MULTIPLE:
                return tuple(text.split())
            case Control.NOTE:
                return None
            case _:
                return text
    except (ValueError, InvalidOperation):
        return None


def check_answer(question: Question, answer: Answer, offered: Sequence[str]) -> Answer:
    """The answer as kept.

    Raises:
        AnswerTypeError: it is not of the question's kind; one sentence.
    """
    if answer is None:
        return None
    if isinstance(answer, Missing):
        if not question.allows_missing:
            raise AnswerTypeError(f"“{question.name}” cannot be marked as {answer.value}.")
        return answer
    match question.control:
        case Control.TEXT if isinstance(answer, str):
            return _check_text(question, answer)
        case Control.INTEGER if isinstance(answer, int) and not isinstance(answer, bool):
            if abs(answer) <= LARGEST_INTEGER:
                return answer
            raise AnswerTypeError(f"“{question.name}” takes a number of at most 15 digits.")
        case Control.DECIMAL if isinstance(answer, int | Decimal) and not isinstance(answer, bool):
            return _check_decimal(question, Decimal(answer))
        case Control.DATE if isinstance(answer, date):
            return answer
        case Control.SELECT_ONE if isinstance(answer, str):
            _check_offered(question, (answer,), offered)
            return answer
        case Control.SELECT_MULTIPLE if isinstance(answer, tuple):
            _check_offered(question, answer, offered)
            return tuple(one for one in offered if one in answer) or None
        case _:
            raise AnswerTypeError(f"“{question.name}” takes {_WANTED[question.control]}.")


def read_answer(question: Question, given: object) -> Answer:
    """An answer from plain JSON as people write it: texts, numbers, lists of choices.

    Raises:
        AnswerTypeError: it cannot stand for an answer to this question.
    """
    if given is None or isinstance(given, Missing):
        return given
    if isinstance(given, dict) and set(given) == {"missing"}:
        try:
            return Missing(str(given["missing"]))
        except ValueError as error:
            raise AnswerTypeError(
                f"“{question.name}” has an unknown reason for no answer."
            ) from error
    if isinstance(given, list):
        return tuple(str(one) for one in given)
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise AnswerTypeError(f"“{question.name}” takes {_WANTED[question.control]}.")
    if isinstance(given, float) and not math.isfinite(given):
        raise AnswerTypeError(f"“{question.name}” takes {_WANTED[question.control]}.")
    if question.control in (Control.TEXT, Control.SELECT_ONE):
        return str(given)
    if question.control is Control.DATE and not ISO_DATE.fullmatch(str(given)):
        raise AnswerTypeError(f"“{question.name}” takes {_WANTED[question.control]}.")
    found = answer_of_text(question, str(given).strip())
    if found is None and str(given).strip():
        raise AnswerTypeError(f"“{question.name}” takes {_WANTED[question.control]}.")
    return found


def describe_answer(answer: Answer, labels: Mapping[str, str]) -> str:
    """The answer as a person reads it; ways of not answering are left to the screen."""
    match answer:
        case None | Missing():
            return ""
        case tuple():
            return ", ".join(labels.get(one, one) for one in answer)
        case str():
            return labels.get(answer, answer)
        case _:
            return text_of_answer(answer)


def _check_offered(question: Question, chosen: tuple[str, ...], offered: Sequence[str]) -> None:
    unknown = [one for one in chosen if one not in offered]
    if unknown:
        raise AnswerTypeError(f"“{question.name}” does not offer {unknown[0][:40]!r}.")


def _check_text(question: Question, answer: str) -> Answer:
    if len(answer) > LIMITS.text_characters:
        raise AnswerTypeError(
            f"“{question.name}” takes at most {LIMITS.text_characters} characters."
        )
    if any(character < " " and character not in "\n\t" for character in answer):
        raise AnswerTypeError(f"“{question.name}” holds a character that cannot be written down.")
    return answer if answer.strip() else None


def _check_decimal(question: Question, answer: Decimal) -> Decimal:
    if not answer.is_finite() or abs(answer.adjusted()) > 15 or len(answer.as_tuple().digits) > 28:
        raise AnswerTypeError(f"“{question.name}” takes an ordinary number.")
    return answer


_WANTED = {
    Control.TEXT: "a text",
    Control.INTEGER: "a whole number",
    Control.DECIMAL: "a number",
    Control.DATE: "a date such as 2026-11-23",
    Control.SELECT_ONE: "one of its choices",
    Control.SELECT_MULTIPLE: "a list of its choices",
    Control.NOTE: "no answer",
}
