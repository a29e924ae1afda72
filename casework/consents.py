# SPDX-License-Identifier: AGPL-3.0-or-later
"""Consents: of a child and family team (WIC 832), for a unified record, of 42 CFR Part 2, others.

Invariants:
- A consent opens something only when it holds every element its law asks for (42 CFR 2.31), to the
  recipients it names and nobody else.
- It ends by date or by event, and at once when it is revoked; a revocation outranks whatever was
  changed in the consent at the same time (`merge_copies`).
- What moves on a Part 2 consent carries `NOTICE` and a copy of the consent (42 CFR 2.32).
"""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from casework.clock import Moment
from casework.ground import GroundBase
from casework.hats import AccessQuestion
from casework.ids import HatId
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import Basis

# The short form that 42 CFR 2.32(a)(2) lets accompany a disclosure.
NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


class SignerCapacity(StrEnum):
    """As whom someone signed."""

    YOUTH_MINOR_CONSENT = "youth_minor_consent"
    PARENT = "parent"
    GUARDIAN = "guardian"
    ATTORNEY = "attorney"
    COURT = "court"


class EndEvent(StrEnum):
    """Events that end a consent that names no date."""

    CFT_PARTICIPATION = "cft_participation"
    CASE_CLOSED = "case_closed"
    TREATMENT_ENDED = "treatment_ended"


class Recipient(BaseModel):
    """Someone a consent names; `left_at` is when they ceased to take part, `name` who it is."""

    model_config = ConfigDict(frozen=True)

    hat: HatId
    left_at: Moment | None = None
    name: str = ""


class Consent(GroundBase):
    """A signed consent.

    Attributes:
        starts: when it was signed.
        owners: who may disclose; mandatory here.
        ends_with, event_at: the event that ends it, and when it happened.
        told_of_right: the signer was told that, and how, it can be revoked.
        redisclosure: it states what may happen to what was disclosed.
        copy_sha256: hash of the signed paper.
    """

    form: Literal["consent"] = "consent"
    basis: Literal[
        Basis.S832_CFT_CONSENT,
        Basis.S18986_46_UNIFIED,
        Basis.CONSENT_GENERIC,
        Basis.PART2_CONSENT,
    ]
    recipients: tuple[Recipient, ...]
    purpose: str
    signer: str
    capacity: SignerCapacity
    ends_with: EndEvent | None = None
    event_at: Moment | None = None
    told_of_right: bool = False
    redisclosure: bool = False
    copy_sha256: str = ""

    @property
    def words(self) -> str:
        return self.purpose

    @property
    def hats(self) -> frozenset[HatId]:
        return frozenset(one.hat for one in self.recipients)

    def reaches(self, hat: HatId, at: datetime) -> bool:
        del at
        return any(one.hat == hat for one in self.recipients)

    def find_fault(self, question: AccessQuestion) -> Reason | None:
        del question
        missing = self.missing_elements()
        if missing:
            return Reason.of(ReasonCode.CONSENT_INCOMPLETE, count=str(len(missing)))
        return None

    def end_at(self, hat: HatId, at: datetime) -> datetime | None:
        del at
        mine = [one.left_at for one in self.recipients if one.hat == hat]
        left = None if None in mine else max((one for one in mine if one), default=None)
        return min((one for one in (self.ends, self.event_at, left) if one), default=None)

    def missing_elements(self) -> tuple[str, ...]:
        """Which elements the law asks for are not there, by name."""
        has = {
            "discloser": bool(self.owners),
            "information": bool(self.sections),
            "recipients": bool(self.recipients),
            "purpose": bool(self.purpose.strip()),
            "signature": bool(self.signer.strip()),
            "expiry": self.ends is not None or self.ends_with is not None,
        }
        if self.basis is Basis.S832_CFT_CONSENT:
            has["cft_expiry"] = self.ends_with is EndEvent.CFT_PARTICIPATION
        if self.basis is Basis.PART2_CONSENT:
            has["right_to_revoke"] = self.told_of_right
            has["redisclosure"] = self.redisclosure
            has["copy"] = bool(self.copy_sha256)
        return tuple(name for name, there in has.items() if not there)


def merge_copies(edited: Consent, other: Consent) -> Consent:
    """One consent from two copies changed apart: the edit, with the earliest revocation of both."""
    moments = [one for one in (edited.revoked_at, other.revoked_at) if one is not None]
    return edited.model_copy(update={"revoked_at": min(moments, default=None)})
