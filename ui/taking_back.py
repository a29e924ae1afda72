# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking the last edit back and bringing it again, from any screen; the bar says what came."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from casework.vocabulary import RecordKind
from ui.errors import ShownError
from ui.kit import Kit
from ui.port_values import Changes
from ui.record_views import UndoOffer
from ui.text import say_error, say_kind
from ui.widgets.saved_bar import SavedBar


class TakingBack(QObject):
    """Asks the port and tells the bar.

    Signals:
        changed: something was taken back or brought again.
    """

    changed = Signal()

    def __init__(self, kit: Kit, bar: SavedBar, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._bar = kit, bar
        bar.undo_wanted.connect(self.undo)

    def offer(self) -> None:
        """After something was saved: say so, with a way back where there is one."""
        self._kit.runner.run(
            self._kit.workspace.records.undo_offer,
            context=self,
            done=self._offer,
            failed=lambda _: None,
        )

    def undo(self) -> None:
        """Take the last edit back, or say why not."""
        words = self.tr(
            "Taken back. Ctrl+Z takes back the edit before, Ctrl+Shift+Z brings it again."
        )
        self._run(self._kit.workspace.records.undo, words)

    def redo(self) -> None:
        """Bring again what was taken back, or say why not."""
        words = self.tr("It is there again. Ctrl+Z takes it back.")
        self._run(self._kit.workspace.records.redo, words)

    def _run(self, job: Callable[[], Changes], words: str) -> None:
        def done(changes: Changes) -> None:
            del changes
            self.changed.emit()
            self._bar.say(words, may_undo=False)

        self._kit.runner.run(job, context=self, done=done, failed=self._say_not)

    def _say_not(self, error: ShownError) -> None:
        self._bar.say(say_error(error), may_undo=False)

    def say_saved(self, kind: RecordKind, *, may_undo: bool = False) -> None:
        """Say what was saved."""
        words = self.tr("Saved: {kind}.").format(kind=say_kind(kind))
        self._bar.say(words, may_undo=may_undo)

    def _offer(self, offer: UndoOffer | None) -> None:
        if offer is not None:
            self.say_saved(offer.kind, may_undo=True)
