# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cross-agency index and possible duplicates as the screens show them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from pydantic import JsonValue

from casework.ids import CaseId
from casework.likeness import Sign
from casework.reasons import Reason


@dataclass(frozen=True, slots=True)
class MatchView:
    """An agency that works with such a youth, and whom to call."""

    agency: str
    contact_name: str
    contact_phone: str
    case_number: str
    contact_dates: tuple[date, ...]
    signs: frozenset[Sign]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What the county told.

    Attributes:
        name, birth_date, number: what was asked.
        refused: why nothing was told.
        until: may be read without a network until then.
        id: by which it is kept here.
    """

    at: datetime
    name: str
    birth_date: date | None
    number: str
    matches: tuple[MatchView, ...]
    refused: Reason | None = None
    until: datetime | None = None
    id: str = ""


class EntryStanding(StrEnum):
    """How an own case stands in the index."""

    NOT_ENTERED = "not entered"
    ENTERED = "entered"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class EntryView:
    """An own case in the index.

    Attributes:
        reason: why the county did not take what was entered last.
        half_filled: something is typed and not confirmed.
    """

    case: CaseId
    shown_name: str
    standing: EntryStanding
    by_name: str = ""
    at: datetime | None = None
    reason: Reason | None = None
    half_filled: bool = False


@dataclass(frozen=True, slots=True)
class IndexView:
    """The Index screen.

    Attributes:
        definition: the county's, of "at risk".
        not_now: why the index cannot be asked; None where it can.
        until: when the designation ends by itself.
        coordinates: also looks after possible duplicates.
    """

    definition: str
    not_now: Reason | None
    until: datetime | None
    coordinates: bool
    entries: tuple[EntryView, ...]
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class CaseIndexView:
    """The index on a case's page; None of its parts where they are not for this hat."""

    entry: EntryView
    answer: AnswerView | None
    may_enter: bool


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What a person looks through before it goes into the index.

    Attributes:
        fields: of `casework.index_entry.IndexEntry`, as JSON.
        base: the version they stand for.
        today: no date lies after it.
        half_filled: the fields are what was typed earlier and not confirmed.
    """

    case: CaseId
    shown_name: str
    fields: dict[str, JsonValue]
    base: int
    today: date
    half_filled: bool = False


@dataclass(frozen=True, slots=True)
class TwinView:
    """One of two cases; without a name where the coordinator may not hear it."""

    case: CaseId
    shown_name: str
    birth_date: date | None
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DuplicateView:
    """Two cases that may be of one youth."""

    first: TwinView
    second: TwinView
    signs: frozenset[Sign] = field(default_factory=frozenset)
