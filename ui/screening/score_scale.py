# SPDX-License-Identifier: AGPL-3.0-or-later
"""A picture of where a score lies among the bands; the same is said in words beside it."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.screening.outcome import ScaleBand
from ui.theme.theme import Theme
from ui.widgets.row_delegate import small_font

BAR = 14
MARK = 9


class ScoreScale(QWidget):
    """Bands side by side, the score's place within its band marked."""

    def __init__(self, theme: Theme, bands: Sequence[ScaleBand], score: str | None) -> None:
        super().__init__()
        self._theme = theme
        self._bands = bands
        self._score = None if score is None else Decimal(score)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = "; ".join(f"{band.label} {band.lower:f}–{band.upper:f}" for band in bands)
        self.setAccessibleName(self.tr("Scale: {bands}").format(bands=words))
        self.setToolTip(words)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A bar, its mark above and its words below."""
        lines = QFontMetrics(small_font(self.font())).height() * 2
        return QSize(320, MARK + 4 + BAR + 6 + lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scale."""
        del event
        if not self._bands:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(small_font(self.font()))
        edges = self._edges()
        for band, (left, right) in zip(self._bands, edges, strict=True):
            self._paint_band(painter, band, left, right)
        if self._score is not None:
            self._paint_mark(painter, self._place(self._score, edges))
        painter.end()

    def _edges(self) -> list[tuple[float, float]]:
        """Bands are equally wide, so that the words of each fit below it."""
        width = (self.width() - 2) / len(self._bands)
        return [(1 + at * width, 1 + (at + 1) * width) for at in range(len(self._bands))]

    def _place(self, score: Decimal, edges: list[tuple[float, float]]) -> float:
        for band, (left, right) in zip(self._bands, edges, strict=True):
            if score <= band.upper or band is self._bands[-1]:
                span = float(band.upper - band.lower) or 1.0
                part = min(max((float(score) - float(band.lower)) / span, 0.0), 1.0)
                return left + 4 + part * (right - left - 12)
        return edges[-1][1]

    def _paint_band(self, painter: QPainter, band: ScaleBand, left: float, right: float) -> None:
        colours = self._theme.colours
        here = self._score is not None and band is self._band_of(self._score)
        box = QRectF(left, MARK + 4, right - left - 3, BAR)
        painter.setPen(QPen(QColor(colours.accent if here else colours.outline), 1.5))
        painter.setBrush(QColor(colours.accent if here else colours.sunken))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QColor(colours.text if here else colours.text_soft))
        words = QRectF(left, box.bottom() + 4, right - left - 3, self.height())
        metrics = QFontMetrics(painter.font())
        label = metrics.elidedText(band.label, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(
            words, Qt.AlignmentFlag.AlignTop, f"{label}\n{band.lower:f}–{band.upper:f}"
        )

    def _paint_mark(self, painter: QPainter, x: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.text))
        painter.drawPolygon(QPolygonF([QPointF(x - 7, 0), QPointF(x + 7, 0), QPointF(x, MARK + 1)]))

    def _band_of(self, score: Decimal) -> ScaleBand:
        return next((band for band in self._bands if score <= band.upper), self._bands[-1])
