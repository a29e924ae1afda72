# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who, and which laptop, may be shown criminal justice information (CJIS Security Policy).

Both are needed: a cleared person on a cleared laptop. Nobody is cleared before it is recorded.

Invariants: a clearance is taken back by a mark, never deleted; a change is told to the laptops it
concerns in its own transaction, and what may not be shown any more leaves first.
"""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, select, text, update
from sqlalchemy.dialects.postgresql import insert

from casework.ids import CaseId, CountyId, DeviceId, HatId, PersonId
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import Section
from sync.server.driver import Question, ask_driver
from sync.server.errors import NotFound
from sync.server.memberships import settle
from sync.server.tables import clearance, device, hat, membership

_PEOPLE = text(
    "SELECT subject FROM clearance WHERE county = :county AND kind = 'person'"
    " AND revoked_at IS NULL AND (CAST(:person AS text) IS NULL OR subject = :person)"
)
DEVICE_CLEARED = """
SELECT subject FROM clearance WHERE county = %(county)s AND kind = 'device'
    AND revoked_at IS NULL AND subject = current_setting('fieldfare.device', true)
"""


class ClearanceKind(StrEnum):
    """What is cleared."""

    PERSON = "person"
    DEVICE = "device"


class Clearance(NamedTuple):
    """A clearance in force; `reference` names the paper it stands on."""

    kind: ClearanceKind
    subject: str
    reference: str
    recorded_at: datetime


def record_clearance(
    connection: Connection,
    county_id: CountyId,
    kind: ClearanceKind,
    subject: PersonId | DeviceId,
    reference: str,
    now: datetime,
) -> None:
    """Clear a person or a laptop; what it opens comes with the next pull."""
    row = {"reference": reference, "recorded_at": now, "revoked_at": None}
    query = insert(clearance).values(county=county_id, kind=kind.value, subject=subject, **row)
    keys = [clearance.c.county, clearance.c.kind, clearance.c.subject]
    connection.execute(query.on_conflict_do_update(index_elements=keys, set_=row))
    _settle_all(connection, county_id, kind, subject, now, None)


def revoke_clearance(
    connection: Connection,
    county_id: CountyId,
    kind: ClearanceKind,
    subject: PersonId | DeviceId,
    now: datetime,
) -> None:
    """Take a clearance back; raises NotFound where there is none in force."""
    taken = connection.execute(
        update(clearance)
        .where(
            clearance.c.county == county_id,
            clearance.c.kind == kind.value,
            clearance.c.subject == subject,
            clearance.c.revoked_at.is_(None),
        )
        .values(revoked_at=now)
    )
    if not taken.rowcount:
        raise NotFound("There is no such clearance; see `fieldfare-county clearance list`.")
    code = ReasonCode.PERSON_NOT_CLEARED
    if kind is ClearanceKind.DEVICE:
        code = ReasonCode.DEVICE_NOT_CLEARED
    _settle_all(connection, county_id, kind, subject, now, Reason.of(code))


def list_clearances(connection: Connection, county_id: CountyId) -> list[Clearance]:
    """Every clearance in force, by kind and subject; needs administration."""
    query = select(clearance).where(
        clearance.c.county == county_id, clearance.c.revoked_at.is_(None)
    )
    rows = connection.execute(query.order_by(clearance.c.kind, clearance.c.subject))
    return [
        Clearance(ClearanceKind(row.kind), row.subject, row.reference, row.recorded_at)
        for row in rows
    ]


def read_cleared(
    connection: Connection, county_id: CountyId, person: PersonId | None = None
) -> frozenset[PersonId]:
    """The cleared people; of one only where it is given."""
    told = {"county": county_id, "person": person}
    return frozenset(PersonId(one) for one in connection.execute(_PEOPLE, told).scalars())


def ask_device_cleared(county_id: CountyId) -> Question:
    """A row where the laptop for which the transaction acts is cleared."""
    return DEVICE_CLEARED, {"county": county_id}


def is_device_cleared(connection: Connection, county_id: CountyId) -> bool:
    """Whether the laptop for which this transaction acts is cleared."""
    return bool(ask_driver(connection, DEVICE_CLEARED, {"county": county_id}))


def _settle_all(
    connection: Connection,
    county_id: CountyId,
    kind: ClearanceKind,
    subject: str,
    now: datetime,
    leaving: Reason | None,
) -> None:
    """Let every case whose criminal justice section is in reach of the hats concerned come anew."""
    hats = select(hat.c.id).where(hat.c.county == county_id, hat.c.person == subject)
    if kind is ClearanceKind.DEVICE:
        hats = select(device.c.hat).where(device.c.county == county_id, device.c.id == subject)
    rows = connection.execute(
        select(membership.c.hat, membership.c.case_id)
        .where(
            membership.c.county == county_id,
            membership.c.hat.in_(hats),
            membership.c.revoked_at.is_(None),
            membership.c.sections.contains([Section.CRIMINAL_JUSTICE.value]),
        )
        .order_by(membership.c.case_id, membership.c.hat)
    ).all()
    for row in rows:
        settle(connection, county_id, HatId(row.hat), CaseId(row.case_id), now, leaving)
