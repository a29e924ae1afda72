# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two groups of actions: beside each other where both fit, else one below the other.

Invariant: no action is ever narrower than its words.
"""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.theme.tokens import MEASURES


class TwoRows(QWidget):
    """Holds `first` and `second`, each a row that takes buttons before its stretch."""

    def __init__(self) -> None:
        super().__init__()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(MEASURES.unit)
        self._held = QWidget(), QWidget()
        self.first, self.second = (QHBoxLayout(one) for one in self._held)
        for at, (held, row) in enumerate(zip(self._held, (self.first, self.second), strict=True)):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(MEASURES.unit)
            row.addStretch(1)
            self._both.addWidget(held, at)

    def put(self, row: QHBoxLayout, *buttons: QWidget) -> None:
        """Add buttons to the end of one of the rows."""
        for one in buttons:
            row.insertWidget(row.count() - 1, one)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the rows, as they could stand below each other."""
        widest = max(one.minimumSizeHint().width() for one in self._held)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose anew."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Choose anew where an action came or went."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        wanted = sum(one.sizeHint().width() for one in self._held) + MEASURES.unit
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across if wanted <= self.width() else down)
