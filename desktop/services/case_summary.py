# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes on the summary of a case for a recipient.

Invariant: nothing here fetches; a summary is made of the records that the hat was found to see, and
the paper leaves out again whatever its recipient may not read.
"""

from collections.abc import Sequence

from casework.record_parts import Word
from casework.records import ContactNote, Screening, read_view
from casework.vocabulary import RecordKind, Section
from desktop.moments import as_moment, moment_of
from desktop.session import COUNTY_ZONE, OpenSession
from storage.model import StoredRecord
from ui.paper_views import SummaryLine

# The youth stands at the head; what is privileged or private is on no summary, and a clock stands
# beside what started it.
NOT_LISTED = frozenset(
    {
        RecordKind.YOUTH,
        RecordKind.PRIVILEGED_NOTE,
        RecordKind.YOUTH_PLAN_PRIVATE,
        RecordKind.CLOCK,
        RecordKind.PLAN_VERSION,
        RecordKind.DOCUMENT,
    }
)


def summary_lines(session: OpenSession, seen: Sequence[StoredRecord]) -> tuple[SummaryLine, ...]:
    """The records of a case as lines, the newest first.

    Args:
        seen: every record of the case that this hat may see now.
    """
    lines = [
        _line(session, one)
        for one in seen
        if one.record.kind not in NOT_LISTED
        and one.record.section is not Section.YOUTH_PRIVATE
        and one.refused is None
    ]
    return tuple(sorted(lines, key=lambda one: one.at, reverse=True))


def _line(session: OpenSession, stored: StoredRecord) -> SummaryLine:
    record = stored.record
    view = read_view(record.kind, record.fields)
    said: tuple[str | Word, ...]
    match view:
        case ContactNote():
            said = (view.text,)
        case Screening():
            said = (view.instrument_title, view.result_label)
        case _:
            said = view.headline()
    return SummaryLine(
        kind=record.kind,
        section=record.section,
        owner=session.owner_of(record.hat),
        at=as_moment(view.happened(), COUNTY_ZONE) or moment_of(record.at),
        said=said,
        author_name=record.author_name,
    )
