# SPDX-License-Identifier: AGPL-3.0-or-later
"""The conflict desk: what people disagree about, side by side, decided by a person."""

from PySide6.QtWidgets import QVBoxLayout

from ui.conflict_views import ClaimView, DisputeView
from ui.errors import ShownError
from ui.kit import Kit
from ui.port_values import Changes
from ui.record_views import FieldsWrong
from ui.record_words import say_fault
from ui.widgets.dispute_card import DisputeCard
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import make_label, make_tool
from ui.widgets.page_frame import PageFrame, clear_layout


class ConflictsPage(PageFrame):
    """Everything that waits for a decision, the oldest first."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "")
        self.title.setText(self.tr("To decide"))
        self.setAccessibleName(self.tr("To decide"))
        back = make_tool(self.tr("Back"), self.left.emit)
        kit.theme.put_icon(back, "back")
        self.put_back(back)
        self.back = back
        self.cards: list[DisputeCard] = []
        self._list = QVBoxLayout()
        self._nothing = EmptyState(
            kit.theme,
            "check",
            self.tr("Nobody disagrees."),
            self.tr("When two people write different things in the same place, both stand here."),
        )
        self._nothing.hide()
        kept = self.tr("Every value is kept for good, with who wrote it, whatever you decide.")
        self._note = make_label(kept, "small")
        self.column.addLayout(self._list)
        self.column.addWidget(self._nothing)
        self.column.addWidget(self._note)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Ask again."""
        self.fetch(self.kit.workspace.conflicts.disputes, self._show)

    def take_focus(self) -> None:
        """Start at the first value that can be taken."""
        first = next((one.takes[0] for one in self.cards if one.takes), None)
        (first or self.back).setFocus()

    def _show(self, disputes: tuple[DisputeView, ...]) -> None:
        typed = {one.about: one.other.text() for one in self.cards}
        held = next((one.about for one in self.cards if one.other.hasFocus()), None)
        clear_layout(self._list)
        self.cards = [DisputeCard(self.kit, one) for one in disputes]
        for card in self.cards:
            card.other.setText(typed.get(card.about, ""))
            card.chosen.connect(self._on_chosen)
            card.written.connect(self._on_written)
            self._list.addWidget(card)
        self._nothing.setVisible(not disputes)
        self._note.setVisible(bool(disputes))
        again = next((one for one in self.cards if one.about == held), None)
        if again is None:
            self.take_focus()
        else:
            again.other.setFocus()

    def show_problem(self, error: ShownError) -> None:
        """Say it, and show what stands there now: others may have written meanwhile."""
        super().show_problem(error)
        if isinstance(error, FieldsWrong):
            self.problem.say(" ".join(map(say_fault, error.faults)), "danger")
        asked, say = self.kit.workspace.conflicts.disputes, super().show_problem
        self.kit.runner.run(asked, context=self, done=self._show, failed=say)

    def _on_chosen(self, dispute: DisputeView, claim: ClaimView) -> None:
        conflicts = self.kit.workspace.conflicts
        self.fetch(lambda: conflicts.choose(dispute, claim), self._on_decided)

    def _on_written(self, dispute: DisputeView, text: str) -> None:
        conflicts = self.kit.workspace.conflicts
        self.fetch(lambda: conflicts.write(dispute, text), self._on_decided)

    def _on_decided(self, changes: Changes) -> None:
        self.changed.emit(changes)
