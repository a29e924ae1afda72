# SPDX-License-Identifier: AGPL-3.0-or-later
"""Base of the dialogs: the keys that lock the window work here too, and close it at once."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from ui.theme.tokens import MEASURES

LOCK_KEYS = ("F8", "Ctrl+L")


class AskDialog(QDialog):
    """A modal dialog with a neutral title.

    A modal dialog keeps the window's own shortcuts from working, so it answers the lock keys by
    closing itself and handing an F8 to the window.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Fieldfare")
        self.margin = MEASURES.wide_gap
        for keys in LOCK_KEYS:
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_lock)

    def keep_typed(self) -> None:
        """Hand over what is typed before the dialog goes; a dialog without words has nothing."""

    def _on_lock(self) -> None:
        self.keep_typed()
        parent = self.parentWidget()
        self.done(QDialog.DialogCode.Rejected)
        if parent is not None:
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.postEvent(parent.window(), key)
