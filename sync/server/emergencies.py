# SPDX-License-Identifier: AGPL-3.0-or-later
"""Emergency accesses: who hears of one, that they know, and that a supervisor looked at it.

Invariant: nobody looks at what they opened themselves, and no other agency's people do.
"""

from datetime import datetime

from sqlalchemy import Connection, select, update

from casework.bases import BrokenGlass
from casework.emergencies import EmergencyTold
from casework.hats import Hat
from casework.ids import CaseId, CountyId
from casework.vocabulary import LegalRole
from sync.server.database import share_for
from sync.server.grounds import open_grounds, read_ground, write_ground
from sync.server.people import name_people, read_hat
from sync.server.tables import ground

EMERGENCY = "emergency_break_glass"


def list_emergencies(
    connection: Connection, county_id: CountyId, hat: Hat, now: datetime
) -> tuple[EmergencyTold, ...]:
    """What this hat was named for, and what it is to review, the newest first."""
    query = select(ground).where(ground.c.county == county_id, ground.c.basis == EMERGENCY)
    rows = connection.execute(query.order_by(ground.c.recorded_at.desc()).limit(200)).all()
    told = []
    for row, one in open_grounds(connection, county_id, rows):
        assert isinstance(one, BrokenGlass)
        mine = one.told == hat.person and row.seen_at is None
        by = read_hat(connection, county_id, next(iter(one.named)))
        to_review = one.reviewed_at is None and _supervises(hat, by)
        if one.told is None or not (mine or to_review):
            continue
        names = name_people(connection, county_id, [one.told])
        told.append(
            EmergencyTold(
                ground=one.id,
                case=one.case,
                by=by.person_name,
                agency=by.agency_name,
                told=names.get(one.told, ""),
                reason=one.reason,
                at=one.starts,
                until=one.end_at(by.id, now) or one.starts,
                to_review=to_review,
                seen=not mine,
            )
        )
    return tuple(told)


def _supervises(hat: Hat, by: Hat) -> bool:
    """A supervisor of the agency, and nobody looks at what they opened themselves."""
    return (
        hat.legal_role is LegalRole.SUPERVISOR
        and hat.agency == by.agency
        and hat.person != by.person
    )


def note_seen(
    connection: Connection, county_id: CountyId, hat: Hat, seen: tuple[str, ...], now: datetime
) -> None:
    """The second person knows; nobody says so for them, whoever else may see the access."""
    if seen:
        connection.execute(
            update(ground)
            .where(
                ground.c.county == county_id,
                ground.c.id.in_(seen),
                ground.c.told == hat.person,
                ground.c.seen_at.is_(None),
                ground.c.basis == EMERGENCY,
            )
            .values(seen_at=now)
        )


def review(
    connection: Connection, county_id: CountyId, hat: Hat, ground_id: str, now: datetime
) -> None:
    """A supervisor looked at an emergency access of the own agency."""
    query = select(ground.c.case_id).where(ground.c.county == county_id, ground.c.id == ground_id)
    case = connection.execute(query).scalar()
    if case is None:
        return
    share_for(connection, CaseId(case))
    one = read_ground(connection, county_id, ground_id)
    if not isinstance(one, BrokenGlass) or one.reviewed_at is not None:
        return
    if _supervises(hat, read_hat(connection, county_id, next(iter(one.named)))):
        write_ground(connection, county_id, one.model_copy(update={"reviewed_at": now}), now)
