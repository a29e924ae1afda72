# SPDX-License-Identifier: AGPL-3.0-or-later
"""The floor under the store: bare sqlcipher3 with one table and a contentless full-text index.

No cases, no overlay, no cursor, no crash-safe leaving: what is left is the price of encryption and
of the index alone. The settings for durability are the store's own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic_core import to_json
from sqlcipher3 import dbapi2 as sqlcipher

from bench.store_data import KEY, PAGE
from casework.records import CaseRecord


@contextmanager
def floor_database() -> Iterator[Any]:
    """A bare encrypted database in a folder that goes afterwards."""
    with TemporaryDirectory() as folder:
        bare = sqlcipher.connect(str(Path(folder) / "floor.db"), isolation_level=None)
        bare.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
        bare.execute("PRAGMA journal_mode = WAL").fetchall()
        bare.execute("PRAGMA synchronous = FULL")
        bare.execute("PRAGMA cache_size = -65536")
        bare.execute(
            "CREATE TABLE rec (n INTEGER PRIMARY KEY, id TEXT UNIQUE, kind TEXT, at TEXT, doc TEXT)"
        )
        bare.execute("CREATE INDEX rec_list ON rec (kind, at)")
        bare.execute("CREATE VIRTUAL TABLE fts USING fts5 (title, body, content = '')")
        try:
            yield bare
        finally:
            bare.close()


def insert_floor(bare: Any, records: list[CaseRecord], *, first: int = 1) -> None:
    """Insert the same records in the same pages, numbered from `first`."""
    for at in range(0, len(records), PAGE):
        page = list(enumerate(records[at : at + PAGE], start=at + first))
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany(
            "INSERT INTO rec VALUES (?, ?, ?, ?, ?)",
            [
                (n, one.record, one.kind.value, one.at, to_json(one.fields).decode())
                for n, one in page
            ],
        )
        bare.executemany(
            "INSERT INTO fts (rowid, title, body) VALUES (?, ?, ?)",
            [
                (n, str(one.fields.get("legal_name", "")), str(one.fields.get("text", "")))
                for n, one in page
            ],
        )
        bare.execute("COMMIT")
