# SPDX-License-Identifier: AGPL-3.0-or-later
"""A row of switches of which one is on, such as the lists that a page may show."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from ui.screening.flow import FlowLayout
from ui.widgets.looks import make_tool

Key = TypeVar("Key", bound=StrEnum)


class ChoiceRow(QWidget, Generic[Key]):
    """Wraps where it is narrow; the first choice is on.

    Signals:
        chosen: another one was switched on; carries its key.
    """

    chosen = Signal(object)

    def __init__(self, name: str, words: Mapping[Key, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.buttons: dict[Key, QToolButton] = {}
        self.key = next(iter(words))
        row = FlowLayout(self)
        for key, word in words.items():
            button = make_tool(word, partial(self._on_clicked, key), "switch")
            button.setCheckable(True)
            self._group.addButton(button)
            self.buttons[key] = button
            row.addWidget(button)
        self.buttons[self.key].setChecked(True)

    def choose(self, key: Key) -> None:
        """Switch one on."""
        self.buttons[key].setChecked(True)
        self._on_clicked(key)

    def offer(self, keys: Collection[Key]) -> None:
        """Show only some of them."""
        for key, button in self.buttons.items():
            button.setVisible(key in keys)

    def _on_clicked(self, key: Key) -> None:
        if key is not self.key:
            self.key = key
            self.chosen.emit(key)
