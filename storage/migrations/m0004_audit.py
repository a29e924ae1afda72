# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 2.1: the log of who did what."""

from typing import Any

VERSION = (2, 1)

STATEMENTS = (
    """CREATE TABLE audit (
        number INTEGER PRIMARY KEY,
        stamp INTEGER NOT NULL,
        device TEXT NOT NULL,
        person TEXT NOT NULL,
        hat TEXT NOT NULL,
        event TEXT NOT NULL,
        case_id TEXT NOT NULL,
        record_id TEXT NOT NULL,
        outcome TEXT NOT NULL,
        previous TEXT NOT NULL
    )""",
    "CREATE INDEX audit_by_case ON audit (case_id, number) WHERE case_id <> ''",
    "CREATE INDEX audit_by_time ON audit (stamp)",
    """CREATE TRIGGER audit_keeps_what_was_written BEFORE UPDATE ON audit
        BEGIN SELECT raise(ABORT, 'the log only grows'); END""",
    """CREATE TRIGGER audit_loses_nothing BEFORE DELETE ON audit
        BEGIN SELECT raise(ABORT, 'the log only grows'); END""",
)


def apply(connection: Any) -> None:
    """Add the table, which only grows."""
    for statement in STATEMENTS:
        connection.execute(statement)
