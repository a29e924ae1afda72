# SPDX-License-Identifier: AGPL-3.0-or-later
"""Choosing one or several from a short list, each with its number key.

The choices stand in one column, or in as many as the form asks for and the width allows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QSizePolicy,
    QWidget,
)

from forms.answers import Answer, Missing
from forms.markdown import to_plain
from forms.session import Choice, QuestionState
from ui.screening.editors.attachments import Attachments
from ui.screening.editors.editor import Editor
from ui.screening.editors.pictures import read_picture
from ui.theme.tokens import MEASURES
from ui.widgets.press_button import DotBox, TickBox

NUMBERED = 9
INDICATOR = 48
SMALLEST = 160
NARROWEST_COLUMN = 96
WIDEST_FITTED = 150
PICTURE = 96
BOLD = 1.12
"""A chosen label is bold and that much wider."""
ARROWS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


@dataclass(frozen=True, slots=True)
class ChoicesLook:
    """How the choices stand.

    Attributes:
        columns: how many, or `fit` for as many as fit.
        bare: without the circle or box before each.
        quick: choosing moves on to the next question.
    """

    columns: int | Literal["fit"] = 1
    bare: bool = False
    quick: bool = False


def chosen_values(answer: Answer) -> set[str]:
    """What an answer has chosen; nothing for a way of not answering."""
    if isinstance(answer, tuple):
        return set(answer)
    if isinstance(answer, str) and not isinstance(answer, Missing):
        return {answer}
    return set()


class ButtonsEditor(Editor):
    """What every editor with one button per choice does; the placing is left to each."""

    clearable = True

    def __init__(self, *, several: bool, quick: bool = False) -> None:
        super().__init__()
        self._several = several
        self._quick = quick and not several
        self._choices: tuple[Choice, ...] | None = None
        self._buttons: list[QAbstractButton] = []
        self._name, self._about = "", ""
        self._marking = False
        self._group = QButtonGroup(self)
        self._group.setExclusive(not several)

    def show_state(self, state: QuestionState) -> None:
        """Show the choices and which are chosen."""
        if state.choices != self._choices:
            self._rebuild(state)
        self._mark(chosen_values(state.answer))
        for button in self._buttons:
            button.setEnabled(not state.readonly)

    def controls(self) -> Sequence[QWidget]:
        """Every button."""
        return self._buttons

    def describe(self, name: str, description: str) -> None:
        """Each button is named for its choice and described by the question."""
        self._name, self._about = name, description
        about = "\n".join(part for part in (name, description) if part)
        for button in self._buttons:
            button.setAccessibleDescription(about)

    def choose_number(self, number: int) -> bool:
        """Choose, or switch, the choice with a number from 1."""
        if not 1 <= number <= min(len(self._buttons), NUMBERED):
            return False
        self.press(number - 1)
        return True

    def press(self, at: int) -> None:
        """Choose, or switch, a choice by its place."""
        button = self._buttons[at]
        button.setFocus()
        button.click()

    def clear_choice(self) -> bool:
        """Take everything back."""
        if not self._chosen():
            return False
        self._mark(set())
        self.given.emit(None)
        return True

    def take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Where choosing moves on, arrows only walk."""
        step = ARROWS.get(Qt.Key(event.key())) if self._quick else None
        if step is None or watched not in self._buttons:
            return False
        at = self._buttons.index(watched) + step
        self._buttons[at % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def focus_target(self) -> QWidget:
        """The chosen button, or the first."""
        first = self._buttons[0] if self._buttons else self
        if self._several:
            return first
        return next((one for one in self._buttons if one.isChecked()), first)

    def _rebuild(self, state: QuestionState) -> None:
        focused = next((at for at, one in enumerate(self._buttons) if one.hasFocus()), None)
        for button in self._buttons:
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._choices = state.choices
        self._buttons = [self._make(choice) for choice in state.choices]
        self._place()
        self.describe(self._name or state.label, self._about)
        if focused is not None and focused < len(self._buttons):
            self._buttons[focused].setFocus()

    def _place(self) -> None:
        """Put the buttons where they belong."""
        raise TypeError(f"{type(self).__name__} must place its buttons")

    def _make(self, choice: Choice) -> QAbstractButton:
        button = TickBox(self) if self._several else DotBox(self)
        button.setAccessibleName(to_plain(choice.label))
        # A screen reader toggles without a click.
        button.toggled.connect(self._on_toggled)
        button.clicked.connect(self._on_clicked)
        self._group.addButton(button)
        return button

    def _on_toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._marking:
            return
        chosen = self._chosen()
        if self._several:
            self.given.emit(chosen or None)
        elif on and chosen:
            self.given.emit(chosen[0])

    def _on_clicked(self) -> None:
        if self._quick:
            self.finished.emit()

    def _chosen(self) -> tuple[str, ...]:
        return tuple(
            choice.value
            for choice, button in zip(self._choices or (), self._buttons, strict=True)
            if button.isChecked()
        )

    def _mark(self, chosen: set[str]) -> None:
        self._marking = True
        self._group.setExclusive(False)
        for choice, button in zip(self._choices or (), self._buttons, strict=True):
            button.setChecked(choice.value in chosen)
        self._group.setExclusive(not self._several)
        self._marking = False


class ChoicesEditor(ButtonsEditor):
    """Radio buttons for one, check boxes for several."""

    def __init__(
        self,
        *,
        several: bool,
        look: ChoicesLook | None = None,
        attachments: Attachments | None = None,
    ) -> None:
        self._look = look or ChoicesLook()
        super().__init__(several=several, quick=self._look.quick)
        self._attachments = attachments
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(MEASURES.unit)
        self._grid.setVerticalSpacing(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break labels anew at the new width."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        across = self._columns()
        if across != self._across or self._grid.count() != len(self._buttons):
            for column in range(max(across, self._across)):
                self._grid.setColumnStretch(column, 1 if column < across else 0)
            for at, button in enumerate(self._buttons):
                self._grid.addWidget(button, at // across, at % across)
            self._across = across
        pairs = zip(self._choices or (), self._buttons, strict=True)
        for number, (choice, button) in enumerate(pairs, start=1):
            button.setText(self._words(number, choice))

    def _columns(self) -> int:
        wanted = self._look.columns
        if wanted == 1 or not self._choices:
            return 1
        width = max(self.width(), SMALLEST)
        if wanted == "fit":
            metrics = QFontMetrics(self.font())
            widest = max(metrics.horizontalAdvance(to_plain(one.label)) for one in self._choices)
            widest = min(widest, WIDEST_FITTED)
            icon = PICTURE if any(one.media.get("image") for one in self._choices) else 0
            wanted = width // (round(widest * BOLD) + INDICATOR + MEASURES.gap + icon)
        return max(1, min(wanted, width // NARROWEST_COLUMN, len(self._choices)))

    def _make(self, choice: Choice) -> QAbstractButton:
        button = super()._make(choice)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if self._look.bare:
            button.setProperty("look", "bare")
        self._put_picture(button, choice.media)
        return button

    def _put_picture(self, button: QAbstractButton, media: Mapping[str, str]) -> None:
        name = media.get("image")
        content = self._attachments.media(name) if self._attachments and name else None
        image = read_picture(content) if content is not None else None
        if image is not None:
            button.setIconSize(QSize(PICTURE, PICTURE))
            button.setIcon(QIcon(QPixmap.fromImage(image)))

    def _words(self, number: int, choice: Choice) -> str:
        """The label with its number, broken into lines that fit; Qt does not break them itself."""
        mark = f"{number}   " if number <= NUMBERED else ""
        metrics = QFontMetrics(self.font())
        width = self.width() if self._across < 2 else self.width() // self._across - MEASURES.unit
        icon = 0 if self._buttons[number - 1].icon().isNull() else PICTURE
        room = max(width - INDICATOR - icon, SMALLEST if self._across < 2 else NARROWEST_COLUMN / 2)
        room -= metrics.horizontalAdvance(mark)
        lines = [""]
        for word in to_plain(choice.label).split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and metrics.horizontalAdvance(longer) * BOLD > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return (mark + "\n      ".join(lines)).replace("&", "&&")
