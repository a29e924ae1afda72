# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a worker can be. Screens ask for a place; only the shell goes there."""

from dataclasses import dataclass
from enum import StrEnum

from casework.ids import CaseId, DraftId, RecordId
from casework.vocabulary import RecordKind, Section


class Room(StrEnum):
    """The places of the rail, in its order; some only where the hat allows it."""

    TODAY = "today"
    YOUTHS = "youths"
    SCREENINGS = "screenings"
    TEAM = "team"
    INDEX = "index"
    INBOX = "inbox"
    TRAINING = "training"
    SYNC = "sync"
    SECURITY = "security"
    LOG = "log"


class CasePart(StrEnum):
    """Parts of a case's page that other screens lead to."""

    TOP = "top"
    STATE_GRID = "state_grid"


@dataclass(frozen=True, slots=True)
class CasePlace:
    """One youth's case; `part` is what to begin at."""

    case: CaseId
    part: CasePart = CasePart.TOP


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """A screening being filled."""

    draft: DraftId


@dataclass(frozen=True, slots=True)
class SignedPlace:
    """A signed screening."""

    case: CaseId
    record: RecordId


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """The form of one record of a case; of a new one where `record` is None.

    Attributes:
        about: the record that a new one belongs to.
    """

    case: CaseId
    kind: RecordKind
    record: RecordId | None
    about: RecordId | None = None


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """A document of a case."""

    case: CaseId
    record: RecordId


@dataclass(frozen=True, slots=True)
class TimelinePlace:
    """All events of a case; `record` is the one to begin at, None for the newest."""

    case: CaseId
    record: RecordId | None = None


@dataclass(frozen=True, slots=True)
class CaseLogPlace:
    """Who opened one youth's case."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class AdvocatePlace:
    """An advocate's notes about one youth."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class DisclosuresPlace:
    """What of one youth's case was shown to whom; of some parts only where they are named."""

    case: CaseId
    sections: frozenset[Section] = frozenset()


@dataclass(frozen=True, slots=True)
class ConflictsPlace:
    """What people disagree about, to be decided."""


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """One meeting with its agenda."""

    meeting: str


@dataclass(frozen=True, slots=True)
class MeetingPlanPlace:
    """Planning a meeting; a new one where `meeting` is empty."""

    meeting: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRoomPlace:
    """A meeting that is being held."""

    meeting: str


PagePlace = (
    AdvocatePlace
    | CaseLogPlace
    | CasePlace
    | ConflictsPlace
    | DisclosuresPlace
    | DocumentPlace
    | DraftPlace
    | MeetingPlace
    | MeetingPlanPlace
    | MeetingRoomPlace
    | RecordPlace
    | SignedPlace
    | TimelinePlace
)
Place = Room | PagePlace
