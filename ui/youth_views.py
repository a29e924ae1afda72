# SPDX-License-Identifier: AGPL-3.0-or-later
"""Youths as lists and the search show them, with where the words looked for stand."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from casework.due import Due
from casework.ids import CaseId, RecordId
from casework.vocabulary import RecordKind
from ui.clock_views import ClockRow


class YouthList(StrEnum):
    """Which youths a list holds: all by name, all by their newest work, or some."""

    ALL = "all"
    NEWEST = "newest"
    RECENT = "recent"
    PINNED = "pinned"
    UNSENT = "unsent"
    DUE = "due"


class MatchedBy(StrEnum):
    """How a word was found."""

    NAME = "name"
    SOUND = "sound"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Match:
    """One place in a case at which a word stands.

    Attributes:
        text: the words around it, shortened.
        on: when what it tells of took place, or was entered.
    """

    record: RecordId
    kind: RecordKind
    by: MatchedBy
    text: str
    on: date | datetime


@dataclass(frozen=True, slots=True)
class YouthRow:
    """One line of the list of youths.

    Attributes:
        matches: where the words looked for stand, the best first; empty where the youth's own name
            or number holds them all.
        clock, due: the clock that runs out first and what else comes due next, only in the list of
            what is due.
    """

    case: CaseId
    shown_name: str
    legal_name: str
    age: int | None
    agency_numbers: str
    last_activity: datetime | None
    has_unsent: bool
    is_pinned: bool = False
    matches: tuple[Match, ...] = ()
    clock: ClockRow | None = None
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class YouthPage:
    """One page of a search.

    Attributes:
        total: all that match, as far as it was counted; `more` where there are more than that.
    """

    total: int
    rows: tuple[YouthRow, ...]
    more: bool = False
