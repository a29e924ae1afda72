# SPDX-License-Identifier: AGPL-3.0-or-later
"""A label, hint or note of a form with its few marks: bold, italic, headings, items, links.

The label's own text is plain and is what a screen reader gets. Marked text is laid out from the
typed tree of `forms.markdown`, letter by letter: no markup of a form ever reaches Qt, nothing is
loaded, and a link is words with an address that cannot be pressed.
"""

import unicodedata

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy

from forms.markdown import Paragraph, Span, is_plain, to_spans

SIZES = (1.0, 1.3, 1.2, 1.1, 1.05, 1.0, 1.0)
"""Of a heading, by its level, times the size of the text around it."""
SMALLEST_WIDTH = 120


def reads_from_right(text: str) -> bool | None:
    """Whether a text is written from the right; None when no letter of it says."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), None)


class MarkedLabel(QLabel):
    """Shows a form's text; `look` as in `ui.widgets.looks.make_label`."""

    def __init__(self, look: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("look", look)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(1)
        self._paragraphs: tuple[Paragraph, ...] = ()
        self._marked = False

    def show_text(self, text: str) -> None:
        """Show the text of a form."""
        self._paragraphs = to_spans(text)
        self._marked = not is_plain(self._paragraphs)
        self.setText("\n".join(one.text for one in self._paragraphs).strip())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width, as for any text."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the text broken at a width."""
        if not self._marked:
            return super().heightForWidth(width)
        return round(self._lay_out(width).size().height() + 0.5)

    def sizeHint(self) -> QSize:
        """As wide as the text would like, within reason."""
        if not self._marked:
            return super().sizeHint()
        document = self._lay_out(-1)
        width = min(round(document.idealWidth()) + 1, super().sizeHint().width() or SMALLEST_WIDTH)
        width = max(width, SMALLEST_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(1, 1) if self._marked else super().minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tree, or the plain text as any label."""
        if not self._marked:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        inside = self.contentsRect()
        painter.translate(QPointF(inside.topLeft()))
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, self.palette().color(self.foregroundRole()))
        context.palette = palette
        document = self._lay_out(inside.width())
        document.documentLayout().draw(painter, context)
        painter.end()

    def _lay_out(self, width: int) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        document.setDefaultTextOption(option)
        cursor = QTextCursor(document)
        for at, paragraph in enumerate(self._paragraphs):
            if at:
                cursor.insertBlock(QTextBlockFormat())
            self._write(cursor, paragraph)
        document.setTextWidth(width)
        return document

    def _write(self, cursor: QTextCursor, paragraph: Paragraph) -> None:
        if paragraph.mark:
            cursor.insertText(f"{paragraph.mark} ", self._format(Span(""), 0))
        for span in paragraph.spans:
            words = span.text
            if span.address and span.address != span.text:
                words = f"{span.text} ({span.address})"
            cursor.insertText(words, self._format(span, paragraph.level))

    def _format(self, span: Span, level: int) -> QTextCharFormat:
        look = QTextCharFormat()
        font = QFont(self.font())
        font.setPointSizeF(max(font.pointSizeF(), 1.0) * SIZES[level])
        if span.bold or level:
            font.setBold(True)
        font.setItalic(span.italic)
        font.setUnderline(bool(span.address))
        look.setFont(font)
        return look
