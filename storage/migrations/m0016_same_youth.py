# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 3.7: finding every youth, and what joins cases, without reading every record."""

from typing import Any

VERSION = (3, 7)

STATEMENTS = (
    "CREATE INDEX records_youths ON records (case_number) WHERE kind = 'youth'",
    "CREATE INDEX records_links ON records (case_number) WHERE kind = 'same_youth'",
)


def apply(connection: Any) -> None:
    """Add the indexes."""
    for statement in STATEMENTS:
        connection.execute(statement)
