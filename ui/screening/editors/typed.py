# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text, numbers, dates and times: typed into one line that may stay empty.

Typing is given on after a short pause, on Enter and on leaving the field, so that at most the
answer being typed can be lost. Words that are no answer of the kind stay as typed and are said to
be so; the earlier answer stays in force. Words put in by a program that reads the screen count as
typed.
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from forms.answers import Answer, Missing
from forms.definition import Control
from forms.session import QuestionState
from ui.screening.editors.editor import Editor
from ui.screening.readings import UnreadableAnswer, Writing, plain_writing
from ui.widgets.looks import make_tool, restyle

PAUSE_MS = 500
NARROW_WIDTH = 200
NARROWEST = 120


class TypedEditor(Editor):
    """One line of text.

    Args:
        control: the kind of answer.
        writing: how it is written; as usual for the kind when None.
        hidden: what is typed is covered until the person asks to see it.
    """

    def __init__(
        self, control: Control, writing: Writing | None = None, *, hidden: bool = False
    ) -> None:
        super().__init__()
        self._writing = writing or plain_writing(control)
        self._shown = ""
        self.line = QLineEdit()
        if self._writing.short:
            self.line.setMaximumWidth(NARROW_WIDTH)
            self.line.setMinimumWidth(NARROWEST)
        self.line.setPlaceholderText(self._writing.example)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.line.textChanged.connect(self._on_changed)
        self.line.editingFinished.connect(self.flush)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addWidget(self.line, 1)
        if hidden:
            self._cover()
        if self._writing.short:
            self.row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_state(self, state: QuestionState) -> None:
        """Show the answer, unless the worker is typing another."""
        self.line.setReadOnly(state.readonly)
        missing = isinstance(state.answer, Missing)
        text = "" if missing else self._writing.show(state.answer)
        if text != self._shown:
            self._shown = text
            self._pause.stop()
            if self._read(self.line.text()) != state.answer or missing:
                self._put(text)
        elif missing and self.line.text():
            self._put("")

    def flush(self) -> None:
        """Give what is typed."""
        self._pause.stop()
        if self.line.isReadOnly() and self.line.text() != self._shown:
            self._put(self._shown)
        typed = self.line.text().strip()
        if typed == self._shown:
            restyle(self.line, state="")
            self.unreadable.emit("")
            return
        try:
            answer = self._writing.read(typed)
        except UnreadableAnswer as error:
            restyle(self.line, state="error")
            self.unreadable.emit(str(error))
            return
        self._shown = typed
        restyle(self.line, state="")
        self.given.emit(answer)

    def describe(self, name: str, description: str) -> None:
        """How the answer is written is told as well; an example in grey is only seen."""
        told = "\n".join(part for part in (description, self._writing.example) if part)
        super().describe(name, told)

    def focus_target(self) -> QWidget:
        """The line."""
        return self.line

    def put_typed(self, text: str) -> None:
        """Write into the line and give it, as if a person had typed it."""
        self._put(text)
        self.flush()

    def _put(self, text: str) -> None:
        self.line.setText(text)
        self._pause.stop()
        restyle(self.line, state="")

    def _on_changed(self, text: str) -> None:
        if text.strip() != self._shown:
            self._pause.start()

    def _read(self, text: str) -> Answer:
        try:
            return self._writing.read(text)
        except UnreadableAnswer:
            return None

    def _cover(self) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._reveal = make_tool(self.tr("Show"), lambda: None, "switch")
        self._reveal.setCheckable(True)
        self._reveal.toggled.connect(lambda _: self._on_reveal())
        self.row.addWidget(self._reveal)

    def _on_reveal(self) -> None:
        shown = self._reveal.isChecked()
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
