# SPDX-License-Identifier: AGPL-3.0-or-later
"""One line that says how much waits for a decision, and the way to where it is decided."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.theme.theme import Theme
from ui.theme.tokens import MEASURES
from ui.widgets.icon_mark import IconMark
from ui.widgets.looks import make_button, make_label


class ConflictNotice(QFrame):
    """Hidden while nothing waits.

    Signals:
        wanted: the conflict desk is asked for.
    """

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "banner")
        self.setProperty("tone", "warning")
        self._words = make_label()
        self.button = make_button(self.tr("&Decide"), self.wanted.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(MEASURES.gap, 12, MEASURES.gap, 12)
        row.setSpacing(12)
        row.addWidget(IconMark(theme, "warning", "warning"))
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.hide()

    def say(self, count: int) -> None:
        """Tell how many fields wait; none hides it."""
        self._words.setText(
            self.tr("People wrote different things in the same place: {count} to decide.").format(
                count=count
            )
        )
        self.setAccessibleName(self._words.text())
        self.setVisible(count > 0)
