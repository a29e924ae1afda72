# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which rights of a hat have run out by themselves since that was last looked at.

Invariant: a right runs out once; `memberships.expire` tells its laptops and settles it.
"""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, Dialect, Row, Select, bindparam, or_, select

from casework.ids import CaseId, CountyId, HatId
from sync.server.driver import Question
from sync.server.tables import ground, membership


def find_run_out(
    connection: Connection,
    county_id: CountyId,
    hat_id: HatId,
    now: datetime,
    case: CaseId | None = None,
) -> list[Row[tuple[object, ...]]]:
    """Rows in force of which a part has ended since it was last looked at."""
    told = {"in_county": county_id, "worn": hat_id, "worn_by": [hat_id], "now": now}
    if case is None:
        return list(connection.execute(_RUN_OUT, told))
    return list(connection.execute(_RUN_OUT_OF, told | {"of_case": case}))


def ask_run_out(
    connection: Connection, county_id: CountyId, hat_id: HatId, now: datetime
) -> Question:
    """What `expire` would act on, to be asked together with other things."""
    told = {"in_county": county_id, "worn": hat_id, "worn_by": [hat_id], "now": now}
    return _run_out_text(connection.dialect), told


@lru_cache
def _run_out_text(dialect: Dialect) -> str:
    return str(_RUN_OUT.compile(dialect=dialect))


def _make_run_out() -> Select[tuple[object, ...]]:
    """The query of `find_run_out`, made once: building it costs more than asking it."""
    settled, now = membership.c.settled_at, bindparam("now", type_=membership.c.ends.type)
    assignment_ended = (membership.c.ends <= now) & or_(
        settled.is_(None), settled < membership.c.ends
    )
    over = (
        ground.c.hats.contains(bindparam("worn_by", type_=ground.c.hats.type)),
        ground.c.revoked_at.is_(None),
        ground.c.ends <= now,
    )
    ended = (
        select(ground.c.id)
        .where(
            ground.c.county == membership.c.county,
            ground.c.case_id == membership.c.case_id,
            *over,
            or_(settled.is_(None), settled < ground.c.ends),
        )
        .exists()
    )
    # Asked once: most hats have no ground that is over, and then no case is looked at.
    touched = select(ground.c.case_id).where(ground.c.county == bindparam("in_county"), *over)
    return (
        select(membership)
        .where(
            membership.c.county == bindparam("in_county"),
            membership.c.hat == bindparam("worn"),
            membership.c.revoked_at.is_(None),
            membership.c.left_at.is_(None),
            or_(assignment_ended, membership.c.case_id.in_(touched) & ended),
        )
        .order_by(membership.c.id)
    )


_RUN_OUT = _make_run_out()
_RUN_OUT_OF = _RUN_OUT.where(membership.c.case_id == bindparam("of_case"))
