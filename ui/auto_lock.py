# SPDX-License-Identifier: AGPL-3.0-or-later
"""Locking by itself: nobody touched the computer, it slept, or it was open for too long.

Time is told by a clock that nobody can set and that also counts while the computer sleeps, looked
at once a second; a second that took much longer was a sleep.

Invariant: nothing ticks while the window is locked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow

from ui.lock_reasons import LockReason

LOCK_KEYS = ("F8", "Ctrl+L")
TICK_MS = 1000
SLEPT_SECONDS = 20.0
WARN_SECONDS = 30.0
USES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


@dataclass(frozen=True, slots=True)
class LockRules:
    """When the window locks by itself (the county's policy).

    Attributes:
        idle: without a key, a click or a touch.
        sign_in_again: after unlocking, however busy.
    """

    idle: timedelta = timedelta(minutes=10)
    sign_in_again: timedelta = timedelta(hours=12)


USUAL_RULES = LockRules()


class InputWatch(QObject):
    """Sees every key, click and touch before any screen, dialog or menu of ours does.

    It looks at windows of the system, not at widgets: there a filter is asked rarely enough to
    cost nothing, and a dialog or a menu cannot keep a key for itself.

    Signals:
        used: somebody is there.
        lock_key: the key that blanks the window.
    """

    used = Signal()
    lock_key = Signal()

    def __init__(self, parent: QObject, application: QGuiApplication) -> None:
        super().__init__(parent)
        self._keys = [QKeySequence(keys) for keys in LOCK_KEYS]
        application.focusWindowChanged.connect(self._on_focus)
        self._on_focus(application.focusWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the use; keep the lock keys to ourselves."""
        if event.type() in USES:
            self.used.emit()
            if isinstance(event, QKeyEvent) and self._is_lock_key(event):
                self.lock_key.emit()
                return True
        return super().eventFilter(watched, event)

    def _is_lock_key(self, event: QKeyEvent) -> bool:
        return QKeySequence(event.keyCombination()) in self._keys

    def _on_focus(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)


class AutoLock(QObject):
    """Counts while a session is open.

    Signals:
        warned: seconds until the lock, each second of the last half minute.
        stayed: somebody came back after a warning.
        over: carries the LockReason.
    """

    warned = Signal(int)
    stayed = Signal()
    over = Signal(object)

    def __init__(self, parent: QObject, seconds: Callable[[], float]) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._rules = LockRules()
        self._opened = self._used = self._ticked = 0.0
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def begin(self, rules: LockRules) -> None:
        """A session was opened."""
        self._rules = rules
        self._opened = self._used = self._ticked = self._seconds()
        self._timer.start()

    def end(self) -> None:
        """The window is locked."""
        self._timer.stop()
        self._warned = False

    def note_use(self) -> None:
        """Somebody touched the computer; after a sleep that comes too late."""
        if not self._timer.isActive():
            return
        self.tick()
        self._used = self._seconds()
        if self._warned:
            self._warned = False
            self.stayed.emit()

    def tick(self) -> None:
        """Look at the clock."""
        if not self._timer.isActive():
            return
        now = self._seconds()
        slept = now - self._ticked > SLEPT_SECONDS
        self._ticked = now
        idle = self._rules.idle.total_seconds() - (now - self._used)
        again = self._rules.sign_in_again.total_seconds() - (now - self._opened)
        if slept:
            self.over.emit(LockReason.ASLEEP)
        elif idle <= 0:
            self.over.emit(LockReason.IDLE)
        elif again <= 0:
            self.over.emit(LockReason.SIGN_IN_AGAIN)
        elif idle <= WARN_SECONDS:
            self._warned = True
            self.warned.emit(round(idle))
