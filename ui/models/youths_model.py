# SPDX-License-Identifier: AGPL-3.0-or-later
"""Youths by search, fetched page by page as the view scrolls.

Invariant: a page that answers an earlier search than the present one is dropped.
"""

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal

from ui.errors import ShownError
from ui.kit import Kit
from ui.models.rows import NOWHERE, Index, row_data
from ui.models.rows_of import youth_row
from ui.youth_views import YouthList, YouthPage, YouthRow

PAGE = 50


class YouthsModel(QAbstractListModel):
    """A model over `YouthsPort.search`.

    Signals:
        found: a search was answered; carries the number of all matches.
        failed: a search was not answered; carries the `ShownError`.
    """

    found = Signal(int)
    failed = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._text, self._which = "", YouthList.ALL
        self._rows: list[YouthRow] = []
        self._total, self.more = 0, False
        self._search = 0
        self._asking = False

    def search(self, text: str, which: YouthList = YouthList.ALL) -> None:
        """Show matches for another text or among another list, or the same afresh."""
        self._text, self._which = text, which
        self._search += 1
        self._ask(0)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Number of rows fetched so far."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See `ui.models.rows.row_data`."""
        if not index.isValid():
            return None
        return row_data(youth_row(self._rows[index.row()], self._kit.moments), role)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether matches remain."""
        return not parent.isValid() and not self._asking and len(self._rows) < self._total

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent):
            self._ask(len(self._rows))

    def _ask(self, offset: int) -> None:
        self._asking = True
        search, text, which = self._search, self._text, self._which
        youths = self._kit.workspace.youths

        def take(page: YouthPage) -> None:
            if search == self._search:
                self._asking = False
                self._take(offset, page)

        def fail(error: ShownError) -> None:
            if search == self._search:
                self._asking = False
                self.failed.emit(error)

        self._kit.runner.run(
            lambda: youths.search(text, offset, PAGE, which), context=self, done=take, failed=fail
        )

    def _take(self, offset: int, page: YouthPage) -> None:
        if offset == 0:
            self.beginResetModel()
            self._rows, self._total, self.more = list(page.rows), page.total, page.more
            self.endResetModel()
            self.found.emit(page.total)
        elif page.rows:
            self.beginInsertRows(QModelIndex(), offset, offset + len(page.rows) - 1)
            self._rows.extend(page.rows)
            self._total, self.more = page.total, page.more
            self.endInsertRows()
        else:
            self._total = len(self._rows)
