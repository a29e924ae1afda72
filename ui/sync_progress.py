# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far a sync has come, as its page is told."""

from dataclasses import dataclass
from enum import StrEnum


class SyncPhase(StrEnum):
    """The steps of a sync, in order."""

    CONNECTING = "connecting"
    GATHERING = "gathering"
    WRITING = "writing"
    SENDING = "sending"
    RECEIVING = "receiving"
    SENDING_FILES = "sending files"
    RECEIVING_FILES = "receiving files"


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """How far a sync has come; `total` is None while unknown.

    Of files, `done` and `total` are bytes of the file `number` of `files`; elsewhere those are 0.
    `size` is how many bytes of messages went and came so far, 0 where that is not counted.
    """

    phase: SyncPhase
    done: int = 0
    total: int | None = None
    number: int = 0
    files: int = 0
    size: int = 0
