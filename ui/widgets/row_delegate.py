# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paints a row: icon, two lines of words, a tag and a short aside; elided, never cut off."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.rows import ROW_ROLE, Row
from ui.theme.icons import draw_icon
from ui.theme.theme import Theme
from ui.theme.tokens import MEASURES

Index = QModelIndex | QPersistentModelIndex
SIDE = 18
ICON = 20
INNER = 32


class RowDelegate(QStyledItemDelegate):
    """Paints `ui.models.rows.Row`."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines and air; one line when there is no second."""
        row: Row = index.data(ROW_ROLE)
        metrics = QFontMetrics(option.font)
        lines = 2 if row.detail or row.aside else 1
        return QSize(200, metrics.height() * lines + (2 if lines == 2 else 0) + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option, row)
        box = option.rect.adjusted(SIDE + (INNER if row.inner else 0), 8, -SIDE, -8)
        if row.icon:
            colour = getattr(self.theme.colours, row.icon_tone)
            top = box.top() + (QFontMetrics(option.font).height() - ICON) / 2 + 1
            draw_icon(painter, row.icon, colour, QRectF(box.left(), top, ICON, ICON))
            box.setLeft(box.left() + ICON + 14)
        right = self._paint_right(painter, option, row, box)
        self._paint_words(painter, option, row, box.adjusted(0, 0, -right, 0))
        painter.restore()

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        """Paint hover, choice and the focus ring."""
        colours = self.theme.colours
        state = option.state
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver) and row.key is not None
        if not (focused or selected or hovered):
            return
        ground = QRectF(option.rect).adjusted(5, 2, -5, -2)
        painter.setBrush(QColor(colours.selected if selected else colours.hover))
        painter.setPen(QPen(QColor(colours.ring), 2) if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(ground, MEASURES.radius, MEASURES.radius)

    def paint_tag(self, painter: QPainter, font: QFont, row: Row, right: int, top: int) -> int:
        """Paint the tag against a right edge; returns its width."""
        if not row.tag:
            return 0
        small = small_font(font, bold=True)
        metrics = QFontMetrics(small)
        width = metrics.horizontalAdvance(row.tag) + 18
        height = metrics.height() + 4
        ground, ink = self._tones(row)
        shape = QRectF(right - width, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(shape, height / 2, height / 2)
        painter.setPen(QColor(ink))
        painter.setFont(small)
        painter.drawText(shape, Qt.AlignmentFlag.AlignCenter, row.tag)
        return width

    def _paint_right(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, box: QRect
    ) -> int:
        width = self.paint_tag(painter, option.font, row, box.right(), box.top() - 1)
        if row.aside:
            small = small_font(option.font)
            metrics = QFontMetrics(small)
            painter.setFont(small)
            painter.setPen(QColor(self.theme.colours.text_soft))
            low = (
                Qt.AlignmentFlag.AlignBottom if row.tag or row.detail else Qt.AlignmentFlag.AlignTop
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | low, row.aside)
            width = max(width, metrics.horizontalAdvance(row.aside))
        return width + 16 if width else 0

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, box: QRect
    ) -> None:
        strong = QFont(option.font)
        if not row.inner:
            strong.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(strong)
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(strong)
        painter.setPen(QColor(self.theme.colours.text))
        painter.drawText(
            box, Qt.AlignmentFlag.AlignTop, metrics.elidedText(row.title, elide, box.width())
        )
        if row.detail:
            plain = QFontMetrics(option.font)
            painter.setFont(option.font)
            painter.setPen(QColor(self.theme.colours.text_soft))
            painter.drawText(
                box, Qt.AlignmentFlag.AlignBottom, plain.elidedText(row.detail, elide, box.width())
            )

    def _tones(self, row: Row) -> tuple[str, str]:
        colours = self.theme.colours
        return {
            "plain": (colours.sunken, colours.text_soft),
            "accent": (colours.accent_soft, colours.accent_text),
            "warning": (colours.warning_soft, colours.warning),
            "danger": (colours.danger_soft, colours.danger),
            "good": (colours.good_soft, colours.good),
        }[row.tone]


def small_font(font: QFont, *, bold: bool = False) -> QFont:
    """The small size of the tokens."""
    small = QFont(font)
    small.setPointSizeF(MEASURES.small_points)
    if bold:
        small.setWeight(QFont.Weight.DemiBold)
    return small
