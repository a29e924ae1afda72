# SPDX-License-Identifier: AGPL-3.0-or-later
"""The neutral screen for the moment between a lock and the next unlock screen; it says nothing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class BlankPage(QWidget):
    """Nothing at all, in the colours of the unlock screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Locked"))
