# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every screen of an unlocked workspace is given, as one value."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from ui.auto_sync import Network
from ui.jobs import Runner
from ui.lock_reasons import LockReason
from ui.ports import Workspace
from ui.text import Moments
from ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class Kit:
    """The workspace's ports, and the means to ask them and to show what they say."""

    workspace: Workspace
    runner: Runner
    theme: Theme
    moments: Moments
    last_lock: LockReason = LockReason.STARTED
    network: Network | None = None
    seconds: Callable[[], float] = time.monotonic
