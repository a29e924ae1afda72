# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recording, changing and taking back legal grounds; teams and their agreements; the matrix.

Invariants:
- Every change is told to the laptops of all whom it concerns in the same transaction; where it
  took something away they drop the case first and get the rest anew.
- A ground that cannot open anything, because its law asks for more, is not recorded.
- A ground taken back stays taken back: no change of it lets it count again.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, any_, select

from casework.bases import BrokenGlass, Ground
from casework.clock import county_day
from casework.county_policy import CountyPolicy
from casework.ground_faults import find_fault
from casework.ids import CaseId, CountyId, HatId
from casework.reasons import Reason, ReasonCode
from casework.sharing_matrix import COUNTY_CHOOSES, SharingMatrix
from casework.teams import Extension, TeamWindow
from casework.vocabulary import LegalRole
from sync.server.audit import Actor, note_act
from sync.server.errors import GroundRefused
from sync.server.feed import lock_feed
from sync.server.grounds import list_grounds, prepare_key, read_ground, write_ground
from sync.server.memberships import settle
from sync.server.papers import revise_policy
from sync.server.people import read_hat
from sync.server.tables import ground, membership


def record_ground(
    connection: Connection,
    county_id: CountyId,
    one: Ground,
    actor: Actor,
    team: str | None = None,
) -> None:
    """Put a ground on record and open the case to those whom it names.

    Raises:
        GroundRefused: its law asks for more, or it opens what the law keeps closed.
    """
    note_act(connection, county_id, actor, "ground recorded", one.case, f"{one.basis} {one.id}")
    put_on_record(connection, county_id, one, actor.at, team=team)


def put_on_record(
    connection: Connection,
    county_id: CountyId,
    one: Ground,
    now: datetime,
    *,
    team: str | None = None,
    by: HatId | None = None,
) -> None:
    """As `record_ground`, where another log than the county's says who did it."""
    fault = find_fault(one, county_id, now)
    if fault is not None:
        raise GroundRefused(fault.sentence)
    prepare_key(connection, county_id, one.case)
    lock_feed(connection, county_id)
    write_ground(connection, county_id, one, now, team, by)
    for hat_id in sorted(one.hats):
        settle(connection, county_id, hat_id, one.case, now)


def change_ground(
    connection: Connection,
    county_id: CountyId,
    ground_id: str,
    change: Callable[[Ground], Ground],
    actor: Actor,
    act: str,
) -> Ground:
    """Change a ground, which may make it narrower or wider.

    Raises:
        GroundRefused: it was taken back before.
    """
    lock_feed(connection, county_id)
    held = read_ground(connection, county_id, ground_id)
    if held.revoked_at is not None:
        raise GroundRefused("This ground was taken back; record a new one.")
    fresh = change(held)
    note_act(connection, county_id, actor, act, held.case, ground_id)
    put_changed(connection, county_id, held, fresh, actor.at)
    return fresh


def put_changed(
    connection: Connection, county_id: CountyId, held: Ground, fresh: Ground, now: datetime
) -> None:
    """Put a changed ground in the place of what was read under the feed's lock."""
    write_ground(connection, county_id, fresh, now)
    leaving = Reason.on(ReasonCode.GROUND_ENDED, now)
    if fresh.revoked_at is not None:
        leaving = Reason.on(ReasonCode.GROUND_REVOKED, now)
    for hat_id in sorted(held.hats | fresh.hats):
        settle(connection, county_id, hat_id, held.case, now, leaving)


def withdraw_ground(
    connection: Connection, county_id: CountyId, ground_id: str, actor: Actor
) -> None:
    """Take a ground back: a consent revoked, a team dissolved, an order lifted."""
    change_ground(
        connection,
        county_id,
        ground_id,
        lambda one: one.model_copy(update={"revoked_at": actor.at}),
        actor,
        "ground taken back",
    )


def extend_window(
    connection: Connection,
    county_id: CountyId,
    ground_id: str,
    extension: Extension,
    actor: Actor,
) -> None:
    """Extend a window of WIC 18961.7 for a good cause.

    Raises:
        GroundRefused: nobody but a supervisor does, with a cause, before it has ended.
    """
    decided_as = read_hat(connection, county_id, extension.decided_by).legal_role

    def extend(one: Ground) -> Ground:
        told = extension.model_copy(update={"decided_as": decided_as})
        if not isinstance(one, TeamWindow) or not told.counts:
            raise GroundRefused("Only a supervisor extends a team's window, and gives the cause.")
        end = one.end_at(told.decided_by, actor.at)
        if end is not None and end <= actor.at:
            raise GroundRefused(f"The window ended on {county_day(end)}; open a new one.")
        return one.model_copy(update={"extensions": (*one.extensions, told)})

    change_ground(connection, county_id, ground_id, extend, actor, "window extended")


def review_glass(
    connection: Connection, county_id: CountyId, ground_id: str, by: HatId, actor: Actor
) -> None:
    """Note that a supervisor looked at an emergency access."""
    if read_hat(connection, county_id, by).legal_role is not LegalRole.SUPERVISOR:
        raise GroundRefused("A supervisor reviews emergency accesses.")
    held = read_ground(connection, county_id, ground_id)
    if not isinstance(held, BrokenGlass):
        raise GroundRefused("This ground is no emergency access.")
    if read_hat(connection, county_id, by).person == held.person:
        raise GroundRefused("Nobody reviews what they opened themselves.")
    fresh = held.model_copy(update={"reviewed_at": actor.at})
    write_ground(connection, county_id, fresh, actor.at)
    note_act(connection, county_id, actor, "emergency reviewed", held.case, ground_id)


def set_matrix(
    connection: Connection, county_id: CountyId, matrix: SharingMatrix, actor: Actor
) -> CountyPolicy:
    """Put a sharing matrix in force; whoever shares in a team gets its cases anew."""
    lock_feed(connection, county_id)
    sharing = {"sharing": matrix.model_dump()}
    stated = revise_policy(connection, county_id, lambda _: sharing, actor)
    leaving = Reason.of(ReasonCode.MATRIX_WITHHOLDS)
    for hat_id, case in _whom_the_county_lets_in(connection, county_id):
        settle(connection, county_id, hat_id, case, actor.at, leaving)
    return stated


def _whom_the_county_lets_in(
    connection: Connection, county_id: CountyId
) -> list[tuple[HatId, CaseId]]:
    bases = [one.value for one in COUNTY_CHOOSES]
    rows = connection.execute(
        select(membership.c.hat, membership.c.case_id)
        .join(
            ground,
            (ground.c.county == membership.c.county)
            & (ground.c.case_id == membership.c.case_id)
            & (membership.c.hat == any_(ground.c.hats)),
        )
        .where(
            membership.c.county == county_id,
            membership.c.revoked_at.is_(None),
            ground.c.revoked_at.is_(None),
            ground.c.basis.in_(bases),
        )
        .distinct()
        .order_by(membership.c.case_id, membership.c.hat)
    )
    return [(HatId(row.hat), CaseId(row.case_id)) for row in rows]


def list_open_glass(connection: Connection, county_id: CountyId) -> list[BrokenGlass]:
    """Emergency accesses that no supervisor has looked at yet."""
    return [
        one
        for one in list_grounds(connection, county_id)
        if isinstance(one, BrokenGlass) and one.reviewed_at is None
    ]
