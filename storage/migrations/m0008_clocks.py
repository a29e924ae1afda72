# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 2.5: finding the clocks that run, and what closes them, without reading every record."""

from typing import Any

VERSION = (2, 5)

STATEMENTS = (
    "CREATE INDEX records_clocks ON records (case_number, record_id) WHERE kind = 'clock'",
    (
        "CREATE INDEX records_notices ON records (json_extract(fields, '$.clock'))"
        " WHERE kind = 'notice'"
    ),
)


def apply(connection: Any) -> None:
    """Add the indexes."""
    for statement in STATEMENTS:
        connection.execute(statement)
