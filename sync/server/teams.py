# SPDX-License-Identifier: AGPL-3.0-or-later
"""Multidisciplinary teams: who is in them, who is trained, who has signed the agreement.

Invariant: every window a team has open says what is on record of its members; whoever joins, signs
or leaves changes all of them in the same transaction.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from casework.bases import Ground
from casework.ids import AgencyId, CountyId, HatId, PersonId
from casework.teams import TeamMember, TeamWindow
from sync.server.audit import Actor, note_act
from sync.server.errors import NotFound
from sync.server.grounds import list_grounds
from sync.server.rights import change_ground
from sync.server.tables import agency, ground, hat, team, team_member


@dataclass(frozen=True)
class Team:
    """A team by id and name."""

    id: str
    name: str


def add_team(connection: Connection, county_id: CountyId, made: Team, actor: Actor) -> None:
    """Found a team."""
    connection.execute(insert(team).values(county=county_id, id=made.id, name=made.name))
    note_act(connection, county_id, actor, "team founded", made.id, made.name)


def find_team(connection: Connection, county_id: CountyId, named: str) -> Team:
    """A team by its name or id; raises NotFound."""
    query = select(team.c.id, team.c.name).where(
        team.c.county == county_id, (team.c.name == named) | (team.c.id == named)
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotFound(f"No team is called “{named}”; see `fieldfare-county team list`.")
    return Team(row.id, row.name)


def list_teams(connection: Connection, county_id: CountyId) -> list[Team]:
    """Every team, by name."""
    query = select(team.c.id, team.c.name).where(team.c.county == county_id)
    return [Team(row.id, row.name) for row in connection.execute(query.order_by(team.c.name))]


def join_team(
    connection: Connection,
    county_id: CountyId,
    joined: Team,
    hat_id: HatId,
    actor: Actor,
    *,
    trained: bool,
) -> None:
    """Take a hat into a team, or take it in again."""
    row = {"joined_at": actor.at, "left_at": None, "trained": trained}
    query = upsert(team_member).values(
        county=county_id, team=joined.id, hat=hat_id, agreement="", **row
    )
    keys = [team_member.c.county, team_member.c.team, team_member.c.hat]
    connection.execute(query.on_conflict_do_update(index_elements=keys, set_=row))
    _follow(connection, county_id, joined, actor, "team joined")


def sign_agreement(
    connection: Connection,
    county_id: CountyId,
    of: Team,
    hat_id: HatId,
    agreement: str,
    actor: Actor,
) -> None:
    """Note a signed confidentiality agreement, by the hash of its paper."""
    _change(connection, county_id, of, hat_id, agreed_at=actor.at, agreement=agreement)
    _follow(connection, county_id, of, actor, "agreement signed")


def leave_team(
    connection: Connection, county_id: CountyId, left: Team, hat_id: HatId, actor: Actor
) -> None:
    """Let a hat go; what its team had open closes to it at once."""
    _change(connection, county_id, left, hat_id, left_at=actor.at)
    _follow(connection, county_id, left, actor, "team left")


def read_members(connection: Connection, county_id: CountyId, of: Team) -> tuple[TeamMember, ...]:
    """Everyone who is or was in a team."""
    query = (
        select(team_member, hat.c.person, hat.c.person_name, agency.c.name.label("agency_name"))
        .join(hat, (hat.c.county == team_member.c.county) & (hat.c.id == team_member.c.hat))
        .join(agency, (agency.c.county == hat.c.county) & (agency.c.id == hat.c.agency))
        .where(team_member.c.county == county_id, team_member.c.team == of.id)
        .order_by(team_member.c.hat)
    )
    return tuple(
        TeamMember(
            hat=HatId(row.hat),
            person=PersonId(row.person),
            joined_at=row.joined_at,
            left_at=row.left_at,
            trained=row.trained,
            agreed_at=row.agreed_at,
            name=f"{row.person_name} ({row.agency_name})",
        )
        for row in connection.execute(query)
    )


def read_sharing_agencies(
    connection: Connection, county_id: CountyId, of: Team
) -> frozenset[AgencyId]:
    """Whose work a team shares: the agencies of members who signed, and no other's.

    An agency that is not at the table exchanges nothing there (WIC 18961.7, 13753, 18951).
    """
    query = (
        select(hat.c.agency)
        .join(team_member, (hat.c.county == team_member.c.county) & (hat.c.id == team_member.c.hat))
        .where(
            team_member.c.county == county_id,
            team_member.c.team == of.id,
            team_member.c.left_at.is_(None),
            team_member.c.agreed_at.is_not(None),
        )
        .distinct()
    )
    return frozenset(AgencyId(one) for one in connection.execute(query).scalars())


def _change(
    connection: Connection,
    county_id: CountyId,
    of: Team,
    hat_id: HatId,
    **changed: datetime | str,
) -> None:
    done = connection.execute(
        update(team_member)
        .where(
            team_member.c.county == county_id,
            team_member.c.team == of.id,
            team_member.c.hat == hat_id,
            team_member.c.left_at.is_(None),
        )
        .values(**changed)
    )
    if done.rowcount == 0:
        raise NotFound(f"This hat is not in the team “{of.name}”.")


def _follow(connection: Connection, county_id: CountyId, of: Team, actor: Actor, act: str) -> None:
    """Let every window the team has open say who is in it now."""
    members = read_members(connection, county_id, of)
    sharing = read_sharing_agencies(connection, county_id, of)
    query = select(ground.c.id).where(
        ground.c.county == county_id, ground.c.team == of.id, ground.c.recorded_by.is_not(None)
    )
    of_laptops = set(connection.execute(query).scalars())

    def follow(one: Ground) -> Ground:
        assert isinstance(one, TeamWindow)
        changed: dict[str, object] = {"members": members}
        if sharing and one.id not in of_laptops:
            changed["owners"] = sharing
        return one.model_copy(update=changed)

    for number, one in enumerate(list_grounds(connection, county_id, team=of.id)):
        if one.revoked_at is None:
            line = Actor(actor.name, actor.at, f"{actor.line}.{number}")
            change_ground(connection, county_id, one.id, follow, line, "window follows team")
    note_act(connection, county_id, actor, act, of.id, of.name)
