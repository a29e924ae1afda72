# SPDX-License-Identifier: AGPL-3.0-or-later
"""A list to choose from by arrow keys and Enter or by one click."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView

from ui.models.rows import ROW_ROLE, Row, RowsModel
from ui.theme.theme import Theme
from ui.widgets.row_delegate import RowDelegate


class RowList(QListView):
    """Shows rows.

    Args:
        fits: grow to hold every row instead of scrolling; for short lists inside a page.

    Signals:
        chosen: the key of a row.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, *, fits: bool = True) -> None:
        super().__init__()
        self._fits = fits
        self.rows = RowsModel()
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(theme, self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        if fits:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.rows.replace(rows)
        self.fit()

    def fit(self) -> None:
        """Take the height of the content, when asked to."""
        if self._fits:
            count = self.model().rowCount()
            self.setFixedHeight(max(1, sum(self.sizeHintForRow(at) for at in range(count))))

    def choose_current(self) -> None:
        """Choose the row the keyboard is on."""
        self._on_clicked(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose_current()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current row as soon as the keyboard arrives."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep no row marked once the keyboard is elsewhere."""
        super().focusOutEvent(event)
        if self._fits:
            self.clearSelection()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Heights may depend on the width."""
        super().resizeEvent(event)
        if self._fits and event.size().width() != event.oldSize().width():
            self.doItemsLayout()
            self.fit()

    def _on_clicked(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW_ROLE) if index.isValid() else None
        if row is not None and row.key is not None:
            self.chosen.emit(row.key)
