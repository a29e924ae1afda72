# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing a meeting: what was written becomes minutes and tasks in each youth's own case.

Invariants: all of it is one transaction, or none of it is signed and all that is written stays;
each part goes into its own section, so that the rights on the case decide who receives it; what was
signed already is not signed again. A youth people disagree about waits, with what was written. A
meeting that was held closes the county's clocks for one.
"""

from collections.abc import Sequence
from datetime import datetime

from casework.clock_rules import Channel, ClockStart
from casework.clocks import Notice, NoticeOutcome, section_of_clock
from casework.ids import CaseId, RecordId
from casework.kinds import check_answers
from casework.meeting_drafts import TableDraft, YouthDraft, write_minutes, write_tasks
from casework.meetings import Meeting, MeetingState
from casework.record_parts import Fault, FaultCode, Surroundings
from casework.vocabulary import RecordKind
from desktop.services.clocks import clocks_to_start
from desktop.services.conflicts import require_no_conflict
from desktop.services.follow_ups import find_follow_ups
from desktop.services.meeting_records import (
    TABLE,
    HeldMeeting,
    around,
    draft_place,
    read_case,
    read_draft,
    read_table,
    require_meeting,
    standing_view,
    team_clocks,
)
from desktop.services.work import ChangedRecord, NewInCase, NewRecord, record_across
from desktop.session import COUNTY_ZONE, OpenSession
from storage.model import Changes, KeptPlace
from ui.errors import ShownError
from ui.record_views import FieldsWrong

Work = list[NewInCase | ChangedRecord]


def sign_meeting(
    session: OpenSession, meeting: str, cases: Sequence[CaseId] | None = None
) -> Changes:
    """Sign what was written about all youths of a meeting, or about some.

    Raises:
        FieldsWrong: something is wrong; nothing was signed.
        ShownError: nothing is written, or people disagree about one of the youths.
        AccessRefused: this hat may not write one of the parts.
    """
    held = require_meeting(session, meeting)
    view = standing_view(held)
    table = _when_held(read_table(session, meeting, view.invited), view, session.clock.now())
    _require_table(view, table, session)
    chosen = [one for one in held if cases is None or one.case in cases]
    work: Work = []
    for one in chosen:
        require_no_conflict(session, one.case)
        work += _work_of(session, one, table, read_draft(session, meeting, one.case))
    if not work:
        raise ShownError("Nothing is written that could be signed.", "Write it down first.")
    written = [KeptPlace(one.case, draft_place(meeting)) for one in chosen]
    if len(chosen) == len(held):
        written.append(KeptPlace(CaseId(meeting), TABLE))
    return record_across(session, work, clears=written)


def _when_held(table: TableDraft, view: Meeting, now: datetime) -> TableDraft:
    """With when it was held: what is signed days later makes no meeting longer."""
    began, ended = table.started_at or now, table.ended_at or now
    if view.state is MeetingState.HELD:
        began, ended = view.held_from or began, view.held_until or ended
    return table.model_copy(update={"started_at": began, "ended_at": ended})


def _work_of(session: OpenSession, held: HeldMeeting, table: TableDraft, draft: YouthDraft) -> Work:
    case = read_case(session, held.case)
    near = around(session, case)
    known = {record for record, _ in case.views}
    written = (
        *write_minutes(held.view, table, draft, _signer(session), near.now),
        *write_tasks(draft),
    )
    made = [
        NewRecord(one.record, one.kind, one.section, one.fields)
        for one in written
        if one.record not in known
    ]
    _require_right(held.case, made, near)
    spoken_of = draft.reached or bool(made)
    work: Work = [NewInCase(held.case, one) for one in made]
    if held.view.state is not MeetingState.HELD:
        work.append(_held(held, table, reached=spoken_of))
        if spoken_of:
            work += _clocks(session, held, table, draft, near)
    return work


def _held(held: HeldMeeting, table: TableDraft, *, reached: bool) -> ChangedRecord:
    """The meeting's record as it was held."""
    view = held.view.model_copy(update={**_of_table(table), "reached": reached})
    record, fields = held.row.stored.record, view.model_dump(mode="json")
    changed = {name: one for name, one in fields.items() if record.fields.get(name) != one}
    return ChangedRecord(record, changed)


def _require_table(meeting: Meeting, table: TableDraft, session: OpenSession) -> None:
    """Nobody sits there twice, and nothing was shared below the minimum of its statute."""
    held = meeting.model_copy(update=_of_table(table))
    near = Surroundings(now=session.clock.now(), zone=COUNTY_ZONE)
    faults = tuple(held.find_faults(near))
    if faults:
        raise FieldsWrong(faults)


def _of_table(table: TableDraft) -> dict[str, object]:
    return {
        "state": MeetingState.HELD,
        "invited": table.people,
        "law": table.law,
        "sharing_opened_at": table.sharing_opened_at,
        "held_from": table.started_at,
        "held_until": table.ended_at,
    }


def _require_right(case: CaseId, made: Sequence[NewRecord], near: Surroundings) -> None:
    faults = [fault for one in made for fault in check_answers(one.kind, one.fields, near).faults]
    if faults:
        raise FieldsWrong(tuple(faults), case)


def _clocks(
    session: OpenSession,
    held: HeldMeeting,
    table: TableDraft,
    draft: YouthDraft,
    near: Surroundings,
) -> Work:
    """The notices that close the county's clocks for a meeting, and what begins after one."""
    there = dict.fromkeys(one.agency for one in table.people if one.present)
    held_at = table.ended_at or near.now
    made: list[NewRecord] = []
    running = team_clocks(near.others)
    for record, clock in running:
        if held_at > clock.due_at and not draft.late_why.strip():
            raise FieldsWrong((Fault("late_why", FaultCode.LATE_WITHOUT_REASON),), held.case)
        notice = Notice(
            clock=record,
            outcome=NoticeOutcome.TOLD,
            told_at=held_at,
            told_by=_signer(session),
            to_whom=", ".join(there)[:200] or _signer(session),
            channel=Channel.IN_PERSON,
            why=draft.late_why.strip(),
        )
        told = NewRecord(
            RecordId(session.new_id()),
            RecordKind.NOTICE,
            section_of_clock(clock.start),
            notice.model_dump(mode="json"),
        )
        made += [told, *find_follow_ups(session, told.record, notice, None, near)]
    if not any(clock.start is ClockStart.MEETING_HELD for _, clock in running):
        record = held.row.stored.record.record
        made += clocks_to_start(session, [ClockStart.MEETING_HELD], held_at, record)
    return [NewInCase(held.case, one) for one in made]


def _signer(session: OpenSession) -> str:
    return session.hat.person_name
