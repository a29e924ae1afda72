# SPDX-License-Identifier: AGPL-3.0-or-later
"""One question: its words, its editor, the ways of not answering, and what is wrong with it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from forms.definition import Control, Question
from ui.screening.editors.choices import ChoicesEditor
from ui.screening.editors.editor import Editor
from ui.screening.editors.paragraph import ParagraphEditor
from ui.screening.editors.typed import TypedEditor
from ui.screening.filling import Filling
from ui.screening.missing_row import MissingRow
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_label, restyle


class QuestionBox(QFrame):
    """Shows one question and hands its answers to the filling.

    Signals:
        finished: Enter was pressed; the next question is wanted.
        entered: the keyboard came in; carries the box.
    """

    finished = Signal()
    entered = Signal(object)

    def __init__(self, filling: Filling, question: Question) -> None:
        super().__init__()
        self._filling = filling
        self.path = question.path
        self._note = question.control is Control.NOTE
        self.setProperty("look", "question")
        self._label = make_label("", "" if self._note else "strong")
        self._hint = make_label("", "soft")
        self._error = make_label("", "error")
        self._missing = MissingRow()
        self.editor = _make_editor(question)
        column = QVBoxLayout(self)
        column.setContentsMargins(MEASURES.gap, MEASURES.unit, 0, MEASURES.unit)
        column.setSpacing(5)
        for widget in (self._label, self._hint):
            column.addWidget(widget)
        if self.editor is not None:
            column.addWidget(self.editor)
            self.editor.given.connect(lambda answer: filling.give(self.path, answer))
            self.editor.unreadable.connect(
                lambda sentence: filling.set_unreadable(self.path, sentence)
            )
        column.addWidget(self._missing)
        column.addWidget(self._error)
        self._missing.given.connect(lambda way: filling.give(self.path, way))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def redraw(self) -> None:
        """Show the question as it stands now."""
        state = self._filling.session.question(self.path)
        self._label.setText(state.label)
        hint = state.hint
        if not state.required and not self._note and not state.readonly:
            hint = " · ".join(part for part in (self.tr("Optional"), hint) if part)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(state.label)
        self._missing.setVisible(state.allows_missing)
        self._missing.show_answer(state.answer, state.label, readonly=state.readonly)
        if self.editor is not None:
            self.editor.show_state(state)
            self._watch(self.editor)
        self.show_error()
        self.setVisible(state.relevant)

    def show_error(self) -> None:
        """Show what is wrong, beside the question."""
        sentence = self._filling.error_of(self.path)
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self._mark_state()

    def take_focus(self) -> None:
        """Put the keyboard into the editor."""
        if self.editor is not None:
            self.editor.focus_target().setFocus(Qt.FocusReason.TabFocusReason)

    def can_take_focus(self) -> bool:
        """Whether there is anything to answer."""
        return self.editor is not None

    def flush(self) -> None:
        """Give what is typed and not given yet."""
        if self.editor is not None:
            self.editor.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that belong to the question rather than to one of its widgets."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            arrived = event.type() == QEvent.Type.FocusIn
            self._mark_state(current=arrived)
            if arrived:
                self.entered.emit(self)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(watched, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        typing = isinstance(watched, QLineEdit | QPlainTextEdit)
        several_lines = isinstance(watched, QPlainTextEdit)
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (control or not several_lines):
            self.flush()
            self.finished.emit()
            return True
        number = key - Qt.Key.Key_0 if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else -1
        if number >= 0 and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return self._press_missing(number)
        if typing or self.editor is None or control:
            return False
        if number > 0:
            return self.editor.choose_number(number) or self._press_missing(number)
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self.editor.clear_choice()
        return False

    def _press_missing(self, number: int) -> bool:
        return self._missing.isVisible() and self._missing.press_key(number)

    def _watch(self, root: QWidget) -> None:
        for widget in (*root.findChildren(QWidget), *self._missing.findChildren(QWidget)):
            widget.removeEventFilter(self)
            widget.installEventFilter(self)

    def _mark_state(self, *, current: bool = False) -> None:
        state = "error" if self._error.text() else "current" if current else ""
        if self.property("state") != state:
            restyle(self, state=state)


def _make_editor(question: Question) -> Editor | None:
    match question.control:
        case Control.NOTE:
            return None
        case Control.SELECT_ONE:
            return ChoicesEditor(several=False)
        case Control.SELECT_MULTIPLE:
            return ChoicesEditor(several=True)
        case Control.TEXT if "multiline" in question.appearance:
            return ParagraphEditor()
        case _:
            return TypedEditor(question.control)
