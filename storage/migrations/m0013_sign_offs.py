# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 3.4: finding what waits for a supervisor, and what was signed about it."""

from typing import Any

VERSION = (3, 4)

STATEMENTS = (
    (
        "CREATE INDEX records_approvable ON records (record_id)"
        " WHERE kind IN ('referral', 'team_plan', 'absence')"
    ),
    (
        "CREATE INDEX records_overridden ON records (record_id)"
        " WHERE kind = 'screening' AND json_extract(fields, '$.override') IS NOT NULL"
    ),
    (
        "CREATE INDEX records_sign_offs ON records (json_extract(fields, '$.about'))"
        " WHERE kind = 'sign_off'"
    ),
    (
        "CREATE INDEX records_answers ON records (json_extract(fields, '$.referral'))"
        " WHERE kind = 'referral_answer'"
    ),
)


def apply(connection: Any) -> None:
    """Add the indexes."""
    for statement in STATEMENTS:
        connection.execute(statement)
