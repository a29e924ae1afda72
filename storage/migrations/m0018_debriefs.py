# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 4.1: finding the talks after a return, which ask for a new screening."""

from typing import Any

VERSION = (4, 1)

STATEMENTS = (
    "CREATE INDEX records_debriefs ON records (case_number, record_id) WHERE kind = 'debrief'",
)


def apply(connection: Any) -> None:
    """Add the index."""
    for statement in STATEMENTS:
        connection.execute(statement)
