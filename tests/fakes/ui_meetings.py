# SPDX-License-Identifier: AGPL-3.0-or-later
"""The meetings’ port over dictionaries: a meeting that really remembers what is written."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from casework.agenda import AgendaItem, AgendaLine, Topic, share_minutes
from casework.duties import CourtMatter
from casework.ids import AgencyId, CaseId, HatId, RecordId
from casework.meeting_drafts import PartDraft, TableDraft, YouthDraft, write_minutes, write_tasks
from casework.meeting_roster import MeetingType
from casework.meetings import (
    Attendee,
    Meeting,
    MeetingState,
    Minutes,
    SafetyStatus,
    find_twice,
)
from casework.paper import Recipient
from casework.record_parts import Fault, FaultCode
from casework.vocabulary import Section
from storage.model import Changes
from tests.fakes.people import an_id
from ui.errors import ShownError
from ui.meeting_types import MeetingTypeChoice
from ui.meeting_views import (
    AgendaPage,
    AgendaPages,
    MeetingPlan,
    MeetingRow,
    MeetingsView,
    MeetingView,
    MeetingYouth,
    PreviewedPage,
    SignedPart,
)
from ui.paper_views import PageRecipient, PrintNote
from ui.record_views import FieldsWrong
from ui.views import Standing

WRITTEN_IN = (Section.SAFETY_PLAN, Section.PLACEMENT, Section.EDUCATION)


def an_attendee(name: str, agency: str, kind: str, hat: str, **more: object) -> Attendee:
    """Somebody who is asked."""
    return Attendee.model_validate(
        {"name": name, "agency": agency, "agency_kind": kind, "hat": hat, **more}
    )


INVITED = (
    an_attendee(
        "A. Testman",
        "Child Welfare",
        "child_welfare",
        "Social worker",
        trained=True,
        agreed_on="2026-11-02",
    ),
    an_attendee("R. Testman", "Probation", "probation", "Probation officer", trained=True),
    an_attendee("C. Testman", "Behavioral Health", "mental_health", "Clinician"),
    an_attendee("D. Testman", "Tern House", "advocate_org", "Advocate"),
)


@dataclass
class Planned:
    """One meeting."""

    plan: MeetingPlan
    state: MeetingState = MeetingState.PLANNED
    why: str = ""
    table: TableDraft | None = None
    drafts: dict[CaseId, YouthDraft] = field(default_factory=dict)
    signed: dict[CaseId, list[SignedPart]] = field(default_factory=dict)


class FakeMeetings:
    """Meetings of a county whose youths are named by `name_of`.

    Attributes:
        hidden: youths who may not be known any more.
    """

    def __init__(self, now: datetime, name_of: Callable[[CaseId], str]) -> None:
        self.now = now
        self._name_of = name_of
        self.planned: dict[str, Planned] = {}
        self.kept: list[str] = []
        self.hidden: set[CaseId] = set()
        self.trouble: ShownError | None = None
        self.undecided: set[CaseId] = set()
        self.given: list[tuple[CaseId, str]] = []
        self._ids = 9000

    def meetings(self) -> MeetingsView:
        return MeetingsView(self.now, tuple(self._row(one) for one in self.planned))

    def open(self, meeting: str) -> MeetingView:
        if meeting not in self.planned:
            raise ShownError("This meeting is not on this laptop.", "Go back to the list.")
        one = self.planned[meeting]
        items = [self._item(at, case) for at, case in enumerate(one.plan.cases)]
        places = {
            item.case: at if self._draft(one, item.case).position is None else position
            for at, item in enumerate(items)
            for position in [self._draft(one, item.case).position or 0]
        }
        items.sort(key=lambda item: places[item.case])
        minutes = share_minutes(items, one.plan.ends_at - one.plan.starts_at)
        youths = tuple(
            MeetingYouth(
                case=item.case,
                item=item,
                minutes=length,
                signed=tuple(one.signed.get(item.case, ())),
                draft=self._draft(one, item.case),
                sections=WRITTEN_IN,
                late=at == 0,
                is_undecided=item.case in self.undecided,
            )
            for at, (item, length) in enumerate(zip(items, minutes, strict=True))
        )
        return MeetingView(
            meeting=meeting,
            now=self.now,
            type=_type(one.plan.type),
            plan=replace(one.plan, cases=tuple(item.case for item in items)),
            state=one.state,
            cancelled_why=one.why,
            youths=youths,
            may_change=True,
            table=one.table or TableDraft(people=one.plan.invited),
            is_begun=one.table is not None,
        )

    def plan(self, plan: MeetingPlan) -> tuple[str, Changes]:
        self._check(plan)
        meeting = self.new_record()
        self.planned[meeting] = Planned(plan)
        return meeting, Changes(frozenset({"meeting"}), frozenset(plan.cases))

    def change(self, meeting: str, plan: MeetingPlan, seen: MeetingPlan | None = None) -> Changes:
        self._check(plan)
        taken_off = () if seen is None else {*seen.cases} - {*plan.cases}
        stays = [one for one in self.planned[meeting].plan.cases if one not in taken_off]
        cases = tuple(dict.fromkeys((*stays, *plan.cases)))
        self.planned[meeting].plan = replace(plan, cases=cases)
        return Changes(frozenset({"meeting"}), frozenset(plan.cases))

    def names(self, cases: Collection[CaseId]) -> Mapping[CaseId, str]:
        return {one: self._name_of(one) for one in cases if one not in self.hidden}

    def cancel(self, meeting: str, why: str) -> Changes:
        if not why.strip():
            raise FieldsWrong((Fault("cancelled_why", FaultCode.REASON_MISSING),))
        self.planned[meeting].state, self.planned[meeting].why = MeetingState.CANCELLED, why
        return Changes(frozenset({"meeting"}))

    def calendar(self, meeting: str, language: str) -> bytes:
        return f"BEGIN:VCALENDAR {meeting} {language}".encode()

    def recipients(self, meeting: str) -> tuple[PageRecipient, ...]:
        assert meeting in self.planned
        return (PageRecipient(HatId(an_id(1)), "A. Testman · Social worker · Child Welfare"),)

    def preview(self, meeting: str, hat: HatId) -> tuple[PreviewedPage, ...]:
        pages = self.pages(meeting, hat).pages
        shown = [PreviewedPage(one.item.shown_name, one.item.lines) for one in pages]
        return (*shown, PreviewedPage("Ren", None))

    def pages(self, meeting: str, hat: HatId) -> AgendaPages:
        cases = self.planned[meeting].plan.cases
        agency, author = AgencyId(an_id(2)), HatId(an_id(3))
        readable = frozenset({(Section.IDENTITY, agency), (Section.SAFETY_PLAN, agency)})
        note = PrintNote(self.now, Recipient(f"Hat {hat}", readable), None, self.now)
        made = []
        for at, case in enumerate(cases[:-1]):
            item = self._item(at, case)
            said = tuple(replace(line, hat=author) for line in item.lines)
            made.append(AgendaPage(replace(item, lines=said), {author: agency}, note, hat))
        return AgendaPages(tuple(made), 1)

    def note_given(self, page: AgendaPage, sha256: str) -> None:
        self.given.append((page.item.case, sha256))

    def keep_table(self, meeting: str, table: TableDraft) -> None:
        self.kept.append("table")
        self.planned[meeting].table = table

    def keep_youth(self, meeting: str, case: CaseId, draft: YouthDraft) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.kept.append("youth")
        self.planned[meeting].drafts[case] = draft

    def sign(self, meeting: str, cases: Sequence[CaseId] | None = None) -> Changes:
        one = self.planned[meeting]
        chosen = list(one.plan.cases if cases is None else cases)
        if self.undecided.intersection(chosen):
            raise ShownError("Two people wrote different things.", "Decide first, then sign.")
        table = one.table or TableDraft()
        view = self.as_record(meeting)
        drafts = {case: draft for case, draft in one.drafts.items() if case in chosen}
        for case, draft in drafts.items():
            for task in write_tasks(draft):
                if not task.fields["owner"]:
                    raise FieldsWrong((Fault("owner", FaultCode.MISSING),))
            for made in write_minutes(view, table, draft, "Dana Whitfield", self.now):
                minutes = Minutes.model_validate(made.fields)
                part = SignedPart(
                    made.record, made.section, minutes, "Dana Whitfield", Standing.UNSENT
                )
                one.signed.setdefault(case, []).append(part)
        one.state = MeetingState.HELD
        for case in drafts:
            del one.drafts[case]
        if len(chosen) == len(one.plan.cases):
            one.table = None
        return Changes(frozenset({"minutes"}), frozenset(one.signed))

    def new_record(self) -> RecordId:
        self._ids += 1
        return RecordId(an_id(self._ids))

    def as_record(self, meeting: str) -> Meeting:
        """A meeting as it stands in a case."""
        plan = self.planned[meeting].plan
        return Meeting(
            meeting=meeting,
            type=plan.type,
            starts_at=plan.starts_at,
            ends_at=plan.ends_at,
            place=plan.place,
            convener=plan.convener,
            invited=plan.invited,
        )

    def a_meeting(self, cases: Sequence[CaseId]) -> str:
        """Plan a two-hour meeting of these youths for tomorrow."""
        starts = self.now + timedelta(hours=20)
        ends = starts + timedelta(hours=2)
        plan = MeetingPlan("ongoing", starts, ends, "Room 12", "A. Testman", tuple(cases), INVITED)
        return self.plan(plan)[0]

    def _check(self, plan: MeetingPlan) -> None:
        faults = list(find_twice(plan.invited))
        if not plan.cases:
            faults.append(Fault("cases", FaultCode.NO_YOUTH))
        if plan.ends_at <= plan.starts_at:
            faults.append(Fault("ends_at", FaultCode.END_BEFORE_START))
        if plan.starts_at < self.now:
            faults.append(Fault("starts_at", FaultCode.IN_THE_PAST))
        if faults:
            raise FieldsWrong(tuple(faults))

    def _draft(self, one: Planned, case: CaseId) -> YouthDraft:
        if case not in one.drafts:
            main = PartDraft(record=self.new_record())
            one.drafts[case] = YouthDraft(parts={Section.SAFETY_PLAN: main})
        return one.drafts[case]

    def _row(self, meeting: str) -> MeetingRow:
        one = self.planned[meeting]
        return MeetingRow(
            meeting=meeting,
            type=_type(one.plan.type),
            starts_at=one.plan.starts_at,
            ends_at=one.plan.ends_at,
            place=one.plan.place,
            state=one.state,
            names=tuple(self._name_of(case) for case in one.plan.cases),
            standing=Standing.UNSENT,
            unsigned=one.table is not None,
        )

    def _item(self, at: int, case: CaseId) -> AgendaItem:
        last = self.now - timedelta(days=14)
        court = (CourtMatter.DEPENDENCY, "Department 3")
        topics: list[AgendaLine] = [
            AgendaLine(Topic.COURT, self.now + timedelta(days=6), court, Section.LEGAL),
            AgendaLine(Topic.TASK, None, ("Find a winter coat", "R. Testman"), Section.SAFETY_PLAN),
        ]
        if at == 0:
            absent = AgendaLine(Topic.ABSENT, last, ("Left after school",), Section.PLACEMENT)
            topics.insert(0, absent)
        status = (SafetyStatus.ELEVATED, SafetyStatus.STABLE, None)[at % 3]
        return AgendaItem(
            case=case,
            shown_name=self._name_of(case),
            since=last if status else None,
            last_status=status,
            lines=tuple(topics[: 1 + (at + 2) % 3]),
            last_decisions=("The advocate calls on Monday.",) if status else (),
        )


def _type(code: str) -> MeetingTypeChoice:
    return MeetingTypeChoice(code, MeetingType(code))
