# SPDX-License-Identifier: AGPL-3.0-or-later
"""The machine's clock and randomness, the only place where the desktop reads either."""

import secrets
from datetime import UTC, datetime

from casework.ids import make_uuid7


class SystemClock:
    """The wall clock of this machine (casework.clock.Clock)."""

    def now(self) -> datetime:
        """Timezone-aware UTC."""
        return datetime.now(UTC)


def new_id() -> str:
    """A fresh version 7 id."""
    return make_uuid7(SystemClock().now(), secrets.token_bytes(10))
