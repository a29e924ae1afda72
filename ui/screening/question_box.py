# SPDX-License-Identifier: AGPL-3.0-or-later
"""One question: its words, its editor, the ways of not answering, and what is wrong with it."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from forms.definition import Control, Question
from forms.markdown import to_plain
from forms.session import QuestionState
from ui.screening.editors.editor import Editor
from ui.screening.editors.means import NO_MEANS, Means
from ui.screening.editors.registry import in_table, is_heading, make_editor, needs_other
from ui.screening.filling import Filling
from ui.screening.marked_label import reads_from_right
from ui.screening.missing_row import MissingRow
from ui.screening.question_words import QuestionWords
from ui.screening.source_row import make_evidence
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_label, restyle

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
WORDS_SHARE, ROW_SHARE = 2, 3


class QuestionBox(QFrame):
    """Shows one question and hands its answers to the filling.

    Args:
        question: the question, or its path where it stands in a repeat.
        means: what its editor may use.
        alone: a youth answers it alone: no ways of not answering are offered beside it.

    Signals:
        finished: Enter was pressed, or choosing moves on; the next question is wanted.
        entered: the keyboard came in; carries the box.
    """

    finished = Signal()
    entered = Signal(object)

    def __init__(
        self,
        filling: Filling,
        question: Question | str,
        means: Means = NO_MEANS,
        *,
        alone: bool = False,
    ) -> None:
        super().__init__()
        self._filling = filling
        self._means = means
        self._alone = alone
        self.path = question if isinstance(question, str) else question.path
        state = self._state()
        self._note = state.question.control is Control.NOTE
        self._readonly = False
        self.setProperty("look", "question")
        self.setProperty("state", "")
        self._words = QuestionWords(
            means.attachments, note=self._note, asks=not (alone or in_table(state.question))
        )
        self._words.clear.clicked.connect(self._on_clear)
        self._error = make_label("", "error")
        self._missing: MissingRow | None = None
        if state.allows_missing and not (alone or is_heading(state.question)):
            self._missing = MissingRow()
            self._missing.given.connect(lambda way: filling.give(self.path, way))
        self.editor: Editor | None = None
        self._place(state)
        self._put_editor(state)

    def _place(self, state: QuestionState) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MEASURES.gap, MEASURES.unit, 0, MEASURES.unit)
        spacing = MEASURES.gap if self._alone else 5
        column.setSpacing(spacing)
        self._middle: QBoxLayout = QVBoxLayout()
        self._middle.setSpacing(spacing)
        if in_table(state.question):
            self._middle = QHBoxLayout()
            column.setContentsMargins(MEASURES.gap, 0, 0, 0)
        self._middle.addWidget(self._words, WORDS_SHARE)
        column.addLayout(self._middle)
        if self._missing is not None:
            column.addWidget(self._missing)
        asked = state.question
        evidence = None if self._alone else make_evidence(self._filling, self.path, asked)
        if evidence is not None:
            column.addWidget(evidence)
        column.addWidget(self._error)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _state(self) -> QuestionState:
        """How the question stands; asked alone it is in no table."""
        state = self._filling.session.question(self.path)
        if self._alone and in_table(state.question):
            return replace(state, question=replace(state.question, appearance=""))
        return state

    def redraw(self) -> None:
        """Show the question as it stands now."""
        state = self._state()
        self._readonly = state.readonly
        if needs_other(self.editor, state):
            self._put_editor(state)
        self._words.show_state(state)
        self._turn()
        if self._missing is not None:
            self._missing.show_answer(state.answer, self._words.name(), readonly=state.readonly)
        if self.editor is not None:
            self.editor.show_state(state)
            self._watch(self.editor)
            self._words.show_clear(state, clearable=self.editor.clearable and not self._alone)
        self.show_error()
        self.setVisible(state.relevant)

    def show_error(self) -> None:
        """Show what is wrong, beside the question."""
        sentence = to_plain(self._filling.error_of(self.path))
        if sentence and sentence != self._error.text():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        name, about = self._words.name(), self._words.description()
        described = "\n".join(part for part in (sentence, about) if part)
        self.setAccessibleName(name)
        self.setAccessibleDescription(described)
        if self.editor is not None:
            self.editor.describe(name, described)
        self._mark_state()

    def take_focus(self) -> None:
        """Put the keyboard into the editor."""
        if self.editor is not None:
            self.editor.focus_target().setFocus(Qt.FocusReason.TabFocusReason)

    def can_take_focus(self) -> bool:
        """Whether there is anything to answer."""
        return self.editor is not None and self.editor.answers

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

    def _turn(self) -> None:
        """The question is mirrored when its own language is written from the right."""
        from_right = reads_from_right(self._words.name())
        if from_right is None:
            self.unsetLayoutDirection()
        elif from_right != self.isRightToLeft():
            direction = Qt.LayoutDirection
            self.setLayoutDirection(direction.RightToLeft if from_right else direction.LeftToRight)

    def _put_editor(self, state: QuestionState) -> None:
        old = self.editor
        had_keyboard = old is not None and old.isAncestorOf(self.focusWidget() or self)
        self.editor = editor = make_editor(state, self._means)
        if old is not None:
            self._middle.removeWidget(old)
            old.hide()
            old.deleteLater()
        if editor is None:
            return
        self._middle.addWidget(editor, ROW_SHARE if in_table(state.question) else 0)
        filling = self._filling
        editor.given.connect(lambda answer: filling.give(self.path, answer))
        editor.unreadable.connect(lambda sentence: filling.set_unreadable(self.path, sentence))
        editor.finished.connect(self.finished)
        editor.grown.connect(lambda: self._watch(editor))
        if had_keyboard:
            self.take_focus()

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if self.editor is not None and self.editor.take_key(watched, event):
            return True
        if _is_own_business(watched):
            return False
        several_lines = isinstance(watched, QPlainTextEdit)
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in ENTER and not control and self._presses(watched):
            return True
        if key in ENTER and (control or not several_lines):
            self.flush()
            self.finished.emit()
            return True
        number = key - Qt.Key.Key_0 if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else -1
        if number >= 0 and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return self._press_missing(number)
        typing = several_lines or isinstance(watched, QLineEdit)
        if typing or self.editor is None or control:
            return False
        return self._on_plain_key(self.editor, Qt.Key(key), number)

    def _on_plain_key(self, editor: Editor, key: Qt.Key, number: int) -> bool:
        if number >= 0 and not self._readonly and editor.choose_number(number):
            return True
        if number >= 0:
            return self._press_missing(number)
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return not self._readonly and editor.clear_choice()
        return False

    def _presses(self, watched: QObject) -> bool:
        """Enter presses a button, but goes on from the ways of not answering."""
        if not isinstance(watched, QPushButton | QToolButton):
            return False
        if self._missing is not None and self._missing.isAncestorOf(watched):
            return False
        watched.click()
        return True

    def _on_clear(self) -> None:
        if self.editor is not None and self.editor.clear_choice():
            self.take_focus()

    def _press_missing(self, number: int) -> bool:
        return self._missing is not None and self._missing.press_key(number)

    def _watch(self, root: QWidget) -> None:
        ways = self._missing.findChildren(QWidget) if self._missing is not None else ()
        for widget in (*root.findChildren(QWidget), *ways, self._words.more):
            widget.removeEventFilter(self)
            widget.installEventFilter(self)

    def _mark_state(self, *, current: bool = False) -> None:
        state = "error" if self._error.text() else "current" if current else ""
        if self.property("state") != state:
            restyle(self, state=state)


def _is_own_business(watched: QObject) -> bool:
    """A calendar uses its keys itself."""
    parent: QObject | None = watched
    while parent is not None and not isinstance(parent, QCalendarWidget):
        parent = parent.parent()
    return parent is not None
