# SPDX-License-Identifier: AGPL-3.0-or-later
"""Base of the dialogs: a neutral title, and words that are handed over before a lock."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.theme.tokens import MEASURES


class AskDialog(QDialog):
    """A modal dialog with a neutral title; the window closes it when it locks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Fieldfare")
        self.margin = MEASURES.wide_gap

    def make_scrolling(self, fields: QVBoxLayout) -> QScrollArea:
        """Fields that scroll where the screen is too low for all of them."""
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
        area.setMinimumHeight(min(wanted, 220))
        self.resize(self.minimumWidth(), wanted + 5 * self.margin)
        return area

    def keep_typed(self) -> None:
        """Hand over what is typed before the dialog goes; a dialog without words has nothing."""
