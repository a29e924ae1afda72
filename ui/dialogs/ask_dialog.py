# SPDX-License-Identifier: AGPL-3.0-or-later
"""Base of the dialogs: a neutral title, and words that are handed over before a lock."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.errors import ShownError
from ui.half_typed import HalfTyped, Typed
from ui.half_typed_port import Place
from ui.kit import Kit
from ui.theme.tokens import MEASURES

_ARRANGED = (QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.LayoutRequest)
LOWEST = 220
LOWEST_ABOVE_PREVIEW = 120


class AskDialog(QDialog):
    """A modal dialog with a neutral title; the window closes it when it locks.

    Signals:
        changed: something was typed, of a dialog that keeps it.
    """

    changed = Signal()
    FREE: tuple[str, ...] = ()
    """Which of what is kept are free words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Fieldfare")
        self.margin = MEASURES.wide_gap
        self._typed: HalfTyped | None = None

    def keep_in(self, kit: Kit, place: Place, failed: Callable[[ShownError], None]) -> None:
        """Keep what is typed in its place, and put back what was kept before."""
        owner = self.parentWidget() or self
        self._typed = HalfTyped(kit, owner, place, self.read_typed, self._put_back, self.FREE)
        self._typed.failed.connect(failed)
        self.changed.connect(self._typed.on_changed)
        self._typed.begin()

    def read_typed(self) -> Typed:
        """What is typed, by field; of a dialog that keeps something."""
        return {}

    def put_typed(self, kept: Typed) -> None:
        """Put back what was kept; of a dialog that keeps something."""

    def _put_back(self, kept: Typed) -> None:
        if isValid(self):
            self.put_typed(kept)

    def done(self, result: int) -> None:
        """Thrown away by the worker, or decided; a lock comes no way here.

        The words of a decision stay until it is recorded, and go in that very transaction.
        """
        if self._typed is not None and result == QDialog.DialogCode.Rejected:
            self._typed.forget()
        super().done(result)

    def event(self, event: QEvent) -> bool:
        """Whatever comes to be said in it, nothing is pushed over anything else."""
        done = super().event(event)
        if event.type() in _ARRANGED:
            self.keep_whole()
        return done

    def keep_whole(self) -> None:
        """Be at least as high as all that stands in it, where the screen is."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            screen = self.screen().availableGeometry().height()
            self.setMinimumHeight(min(layout.totalMinimumHeightForWidth(self.width()), screen))

    def make_scrolling(self, fields: QVBoxLayout, lowest: int = LOWEST) -> QScrollArea:
        """Fields that scroll where the screen is too low for all of them.

        Args:
            lowest: pixels that stay of them, less where something long stands below.
        """
        inner = QWidget()
        inner.setProperty("look", "column")
        inner.setLayout(fields)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        screen = self.screen().availableGeometry().height()
        wanted = min(inner.sizeHint().height() + 2 * self.margin, screen - 6 * self.margin)
        area.setMinimumHeight(min(wanted, lowest))
        self.resize(self.minimumWidth(), wanted + 5 * self.margin)
        return area

    def keep_typed(self) -> None:
        """Hand over what is typed before the dialog goes; a dialog without words has nothing."""
        if self._typed is not None:
            self._typed.keep()
