# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says that something was removed and brings it back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label


class UndoStrip(QFrame):
    """One sentence and one way back.

    Signals:
        undone: bring it back.
    """

    undone = Signal()

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(MEASURES.gap, MEASURES.unit, MEASURES.gap, MEASURES.unit)
        row.addWidget(make_label(sentence), 1)
        self.button = make_button(self.tr("Undo"), self.undone.emit)
        row.addWidget(self.button)
