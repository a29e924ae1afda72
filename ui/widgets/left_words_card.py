# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was begun in cases that have left, and never saved: to read, and to let go."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.field_words import field_name, field_value
from ui.kit import Kit
from ui.left_words_port import LeftWordsView
from ui.text import say_kind
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import clear_layout


class LeftWordsCard(Card):
    """Hidden while there is none.

    Signals:
        failed: carries the ShownError.
        unwanted: its writer wants to let these words go; carries them.
    """

    failed = Signal(object)
    unwanted = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(self.tr("Begun in cases that have left"))
        self._kit = kit
        self.setAccessibleName(self.tr("Begun in cases that have left"))
        note = self.tr(
            "You typed this before the case left this laptop and never saved it, so the county "
            "does not have it. If the case comes back, you can go on with it there."
        )
        self.body.addWidget(make_label(note, "small"))
        self._list = QVBoxLayout()
        self._list.setSpacing(MEASURES.gap)
        self.body.addLayout(self._list)
        self.buttons: list[QPushButton] = []
        self.hide()

    def refresh(self) -> None:
        """Ask this laptop again."""
        self._kit.runner.run(
            self._kit.workspace.sync.left_words,
            context=self,
            done=self._show,
            failed=self.failed.emit,
        )

    def _show(self, found: tuple[LeftWordsView, ...]) -> None:
        had_focus = any(one.hasFocus() for one in self.buttons)
        clear_layout(self._list)
        self.buttons = []
        for one in found:
            self._list.addWidget(self._piece(one))
        self.setVisible(bool(found))
        if had_focus and self.buttons:
            self.buttons[0].setFocus()

    def _piece(self, one: LeftWordsView) -> QWidget:
        piece = QWidget()
        column = QVBoxLayout(piece)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.half)
        heading = self.tr("Words of a form") if one.kind is None else say_kind(one.kind)
        column.addWidget(make_label(heading, "strong"))
        for field, value in one.lines:
            if one.kind is not None:
                column.addWidget(make_label(field_name(field, one.kind), "small"))
            column.addWidget(make_label(self._say(one, field, value)))
        if one.unreadable:
            altered = self.tr("This was altered in the store and does not open; it is kept.")
            column.addWidget(make_label(altered, "error"))
            return piece
        row = QHBoxLayout()
        row.addStretch(1)
        button = make_button(self.tr("Throw away…"), partial(self.unwanted.emit, one))
        button.setAccessibleName(self.tr("Throw away: {what}").format(what=heading))
        self.buttons.append(button)
        row.addWidget(button)
        column.addLayout(row)
        return piece

    def _say(self, one: LeftWordsView, field: str, value: str) -> str:
        if one.kind is None:
            return value
        return field_value(field, one.kind, value, self._kit.moments)
