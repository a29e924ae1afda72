# SPDX-License-Identifier: AGPL-3.0-or-later
"""Syncing by a stick, as the Sync page sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ui.port_values import CancelToken, Changes
from ui.sync_progress import SyncProgress


@dataclass(frozen=True, slots=True)
class StickOut:
    """A file for the county whose answer was not read.

    Attributes:
        name: of the file, without ending.
        operations, files: how much work it carries.
        is_sealed: it carries all unsent work, sealed to the county's offline key.
    """

    name: str
    written_at: datetime
    operations: int
    files: int
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class StickView:
    """Where carrying by hand stands.

    Attributes:
        may_write: the county has given its key for sticks.
        out: the files to be shown, oldest first.
    """

    may_write: bool
    out: tuple[StickOut, ...] = ()


class StickPort(Protocol):
    """Feeds the part of the Sync page that needs no network."""

    def state(self) -> StickView: ...

    def write(
        self, folder: Path, progress: Callable[[SyncProgress], None], cancel: CancelToken
    ) -> StickOut | None:
        """Put a file for the county into a folder; runs on a network thread.

        Returns:
            What was written; None when it was cancelled and nothing was.

        Raises:
            ShownError: the folder cannot be written, or the county gave no key.
        """
        ...

    def read(
        self, place: Path, progress: Callable[[SyncProgress], None], cancel: CancelToken
    ) -> Changes | None:
        """Read the county's answer from a file, or from a folder; runs on a network thread.

        Returns:
            What it changed; None when it was cancelled.

        Raises:
            ShownError: there is none, or it is not this laptop's; nothing was changed.
            ui.locked_out.LaptopStopped: the county stopped this laptop.
        """
        ...


class StickDoorPort(Protocol):
    """Carrying by hand at the unlock screen, where nothing may be shown; on a network thread."""

    def write(
        self,
        passphrase: str,
        folder: Path,
        progress: Callable[[SyncProgress], None],
        cancel: CancelToken,
    ) -> StickOut | None:
        """As `StickPort.write`; of a stopped laptop, its unsent work sealed."""
        ...

    def read(
        self,
        passphrase: str,
        place: Path,
        progress: Callable[[SyncProgress], None],
        cancel: CancelToken,
    ) -> bool:
        """As `StickPort.read`; False when it was cancelled."""
        ...
