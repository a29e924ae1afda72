# SPDX-License-Identifier: AGPL-3.0-or-later
"""The machine's clocks and randomness, the only place where the desktop reads any."""

import secrets
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from casework.ids import make_uuid7

VERSION = "0.1.0"
"""Of the program; the county's administrator sees which laptop runs which."""


class SystemClock:
    """The wall clock of this machine (casework.clock.Clock)."""

    def now(self) -> datetime:
        """Timezone-aware UTC."""
        return datetime.now(UTC)


class SystemSteady:
    """Time since this machine started (storage.vault.tries.SteadyClock).

    Where the system does not name its starts, the moment of the start is worked out from the
    calendar clock; setting that clock then looks like a restart, which only lengthens a wait.
    """

    def boot(self) -> str:
        """The kernel's name for this start, or the minute of the start."""
        named = Path("/proc/sys/kernel/random/boot_id")
        if named.exists():
            return named.read_text(encoding="ascii").strip()
        return str(round((time.time() - self.seconds()) / 60))

    def seconds(self) -> float:
        """Seconds since the start, with sleep where the system counts it."""
        # On macOS the monotonic clock of the C library counts sleep, Python's own does not.
        named = "CLOCK_MONOTONIC" if sys.platform == "darwin" else "CLOCK_BOOTTIME"
        clock = getattr(time, named, None)
        return time.monotonic() if clock is None else time.clock_gettime(clock)


def new_id() -> str:
    """A fresh version 7 id."""
    return make_uuid7(SystemClock().now(), secrets.token_bytes(10))
