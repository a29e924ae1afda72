# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes on the summary of a case for a recipient.

Invariants: a summary is made of the records that this hat was found to see, and the paper leaves
out again whatever its recipient may not read. For another hat a line without a known author is left
out, as nobody could tell whose work it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from casework.agenda_pages import rights_of_other
from casework.hats import Hat
from casework.ids import CaseId, HatId, RecordId
from casework.paper import Recipient
from casework.papers_given import WhatFor
from casework.record_parts import RecordView, Word
from casework.records import ContactNote, Screening, read_view
from casework.referrals import ReferralAnswer
from casework.sign_offs import SignOff
from casework.vocabulary import RecordKind, Section
from desktop.moments import as_moment, moment_of
from desktop.services.held_case import require_case, visible_records
from desktop.services.paper_log import log_print, reader_of
from desktop.services.papers_given import record_given_to
from desktop.session import COUNTY_ZONE, OpenSession
from storage.model import StoredRecord
from ui.errors import ShownError
from ui.paper_views import CaseSummary, PageRecipient, SummaryLine
from ui.views import CaseHeader

GOOD_FOR = timedelta(days=7)
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


class Summaries:
    """Fulfils what ui.ports.CasesPort asks of summaries."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session

    def recipients(self, case: CaseId) -> tuple[PageRecipient, ...]:
        """See the port."""
        session = self._session
        rights = session.reach.memberships_of(case)
        others = (
            one
            for one in self._people()
            if one.agency != session.hat.agency and rights_of_other(one.id, rights)
        )
        reached = [one for one in others if reader_of(session, case, one).readable]
        return tuple(_recipient(one) for one in (session.hat, *reached))

    def lines(self, case: CaseId, hat: HatId) -> tuple[SummaryLine, ...]:
        """What a summary for somebody holds, the newest first."""
        session, worn = self._session, self._find(hat)
        seen = visible_records(session, require_case(session, case))
        found = summary_lines(session, seen)
        if worn.id == session.hat.id:
            return found
        reader = reader_of(session, case, worn)
        return tuple(_only_read(found, reader))

    def make(self, case: CaseId, hat: HatId, header: CaseHeader) -> CaseSummary:
        """For paper; logged as printed.

        Raises:
            ShownError: nothing this laptop knows of lets them read any of it.
        """
        session, worn = self._session, self._find(hat)
        lines = self.lines(case, hat)
        if worn.id == session.hat.id:
            return CaseSummary(header, lines, log_print(session, case))
        reader = reader_of(session, case, worn)
        if not any(section is Section.IDENTITY for section, _ in reader.readable):
            raise ShownError(
                "This laptop knows of no ground that lets this person read any of it.",
                "Share first, or choose somebody else.",
            )
        note = log_print(session, case)
        for_them = replace(note, recipient=reader, expires=note.at + GOOD_FOR)
        return CaseSummary(header, lines, for_them, worn.id)

    def note(self, case: CaseId, summary: CaseSummary, sha256: str) -> None:
        """See the port."""
        if summary.hat is None:
            return
        parts = {one.section for one in summary.lines} | {Section.IDENTITY}
        worn = self._find(summary.hat)
        record_given_to(self._session, case, worn, WhatFor.CASE_SUMMARY, parts, sha256)

    def _people(self) -> list[Hat]:
        """Everybody of the county this laptop was told of, by agency and name."""
        session = self._session
        cards = (one.speaks_as for one in session.policy.roster.cards)
        known = {one.id: one for one in (*session.store.sharing.people(), *cards) if one}
        return sorted(known.values(), key=lambda one: (one.agency_name, one.person_name, one.id))

    def _find(self, hat: HatId) -> Hat:
        people = (self._session.hat, *self._people())
        found = next((one for one in people if one.id == hat), None)
        if found is None:
            raise ShownError("This laptop does not know this person.", "Choose again.")
        return found


def summary_lines(session: OpenSession, seen: Sequence[StoredRecord]) -> tuple[SummaryLine, ...]:
    """The records of a case as lines, the newest first.

    What was signed, approved or answered stands below what it is about, where one agency wrote
    both; else it is a line of its own.

    Args:
        seen: every record of the case that this hat may see now.
    """
    listed = [
        (one.record.record, _line(session, one), read_view(one.record.kind, one.record.fields))
        for one in seen
        if one.record.kind not in NOT_LISTED
        and one.record.section is not Section.YOUTH_PRIVATE
        and one.refused is None
    ]
    owners = {record: line.owner for record, line, _ in listed}
    below: defaultdict[RecordId, list[SummaryLine]] = defaultdict(list)
    above = []
    for record, line, view in listed:
        about = _about(view)
        if about is not None and about in owners and owners[about] == line.owner:
            below[about].append(line)
        else:
            above.append((record, line))
    lines = (
        replace(line, below=tuple(sorted(below[record], key=lambda one: one.at)))
        for record, line in above
    )
    return tuple(sorted(lines, key=lambda one: one.at, reverse=True))


def _about(view: RecordView) -> RecordId | None:
    match view:
        case SignOff():
            return view.about
        case ReferralAnswer():
            return view.referral
    return None


def _only_read(lines: Iterable[SummaryLine], reader: Recipient) -> Iterator[SummaryLine]:
    for one in lines:
        if one.owner is not None and (one.section, one.owner) in reader.readable:
            yield one


def _recipient(hat: Hat) -> PageRecipient:
    return PageRecipient(hat.id, f"{hat.person_name} · {hat.title} · {hat.agency_name}")


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
    owner = session.owner_of(record.hat)
    if owner is None and record.hat == session.hat.id:
        owner = session.hat.agency
    return SummaryLine(
        kind=record.kind,
        section=record.section,
        owner=owner,
        at=as_moment(view.happened(), COUNTY_ZONE) or moment_of(record.at),
        said=said,
        author_name=record.author_name,
        undecided=tuple(one.field for one in record.open_disputes),
    )
