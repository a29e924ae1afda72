# SPDX-License-Identifier: AGPL-3.0-or-later
"""A signature as it was drawn, small, with whose it is."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from casework.signatures import Signature
from ui.theme.tokens import INKS, MEASURES, PAPER
from ui.widgets.looks import make_label

WIDTH, PEN = 220, 1.6


class SignatureView(QWidget):
    """The drawing above the words."""

    def __init__(self, signature: Signature, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.half)
        sheet = _Sheet(signature)
        sheet.setAccessibleName(words)
        column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(make_label(words, "soft"))


class _Sheet(QFrame):
    def __init__(self, signature: Signature) -> None:
        super().__init__()
        self._signature = signature
        self.setProperty("look", "paper")
        self.setFixedSize(QSize(WIDTH, max(round(WIDTH * signature.height / 1000), 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The strokes, black on paper in light and in dark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(PAPER))
        pen = QPen(QColor(INKS[0][1]), PEN)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        scale = self.width() / 1000
        for stroke in self._signature.strokes:
            spots = [QPointF(x * scale, y * scale) for x, y in stroke]
            if len(spots) == 1:
                painter.drawPoint(spots[0])
            else:
                painter.drawPolyline(QPolygonF(spots))
        painter.end()
        super().paintEvent(event)
