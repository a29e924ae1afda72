# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 3.6: finding the records of team meetings without reading every record."""

from typing import Any

VERSION = (3, 6)

STATEMENTS = (
    (
        "CREATE INDEX records_meetings ON records (json_extract(fields, '$.meeting'))"
        " WHERE kind IN ('meeting', 'minutes')"
    ),
)


def apply(connection: Any) -> None:
    """Add the index."""
    for statement in STATEMENTS:
        connection.execute(statement)
