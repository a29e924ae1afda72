# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paints a row: icon, two lines of words, a tag and a short aside; elided, never cut off.

Invariant: in a narrow list the tag and the aside have a line of their own below the words, so that
who or what a row is about can be read.
"""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.models.rows import ROW_ROLE, Row
from ui.theme.icons import draw_icon
from ui.theme.theme import Theme
from ui.theme.tokens import MEASURES

Index = QModelIndex | QPersistentModelIndex
SIDE = 18
ICON = 20
INNER = 32
NARROW_ROW = 480
AIR = 16


class RowDelegate(QStyledItemDelegate):
    """Paints `ui.models.rows.Row`."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines and air; one line when there is no second, one more in a narrow list."""
        row: Row = index.data(ROW_ROLE)
        metrics = QFontMetrics(option.font)
        lines = 2 if row.detail or row.aside else 1
        if _is_narrow(option, row):
            lines = 3 if row.detail else 2
        return QSize(200, metrics.height() * lines + 2 * (lines - 1) + 18)

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
        if _is_narrow(option, row):
            low = QRect(box)
            low.setTop(box.bottom() + 1 - QFontMetrics(option.font).height())
            self._paint_below(painter, option.font, row, low)
            self._paint_words(painter, option, row, box.adjusted(0, 0, 0, -low.height() - 2))
        else:
            taken = self._paint_right(painter, option, row, box)
            self._paint_words(painter, option, row, box, taken)
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

    def _paint_below(self, painter: QPainter, font: QFont, row: Row, box: QRect) -> None:
        width = QFontMetrics(small_font(font, bold=True)).horizontalAdvance(row.tag) + 18
        self.paint_tag(painter, font, row, box.left() + width, box.top() - 1)
        painter.setFont(small_font(font))
        painter.setPen(QColor(self.theme.colours.text_soft))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, row.aside)

    def _paint_right(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, box: QRect
    ) -> tuple[int, int]:
        """Paint the tag and the aside; returns what they take of the first and the last line."""
        tag = self.paint_tag(painter, option.font, row, box.right(), box.top() - 1)
        aside = 0
        if row.aside:
            small = small_font(option.font)
            metrics = QFontMetrics(small)
            painter.setFont(small)
            painter.setPen(QColor(self.theme.colours.text_soft))
            low = (
                Qt.AlignmentFlag.AlignBottom if row.tag or row.detail else Qt.AlignmentFlag.AlignTop
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | low, row.aside)
            aside = metrics.horizontalAdvance(row.aside)
            if not (row.tag or row.detail):
                tag = max(tag, aside)
        return tag + AIR if tag else 0, aside + AIR if aside else 0

    def _paint_words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: Row,
        box: QRect,
        taken: tuple[int, int] = (0, 0),
    ) -> None:
        beside, below = taken
        strong = QFont(option.font)
        if not row.inner:
            strong.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(strong)
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(strong)
        painter.setPen(QColor(self.theme.colours.text))
        painter.drawText(
            box,
            Qt.AlignmentFlag.AlignTop,
            metrics.elidedText(row.title, elide, box.width() - beside),
        )
        if row.detail:
            plain = QFontMetrics(option.font)
            painter.setFont(option.font)
            painter.setPen(QColor(self.theme.colours.text_soft))
            words = plain.elidedText(row.detail, elide, box.width() - below)
            painter.drawText(box, Qt.AlignmentFlag.AlignBottom, words)

    def _tones(self, row: Row) -> tuple[str, str]:
        colours = self.theme.colours
        return {
            "plain": (colours.sunken, colours.text_soft),
            "accent": (colours.accent_soft, colours.accent_text),
            "warning": (colours.warning_soft, colours.warning),
            "danger": (colours.danger_soft, colours.danger),
            "good": (colours.good_soft, colours.good),
        }[row.tone]


def _is_narrow(option: QStyleOptionViewItem, row: Row) -> bool:
    """Whether the tag has no room beside the words."""
    view = option.widget
    width = view.viewport().width() if isinstance(view, QAbstractItemView) else NARROW_ROW
    return bool(row.tag) and width < NARROW_ROW


def small_font(font: QFont, *, bold: bool = False) -> QFont:
    """The small size of the tokens."""
    small = QFont(font)
    small.setPointSizeF(MEASURES.small_points)
    if bold:
        small.setWeight(QFont.Weight.DemiBold)
    return small
