# SPDX-License-Identifier: AGPL-3.0-or-later
"""The case page: who, why it may be seen, what happened, what may be done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from pydantic import JsonValue

from casework.absences import Debrief
from casework.audit import AuditEvent, AuditOutcome
from casework.counties import Lead, find_lead
from casework.due import Due, age_to_screen_by, screening_due
from casework.ids import CaseId, HatId
from casework.kinds import check_answers
from casework.policy import Decision
from casework.record_parts import RecordView, Surroundings
from casework.records import Youth, read_view
from casework.vocabulary import Action, RecordKind, Section
from casework.youths_alike import names_of
from desktop.moments import moment_of
from desktop.services.advocate_notes import may_read_notes
from desktop.services.case_rights import released_to, rights_of
from desktop.services.case_summary import Summaries
from desktop.services.conflicts import count_conflicts
from desktop.services.held_case import require_case
from desktop.services.rows import draft_row
from desktop.services.same_youths import SameYouths
from desktop.services.timelines import events_of, newest_first, part_of
from desktop.services.work import record_new
from desktop.services.youth_of_case import find_youth, find_youth_record, require_youth
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from storage.model import NOTE_PLACE, CaseFile, Changes, KeptPlace, RecordRow, StoredRecord
from ui.errors import ShownError
from ui.paper_views import CaseSummary, PageRecipient, SummaryLine
from ui.record_views import FieldsWrong
from ui.timeline_views import TimelineEntry, TimelinePart, TimelineWish
from ui.views import CaseHeader, CaseView

TIMELINE_ROWS = 12
COUNTY_KINDS = (RecordKind.COUNTY_ON_CASE, RecordKind.HAND_OFF)


class CasePage:
    """Fulfils ui.ports.CasePort."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session
        self._same_youths = SameYouths(session)
        self._summaries = Summaries(session)

    def case(self, case: CaseId) -> CaseView:
        """One case with only the sections this hat may see now.

        Raises:
            ShownError: the case is not on this laptop (any more), or may not be seen.
        """
        session = self._session
        with shown_errors():
            held, decision = self._open(case)
            drafts = [one for one in session.store.drafts() if one.case == case]
            kept_note = session.store.notes.read(case)
            allowed = [one for one in Section if session.ask(case, one, Action.READ).allowed]
            visible = [one.stored for one in session.only_seen(_rows_of(held))]
        note, screen = _may_write(session, case)
        now = session.clock.now()
        today, youth = now.astimezone(COUNTY_ZONE).date(), require_youth(held)
        with shown_errors():
            others = [self._read_joined(one) for one in self._same_youths.joined(case)]
        joined = [entry for _, entries in others for entry in entries]
        timeline = newest_first([*events_of(visible), *joined])
        return CaseView(
            case=case,
            header=_header(youth, today, [one for one, _ in others]),
            reason=decision.reason,
            until=decision.until,
            sections=tuple(allowed),
            may_note=note.allowed,
            may_screen=screen.allowed,
            write_refusal=next((one.reason for one in (screen, note) if not one.allowed), None),
            due=_screening_due(held, visible, today) if Section.SCREENING in allowed else None,
            now=now,
            drafts=tuple(draft_row(one) for one in drafts),
            timeline=tuple(timeline[:TIMELINE_ROWS]),
            timeline_total=len(timeline),
            kept_note=kept_note,
            rights=rights_of(session, held),
            rights_as_of=session.store.rest.rights_told_at(),
            reach_as_of=session.store.sharing.told_at(),
            conflicts=count_conflicts(session, case),
            released=released_to(session, held),
            advocate=may_read_notes(session, case),
            lead=_lead(visible, today),
        )

    def _read_joined(self, case: CaseId) -> tuple[Youth, list[TimelineEntry]]:
        """Another case of the same youth: who it says they are, and what this hat sees there."""
        held, _ = self._open(case)
        youth = require_youth(held)
        seen = [one.stored for one in self._session.only_seen(_rows_of(held))]
        name = youth.shown_name
        return youth, [replace(one, joined=case, joined_name=name) for one in events_of(seen)]

    def timeline(self, case: CaseId, wish: TimelineWish, offset: int, limit: int) -> TimelinePart:
        """A page of the case's events; that the case was opened is logged with the first of all.

        Raises:
            ShownError: as `case`.
        """
        session = self._session
        with shown_errors():
            if offset or wish != TimelineWish():
                held = session.store.case(case)
                session.require(case, Section.IDENTITY, Action.READ)
            else:
                held, _ = self._open(case)
            if held is None:
                raise ShownError("This case is not on this laptop.", "Go back to the list.")
            visible = [one.stored for one in session.only_seen(_rows_of(held))]
            name = require_youth(held).shown_name
            others = [self._read_joined(one) for one in self._same_youths.joined(case)]
            joined = [entry for _, entries in others for entry in entries]
            every = [*events_of(visible), *joined]
            return part_of(session, case, name, every, wish, offset=offset, limit=limit)

    def _open(self, case: CaseId) -> tuple[CaseFile, Decision]:
        """The case and the right to see it; both a yes and a no are logged."""
        session = self._session
        held = session.store.case(case)
        if held is None:
            session.store.audit.note(AuditEvent.CASE_READ, case=case, outcome=AuditOutcome.FAILED)
            raise ShownError("This case is not on this laptop.", "Go back to the list.")
        decision = session.require(case, Section.IDENTITY, Action.READ)
        session.store.audit.note(AuditEvent.CASE_READ, case=case)
        return held, decision

    def summary_recipients(self, case: CaseId) -> tuple[PageRecipient, ...]:
        """See the port."""
        with shown_errors():
            require_case(self._session, case)
            return self._summaries.recipients(case)

    def preview_summary(self, case: CaseId, hat: HatId) -> tuple[SummaryLine, ...]:
        """See the port."""
        with shown_errors():
            return self._summaries.lines(case, hat)

    def summary(self, case: CaseId, hat: HatId) -> CaseSummary:
        """What is on record, for paper; logged as printed before it is handed out.

        Raises:
            ShownError: the case is not on this laptop, or may not be seen by either.
        """
        with shown_errors():
            held, _ = self._open(case)
            today = self._session.clock.now().astimezone(COUNTY_ZONE).date()
            return self._summaries.make(case, hat, _header(require_youth(held), today, ()))

    def note_summary(self, case: CaseId, summary: CaseSummary, sha256: str) -> None:
        """See the port."""
        with shown_errors():
            self._summaries.note(case, summary, sha256)

    def add_note(self, case: CaseId, text: str, happened_at: datetime) -> Changes:
        """Write a contact note.

        Raises:
            ShownError: the text is empty, the time lies ahead, or the hat may not write.
        """
        now = self._session.clock.now()
        if not text.strip():
            raise ShownError("The note is empty.", "Write what happened, then save it.")
        if happened_at > now:
            raise ShownError("The contact lies in the future.", "Choose when it took place.")
        fields: dict[str, JsonValue] = {
            "text": text.strip(),
            "happened_at": happened_at.isoformat(),
            "entered_at": now.isoformat(),
        }
        with shown_errors():
            note = self._check_note(case, fields)
            return record_new(
                self._session,
                case,
                RecordKind.CONTACT_NOTE,
                note.model_dump(mode="json"),
                clears=[KeptPlace(case, NOTE_PLACE)],
            )

    def _check_note(self, case: CaseId, fields: dict[str, JsonValue]) -> RecordView:
        """The note, judged by what is known of the youth; raises FieldsWrong."""
        youth = find_youth(self._session.store.case(case))
        around = Surroundings(
            now=self._session.clock.now(),
            zone=COUNTY_ZONE,
            birth_date=None if youth is None else youth.birth_date,
            closed=youth is not None and youth.closed_on is not None,
        )
        checked = check_answers(RecordKind.CONTACT_NOTE, fields, around)
        if checked.view is None:
            raise FieldsWrong(checked.faults)
        return checked.view

    def keep_note(self, case: CaseId, text: str) -> None:
        """Keep the words of a note that is still being written, sealed in the store."""
        with shown_errors():
            self._session.store.notes.keep(case, text)


def _may_write(session: OpenSession, case: CaseId) -> tuple[Decision, Decision]:
    """Whether this hat may add a contact note, and a screening."""
    note = session.ask(case, Section.CONTACTS, Action.WRITE)
    return note, session.ask(case, Section.SCREENING, Action.WRITE)


def _rows_of(held: CaseFile) -> list[RecordRow]:
    return [RecordRow("", one) for one in held.records]


def _header(youth: Youth, today: date, others: Sequence[Youth]) -> CaseHeader:
    """Who the youth is, with every name of the cases joined with this one."""
    names = names_of([youth, *others])
    own = (youth.shown_name, youth.legal_name)
    return CaseHeader(
        shown_name=youth.shown_name,
        legal_name=youth.legal_name,
        aliases=tuple(one for one in names if one not in own),
        birth_date=youth.birth_date,
        age=youth.age_on(today),
        pronouns=youth.pronouns,
        languages=youth.languages,
        agency_numbers=tuple(youth.agency_numbers.items()),
        opened_on=youth.opened_on,
    )


def _lead(visible: list[StoredRecord], today: date) -> Lead | None:
    """Which county leads; None where nothing is recorded of counties."""
    told = [one.record for one in visible if one.record.kind in COUNTY_KINDS]
    return find_lead((read_view(one.kind, one.fields) for one in told), today) if told else None


def _screening_due(held: CaseFile, visible: list[StoredRecord], today: date) -> Due | None:
    """When a screening is due; asked only for who is shown them: others cannot tell of any."""
    record = find_youth_record(held)
    return screening_due(
        opened_on=require_youth(held).opened_on,
        age=age_to_screen_by(record, today) if record else None,
        last_screened=_last_screened(visible),
        last_debriefed=_last_debriefed(visible),
    )


def _last_screened(records: list[StoredRecord]) -> date | None:
    days = [
        moment_of(one.record.at).astimezone(COUNTY_ZONE).date()
        for one in records
        if one.record.kind is RecordKind.SCREENING
    ]
    return max(days, default=None)


def _last_debriefed(records: list[StoredRecord]) -> date | None:
    views = (read_view(one.record.kind, one.record.fields) for one in records)
    days = [one.at.astimezone(COUNTY_ZONE).date() for one in views if isinstance(one, Debrief)]
    return max(days, default=None)
