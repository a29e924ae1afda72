# SPDX-License-Identifier: AGPL-3.0-or-later
"""The choices of a long list as a model, narrowed by typing; 100,000 of them stay quick.

Invariant: what is chosen is kept by value, so narrowing the list never takes a choice back.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPixmap

from forms.markdown import to_plain
from forms.session import Choice
from ui.screening.editors.pictures import fit_pixmap, read_picture

THUMBNAIL = 48
Index = QModelIndex | QPersistentModelIndex


class ChoiceList(QAbstractListModel):
    """Choices whose words contain what was typed, those that begin with it first.

    Args:
        several: rows show a box that is checked when chosen.
        media: a picture that came with the form, by name; a row asks for its own when painted.
    """

    def __init__(self, *, several: bool, media: Callable[[str], bytes | None] | None) -> None:
        super().__init__()
        self._several = several
        self._media = media
        self._pictures: dict[str, QPixmap | None] = {}
        self.has_pictures = False
        self._choices: tuple[Choice, ...] = ()
        self._labels: list[str] = []
        self._folded: list[str] = []
        self._rows: Sequence[int] = ()
        self._at: dict[str, int] = {}
        self.chosen: set[str] = set()

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self._choices = choices
        self.has_pictures = self._media is not None and any(
            one.media.get("image") for one in choices
        )
        self._labels = [to_plain(one.label) for one in choices]
        self._folded = [one.casefold() for one in self._labels]
        self._at = {one.value: at for at, one in enumerate(choices)}
        self._rows = range(len(choices))
        self.endResetModel()

    def narrow(self, typed: str) -> None:
        """Keep the choices that contain what was typed; all when nothing was."""
        wanted = typed.strip().casefold()
        self.beginResetModel()
        if not wanted:
            self._rows = range(len(self._choices))
        else:
            found = [at for at, words in enumerate(self._folded) if wanted in words]
            first = [at for at in found if self._folded[at].startswith(wanted)]
            later = [at for at in found if not self._folded[at].startswith(wanted)]
            self._rows = first + later
        self.endResetModel()

    def mark(self, chosen: set[str]) -> None:
        """Show what is chosen."""
        if chosen != self.chosen:
            self.chosen = chosen
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """How many choices are left."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row, and whether it is chosen."""
        if not index.isValid():
            return None
        at = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._labels[at]
        if role == Qt.ItemDataRole.CheckStateRole and self._several:
            chosen = self._choices[at].value in self.chosen
            return Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
        if self.has_pictures and role == Qt.ItemDataRole.DecorationRole:
            return self._picture(self._choices[at].media.get("image", ""))
        if self.has_pictures and role == Qt.ItemDataRole.SizeHintRole:
            return QSize(THUMBNAIL, THUMBNAIL + 4)
        return None

    def _picture(self, name: str) -> QPixmap | None:
        """The thumbnail of a picture of the form; read once, and only when it is to be seen."""
        if name not in self._pictures:
            content = self._media(name) if self._media is not None and name else None
            image = None if content is None else read_picture(content)
            small = None if image is None else fit_pixmap(image, THUMBNAIL, THUMBNAIL, 2)
            self._pictures[name] = small
        return self._pictures[name]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return (
            usual | Qt.ItemFlag.ItemIsUserCheckable if self._several and index.isValid() else usual
        )

    def value_of(self, row: int) -> str:
        """The value of a row shown."""
        return self._choices[self._rows[row]].value

    def row_of(self, value: str) -> int | None:
        """The row that shows a value, if any does."""
        at = self._at.get(value)
        if at is None:
            return None
        if isinstance(self._rows, range):
            return at
        return self._rows.index(at) if at in self._rows else None

    def label_of(self, value: str) -> str:
        """The words of a value; the value itself when it is not of this list."""
        at = self._at.get(value)
        return value if at is None else self._labels[at]

    def in_order(self, values: set[str]) -> tuple[str, ...]:
        """Values in the order of the list; those it no longer offers come last."""
        last = len(self._choices)
        return tuple(sorted(values, key=lambda one: (self._at.get(one, last), one)))

    def value_named(self, typed: str) -> str | None:
        """The value whose words are exactly what was typed, if it is the only one."""
        wanted = typed.strip().casefold()
        found = [at for at, words in enumerate(self._folded) if words == wanted]
        return self._choices[found[0]].value if len(found) == 1 else None
