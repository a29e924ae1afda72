# SPDX-License-Identifier: AGPL-3.0-or-later
"""An icon that stands beside words; it says nothing a reader of the words would miss."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.icons import draw_icon
from ui.theme.theme import Theme


class IconMark(QWidget):
    """Paints one icon in the colour of a token."""

    def __init__(self, theme: Theme, name: str, tone: str = "text_soft", edge: int = 20) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._tone = tone
        self._edge = edge
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        """The square it paints."""
        return QSize(self._edge, self._edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = getattr(self._theme.colours, self._tone)
        draw_icon(painter, self._name, colour, QRectF(0, 0, self._edge, self._edge))
        painter.end()
