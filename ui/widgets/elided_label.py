# SPDX-License-Identifier: AGPL-3.0-or-later
"""A line or two of words that shorten with an ellipsis instead of being cut off."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy


class ElidedLabel(QLabel):
    """A plain-text label; the full words are in its tool tip and accessible name.

    Args:
        lines: how many lines the words may take before they are shortened.
    """

    def __init__(self, text: str = "", look: str = "", *, lines: int = 1) -> None:
        super().__init__()
        self._lines = lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setWordWrap(lines > 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)
        self.say(text)

    def say(self, text: str) -> None:
        """Show other words."""
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        """May shrink to almost nothing."""
        return QSize(24, super().minimumSizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words need, up to the most."""
        if self._lines == 1:
            return super().heightForWidth(width)
        return max(1, len(self.shown_lines(width))) * self.fontMetrics().height()

    def shown_lines(self, width: int) -> list[str]:
        """The lines painted in a width in pixels; only the last may be shortened."""
        text, metrics, found = self.text(), QFontMetrics(self.font()), list[str]()
        layout = QTextLayout(text, self.font())
        layout.beginLayout()
        while text and len(found) < self._lines - 1:
            line = layout.createLine()
            line.setLineWidth(max(width, 1))
            found.append(self.text()[line.textStart() :][: line.textLength()].strip())
            text = self.text()[line.textStart() + line.textLength() :]
        layout.endLayout()
        last = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return [*found, last] if last else found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, shortened when they must be."""
        del event
        painter = QPainter(self)
        box = self.contentsRect()
        shown = self.shown_lines(box.width())
        high = self.fontMetrics().height()
        top = box.top() + (box.height() - high * len(shown)) // 2
        for at, line in enumerate(shown):
            self.style().drawItemText(
                painter,
                QRect(box.left(), top + at * high, box.width(), high),
                int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
                self.palette(),
                self.isEnabled(),
                line,
                self.foregroundRole(),
            )
        painter.end()
