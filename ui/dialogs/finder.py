# SPDX-License-Identifier: AGPL-3.0-or-later
"""Going to any youth from any screen: type, then Enter for the first or a number for another.

Below each youth stand the places in which the words were found, which open like the youth. While
nothing is typed the pinned youths stand there and those opened last. An answer that comes after
other words were typed is dropped, and at most one question is under way.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.dialogs.ask_dialog import AskDialog
from ui.errors import ShownError
from ui.kit import Kit
from ui.models.rows import ROW_ROLE, Row
from ui.models.rows_of import match_row, youth_row
from ui.places import CasePlace
from ui.text import say_error
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.looks import make_label
from ui.widgets.row_list import RowList
from ui.youth_views import YouthList, YouthPage, YouthRow

NUMBERED = 9
LONGEST = 400
WIDE, HIGH = 640, 520
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_PageUp: -5,
}


class Finder(AskDialog):
    """The search of every screen.

    Signals:
        wanted: a place was chosen.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget, kit: Kit) -> None:
        super().__init__(parent)
        self._kit = kit
        self._asked: str | None = None
        self._cases: list[CasePlace] = []
        self.setAccessibleName(self.tr("Find a youth"))
        self.box = QLineEdit()
        self.box.setMaxLength(LONGEST)
        self.box.setClearButtonEnabled(True)
        self.box.setPlaceholderText(self.tr("Name, sound, number, place or any word"))
        self.box.setAccessibleName(self.tr("Find a youth"))
        self.said = make_label("", "small")
        self.problem = Banner(kit.theme, "danger")
        self.list = RowList(kit.theme, self.tr("Youths found"), fits=False)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(MEASURES.gap,) * 4)
        column.setSpacing(MEASURES.unit)
        for widget in (self.box, self.problem, self.list, self.said):
            column.addWidget(widget)
        self.resize(min(WIDE, parent.width() - 40), min(HIGH, parent.height() - 40))
        self.box.installEventFilter(self)
        self.box.textChanged.connect(self._ask)
        self.list.chosen.connect(self._choose)
        for number in range(1, NUMBERED + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(lambda at=number - 1: self._choose_number(at))
        self._ask()

    @property
    def is_asking(self) -> bool:
        """Whether a question is under way."""
        return self._asked is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list and Enter chooses, while the words stay in hand."""
        if watched is self.box and isinstance(event, QKeyEvent):
            if event.type() is not QEvent.Type.KeyPress:
                return False
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._move(_STEPS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.choose_current()
                return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        if self._asked is None:
            self._asked = self.box.text()
            youths, text = self._kit.workspace.youths, self._asked

            def find() -> YouthPage:
                if text.strip():
                    return youths.search(text, 0, NUMBERED)
                pinned = youths.search("", 0, NUMBERED, YouthList.PINNED).rows
                recent = youths.search("", 0, NUMBERED, YouthList.RECENT).rows
                rows = {one.case: one for one in (*pinned, *recent)}
                return YouthPage(len(rows), tuple(rows.values())[:NUMBERED])

            self._kit.runner.run(find, context=self, done=self._show, failed=self._fail)

    def _show(self, page: YouthPage) -> None:
        if self._is_outdated():
            return
        self.problem.say("")
        self._cases = [CasePlace(one.case) for one in page.rows]
        self.list.show_rows(self._rows(page.rows))
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.said.setText(self._say(page))

    def _fail(self, error: ShownError) -> None:
        if not self._is_outdated():
            self.problem.say(say_error(error))

    def _is_outdated(self) -> bool:
        """Whether other words were typed meanwhile; then they are asked about."""
        before, self._asked = self._asked, None
        if before == self.box.text():
            return False
        self._ask()
        return True

    def _rows(self, youths: Sequence[YouthRow]) -> list[Row]:
        moments = self._kit.moments
        rows = []
        for number, one in enumerate(youths, start=1):
            rows.append(youth_row(one, moments, number=number))
            rows += [match_row(one.case, match, moments) for match in one.matches]
        return rows

    def _say(self, page: YouthPage) -> str:
        if page.rows:
            return self.tr("Enter opens the marked one, Alt and its number a youth, Esc closes.")
        if self.box.text().strip():
            return self.tr(
                "Nothing on this laptop holds these words. Try the beginning of a name, or how it "
                "sounds."
            )
        return self.tr("Type a name, a number or a word; youths you opened last will stand here.")

    def _move(self, steps: int) -> None:
        count = self.list.model().rowCount()
        if count:
            at = min(max(self.list.currentIndex().row() + steps, 0), count - 1)
            self.list.setCurrentIndex(self.list.model().index(at, 0))
            row: Row = self.list.currentIndex().data(ROW_ROLE)
            self.box.setAccessibleDescription(row.spoken)

    def _choose_number(self, at: int) -> None:
        if at < len(self._cases):
            self._choose(self._cases[at])

    def _choose(self, place: object) -> None:
        self.accept()
        self.wanted.emit(place)
