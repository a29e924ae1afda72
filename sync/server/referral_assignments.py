# SPDX-License-Identifier: AGPL-3.0-or-later
"""Assignments from before there were referrals, brought up to what an assignment gives today.

Whoever was assigned to the work of every discipline then is refused referrals now, as they are on
no assignment by themselves. A person at the county decides it, not a migration: each assignment is
made anew with its end, its laptop is told, and who did it stands in the audit.

Invariant: an assignment to less than everything of then stays as it is.
"""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection

from casework.ids import CountyId
from casework.policy import Membership
from casework.vocabulary import ORDINARY_SECTIONS, Section
from sync.server.audit import Actor, note_act
from sync.server.memberships import grant, read_in_force
from sync.server.people import list_hats

OF_THEN = ORDINARY_SECTIONS - {Section.REFERRALS}
"""What `fieldfare-county grant` gave before there were referrals."""


def include_referrals(
    connection: Connection,
    county_id: CountyId,
    actor: Actor,
    new_id: Callable[[], str],
    *,
    preview: bool,
) -> list[str]:
    """Add referrals to every assignment in force to all ordinary sections of then.

    Args:
        preview: only say which.

    Returns:
        One line for each: who, agency, case; by tabs.
    """
    lines = []
    for hat in list_hats(connection, county_id):
        for case, one in sorted(read_in_force(connection, county_id, hat.id).items()):
            held = one.membership
            is_over = held.ends is not None and held.ends <= actor.at
            if is_over or Section.REFERRALS in held.assigned_sections:
                continue
            if not held.assigned_sections >= OF_THEN:
                continue
            lines.append(f"{hat.person_name}\t{hat.agency_name}\t{case}")
            if not preview:
                _widen(connection, county_id, held, replace(actor, line=new_id()))
    return lines


def _widen(connection: Connection, county_id: CountyId, held: Membership, actor: Actor) -> None:
    wanted = Membership(
        case=held.case,
        hat=held.hat,
        basis=held.basis,
        sections=held.assigned_sections | {Section.REFERRALS},
        starts=actor.at,
        ends=held.ends,
    )
    grant(connection, county_id, actor.line, wanted)
    note_act(connection, county_id, actor, "referrals assigned", held.case, held.hat)
