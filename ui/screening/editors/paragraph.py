# SPDX-License-Identifier: AGPL-3.0-or-later
"""Longer text over several lines; given on as in `typed`."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from forms.answers import Missing
from forms.session import QuestionState
from ui.screening.editors.editor import Editor
from ui.screening.editors.typed import PAUSE_MS

ROWS = 4
FEWEST, MOST = 2, 20
FRAME = 18


class ParagraphEditor(Editor):
    """Several lines of text with the platform's own undo; `rows` is how many are in sight."""

    def __init__(self, rows: int = ROWS) -> None:
        super().__init__()
        self._shown = ""
        self._rows = min(max(rows, FEWEST), MOST)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.words.textChanged.connect(self._on_typing)
        self.words.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)

    def show_state(self, state: QuestionState) -> None:
        """Show the answer, unless the worker is typing another."""
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * self._rows + FRAME)
        self.words.setReadOnly(state.readonly)
        text = (
            state.answer
            if isinstance(state.answer, str) and not isinstance(state.answer, Missing)
            else ""
        )
        if text != self._shown:
            self._shown = text
            if self.words.toPlainText() != text:
                self.words.setPlainText(text)

    def flush(self) -> None:
        """Give what is typed."""
        self._pause.stop()
        if self.words.isReadOnly() and self.words.toPlainText() != self._shown:
            self.words.setPlainText(self._shown)
        typed = self.words.toPlainText()
        if typed != self._shown:
            self._shown = typed
            self.given.emit(typed if typed.strip() else None)

    def focus_target(self) -> QWidget:
        """The words."""
        return self.words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give on leaving."""
        if watched is self.words and event.type() == QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

    def _on_typing(self) -> None:
        if self.words.toPlainText() != self._shown:
            self._pause.start()
