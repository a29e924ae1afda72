# SPDX-License-Identifier: AGPL-3.0-or-later
"""The events of a case in the order in which they happened, as far as this hat may see them.

Invariant: an event keeps both moments, when it took place and when it was written down; what left
the program from this laptop (printed, saved outside, shared) is an event like any other.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta

from casework.audit import AuditEvent, AuditOutcome
from casework.ids import CaseId, RecordId
from casework.record_parts import Word
from casework.records import ContactNote, PrivilegedNote, Screening, Youth, read_view
from casework.vocabulary import RecordKind
from desktop.moments import as_moment, moment_of
from desktop.services.rows import standing_of
from desktop.session import COUNTY_ZONE, OpenSession
from storage.model import StoredRecord
from ui.timeline_views import (
    EventGroup,
    Standing,
    TimelineEntry,
    TimelinePart,
    TimelineWish,
    group_of,
)

# The youth's own record is the header; what is privileged has a page of its own, and a
# version of a plan stands with the plan.
_ELSEWHERE = frozenset({RecordKind.YOUTH, RecordKind.PRIVILEGED_NOTE, RecordKind.PLAN_VERSION})
DISCLOSING = (
    AuditEvent.PRINTED,
    AuditEvent.EXPORTED,
    AuditEvent.SHARED,
    AuditEvent.DISCLOSURES_PRINTED,
)


def events_of(visible: Iterable[StoredRecord]) -> list[TimelineEntry]:
    """The records of a case that are events, the newest first."""
    return newest_first([_entry(one) for one in visible if one.record.kind not in _ELSEWHERE])


def newest_first(entries: Iterable[TimelineEntry]) -> list[TimelineEntry]:
    """Events by when they took place."""
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def part_of(
    session: OpenSession,
    case: CaseId,
    shown_name: str,
    events: Sequence[TimelineEntry],
    wish: TimelineWish,
    *,
    offset: int,
    limit: int,
) -> TimelinePart:
    """One page of what is wished for."""
    since = _since(session.clock.now(), wish.days)
    every = newest_first([*events, *_disclosures(session, case)])
    entries = [
        one
        for one in every
        if wish.group in (EventGroup.ALL, group_of(one.kind)) and one.at >= since
    ]
    page = tuple(entries[offset : offset + limit])
    groups = frozenset(group_of(one.kind) for one in every)
    return TimelinePart(shown_name, len(entries), page, groups)


def _since(now: datetime, days: int | None) -> datetime:
    """The beginning of the county's day so many days back."""
    if days is None:
        return datetime.min.replace(tzinfo=UTC)
    day = now.astimezone(COUNTY_ZONE).date() - timedelta(days=days)
    return datetime.combine(day, time(), COUNTY_ZONE)


def _disclosures(session: OpenSession, case: CaseId) -> list[TimelineEntry]:
    """What left the program from this laptop, off its own log."""
    return [
        TimelineEntry(
            record=RecordId(one.record),
            kind=None,
            at=one.at,
            entered_at=one.at,
            author_name=session.hat.person_name if one.person == session.hat.person else "",
            standing=Standing.SENT,
            event=one.event,
        )
        for one in session.store.audit.of_case(case, DISCLOSING)
        if one.outcome is AuditOutcome.OK
    ]


def _entry(stored: StoredRecord) -> TimelineEntry:
    record = stored.record
    view = read_view(record.kind, record.fields)
    at = entered = moment_of(record.at)
    text, title, band, score = "", "", "", None
    headline: tuple[str | Word, ...] = ()
    match view:
        case ContactNote():
            at, entered, text = view.happened_at, view.entered_at, view.text
        case Screening():
            at = entered = view.signed_at
            title, band, score = view.instrument_title, view.result_label, view.score
        case Youth() | PrivilegedNote():
            raise AssertionError("this kind of record is no event of the timeline")
        case _:
            at = as_moment(view.happened(), COUNTY_ZONE) or at
            headline = view.headline()
    return TimelineEntry(
        record=record.record,
        kind=record.kind,
        at=at.astimezone(UTC),
        entered_at=entered.astimezone(UTC),
        author_name=record.author_name,
        standing=standing_of(stored),
        text=text,
        title=title,
        band_label=band,
        score=score,
        reason=stored.refused,
        headline=headline,
    )
