# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two cases that may be of one youth, side by side; a person decides."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.index_views import DuplicateView, TwinView
from ui.index_words import say_signs
from ui.kit import Kit
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label

ID_END = 8


class DuplicateCard(QFrame):
    """One pair.

    Signals:
        decided: carries the pair and whether it is one youth.
    """

    decided = Signal(object, bool)

    def __init__(self, kit: Kit, pair: DuplicateView) -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("look", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(MEASURES.gap, 12, MEASURES.gap, 12)
        column.setSpacing(MEASURES.unit)
        sides = QHBoxLayout()
        sides.setSpacing(MEASURES.gap)
        for twin in (pair.first, pair.second):
            side = QVBoxLayout()
            side.setSpacing(MEASURES.half)
            side.addWidget(make_label(self._name(twin), "strong"))
            agencies = ", ".join(twin.agencies) or self.tr("Nobody is assigned")
            side.addWidget(make_label(agencies, "soft"))
            sides.addLayout(side, 1)
        column.addLayout(sides)
        column.addWidget(make_label(say_signs(pair.signs), "small"))
        names = f"{self._name(pair.first)}, {self._name(pair.second)}"
        self.join = make_button(self.tr("One youth"), partial(self._decide, pair, one=True))
        self.part = make_button(self.tr("Two youths"), partial(self._decide, pair, one=False))
        buttons = QHBoxLayout()
        buttons.setSpacing(MEASURES.unit)
        for button in (self.join, self.part):
            button.setAccessibleName(f"{button.text()}: {names}")
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.setAccessibleName(names)

    def _decide(self, pair: DuplicateView, *, one: bool) -> None:
        self.decided.emit(pair, one)

    def _name(self, twin: TwinView) -> str:
        if not twin.shown_name:
            return self.tr("Case …{end}").format(end=twin.case[-ID_END:])
        if twin.birth_date is None:
            return twin.shown_name
        return f"{twin.shown_name}, {self._kit.moments.day(twin.birth_date)}"
