# SPDX-License-Identifier: AGPL-3.0-or-later
"""A generated history as the facts the policy decides from."""

from datetime import datetime

from bench.rights_histories import (
    ASKER,
    Asked,
    Assigned,
    Consented,
    History,
    Recorded,
    TeamOpened,
    Unassigned,
    Withdrawn,
    maybe,
    moment,
)
from casework.bases import (
    BrokenGlass,
    CareDuty,
    CourtOrder,
    Ground,
    ListedAccess,
    ListedAs,
    MissingReport,
    PrivilegeRelease,
)
from casework.consents import Consent, EndEvent, Recipient, SignerCapacity
from casework.ids import AgencyId, CaseId, HatId, PersonId
from casework.policy import AccessQuestion, Hat, Membership
from casework.sharing_matrix import MatrixRow, SharingMatrix
from casework.teams import Extension, TeamMember, TeamWindow
from casework.vocabulary import Action, AgencyKind, Basis, LegalRole, Section

CASE = CaseId("case-0")


def question_of(asked: Asked) -> AccessQuestion:
    """What is asked, by the hat that asks."""
    hat = Hat(
        id=HatId(ASKER),
        person=PersonId("person-hat-0"),
        person_name="Worker",
        agency=AgencyId("agency-0"),
        agency_name="Agency",
        agency_kind=AgencyKind(asked.kind),
        legal_role=LegalRole(asked.role),
        title="Worker",
        cji_cleared=asked.cleared,
    )
    return AccessQuestion(
        hat=hat,
        case=CASE,
        section=Section(asked.section),
        action=Action(asked.action),
        at=moment(asked.at),
        released=asked.released,
        owner=None if asked.owner is None else AgencyId(asked.owner),
        cji_device=asked.device,
    )


def matrix_of(history: History) -> SharingMatrix:
    """The county's choice."""
    return SharingMatrix(
        rows=tuple(
            MatrixRow(
                basis=Basis(basis),
                agency_kind=AgencyKind(kind),
                sections=frozenset(map(Section, sections)),
            )
            for basis, kind, sections in history.matrix
        )
    )


def memberships_of(history: History) -> list[Membership]:
    """Every assignment, live or dead, and one that only carries the grounds."""
    made = [_assignment(one, history) for one in history.events if isinstance(one, Assigned)]
    grounds = tuple(
        ground_of(one, _withdrawn_at(one, history))
        for one in history.events
        if isinstance(one, TeamOpened | Consented | Recorded)
    )
    reached = Membership(
        case=CASE,
        hat=HatId(ASKER),
        basis=Basis.CASE_ASSIGNMENT,
        sections=frozenset(Section),
        starts=moment(0),
        assigned=frozenset(),
        grounds=grounds,
    )
    return [*made, reached]


def _assignment(one: Assigned, history: History) -> Membership:
    taken = [
        other.at
        for other in history.events
        if isinstance(other, Unassigned) and other.hat == one.hat and other.at >= one.at
    ]
    return Membership(
        case=CASE,
        hat=HatId(one.hat),
        basis=Basis.CASE_ASSIGNMENT,
        sections=frozenset(map(Section, one.sections)),
        starts=moment(one.at),
        ends=maybe(one.until),
        revoked_at=maybe(min(taken, default=None)),
    )


def _withdrawn_at(one: TeamOpened | Consented | Recorded, history: History) -> datetime | None:
    """When this copy was taken back; a copy edited later at the same time does not know."""
    copies = [other for other in history.events if getattr(other, "id", "") == one.id]
    first = next(other for other in copies if not isinstance(other, Withdrawn))
    if one is not first and one != first:
        return None
    taken = [other.at for other in copies if isinstance(other, Withdrawn)]
    return maybe(min(taken, default=None))


def ground_of(one: TeamOpened | Consented | Recorded, revoked_at: datetime | None) -> Ground:
    match one:
        case TeamOpened():
            return _team(one, revoked_at)
        case Consented():
            return _consent(one, revoked_at)
        case Recorded():
            return _other(one, revoked_at)


def _team(one: TeamOpened, revoked_at: datetime | None) -> TeamWindow:
    return TeamWindow.model_validate(
        {
            "id": one.id,
            "case": CASE,
            "basis": Basis(one.basis),
            "sections": one.sections,
            "starts": moment(one.at),
            "ends": maybe(one.until),
            "revoked_at": revoked_at,
            "members": tuple(
                TeamMember(
                    hat=HatId(member.hat),
                    person=PersonId(member.person),
                    joined_at=moment(member.joined),
                    left_at=maybe(member.left),
                    trained=member.trained,
                    agreed_at=maybe(member.agreed),
                )
                for member in one.members
            ),
            "extensions": tuple(
                Extension(
                    until=moment(until),
                    good_cause=cause,
                    decided_at=moment(decided),
                    decided_by=HatId("hat-9"),
                    decided_as=LegalRole(role),
                )
                for decided, until, cause, role in one.extended
            ),
        }
    )


def _consent(one: Consented, revoked_at: datetime | None) -> Consent:
    return Consent.model_validate(
        {
            "id": one.id,
            "case": CASE,
            "basis": Basis(one.basis),
            "sections": one.sections,
            "owners": one.owners,
            "starts": moment(one.at),
            "ends": maybe(one.until),
            "revoked_at": revoked_at,
            "recipients": tuple(
                Recipient(hat=HatId(hat), left_at=maybe(left)) for hat, left in one.named
            ),
            "purpose": "care" if "purpose" in one.parts else " ",
            "signer": "A parent" if "signer" in one.parts else "",
            "capacity": SignerCapacity.PARENT,
            "ends_with": None if one.event is None else EndEvent(one.event),
            "event_at": maybe(one.event_at),
            "told_of_right": "right" in one.parts,
            "redisclosure": "redisclosure" in one.parts,
            "copy_sha256": "00" if "copy" in one.parts else "",
        }
    )


def _other(one: Recorded, revoked_at: datetime | None) -> Ground:
    marks = one.marks
    shared = {
        "id": one.id,
        "case": CASE,
        "sections": one.sections,
        "owners": one.owners,
        "starts": moment(one.at),
        "ends": maybe(one.until),
        "revoked_at": revoked_at,
        "named": one.named,
    }
    told = "person-2" if "other_person" in marks else "person-1"
    match one.basis:
        case "court_order":
            number = "J-1" if "number" in marks else ""
            return CourtOrder.model_validate(
                {**shared, "number": number, "part2": "part2" in marks}
            )
        case "s827_listed":
            return ListedAccess.model_validate({**shared, "listed_as": ListedAs.COURT})
        case "ferpa_usa":
            agency = "agency-0" if "responsible" in marks else "agency-1"
            return CareDuty.model_validate({**shared, "responsible": agency})
        case "ncmec_ab161":
            return MissingReport.model_validate(shared)
        case "privilege_release":
            return _release(shared, marks)
    return BrokenGlass.model_validate(
        {
            **shared,
            "reason": "danger" if "reason" in marks else "",
            "person": "person-1",
            "told": told if "told" in marks else None,
        }
    )


def _release(shared: dict[str, object], marks: frozenset[str]) -> PrivilegeRelease:
    facts = {
        "holder": "A youth" if "holder" in marks else "",
        "capacity": SignerCapacity.YOUTH_MINOR_CONSENT,
        "text": "words" if "text" in marks else "",
    }
    return PrivilegeRelease.model_validate(shared | facts)
