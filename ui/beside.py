# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a laptop does beside the worker's own questions, a small step at a time.

Invariants: one step is under way at most, and between two the store answers whoever asks; it ends
with the session, and what is not done then is done after the next unlock.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from ui.errors import ShownError
from ui.kit import Kit

PAUSE_MS = 25


class BesideWork(QObject):
    """Steps until nothing is left.

    Signals:
        rested: everything is done that there was.
    """

    rested = Signal()

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._under_way, self._again = kit, False, False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._step)

    @property
    def is_resting(self) -> bool:
        """Whether there is nothing left to do."""
        return not self._under_way

    def start(self) -> None:
        """Look for something to do, after something changed."""
        self._again = self._under_way
        if not self._under_way:
            self._under_way = True
            self._pause.start()

    def stop(self) -> None:
        """The session ends."""
        self._pause.stop()

    def _step(self) -> None:
        words, pairs = self._kit.workspace.youths, self._kit.workspace.records.same_youths
        self._kit.runner.run(
            lambda: words.read_on() or pairs.look_on(),
            context=self,
            done=self._go_on,
            failed=self._give_up,
        )

    def _go_on(self, more: object) -> None:
        if more or self._again:
            self._again = False
            self._pause.start()
            return
        self._under_way = False
        self.rested.emit()

    def _give_up(self, error: ShownError) -> None:
        """Whoever asks for what is looked for here is told what went wrong."""
        del error
        self._under_way = False
