# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why the score is what it is: every scored item with its answer and points."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.screening.outcome import OutcomeLine
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.looks import make_label, make_line


class TraceTable(Card):
    """Items, answers and points in three columns."""

    def __init__(self, lines: Sequence[OutcomeLine]) -> None:
        super().__init__(self.tr("Why this score"))
        table = QWidget()
        table.setAccessibleName(self.tr("Why this score"))
        self._grid = QGridLayout(table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(MEASURES.gap)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 3)
        self._row = 0
        self._add(self.tr("Item"), self.tr("Answer"), self.tr("Points"), "small")
        for line in lines:
            self._add(line.label, line.answer, line.points, "soft" if line.missing else "")
        self.put(table)

    def _add(self, label: str, answer: str, points: str, look: str) -> None:
        if self._row:
            self._grid.addWidget(make_line(), self._row, 0, 1, 3)
            self._row += 1
        item = make_label(label, "small" if look == "small" else "")
        number = make_label(points, look, wrap=False)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(item, self._row, 0, top)
        self._grid.addWidget(make_label(answer, look), self._row, 1, top)
        self._grid.addWidget(number, self._row, 2, top | Qt.AlignmentFlag.AlignRight)
        self._row += 1
