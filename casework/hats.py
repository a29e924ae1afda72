# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who asks, in which role, on which device, and what for: one side of every access decision."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from casework.ids import AgencyId, CaseId, HatId, PersonId
from casework.vocabulary import Action, AgencyKind, LegalRole, Section


class TrainingHeld(BaseModel):
    """A training someone has had, as the county recorded it."""

    model_config = ConfigDict(frozen=True)

    code: str
    passed_on: date


class Hat(BaseModel):
    """The role in which someone acts: one person, one agency, one legal role.

    Attributes:
        trainings: what instruments with a training gate ask for.
        cji_cleared: may see criminal justice information (CJIS fingerprint clearance on file).
    """

    model_config = ConfigDict(frozen=True)

    id: HatId
    person: PersonId
    person_name: str
    agency: AgencyId
    agency_name: str
    agency_kind: AgencyKind
    legal_role: LegalRole
    title: str
    trainings: tuple[TrainingHeld, ...] = ()
    cji_cleared: bool = False


class AccessQuestion(BaseModel):
    """May this hat do this with this section of this case, at this moment?

    Attributes:
        owner: the agency that wrote what is asked for; None asks about the hat's own agency's work.
        cji_device: whether the device asked from is cleared for criminal justice information.
        released: asks about a text that the holder of the privilege released, not about notes.
    """

    model_config = ConfigDict(frozen=True)

    hat: Hat
    case: CaseId
    section: Section
    action: Action
    at: datetime
    owner: AgencyId | None = None
    cji_device: bool = False
    released: bool = False

    @property
    def is_own(self) -> bool:
        """Whether it is about what the hat's own agency wrote."""
        return self.owner is None or self.owner == self.hat.agency
