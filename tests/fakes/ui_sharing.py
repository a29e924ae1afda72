# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ports about sharing and advocate notes over plain lists."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from casework.ids import CaseId, DeviceId, HatId, RecordId
from casework.papers_given import Disclosed
from casework.vocabulary import Basis, Section
from tests.fakes.ui_papers import A_WORKER
from ui.advocate_views import AdvocateNote, AdvocateView, KeyStanding, LaptopView, ReleaseWish
from ui.errors import ShownError
from ui.paper_views import PrintNote
from ui.rights_views import ReleasedView
from ui.sharing_views import (
    DecisionKind,
    DecisionView,
    EmergencyChoices,
    EmergencyView,
    OnRecordView,
    PersonView,
    PreviewLine,
    RecordedView,
    ShareWish,
    SharingChoices,
    TeamView,
)
from ui.views import Standing

AT = datetime(2026, 11, 23, 22, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
PEOPLE = (
    PersonView(HatId("hat-2"), "Noor Haddad", "Public health nurse", "Public Health"),
    PersonView(HatId("hat-3"), "Luis Ortega", "Supervising social worker", "Child Welfare"),
)


@dataclass
class FakeChange:
    """What a write changed."""

    kinds: frozenset[str] = frozenset({"privileged_note"})
    cases: frozenset[CaseId] = frozenset()


CODE = "2345-6789-ABCD-EFGH-JKMN-PQRS-TVWX"


@dataclass
class FakeAdvocate:
    """Fulfils ui.advocate_views.AdvocatePort."""

    standing: KeyStanding = KeyStanding.MEMBER
    number: str = ""
    compared: bool = False
    notes: list[AdvocateNote] = field(default_factory=list)
    members: list[LaptopView] = field(default_factory=list)
    asking: list[LaptopView] = field(default_factory=list)
    kept: tuple[str, RecordId | None] = ("", None)
    released: list[ReleaseWish] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    def page(self, case: CaseId) -> AdvocateView:
        return AdvocateView(
            case=case,
            shown_name="Marisol V.",
            standing=self.standing,
            notes=tuple(reversed(self.notes)),
            now=AT,
            number=self.number,
            compared=self.compared,
            members=tuple(self.members),
            asking=tuple(self.asking),
            kept_text=self.kept[0],
            kept_corrects=self.kept[1],
        )

    def keep(self, case: CaseId, text: str, corrects: RecordId | None) -> None:
        del case
        self.kept = (text, corrects)

    def add(
        self, case: CaseId, text: str, happened_at: datetime, corrects: RecordId | None
    ) -> FakeChange:
        del case
        self.notes = [
            replace(one, corrected=one.corrected or one.record == corrects) for one in self.notes
        ]
        self.notes.append(a_note(f"note-{len(self.notes)}", text, happened_at, corrects))
        self.kept = ("", None)
        return FakeChange()

    def confirm(self, number: str) -> None:
        self.compared = number == self.number

    def found(self) -> None:
        self.standing = KeyStanding.MEMBER
        self.members = [LaptopView(DeviceId("device-1"), "Dana Whitfield", here=True)]

    def admit(self, device: DeviceId, number: str) -> None:
        [one] = [
            laptop for laptop in self.asking if (laptop.device, laptop.number) == (device, number)
        ]
        self.asking.remove(one)
        self.members.append(replace(one, number=""))

    def remove(self, device: DeviceId) -> None:
        self.members = [one for one in self.members if one.device != device]

    def new_code(self) -> str:
        return CODE

    def keep_paper(self, code: str) -> None:
        self.codes.append(code)
        self.members.append(LaptopView(DeviceId("paper-1"), "", is_paper=True))

    def recover(self, code: str) -> None:
        self.codes.append(code)
        self.standing = KeyStanding.MEMBER

    def people(self) -> tuple[PersonView, ...]:
        return PEOPLE

    def release(self, wish: ReleaseWish) -> RecordedView:
        self.released.append(wish)
        return RecordedView(datetime.combine(wish.until, datetime.min.time(), UTC), waits=False)


@dataclass
class FakeSharing:
    """Fulfils ui.sharing_views.SharingPort."""

    opened: list[tuple[CaseId, str, HatId]] = field(default_factory=list)
    told: list[EmergencyView] = field(default_factory=list)
    lines: tuple[Disclosed, ...] = ()
    printed: list[CaseId] = field(default_factory=list)
    away: bool = False
    wishes: list[ShareWish] = field(default_factory=list)
    advocate: FakeAdvocate | None = None
    released: tuple[ReleasedView, ...] = ()
    offline: bool = False
    sections: tuple[Section, ...] = (Section.CONTACTS, Section.SCREENING)
    teams: tuple[TeamView, ...] = ()
    grounds: tuple[OnRecordView, ...] = ()
    waiting: list[DecisionView] = field(default_factory=list)
    by_index: list[tuple[str, ...]] = field(default_factory=list)
    ended: list[tuple[str, str]] = field(default_factory=list)
    extended: list[tuple[str, date, str]] = field(default_factory=list)

    def people(self) -> tuple[PersonView, ...]:
        if self.away:
            raise ShownError("The county cannot be reached now.")
        return PEOPLE

    def emergency_choices(self, case: CaseId | None) -> EmergencyChoices:
        del case
        told = PreviewLine("Dana Whitfield", self.sections, AT + 24 * HOUR)
        return EmergencyChoices(self.people(), told, AT - HOUR)

    def open_in_emergency(self, case: CaseId, reason: str, told: HatId) -> RecordedView:
        self.opened.append((case, reason, told))
        return self._decide(DecisionKind.EMERGENCY, case, AT + 24 * HOUR)

    def _decide(self, kind: DecisionKind, case: CaseId, until: datetime | None) -> RecordedView:
        if self.offline:
            self.waiting.append(DecisionView(f"decision-{len(self.waiting)}", kind, AT, case))
        return RecordedView(None if self.offline else until, waits=self.offline)

    def choices(self, case: CaseId) -> SharingChoices:
        del case
        return SharingChoices(self.people(), self.sections, AT, AT - HOUR, self.teams)

    def preview(self, wish: ShareWish) -> tuple[PreviewLine, ...]:
        names = {one.hat: one.name for one in PEOPLE}
        until = wish.until and datetime.combine(wish.until, datetime.min.time(), UTC)
        return tuple(PreviewLine(names[one], wish.sections, until) for one in wish.to)

    def share(self, wish: ShareWish) -> RecordedView:
        self.wishes.append(wish)
        until = wish.until and datetime.combine(wish.until, datetime.min.time(), UTC)
        return self._decide(DecisionKind.CONSENT, wish.case, until)

    def on_record(self, case: CaseId) -> tuple[OnRecordView, ...]:
        del case
        return self.grounds

    def take_back(self, case: CaseId, ground: str, reason: str) -> RecordedView:
        self.ended.append((ground, reason))
        return self._decide(DecisionKind.TAKEN_BACK, case, None)

    def end_participation(self, case: CaseId, ground: str, hat: HatId) -> RecordedView:
        self.ended.append((ground, hat))
        return self._decide(DecisionKind.PARTICIPATION_ENDED, case, None)

    def preview_extension(self, case: CaseId, ground: str, until: date) -> tuple[PreviewLine, ...]:
        del case, ground
        day = datetime.combine(until, datetime.min.time(), UTC)
        return tuple(PreviewLine(one.name, (Section.CONTACTS,), day) for one in PEOPLE)

    def extend(self, case: CaseId, ground: str, until: date, good_cause: str) -> RecordedView:
        self.extended.append((ground, until, good_cause))
        day = datetime.combine(until, datetime.min.time(), UTC)
        return self._decide(DecisionKind.EXTENSION, case, day)

    def open_by_index(
        self, answer: str, agency: str, case_number: str, reason: str, told: HatId
    ) -> RecordedView:
        self.by_index.append((answer, agency, case_number, reason, told))
        return self._decide(DecisionKind.EMERGENCY, CaseId(""), AT + 24 * HOUR)

    def decisions(self, case: CaseId | None) -> tuple[DecisionView, ...]:
        return tuple(one for one in self.waiting if one.case == case)

    def put_aside(self, decision: str) -> None:
        self.waiting = [one for one in self.waiting if one.id != decision]

    def emergencies(self) -> tuple[EmergencyView, ...]:
        return tuple(self.told)

    def note_seen(self, ground: str, *, reviewed: bool) -> None:
        if self.away:
            raise ShownError("The county cannot be reached now.")
        self.told = [
            replace(one, to_review=one.to_review and not reviewed, to_see=one.to_see and reviewed)
            if one.ground == ground
            else one
            for one in self.told
        ]

    def disclosures(self, case: CaseId) -> tuple[Disclosed, ...]:
        del case
        return self.lines

    def note_accounting_printed(self, case: CaseId) -> PrintNote:
        self.printed.append(case)
        return PrintNote(AT, A_WORKER)


def an_emergency(**changes: object) -> EmergencyView:
    """Somebody opened a case an hour ago and named this worker."""
    made = EmergencyView(
        ground="ground-1",
        shown_name="",
        case=None,
        by="Ana Reyes",
        agency="Probation",
        told="Dana Whitfield",
        reason="She called from a motel and the line broke.",
        at=AT - HOUR,
        until=AT + 23 * HOUR,
        to_review=False,
        to_see=True,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # fields of the view


def a_disclosure(**changes: object) -> Disclosed:
    """A contact note that a nurse was shown."""
    made = Disclosed(
        at=AT,
        section=Section.CONTACTS,
        records=2,
        owner="Probation",
        shown_to="Noor Haddad",
        agency="Public Health",
        basis=Basis.CONSENT_GENERIC,
        purpose="Planning care",
        sha256="5f" * 32,
    )
    return made.model_copy(update=changes)


def a_note(
    record: str = "note-0",
    text: str = "She wants to see her sister before anything else.",
    at: datetime = AT - HOUR,
    corrects: RecordId | None = None,
) -> AdvocateNote:
    """A note of a colleague."""
    return AdvocateNote(
        record=RecordId(record),
        at=at,
        entered_at=at + HOUR / 2,
        author_name="Imani Brooks",
        text=text,
        standing=Standing.UNSENT,
        corrects=corrects,
    )
