# SPDX-License-Identifier: AGPL-3.0-or-later
"""What screens show and ask about sharing: people, emergencies, what was shown to whom."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from casework.consents import SignerCapacity
from casework.ids import CaseId, HatId
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
class DisclosureView:
    """What of whose work was shown to whom, on which ground, and when."""

    at: datetime
    section: Section
    records: int
    owner: str
    shown_to: str
    agency: str
    basis: Basis
    purpose: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SharingChoices:
    """What a sharing decision can name: people, and the parts this worker may share."""

    people: tuple[PersonView, ...]
    sections: tuple[Section, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class ShareWish:
    """A consent or a court's order that opens the own agency's work.

    Attributes:
        basis: consent, or court order.
        until: last day.
        purpose, signer, capacity: of a consent; number: of a court's order.
    """

    case: CaseId
    basis: Basis
    to: tuple[HatId, ...]
    sections: tuple[Section, ...]
    until: date
    purpose: str = ""
    signer: str = ""
    capacity: SignerCapacity = SignerCapacity.PARENT
    number: str = ""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """What one person will see; `refusal` where that is nothing."""

    name: str
    sections: tuple[Section, ...]
    until: datetime | None
    refusal: Reason | None = None


class SharingPort(Protocol):
    """Feeds the screens about sharing; but `emergencies` all runs on a network thread."""

    def people(self) -> tuple[PersonView, ...]:
        """Everybody a decision can name."""
        ...

    def open_in_emergency(self, case: CaseId, reason: str, told: HatId) -> datetime:
        """Open what another agency wrote for 24 hours; until when."""
        ...

    def choices(self, case: CaseId) -> SharingChoices:
        """Whom and what a sharing decision about a case can name."""
        ...

    def preview(self, wish: ShareWish) -> tuple[PreviewLine, ...]:
        """What a decision would show to whom until when; records nothing."""
        ...

    def share(self, wish: ShareWish) -> datetime:
        """Have the county record it; until when it lasts."""
        ...

    def emergencies(self) -> tuple[EmergencyView, ...]:
        """Emergency accesses to know of or to review, the newest first."""
        ...

    def note_seen(self, ground: str, *, reviewed: bool) -> None:
        """Tell the county that this worker knows of one, or reviewed it."""
        ...

    def disclosures(self, case: CaseId) -> tuple[DisclosureView, ...]:
        """The accounting of one youth, oldest first; that it was asked for is logged."""
        ...

    def note_accounting_printed(self, case: CaseId) -> PrintNote:
        """Log that an accounting is printed or saved, before it is."""
        ...
