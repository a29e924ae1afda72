# SPDX-License-Identifier: AGPL-3.0-or-later
"""A box to choose one of a few: the style sheet takes Qt's own arrow away, so this draws one."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from ui.theme.icons import draw_icon

SIZE = 16
MARGIN = 8


class ChoiceBox(QComboBox):
    """Shows by a mark at its end that there is more to choose."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, then the mark over its end, in the colour of its words."""
        super().paintEvent(event)
        left = MARGIN if self.isRightToLeft() else self.width() - SIZE - MARGIN
        painter = QPainter(self)
        colour = self.palette().text().color().name()
        draw_icon(painter, "down", colour, QRectF(left, (self.height() - SIZE) / 2, SIZE, SIZE))
        painter.end()
