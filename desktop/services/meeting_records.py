# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading what the cases on this laptop hold of meetings, as far as its hat may see it.

Invariants: a case that may not be shown is not counted and not named; the list of a meeting's
youths is made here and kept nowhere. Drafts lie sealed: a youth's under the key of their case, the
table's, which names no youth, under a key of the meeting's own.
"""

from collections.abc import Sequence
from typing import NamedTuple

from casework.agenda import AgendaItem, AgendaRecord, build_item
from casework.clock_rules import Party
from casework.clocks import Notice, RunningClock
from casework.ids import CaseId, RecordId
from casework.meeting_drafts import PartDraft, TableDraft, YouthDraft
from casework.meeting_roster import MeetingRoster
from casework.meetings import MINUTES_SECTIONS, Attendee, Meeting, MeetingState, Minutes
from casework.record_parts import RecordView, Surroundings
from casework.records import Youth, read_view
from casework.vocabulary import Action, RecordKind, Section
from desktop.moments import moment_of
from desktop.services.held_case import visible_records
from desktop.services.rows import standing_of
from desktop.services.team import meeting_types
from desktop.session import COUNTY_ZONE, OpenSession
from storage.model import RecordRow, StoredRecord
from ui.errors import ShownError
from ui.meeting_types import MeetingTypeChoice
from ui.meeting_views import SignedPart

TABLE = "table"


class HeldMeeting(NamedTuple):
    """A meeting's record in one case."""

    row: RecordRow
    view: Meeting

    @property
    def case(self) -> CaseId:
        """Whose case."""
        return self.row.stored.record.case


def meetings_of(session: OpenSession, meeting: str | None = None) -> list[HeldMeeting]:
    """The records of meetings this hat may see; of one, or of all; who was taken off is not."""
    store = session.store.meetings
    rows = store.records() if meeting is None else store.records_of(meeting)
    found = []
    for row in session.only_seen([one for one in rows if _kind(one) is RecordKind.MEETING]):
        view = read_view(RecordKind.MEETING, row.stored.record.fields)
        assert isinstance(view, Meeting)
        if view.state is not MeetingState.TAKEN_OFF:
            found.append(HeldMeeting(row, view))
    return found


def require_meeting(session: OpenSession, meeting: str) -> list[HeldMeeting]:
    """The records of one meeting, of which there is at least one; raises ShownError."""
    found = meetings_of(session, meeting)
    if not found:
        raise ShownError("This meeting is not on this laptop.", "Go back to the list.")
    return found


def standing_view(held: Sequence[HeldMeeting]) -> Meeting:
    """A meeting as a whole: held as soon as it is so in one case, whoever is signed later."""
    over = (one.view for one in held if one.view.state is MeetingState.HELD)
    return next(over, held[0].view)


def type_of(roster: MeetingRoster, view: Meeting) -> MeetingTypeChoice:
    """The type of a meeting in words; a county's own that is gone keeps those it had."""
    known = next((one for one in meeting_types(roster) if one.code == view.type), None)
    return known or MeetingTypeChoice(view.type, None, view.type_english, view.type_spanish)


class CaseAtMeeting(NamedTuple):
    """One youth's case as a meeting needs it: what this hat may see of it."""

    case: CaseId
    youth: Youth
    seen: tuple[StoredRecord, ...]

    @property
    def views(self) -> tuple[tuple[RecordId, RecordView], ...]:
        """Every record with its typed view; refused ones are not."""
        return tuple(
            (one.record.record, read_view(one.record.kind, one.record.fields))
            for one in self.seen
            if one.refused is None
        )


def read_case(session: OpenSession, case: CaseId) -> CaseAtMeeting:
    """A case of a meeting; raises ShownError where it may not be shown."""
    held = session.store.case(case)
    if held is None or case in session.reach.hidden_cases():
        raise ShownError("This case is not on this laptop.", "Choose another youth.")
    seen = tuple(visible_records(session, held))
    for one in seen:
        if one.record.kind is RecordKind.YOUTH:
            view = read_view(RecordKind.YOUTH, one.record.fields)
            assert isinstance(view, Youth)
            return CaseAtMeeting(case, view, seen)
    raise ShownError(
        "The youth of this case has not arrived on this laptop yet.", "Sync, then try again."
    )


def item_of(session: OpenSession, held: CaseAtMeeting, meeting: str) -> AgendaItem:
    """What is to be said about a youth."""
    records = [
        AgendaRecord(
            one.record.record,
            one.record.section,
            one.record.hat,
            moment_of(one.record.at),
            read_view(one.record.kind, one.record.fields),
        )
        for one in held.seen
        if one.refused is None and one.record.kind is not RecordKind.PRIVILEGED_NOTE
    ]
    now = session.clock.now()
    return build_item(held.case, held.youth.shown_name, records, now, COUNTY_ZONE, meeting)


def signed_of(held: CaseAtMeeting, meeting: str) -> tuple[SignedPart, ...]:
    """The minutes of a meeting in one case, the oldest first."""
    found = []
    for one in held.seen:
        view = read_view(one.record.kind, one.record.fields)
        if isinstance(view, Minutes) and view.meeting == meeting:
            part = SignedPart(
                one.record.record,
                one.record.section,
                view,
                one.record.author_name,
                standing_of(one),
            )
            found.append(part)
    return tuple(sorted(found, key=lambda one: one.minutes.signed_at))


def sections_of_minutes(session: OpenSession, case: CaseId) -> tuple[Section, ...]:
    """The parts of a case this hat may write minutes in."""
    return tuple(one for one in MINUTES_SECTIONS if session.ask(case, one, Action.WRITE).allowed)


def around(session: OpenSession, held: CaseAtMeeting) -> Surroundings:
    """What a meeting's records are judged among."""
    return Surroundings(
        now=session.clock.now(),
        zone=COUNTY_ZONE,
        birth_date=held.youth.birth_date,
        others=held.views,
        closed=held.youth.closed_on is not None,
    )


def team_clocks(
    views: Sequence[tuple[RecordId, RecordView]],
) -> tuple[tuple[RecordId, RunningClock], ...]:
    """The running clocks that a held meeting closes."""
    told = {one.clock for _, one in views if isinstance(one, Notice)}
    return tuple(
        (record, view)
        for record, view in views
        if isinstance(view, RunningClock) and view.party is Party.TEAM and record not in told
    )


# Drafts


def read_table(session: OpenSession, meeting: str, invited: Sequence[Attendee]) -> TableDraft:
    """What was journalled of the table; before anything was, everybody who is invited."""
    kept = session.store.kept_forms.read(CaseId(meeting), TABLE)
    return TableDraft.model_validate_json(kept) if kept else TableDraft(people=tuple(invited))


def is_begun(session: OpenSession, meeting: str) -> bool:
    """Whether something of a meeting is journalled and not signed."""
    return bool(session.store.kept_forms.places(CaseId(meeting)))


def read_draft(session: OpenSession, meeting: str, case: CaseId) -> YouthDraft:
    """What is written about a youth; a new one has the part on safety plans ready."""
    kept = session.store.kept_forms.read(case, draft_place(meeting))
    if kept:
        return YouthDraft.model_validate_json(kept)
    main = PartDraft(record=RecordId(session.new_id()))
    return YouthDraft(parts={Section.SAFETY_PLAN: main})


def draft_place(meeting: str) -> str:
    """Where a youth's draft lies among the kept forms of the case."""
    return f"meeting/{meeting}"


def _kind(row: RecordRow) -> RecordKind:
    return row.stored.record.kind
