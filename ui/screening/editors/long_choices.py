# SPDX-License-Identifier: AGPL-3.0-or-later
"""Choosing from a long list: a line that narrows it by typing, over one list view.

The line shows what is chosen, and writing a choice's exact words into it chooses it, so that the
line alone answers the question. With `folded` the list is out of sight until it is wanted.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from forms.session import Choice, QuestionState
from ui.screening.editors.attachments import Attachments
from ui.screening.editors.choice_list import THUMBNAIL, ChoiceList
from ui.screening.editors.choices import chosen_values
from ui.screening.editors.editor import Editor
from ui.screening.editors.typed import PAUSE_MS
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_label, make_tool, restyle

ROWS = 7
ROW_HEIGHT = 28
NAMED_AT_ONCE = 12


class LongChoicesEditor(Editor):
    """A line to search in and the list of what it finds.

    Args:
        attachments: hold the pictures of choices, which the list shows small; None for none.
    """

    clearable = True

    def __init__(
        self,
        *,
        several: bool,
        folded: bool = False,
        quick: bool = False,
        attachments: Attachments | None = None,
    ) -> None:
        super().__init__()
        self._several, self._folded, self._quick = several, folded, quick and not several
        self._choices: tuple[Choice, ...] | None = None
        self._chosen: set[str] = set()
        self._readonly = False
        self._quiet = False
        self._typed = False
        media = None if attachments is None else attachments.media
        self.model = ChoiceList(several=several, media=media)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Type to search"))
        self.line.textChanged.connect(self._on_typed)
        self.line.installEventFilter(self)
        self.open = make_tool("▾", lambda: None, "switch")
        self.open.setCheckable(True)
        self.open.clicked.connect(self._on_open)
        self.open.setAccessibleName(self.tr("Show the list"))
        self.view = self._make_view()
        self._names = make_label("", "small")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._take_exact)
        self._place()
        self.open.setVisible(folded)
        self.view.setVisible(not folded)

    def _place(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEASURES.half)
        row.addWidget(self.line, 1)
        row.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.half)
        column.addLayout(row)
        column.addWidget(self._names)
        column.addWidget(self.view)

    def show_state(self, state: QuestionState) -> None:
        """Show the choices and which are chosen."""
        if state.choices != self._choices:
            self._choices = state.choices
            self._change(lambda: self.model.show_choices(state.choices))
            self._resize()
            self._typed = False
        self._readonly = state.readonly
        self.line.setReadOnly(state.readonly)
        self.open.setEnabled(not state.readonly)
        self.view.setEnabled(not state.readonly)
        self._chosen = chosen_values(state.answer)
        self._show_chosen()

    def controls(self) -> Sequence[QWidget]:
        """The line and the list."""
        return (self.line, self.view)

    def describe(self, name: str, description: str) -> None:
        """The drop-down button says whose list it opens."""
        super().describe(name, description)
        self.open.setAccessibleDescription(name)

    def flush(self) -> None:
        """Choose what is written in full; words that name no choice are said to name none."""
        self._pause.stop()
        if not self._typed:
            return
        text = self.line.text().strip()
        if not text:
            self._typed = False
            self._say_unreadable("")
            if not self._several and self._chosen:
                self._give(set())
        elif not self._take_exact():
            self._say_unreadable(
                self.tr("“{words}” is not in the list; choose one that is.").format(words=text[:60])
            )

    def clear_choice(self) -> bool:
        """Take everything back."""
        if not self._chosen or self._readonly:
            return False
        self._typed = False
        self._give(set())
        return True

    def take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Down leads into the list, Enter takes its current row, Escape folds it up."""
        key = event.key()
        if watched is self.line and key == Qt.Key.Key_Down and self.model.rowCount():
            self._unfold(shown=True)
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.view.currentIndex().isValid():
                self._point_at(0)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._enter(watched)
        if key == Qt.Key.Key_Space and watched is self.view:
            taken = self._take_current()
            if taken and self.view.isHidden():
                self.line.setFocus(Qt.FocusReason.TabFocusReason)
            return taken
        if watched is self.view and self._is_typing(event):
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.setText(event.text())
            return True
        if key == Qt.Key.Key_Escape and self._folded and self.view.isVisible():
            self._unfold(shown=False)
            self._show_chosen()
            self.line.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _is_typing(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        return not held and event.text().isprintable() and bool(event.text().strip())

    def focus_target(self) -> QWidget:
        """The line."""
        return self.line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Entering the line selects its words, so that typing replaces them; leaving gives."""
        if watched is self.line and event.type() == QEvent.Type.FocusIn:
            QTimer.singleShot(0, self.line, self.line.selectAll)
        if watched is self.line and event.type() == QEvent.Type.FocusOut and not self._in_list():
            self.flush()
        return super().eventFilter(watched, event)

    def _in_list(self) -> bool:
        return self.view.hasFocus() or self.open.hasFocus() or self.view.underMouse()

    def _make_view(self) -> QListView:
        view = QListView()
        view.setProperty("look", "choices")
        view.setUniformItemSizes(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setSelectionMode(
            QAbstractItemView.SelectionMode.MultiSelection
            if self._several
            else QAbstractItemView.SelectionMode.SingleSelection
        )
        view.setIconSize(QSize(THUMBNAIL, THUMBNAIL))
        view.setModel(self.model)
        view.selectionModel().selectionChanged.connect(self._on_selection)
        return view

    def _on_typed(self, text: str) -> None:
        if self._quiet:
            return
        if self._readonly:
            self._show_chosen()
            return
        self._typed = True
        self._change(lambda: self.model.narrow(text))
        self._show_chosen()
        self._unfold(shown=True)
        if text.strip() and self.model.rowCount():
            self._point_at(0)
        self._pause.start()

    def _take_exact(self) -> bool:
        value = self.model.value_named(self.line.text()) if self._typed else None
        if value is None:
            return False
        self._typed = False
        if value not in self._chosen:
            self._give({*self._chosen, value} if self._several else {value})
        self._say_unreadable("")
        return True

    def _enter(self, watched: QObject) -> bool:
        """Enter goes on; from the line it first takes what typing has found."""
        if watched is self.view and not self._several:
            self._take_current()
        elif watched is self.line and self._typed and self.line.text().strip():
            return self._take_current() and self._several
        return False

    def _take_current(self) -> bool:
        """Choose the current row; of several, take it back when it is chosen."""
        index = self.view.currentIndex()
        if self._readonly or not index.isValid():
            return False
        value = self.model.value_of(index.row())
        self._say_unreadable("")
        if not self._several:
            self._typed = False
            self._give({value})
            self._unfold(shown=False)
            return True
        if self._typed:
            self._typed = False
            self._put("")
            self._change(lambda: self.model.narrow(""))
        self._give(self._chosen ^ {value})
        return True

    def _on_selection(self, on: QItemSelection, off: QItemSelection) -> None:
        """The mouse, the arrows or a screen reader chose rows."""
        if self._quiet or self._readonly:
            return
        added = {self.model.value_of(one.row()) for one in on.indexes()}
        taken = {self.model.value_of(one.row()) for one in off.indexes()}
        self._typed = False
        self._say_unreadable("")
        if self._several:
            self._give((self._chosen - taken) | added)
        elif added:
            self._give(added)
            if self.view.underMouse():
                self._unfold(shown=False)
                if self._quick:
                    self.finished.emit()

    def _give(self, chosen: set[str]) -> None:
        self._chosen = chosen
        values = self.model.in_order(chosen)
        self._show_chosen()
        self.given.emit((values or None) if self._several else (values[0] if values else None))

    def _show_chosen(self) -> None:
        def mark() -> None:
            self.model.mark(set(self._chosen))
            selection = QItemSelection()
            for value in self._chosen:
                row = self.model.row_of(value)
                if row is not None:
                    selection.select(self.model.index(row), self.model.index(row))
            self.view.selectionModel().select(
                selection, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

        self._change(mark)
        names = [self.model.label_of(one) for one in self.model.in_order(self._chosen)]
        if self._several:
            more = len(names) - NAMED_AT_ONCE
            shown = names[:NAMED_AT_ONCE] + ([f"+ {more}"] if more > 0 else [])
            self._names.setText(", ".join(shown))
        elif not self._typed:
            self._put(names[0] if names else "")
        self._names.setVisible(bool(names) and self._several)

    def _put(self, text: str) -> None:
        if self.line.text() == text:
            return

        def write() -> None:
            self.line.setText(text)

        self._change(write)

    def _point_at(self, row: int) -> None:
        self.view.selectionModel().setCurrentIndex(
            self.model.index(row), QItemSelectionModel.SelectionFlag.NoUpdate
        )

    def _change(self, change: Callable[[], object]) -> None:
        """Change the widgets without taking it for the person's doing."""
        before, self._quiet = self._quiet, True
        try:
            change()
        finally:
            self._quiet = before

    def _unfold(self, *, shown: bool) -> None:
        if self._folded:
            self.view.setVisible(shown)
            self.open.setChecked(shown)

    def _on_open(self) -> None:
        shown = self.open.isChecked()
        if shown:
            self._change(lambda: self.model.narrow(""))
            self._show_chosen()
        self._unfold(shown=shown)
        (self.view if shown else self.line).setFocus(Qt.FocusReason.TabFocusReason)

    def _resize(self) -> None:
        rows = min(max(self.model.rowCount(), 1), ROWS)
        height = max(ROW_HEIGHT, self.view.sizeHintForRow(0))
        self.view.setFixedHeight(rows * height + 6)

    def _say_unreadable(self, sentence: str) -> None:
        restyle(self.line, state="error" if sentence else "")
        self.unreadable.emit(sentence)
