# SPDX-License-Identifier: AGPL-3.0-or-later
"""Planning meetings: the list, one meeting with its agenda, changing it, calling it off.

Invariants: a meeting is written into every one of its cases in one piece or into none; a change
reaches the cases this hat may write in; nothing that leaves for a calendar tells what it is about.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from pydantic import JsonValue, ValidationError

from casework.agenda import put_in_order, share_minutes
from casework.audit import AuditEvent
from casework.ids import CaseId, RecordId
from casework.meeting_drafts import TableDraft, YouthDraft
from casework.meetings import Meeting, MeetingState, section_to_plan_in
from casework.neutral_words import find_telling_word
from casework.record_parts import Fault, FaultCode, Surroundings
from casework.vocabulary import Action, RecordKind, Section
from desktop.services.agenda_pages import AgendaPrinting
from desktop.services.approvals import CHANGED_MEANWHILE, LOOK_AGAIN
from desktop.services.calendar_entry import write_entry
from desktop.services.conflicts import count_conflicts
from desktop.services.half_typed import words_beside
from desktop.services.meeting_records import (
    TABLE,
    CaseAtMeeting,
    HeldMeeting,
    draft_place,
    is_begun,
    item_of,
    meetings_of,
    read_case,
    read_draft,
    read_table,
    require_meeting,
    sections_of_minutes,
    signed_of,
    standing_view,
    team_clocks,
    type_of,
)
from desktop.services.meeting_signing import sign_meeting
from desktop.services.rows import standing_of
from desktop.services.team import meeting_types
from desktop.services.work import ChangedRecord, NewInCase, NewRecord, record_across
from desktop.session import COUNTY_ZONE
from desktop.shown_errors import shown_errors
from storage.model import Changes
from ui.errors import ShownError
from ui.half_typed_port import of_meeting
from ui.meeting_views import (
    MeetingPlan,
    MeetingRow,
    MeetingsView,
    MeetingView,
    MeetingYouth,
)
from ui.record_views import FieldsWrong
from ui.views import Standing

_MOVED = ("starts_at", "ends_at", "place")
_DECIDED = ("type", *_MOVED, "convener", "invited")
Fields = dict[str, JsonValue]


class Meetings(AgendaPrinting):
    """Fulfils ui.meeting_views.MeetingsPort."""

    def meetings(self) -> MeetingsView:
        """Every meeting this hat may see, the next first, those that are over after them."""
        session = self._session
        with shown_errors():
            by_meeting: dict[str, list[HeldMeeting]] = {}
            for one in meetings_of(session):
                by_meeting.setdefault(one.view.meeting, []).append(one)
            now = session.clock.now()
            rows = [self._row(held) for held in by_meeting.values()]
        ahead = sorted((one for one in rows if one.ends_at >= now), key=lambda one: one.starts_at)
        over = sorted((one for one in rows if one.ends_at < now), key=lambda one: one.starts_at)
        return MeetingsView(now, (*ahead, *reversed(over)))

    def open(self, meeting: str) -> MeetingView:
        """One meeting with its agenda; that its cases are read is logged."""
        session = self._session
        with shown_errors():
            held = require_meeting(session, meeting)
            view = standing_view(held)
            cases = [read_case(session, one.case) for one in held]
            for one in cases:
                session.store.audit.note(AuditEvent.CASE_READ, case=one.case)
            youths = self._youths(meeting, view, cases)
            return MeetingView(
                meeting=meeting,
                now=session.clock.now(),
                type=type_of(session.policy.roster, view),
                plan=_plan_of(view, tuple(one.case for one in youths)),
                state=view.state,
                cancelled_why=view.cancelled_why,
                youths=youths,
                may_change=all(
                    self._may_write(one.case, one.row.stored.record.section) for one in held
                ),
                may_hold=all(self._may_write(one.case, Section.SAFETY_PLAN) for one in cases),
                table=read_table(session, meeting, view.invited),
                is_begun=is_begun(session, meeting),
            )

    def plan(self, plan: MeetingPlan) -> tuple[str, Changes]:
        """Plan a meeting in every one of its cases."""
        session = self._session
        with shown_errors():
            meeting = session.new_id()
            fields = self._check(plan, {"meeting": meeting})
            work = [NewInCase(case, self._new(case, fields)) for case in plan.cases]
            return meeting, record_across(session, work, words_beside(session, of_meeting("")))

    def names(self, cases: Collection[CaseId]) -> Mapping[CaseId, str]:
        """See the port."""
        session = self._session
        with shown_errors():
            hidden = session.reach.hidden_cases()
            names = session.store.audit.shown_names(cases)
        return {case: name for case, name in names.items() if case not in hidden}

    def change(self, meeting: str, plan: MeetingPlan, seen: MeetingPlan | None = None) -> Changes:
        """Change what was planned; youths are added and taken off."""
        session = self._session
        with shown_errors():
            held = require_meeting(session, meeting)
            before = held[0].view
            if seen is not None:
                plan = _lay_over(_plan_of(before, tuple(one.case for one in held)), seen, plan)
            fields = self._check(plan, before.model_dump(mode="json"))
            wanted = dict(fields)
            if any(before.model_dump(mode="json")[one] != fields[one] for one in _MOVED):
                wanted["sequence"] = before.sequence + 1
            known = {one.case for one in held}
            gone: Fields = {"state": MeetingState.TAKEN_OFF.value}
            work: list[NewInCase | ChangedRecord] = [
                *_changes([one for one in held if one.case in plan.cases], wanted),
                *_changes([one for one in held if one.case not in plan.cases], gone),
                *(
                    NewInCase(case, self._new(case, wanted))
                    for case in plan.cases
                    if case not in known
                ),
            ]
            typed = words_beside(session, of_meeting(meeting))
            return record_across(session, work, typed) if work else Changes()

    def cancel(self, meeting: str, why: str) -> Changes:
        """Cancel it in every case."""
        session = self._session
        with shown_errors():
            held = require_meeting(session, meeting)
            if not why.strip():
                raise FieldsWrong((Fault("cancelled_why", FaultCode.REASON_MISSING),))
            fields: Fields = {
                "state": MeetingState.CANCELLED.value,
                "cancelled_why": why.strip(),
                "sequence": held[0].view.sequence + 1,
            }
            return record_across(session, list(_changes(held, fields)))

    def calendar(self, meeting: str, language: str) -> bytes:
        """An entry for calendars; logged before it is handed out."""
        session = self._session
        with shown_errors():
            view = require_meeting(session, meeting)[0].view
            session.store.audit.note(AuditEvent.EXPORTED)
            return write_entry(view, session.clock.now(), language)

    def keep_table(self, meeting: str, table: TableDraft) -> None:
        """Journal who is at the table."""
        with shown_errors():
            kept = self._session.store.kept_forms
            kept.keep(CaseId(meeting), TABLE, table.model_dump_json())

    def keep_youth(self, meeting: str, case: CaseId, draft: YouthDraft) -> None:
        """Journal what is written about one youth."""
        with shown_errors():
            kept = self._session.store.kept_forms
            kept.keep(case, draft_place(meeting), draft.model_dump_json())

    def sign(self, meeting: str, cases: Sequence[CaseId] | None = None) -> Changes:
        """Sign what was written, in one piece."""
        with shown_errors():
            return sign_meeting(self._session, meeting, cases)

    def new_record(self) -> RecordId:
        """An id for minutes or a task that is being written."""
        return RecordId(self._session.new_id())

    def _row(self, held: Sequence[HeldMeeting]) -> MeetingRow:
        view, session = standing_view(held), self._session
        standings = {standing_of(one.row.stored) for one in held}
        worst = (Standing.REFUSED, Standing.CONFLICT, Standing.UNSENT, Standing.SENT)
        return MeetingRow(
            meeting=view.meeting,
            type=type_of(session.policy.roster, view),
            starts_at=view.starts_at,
            ends_at=view.ends_at,
            place=view.place,
            state=view.state,
            names=tuple(sorted(one.row.shown_name for one in held)),
            standing=next(one for one in worst if one in standings),
            unsigned=is_begun(session, view.meeting),
        )

    def _youths(
        self, meeting: str, view: Meeting, cases: Sequence[CaseAtMeeting]
    ) -> tuple[MeetingYouth, ...]:
        session, now = self._session, self._session.clock.now()
        by_case = {one.case: one for one in cases}
        items = put_in_order(item_of(session, one, meeting) for one in cases)
        drafts = {one.case: read_draft(session, meeting, one.case) for one in items}
        places = {one.case: at for at, one in enumerate(items)}
        ordered = sorted(items, key=lambda one: _position(drafts[one.case], places[one.case]))
        minutes = share_minutes(ordered, view.ends_at - view.starts_at)
        return tuple(
            MeetingYouth(
                case=one.case,
                item=one,
                minutes=length,
                signed=signed_of(by_case[one.case], meeting),
                draft=drafts[one.case],
                sections=sections_of_minutes(session, one.case),
                late=any(clock.due_at < now for _, clock in team_clocks(by_case[one.case].views)),
                is_undecided=count_conflicts(session, one.case) > 0,
            )
            for one, length in zip(ordered, minutes, strict=True)
        )

    def _check(self, plan: MeetingPlan, before: Mapping[str, JsonValue]) -> Fields:
        """The fields of a plan that is right in every one of its cases.

        Raises:
            FieldsWrong: nothing is.
        """
        session = self._session
        if not plan.cases:
            raise FieldsWrong((Fault("cases", FaultCode.NO_YOUTH),))
        cases = [read_case(session, one) for one in plan.cases]
        kind = next(
            (one for one in meeting_types(session.policy.roster) if one.code == plan.type), None
        )
        if kind is None:
            raise FieldsWrong((Fault("type", FaultCode.MISSING),))
        said = {
            **before,
            "type": plan.type,
            "type_english": "" if kind.word else kind.english,
            "type_spanish": "" if kind.word else kind.spanish,
            "starts_at": plan.starts_at,
            "ends_at": plan.ends_at,
            "place": plan.place.strip(),
            "convener": plan.convener.strip(),
            "invited": plan.invited,
        }
        try:
            view = Meeting.model_validate(said)
        except ValidationError as error:
            raise FieldsWrong((_fault_of(error),)) from error
        faults = list(self._find_faults(view, cases))
        if faults:
            raise FieldsWrong(tuple(faults))
        return view.model_dump(mode="json")

    def _find_faults(self, view: Meeting, cases: Sequence[CaseAtMeeting]) -> Iterator[Fault]:
        session = self._session
        yield from view.find_faults(Surroundings(now=session.clock.now(), zone=COUNTY_ZONE))
        names = [one.youth.shown_name for one in cases]
        names += [one.youth.legal_name for one in cases]
        names += [one.agency for one in session.policy.roster.cards]
        word = find_telling_word(view.place, names)
        if word:
            yield Fault("place", FaultCode.TELLS_TOO_MUCH, {"word": word})

    def _new(self, case: CaseId, fields: Fields) -> NewRecord:
        record = RecordId(self._session.new_id())
        section = section_to_plan_in(self._session.hat, partial(self._may_write, case))
        return NewRecord(record, RecordKind.MEETING, section, fields)

    def _may_write(self, case: CaseId, section: Section) -> bool:
        return self._session.ask(case, section, Action.WRITE).allowed


def _changes(held: Sequence[HeldMeeting], fields: Fields) -> Iterator[ChangedRecord]:
    """The change of each record in which something becomes different."""
    for one in held:
        record = one.row.stored.record
        changed = {
            name: value for name, value in fields.items() if record.fields.get(name) != value
        }
        if changed:
            yield ChangedRecord(record, changed)


def _plan_of(view: Meeting, cases: tuple[CaseId, ...]) -> MeetingPlan:
    return MeetingPlan(
        type=view.type,
        starts_at=view.starts_at,
        ends_at=view.ends_at,
        place=view.place,
        convener=view.convener,
        cases=cases,
        invited=view.invited,
    )


def _lay_over(present: MeetingPlan, seen: MeetingPlan, plan: MeetingPlan) -> MeetingPlan:
    """What a person changed of what they saw, over what stands there now.

    Raises:
        ShownError: somebody else changed the same meanwhile.
    """
    then, now = ({name: getattr(one, name) for name in _DECIDED} for one in (seen, present))
    changed = {name: getattr(plan, name) for name in _DECIDED if getattr(plan, name) != then[name]}
    if any(now[name] not in (then[name], one) for name, one in changed.items()):
        raise ShownError(CHANGED_MEANWHILE, LOOK_AGAIN)
    gone = {*seen.cases} - {*plan.cases}
    added = (one for one in plan.cases if one not in seen.cases)
    cases = dict.fromkeys(one for one in (*present.cases, *added) if one not in gone)
    return replace(present, **changed, cases=tuple(cases))


def _position(draft: YouthDraft, place: int) -> tuple[int, int]:
    return (place if draft.position is None else draft.position, place)


def _fault_of(error: ValidationError) -> Fault:
    first = error.errors()[0]
    field = str(first["loc"][0]) if first["loc"] else ""
    missing = first["type"] in ("missing", "string_too_short")
    return Fault(field, FaultCode.MISSING if missing else FaultCode.WRONG_SHAPE)
