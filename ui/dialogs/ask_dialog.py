# SPDX-License-Identifier: AGPL-3.0-or-later
"""Base of the dialogs: a neutral title, and words that are handed over before a lock."""

from PySide6.QtWidgets import QDialog, QWidget

from ui.theme.tokens import MEASURES


class AskDialog(QDialog):
    """A modal dialog with a neutral title; the window closes it when it locks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Fieldfare")
        self.margin = MEASURES.wide_gap

    def keep_typed(self) -> None:
        """Hand over what is typed before the dialog goes; a dialog without words has nothing."""
