# SPDX-License-Identifier: AGPL-3.0-or-later
"""Buttons and boxes as a worker in a hurry expects them.

Invariants: Enter presses the button the keyboard is on, and never a second time while it is held
down; a box is ticked by a click anywhere in its row, which the ring around it shows; what is
ticked carries a tick and is not told by colour alone.
"""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
)

from ui.theme.icons import draw_icon

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PressButton(QPushButton):
    """A push button for mouse, Space and Enter."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it; with another key held it means something else."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and held == Qt.KeyboardModifier.NoModifier:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


class TickBox(QCheckBox):
    """A check box whose whole row takes the click."""

    def hitButton(self, pos: QPoint) -> bool:
        """Anywhere inside."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tick into the square."""
        super().paintEvent(event)
        if self.isChecked():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            part = QStyle.SubElement.SE_CheckBoxIndicator
            square = self.style().subElementRect(part, option, self)
            painter = QPainter(self)
            colour = self.palette().color(QPalette.ColorRole.HighlightedText).name()
            draw_icon(painter, "check", colour, QRectF(square))
            painter.end()


class DotBox(QRadioButton):
    """A radio button whose whole row takes the click."""

    def hitButton(self, pos: QPoint) -> bool:
        """Anywhere inside."""
        return self.rect().contains(pos)
