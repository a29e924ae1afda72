# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may put which legal ground on record from their own laptop.

Invariants: an agency decides about what it wrote itself; whoever records a ground may share every
part it names; a team's window is opened by a member who signed the agreement, for the own agency's
work; an emergency access is for whoever asks for it, and for nobody else. Taking something back is
easier than giving it: whoever a consent names may say that it was revoked.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from casework.bases import BrokenGlass, Ground, PrivilegeRelease
from casework.consents import Consent
from casework.hats import AccessQuestion, Hat
from casework.ids import CaseId, HatId
from casework.policy import Membership, decide, find_wall, is_privileged
from casework.reasons import Reason, ReasonCode
from casework.teams import TeamWindow
from casework.vocabulary import Action, Basis, LegalRole, Section


class Standing(NamedTuple):
    """Who asks, with the rights on record, at which moment, on which device."""

    hat: Hat
    memberships: Sequence[Membership]
    at: datetime
    cji_device: bool = False


def find_refusal(ground: Ground, by: Standing) -> Reason | None:
    """Why this hat may not record this ground; None where it may."""
    match ground:
        case BrokenGlass():
            return _refuse_emergency(ground, by)
        case TeamWindow():
            return _refuse_window(ground, by)
        case PrivilegeRelease() if not is_privileged(by.hat):
            return Reason.of(ReasonCode.SECTION_NOT_GRANTED)
    if ground.owners != {by.hat.agency}:
        return Reason.of(ReasonCode.READ_ONLY)
    return _refuse_sections(ground, by)


def find_refusal_to_end(
    ground: Ground, by: Standing, leaving: HatId | None = None
) -> Reason | None:
    """Why this hat may not take this ground back, or end a participation; None where it may.

    Args:
        leaving: whose participation in a consent ends; None for all of it.
    """
    match ground:
        case BrokenGlass():
            own = ground.person == by.hat.person
            return None if own else Reason.of(ReasonCode.EMERGENCY_NOT_OWN)
        case PrivilegeRelease() if not is_privileged(by.hat):
            return Reason.of(ReasonCode.GROUND_UNKNOWN)
        case Consent() if ground.reaches(by.hat.id, by.at):
            return None
    if leaving is not None and not isinstance(ground, Consent):
        return Reason.of(ReasonCode.GROUND_UNKNOWN)
    return _refuse_change(ground, by)


def find_refusal_to_extend(ground: Ground, by: Standing, good_cause: str) -> Reason | None:
    """Why this hat may not extend this window; None where it may."""
    if not isinstance(ground, TeamWindow) or ground.basis is not Basis.S18961_7_WINDOW:
        return Reason.of(ReasonCode.GROUND_UNKNOWN)
    if by.hat.legal_role is not LegalRole.SUPERVISOR or not good_cause.strip():
        return Reason.of(ReasonCode.SUPERVISOR_EXTENDS)
    refused = _refuse_change(ground, by)
    if refused is not None:
        return refused
    end = ground.end_at(by.hat.id, by.at)
    if end is not None and end <= by.at:
        return Reason.on(ReasonCode.WINDOW_ENDED, end)
    return None


def find_refusal_to_see(case: CaseId, by: Standing) -> Reason | None:
    """Why this hat may not know what is on record about sharing a case; None where it may."""
    question = AccessQuestion(
        hat=by.hat, case=case, section=Section.IDENTITY, action=Action.SHARE, at=by.at
    )
    decision = decide(question, by.memberships)
    return None if decision.allowed else decision.reason


def is_of_agency(ground: Ground, hat: Hat) -> bool:
    """Whether a ground speaks of the work of a hat's agency, or is that person's emergency."""
    if isinstance(ground, BrokenGlass):
        return ground.person == hat.person
    if isinstance(ground, PrivilegeRelease) and not is_privileged(hat):
        return False
    return not ground.owners or hat.agency in ground.owners


def _refuse_change(ground: Ground, by: Standing) -> Reason | None:
    if ground.owners != {by.hat.agency}:
        is_of_others = ground.owners and by.hat.agency not in ground.owners
        code = ReasonCode.READ_ONLY if is_of_others else ReasonCode.COORDINATOR_ENDS
        return Reason.of(code)
    return find_refusal_to_see(ground.case, by)


def _refuse_window(ground: TeamWindow, by: Standing) -> Reason | None:
    if ground.owners != {by.hat.agency}:
        return Reason.of(ReasonCode.COORDINATOR_OPENS)
    mine = [one for one in ground.members if one.hat == by.hat.id and one.is_in(by.at)]
    if not any(one.has_agreed(by.at) for one in mine):
        return Reason.of(ReasonCode.TEAM_MEMBER_OPENS)
    return ground.find_head_fault(by.at) or _refuse_sections(ground, by)


def _refuse_emergency(ground: BrokenGlass, by: Standing) -> Reason | None:
    wall = find_wall(_ask(ground, Section.IDENTITY, by))
    if wall is not None:
        return wall
    if ground.named != {by.hat.id} or ground.person != by.hat.person:
        return Reason.of(ReasonCode.NOT_AUTHOR)
    return None


def _refuse_sections(ground: Ground, by: Standing) -> Reason | None:
    for section in sorted(ground.sections - {Section.IDENTITY}):
        decision = decide(_ask(ground, section, by), by.memberships)
        if not decision.allowed:
            return decision.reason
    return None


def _ask(ground: Ground, section: Section, by: Standing) -> AccessQuestion:
    return AccessQuestion(
        hat=by.hat,
        case=ground.case,
        section=section,
        action=Action.SHARE,
        at=by.at,
        owner=by.hat.agency,
        cji_device=by.cji_device,
    )
