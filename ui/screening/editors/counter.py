# SPDX-License-Identifier: AGPL-3.0-or-later
"""A whole number counted up and down; it may be typed as well."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from forms.answers import Answer
from forms.definition import Control
from forms.session import QuestionState
from ui.screening.editors.editor import Editor
from ui.screening.editors.typed import TypedEditor
from ui.screening.readings import UnreadableAnswer, read_typed
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button

LINE_WIDTH = 124


class CounterEditor(Editor):
    """Minus, the number, plus. Empty until touched; the first plus makes 1, the first minus 0."""

    def __init__(self) -> None:
        super().__init__()
        self.typed = TypedEditor(Control.INTEGER)
        self.line = self.typed.line
        self.typed.given.connect(self.given)
        self.typed.unreadable.connect(self.unreadable)
        self.less = make_button("−", lambda: self._count(-1))
        self.more = make_button("+", lambda: self._count(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEASURES.half)
        self.typed.setFixedWidth(LINE_WIDTH)
        row.addWidget(self.less)
        row.addWidget(self.typed)
        row.addWidget(self.more)
        row.addStretch(1)

    def show_state(self, state: QuestionState) -> None:
        """Show the number."""
        self.typed.show_state(state)
        for button in (self.less, self.more):
            button.setEnabled(not state.readonly)

    def describe(self, name: str, description: str) -> None:
        """The line carries the name; the buttons say what they do."""
        self.typed.describe(name, description)
        self.less.setAccessibleName(self.tr("One less"))
        self.more.setAccessibleName(self.tr("One more"))
        for button in (self.less, self.more):
            button.setAccessibleDescription(name)

    def flush(self) -> None:
        """Give what is typed."""
        self.typed.flush()

    def take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Up and down count."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if watched is not self.line or step is None or self.line.isReadOnly():
            return False
        self._count(step)
        return True

    def focus_target(self) -> QWidget:
        """The line."""
        return self.line

    def _count(self, step: int) -> None:
        try:
            number: Answer = read_typed(Control.INTEGER, self.line.text())
        except UnreadableAnswer:
            return
        counted = max(step, 0) if not isinstance(number, int) else number + step
        self.typed.put_typed(str(counted))
