# SPDX-License-Identifier: AGPL-3.0-or-later
"""The people who write the county's protocol (WIC 16524.8), kept apart from whoever works on cases.

Invariants: a member is a name, an office and a kind of agency, and never a hat: being on this list
opens nothing to anybody, and no policy asks it. Whoever sits at both tables is in both lists, and
has on cases what their hat has. A member who left stays on record.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from casework.ids import CountyId
from casework.vocabulary import AgencyKind
from sync.server.audit import Actor, note_act
from sync.server.errors import NotFound
from sync.server.tables import protocol_member

REQUIRED = (
    AgencyKind.CHILD_WELFARE,
    AgencyKind.PROBATION,
    AgencyKind.MENTAL_HEALTH,
    AgencyKind.PUBLIC_HEALTH,
    AgencyKind.JUVENILE_COURT,
    AgencyKind.EDUCATION_COUNTY,
    AgencyKind.SHERIFF,
)
"""Who writes the protocol by law; the last two since 2018 (WIC 16524.8, Stats 2017 ch 558)."""


class ProtocolMember(NamedTuple):
    """Somebody who writes the protocol; `office` is what they are there."""

    id: str
    name: str
    office: str
    agency_kind: AgencyKind
    since: datetime


def add_member(
    connection: Connection, county_id: CountyId, made: ProtocolMember, actor: Actor
) -> None:
    """Put somebody on the list."""
    connection.execute(
        insert(protocol_member).values(
            county=county_id,
            id=made.id,
            name=made.name,
            office=made.office,
            agency_kind=made.agency_kind.value,
            since=made.since,
        )
    )
    note_act(connection, county_id, actor, "protocol member added", made.id, made.name)


def end_member(connection: Connection, county_id: CountyId, named: str, actor: Actor) -> None:
    """Let somebody go, by id or by a name that only one has; raises NotFound."""
    found = [one for one in list_members(connection, county_id) if named in (one.id, one.name)]
    if len(found) != 1:
        how = "Several people are" if found else "Nobody is"
        raise NotFound(
            f"{how} called “{named}” on the list; give the id that "
            "`fieldfare-county steering list` prints."
        )
    [one] = found
    connection.execute(
        update(protocol_member)
        .where(protocol_member.c.county == county_id, protocol_member.c.id == one.id)
        .values(ended_at=actor.at)
    )
    note_act(connection, county_id, actor, "protocol member ended", one.id, one.name)


def list_members(connection: Connection, county_id: CountyId) -> list[ProtocolMember]:
    """Everybody on the list now, by kind of agency and name."""
    query = select(protocol_member).where(
        protocol_member.c.county == county_id, protocol_member.c.ended_at.is_(None)
    )
    members = [
        ProtocolMember(row.id, row.name, row.office, AgencyKind(row.agency_kind), row.since)
        for row in connection.execute(query)
    ]
    order = {kind: at for at, kind in enumerate((*REQUIRED, *AgencyKind))}
    return sorted(members, key=lambda one: (order[one.agency_kind], one.name, one.id))


def find_missing(members: list[ProtocolMember]) -> list[AgencyKind]:
    """Which agencies the law names and nobody sits for; a gap to be shown, never a block."""
    there = {one.agency_kind for one in members}
    return [kind for kind in REQUIRED if kind not in there]
