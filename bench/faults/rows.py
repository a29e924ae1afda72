# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every row of a store, and on which pages of its file a table lies."""

import sqlite3
from collections.abc import Collection
from hashlib import sha256

from bench.faults.work import State
from storage.keys import StoreKey
from storage.snapshot import take_snapshot
from storage.store import STORE_FILE, Store

_ALL = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    " AND name NOT LIKE 'terms%' ORDER BY 1"
)
# The same words lie in another tree after each rebuilding; that it fits its rows is what counts.
_INDEX_FITS = "INSERT INTO terms (terms, rank) VALUES ('integrity-check', 1)"
_PAGES = "SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno"


def hash_rows(store: Store, without: Collection[str] = ()) -> str:
    """A hash over every row of every table, but for the tables named.

    Raises:
        StorageError: the search index is not that of the rows.
    """
    hashed = sha256()
    with store._database.write() as connection:  # noqa: SLF001 - as below
        connection.execute(_INDEX_FITS)
    with store._database.read() as connection:  # noqa: SLF001 - every row, not what screens show
        for (table,) in connection.execute(_ALL).fetchall():
            if table not in without:
                for row in connection.execute(f'SELECT * FROM "{table}"').fetchall():
                    hashed.update(repr((table, row)).encode())
    return hashed.hexdigest()


def pages_of(state: State, tables: Collection[str]) -> list[int]:
    """The numbers of the pages, from 1 on, on which tables lie in a store that is closed.

    Empty where Python's own SQLite cannot tell.
    """
    connection = take_snapshot(state.folder / STORE_FILE, StoreKey(state.first_key)).connection
    try:
        return [page for one in tables for (page,) in connection.execute(_PAGES, (one,))]
    except sqlite3.OperationalError:
        return []
    finally:
        connection.close()
