# SPDX-License-Identifier: AGPL-3.0-or-later
"""What screens show and ask about sharing: people, emergencies, what was shown to whom."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from casework.consents import SignerCapacity
from casework.ids import CaseId, HatId
from casework.papers_given import Disclosed
from casework.reasons import Reason
from casework.vocabulary import Basis, Section
from ui.paper_views import PrintNote


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody of the county in one role."""

    hat: HatId
    name: str
    title: str
    agency: str

    @property
    def label(self) -> str:
        """As they are chosen from a list."""
        return f"{self.name} · {self.title} · {self.agency}"


@dataclass(frozen=True, slots=True)
class EmergencyView:
    """An emergency access that concerns this worker.

    Attributes:
        shown_name: the youth's, where the case may be shown here; else empty.
        case: None where it may not.
        to_review: to be reviewed by this worker; `to_see`: they were named as second person.
    """

    ground: str
    shown_name: str
    case: CaseId | None
    by: str
    agency: str
    told: str
    reason: str
    at: datetime
    until: datetime
    to_review: bool
    to_see: bool


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team, and who of it counts.

    Attributes:
        members: as they are called; `signed` of them have signed and are trained.
    """

    id: str
    name: str
    members: tuple[str, ...]
    signed: tuple[str, ...]
    is_mine: bool


@dataclass(frozen=True, slots=True)
class SharingChoices:
    """What a sharing decision can name: people, teams, and the parts this worker may share.

    Attributes:
        as_of: when the county told last who is there and what it decided.
    """

    people: tuple[PersonView, ...]
    sections: tuple[Section, ...]
    now: datetime
    as_of: datetime | None = None
    teams: tuple[TeamView, ...] = ()


@dataclass(frozen=True, slots=True)
class ShareWish:
    """A legal ground that opens the own agency's work.

    Attributes:
        until: last day; None where the ground's law works its end out.
        purpose, signer, capacity: of a consent; number: of a court's order.
        part2_order: the court made its order for substance use records (42 CFR 2.61).
        told_of_right, redisclosure, paper: what a Part 2 consent has beside (42 CFR 2.31).
        team, reported_at: of a team's window.
    """

    case: CaseId
    basis: Basis
    to: tuple[HatId, ...]
    sections: tuple[Section, ...]
    until: date | None
    purpose: str = ""
    signer: str = ""
    capacity: SignerCapacity = SignerCapacity.PARENT
    number: str = ""
    part2_order: bool = False
    told_of_right: bool = False
    redisclosure: bool = False
    paper: Path | None = None
    team: str = ""
    reported_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """What one person will see; `refusal` where that is nothing."""

    name: str
    sections: tuple[Section, ...]
    until: datetime | None
    refusal: Reason | None = None


@dataclass(frozen=True, slots=True)
class EmergencyChoices:
    """Whom an emergency can name as second person, and what it will show to whoever opens it.

    Attributes:
        as_of: when the county told last what it decided.
    """

    people: tuple[PersonView, ...]
    told: PreviewLine
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecordedView:
    """What became of a decision; fulfils `ui.port_values.Changes`.

    Attributes:
        until: when what was recorded ends; None where it has no end by date.
        waits: it is kept here and opens nothing until the county has it.
    """

    until: datetime | None
    waits: bool
    cases: frozenset[CaseId] = frozenset()
    kinds: frozenset[str] = frozenset({"sharing", "work", "case"})


class DecisionKind(StrEnum):
    """What was decided."""

    EMERGENCY = "emergency"
    CONSENT = "consent"
    COURT_ORDER = "court order"
    TEAM_WINDOW = "team window"
    RELEASE = "release"
    TAKEN_BACK = "taken back"
    PARTICIPATION_ENDED = "participation ended"
    EXTENSION = "extension"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision about sharing that the county has not taken.

    Attributes:
        case, shown_name: None and empty where the youth may not be named here.
        reason: why the county did not take it; None while it waits.
    """

    id: str
    kind: DecisionKind
    at: datetime
    case: CaseId | None = None
    shown_name: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class OnRecordView:
    """A ground that opens the own agency's work, and what may be done about it.

    Attributes:
        to: whom it names, with the hat of those who take part and may be let go.
        until: when it ends; None for an event.
        may_end, may_extend: whether this worker may take it back, and extend it.
        may_let_go: whether somebody it names may be let go alone.
        refusal: why not, in words.
    """

    id: str
    basis: Basis
    sections: tuple[Section, ...]
    to: tuple[tuple[HatId, str], ...]
    until: datetime | None
    may_end: bool
    may_extend: bool = False
    may_let_go: bool = False
    refusal: Reason | None = None


class SharingPort(Protocol):
    """Feeds the screens about sharing; what is marked runs on a network thread."""

    def people(self) -> tuple[PersonView, ...]:
        """Everybody a decision can name; on a network thread."""
        ...

    def emergency_choices(self, case: CaseId | None) -> EmergencyChoices:
        """What an emergency would show, None for a case that is not here; records nothing."""
        ...

    def open_in_emergency(self, case: CaseId, reason: str, told: HatId) -> RecordedView:
        """Open what another agency wrote, until when the preview said; on a network thread."""
        ...

    def open_by_index(
        self, answer: str, agency: str, case_number: str, reason: str, told: HatId
    ) -> RecordedView:
        """Open the case of an agency that an answer of the index named; on a network thread."""
        ...

    def choices(self, case: CaseId) -> SharingChoices:
        """Whom and what a sharing decision about a case can name; on a network thread."""
        ...

    def preview(self, wish: ShareWish) -> tuple[PreviewLine, ...]:
        """What a decision would show to whom until when; on a network thread, records nothing."""
        ...

    def share(self, wish: ShareWish) -> RecordedView:
        """Record it; on a network thread."""
        ...

    def on_record(self, case: CaseId) -> tuple[OnRecordView, ...]:
        """What opens the own agency's work of a case, as far as is known; on a network thread."""
        ...

    def take_back(self, case: CaseId, ground: str, reason: str) -> RecordedView:
        """Take a ground back; on a network thread, and at once where this laptop holds it."""
        ...

    def end_participation(self, case: CaseId, ground: str, hat: HatId) -> RecordedView:
        """Let someone go whom a consent names; on a network thread."""
        ...

    def preview_extension(self, case: CaseId, ground: str, until: date) -> tuple[PreviewLine, ...]:
        """What a later end of a team's window would show to whom; records nothing."""
        ...

    def extend(self, case: CaseId, ground: str, until: date, good_cause: str) -> RecordedView:
        """Extend a team's window for a good cause; on a network thread."""
        ...

    def decisions(self, case: CaseId | None) -> tuple[DecisionView, ...]:
        """What was decided about a case here and the county has not taken, oldest first.

        For None what the county refused about no case that can be opened here.
        """
        ...

    def put_aside(self, decision: str) -> None:
        """Let a refused decision go, once its reason was read."""
        ...

    def emergencies(self) -> tuple[EmergencyView, ...]:
        """Emergency accesses to know of or to review, the newest first."""
        ...

    def note_seen(self, ground: str, *, reviewed: bool) -> None:
        """Note that this worker knows of one, or reviewed it; on a network thread."""
        ...

    def disclosures(self, case: CaseId) -> tuple[Disclosed, ...]:
        """The accounting of one youth, oldest first, logged; on a network thread."""
        ...

    def note_accounting_printed(self, case: CaseId) -> PrintNote:
        """Log that an accounting is printed or saved, before it is; on a network thread."""
        ...
