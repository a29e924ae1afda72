# SPDX-License-Identifier: AGPL-3.0-or-later
"""The records of a case as they stand in lists: when, by whom, how far, and what was late.

Invariant: a list holds nothing of a record but its headline.
"""

from collections.abc import Mapping

from casework.clocks import Notice, RunningClock, is_late
from casework.ids import RecordId
from casework.record_parts import SpanView
from casework.records import CaseRecord, read_view
from desktop.moments import moment_of
from desktop.services.rows import standing_of
from storage.model import StoredRecord
from ui.record_views import FieldChange, RecordLine


def line_of(stored: StoredRecord, known: Mapping[RecordId, StoredRecord]) -> RecordLine:
    """One record in a list.

    Args:
        known: the records of its case that this hat sees.
    """
    record = stored.record
    view = read_view(record.kind, record.fields)
    ended = view.span()[1] if isinstance(view, SpanView) else None
    return RecordLine(
        record=record.record,
        kind=record.kind,
        headline=view.headline(),
        happened=view.happened(),
        ended=ended,
        is_open=isinstance(view, SpanView) and view.is_open,
        entered_at=moment_of(record.at),
        author_name=record.author_name,
        standing=standing_of(stored),
        reason=stored.refused,
        late_why=_why_late(view, known) if isinstance(view, Notice) else "",
    )


def _why_late(notice: Notice, known: Mapping[RecordId, StoredRecord]) -> str:
    held = known.get(notice.clock)
    clock = None if held is None else read_view(held.record.kind, held.record.fields)
    return notice.why if isinstance(clock, RunningClock) and is_late(notice, clock) else ""


def newest_first(line: RecordLine) -> tuple[bool, str, str]:
    """What to sort by, in reverse: open ones before ended ones, the latest first."""
    when = line.happened or line.entered_at
    return line.is_open, when.isoformat()[:10], line.entered_at.isoformat()


def changes_of(record: CaseRecord) -> tuple[FieldChange, ...]:
    """Who wrote each field last, and when."""
    return tuple(
        FieldChange(name, one.author_name, moment_of(one.at))
        for name, one in record.writers.items()
    )
