# SPDX-License-Identifier: AGPL-3.0-or-later
"""The question before the window locks by itself; any key, click or touch answers it."""

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_label

WIDTH = 420


class StillHere(QFrame):
    """Lies over the dialog or the window in front; takes no focus, so that typing goes on."""

    def __init__(self, front: QWidget) -> None:
        super().__init__(front)
        self._front = front
        self.setProperty("look", "card")
        self.question = make_label(self.tr("Are you still here?"), "section")
        self.left = make_label("", "soft")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(*(MEASURES.gap,) * 4)
        column.addWidget(self.question)
        column.addWidget(self.left)
        self.hide()

    def say(self, seconds: int) -> None:
        """Say how long is left."""
        self.left.setText(
            self.tr("The window locks in {seconds} seconds. Press any key to go on.").format(
                seconds=seconds
            )
        )
        self.setAccessibleName(f"{self.question.text()} {self.left.text()}")
        began = self.isHidden()
        front = self._front
        width = min(WIDTH, front.width())
        self.setFixedSize(width, self._column.totalHeightForWidth(width))
        self.move((front.width() - self.width()) // 2, min(MEASURES.margin, front.height() // 8))
        self.show()
        self.raise_()
        if began:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
