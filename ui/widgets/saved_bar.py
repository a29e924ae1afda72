# SPDX-License-Identifier: AGPL-3.0-or-later
"""A quiet bar that says what was saved and takes it back; it goes when the worker goes on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label


class SavedBar(QFrame):
    """Hidden while there is nothing to say.

    Signals:
        undo_wanted: take the last edit back.
    """

    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "strip")
        self.setAccessibleName(self.tr("Last edit"))
        self.said = make_label("", "")
        self.undo = make_button(self.tr("Undo (Ctrl+Z)"), self.undo_wanted.emit, "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(MEASURES.gap, 2, MEASURES.unit, 2)
        row.setSpacing(MEASURES.unit)
        row.addWidget(self.said, 1)
        row.addWidget(self.undo)
        self.hide()

    def say(self, words: str, *, may_undo: bool) -> None:
        """Say something, with or without a way back."""
        self.said.setText(words)
        self.undo.setVisible(may_undo)
        self.show()
