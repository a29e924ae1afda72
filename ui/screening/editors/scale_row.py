# SPDX-License-Identifier: AGPL-3.0-or-later
"""Choices side by side: a likert scale, and the rows of a table of questions.

In a table the headings stand in one row (`label`) and every question has a bare row of buttons
(`list-nolabel`); all share equal columns, so that they stand under each other.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QSizePolicy, QWidget

from forms.markdown import to_plain
from forms.session import Choice, QuestionState
from ui.screening.editors.choices import ButtonsEditor
from ui.screening.editors.editor import Editor
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_label


class _Heading(QLabel):
    """The words of a choice, which may be pressed like its button.

    Signals:
        pressed: with the mouse.
    """

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press the button."""
        del event
        self.pressed.emit()


class ScaleRow(ButtonsEditor):
    """One row of buttons in equal columns, with or without words below each."""

    def __init__(self, *, several: bool, words: bool = True, quick: bool = False) -> None:
        super().__init__(several=several, quick=quick)
        self._words = words
        self.clearable = words
        self._labels: list[QWidget] = []
        self._grid = _make_grid(self)

    def _place(self) -> None:
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels = []
        for at, button in enumerate(self._buttons):
            self._grid.setColumnStretch(at, 1)
            self._grid.setColumnMinimumWidth(at, 1)
            self._grid.addWidget(button, 0, at, Qt.AlignmentFlag.AlignHCenter)
            if self._words:
                self._grid.addWidget(self._make_words(at), 1, at)

    def _make(self, choice: Choice) -> QAbstractButton:
        button = super()._make(choice)
        button.setProperty("look", "dot")
        button.setToolTip("" if self._words else to_plain(choice.label).replace("<", "‹"))
        return button

    def _make_words(self, at: int) -> QWidget:
        assert self._choices is not None
        label = _Heading(self)
        _dress(label, self._choices[at].label)
        label.pressed.connect(self._buttons[at].click)
        self._labels.append(label)
        return label


class HeadingRow(Editor):
    """The headings of a table of questions; there is nothing to answer in it."""

    answers = False

    def __init__(self) -> None:
        super().__init__()
        self._choices: tuple[Choice, ...] | None = None
        self._labels: list[QLabel] = []
        self._grid = _make_grid(self)

    def show_state(self, state: QuestionState) -> None:
        """Show one heading per choice."""
        if state.choices == self._choices:
            return
        for old in self._labels:
            old.hide()
            old.deleteLater()
        self._choices = state.choices
        self._labels = []
        for at, choice in enumerate(state.choices):
            label = make_label()
            _dress(label, choice.label)
            self._grid.setColumnStretch(at, 1)
            self._grid.setColumnMinimumWidth(at, 1)
            self._grid.addWidget(label, 0, at, Qt.AlignmentFlag.AlignBottom)
            self._labels.append(label)

    def describe(self, name: str, description: str) -> None:
        """Headings speak for themselves."""


def _make_grid(editor: QWidget) -> QGridLayout:
    grid = QGridLayout(editor)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(MEASURES.half)
    grid.setVerticalSpacing(0)
    return grid


def _dress(label: QLabel, words: str) -> None:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    label.setProperty("look", "small")
    label.setText(to_plain(words))
    label.setMinimumWidth(1)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
