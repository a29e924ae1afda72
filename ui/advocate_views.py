# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens of an advocate organization show and ask: notes, and who reads them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from casework.consents import SignerCapacity
from casework.ids import CaseId, DeviceId, HatId, RecordId
from casework.reasons import Reason
from ui.sharing_views import PersonView, RecordedView
from ui.views import Standing


class KeyStanding(StrEnum):
    """Where this laptop stands towards its organization's keys."""

    NOBODY = "nobody"
    ASKING = "asking"
    MEMBER = "member"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class AdvocateNote:
    """One note.

    Attributes:
        text: empty where this laptop has not the key of it.
        corrects: the earlier note this one corrects, or None.
        corrected: a later note corrects this one.
        reason: why the county did not take it.
    """

    record: RecordId
    at: datetime
    entered_at: datetime
    author_name: str
    text: str
    standing: Standing
    corrects: RecordId | None = None
    corrected: bool = False
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class LaptopView:
    """A laptop of the organization.

    Attributes:
        number: what two people compare before it is admitted; empty for a member.
        is_paper: a recovery key on paper, which no laptop holds.
    """

    device: DeviceId
    name: str
    number: str = ""
    here: bool = False
    is_paper: bool = False


@dataclass(frozen=True, slots=True)
class AdvocateView:
    """The notes of a case, newest first, and who can read them.

    Attributes:
        number: this laptop's own, to be compared; empty where there is nothing to compare.
        compared: the worker said that a colleague reads the same number.
        members: whose laptops can read what is written now; `asking` wait to be admitted.
        kept_text, kept_corrects: a note that is half written.
    """

    case: CaseId
    shown_name: str
    standing: KeyStanding
    notes: tuple[AdvocateNote, ...]
    now: datetime
    number: str = ""
    compared: bool = False
    members: tuple[LaptopView, ...] = ()
    asking: tuple[LaptopView, ...] = ()
    kept_text: str = ""
    kept_corrects: RecordId | None = None


@dataclass(frozen=True, slots=True)
class ReleaseWish:
    """What the holder of the privilege, or who represents them, lets be shown.

    Attributes:
        until: last day.
        phrase: the signer's own words, which make their signature; kept nowhere.
    """

    case: CaseId
    record: RecordId
    to: tuple[HatId, ...]
    until: date
    holder: str
    capacity: SignerCapacity
    phrase: str


class AdvocatePort(Protocol):
    """Feeds the advocate notes; `found` and after run on a network thread."""

    def page(self, case: CaseId) -> AdvocateView:
        """That it was looked at is logged."""
        ...

    def keep(self, case: CaseId, text: str, corrects: RecordId | None) -> None:
        """Keep a half-written note, sealed to the organization; empty text forgets it."""
        ...

    def add(
        self, case: CaseId, text: str, happened_at: datetime, corrects: RecordId | None
    ) -> object:
        """Write a note; returns what changed."""
        ...

    def confirm(self, number: str) -> None:
        """The worker's colleague reads this same number: follow their list from now on."""
        ...

    def found(self) -> None:
        """Begin the organization's list with this laptop."""
        ...

    def admit(self, device: DeviceId, number: str) -> None:
        """Let a colleague's laptop read; this number was compared, and no other keys come in."""
        ...

    def remove(self, device: DeviceId) -> None:
        """Let a laptop go: it reads nothing that is written from now on."""
        ...

    def new_code(self) -> str:
        """A fresh code for a recovery key on paper; kept nowhere."""
        ...

    def keep_paper(self, code: str) -> None:
        """Let the recovery key of a code, which stands on paper now, open every note."""
        ...

    def recover(self, code: str) -> None:
        """Let this laptop read by the code on a paper, where no colleague can admit it."""
        ...

    def people(self) -> tuple[PersonView, ...]:
        """Whom a release can name."""
        ...

    def release(self, wish: ReleaseWish) -> RecordedView:
        """Have the county show the released text, now or when it hears of it."""
        ...
