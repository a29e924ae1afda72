# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the records of a case are made of: field types, words with labels, and faults of a field.

A record's view is a frozen pydantic model. A field that a person fills has a `title` (and where it
helps a `description`); one without is set by the program. `find_faults` says what is wrong with a
view among the other records of its case, field by field, in words for whoever fills it.

Invariants: nothing here reads a clock; a view is judged against `Surroundings` that are passed in,
so the laptop and the server come to the same faults.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

from casework.clock import require_moment
from casework.ids import RecordId

_PARTS = re.compile(r"[^\W_]+")

LONGEST_TEXT = 20_000
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Line = Annotated[str, Field(max_length=200)]


class Word(StrEnum):
    """A closed list whose members say themselves: `NAME = "on the wire", "On the screen"`."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Keep the wire word as the value and the screen's English beside it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class FaultCode(StrEnum):
    """What can be wrong with a field beyond its shape."""

    FUTURE = "future"
    BEFORE_BIRTH = "before_birth"
    END_BEFORE_START = "end_before_start"
    START_MISSING = "start_missing"
    END_MISSING = "end_missing"
    OPEN_ROW_EXISTS = "open_row_exists"
    NUMBER_USED = "number_used"
    CASE_CLOSED = "case_closed"
    MISSING = "missing"
    TOO_LONG = "too_long"
    WRONG_SHAPE = "wrong_shape"
    REASON_MISSING = "reason_missing"
    UNKNOWN_RECORD = "unknown_record"
    NOT_SIGNED = "not_signed"
    TOO_FAR = "too_far"
    BEFORE_PLAN = "before_plan"
    OTHER_SECTION = "other_section"
    LATER_THAN_LAW = "later_than_law"
    BEFORE_START = "before_start"
    MUST_BE_TOLD = "must_be_told"
    CHANNEL_DOES_NOT_COUNT = "channel_does_not_count"
    LATE_WITHOUT_REASON = "late_without_reason"
    AFTER_HEARING = "after_hearing"
    STILL_ABSENT = "still_absent"
    IN_THE_PAST = "in_the_past"
    TWICE = "twice"
    BELOW_MINIMUM = "below_minimum"
    TELLS_TOO_MUCH = "tells_too_much"
    NO_YOUTH = "no_youth"
    OTHER_LEAD = "other_lead"
    SAME_COUNTY = "same_county"


FAULT_TEMPLATES: Mapping[FaultCode, str] = {
    FaultCode.FUTURE: "This lies in the future; choose when it really was.",
    FaultCode.BEFORE_BIRTH: "This lies before the youth was born.",
    FaultCode.END_BEFORE_START: "The end lies before the start.",
    FaultCode.START_MISSING: "A start is needed.",
    FaultCode.END_MISSING: "This kind needs an end: record it when the youth is back.",
    FaultCode.OPEN_ROW_EXISTS: "One of this kind is open already; end that one first.",
    FaultCode.NUMBER_USED: "This number stands on another record of this case already.",
    FaultCode.CASE_CLOSED: "This case is closed; open it again first.",
    FaultCode.MISSING: "This is needed.",
    FaultCode.TOO_LONG: "This is too long: {length} characters, at most {most} fit.",
    FaultCode.WRONG_SHAPE: "This cannot be read as it stands.",
    FaultCode.REASON_MISSING: "Say why.",
    FaultCode.UNKNOWN_RECORD: "What this belongs to is not in this case.",
    FaultCode.NOT_SIGNED: "This needs a signature first.",
    FaultCode.OTHER_SECTION: "This belongs to another part of the case, which others see: "
    "end this one and record a new one.",
    FaultCode.LATER_THAN_LAW: "The law asks for this earlier.",
    FaultCode.BEFORE_START: "This lies before the clock began.",
    FaultCode.MUST_BE_TOLD: "The law excuses nobody from this one: tell them, then record it.",
    FaultCode.CHANNEL_DOES_NOT_COUNT: "This way of telling does not count for this clock.",
    FaultCode.LATE_WITHOUT_REASON: "This was late; say why.",
    FaultCode.AFTER_HEARING: "This lies after you heard of the absence.",
    FaultCode.STILL_ABSENT: "That place is not approved: the absence goes on.",
    FaultCode.BEFORE_PLAN: "This lies before the plan was made or last looked at.",
    FaultCode.IN_THE_PAST: "This lies in the past; choose a time to come.",
    FaultCode.TWICE: "{who} is on the list twice.",
    FaultCode.BELOW_MINIMUM: "Sharing in a team needs {needed} trained people with a signed "
    "confidentiality agreement at the table; there are {count}.",
    FaultCode.TELLS_TOO_MUCH: "This goes into calendars and says too much: {word}. "
    "Name the room only.",
    FaultCode.NO_YOUTH: "Choose at least one youth.",
    FaultCode.OTHER_LEAD: "Another county leads on this day; record a hand-off, or end its lead.",
    FaultCode.SAME_COUNTY: "Choose another county than the one that hands over.",
    FaultCode.TOO_FAR: "This is too far off: at most {days} days.",
}


class Fault(NamedTuple):
    """What is wrong with one field of a record; `parameters` fill the template."""

    field: str
    code: FaultCode
    parameters: Mapping[str, str] = {}

    @property
    def template(self) -> str:
        """The English sentence, to be translated and then filled."""
        return FAULT_TEMPLATES[self.code]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a record is judged among.

    Attributes:
        now: aware UTC.
        zone: the county's.
        birth_date: the youth's, None when not known.
        others: the other records of the case with their typed views.
        closed: the case is closed.
    """

    now: datetime
    zone: tzinfo
    birth_date: date | None = None
    others: tuple[tuple[RecordId, "RecordView"], ...] = ()
    closed: bool = False

    @property
    def today(self) -> date:
        """The county's calendar day."""
        return self.now.astimezone(self.zone).date()

    def check_past(self, field: str, when: date | datetime | None) -> Iterator[Fault]:
        """Faults of a day or moment that must have been, within the youth's life."""
        if when is None:
            return
        if isinstance(when, datetime):
            ahead, day = when > self.now, when.astimezone(self.zone).date()
        else:
            ahead, day = when > self.today, when
        if ahead:
            yield Fault(field, FaultCode.FUTURE)
        elif self.birth_date is not None and day < self.birth_date:
            yield Fault(field, FaultCode.BEFORE_BIRTH)


class RecordView(BaseModel):
    """The typed fields of one kind of record; what a later program adds is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @model_validator(mode="after")
    def _know_when(self) -> Self:
        """A time that nobody can place would stop every list it stands in."""
        for value in vars(self).values():
            if isinstance(value, datetime):
                require_moment(value)
        return self

    def happened(self) -> date | datetime | None:
        """When what it tells took place; None where only its entry is known."""
        return None

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        """What is wrong with it among the other records, field by field."""
        del around
        yield from ()

    def headline(self) -> tuple["str | Word", ...]:
        """What tells it from others of its kind on one line: its own words, and words of lists."""
        return ()

    def names_and_words(self) -> tuple[str, str]:
        """(names and numbers, free text) under which it is found."""
        return "", ""


class SpanView(RecordView):
    """A record that begins and may end; both in the past, the end not before the start."""

    def span(self) -> tuple[date | datetime | None, date | datetime | None]:
        """Its start and its end."""
        raise TypeError(f"{type(self).__name__} must say its span")

    def span_fields(self) -> tuple[str, str]:
        """What its start and its end are called."""
        return "started_on", "ended_on"

    def happened(self) -> date | datetime | None:
        return self.span()[0]

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        start_field, end_field = self.span_fields()
        start, end = self.span()
        yield from around.check_past(start_field, start)
        yield from around.check_past(end_field, end)
        if start is not None and end is not None and _is_before(end, start):
            yield Fault(end_field, FaultCode.END_BEFORE_START)

    @property
    def is_open(self) -> bool:
        """It has no end yet."""
        return self.span()[1] is None


def _is_before(end: date | datetime, start: date | datetime) -> bool:
    if isinstance(end, datetime) and isinstance(start, datetime):
        return end < start
    return date(end.year, end.month, end.day) < date(start.year, start.month, start.day)


def number_to_find(number: str) -> str:
    """A number as it was written, and once more without what parts it: it is found either way."""
    parts = _PARTS.findall(number)
    bare = "".join(parts)
    return number if len(parts) < 2 or bare.isalpha() else f"{number} {bare}"


Fields = dict[str, JsonValue]
