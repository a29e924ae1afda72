# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changing the county key, and destroying the key of a case.

Invariants: an older county key is removed only under the lock that keeps anyone from wrapping, and
only when no key in the database names it; a case's key is destroyed only after everyone was taken
off the case, so that laptops are told to drop it.
"""

from sqlalchemy import Connection, bindparam, insert, select, text, update
from sqlalchemy.exc import OperationalError

from casework.ids import CaseId, CountyId
from sync.server.audit import Actor, note_act
from sync.server.content_seals import KeyKeeper, KeyName
from sync.server.database import CountyDatabase
from sync.server.errors import CaseKeyRefused, DatabaseUnusable, NotFound, StartFailed
from sync.server.installation import Installation, find_county
from sync.server.sources import Source
from sync.server.tables import case_file, content_key, membership

_HOLD = text("LOCK TABLE content_key IN SHARE ROW EXCLUSIVE MODE")


def rotate_keys(place: Installation, source: Source, by: str) -> list[str]:
    """Wrap every key under a new county key; one line, how many and the new key's name."""
    with place.open() as database:
        county = find_county(database)
        actor = Actor(by, source.clock.now(), source.new_id())
        count, name = rotate(database, county, actor)
    return [f"{count}\t{name}"]


def destroy_case_key(
    place: Installation, source: Source, case: CaseId, reason: str, by: str
) -> list[str]:
    """Make a case's content unreadable for good; errors as `destroy`."""
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            actor = Actor(by, source.clock.now(), source.new_id())
            destroy(connection, county, case, reason, actor)
        _rewrite(database)
    return []


def rotate(database: CountyDatabase, county: CountyId, actor: Actor) -> tuple[int, str]:
    """Make a county key and wrap every key under it; how many, and its name.

    Cut short anywhere it leaves every key readable, and is to be called again.

    Raises:
        StartFailed: the county's keys are not at hand, or a key does not open.
    """
    keeper = database.keys
    if keeper is None or keeper.county_keys.find_current() is None:
        raise StartFailed("The county key is not at hand; give the right --data.")
    with database.administer() as connection:
        connection.execute(_HOLD)
        fresh = keeper.county_keys.begin_next()
        count = _rewrap(connection, keeper, fresh)
        note_act(connection, county, actor, "county key changed", fresh, f"{count} keys")
    _rewrite(database)
    with database.administer() as connection:
        connection.execute(_HOLD)
        named = connection.execute(select(content_key.c.county_key).distinct()).scalars()
        current = keeper.county_keys.find_current()
        keeper.county_keys.retire_all_but({*named, current or fresh})
    return count, fresh


def destroy(
    connection: Connection, county: CountyId, case: CaseId, reason: str, actor: Actor
) -> None:
    """Destroy a case's key; what it sealed stays as bytes that nobody opens. For good.

    Raises:
        NotFound: the county does not know the case.
        CaseKeyRefused: somebody is assigned to it still, or its key is destroyed already.
    """
    _refuse_in_use(connection, county, case)
    this = (
        (content_key.c.county == county)
        & (content_key.c.kind == "case")
        & (content_key.c.id == case)
    )
    known = connection.execute(
        select(content_key.c.destroyed_at).where(this).with_for_update()
    ).first()
    gone = {"wrapped": None, "county_key": "", "destroyed_at": actor.at}
    if known is None:
        place = {"county": county, "kind": "case", "id": case}
        connection.execute(insert(content_key).values(place | gone))
    elif known.destroyed_at is not None:
        raise CaseKeyRefused("The key of this case was destroyed before.")
    else:
        connection.execute(update(content_key).where(this).values(gone))
    note_act(connection, county, actor, "case key destroyed", case, reason)


def _refuse_in_use(connection: Connection, county: CountyId, case: CaseId) -> None:
    query = select(case_file.c.id).where(case_file.c.county == county, case_file.c.id == case)
    if connection.execute(query.with_for_update()).first() is None:
        raise NotFound(f"The county does not know the case {case}.")
    assigned = select(membership.c.id).where(
        membership.c.county == county,
        membership.c.case_id == case,
        membership.c.revoked_at.is_(None),
    )
    if connection.execute(assigned).first() is not None:
        raise CaseKeyRefused(
            "Somebody is assigned to this case still; take everyone off it first, so that their "
            "laptops drop it."
        )


def _rewrap(connection: Connection, keeper: KeyKeeper, fresh: str) -> int:
    keys, changed = keeper.county_keys, []
    for row in connection.execute(select(content_key).where(content_key.c.wrapped.is_not(None))):
        bound = KeyName(row.kind, row.id).bind(row.county)
        secret = keys.unwrap(row.county_key, bytes(row.wrapped), bound)
        wrapped = keys.wrap(fresh, secret, bound)
        changed.append({"c": row.county, "k": row.kind, "i": row.id, "w": wrapped})
    if changed:
        this = (
            (content_key.c.county == bindparam("c"))
            & (content_key.c.kind == bindparam("k"))
            & (content_key.c.id == bindparam("i"))
        )
        values = {"county_key": fresh, "wrapped": bindparam("w")}
        connection.execute(update(content_key).where(this).values(values), changed)
    return len(changed)


def _rewrite(database: CountyDatabase) -> None:
    """A wrapped key that was replaced is not left in the table's file."""
    try:
        with database.owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM FULL content_key"))
    except OperationalError as error:
        raise DatabaseUnusable(
            "It is done, but the old keys are still in the table's file, since the county server "
            "was busy; run `fieldfare-county case-keys rotate` at a quiet hour."
        ) from error
