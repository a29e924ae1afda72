# SPDX-License-Identifier: AGPL-3.0-or-later
"""The events of a case as its timeline shows them, those of joined cases among them.

What kinds of events a timeline tells apart, and one page of it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.audit import AuditEvent
from casework.ids import CaseId, RecordId
from casework.reasons import Reason
from casework.record_parts import Word
from casework.vocabulary import RecordKind


class Standing(StrEnum):
    """Where a piece of work stands between this laptop and the county."""

    SENT = "sent"
    UNSENT = "unsent"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event of a case.

    Attributes:
        text: the note's text; empty for other kinds.
        title, band_label, score: of a screening; score is exact decimal text or None.
        at: when it happened; `entered_at` when it was written down.
        reason: why it was refused or is in conflict.
        headline: of the other kinds, what tells it from others of its kind.
        kind, event: of what left the program there is no kind but the log's event.
        joined, joined_name: the other case of the same youth it stands in; None for this case.
    """

    record: RecordId
    kind: RecordKind | None
    at: datetime
    entered_at: datetime
    author_name: str
    standing: Standing
    text: str = ""
    title: str = ""
    band_label: str = ""
    score: str | None = None
    reason: Reason | None = None
    headline: tuple[str | Word, ...] = ()
    joined: CaseId | None = None
    joined_name: str = ""
    event: AuditEvent | None = None


class EventGroup(StrEnum):
    """Kinds of events by which a timeline is filtered."""

    ALL = "all"
    CONTACT = "contact"
    SCREENING = "screening"
    MEETING = "meeting"
    PLACEMENT = "placement"
    ABSENCE = "absence"
    COURT = "court"
    NOTICE = "notice"
    DISCLOSURE = "disclosure"
    DOCUMENT = "document"
    OTHER = "other"


_GROUP_OF_KIND = {
    RecordKind.CONTACT_NOTE: EventGroup.CONTACT,
    RecordKind.SCREENING: EventGroup.SCREENING,
    RecordKind.STATUS_ROW: EventGroup.SCREENING,
    RecordKind.PLACEMENT: EventGroup.PLACEMENT,
    RecordKind.ABSENCE: EventGroup.ABSENCE,
    RecordKind.SEARCH_EFFORT: EventGroup.ABSENCE,
    RecordKind.DEBRIEF: EventGroup.ABSENCE,
    RecordKind.COURT_DATE: EventGroup.COURT,
    RecordKind.NOTICE: EventGroup.NOTICE,
    RecordKind.CLOCK: EventGroup.NOTICE,
    RecordKind.DOCUMENT: EventGroup.DOCUMENT,
}


@dataclass(frozen=True, slots=True)
class TimelineWish:
    """What of a timeline is asked for.

    Attributes:
        days: how many days back it reaches; None for all.
    """

    group: EventGroup = EventGroup.ALL
    days: int | None = None


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """Events of a case, the newest first.

    Attributes:
        total: all that were wished for.
        groups: those of which the case has any event at all.
    """

    shown_name: str
    total: int
    entries: tuple[TimelineEntry, ...]
    groups: frozenset[EventGroup]


def group_of(kind: RecordKind | None) -> EventGroup:
    """The group an event belongs to; what left the program has no kind."""
    if kind is None:
        return EventGroup.DISCLOSURE
    if kind.value.startswith("meeting") or kind.value == "minutes":
        return EventGroup.MEETING
    return _GROUP_OF_KIND.get(kind, EventGroup.OTHER)
