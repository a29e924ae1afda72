# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens of meetings show and ask: the list, one meeting, its agenda, and the table."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from casework.agenda import AgendaItem, AgendaLine
from casework.ids import AgencyId, CaseId, HatId, RecordId
from casework.meeting_drafts import TableDraft, YouthDraft
from casework.meetings import Attendee, MeetingState, Minutes
from casework.vocabulary import Section
from ui.meeting_types import MeetingTypeChoice
from ui.paper_views import PageRecipient, PrintNote
from ui.port_values import Changes
from ui.views import Standing


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in the list.

    Attributes:
        names: of its youths that may be shown here.
        unsigned: it was begun on this laptop and its minutes are not signed.
    """

    meeting: str
    type: MeetingTypeChoice
    starts_at: datetime
    ends_at: datetime
    place: str
    state: MeetingState
    names: tuple[str, ...]
    standing: Standing
    unsigned: bool = False


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """Every meeting on this laptop, the next first, those that are over after them."""

    now: datetime
    rows: tuple[MeetingRow, ...]


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What a person decides when they plan a meeting."""

    type: str
    starts_at: datetime
    ends_at: datetime
    place: str
    convener: str
    cases: tuple[CaseId, ...]
    invited: tuple[Attendee, ...]


@dataclass(frozen=True, slots=True)
class SignedPart:
    """Signed minutes of one youth in one part of the case."""

    record: RecordId
    section: Section
    minutes: Minutes
    author_name: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class MeetingYouth:
    """One youth of a meeting.

    Attributes:
        minutes: how long they may be spoken of.
        signed: minutes of this meeting that this hat may see.
        draft: what is written and not signed.
        sections: the parts of the case this hat may write minutes in.
        late: the county asked for a meeting before now.
        is_undecided: people disagree about this youth; until somebody decides nothing is signed.
    """

    case: CaseId
    item: AgendaItem
    minutes: int
    signed: tuple[SignedPart, ...]
    draft: YouthDraft
    sections: tuple[Section, ...]
    late: bool = False
    is_undecided: bool = False


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting with its agenda.

    Attributes:
        plan: as it is planned, with the cases that may be shown here in the order of the agenda.
        may_change: this hat may write the meeting in every one of its cases.
        may_hold: and write down what is said of each youth.
        table: what was journalled of the table, or what begins it.
        is_begun: it was begun on this laptop and is not signed.
    """

    meeting: str
    now: datetime
    type: MeetingTypeChoice
    plan: MeetingPlan
    state: MeetingState
    cancelled_why: str
    youths: tuple[MeetingYouth, ...]
    may_change: bool
    table: TableDraft
    is_begun: bool = False
    may_hold: bool = True

    @property
    def length(self) -> timedelta:
        """How long it is planned to be."""
        return self.plan.ends_at - self.plan.starts_at


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """One youth's page for one recipient; that it is printed is logged already.

    Attributes:
        agencies: which agency the author of each line works for.
        hat: for whom it is.
    """

    item: AgendaItem
    agencies: Mapping[HatId, AgencyId]
    note: PrintNote
    hat: HatId


@dataclass(frozen=True, slots=True)
class AgendaPages:
    """All pages for one recipient; `left_out` youths have none, as nothing may be shown."""

    pages: tuple[AgendaPage, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class PreviewedPage:
    """What one youth's page will hold; `lines` is None where there will be none."""

    shown_name: str
    lines: tuple[AgendaLine, ...] | None


class MeetingsPort(Protocol):
    """Feeds the screens of meetings; everything works without a network."""

    def meetings(self) -> MeetingsView: ...

    def open(self, meeting: str) -> MeetingView:
        """One meeting with its agenda; that its cases are read is logged.

        Raises:
            ShownError: no case of it may be shown here.
        """
        ...

    def plan(self, plan: MeetingPlan) -> tuple[str, Changes]:
        """Plan a meeting; its id.

        Raises:
            ui.record_views.FieldsWrong: nothing was saved; each fault names its field.
        """
        ...

    def change(self, meeting: str, plan: MeetingPlan, seen: MeetingPlan | None = None) -> Changes:
        """Change what was planned, in every case at once; youths may be added; raises as `plan`.

        Args:
            seen: what stood there when it was opened; what a colleague changed since stays.
        """
        ...

    def names(self, cases: Collection[CaseId]) -> Mapping[CaseId, str]:
        """The names of those of the youths who may be known now."""
        ...

    def cancel(self, meeting: str, why: str) -> Changes:
        """Cancel it in every case; raises as `plan`."""
        ...

    def calendar(self, meeting: str, language: str) -> bytes:
        """An entry for calendars that tells nobody what it is about; logged before."""
        ...

    def recipients(self, meeting: str) -> tuple[PageRecipient, ...]:
        """For whom agenda pages can be made: this hat first."""
        ...

    def preview(self, meeting: str, hat: HatId) -> tuple[PreviewedPage, ...]:
        """What the pages for one person will hold, before any is printed."""
        ...

    def pages(self, meeting: str, hat: HatId) -> AgendaPages:
        """A page for each youth of whom the recipient may read something; each is logged before.

        Raises:
            ShownError: the recipient is not known, or it could not be logged.
        """
        ...

    def note_given(self, page: AgendaPage, sha256: str) -> None:
        """Record a page made for somebody of another agency, before it is written.

        Args:
            sha256: of the page's bytes.
        """
        ...

    def keep_table(self, meeting: str, table: TableDraft) -> None:
        """Journal who is at the table."""
        ...

    def keep_youth(self, meeting: str, case: CaseId, draft: YouthDraft) -> None:
        """Journal what is written about one youth."""
        ...

    def sign(self, meeting: str, cases: Sequence[CaseId] | None = None) -> Changes:
        """Sign what was written, of all youths or of some, in one piece.

        Raises:
            ui.record_views.FieldsWrong: nothing was signed; what is written is kept.
        """
        ...

    def new_record(self) -> RecordId:
        """An id for minutes or a task that is being written."""
        ...
