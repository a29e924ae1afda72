# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 3.1: an advocate organization's roster and keys, and half-written advocate notes."""

from typing import Any

VERSION = (3, 1)

STATEMENTS = (
    """CREATE TABLE organization_entries (
        number INTEGER PRIMARY KEY,
        text TEXT NOT NULL,
        signature TEXT NOT NULL
    )""",
    "CREATE TABLE organization_keys (public BLOB PRIMARY KEY, secret BLOB NOT NULL)",
    "CREATE TABLE kept_advocate_notes (case_id TEXT PRIMARY KEY, note BLOB NOT NULL)",
)


def apply(connection: Any) -> None:
    """Add the tables."""
    for statement in STATEMENTS:
        connection.execute(statement)
