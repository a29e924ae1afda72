# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks now and then, while the laptop is unlocked, whether it may still show what it holds.

Invariant: once it may not, the window is told to lock, whatever is open and whoever has the laptop.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import Runner
from ui.lease_views import LeaseView
from ui.ports import SessionPort

ASK_EVERY_MS = 30_000


class LeaseWatch(QObject):
    """Watches one session.

    Signals:
        over: nothing may be shown any more.
        told: how the lease stands, carries the `ui.views.LeaseView`.
    """

    over = Signal()
    told = Signal(object)

    def __init__(self, session: SessionPort, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._runner = runner
        self._timer = QTimer(self)
        self._timer.setInterval(ASK_EVERY_MS)
        self._timer.timeout.connect(self.ask)
        self._timer.start()

    def ask(self) -> None:
        """Ask now."""
        self._runner.run(
            self._session.lease, context=self, done=self._on_told, failed=lambda _: None
        )

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()
        self.deleteLater()

    def _on_told(self, view: LeaseView) -> None:
        self.told.emit(view)
        if not view.may_read:
            self.over.emit()
