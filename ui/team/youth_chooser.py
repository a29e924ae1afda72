# SPDX-License-Identifier: AGPL-3.0-or-later
"""Choosing a youth of this laptop by a few letters of a name or a number."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.kit import Kit
from ui.models.rows import Row
from ui.widgets.looks import make_label
from ui.widgets.row_list import RowList
from ui.youth_views import YouthPage, YouthRow

MOST = 6


class YouthChooser(QWidget):
    """A line to type into and the youths it finds.

    Signals:
        chosen: a `ui.views.YouthRow`.
        failed: the `ShownError` of a search.
    """

    chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.box = QLineEdit()
        self.box.setClearButtonEnabled(True)
        self.box.setPlaceholderText(self.tr("Youth: a name or number"))
        self.box.setAccessibleName(self.tr("Choose a youth"))
        self.box.installEventFilter(self)
        self.list = RowList(kit.theme, self.tr("Youths found"))
        self.nobody = make_label(self.tr("No youth on this laptop matches these words."), "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.box, self.list, self.nobody):
            column.addWidget(widget)
        self.list.hide()
        self.nobody.hide()
        self.box.textChanged.connect(self._on_typed)
        self.box.returnPressed.connect(self._on_return)
        self.list.chosen.connect(self._on_chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down goes from the words to what they found."""
        if (
            watched is self.box
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
            and self.list.rows.rowCount()
        ):
            self.list.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _on_typed(self, text: str) -> None:
        words = text.strip()
        if not words:
            self._show(YouthPage(0, ()))
            return
        youths = self._kit.workspace.youths
        self._kit.runner.run(
            lambda: youths.search(words, 0, MOST),
            context=self,
            done=lambda page: self._show(page) if self.box.text().strip() == words else None,
            failed=self.failed.emit,
        )

    def _show(self, page: YouthPage) -> None:
        self.list.show_rows([_row(one) for one in page.rows])
        self.list.setVisible(bool(page.rows))
        self.nobody.setVisible(not page.rows and bool(self.box.text().strip()))

    def _on_return(self) -> None:
        if self.list.rows.rowCount():
            self.list.setCurrentIndex(self.list.rows.index(0, 0))
            self.list.choose_current()

    def _on_chosen(self, row: YouthRow) -> None:
        self.box.clear()
        self.chosen.emit(row)


def _row(one: YouthRow) -> Row:
    return Row(key=one, title=one.shown_name, detail=one.agency_numbers, icon="youth")
