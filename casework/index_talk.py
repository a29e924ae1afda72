# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a laptop and its county say to each other about the cross-agency index.

Invariants: a change travels as it was written and is checked where it arrives; an answer says which
agency, whom to call, its case number and its dates of contact, and nothing else. It holds no place
for content, and none from which could be told whether there is any.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from casework.clock import Moment
from casework.ids import CaseId
from casework.index_entry import CaseNumber, IndexEntry, Name, Phone
from casework.index_rules import AskedBy, IndexPower
from casework.likeness import Sign, Sketch, draw
from casework.reasons import Reason

MOST_MATCHES = 20
LARGEST_ENTRY = 60_000

Id = Annotated[str, Field(min_length=1, max_length=40)]
Line = Annotated[str, Field(max_length=200)]


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IndexWord(BaseModel):
    """The county's word to one laptop: its definition of "at risk", and what this hat may do.

    Attributes:
        coordinates: this hat looks after possible duplicates.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    definition: Annotated[str, Field(max_length=20_000)] = ""
    power: IndexPower
    coordinates: bool = False


class IndexChange(_Said):
    """An entry as a worker wrote it.

    Attributes:
        base: version of the entry that was looked at, 0 for a new one.
        replaces: earlier changes of the same entry whose answer this laptop never heard.
        fields: to be read by `casework.index_entry.read_entry`.
    """

    id: Id
    case: CaseId
    base: Annotated[int, Field(ge=0)]
    fields: dict[str, JsonValue]
    at: Moment
    replaces: Annotated[tuple[Id, ...], Field(max_length=200)] = ()


class IndexResult(_Said):
    """What became of a change; with a reason it was not taken."""

    id: Id
    version: int | None = None
    refused: Reason | None = None


class IndexTold(_Said):
    """An entry of the own agency, as the county has it."""

    case: CaseId
    version: int
    entry: IndexEntry
    by_name: Line
    at: datetime


class IndexQuestion(_Said):
    """Is another agency working with this youth?

    Attributes:
        case: the own case it is asked for, where there is one.
    """

    name: Annotated[str, Field(max_length=100)] = ""
    aliases: Annotated[tuple[Annotated[str, Field(max_length=100)], ...], Field(max_length=10)] = ()
    birth_date: date | None = None
    number: Annotated[str, Field(max_length=40)] = ""
    case: CaseId | None = None

    @property
    def by(self) -> frozenset[AskedBy]:
        """What is asked by."""
        told: Mapping[AskedBy, object] = {
            AskedBy.NAME: self.name.strip(),
            AskedBy.BIRTH_DATE: self.birth_date,
            AskedBy.NUMBER: self.number.strip(),
        }
        return frozenset(one for one, value in told.items() if value)

    @property
    def is_enough(self) -> bool:
        """Whether it can point to one youth."""
        return bool(self.by & {AskedBy.NAME, AskedBy.NUMBER})

    def sketch(self) -> Sketch:
        """What is known of the youth."""
        return draw((self.name, *self.aliases), self.birth_date, (self.number,))


class IndexMatch(_Said):
    """An agency that works with such a youth, and whom to call there."""

    agency: Line
    case_number: CaseNumber
    contact_name: Name
    contact_phone: Phone
    contact_dates: tuple[date, ...]
    signs: frozenset[Sign]


class IndexAnswer(_Said):
    """What the county told; the likest first."""

    at: datetime
    matches: Annotated[tuple[IndexMatch, ...], Field(max_length=MOST_MATCHES)] = ()
    refused: Reason | None = None


class DuplicateSide(_Said):
    """One of two cases that may be of one youth.

    Attributes:
        shown_name, birth_date: only to a coordinator who is designated for the index.
        agencies: whose people are assigned.
    """

    case: CaseId
    shown_name: Line = ""
    birth_date: date | None = None
    agencies: tuple[Line, ...] = ()


class PossibleDuplicate(_Said):
    """Two cases that may be of one youth."""

    first: DuplicateSide
    second: DuplicateSide
    score: float
    signs: frozenset[Sign]


def sketch_entry(entry: IndexEntry) -> Sketch:
    """An entry's youth, made comparable."""
    youth = entry.youth
    return draw((youth.name, *youth.aliases), youth.birth_date, (entry.case_number,))
