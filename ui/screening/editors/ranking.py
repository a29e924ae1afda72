# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting choices in order, by dragging, with Alt and the arrows, or with two buttons.

Nothing is ranked until the person moves something or says that the order shown is theirs: the
order in which a form lists its choices is nobody's answer.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from forms.markdown import to_plain
from forms.session import QuestionState
from ui.screening.editors.editor import Editor
from ui.screening.flow import FlowLayout
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label

VALUE_ROLE = Qt.ItemDataRole.UserRole
MOST_IN_SIGHT = 10


class RankingEditor(Editor):
    """The choices as a list that is put in order."""

    clearable = True

    def __init__(self) -> None:
        super().__init__()
        self._labels: dict[str, str] = {}
        self._shown: tuple[str, ...] = ()
        self._ranked = False
        self._quiet = False
        self.list = QListWidget()
        self.list.setProperty("look", "choices")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.model().rowsMoved.connect(self._on_moved)
        self._told = make_label("", "small")
        self.up = make_button(self.tr("Up"), lambda: self._move(-1))
        self.down = make_button(self.tr("Down"), lambda: self._move(1))
        self.agree = make_button(self.tr("This is the order"), self._on_agreed)
        self.up.setToolTip(self.tr("Alt+Up"))
        self.down.setToolTip(self.tr("Alt+Down"))
        row = FlowLayout()
        for button in (self.up, self.down, self.agree):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.half)
        column.addWidget(self._told)
        column.addWidget(self.list)
        column.addLayout(row)

    def show_state(self, state: QuestionState) -> None:
        """Show the order given, or the choices as the form lists them."""
        self._labels = {one.value: to_plain(one.label) for one in state.choices}
        given = state.answer if isinstance(state.answer, tuple) else ()
        order = tuple(one for one in given if one in self._labels)
        # An order of other choices is no order of these: it is shown first and asked for again.
        self._ranked = bool(order) and sorted(given) == sorted(self._labels)
        order += tuple(one for one in self._labels if one not in order)
        if order != self._shown or self.list.count() != len(order):
            self._rebuild(order)
        self._number()
        movable = not state.readonly
        self.list.setDragEnabled(movable)
        for button in (self.up, self.down, self.agree):
            button.setEnabled(movable)

    def controls(self) -> Sequence[QWidget]:
        """The list."""
        return (self.list,)

    def describe(self, name: str, description: str) -> None:
        """The list says whether anything is ranked yet."""
        told = self._told.text()
        super().describe(name, "\n".join(part for part in (told, description) if part))
        for button in (self.up, self.down, self.agree):
            button.setAccessibleDescription(name)

    def clear_choice(self) -> bool:
        """Take the order back."""
        if not self._ranked or not self.up.isEnabled():
            return False
        self.given.emit(None)
        return True

    def take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Alt with an arrow moves the current row."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if watched is not self.list or step is None or not alt or not self.up.isEnabled():
            return False
        self._move(step)
        return True

    def focus_target(self) -> QWidget:
        """The list."""
        return self.list

    def _rebuild(self, order: tuple[str, ...]) -> None:
        self._quiet = True
        row = max(self.list.currentRow(), 0)
        self.list.clear()
        for value in order:
            item = QListWidgetItem(self._labels[value])
            item.setData(VALUE_ROLE, value)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 2 * MEASURES.unit))
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        rows = min(max(len(order), 1), MOST_IN_SIGHT)
        self.list.setFixedHeight(rows * (self.fontMetrics().height() + 2 * MEASURES.unit) + 8)
        self._shown = order
        self._quiet = False

    def _number(self) -> None:
        """Numbers stand before what is ranked, and only then."""
        self._quiet = True
        for row in range(self.list.count()):
            item = self.list.item(row)
            words = self._labels.get(str(item.data(VALUE_ROLE)), "")
            item.setText(f"{row + 1}.  {words}" if self._ranked else words)
        self._quiet = False
        self._told.setText(
            ""
            if self._ranked
            else self.tr("Not ranked yet: move a line, or say that this is the order.")
        )
        self._told.setVisible(not self._ranked)
        self.agree.setVisible(not self._ranked)

    def _order(self) -> tuple[str, ...]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(str(one.data(VALUE_ROLE)) for one in items)

    def _move(self, step: int) -> None:
        # A screen reader selects a line without making it the current one.
        selected = self.list.selectedIndexes()
        row = selected[0].row() if selected else self.list.currentRow()
        if not 0 <= row + step < self.list.count() or row < 0:
            return
        # The lines change their words and not their places, so that whoever listens to the list
        # hears each place as it is now.
        one, other = self.list.item(row), self.list.item(row + step)
        held = one.data(VALUE_ROLE)
        one.setData(VALUE_ROLE, other.data(VALUE_ROLE))
        other.setData(VALUE_ROLE, held)
        self.list.setCurrentRow(row + step)
        self._give()

    def _on_moved(self) -> None:
        if not self._quiet and self.list.count() == len(self._labels):
            self._give()

    def _on_agreed(self) -> None:
        self._give()
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _give(self) -> None:
        order = self._order()
        if sorted(order) != sorted(self._labels):
            return
        self._shown, self._ranked = order, True
        self._number()
        self.given.emit(order)
