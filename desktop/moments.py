# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading the moment out of a hybrid stamp."""

from datetime import UTC, datetime

from casework.clock import HybridTime


def moment_of(stamp: str) -> datetime:
    """The wall-clock moment (UTC) of an encoded hybrid time."""
    return datetime.fromtimestamp(HybridTime.decode(stamp).milliseconds / 1000, UTC)
