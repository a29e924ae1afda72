# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the cross-agency index may hold: the four kinds of WIC 18961.5, and nothing else.

1. name, address, phone, date and place of birth of family and household; 2. each agency's case
number; 3. name and phone of the assigned employee or contact; 4. dates of contact.

Invariants: the schema is closed on every level, each field is short and of its own shape, and takes
no more words in a row than a name, a street or a town has, whatever sign joins them, nor a sign
that is not seen (whoever means to can still put a few words where a name stands, or break a
sentence up with commas and numbers); `read_entry` is the one door, at write and again when the
county takes it in.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from casework.errors import IndexRefused
from casework.reasons import Reason, ReasonCode
from casework.records import Youth

MOST_PEOPLE = 20
MOST_DATES = 400
MOST_WORDS = 6
# Words as letters make them: blanks, hyphens and whatever else join them are all the same.
MOST_PARTS = 8
MOST_PARTS_OF_NUMBER = 3
LONGEST_WORD = 40
_EARLIEST = date(1900, 1, 1)


def _line(pattern: str, longest: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, max_length=longest, pattern=pattern)


# No colon, no semicolon, at most seven words: a name and no sentence.
_WORD = r"[^\s:;=<>{}|?!/\\]"
Name = Annotated[str, _line(rf"^[^\s\d:;=<>{{}}|?!/\\]{_WORD}*( {_WORD}+){{0,6}}$", 100)]
Address = Annotated[str, _line(r"^[^\r\n\t:;=<>{}|?!]*$", 160)]
Phone = Annotated[str, _line(r"^(?:[0-9+][0-9+() .x#-]{4,29}|)$", 30)]
BirthPlace = Annotated[str, _line(r"^(?:[^\s\d:;=<>{}|?!]+( [^\s\d:;=<>{}|?!]+){0,7}|)$", 80)]
# A number has a digit, so that no word passes for one.
CaseNumber = Annotated[str, _line(r"^(?:[A-Za-z./# -]*[0-9][A-Za-z0-9./# -]*|)$", 30)]


class Kinship(StrEnum):
    """Whom the first kind is about: the youth, the family, or who lives with them."""

    YOUTH = "youth"
    FAMILY = "family"
    HOUSEHOLD = "household"


class _Locked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IndexPerson(_Locked):
    """Kind 1: one of the family or household."""

    kinship: Kinship
    name: Name
    aliases: Annotated[tuple[Name, ...], Field(max_length=10)] = ()
    address: Address = ""
    phone: Phone = ""
    birth_date: date | None = None
    birth_place: BirthPlace = ""


class IndexContact(_Locked):
    """Kind 3: whom to call."""

    name: Name
    phone: Phone


class IndexEntry(_Locked):
    """What one agency puts into the index about one of its cases.

    Attributes:
        people: kind 1; exactly one is the youth.
        case_number: kind 2; empty where the agency has none yet.
        contact: kind 3.
        contact_dates: kind 4, in order.
    """

    people: Annotated[tuple[IndexPerson, ...], Field(min_length=1, max_length=MOST_PEOPLE)]
    case_number: CaseNumber = ""
    contact: IndexContact
    contact_dates: Annotated[tuple[date, ...], Field(max_length=MOST_DATES)] = ()

    @field_validator("contact_dates")
    @classmethod
    def _in_order(cls, dates: tuple[date, ...]) -> tuple[date, ...]:
        if any(one < _EARLIEST for one in dates):
            raise ValueError("a date of contact lies before 1900")
        return tuple(sorted(set(dates)))

    @model_validator(mode="after")
    def _one_youth(self) -> "IndexEntry":
        if sum(one.kinship is Kinship.YOUTH for one in self.people) != 1:
            raise ValueError("an entry is about exactly one youth")
        return self

    @property
    def youth(self) -> IndexPerson:
        """Whom it is about."""
        return next(one for one in self.people if one.kinship is Kinship.YOUTH)

    @property
    def last_contact(self) -> date | None:
        """The latest date of contact."""
        return self.contact_dates[-1] if self.contact_dates else None


def read_entry(said: Mapping[str, JsonValue], today: date) -> IndexEntry:
    """Check what shall go into the index.

    Raises:
        IndexRefused: it holds anything but the four kinds, or a field of another shape, or more
            words in a row than an address or a place has; the reason names the field.
    """
    try:
        entry = IndexEntry.model_validate(dict(said))
    except ValidationError as error:
        first = next(
            (one for one in error.errors() if one["type"] == "extra_forbidden"), error.errors()[0]
        )
        where = name_field([str(part) for part in first["loc"]])
        if first["type"] == "extra_forbidden":
            raise IndexRefused(Reason.of(ReasonCode.INDEX_FIFTH_KIND, field=where)) from error
        raise IndexRefused(Reason.of(ReasonCode.INDEX_FIELD_WRONG, field=where)) from error
    wrong = next(
        (where for where, text in _texts(entry) if _is_no_such_field(where[-1], text)), None
    )
    if wrong is not None:
        raise IndexRefused(Reason.of(ReasonCode.INDEX_FIELD_WRONG, field=name_field(wrong)))
    births = [one.birth_date for one in entry.people if one.birth_date is not None]
    if any(one < _EARLIEST for one in births):
        raise IndexRefused(Reason.of(ReasonCode.INDEX_FIELD_WRONG, field="birth date"))
    if any(one > today for one in (*entry.contact_dates, *births)):
        raise IndexRefused(Reason.of(ReasonCode.INDEX_DATE_AHEAD))
    return entry


def _texts(entry: IndexEntry) -> Iterator[tuple[list[str], str]]:
    """Every text of an entry and where it stands."""
    for number, one in enumerate(entry.people):
        place = ["people", str(number)]
        for alias in one.aliases:
            yield [*place, "aliases"], alias
        for field in ("name", "address", "phone", "birth_place"):
            yield [*place, field], getattr(one, field)
    yield ["contact", "name"], entry.contact.name
    yield ["contact", "phone"], entry.contact.phone
    yield ["case_number"], entry.case_number


def _is_no_such_field(field: str, text: str) -> bool:
    """Whether a text holds what its shape lets through and no such field has."""
    if any(unicodedata.category(one)[0] == "C" or one == "_" for one in text):
        return True
    if any(len(one) > LONGEST_WORD for one in text.split()):
        return True
    if field == "case_number":
        return _count_words(text, 2) > MOST_PARTS_OF_NUMBER
    in_parts = field in {"address", "birth_place"}
    parts = re.split(r"[,\d]+", text) if in_parts else [text]
    if in_parts and any(len(one.split()) > MOST_WORDS for one in parts):
        return True
    return any(_count_words(one) > MOST_PARTS for one in parts)


def _count_words(text: str, least: int = 1) -> int:
    """How many runs of at least so many letters a text has; accents part no letters."""
    letters = "".join(one for one in text if not unicodedata.category(one).startswith("M"))
    return len(re.findall(rf"[^\W\d_]{{{least},}}", letters))


def name_field(path: list[str]) -> str:
    """A field's place in words: `people, 1, phone`; nothing that could be content itself."""
    told = [re.sub(r"[^a-z0-9_ ]", "", one.casefold())[:30].replace("_", " ") for one in path]
    return ", ".join(filter(None, told)) or "entry"


def draft_entry(
    youth: Youth, agency: str, contact_name: str, contact_dates: tuple[date, ...] = ()
) -> dict[str, JsonValue]:
    """What the youth's record already says, for a person to complete and confirm.

    Args:
        agency: whose case number is meant, as the record names it.
    """
    person: dict[str, JsonValue] = {
        "kinship": Kinship.YOUTH.value,
        "name": youth.legal_name,
        "aliases": [one for one in (youth.chosen_name, *youth.aliases) if one],
        "birth_date": None if youth.birth_date is None else youth.birth_date.isoformat(),
    }
    dates: list[JsonValue] = [one.isoformat() for one in sorted(set(contact_dates))]
    return {
        "people": [person],
        "case_number": youth.agency_numbers.get(agency, ""),
        "contact": {"name": contact_name, "phone": ""},
        "contact_dates": dates,
    }
