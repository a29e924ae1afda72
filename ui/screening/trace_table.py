# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why the score is what it is: every scored item with its answer, points and what it adds."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.screening.outcome import Outcome, OutcomeLine, OutcomeScore
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.looks import make_label, make_line


class TraceTable(Card):
    """Items, answers and points in three columns, one table for each score."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(self.tr("Why this score"))
        if not outcome.scores:
            self._put_table("", outcome.lines)
        for score in outcome.scores:
            self._put_score(score, named=len(outcome.scores) > 1)

    def _put_score(self, score: OutcomeScore, *, named: bool) -> None:
        if not score.lines:
            return
        if named and score.label:
            self.body.addSpacing(MEASURES.unit)
            self.put(make_label(score.label, "strong"))
        self._put_table(score.label, score.lines)

    def _put_table(self, name: str, lines: tuple[OutcomeLine, ...]) -> None:
        table = QWidget()
        table.setAccessibleName(
            " ".join(part for part in (self.tr("Why this score"), name) if part)
        )
        self._grid = QGridLayout(table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(MEASURES.gap)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 3)
        self._row = 0
        heads = OutcomeLine(self.tr("Item"), self.tr("Answer"), self.tr("Points"), missing=False)
        self._add(heads, "small")
        for line in lines:
            self._add(line, "soft" if line.missing else "")
        self.put(table)

    def _add(self, line: OutcomeLine, look: str) -> None:
        if self._row:
            self._grid.addWidget(make_line(), self._row, 0, 1, 3)
            self._row += 1
        item = make_label(line.label, "small" if look == "small" else "")
        number = make_label(line.points, look, wrap=False)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(item, self._row, 0, top)
        self._grid.addWidget(make_label(line.answer, look), self._row, 1, top)
        self._grid.addWidget(number, self._row, 2, top | Qt.AlignmentFlag.AlignRight)
        self._row += 1
        if line.adds:
            right = top | Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(
                make_label(line.adds, "small", wrap=False), self._row, 0, 1, 3, right
            )
            self._row += 1
