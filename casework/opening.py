# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening a case for a youth nobody works with yet, on a laptop without a network.

The record of the youth is a case's first operation and opens it: the county puts the case on its
list and assigns whoever wrote it, in the transaction that takes the operation. Until then the
laptop works under the same assignment, made here.

Invariants: laptop and county ask the same rules; whoever opens a case is assigned to the sections
of their own discipline and no other, and never to more by opening it; nothing is opened twice.
"""

from datetime import datetime

from casework.hats import Hat
from casework.ids import CaseId
from casework.operations import Operation
from casework.policy import Membership
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import Basis, LegalRole, RecordKind, Section

_EVERYBODY = frozenset(
    {
        Section.IDENTITY,
        Section.CONTACTS,
        Section.SCREENING,
        Section.SAFETY_PLAN,
        Section.YOUTH_PRIVATE,
        Section.SELF_DESCRIPTION,
        Section.REFERRALS,
    }
)
_CASE_FILE = _EVERYBODY | {Section.PLACEMENT, Section.EDUCATION, Section.LEGAL}
_ADVOCATE = _EVERYBODY | {Section.ADVOCATE_NOTES}
_OPENED: dict[LegalRole, frozenset[Section]] = {
    LegalRole.SOCIAL_WORKER: _CASE_FILE,
    LegalRole.PROBATION_OFFICER: _CASE_FILE,
    LegalRole.SUPERVISOR: _CASE_FILE,
    LegalRole.CLINICIAN_MENTAL_HEALTH: _EVERYBODY | {Section.MENTAL_HEALTH},
    LegalRole.CLINICIAN_SUBSTANCE_USE: _EVERYBODY | {Section.SUBSTANCE_USE},
    LegalRole.PUBLIC_HEALTH_NURSE: _EVERYBODY | {Section.PHYSICAL_HEALTH},
    LegalRole.HUMAN_TRAFFICKING_CASEWORKER: _ADVOCATE,
    LegalRole.SEXUAL_ASSAULT_COUNSELOR: _ADVOCATE,
    LegalRole.DOMESTIC_VIOLENCE_COUNSELOR: _ADVOCATE,
    LegalRole.SURVIVOR_MENTOR: _EVERYBODY,
}


def find_opening_refusal(hat: Hat) -> Reason | None:
    """Why a hat may not open a case; None where it may."""
    return None if hat.legal_role in _OPENED else Reason.of(ReasonCode.MAY_NOT_OPEN_CASE)


def assignment_of_opener(hat: Hat, case: CaseId, at: datetime) -> Membership:
    """What whoever opened a case is assigned to; the hat may open one."""
    return Membership(
        case=case,
        hat=hat.id,
        basis=Basis.CASE_ASSIGNMENT,
        sections=_OPENED[hat.legal_role],
        starts=at,
    )


def opens_case(work: Operation) -> bool:
    """Whether an operation is the record of a youth that begins here."""
    return (
        work.kind is RecordKind.YOUTH
        and work.section is Section.IDENTITY
        and not any(work.base.values())
        and not work.decides
    )
