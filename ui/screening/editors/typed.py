# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text, whole numbers, decimals and dates: typed into one line that may stay empty.

Typing is given on after a short pause, on Enter and on leaving the field, so that at most the
answer being typed can be lost. Words that are no answer of the kind stay as typed and are said to
be so; the earlier answer stays in force.
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from forms.answers import Answer, Missing
from forms.definition import Control
from forms.session import QuestionState
from ui.screening.editors.editor import Editor
from ui.screening.readings import UnreadableAnswer, read_typed, show_typed
from ui.widgets.looks import restyle

PAUSE_MS = 500
NARROW_WIDTH = 200


class TypedEditor(Editor):
    """One line of text."""

    def __init__(self, control: Control) -> None:
        super().__init__()
        self._control = control
        self._shown = ""
        self.line = QLineEdit()
        if control is not Control.TEXT:
            self.line.setMaximumWidth(NARROW_WIDTH)
            self.line.setMinimumWidth(120)
        self.line.setPlaceholderText(self._placeholder())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.line.textEdited.connect(lambda _: self._pause.start())
        self.line.editingFinished.connect(self.flush)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        if control is not Control.TEXT:
            row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_state(self, state: QuestionState) -> None:
        """Show the answer, unless the worker is typing another."""
        self.line.setAccessibleName(state.label)
        self.line.setAccessibleDescription(state.hint)
        self.line.setReadOnly(state.readonly)
        text = "" if isinstance(state.answer, Missing) else show_typed(self._control, state.answer)
        if text != self._shown:
            self._shown = text
            self._pause.stop()
            if self._read(self.line.text()) != state.answer or isinstance(state.answer, Missing):
                self.line.setText(text)

    def flush(self) -> None:
        """Give what is typed."""
        self._pause.stop()
        typed = self.line.text().strip()
        if typed == self._shown:
            restyle(self.line, state="")
            self.unreadable.emit("")
            return
        try:
            answer = read_typed(self._control, typed)
        except UnreadableAnswer as error:
            restyle(self.line, state="error")
            self.unreadable.emit(str(error))
            return
        self._shown = typed
        restyle(self.line, state="")
        self.given.emit(answer)

    def focus_target(self) -> QWidget:
        """The line."""
        return self.line

    def _read(self, text: str) -> Answer:
        try:
            return read_typed(self._control, text)
        except UnreadableAnswer:
            return None

    def _placeholder(self) -> str:
        match self._control:
            case Control.DATE:
                return self.tr("YYYY-MM-DD")
            case Control.INTEGER:
                return self.tr("Number")
            case Control.DECIMAL:
                return self.tr("Number, e.g. 0.5")
            case _:
                return ""
