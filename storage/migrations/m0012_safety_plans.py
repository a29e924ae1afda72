# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 3.3: finding the safety plans to be looked at again without reading every record."""

from typing import Any

VERSION = (3, 3)

STATEMENTS = (
    (
        "CREATE INDEX records_plans ON records (json_extract(fields, '$.review_on'))"
        " WHERE kind IN ('youth_plan', 'team_plan')"
    ),
)


def apply(connection: Any) -> None:
    """Add the index."""
    for statement in STATEMENTS:
        connection.execute(statement)
