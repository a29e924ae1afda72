# SPDX-License-Identifier: AGPL-3.0-or-later
"""This screening beside the youth's previous one with the same form: scores and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from casework.evidence import ItemChange
from forms.compare import ChangedItem
from ui.missing_words import say_missing_note
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.looks import make_label, make_line


@dataclass(frozen=True, slots=True)
class Compared:
    """Two screenings side by side.

    Attributes:
        day: of the previous one, as shown.
        before, now: score and result in words.
    """

    day: str
    before: str
    now: str
    same_version: bool
    changes: Sequence[ChangedItem | ItemChange]


class ComparisonCard(Card):
    """Score then and now, and the items answered otherwise."""

    def __init__(self, compared: Compared) -> None:
        super().__init__(self.tr("Since the last time, {day}").format(day=compared.day))
        if not compared.same_version:
            self.put(
                make_label(self.tr("The last time was with another version of this form."), "soft")
            )
        table = QWidget()
        table.setAccessibleName(self.tr("Answers then and now"))
        self._grid = QGridLayout(table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(MEASURES.gap)
        self._grid.setVerticalSpacing(7)
        for column, stretch in enumerate((4, 3, 3)):
            self._grid.setColumnStretch(column, stretch)
        self._row = 0
        self._add("", self.tr("Then"), self.tr("Now"), "small")
        if compared.before or compared.now:
            self._add(self.tr("Result"), compared.before, compared.now, "strong")
        for one in compared.changes:
            self._add(one.label, say_then(one), say_now(one))
        self.put(table)
        if not compared.changes:
            self.put(make_label(self.tr("Every answer is the same as then."), "soft"))

    def _add(self, label: str, before: str, now: str, look: str = "") -> None:
        if self._row:
            self._grid.addWidget(make_line(), self._row, 0, 1, 3)
            self._row += 1
        for column, text in enumerate((label, before, now)):
            shown = make_label(text, look)
            self._grid.addWidget(shown, self._row, column, Qt.AlignmentFlag.AlignTop)
        self._row += 1


def say_result(score: str | None, band_label: str) -> str:
    """A score and its result in one line; a dash for a score that was withheld."""
    return " · ".join(part for part in (score or "–", band_label) if part)


def say_then(one: ChangedItem | ItemChange) -> str:
    """An item's answer the last time."""
    return say_missing_note(one.before_note) if one.before_note else one.before


def say_now(one: ChangedItem | ItemChange) -> str:
    """An item's answer this time."""
    return say_missing_note(one.now_note) if one.now_note else one.now
