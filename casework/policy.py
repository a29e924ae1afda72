# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one function that decides who may see or change what.

Default deny: without an assignment or a recorded legal ground that is live now, for this hat, this
case and this section, the answer is no. The county server and every laptop call `decide` with the
same facts and get the same answer; the answer always carries a reason, and a yes its basis and end.

Invariants:
- An administrator and an analyst have no right to content, whatever is on record (requirement 3).
- An assignment opens what the hat's own agency wrote, and who the youth is. What another agency
  wrote is read on a recorded ground only, and never changed or passed on (but to NCMEC).
- Advocate notes are open to privileged roles of the organization that wrote them. A release by
  their holder opens the one text it carries (`AccessQuestion.released`), never a note; the refusal
  never tells whether there are any.
- Criminal justice information needs a cleared person on a cleared device, whatever the ground.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from casework.bases import Ground, Verdict, judge
from casework.hats import AccessQuestion as AccessQuestion
from casework.hats import Hat as Hat
from casework.hats import TrainingHeld as TrainingHeld
from casework.ids import CaseId, HatId
from casework.reasons import BASIS_REASONS, Reason, ReasonCode
from casework.sharing_matrix import NARROWEST, SharingMatrix
from casework.vocabulary import Action, AgencyKind, Basis, LegalRole, Section

PRIVILEGED_ROLES = frozenset(
    {
        LegalRole.HUMAN_TRAFFICKING_CASEWORKER,
        LegalRole.SEXUAL_ASSAULT_COUNSELOR,
        LegalRole.DOMESTIC_VIOLENCE_COUNSELOR,
    }
)


def is_privileged(hat: Hat) -> bool:
    """Whether what a hat hears in confidence is privileged (Evid. 1035.4, 1037.2, 1038)."""
    return (
        hat.agency_kind is AgencyKind.ADVOCATE_ORGANIZATION and hat.legal_role in PRIVILEGED_ROLES
    )


class Membership(BaseModel):
    """Where one hat stands in one case: what it is assigned to, and what else reaches it.

    Attributes:
        sections: every section this hat may meet in this case, assigned or shared.
        assigned: what it works in for its own agency; None where that is all of `sections`.
        starts: of the assignment (UTC).
        ends: of the assignment, not at or after this moment; None means until revoked.
        revoked_at: when all of it was taken back, or None.
        grounds: recorded legal grounds that reach this hat; each has its own dates.
    """

    model_config = ConfigDict(frozen=True)

    case: CaseId
    hat: HatId
    basis: Basis
    sections: frozenset[Section]
    starts: datetime
    ends: datetime | None = None
    revoked_at: datetime | None = None
    assigned: frozenset[Section] | None = None
    grounds: tuple[Ground, ...] = ()

    @property
    def assigned_sections(self) -> frozenset[Section]:
        """What the hat works in for its own agency."""
        return self.sections if self.assigned is None else self.assigned


class Decision(BaseModel):
    """The answer.

    Attributes:
        basis: the ground on which it is allowed; None on a refusal.
        until: when the right ends; None on a refusal or when it has no end date.
        ground: id of the recorded ground; empty for an assignment and a refusal.
    """

    model_config = ConfigDict(frozen=True)

    allowed: bool
    reason: Reason
    basis: Basis | None = None
    until: datetime | None = None
    ground: str = ""


def decide(
    question: AccessQuestion,
    memberships: Iterable[Membership],
    matrix: SharingMatrix = NARROWEST,
) -> Decision:
    """Decide an access question from what is on record.

    An assignment goes before any other ground; of several grounds the one that lasts longest is
    told. On a refusal the nearest cause is told, so that a worker learns what would change it.
    """
    wall = find_wall(question)
    if wall is not None:
        return _refuse(wall)
    mine = [one for one in memberships if (one.case, one.hat) == (question.case, question.hat.id)]
    own = _decide_own(question, mine)
    if own.allowed:
        return own
    live = [one for one in mine if not _is_revoked(one, question.at)]
    shared = _decide_shared(question, [one for held in live for one in held.grounds], matrix)
    return own if shared is None else shared


def find_wall(question: AccessQuestion) -> Reason | None:
    """What no ground of any kind gets past; None where nothing stands in the way."""
    role = question.hat.legal_role
    if role is LegalRole.COUNTY_ADMINISTRATOR:
        return Reason.of(ReasonCode.NO_CONTENT_ROLE)
    if role is LegalRole.DATA_ANALYST:
        return Reason.of(ReasonCode.DEIDENTIFIED_ROLE)
    if question.section is Section.CRIMINAL_JUSTICE:
        if not question.hat.cji_cleared:
            return Reason.of(ReasonCode.PERSON_NOT_CLEARED)
        if not question.cji_device:
            return Reason.of(ReasonCode.DEVICE_NOT_CLEARED)
    return None


def _decide_own(question: AccessQuestion, mine: Sequence[Membership]) -> Decision:
    """Decide from assignments alone."""
    if not (question.is_own or question.section is Section.IDENTITY):
        return _refuse(_say_other_agency(question))
    outside = _find_outside(question)
    if outside is not None:
        return _refuse(outside)
    assigned = [one for one in mine if one.assigned_sections]
    live = [one for one in assigned if _is_live(one, question.at)]
    granting = [one for one in live if question.section in one.assigned_sections]
    if granting:
        best = max(granting, key=lambda one: (one.ends is None, one.ends or one.starts))
        return Decision(
            allowed=True,
            basis=best.basis,
            until=best.ends,
            reason=Reason.of(ReasonCode.ASSIGNED, role=question.hat.title),
        )
    if live:
        return _refuse(Reason.of(ReasonCode.SECTION_NOT_GRANTED))
    if assigned:
        return _refuse(_say_dead(max(assigned, key=_last_moment), question.at))
    return _refuse(Reason.of(ReasonCode.NOT_ASSIGNED))


def _find_outside(question: AccessQuestion) -> Reason | None:
    """Why an assignment does not open this section to this hat, whoever assigned it."""
    hat = question.hat
    if question.section is Section.ADVOCATE_NOTES and hat.legal_role not in PRIVILEGED_ROLES:
        return Reason.of(ReasonCode.SECTION_NOT_GRANTED)
    is_program = (
        hat.agency_kind is AgencyKind.SUBSTANCE_USE
        or hat.legal_role is LegalRole.CLINICIAN_SUBSTANCE_USE
    )
    if question.section is Section.SUBSTANCE_USE and not is_program:
        return Reason.of(ReasonCode.PART2_PROGRAM_ONLY)
    return None


def _decide_shared(
    question: AccessQuestion, grounds: Sequence[Ground], matrix: SharingMatrix
) -> Decision | None:
    """Decide from recorded grounds; None where none speaks of the one who asks."""
    about = [
        one
        for one in _with_revocations(grounds)
        if one.case == question.case and one.reaches(question.hat.id, question.at)
    ]
    if question.action is not Action.READ:
        about = [one for one in about if _may_pass_on(one, question)]
    verdicts = [(one, judge(one, question, matrix)) for one in about]
    opening = [(one, verdict) for one, verdict in verdicts if verdict.refusal is None]
    if opening:
        best, verdict = max(opening, key=_rank)
        return Decision(
            allowed=True,
            basis=best.basis,
            until=verdict.until,
            reason=Reason.of(BASIS_REASONS[best.basis]),
            ground=best.id,
        )
    if question.section is Section.ADVOCATE_NOTES:
        return None
    told = max(verdicts, key=lambda pair: (pair[0].starts, pair[0].id), default=None)
    refusal = None if told is None else told[1].refusal
    return None if refusal is None else _refuse(refusal)


def _with_revocations(grounds: Sequence[Ground]) -> list[Ground]:
    """The grounds, each copy taken back as early as any copy of it was."""
    revoked: dict[str, datetime] = {}
    for one in grounds:
        if one.revoked_at is not None:
            revoked[one.id] = min(one.revoked_at, revoked.get(one.id, one.revoked_at))
    return [
        one.model_copy(update={"revoked_at": revoked[one.id]}) if one.id in revoked else one
        for one in grounds
    ]


def _may_pass_on(ground: Ground, question: AccessQuestion) -> bool:
    return question.action is Action.SHARE and ground.basis is Basis.NCMEC_AB161


def _rank(pair: tuple[Ground, Verdict]) -> tuple[bool, datetime, str]:
    ground, verdict = pair
    return verdict.until is None, verdict.until or ground.starts, ground.id


def _say_other_agency(question: AccessQuestion) -> Reason:
    if question.section is Section.ADVOCATE_NOTES:
        return Reason.of(ReasonCode.SECTION_NOT_GRANTED)
    if question.action is Action.READ:
        return Reason.of(ReasonCode.OTHER_AGENCY)
    return Reason.of(ReasonCode.READ_ONLY)


def _is_revoked(membership: Membership, at: datetime) -> bool:
    return membership.revoked_at is not None and membership.revoked_at <= at


def _is_live(membership: Membership, at: datetime) -> bool:
    if _is_revoked(membership, at):
        return False
    return membership.starts <= at and (membership.ends is None or at < membership.ends)


def _last_moment(membership: Membership) -> datetime:
    return membership.revoked_at or membership.ends or membership.starts


def _refuse(reason: Reason) -> Decision:
    return Decision(allowed=False, reason=reason)


def _say_dead(membership: Membership, at: datetime) -> Reason:
    if membership.revoked_at is not None and membership.revoked_at <= at:
        return Reason.on(ReasonCode.REVOKED, membership.revoked_at)
    if at < membership.starts:
        return Reason.on(ReasonCode.NOT_YET, membership.starts)
    return Reason.on(ReasonCode.ENDED, membership.ends or membership.starts)
