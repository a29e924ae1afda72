# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one function that decides who may see or change what.

Default deny: without a membership that is live now, for this hat, this case and this section,
the answer is no. The county server and every laptop call `decide` with the same facts and get
the same answer; the answer always carries a reason. A county administrator has no content right
whatever memberships exist (requirement 3 of the domain notes).
"""

from collections.abc import Iterable
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from casework.ids import AgencyId, CaseId, HatId, PersonId
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import Action, AgencyKind, Basis, LegalRole, Section


class TrainingHeld(BaseModel):
    """A training someone has had, as the county recorded it."""

    model_config = ConfigDict(frozen=True)

    code: str
    passed_on: date


class Hat(BaseModel):
    """The role in which someone acts: one person, one agency, one legal role.

    Attributes:
        trainings: what instruments with a training gate ask for.
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


class Membership(BaseModel):
    """A recorded right of one hat to some sections of one case.

    Attributes:
        starts: from this moment on (UTC).
        ends: not at or after this moment; None means until revoked.
        revoked_at: when it was taken back, or None.
    """

    model_config = ConfigDict(frozen=True)

    case: CaseId
    hat: HatId
    basis: Basis
    sections: frozenset[Section]
    starts: datetime
    ends: datetime | None = None
    revoked_at: datetime | None = None


class AccessQuestion(BaseModel):
    """May this hat do this with this section of this case, at this moment?"""

    model_config = ConfigDict(frozen=True)

    hat: Hat
    case: CaseId
    section: Section
    action: Action
    at: datetime


class Decision(BaseModel):
    """The answer.

    Attributes:
        basis: the ground on which it is allowed; None on a refusal.
        until: when the right ends; None on a refusal or when it has no end date.
    """

    model_config = ConfigDict(frozen=True)

    allowed: bool
    reason: Reason
    basis: Basis | None = None
    until: datetime | None = None


def decide(question: AccessQuestion, memberships: Iterable[Membership]) -> Decision:
    """Decide an access question from the memberships on record.

    Of several live memberships the one that lasts longest gives the basis. Of several dead ones
    the most recent cause is told, so that a worker learns what would change the answer.
    """
    if question.hat.legal_role is LegalRole.COUNTY_ADMINISTRATOR:
        return _refuse(ReasonCode.NO_CONTENT_ROLE)
    on_case = [one for one in memberships if one.case == question.case]
    mine = [one for one in on_case if one.hat == question.hat.id]
    live = [one for one in mine if _is_live(one, question.at)]
    granting = [one for one in live if question.section in one.sections]
    if granting:
        best = max(granting, key=lambda one: (one.ends is None, one.ends or one.starts))
        return Decision(
            allowed=True,
            basis=best.basis,
            until=best.ends,
            reason=Reason.of(ReasonCode.ASSIGNED, role=question.hat.title),
        )
    if live:
        return _refuse(ReasonCode.SECTION_NOT_GRANTED)
    if mine:
        return _refuse_dead(max(mine, key=_last_moment), question.at)
    return _refuse(ReasonCode.NOT_ASSIGNED)


def _is_live(membership: Membership, at: datetime) -> bool:
    if membership.revoked_at is not None and membership.revoked_at <= at:
        return False
    return membership.starts <= at and (membership.ends is None or at < membership.ends)


def _last_moment(membership: Membership) -> datetime:
    return membership.revoked_at or membership.ends or membership.starts


def _refuse(code: ReasonCode, **parameters: str) -> Decision:
    return Decision(allowed=False, reason=Reason.of(code, **parameters))


def _refuse_dead(membership: Membership, at: datetime) -> Decision:
    if membership.revoked_at is not None and membership.revoked_at <= at:
        return _refuse(ReasonCode.REVOKED, date=membership.revoked_at.date().isoformat())
    if at < membership.starts:
        return _refuse(ReasonCode.NOT_YET, date=membership.starts.date().isoformat())
    ended = membership.ends or membership.starts
    return _refuse(ReasonCode.ENDED, date=ended.date().isoformat())
