# SPDX-License-Identifier: AGPL-3.0-or-later
"""A range picked from the list of its values, like any long list of choices."""

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.session import Choice, QuestionState
from ui.screening.editors.editor import Editor
from ui.screening.editors.long_choices import LongChoicesEditor
from ui.screening.editors.scales import Scale

MOST_VALUES = 20_000


class PickerEditor(Editor):
    """A drop-down list of the values of a scale."""

    clearable = True

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._scale = scale
        self._choices = tuple(Choice(str(at), scale.words_at(at)) for at in range(scale.steps + 1))
        self.list = LongChoicesEditor(several=False, folded=True)
        self.line = self.list.line
        self.list.given.connect(self._on_given)
        self.list.unreadable.connect(self.unreadable)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def show_state(self, state: QuestionState) -> None:
        """Show the value picked."""
        at = self._scale.at(state.answer)
        picked = None if at is None else str(at)
        self.list.show_state(replace(state, choices=self._choices, answer=picked))

    def describe(self, name: str, description: str) -> None:
        """As the list does."""
        self.list.describe(name, description)

    def flush(self) -> None:
        """Give what is typed."""
        self.list.flush()

    def clear_choice(self) -> bool:
        """Take the value back."""
        return self.list.clear_choice()

    def take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """As the list does."""
        return self.list.take_key(watched, event)

    def focus_target(self) -> QWidget:
        """The line."""
        return self.line

    def _on_given(self, picked: object) -> None:
        self.given.emit(self._scale.value_at(int(picked)) if isinstance(picked, str) else None)
