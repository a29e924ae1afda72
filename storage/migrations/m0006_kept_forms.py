# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 2.3: what is typed into the form of a record and not saved yet."""

from typing import Any

VERSION = (2, 3)

STATEMENT = (
    "CREATE TABLE kept_forms (case_id TEXT NOT NULL, place TEXT NOT NULL, words BLOB NOT NULL,"
    " PRIMARY KEY (case_id, place))"
)


def apply(connection: Any) -> None:
    """Add the table."""
    connection.execute(STATEMENT)
