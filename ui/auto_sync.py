# SPDX-License-Identifier: AGPL-3.0-or-later
"""Syncing by itself: when it is time, when a network came back, and soon after work was saved.

What the worker does is never disturbed: a sync of its own takes no focus, opens nothing and says
what came of it where the worker looks for it. A county that does not answer is asked more and more
rarely, by a little chance besides, so that a hundred laptops do not come back in the same second.

Invariants: nothing is asked while a sync runs, while the policy forbids it, or on a metered network
unless the county allows it, and one that began by itself does not go on where the network becomes
a metered one; an unknown network counts as one that costs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

TICK_MS = 15_000
FIRST_SECONDS = 5.0
SOON_SECONDS = 20.0
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
SPREAD = 0.2


@dataclass(frozen=True, slots=True)
class SyncRules:
    """When the laptop syncs by itself (the county's policy).

    Attributes:
        every: between two syncs that went well; None for by hand only.
        when_metered: also where a network is paid for by its bytes.
    """

    every: timedelta | None = timedelta(minutes=15)
    when_metered: bool = False


BY_HAND = SyncRules(every=None)


class Network(QObject):
    """What the system says about the network; this one says nothing.

    Signals:
        changed: something about it is another now.
    """

    changed = Signal()

    def is_metered(self) -> bool:
        """Whether its bytes are paid for; False where the system does not say."""
        return False

    def is_away(self) -> bool:
        """Whether there surely is none."""
        return False


def pause_after(failures: int, every: timedelta, chance: float) -> timedelta:
    """How long to wait after so many failures in a row.

    Args:
        failures: 0 after a sync that went well.
        every: the usual pause.
        chance: from 0 up to 1.
    """
    if failures == 0:
        return every
    doubled: timedelta = FIRST_PAUSE * 2 ** min(failures - 1, 10)
    spread = 1 + SPREAD * (2 * chance - 1)
    return min(doubled, LONGEST_PAUSE) * spread


class AutoSync(QObject):
    """Counts while a session is open.

    Signals:
        due: a sync shall begin.
        unwanted: the one that so began shall stop, since its bytes are paid for from now on.
    """

    due = Signal()
    unwanted = Signal()

    def __init__(
        self,
        rules: SyncRules,
        network: Network,
        seconds: Callable[[], float],
        chance: Callable[[], float],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._rules = rules
        self._network = network
        self._seconds = seconds
        self._chance = chance
        self._failures = 0
        self._running = self._saved = self._began = False
        self._next = seconds() + FIRST_SECONDS
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        if rules.every is not None:
            network.changed.connect(self._on_network)
            self._timer.start()

    def tick(self) -> None:
        """Look whether it is time."""
        if self._running or self._rules.every is None or self._seconds() < self._next:
            return
        if self._network.is_away():
            return
        if self._is_too_dear():
            return
        self._began = True
        self.due.emit()
        self._began = self._running

    def note_saved(self) -> None:
        """Work was saved; it goes out soon, unless the county did not answer lately.

        A sync that runs may have passed where it would have sent it, so it is sent soon after.
        """
        self._saved = self._saved or self._running
        if not self._failures:
            self._next = min(self._next, self._seconds() + SOON_SECONDS)

    @Slot(bool)
    def note_running(self, running: bool) -> None:  # noqa: FBT001 - what a signal carries
        """A sync began or ended, whoever asked for it."""
        self._running = running
        if running:
            self._saved = False
        else:
            self._began = False

    def note_success(self) -> None:
        """The last sync went well."""
        self._failures = 0
        self._wait()
        if self._saved:
            self.note_saved()

    def note_failure(self) -> None:
        """The last sync did not come to its end."""
        self._failures += 1
        self._wait()

    def _wait(self) -> None:
        if self._rules.every is not None:
            pause = pause_after(self._failures, self._rules.every, self._chance())
            self._next = self._seconds() + pause.total_seconds()

    def _is_too_dear(self) -> bool:
        return self._network.is_metered() and not self._rules.when_metered

    def _on_network(self) -> None:
        if self._began and self._is_too_dear():
            self.unwanted.emit()
        if not self._network.is_away():
            self._next = min(self._next, self._seconds() + FIRST_SECONDS)
