# SPDX-License-Identifier: AGPL-3.0-or-later
"""For whom a paper is made, and what it will hold for that person, before anything is printed."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from casework.ids import HatId
from ui.dialogs.ask_dialog import AskDialog
from ui.paper_views import PageRecipient
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import clear_layout

LEAST_SHOWN, USUAL_HEIGHT = 72, 540


class Previewed(NamedTuple):
    """One page or part, and what stands on it."""

    heading: str
    lines: tuple[str, ...]


class RecipientWords(NamedTuple):
    """What is asked, what a person chooses by, and what follows."""

    question: str
    explained: str
    go_on: str


Show: TypeAlias = Callable[[Sequence[Previewed]], None]
Preview: TypeAlias = Callable[[HatId, Show], None]


class RecipientDialog(AskDialog):
    """One choice, and below it what the paper holds for whoever is chosen.

    Args:
        preview: finds out what it holds and calls back; an answer for somebody chosen before is
            not shown.
    """

    def __init__(
        self,
        parent: QWidget,
        people: Sequence[PageRecipient],
        words: RecipientWords,
        preview: Preview,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.question)
        self.setMinimumWidth(460)
        self._preview = preview
        self.people = QComboBox()
        self.people.setAccessibleName(words.question)
        self.people.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.people.setMinimumContentsLength(24)
        for one in people:
            self.people.addItem(one.label, one.hat)
        self.yes = make_button(words.go_on, self.accept, "primary")
        self.yes.setDefault(True)
        self._shown = QVBoxLayout()
        self._shown.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(self.margin,) * 4)
        layout.setSpacing(MEASURES.unit)
        layout.addWidget(make_label(words.question, "section"))
        layout.addWidget(make_label(words.explained, "soft"))
        layout.addWidget(self.people)
        layout.addWidget(self._make_area(), 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("Cancel"), self.reject))
        buttons.addWidget(self.yes)
        layout.addLayout(buttons)
        room = self.screen().availableGeometry().height() - 4 * self.margin
        self.resize(self.minimumWidth(), min(USUAL_HEIGHT, room))
        self.people.currentIndexChanged.connect(self._ask)
        self._ask()

    def said(self) -> list[str]:
        """The preview, line by line."""
        found = []
        for at in range(self._shown.count()):
            item = self._shown.itemAt(at)
            widget = None if item is None else item.widget()
            if widget is not None:
                found.append(widget.accessibleName())
        return found

    def _make_area(self) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("look", "column")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, MEASURES.unit, 0)
        column.addLayout(self._shown)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("What it will hold"))
        area.setMinimumHeight(LEAST_SHOWN)
        area.setWidget(inner)
        return area

    def _ask(self) -> None:
        clear_layout(self._shown)
        chosen = self.people.currentData()
        if chosen is not None:
            hat = HatId(str(chosen))
            self._preview(hat, lambda found: self._show(hat, found))

    def _show(self, hat: HatId, found: Sequence[Previewed]) -> None:
        if self.people.currentData() != hat:
            return
        clear_layout(self._shown)
        for one in found:
            self._put(one.heading, "strong")
            for line in one.lines:
                self._put(f"• {line}", "small")

    def _put(self, words: str, look: str) -> None:
        label = make_label(words, look)
        label.setAccessibleName(words)
        self._shown.addWidget(label)

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        people: Sequence[PageRecipient],
        words: RecipientWords,
        preview: Preview,
    ) -> HatId | None:
        """Whose role was chosen, or None."""
        dialog = cls(parent, people, words, preview)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            return HatId(str(dialog.people.currentData()))
        finally:
            dialog.deleteLater()
