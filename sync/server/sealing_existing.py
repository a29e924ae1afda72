# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making ready to serve sealed content: the county key, and the rows of earlier versions.

Invariants: nothing is answered before every row is sealed; each batch is a transaction of its own
and a row that is sealed already is passed over, so that a start cut short goes on at the next; the
county is marked as sealed only after the old bytes have left the tables.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, select, text, tuple_, update

from casework.ids import CountyId
from sync.server.content_seals import KeyName, Seals, case_key, device_key, open_seals
from sync.server.database import CountyDatabase, Identity
from sync.server.errors import ContentUnreadable, StartFailed
from sync.server.limits import LIMITS
from sync.server.tables import (
    attachment_part,
    case_file,
    county,
    ground,
    operation,
    quarantine,
    record,
)

_FULL_PARTS = 16
_SEALED = (record, operation, quarantine, attachment_part, ground)
_USED = text(
    "SELECT DISTINCT ON (county_key) county, kind, id, county_key, wrapped FROM content_key"
    " WHERE wrapped IS NOT NULL ORDER BY county_key"
)


def make_ready(database: CountyDatabase) -> None:
    """See that the county key is at hand, made where nothing was ever sealed.

    Raises:
        StartFailed: content is sealed under a key that is not here, or there is no key and the
            database's owner is not at hand.
    """
    keeper = database.keys
    if keeper is None:
        raise StartFailed("The county's keys are not at hand; give --data.")
    used: list[Row[Any]] = []
    if database.has_owner:
        with database.administer() as connection:
            used = list(connection.execute(_USED))
    for one in used:
        name = KeyName(one.kind, one.id)
        keeper.unwrap(one.county, name, one.county_key, bytes(one.wrapped))
    if keeper.county_keys.find_current() is not None:
        return
    if used or not database.has_owner:
        raise StartFailed(
            "The county key is missing; restore it from the backup, or give the right --data. "
            "Before there is one, start the server once with --owner-database."
        )
    keeper.county_keys.begin_next()


def seal_existing(database: CountyDatabase, county_id: CountyId, now: datetime) -> int:
    """Seal what earlier versions left unsealed; returns how many rows that were.

    Raises:
        StartFailed: some are left and the database's owner is not at hand.
    """
    if _is_sealed(database, county_id):
        return 0
    if not database.has_owner:
        raise StartFailed(
            "Content of an earlier version is not sealed yet; start the server once with "
            "--owner-database."
        )
    sealed = 0
    for seal_batch in (_seal_records, _seal_operations, _seal_quarantine, _seal_grounds):
        while count := _in_one_go(database, county_id, seal_batch):
            sealed += count
    sealed += sum(_seal_parts(database, county_id))
    with database.owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in _SEALED:
            # Rewritten whole: a plain update leaves the old bytes in the table's file.
            connection.execute(text(f"VACUUM FULL {table.name}"))
    with database.administer() as connection:
        this = county.c.county == county_id
        connection.execute(update(county).where(this).values(sealed_at=now))
    return sealed


def _is_sealed(database: CountyDatabase, county_id: CountyId) -> bool:
    with database.act_as(Identity(county_id)) as connection:
        query = select(county.c.sealed_at).where(county.c.county == county_id)
        return connection.execute(query).scalar_one() is not None


def _in_one_go(
    database: CountyDatabase, county_id: CountyId, seal_batch: Callable[[Connection, Seals], int]
) -> int:
    with database.administer() as connection:
        return seal_batch(connection, open_seals(connection, county_id))


def _unsealed(connection: Connection, county_id: CountyId, table: Table) -> list[Row[Any]]:
    """Rows whose JSON stands there in the clear: no seal begins with a brace."""
    column = table.c.result if table is operation else table.c.content
    query = select(table).where(text(f"substring({column.name} FROM 1 FOR 1) = '{{'::bytea"))
    query = query.where(table.c.county == county_id)
    return list(connection.execute(query.limit(LIMITS.sealed_at_once)))


def _seal_records(connection: Connection, seals: Seals) -> int:
    rows = _unsealed(connection, seals.county, record)
    seals.prepare(case_key(row.case_id) for row in rows)
    for row in rows:
        name, place = case_key(row.case_id), ("record", row.id, row.version)
        _put(connection, record, row, content=seals.seal(name, row.content, *place))
    return len(rows)


def _seal_operations(connection: Connection, seals: Seals) -> int:
    rows = _unsealed(connection, seals.county, operation)
    known = _known_cases(connection, rows)
    seals.prepare(case_key(row.case_id) for row in rows if row.case_id in known)
    seals.prepare(device_key(row.device) for row in rows)
    for row in rows:
        own, place = device_key(row.device), (row.device, row.counter)
        name = case_key(row.case_id) if row.case_id in known else own
        _put(
            connection,
            operation,
            row,
            content=seals.seal(name, row.content, "operation", *place),
            result=seals.seal(own, row.result, "answer", *place),
        )
    return len(rows)


def _known_cases(connection: Connection, rows: list[Row[Any]]) -> set[str]:
    named = {row.case_id for row in rows}
    query = select(case_file.c.id).where(case_file.c.id.in_(named))
    return set(connection.execute(query).scalars())


def _seal_quarantine(connection: Connection, seals: Seals) -> int:
    rows = _unsealed(connection, seals.county, quarantine)
    seals.prepare(device_key(row.device) for row in rows)
    for row in rows:
        place = ("quarantine", row.device, row.digest)
        sealed = seals.seal(device_key(row.device), row.content, *place)
        _put(connection, quarantine, row, content=sealed)
    return len(rows)


def _seal_grounds(connection: Connection, seals: Seals) -> int:
    rows = _unsealed(connection, seals.county, ground)
    seals.prepare(case_key(row.case_id) for row in rows)
    for row in rows:
        sealed = seals.seal(case_key(row.case_id), row.content, "ground", row.id)
        _put(connection, ground, row, content=sealed)
    return len(rows)


def _seal_parts(database: CountyDatabase, county_id: CountyId) -> Iterator[int]:
    """Files begin with any byte, so every part is asked whether it opens."""
    columns = attachment_part.c
    place = tuple_(columns.record, columns.sha256, columns.start)
    after: tuple[object, ...] | None = None
    while True:
        with database.administer() as connection:
            query = select(attachment_part).where(columns.county == county_id).order_by(place)
            if after is not None:
                query = query.where(place > after)
            rows = list(connection.execute(query.limit(_FULL_PARTS)))
            yield _seal_some_parts(connection, open_seals(connection, county_id), rows)
        if not rows:
            return
        after = (rows[-1].record, rows[-1].sha256, rows[-1].start)


def _seal_some_parts(connection: Connection, seals: Seals, rows: list[Row[Any]]) -> int:
    seals.prepare(case_key(row.case_id) for row in rows)
    sealed = 0
    for row in rows:
        name, place = case_key(row.case_id), ("part", row.record, row.start, row.sha256)
        try:
            seals.open(row.content, (name,), *place)
        except ContentUnreadable:
            _put(connection, attachment_part, row, content=seals.seal(name, row.content, *place))
            sealed += 1
    return sealed


def _put(connection: Connection, table: Table, row: Row[Any], **values: bytes) -> None:
    this = [column == getattr(row, column.name) for column in table.primary_key]
    connection.execute(update(table).where(*this).values(**values))
