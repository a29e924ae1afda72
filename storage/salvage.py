# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saving what can be read of a damaged store, row by row, into a new one.

Invariants: the damaged store is only read; rows that can be read are written as they are; what
could not be read is told by table, never guessed; an older store is brought up to date once its
rows are there; own work is laid over again, and what was the county's comes back with the next
sync.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from casework.ids import RecordId
from casework.index_talk import IndexChange
from casework.operations import Operation
from storage.database import Database
from storage.errors import StoreDamaged, StoreTooNew
from storage.files import put_in_place, remove_with_log
from storage.keys import StoreKey
from storage.model import Profile
from storage.profiles import CURSOR, remove_value
from storage.rows import summarise_cases
from storage.schema import STEPS, Step
from storage.snapshot import Snapshot
from storage.work import rebase

_OWN_WORK = (
    "operations",
    "drafts",
    "journal",
    "attachments",
    "attachment_parts",
    "kept_notes",
    "kept_answers",
    "kept_forms",
    "kept_advocate_notes",
    "index_work",
    "sharing_work",
)
_IDENTITY = ("enrolment", "chain")
_FURTHEST = 2**62


@dataclass(frozen=True)
class SavedTable:
    """What was saved of a table; `is_whole` is False when some rows could not be read."""

    name: str
    rows: int
    is_whole: bool


@dataclass(frozen=True)
class Salvage:
    """What was saved.

    Attributes:
        may_go_on: who the laptop is and where its chain ends are known for sure, so that the
            recovered store can be worked in without a new invite.
    """

    tables: tuple[SavedTable, ...]
    may_go_on: bool

    @property
    def has_all_work(self) -> bool:
        """Whether every row of own work was read."""
        return all(one.is_whole for one in self.tables if one.name in _OWN_WORK)


def salvage_into_memory(snapshot: Snapshot) -> tuple[Any, Salvage]:
    """A connection to a store in memory with all that can be read."""
    connection = sqlcipher.connect(":memory:", isolation_level=None)
    return connection, _fill(connection, snapshot)


def salvage_into_file(snapshot: Snapshot, path: Path, key: StoreKey) -> Salvage:
    """A new store at `path`, which appears only when it is whole.

    Raises:
        StoreTooNew: the damaged store comes from a newer program.
        StoreDamaged: not even its list of tables can be read.
        DiskFull, StoreReadOnly: nothing was written.
    """
    making = path.with_name(f"{path.name}.making")
    remove_with_log(making)
    database = Database(making, key)
    try:
        with database.read() as connection:
            # Rows are copied as they are; what belongs to a lost row is kept all the same.
            connection.execute("PRAGMA foreign_keys = OFF")
        with database.write() as connection:
            saved = _fill(connection, snapshot)
    finally:
        database.close()
    put_in_place(making, path)
    return saved


def _fill(connection: Any, snapshot: Snapshot) -> Salvage:
    try:
        version = divmod(snapshot.connection.execute("PRAGMA user_version").fetchone()[0], 65_536)
        found = snapshot.connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        ).fetchall()
    except sqlite3.DatabaseError as error:
        raise _unreadable() from error
    if version[0] > STEPS[-1].version[0]:
        raise StoreTooNew(
            "The case store was written by a newer version of this program; update the program, "
            "the store has not been changed."
        )
    _take_steps(connection, _steps_of(version))
    tables = [_copy_table(connection, snapshot, name, sql) for name, sql in sorted(found)]
    _take_steps(connection, [one for one in STEPS if one.version > version])
    known = {one.name: one for one in tables if one.rows or one.is_whole}
    identity = all(one in known and known[one].is_whole for one in _IDENTITY)
    identity = identity and known["enrolment"].rows == 1 and known["operations"].is_whole
    if not snapshot.is_whole:
        _make_good(connection)
    connection.execute("INSERT INTO terms (terms) VALUES ('rebuild')")
    is_sure = identity and snapshot.is_verified and not snapshot.damaged_frames
    return Salvage(tuple(one for one in tables if not one.name.startswith("terms")), is_sure)


def _make_good(connection: Any) -> None:
    """Show own work again where its rows were lost, and ask the county for everything anew."""
    connection.execute(
        "INSERT OR IGNORE INTO cases (case_id, within_reach) SELECT DISTINCT case_id, 0"
        " FROM operations"
    )
    connection.execute("DELETE FROM records WHERE case_number NOT IN (SELECT id FROM cases)")
    connection.execute("INSERT INTO terms (terms) VALUES ('rebuild')")
    found = connection.execute("SELECT DISTINCT record_id FROM operations").fetchall()
    rebase(connection, [RecordId(row[0]) for row in found])
    summarise_cases(connection, [row[0] for row in connection.execute("SELECT id FROM cases")])
    # The feed is served from its beginning, every `leave` in it too, and changes nothing twice.
    remove_value(connection, CURSOR)


def _steps_of(version: tuple[int, int]) -> list[Step]:
    steps = [one for one in STEPS if one.version <= version]
    if not steps:
        raise _unreadable()
    return steps


def _take_steps(connection: Any, steps: Iterable[Step]) -> None:
    for step in steps:
        step.apply(connection)
        major, minor = step.version
        connection.execute(f"PRAGMA user_version = {major * 65_536 + minor}")


def _copy_table(connection: Any, snapshot: Snapshot, name: str, sql: str) -> SavedTable:
    info = (
        connection.execute(f"PRAGMA table_info({name})").fetchall() if name.isidentifier() else []
    )
    columns = [row[1] for row in info]
    if not columns or name.startswith("terms"):
        return SavedTable(name, 0, is_whole=True)
    keyed = "WITHOUT ROWID" in sql.upper()
    keys = [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]]
    read = _read_keyed if keyed else _read_numbered
    found, is_whole = read(snapshot.connection, name, columns, keys)
    rows = [row for row in found if _is_sane(name, dict(zip(columns, row, strict=True)))]
    is_whole = is_whole and len(rows) == len(found)
    marks = ", ".join("?" * len(columns))
    connection.executemany(
        f"REPLACE INTO {name} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608 - own schema
        rows,
    )
    return SavedTable(name, len(rows), is_whole)


def _is_sane(table: str, row: dict[str, Any]) -> bool:
    """Whether a row is what this program writes; only where nothing could be verified it is not."""
    try:
        if table == "operations":
            Operation.model_validate_json(row["body"])
        if table == "index_work":
            IndexChange.model_validate_json(row["body"])
        if table == "enrolment":
            Profile.model_validate_json(row["profile"])
        if table == "drafts":
            datetime.fromisoformat(row["started_at"])
    except (ValueError, TypeError):
        return False
    return True


def _read_numbered(
    source: sqlite3.Connection, table: str, columns: list[str], _keys: list[str]
) -> tuple[list[tuple[Any, ...]], bool]:
    """Rows by their number; a page that cannot be read is stepped over."""
    rows: list[tuple[Any, ...]] = []
    last, is_whole = -1, True
    query = f"SELECT rowid, {', '.join(columns)} FROM {table} WHERE rowid > ? ORDER BY rowid"  # noqa: S608 - own schema
    while True:
        try:
            for row in source.execute(query, (last,)):
                rows.append(row[1:])
                last = row[0]
        except sqlite3.Error:
            is_whole = False
            beyond = _step_over(source, table, last)
            if beyond is None:
                return rows, False
            last = beyond
        else:
            return rows, is_whole


def _step_over(source: sqlite3.Connection, table: str, last: int) -> int | None:
    """The first number behind which something can be read again, or None."""
    query = f"SELECT rowid FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 1"  # noqa: S608 - own schema

    def probe(number: int) -> int | None:
        try:
            row = source.execute(query, (number,)).fetchone()
        except sqlite3.Error:
            return None
        return _FURTHEST if row is None else int(row[0])

    found = probe(last)
    if found is not None:
        # The row is there and its content is not.
        return None if found == _FURTHEST else found
    gap = 1
    while probe(last + gap) is None:
        gap *= 2
        if gap > _FURTHEST:
            return None
    low, high = last + gap // 2, last + gap
    while low + 1 < high:
        middle = (low + high) // 2
        if probe(middle) is None:
            low = middle
        else:
            high = middle
    return high


def _read_keyed(
    source: sqlite3.Connection, table: str, columns: list[str], keys: list[str]
) -> tuple[list[tuple[Any, ...]], bool]:
    """Rows of a table without numbers, from both ends towards what cannot be read."""
    rows: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    is_whole = True
    at = [columns.index(one) for one in keys]
    for direction in ("ASC", "DESC"):
        order = ", ".join(f"{one} {direction}" for one in keys)
        try:
            for row in source.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}"):  # noqa: S608 - own schema
                rows[tuple(row[one] for one in at)] = row
            return list(rows.values()), is_whole
        except sqlite3.Error:
            is_whole = False
    return list(rows.values()), False


def _unreadable() -> StoreDamaged:
    return StoreDamaged(
        "The case store's list of tables cannot be read, so nothing could be saved from it; keep "
        "the file and tell your administrator."
    )
