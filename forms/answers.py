# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person can answer, with the ways of not answering kept apart.

"Not asked", "declined" and "no information" are values of their own: none of them is ever the
same as no, as zero or as an unanswered question. The JSON form is lossless: decimals stay exact.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeAlias

from pydantic import JsonValue

from forms.errors import AnswerTypeError


class Missing(StrEnum):
    """Why there is no answer."""

    NOT_ASKED = "not_asked"
    DECLINED = "declined"
    NO_INFORMATION = "no_information"
    NOT_APPLICABLE = "not_applicable"


class Source(StrEnum):
    """Where what an item says comes from."""

    OBSERVED = "observed"
    YOUTH_SAID = "youth_said"
    RECORD = "record"
    THIRD_PARTY = "third_party"
    INFERENCE = "inference"


SOURCE_MARK = "#source"
"""Ends the key under which the source of a question's answer is kept, after its path."""


@dataclass(frozen=True, slots=True)
class Instances:
    """Which instances a repeat has, by key, in order; kept like an answer to the repeat."""

    keys: tuple[str, ...]


Value: TypeAlias = str | int | Decimal | date | tuple[str, ...]
Answer: TypeAlias = Value | Missing | None
Kept: TypeAlias = Answer | Instances | Source
"""What is kept of a form being filled: answers, their sources (under the path and `#source`), and
the instances of its repeats."""

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def encode_answer(answer: Kept) -> JsonValue:
    """The answer as a JSON value without floating point; `decode_answer` reads it back."""
    match answer:
        case None:
            return None
        case Missing():
            return {"missing": answer.value}
        case Source():
            return {"source": answer.value}
        case bool():
            raise AnswerTypeError("An answer is a text, a number, a date or choices, not a yes/no.")
        case str():
            return answer
        case int():
            return {"integer": str(answer)}
        case Decimal():
            return {"decimal": str(answer)}
        case date():
            return {"date": answer.isoformat()}
        case tuple():
            return list(answer)
        case Instances():
            return {"instances": list(answer.keys)}


def decode_kept(value: JsonValue) -> Kept:
    """Read what `encode_answer` wrote of an answer or of a repeat's instances.

    Raises:
        AnswerTypeError: the value is none of those forms.
    """
    match value:
        case {"instances": list(keys)}:
            return Instances(tuple(one for one in keys if isinstance(one, str)))
        case {"source": str(source)}:
            return decode_source(source)
        case _:
            return decode_answer(value)


def decode_source(text: str) -> Source:
    """The source a stored text names.

    Raises:
        AnswerTypeError: it names none.
    """
    try:
        return Source(text)
    except ValueError as error:
        raise AnswerTypeError(f"A stored source is unknown: {text[:40]!r}.") from error


def decode_answer(value: JsonValue) -> Answer:
    """Read what `encode_answer` wrote.

    Raises:
        AnswerTypeError: the value is none of those forms.
    """
    try:
        match value:
            case None | str():
                return value
            case list():
                return tuple(item for item in value if isinstance(item, str))
            case {"missing": str(reason)}:
                return Missing(reason)
            case {"integer": str(text)}:
                return int(text)
            case {"decimal": str(text)}:
                return Decimal(text)
            case {"date": str(text)} if ISO_DATE.fullmatch(text):
                return date.fromisoformat(text)
            case _:
                raise AnswerTypeError(f"A stored answer has an unknown form: {value!r}.")
    except (ValueError, InvalidOperation) as error:
        raise AnswerTypeError(f"A stored answer cannot be read: {value!r}.") from error
