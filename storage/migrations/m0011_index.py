# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 3.2: the cross-agency index: own entries and their unsent changes, answers kept."""

from typing import Any

VERSION = (3, 2)

STATEMENTS = (
    """CREATE TABLE index_work (
        case_id TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        refused TEXT,
        body TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE index_entries (
        case_id TEXT PRIMARY KEY,
        body TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE index_answers (
        id TEXT PRIMARY KEY,
        case_id TEXT NOT NULL,
        until TEXT NOT NULL,
        body TEXT NOT NULL
    ) WITHOUT ROWID""",
)


def apply(connection: Any) -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        connection.execute(statement)
