# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 3.5: unsent decisions about sharing, and what the county told of sharing."""

from typing import Any

VERSION = (3, 5)

STATEMENTS = (
    """CREATE TABLE sharing_work (
        id TEXT PRIMARY KEY,
        case_id TEXT NOT NULL,
        at TEXT NOT NULL,
        refused TEXT,
        body BLOB NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE sharing_told (
        name TEXT PRIMARY KEY,
        body TEXT NOT NULL
    ) WITHOUT ROWID""",
)


def apply(connection: Any) -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        connection.execute(statement)
