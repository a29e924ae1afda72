# SPDX-License-Identifier: AGPL-3.0-or-later
"""A list of rows that are all in memory: two lines of words, an icon and a tag."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.theme.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list.

    Attributes:
        key: what choosing the row means, e.g. a place; None when it cannot be chosen.
        aside: short words at the right, below the tag.
        inner: it belongs to the row above, and stands further in and lighter.
        text: longer words below, wrapped; only the timeline shows them.
    """

    key: object
    title: str
    detail: str = ""
    aside: str = ""
    tag: str = ""
    tone: Tone = "plain"
    icon: str = ""
    icon_tone: str = "accent_text"
    text: str = ""
    inner: bool = False
    warning: str = ""

    @property
    def spoken(self) -> str:
        """The whole row as one sentence, for screen readers."""
        aside = self.aside.replace("\n", ", ")
        parts = (self.title, self.tag, self.detail, aside, self.text, self.warning)
        return ", ".join(part for part in parts if part)


def row_data(row: Row, role: int) -> object:
    """What a view asks of a row."""
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return row.title
        case Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        case Qt.ItemDataRole.UserRole:
            return row
        case _:
            return None


class RowsModel(QAbstractListModel):
    """Rows that are replaced as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def replace(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See `row_data`."""
        return row_data(self._rows[index.row()], role) if index.isValid() else None
