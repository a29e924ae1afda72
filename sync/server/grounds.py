# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's record of legal grounds: kept whole, so that what is asked later is what was said.

A ground's row carries its facts as JSON (`casework.bases.Ground`), sealed under its case's key,
since they hold words about a youth. The columns beside it are for finding it and for row security.
Whoever changes a ground goes through `sync.server.rights`, which tells laptops of it in the same
transaction. The grounds of a case whose key was destroyed are nobody's any more.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, Select, select
from sqlalchemy.dialects.postgresql import insert

from casework.bases import BrokenGlass, Ground
from casework.ids import CaseId, CountyId, HatId
from casework.vocabulary import Basis, Section
from sync.server.arrays import Words
from sync.server.content_seals import case_key, open_seals
from sync.server.driver import Question, Rows, ask_all, ask_driver
from sync.server.errors import NotFound
from sync.server.tables import ground

_GROUND: TypeAdapter[Ground] = TypeAdapter(Ground)
_GROUNDS = select(ground.c.id, ground.c.case_id, ground.c.content)
_NAMING = """
SELECT id, case_id, content FROM ground
WHERE county = %(county)s AND hats @> %(hats)s::text[]{of} ORDER BY id
"""
_OF_CASES = " AND case_id = ANY (%(cases)s)"
# Row security lets the transaction into one case at a time, here as for each that is asked about.
_SHARED = """
SELECT g.id, g.case_id, g.content
FROM unnest(%(cases)s) AS c (id)
CROSS JOIN LATERAL (SELECT set_config('fieldfare.sharing', c.id, true) AS case_id OFFSET 0) AS s
CROSS JOIN LATERAL (
    SELECT id, case_id, content, recorded_at FROM ground
    WHERE county = %(county)s AND case_id = s.case_id
    OFFSET 0
) AS g
ORDER BY g.recorded_at, g.id
"""


class GroundRow(NamedTuple):
    """What is read of a ground's row."""

    id: str
    case_id: str
    content: bytes


AnyRow = TypeVar("AnyRow", GroundRow, Row[Any])
Grounds = Mapping[CaseId, tuple[Ground, ...]]


def read_grounds(
    connection: Connection,
    county_id: CountyId,
    hat_id: HatId,
    cases: Collection[CaseId] | None = None,
) -> Grounds:
    """Every ground that names a hat, live or dead, by case."""
    [rows] = ask_all(connection, ask_grounds(county_id, hat_id, cases))
    return make_grounds(connection, county_id, rows)


def ask_grounds(
    county_id: CountyId, hat_id: HatId, cases: Collection[CaseId] | None = None
) -> Question:
    """What `make_grounds` is to be told."""
    told: dict[str, object] = {"county": county_id, "hats": [hat_id]}
    if cases is None:
        return _NAMING.format(of=""), told
    return _NAMING.format(of=_OF_CASES), told | {"cases": Words.of(sorted(set(cases)))}


def make_grounds(connection: Connection, county_id: CountyId, rows: Rows) -> Grounds:
    """Grounds by case, of what `ask_grounds` found."""
    found: dict[CaseId, tuple[Ground, ...]] = defaultdict(tuple)
    for _, one in open_grounds(connection, county_id, list(map(GroundRow._make, rows))):
        found[one.case] += (one,)
    return dict(found)


def read_ground(connection: Connection, county_id: CountyId, ground_id: str) -> Ground:
    """One ground; raises NotFound. Its row stays locked until the transaction ends."""
    query = _GROUNDS.where(ground.c.county == county_id, ground.c.id == ground_id)
    found = _open(connection, county_id, query.with_for_update())
    if not found:
        raise NotFound(f"The county has no ground {ground_id}; see `fieldfare-county basis list`.")
    return found[0]


def list_grounds(
    connection: Connection,
    county_id: CountyId,
    *,
    case: CaseId | None = None,
    team: str | None = None,
) -> list[Ground]:
    """Every ground of the county, of one case, or of one team; oldest first."""
    query = _GROUNDS.where(ground.c.county == county_id)
    if case is not None:
        query = query.where(ground.c.case_id == case)
    if team is not None:
        query = query.where(ground.c.team == team)
    return _open(connection, county_id, query.order_by(ground.c.recorded_at, ground.c.id))


def list_shared(
    connection: Connection, county_id: CountyId, cases: Collection[CaseId]
) -> dict[CaseId, list[Ground]]:
    """Every ground of some cases, the oldest first; only after the policy said yes about each."""
    told = {"county": county_id, "cases": Words.of(sorted(set(cases)))}
    rows = ask_driver(connection, _SHARED, told) if cases else []
    found: dict[CaseId, list[Ground]] = defaultdict(list)
    for _, one in open_grounds(connection, county_id, list(map(GroundRow._make, rows))):
        found[one.case].append(one)
    return found


def prepare_key(connection: Connection, county_id: CountyId, case: CaseId) -> None:
    """Have the key of a case at hand before anything is locked."""
    open_seals(connection, county_id).prepare([case_key(case)])


def _open(connection: Connection, county_id: CountyId, query: Select[Any]) -> list[Ground]:
    rows = connection.execute(query).all()
    return [one for _, one in open_grounds(connection, county_id, rows)]


def open_grounds(
    connection: Connection, county_id: CountyId, rows: Sequence[AnyRow]
) -> list[tuple[AnyRow, Ground]]:
    """Rows with their grounds, but those of cases whose keys were destroyed."""
    if not rows:
        return []
    seals = open_seals(connection, county_id)
    seals.load(case_key(CaseId(row.case_id)) for row in rows)
    found = []
    for row in rows:
        key = case_key(CaseId(row.case_id))
        if seals.has(key):
            content = seals.open(row.content, (key,), "ground", row.id)
            found.append((row, _GROUND.validate_json(content)))
    return found


def write_ground(
    connection: Connection,
    county_id: CountyId,
    one: Ground,
    now: datetime,
    team: str | None = None,
    by: HatId | None = None,
) -> None:
    """Keep a ground, in place of what stood under its id.

    Args:
        by: the hat that recorded it from its laptop, None for the county itself.
    """
    seals, key = open_seals(connection, county_id), case_key(one.case)
    seals.prepare([key])
    row = {
        "case_id": one.case,
        "basis": one.basis.value,
        "hats": sorted(one.hats),
        "ends": _end_of(one, now),
        "revoked_at": one.revoked_at,
        "told": one.told if isinstance(one, BrokenGlass) else None,
        "content": seals.seal(key, one.model_dump_json().encode(), "ground", one.id),
    }
    fixed = {"county": county_id, "id": one.id, "recorded_at": now, "team": team, "recorded_by": by}
    query = insert(ground).values(**fixed, **row)
    connection.execute(
        query.on_conflict_do_update(index_elements=[ground.c.county, ground.c.id], set_=row)
    )


def _end_of(one: Ground, now: datetime) -> datetime | None:
    """Its end by date; that one of the named hats left before is told when it happens."""
    ends = [one.end_at(hat_id, now) for hat_id in one.hats]
    return max((end for end in ends if end is not None), default=None)


def is_live(one: Ground, hat_id: HatId, at: datetime) -> bool:
    """Whether it speaks of a hat at a moment, and its dates let it count."""
    if not one.reaches(hat_id, at):
        return False
    if one.revoked_at is not None and one.revoked_at <= at:
        return False
    end = one.end_at(hat_id, at)
    return end is None or at < end


def sections_of(grounds: Sequence[Ground]) -> frozenset[Section]:
    """Every section whose records some grounds may open, identity with them.

    A release opens the text it carries and no record.
    """
    if not grounds:
        return frozenset()
    opening = (one for one in grounds if one.basis is not Basis.PRIVILEGE_RELEASE)
    return frozenset({Section.IDENTITY}).union(*(one.sections for one in opening))
