# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which signed screenings of one form are saved as one table; at first all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.ask_dialog import AskDialog
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label

SMALLEST = (440, 300)


class PickScreenings(AskDialog):
    """A list of boxes to tick; space ticks the one with the keyboard.

    Args:
        names: what each is called, newest first.
    """

    def __init__(self, parent: QWidget, title: str, names: Sequence[str]) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setMinimumSize(*SMALLEST)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        for name in names:
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.count = make_label("", "small")
        self.every = make_button(self.tr("&All"), lambda: self._tick(Qt.CheckState.Checked))
        self.none = make_button(self.tr("&None"), lambda: self._tick(Qt.CheckState.Unchecked))
        self.save = make_button(self.tr("&Save…"), self.accept, "primary")
        self.list.itemChanged.connect(self._say_count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(self.margin,) * 4)
        layout.setSpacing(MEASURES.unit)
        layout.addWidget(make_label(title, "section"))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.count)
        buttons = QHBoxLayout()
        for button in (self.every, self.none):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("Cancel"), self.reject))
        buttons.addWidget(self.save)
        layout.addLayout(buttons)
        self._say_count()
        self.list.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, title: str, names: Sequence[str]) -> tuple[int, ...]:
        """Places of those chosen among the names; empty when the worker changed their mind."""
        dialog = cls(parent, title, names)
        try:
            accepted = dialog.exec() == QDialog.DialogCode.Accepted
            return dialog.chosen() if accepted else ()
        finally:
            dialog.deleteLater()

    def chosen(self) -> tuple[int, ...]:
        """Places of those ticked."""
        ticked = Qt.CheckState.Checked
        return tuple(
            at for at in range(self.list.count()) if self.list.item(at).checkState() == ticked
        )

    def _tick(self, state: Qt.CheckState) -> None:
        for at in range(self.list.count()):
            self.list.item(at).setCheckState(state)

    def _say_count(self) -> None:
        chosen = len(self.chosen())
        self.count.setText(
            self.tr("{chosen} of {total} chosen").format(chosen=chosen, total=self.list.count())
        )
        self.save.setEnabled(chosen > 0)
