# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 4.6: what the county has taken is kept a while, for a county put back from a backup.

It goes with what it is about: a record that is shown no more takes it along.
"""

from typing import Any

VERSION = (4, 6)

STATEMENTS = (
    """CREATE TABLE sent_operations (
        counter INTEGER PRIMARY KEY,
        operation_id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        record_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        author_name TEXT NOT NULL,
        body TEXT NOT NULL
    )""",
    "CREATE INDEX sent_operations_by_record ON sent_operations (record_id)",
    """CREATE TRIGGER sent_operations_go AFTER DELETE ON records BEGIN
        DELETE FROM sent_operations WHERE record_id = OLD.record_id;
    END""",
)


def apply(connection: Any) -> None:
    """Make the table."""
    for statement in STATEMENTS:
        connection.execute(statement)
