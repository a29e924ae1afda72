# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the store's rows to the lines that several screens show."""

from casework.ids import CaseId
from casework.records import CaseRecord, Screening, read_view
from casework.vocabulary import RecordKind
from desktop.moments import moment_of
from storage.model import DraftRow as StoredDraft
from storage.model import RecordRow, StoredRecord
from ui.views import DraftRow, Standing, WorkRow


def standing_of(stored: StoredRecord) -> Standing:
    """Where a record stands between this laptop and the county."""
    if stored.refused is not None:
        return Standing.REFUSED
    if stored.conflict:
        return Standing.CONFLICT
    return Standing.UNSENT if stored.unsent else Standing.SENT


NOBODY: frozenset[CaseId] = frozenset()


def draft_row(stored: StoredDraft, hidden: frozenset[CaseId] = NOBODY) -> DraftRow:
    """A draft as listed; own unfinished work stays listed even when its youth may not be named."""
    return DraftRow(
        draft=stored.id,
        case=stored.case,
        shown_name="" if stored.case in hidden else stored.shown_name,
        title=stored.title,
        answered=stored.answered,
        total=None,
        last_saved_at=stored.last_saved_at,
    )


def work_row(stored: RecordRow, hidden: frozenset[CaseId] = NOBODY) -> WorkRow:
    """A record as listed on Today, Screenings and Sync."""
    record = stored.stored.record
    title, band = screening_words(record)
    return WorkRow(
        record=record.record,
        kind=record.kind,
        case=record.case,
        shown_name="" if record.case in hidden else stored.shown_name,
        at=moment_of(record.at),
        title=title,
        band_label=band,
        author_name=record.author_name,
        standing=standing_of(stored.stored),
        reason=stored.stored.refused,
    )


def screening_words(record: CaseRecord) -> tuple[str, str]:
    """(instrument title, result in words) of a screening; empty texts for other kinds."""
    if record.kind is not RecordKind.SCREENING:
        return "", ""
    view = read_view(record.kind, record.fields)
    assert isinstance(view, Screening)
    return view.instrument_title, view.result_label
