# SPDX-License-Identifier: AGPL-3.0-or-later
"""One button that holds the actions for which a narrow window has no room.

Invariant: what the menu offers are the page's own buttons, with their words, and only those the
page shows; choosing one clicks it.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget


class Overflow(QToolButton):
    """Hidden while there is room for its holders' buttons."""

    def __init__(self, holders: Sequence[QWidget]) -> None:
        super().__init__()
        self._holders = tuple(holders)
        self.setText(self.tr("More ▾"))
        self.setAccessibleName(self.tr("More actions"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("More actions"))
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self.hide()

    def fit(self, *, narrow: bool) -> None:
        """Take the buttons in where it is narrow, and give them back where it is not."""
        for holder in self._holders:
            holder.setVisible(not narrow)
        self.setVisible(narrow and bool(self._offered()))

    def _offered(self) -> list[QPushButton]:
        return [
            button
            for holder in self._holders
            for button in holder.findChildren(QPushButton)
            if not button.isHidden()
        ]

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for button in self._offered():
            menu.addAction(button.icon(), button.text()).triggered.connect(button.click)
