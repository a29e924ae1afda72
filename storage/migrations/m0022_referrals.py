# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 4.5: referrals are found without reading every absence and plan."""

from typing import Any

VERSION = (4, 5)

STATEMENTS = ("CREATE INDEX records_referrals ON records (record_id) WHERE kind = 'referral'",)


def apply(connection: Any) -> None:
    """Add the index."""
    for statement in STATEMENTS:
        connection.execute(statement)
