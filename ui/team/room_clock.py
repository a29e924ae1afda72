# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two timers of a meeting: of the youth spoken of, and of the whole.

Invariant: time is counted by a clock that does not jump; a meeting that is left and gone on with
counts on from what was journalled.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

TICK_MS = 1000


class RoomClock(QObject):
    """Ticks while a meeting is held.

    Args:
        seconds: a clock that does not jump.

    Signals:
        ticked: a second went by.
    """

    ticked = Signal()

    def __init__(self, seconds: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._known: datetime | None = None
        self._read_at = self._turn_at = seconds()
        self._before = 0
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.ticked)

    def set_now(self, now: datetime) -> None:
        """Say what moment it is."""
        self._known, self._read_at = now, self._seconds()

    def now(self) -> datetime:
        """This moment, counted on from what was said."""
        assert self._known is not None
        return self._known + timedelta(seconds=int(self._seconds() - self._read_at))

    def begin(self) -> None:
        """Tick from now on."""
        if not self._tick.isActive():
            self._turn_at = self._seconds()
            self._tick.start()

    def stop(self) -> None:
        """Tick no more."""
        self._tick.stop()

    def turn_to(self, spent: int) -> None:
        """Somebody else is spoken of, who had so many seconds already."""
        self._before, self._turn_at = spent, self._seconds()

    @property
    def spent(self) -> int:
        """Seconds of whoever is spoken of."""
        if not self._tick.isActive():
            return self._before
        return self._before + int(self._seconds() - self._turn_at)


def say_seconds(seconds: int) -> str:
    """Minutes and seconds, or hours and minutes of an hour and more."""
    minutes, rest = divmod(max(0, seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60}:{minutes % 60:02} h"
    return f"{minutes}:{rest:02}"
