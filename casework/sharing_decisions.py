# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may put which legal ground on record from their own laptop.

Invariants: an agency decides about what it wrote itself; whoever records a ground may share every
part it names; a team's window is opened at the county; an emergency access is for whoever asks for
it, and for nobody else.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from casework.bases import BrokenGlass, Ground, PrivilegeRelease
from casework.hats import AccessQuestion, Hat
from casework.policy import Membership, decide, find_wall, is_privileged
from casework.reasons import Reason, ReasonCode
from casework.teams import TeamWindow
from casework.vocabulary import Action, Section


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
            return Reason.of(ReasonCode.COORDINATOR_OPENS)
        case PrivilegeRelease() if not is_privileged(by.hat):
            return Reason.of(ReasonCode.SECTION_NOT_GRANTED)
    if ground.owners != {by.hat.agency}:
        return Reason.of(ReasonCode.READ_ONLY)
    return _refuse_sections(ground, by)


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
