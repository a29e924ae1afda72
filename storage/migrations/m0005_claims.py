# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 2.2: who wrote which field of a record, and what about it is disputed."""

from typing import Any

VERSION = (2, 2)

STATEMENTS = (
    "ALTER TABLE records ADD COLUMN claims TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX records_in_conflict ON records (case_number) WHERE conflict",
)


def apply(connection: Any) -> None:
    """Add the column and what finds disputes."""
    for statement in STATEMENTS:
        connection.execute(statement)
