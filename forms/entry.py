# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between answers and the texts of an instance, with the type of every answer checked."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from forms.answers import ISO_DATE, Answer, Missing, Value
from forms.definition import CHOOSING, Control, Question
from forms.errors import AnswerTypeError
from forms.limits import LIMITS

LARGEST_INTEGER = 10**15
TRIGGERED = "OK"
MOST_DIGITS = 308
"""Size of a number that is written out, a double's; a text such as 1e9999999 would fill memory."""
_WHOLE = re.compile(r"-?\d{1,18}")


def text_of_answer(answer: Answer) -> str:
    """The text that stands in the instance; a way of not answering stands as empty."""
    match answer:
        case None | Missing():
            return ""
        case tuple():
            return " ".join(answer)
        case Decimal():
            plain = format(answer.normalize(), "f")
            return plain if "." in plain else f"{plain}.0"
        case date():
            return answer.isoformat()
        case _:
            return str(answer)


def cast_text(datatype: str, text: str) -> str:
    """The text a node of a type holds for a text: places and decimals in their one form.

    What cannot be of the type is empty, as in JavaRosa.
    """
    if text == "":
        return ""
    match datatype:
        case "geopoint":
            return _cast_place(text)
        case "geotrace" | "geoshape":
            places = [_cast_place(one) for one in text.split(";") if one.strip()]
            return ";".join(places) if all(places) else ""
        case "decimal":
            return _cast_decimal(text)
        case "int" | "integer":
            return text if _WHOLE.fullmatch(text) else _cast_whole(text)
        case "date":
            return _cast_date(text.partition("T")[0])
        case _:
            return text


def _cast_whole(text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return ""
    return str(int(number)) if _is_writable(number) else ""


def _cast_date(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        return ""
    return text


def _cast_place(text: str) -> str:
    parts = text.split()
    if not _is_place(parts):
        return ""
    return " ".join(repr(float(one)) for one in [*parts, "0", "0"][: max(4, len(parts))])


def _cast_decimal(text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return ""
    return text_of_answer(number) if _is_writable(number) else ""


def _is_writable(number: Decimal) -> bool:
    return number.is_finite() and abs(number.adjusted()) <= MOST_DIGITS


def answer_of_text(question: Question, text: str) -> Answer:
    """The answer a text of the instance stands for; None when empty or unreadable."""
    if text == "":
        return None
    try:
        match question.control:
            case Control.INTEGER:
                return int(cast_text("int", text))
            case Control.DECIMAL:
                return _finite(Decimal(text))
            case Control.RANGE if question.datatype in ("int", "integer"):
                return int(cast_text("int", text))
            case Control.RANGE:
                return _finite(Decimal(text))
            case Control.DATE:
                return date.fromisoformat(text[:10])
            case Control.SELECT_MULTIPLE | Control.RANK:
                return tuple(text.split())
            case _:
                return text
    except (ValueError, InvalidOperation, OverflowError):
        return None


def _finite(number: Decimal) -> Decimal | None:
    return number if _is_writable(number) else None


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
    check = _CHECKS.get(question.control)
    checked = check(question, answer) if check is not None else None
    if question.control in CHOOSING:
        checked = _check_chosen(question, answer, offered)
    elif checked is None and not (isinstance(answer, str) and not answer.strip()):
        raise AnswerTypeError(f"“{question.name}” takes {_WANTED[question.control]}.")
    return checked


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
    if question.control in _AS_TEXT:
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


def _check_chosen(question: Question, answer: Value, offered: Sequence[str]) -> Answer:
    chosen = (answer,) if isinstance(answer, str) else answer
    single = question.control is Control.SELECT_ONE
    if not isinstance(chosen, tuple) or isinstance(answer, str) != single:
        raise AnswerTypeError(f"“{question.name}” takes {_WANTED[question.control]}.")
    unknown = [one for one in chosen if one not in offered]
    if unknown:
        raise AnswerTypeError(f"“{question.name}” does not offer {unknown[0][:40]!r}.")
    if question.control is Control.RANK:
        if sorted(chosen) != sorted(offered):
            raise AnswerTypeError(f"“{question.name}” needs every choice in its place.")
        return chosen or None
    return answer if single else tuple(one for one in offered if one in chosen) or None


def _check_text(question: Question, answer: Value) -> Answer:
    if not isinstance(answer, str):
        return None
    if len(answer) > LIMITS.text_characters:
        raise AnswerTypeError(
            f"“{question.name}” takes at most {LIMITS.text_characters} characters."
        )
    if any(character < " " and character not in "\n\t" for character in answer):
        raise AnswerTypeError(f"“{question.name}” holds a character that cannot be written down.")
    return answer if answer.strip() else None


def _check_integer(question: Question, answer: Value) -> Answer:
    if not isinstance(answer, int) or isinstance(answer, bool):
        return None
    if abs(answer) > LARGEST_INTEGER:
        raise AnswerTypeError(f"“{question.name}” takes a number of at most 15 digits.")
    return answer


def _check_decimal(question: Question, answer: Value) -> Answer:
    if not isinstance(answer, int | Decimal) or isinstance(answer, bool):
        return None
    number = Decimal(answer)
    if not number.is_finite() or abs(number.adjusted()) > 15 or len(number.as_tuple().digits) > 28:
        raise AnswerTypeError(f"“{question.name}” takes an ordinary number.")
    return number


def _check_date(_question: Question, answer: Value) -> Answer:
    return answer if isinstance(answer, date) else None


def _check_trigger(_question: Question, answer: Value) -> Answer:
    return answer if answer == TRIGGERED else None


def _check_moment(question: Question, answer: Value) -> Answer:
    if not isinstance(answer, str):
        return None
    try:
        if question.control is Control.TIME:
            time.fromisoformat(answer)
        else:
            datetime.fromisoformat(answer)
    except ValueError:
        return None
    return answer


def _check_places(question: Question, answer: Value) -> Answer:
    """One place or several: `latitude longitude [altitude [accuracy]]`, parted by semicolons."""
    if not isinstance(answer, str):
        return None
    places = [one.split() for one in answer.rstrip("; ").split(";")]
    least, most = _PLACES[question.control]
    if not least <= len(places) <= most or not all(map(_is_place, places)):
        return None
    if question.control is Control.GEOSHAPE and places[0][:2] != places[-1][:2]:
        raise AnswerTypeError(f"“{question.name}” takes a line that ends where it begins.")
    return cast_text(question.control.value, answer)


def _is_place(place: Sequence[str]) -> bool:
    try:
        numbers = [float(one) for one in place]
    except ValueError:
        return False
    known = 2 <= len(numbers) <= 4 and all(map(math.isfinite, numbers))
    return known and abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180


def _check_file_name(question: Question, answer: Value) -> Answer:
    if not isinstance(answer, str) or not answer.strip():
        return None
    if len(answer) > 200 or answer in (".", "..") or set(answer) & set("/\\:\0\n"):
        raise AnswerTypeError(f"“{question.name}” takes a file without folders in its name.")
    return answer


def _check_range(question: Question, answer: Value) -> Answer:
    number = _check_decimal(question, answer)
    if not isinstance(number, Decimal):
        return None
    scale = question.range
    if scale is not None:
        start, end, step = (Decimal(one) for one in (scale.start, scale.end, scale.step))
        inside = min(start, end) <= number <= max(start, end)
        if not inside or (step and (number - start) % step):
            raise AnswerTypeError(
                f"“{question.name}” takes a number from {start} to {end} in steps of {abs(step)}."
            )
    return int(number) if question.datatype in ("int", "integer") else number


_CHECKS: dict[Control, Callable[[Question, Value], Answer]] = {
    Control.TEXT: _check_text,
    Control.BARCODE: _check_text,
    Control.NOTE: _check_text,
    Control.INTEGER: _check_integer,
    Control.DECIMAL: _check_decimal,
    Control.DATE: _check_date,
    Control.TIME: _check_moment,
    Control.DATETIME: _check_moment,
    Control.TRIGGER: _check_trigger,
    Control.GEOPOINT: _check_places,
    Control.GEOTRACE: _check_places,
    Control.GEOSHAPE: _check_places,
    Control.IMAGE: _check_file_name,
    Control.AUDIO: _check_file_name,
    Control.VIDEO: _check_file_name,
    Control.FILE: _check_file_name,
    Control.RANGE: _check_range,
}
_PLACES = {
    Control.GEOPOINT: (1, 1),
    Control.GEOTRACE: (2, 10_000),
    Control.GEOSHAPE: (4, 10_000),
}
_AS_TEXT = frozenset(
    {
        Control.TEXT,
        Control.SELECT_ONE,
        Control.TIME,
        Control.DATETIME,
        Control.GEOPOINT,
        Control.GEOTRACE,
        Control.GEOSHAPE,
        Control.BARCODE,
        Control.IMAGE,
        Control.AUDIO,
        Control.VIDEO,
        Control.FILE,
        Control.TRIGGER,
        Control.NOTE,
    }
)
_WANTED = {
    Control.TEXT: "a text",
    Control.INTEGER: "a whole number",
    Control.DECIMAL: "a number",
    Control.DATE: "a date such as 2026-11-23",
    Control.TIME: "a time such as 14:30",
    Control.DATETIME: "a date and time such as 2026-11-23T14:30",
    Control.SELECT_ONE: "one of its choices",
    Control.SELECT_MULTIPLE: "a list of its choices",
    Control.RANK: "all its choices in order",
    Control.RANGE: "a number on its scale",
    Control.TRIGGER: "OK",
    Control.NOTE: "no answer",
    Control.GEOPOINT: "a place as latitude and longitude, such as 38.58 -121.49",
    Control.GEOTRACE: "a line of at least two places",
    Control.GEOSHAPE: "an area of at least three places",
    Control.BARCODE: "the text of a code",
    Control.IMAGE: "a picture",
    Control.AUDIO: "a recording",
    Control.VIDEO: "a film",
    Control.FILE: "a file",
}
