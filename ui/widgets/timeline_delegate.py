# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paints a case's events along a line: date at the left, icon on the line, words at the right."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from ui.models.rows import ROW_ROLE, Row
from ui.theme.icons import draw_icon
from ui.widgets.row_delegate import Index, RowDelegate, small_font

DATE_WIDTH = 104
NARROW = 520
DOT = 30
PAD = 10
WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)


class TimelineDelegate(RowDelegate):
    """Paints rows as events; `aside` is the date, `text` the wrapped words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As tall as its wrapped words at the view's width."""
        row: Row = index.data(ROW_ROLE)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        box = _words_box(QRect(0, 0, max(width, 200), 10_000))
        height = sum(part for _, part, _ in self._parts(option.font, row, box))
        return QSize(200, max(height, DOT) + 2 * PAD + 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one event."""
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option, row)
        self._paint_line(painter, option.rect, row, index)
        box = _words_box(option.rect)
        if option.rect.width() >= NARROW:
            painter.setFont(small_font(option.font))
            painter.setPen(QColor(self.theme.colours.text_soft))
            dates = QRect(option.rect.left() + 14, box.top() + 2, DATE_WIDTH - 14, box.height())
            painter.drawText(dates, WRAP, row.aside)
        taken = self.paint_tag(painter, option.font, row, box.right(), box.top())
        top = box.top()
        for font, height, (text, colour) in self._parts(option.font, row, box):
            painter.setFont(font)
            painter.setPen(QColor(getattr(self.theme.colours, colour)))
            width = box.width() - (taken + 12 if top == box.top() and taken else 0)
            if top == box.top():
                shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
                painter.drawText(
                    QRect(box.left(), top, width, height), int(Qt.AlignmentFlag.AlignTop), shown
                )
            else:
                painter.drawText(QRect(box.left(), top, width, height), WRAP, text)
            top += height
        painter.restore()

    def _parts(self, base: QFont, row: Row, box: QRect) -> list[tuple[QFont, int, tuple[str, str]]]:
        strong = QFont(base)
        strong.setWeight(QFont.Weight.DemiBold)
        small = small_font(base)
        narrow = box.left() < DATE_WIDTH
        detail = " · ".join(
            part for part in (row.aside.replace("\n", ", ") if narrow else "", row.detail) if part
        )
        lines = [
            (strong, row.title, "text"),
            (small, detail, "text_soft"),
            (base, row.text, "text"),
            (small, row.warning, "danger"),
        ]
        parts = []
        for font, text, colour in lines:
            if not text:
                continue
            metrics = QFontMetrics(font)
            if font is strong:
                height = metrics.height() + 3
            else:
                height = metrics.boundingRect(QRect(0, 0, box.width(), 9_000), WRAP, text).height()
                height += 5
            parts.append((font, height, (text, colour)))
        return parts

    def _paint_line(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        colours = self.theme.colours
        x = _line_left(rect) + DOT / 2
        y = rect.top() + PAD + DOT / 2
        last = index.row() == index.model().rowCount() - 1
        painter.setPen(QPen(QColor(colours.edge), 2))
        top = y if index.row() == 0 else rect.top()
        painter.drawLine(QPointF(x, top), QPointF(x, y if last else rect.bottom() + 1))
        painter.setPen(QPen(QColor(colours.surface), 3))
        painter.setBrush(QColor(colours.accent_soft))
        painter.drawEllipse(QPointF(x, y), DOT / 2, DOT / 2)
        draw_icon(painter, row.icon, colours.accent_text, QRectF(x - 9, y - 9, 18, 18))


def _line_left(rect: QRect) -> int:
    return rect.left() + (14 if rect.width() < NARROW else DATE_WIDTH + 8)


def _words_box(rect: QRect) -> QRect:
    left = _line_left(rect) + DOT + 14
    return QRect(left, rect.top() + PAD + 3, rect.right() - 18 - left, rect.height() - 2 * PAD)
