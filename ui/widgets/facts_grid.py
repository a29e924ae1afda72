# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names and values side by side, in as many columns as fit."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_label

COLUMN = 210


class FactsGrid(QWidget):
    """Facts with a value; empty ones are left out."""

    def __init__(self, facts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._cells: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(MEASURES.wide_gap)
        self._grid.setVerticalSpacing(12)
        for name, value in facts:
            if value:
                self._cells.append(_make_cell(name, value))
        self._arrange(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use fewer columns when it is narrow."""
        super().resizeEvent(event)
        self._arrange(max(1, min(3, event.size().width() // COLUMN)))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for cell in self._cells:
            self._grid.removeWidget(cell)
        for at, cell in enumerate(self._cells):
            self._grid.addWidget(cell, at // columns, at % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


def _make_cell(name: str, value: str) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(make_label(name, "small"))
    column.addWidget(make_label(value))
    column.addStretch(1)
    return cell
