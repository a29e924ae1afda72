# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sticks for screens under test: what is written and read is remembered, nothing is on a disk."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from storage.model import Changes
from ui.errors import ShownError
from ui.port_values import CancelToken
from ui.stick_port import StickOut, StickView
from ui.sync_progress import SyncPhase, SyncProgress

WRITTEN_AT = datetime(2026, 11, 23, 18, 20, tzinfo=UTC)


@dataclass
class FakeSticks:
    """One laptop's sticks.

    Attributes:
        refuses: what every step fails with, None for none.
        while_running: called within each step, between two pieces of it.
    """

    may_write: bool = True
    out: list[StickOut] = field(default_factory=list)
    places: list[Path] = field(default_factory=list)
    refuses: ShownError | None = None
    while_running: Callable[[], None] = lambda: None

    def state(self) -> StickView:
        return StickView(self.may_write, tuple(self.out))

    def write(
        self, folder: Path, progress: Callable[[SyncProgress], None], cancel: CancelToken
    ) -> StickOut | None:
        if not self._step(folder, progress, cancel):
            return None
        written = StickOut("MZXW6YTB", WRITTEN_AT, 2, 1)
        self.out.append(written)
        return written

    def read(
        self, place: Path, progress: Callable[[SyncProgress], None], cancel: CancelToken
    ) -> Changes | None:
        if not self._step(place, progress, cancel):
            return None
        self.out.clear()
        return Changes(frozenset({"receipt", "work"}))

    def _step(
        self, place: Path, progress: Callable[[SyncProgress], None], cancel: CancelToken
    ) -> bool:
        self.places.append(place)
        if self.refuses is not None:
            raise self.refuses
        progress(SyncProgress(SyncPhase.WRITING, 3_000_000, 9_000_000, 1, 1))
        self.while_running()
        return not cancel.is_cancelled()


@dataclass
class FakeStickDoor:
    """The same sticks while nothing may be shown.

    Attributes:
        passphrases: what was typed.
        after_read: called when an answer was read, such as to let the laptop open again.
    """

    sticks: FakeSticks
    is_sealed: bool = False
    passphrases: list[str] = field(default_factory=list)
    after_read: Callable[[], None] = lambda: None

    def write(
        self,
        passphrase: str,
        folder: Path,
        progress: Callable[[SyncProgress], None],
        cancel: CancelToken,
    ) -> StickOut | None:
        self.passphrases.append(passphrase)
        out = self.sticks.write(folder, progress, cancel)
        return None if out is None else replace(out, is_sealed=self.is_sealed)

    def read(
        self,
        passphrase: str,
        place: Path,
        progress: Callable[[SyncProgress], None],
        cancel: CancelToken,
    ) -> bool:
        self.passphrases.append(passphrase)
        read = self.sticks.read(place, progress, cancel) is not None
        if read:
            self.after_read()
        return read
