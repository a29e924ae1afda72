# SPDX-License-Identifier: AGPL-3.0-or-later
"""Builders of synthetic hats, memberships and operations: a test says only what matters."""

from datetime import UTC, datetime

from pydantic import JsonValue

from casework.ids import (
    AgencyId,
    CaseId,
    DeviceId,
    HatId,
    OperationId,
    PersonId,
    RecordId,
)
from casework.operations import FIRST_PREVIOUS, Operation
from casework.policy import Hat, Membership
from casework.vocabulary import (
    SECTION_OF_KIND,
    AgencyKind,
    Basis,
    LegalRole,
    RecordKind,
    Section,
)

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def an_id(number: int) -> str:
    """A readable UUID: the number at its end."""
    return f"00000000-0000-7000-8000-{number:012x}"


def a_hat(
    number: int = 1, *, role: LegalRole = LegalRole.PROBATION_OFFICER, agency: int = 1
) -> Hat:
    """A hat of an invented person, of the one agency all work for unless told otherwise."""
    return Hat(
        id=HatId(an_id(1000 + number)),
        person=PersonId(an_id(2000 + number)),
        person_name=f"Worker {number}",
        agency=AgencyId(an_id(3000 + agency)),
        agency_name=f"Agency {agency}",
        agency_kind=AgencyKind.PROBATION,
        legal_role=role,
        title="Probation officer",
    )


def a_membership(
    hat: Hat,
    case: CaseId,
    *,
    sections: frozenset[Section] = frozenset(Section),
    starts: datetime = NOON,
    ends: datetime | None = None,
    revoked_at: datetime | None = None,
) -> Membership:
    """A case assignment of a hat."""
    return Membership(
        case=case,
        hat=hat.id,
        basis=Basis.CASE_ASSIGNMENT,
        sections=sections,
        starts=starts,
        ends=ends,
        revoked_at=revoked_at,
    )


def an_operation(
    *,
    counter: int = 1,
    kind: RecordKind = RecordKind.YOUTH,
    fields: dict[str, JsonValue] | None = None,
    base: dict[str, int] | None = None,
    record: int = 1,
    case: int = 1,
    hat: Hat | None = None,
    device: int = 1,
    previous: str = FIRST_PREVIOUS,
) -> Operation:
    """An operation of an invented worker on an invented record."""
    worn = hat or a_hat()
    chosen: dict[str, JsonValue] = {"legal_name": "Test Youth"} if fields is None else fields
    return Operation(
        id=OperationId(an_id(device * 100_000 + counter)),
        device=DeviceId(an_id(4000 + device)),
        counter=counter,
        author=worn.person,
        hat=worn.id,
        case=CaseId(an_id(5000 + case)),
        record=RecordId(an_id(6000 + record)),
        kind=kind,
        section=SECTION_OF_KIND[kind],
        fields=chosen,
        base=dict.fromkeys(chosen, 0) if base is None else base,
        at=f"{1_763_900_000_000 + counter:013d}-0000",
        previous=previous,
    )
