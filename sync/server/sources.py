# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an administrator's command is handed instead of reaching for it."""

from collections.abc import Callable
from dataclasses import dataclass

from casework.clock import Clock
from casework.ids import NewId


@dataclass(frozen=True)
class Source:
    """Time, ids and randomness."""

    clock: Clock
    new_id: NewId
    random: Callable[[int], bytes]
