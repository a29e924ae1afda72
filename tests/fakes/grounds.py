# SPDX-License-Identifier: AGPL-3.0-or-later
"""Builders of recorded grounds about one case; a test says only what matters."""

from datetime import datetime, timedelta
from typing import Any

from casework.bases import BrokenGlass, CourtOrder, Ground, PrivilegeRelease
from casework.consents import Consent, EndEvent, Recipient, SignerCapacity
from casework.hats import AccessQuestion, Hat
from casework.ids import AgencyId, CaseId, PersonId
from casework.policy import Decision, Membership, decide
from casework.sharing_matrix import NARROWEST, MatrixRow, SharingMatrix
from casework.teams import TeamMember, TeamWindow
from casework.vocabulary import Action, Basis, Section
from tests.fakes.people import NOON, a_hat, an_id

CASE = CaseId(an_id(1))
OTHER = AgencyId(an_id(3999))
DAY = timedelta(days=1)


def ask_for(section: Section, hat: Hat | None = None, **changes: Any) -> AccessQuestion:
    """May this hat read what another agency wrote?"""
    asked = {
        "hat": hat or a_hat(),
        "case": CASE,
        "section": section,
        "action": Action.READ,
        "at": NOON,
        "owner": OTHER,
    }
    return AccessQuestion.model_validate(asked | changes)


def decide_on(
    question: AccessQuestion, *grounds: Ground, matrix: SharingMatrix | None = None
) -> Decision:
    """What the policy says where these are all the grounds there are."""
    reached = Membership(
        case=CASE,
        hat=question.hat.id,
        basis=Basis.CASE_ASSIGNMENT,
        sections=frozenset(Section),
        starts=NOON - 99 * DAY,
        assigned=frozenset(),
        grounds=grounds,
    )
    return decide(question, [reached], matrix or NARROWEST)


def a_matrix(basis: Basis, *sections: Section) -> SharingMatrix:
    """The county opens sections to probation on a basis."""
    kind = a_hat().agency_kind
    row = MatrixRow(basis=basis, agency_kind=kind, sections=frozenset(sections))
    return SharingMatrix(rows=(row,))


def a_team(
    basis: Basis = Basis.S18961_7_WINDOW,
    *,
    members: int = 3,
    agreed: datetime | None = NOON - 40 * DAY,
    **changes: Any,
) -> TeamWindow:
    """A team of so many, the first of them the hat 1; the report came in yesterday."""
    people = [a_hat(number) for number in range(1, members + 1)]
    fields: dict[str, Any] = {
        "id": an_id(7001),
        "case": CASE,
        "basis": basis,
        "sections": frozenset({Section.CONTACTS, Section.SCREENING}),
        "starts": NOON - DAY,
        "ends": None if basis is Basis.S18961_7_WINDOW else NOON + 60 * DAY,
        "members": [
            TeamMember(hat=one.id, person=one.person, joined_at=NOON - 50 * DAY, agreed_at=agreed)
            for one in people
        ],
    }
    return TeamWindow.model_validate(fields | changes)


def a_consent(basis: Basis = Basis.CONSENT_GENERIC, **changes: Any) -> Consent:
    """A complete consent that names the hat 1."""
    section = Section.SUBSTANCE_USE if basis is Basis.PART2_CONSENT else Section.MENTAL_HEALTH
    fields: dict[str, Any] = {
        "id": an_id(7002),
        "case": CASE,
        "basis": basis,
        "sections": frozenset({section}),
        "owners": frozenset({OTHER}),
        "starts": NOON - DAY,
        "ends": NOON + 30 * DAY,
        "ends_with": EndEvent.CFT_PARTICIPATION if basis is Basis.S832_CFT_CONSENT else None,
        "recipients": [Recipient(hat=a_hat().id)],
        "purpose": "Planning care",
        "signer": "A parent",
        "capacity": SignerCapacity.PARENT,
        "told_of_right": True,
        "redisclosure": True,
        "copy_sha256": "0" * 64,
    }
    return Consent.model_validate(fields | changes)


def an_order(**changes: Any) -> CourtOrder:
    """A court's order for the hat 1."""
    fields: dict[str, Any] = {
        "id": an_id(7003),
        "case": CASE,
        "sections": frozenset({Section.LEGAL, Section.SUBSTANCE_USE, Section.ADVOCATE_NOTES}),
        "starts": NOON - DAY,
        "ends": NOON + 30 * DAY,
        "named": frozenset({a_hat().id}),
        "number": "J-1234",
    }
    return CourtOrder.model_validate(fields | changes)


def a_broken_glass(**changes: Any) -> BrokenGlass:
    """The hat 1 opened the case in an emergency an hour ago."""
    fields: dict[str, Any] = {
        "id": an_id(7004),
        "case": CASE,
        "sections": frozenset(Section),
        "starts": NOON - timedelta(hours=1),
        "named": frozenset({a_hat().id}),
        "reason": "The youth called from an unknown place.",
        "person": a_hat().person,
        "told": PersonId(an_id(2002)),
    }
    return BrokenGlass.model_validate(fields | changes)


def a_release(**changes: Any) -> PrivilegeRelease:
    """A youth released the other agency's notes to the hat 1."""
    fields: dict[str, Any] = {
        "id": an_id(7005),
        "case": CASE,
        "sections": frozenset({Section.ADVOCATE_NOTES}),
        "owners": frozenset({OTHER}),
        "starts": NOON - DAY,
        "ends": NOON + 10 * DAY,
        "named": frozenset({a_hat().id}),
        "holder": "The youth",
        "capacity": SignerCapacity.YOUTH_MINOR_CONSENT,
        "text": "What was released.",
    }
    return PrivilegeRelease.model_validate(fields | changes)
