# SPDX-License-Identifier: AGPL-3.0-or-later
"""The other legal grounds, and the one place that judges any of them.

Court orders, the closed list of WIC 827, educational records for whoever is responsible for the
care (FERPA), reports of a missing youth to NCMEC (AB 161), breaking the glass in an emergency, and
the release of privileged notes by their holder.

Invariant: every one of these has an end; breaking the glass ends after 24 hours and tells a second
person.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from casework.clock import Moment
from casework.consents import Consent, SignerCapacity
from casework.ground import GroundBase
from casework.hats import AccessQuestion
from casework.ids import AgencyId, HatId, PersonId
from casework.reasons import Reason, ReasonCode
from casework.sharing_matrix import SharingMatrix, law_opens
from casework.teams import TeamWindow
from casework.vocabulary import Basis, LegalRole, Section

GLASS_LASTS = timedelta(hours=24)
MEDICAL_ROLES = frozenset(
    {
        LegalRole.CLINICIAN_MENTAL_HEALTH,
        LegalRole.CLINICIAN_SUBSTANCE_USE,
        LegalRole.PUBLIC_HEALTH_NURSE,
        LegalRole.MEDICAL_EXAMINER,
    }
)


class ListedAs(StrEnum):
    """Whom WIC 827 lists, as far as they have hats."""

    COURT = "court"
    PROSECUTOR = "prosecutor"
    MINORS_ATTORNEY = "minors_attorney"
    PROBATION_OR_POLICE_ACTIVE = "probation_or_police_active"
    SCHOOL_HEAD = "school_head"
    CHILD_PROTECTIVE_AGENCY = "child_protective_agency"
    TREATMENT_OR_SUPERVISION = "treatment_or_supervision"


class _NamedGround(GroundBase):
    """A ground that names the hats it reaches and the day it ends."""

    named: frozenset[HatId]

    @property
    def hats(self) -> frozenset[HatId]:
        return self.named

    def reaches(self, hat: HatId, at: datetime) -> bool:
        del at
        return hat in self.named

    def find_fault(self, question: AccessQuestion) -> Reason | None:
        if self.end_at(question.hat.id, question.at) is None:
            return Reason.of(ReasonCode.END_MISSING)
        return None


class CourtOrder(_NamedGround):
    """An order of a court; `part2` says that it was made under 42 CFR 2.61 to 2.67."""

    form: Literal["order"] = "order"
    basis: Literal[Basis.COURT_ORDER] = Basis.COURT_ORDER
    number: str
    part2: bool = False

    def find_fault(self, question: AccessQuestion) -> Reason | None:
        if not self.number.strip():
            return Reason.of(ReasonCode.ORDER_WITHOUT_NUMBER)
        if question.section is Section.SUBSTANCE_USE and not self.part2:
            return Reason.of(ReasonCode.ORDER_NOT_PART2)
        return super().find_fault(question)


class ListedAccess(_NamedGround):
    """Someone whom WIC 827 lists, active in this case."""

    form: Literal["listed"] = "listed"
    basis: Literal[Basis.S827_LISTED] = Basis.S827_LISTED
    listed_as: ListedAs


class CareDuty(_NamedGround):
    """An agency legally responsible for the youth's care (20 USC 1232g(b)(1)(L))."""

    form: Literal["care"] = "care"
    basis: Literal[Basis.FERPA_USA] = Basis.FERPA_USA
    responsible: AgencyId

    def find_fault(self, question: AccessQuestion) -> Reason | None:
        if question.hat.agency != self.responsible:
            return Reason.of(ReasonCode.NOT_RESPONSIBLE_FOR_CARE)
        return super().find_fault(question)


class MissingReport(_NamedGround):
    """A youth reported missing: what NCMEC may be told, and by whom (AB 161)."""

    form: Literal["missing"] = "missing"
    basis: Literal[Basis.NCMEC_AB161] = Basis.NCMEC_AB161


class BrokenGlass(_NamedGround):
    """An emergency: someone opened what they may not see, said why, and a second person knows.

    Attributes:
        told: the second person.
        reviewed_at: when a supervisor looked at it in the weekly review.
    """

    form: Literal["emergency"] = "emergency"
    basis: Literal[Basis.EMERGENCY_BREAK_GLASS] = Basis.EMERGENCY_BREAK_GLASS
    reason: str
    person: PersonId
    told: PersonId | None = None
    reviewed_at: Moment | None = None

    @property
    def words(self) -> str:
        return self.reason

    def end_at(self, hat: HatId, at: datetime) -> datetime | None:
        del hat, at
        last = self.starts + GLASS_LASTS
        return last if self.ends is None else min(last, self.ends)

    def find_fault(self, question: AccessQuestion) -> Reason | None:
        if not self.reason.strip() or self.told is None or self.told == self.person:
            return Reason.of(ReasonCode.SECOND_PERSON_MISSING)
        is_medical = question.hat.legal_role in MEDICAL_ROLES
        if question.section is Section.SUBSTANCE_USE and not is_medical:
            return Reason.of(ReasonCode.MEDICAL_ONLY)
        return None


class PrivilegeRelease(_NamedGround):
    """A release of one text by the holder of the privilege (Evid. 1038, 1035.4).

    The text travels on the ground itself and nowhere else; `casework.privileged` checks that the
    holder's representative signed for this text, these people and this end.

    Attributes:
        record: the note it was taken from.
        text: what was released, JSON (`casework.privileged.PrivilegedWords`).
        release, signature: what was signed, and the signature in base64.
        representative_key: the public key it stands under, base64.
    """

    form: Literal["release"] = "release"
    basis: Literal[Basis.PRIVILEGE_RELEASE] = Basis.PRIVILEGE_RELEASE
    holder: str
    capacity: SignerCapacity
    record: str = ""
    text: str = ""
    release: str = ""
    signature: str = ""
    representative_key: str = ""

    def opens_work_of(self, question: AccessQuestion) -> bool:
        if question.section is not Section.IDENTITY and not question.released:
            return False
        return super().opens_work_of(question)

    def find_fault(self, question: AccessQuestion) -> Reason | None:
        there = (self.holder.strip(), self.owners, self.text)
        missing = sum(not one for one in there)
        if missing:
            return Reason.of(ReasonCode.CONSENT_INCOMPLETE, count=str(missing))
        return super().find_fault(question)


Ground = Annotated[
    TeamWindow
    | Consent
    | CourtOrder
    | ListedAccess
    | CareDuty
    | MissingReport
    | BrokenGlass
    | PrivilegeRelease,
    Field(discriminator="form"),
]


class Verdict(NamedTuple):
    """What one ground says: its end where it opens what is asked, or why it does not."""

    refusal: Reason | None
    until: datetime | None = None


def judge(ground: Ground, question: AccessQuestion, matrix: SharingMatrix) -> Verdict:
    """Ask one ground that reaches the one who asks."""
    refusal = ground.find_end(question) or ground.find_fault(question)
    if refusal is not None:
        return Verdict(refusal)
    if not law_opens(ground.basis, question.section):
        return Verdict(Reason.of(ReasonCode.NEVER_ON_THIS_GROUND))
    if not ground.opens_work_of(question):
        return Verdict(Reason.of(ReasonCode.GROUND_WITHHOLDS))
    kind = question.hat.agency_kind
    if question.section is not Section.IDENTITY and not matrix.opens(
        ground.basis, kind, question.section
    ):
        return Verdict(Reason.of(ReasonCode.MATRIX_WITHHOLDS))
    return Verdict(None, ground.end_at(question.hat.id, question.at))
