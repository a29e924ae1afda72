# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a window is told about its own beginning and end."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from ui.auto_sync import Network
from ui.lock_reasons import LockReason


@dataclass(frozen=True, slots=True)
class Notice:
    """What is acknowledged before use, in the county's words.

    Attributes:
        english, spanish: empty where the program's own words are shown.
    """

    english: str = ""
    spanish: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """How a window begins.

    Attributes:
        reason: why it is locked.
        notice: to be acknowledged first; None when it was, or is not asked for.
        ends_at_lock: its process ends at the first lock and another one takes its place, so that
            no unlock screen is shown afterwards.
        seconds: a clock nobody can set, which also counts while the computer sleeps.
        network: finds out what the system says about it; None for no sync but by hand.
    """

    reason: LockReason = LockReason.STARTED
    notice: Notice | None = None
    ends_at_lock: bool = False
    seconds: Callable[[], float] = time.monotonic
    network: Callable[[], Network] | None = None
