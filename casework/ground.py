# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every recorded legal ground has in common.

A ground opens some sections of one case, written by some agencies, to some hats, for a time. Which
hats and what else must hold is said by its kind: `casework.teams`, `casework.consents`,
`casework.bases`.

Invariant: a ground that was taken back opens nothing from that moment on, whatever else is recorded
of it; of two copies of one ground the one taken back counts.
"""

from abc import abstractmethod
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from casework.clock import Moment
from casework.hats import AccessQuestion
from casework.ids import AgencyId, CaseId, HatId
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import Basis, Section


class GroundBase(BaseModel):
    """One recorded ground.

    Attributes:
        id: stable; a newer copy of the same ground carries the same.
        sections: what it opens at most.
        owners: whose work it opens; empty where the law does not ask for a named discloser.
        ends: its end by date; None where its kind works the end out or an event ends it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    case: CaseId
    basis: Basis
    sections: frozenset[Section]
    owners: frozenset[AgencyId] = frozenset()
    starts: Moment
    ends: Moment | None = None
    revoked_at: Moment | None = None

    @property
    def words(self) -> str:
        """What it is for, as whoever recorded it said; for the ledger of disclosures."""
        return ""

    @property
    @abstractmethod
    def hats(self) -> frozenset[HatId]:
        """Every hat it may reach at some moment."""

    @abstractmethod
    def reaches(self, hat: HatId, at: datetime) -> bool:
        """Whether it speaks of a hat at a moment."""

    @abstractmethod
    def find_fault(self, question: AccessQuestion) -> Reason | None:
        """What keeps it from opening anything now, beside its dates; None where nothing does."""

    def end_at(self, hat: HatId, at: datetime) -> datetime | None:
        """When it ends for a hat, as is known at a moment."""
        del hat, at
        return self.ends

    def opens_work_of(self, question: AccessQuestion) -> bool:
        """Whether it opens what the asked agency wrote, in the asked section."""
        if question.section is Section.IDENTITY:
            return True
        if self.owners and question.owner is not None and question.owner not in self.owners:
            return False
        return question.section in self.sections

    def find_end(self, question: AccessQuestion) -> Reason | None:
        """Why its dates do not let it count now, or None."""
        if self.revoked_at is not None and self.revoked_at <= question.at:
            return Reason.on(ReasonCode.GROUND_REVOKED, self.revoked_at)
        if question.at < self.starts:
            return Reason.on(ReasonCode.GROUND_NOT_YET, self.starts)
        ends = self.end_at(question.hat.id, question.at)
        if ends is not None and ends <= question.at:
            return self.say_ended(ends)
        return None

    def say_ended(self, ends: datetime) -> Reason:
        """That it has run out, and what would change it."""
        return Reason.on(ReasonCode.GROUND_ENDED, ends)
