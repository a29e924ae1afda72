# SPDX-License-Identifier: AGPL-3.0-or-later
"""Choosing one or several from a list, each with its number key."""

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from forms.answers import Missing
from forms.session import Choice, QuestionState
from ui.screening.editors.editor import Editor

NUMBERED = 9
INDICATOR = 48
SMALLEST = 160
BOLD = 1.12
"""A chosen label is bold and that much wider."""


class ChoicesEditor(Editor):
    """Radio buttons for one, check boxes for several."""

    def __init__(self, *, several: bool) -> None:
        super().__init__()
        self._several = several
        self._choices: tuple[Choice, ...] | None = None
        self._buttons: list[QAbstractButton] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(not several)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)

    def show_state(self, state: QuestionState) -> None:
        """Show the choices and which are chosen."""
        if state.choices != self._choices:
            self._rebuild(state)
        answer = state.answer
        if isinstance(answer, tuple):
            chosen = set(answer)
        elif isinstance(answer, str) and not isinstance(answer, Missing):
            chosen = {answer}
        else:
            chosen = set()
        self._mark(chosen)
        for button in self._buttons:
            button.setEnabled(not state.readonly)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break labels anew at the new width."""
        super().resizeEvent(event)
        pairs = zip(self._choices or (), self._buttons, strict=True)
        for number, (choice, button) in enumerate(pairs, start=1):
            button.setText(self._words(number, choice))

    def choose_number(self, number: int) -> bool:
        """Choose, or switch, the choice with a number from 1."""
        if not 1 <= number <= min(len(self._buttons), NUMBERED):
            return False
        button = self._buttons[number - 1]
        button.setFocus()
        button.click()
        return True

    def clear_choice(self) -> bool:
        """Take everything back."""
        if not self._chosen():
            return False
        self._mark(set())
        self.given.emit(None)
        return True

    def focus_target(self) -> QWidget:
        """The chosen button, or the first."""
        if self._several:
            return self._buttons[0] if self._buttons else self
        return next(
            (one for one in self._buttons if one.isChecked()),
            self._buttons[0] if self._buttons else self,
        )

    def _rebuild(self, state: QuestionState) -> None:
        focused = next((at for at, one in enumerate(self._buttons) if one.hasFocus()), None)
        for button in self._buttons:
            self._group.removeButton(button)
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._choices = state.choices
        self._buttons = [
            self._make(number, choice, state)
            for number, choice in enumerate(state.choices, start=1)
        ]
        if focused is not None and focused < len(self._buttons):
            self._buttons[focused].setFocus()

    def _make(self, number: int, choice: Choice, state: QuestionState) -> QAbstractButton:
        button = QCheckBox() if self._several else QRadioButton()
        button.setText(self._words(number, choice))
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setAccessibleName(choice.label)
        button.setAccessibleDescription(state.label)
        button.clicked.connect(self._on_clicked)
        self._group.addButton(button)
        self._column.addWidget(button)
        return button

    def _words(self, number: int, choice: Choice) -> str:
        """The label with its number, broken into lines that fit; Qt does not break them itself."""
        mark = f"{number}   " if number <= NUMBERED else ""
        metrics = QFontMetrics(self.font())
        room = max(self.width() - INDICATOR, SMALLEST) - metrics.horizontalAdvance(mark)
        lines = [""]
        for word in choice.label.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and metrics.horizontalAdvance(longer) * BOLD > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return (mark + "\n      ".join(lines)).replace("&", "&&")

    def _on_clicked(self) -> None:
        chosen = self._chosen()
        if self._several:
            self.given.emit(chosen or None)
        elif chosen:
            self.given.emit(chosen[0])

    def _chosen(self) -> tuple[str, ...]:
        return tuple(
            choice.value
            for choice, button in zip(self._choices or (), self._buttons, strict=True)
            if button.isChecked()
        )

    def _mark(self, chosen: set[str]) -> None:
        self._group.setExclusive(False)
        for choice, button in zip(self._choices or (), self._buttons, strict=True):
            button.setChecked(choice.value in chosen)
        self._group.setExclusive(not self._several)
