# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two members side by side: which parts of the practice case each sees, on which ground, how long.

Nothing of what is written in a part is here; only what the policy answered.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from casework.practice import PracticeAnswer
from casework.vocabulary import Section
from ui.kit import Kit
from ui.section_words import say_section
from ui.sharing_words import say_basis
from ui.text import say_reason
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.looks import make_label, make_line


class CompareCard(Card):
    """Chooses two members and lays their rights beside each other."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.heading.setText(self.tr("Compare two members"))
        self.body.insertWidget(0, self.heading)
        self._kit = kit
        self._answers: tuple[PracticeAnswer, ...] = ()
        self.left, self.right = QComboBox(), QComboBox()
        self.left.setAccessibleName(self.tr("Member on the left"))
        self.right.setAccessibleName(self.tr("Member on the right"))
        self._ground = QWidget()
        self._grid = QGridLayout(self._ground)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(MEASURES.gap)
        self._grid.setVerticalSpacing(MEASURES.unit)
        for column, stretch in enumerate((2, 4, 4)):
            self._grid.setColumnStretch(column, stretch)
        self.put(
            make_label(
                self.tr(
                    "What the policy answers for each of them now. What is written there is not "
                    "shown here, and stays with those who may see it."
                ),
                "soft",
            )
        )
        for box in (self.left, self.right):
            box.activated.connect(self._lay_out)
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.put(self._ground)

    def show_answers(self, answers: tuple[PracticeAnswer, ...], me: str) -> None:
        """Show what the policy says; the one who is played stands on the left."""
        chosen = (self.left.currentData() or me, self.right.currentData())
        self._answers = answers
        people = list(dict.fromkeys((one.person, one.title) for one in answers))
        for box in (self.left, self.right):
            box.clear()
            for person, title in people:
                box.addItem(f"{person}, {title}", person)
        other = next((person for person, _ in people if person != chosen[0]), me)
        self.left.setCurrentIndex(max(0, self.left.findData(chosen[0])))
        self.right.setCurrentIndex(max(0, self.right.findData(chosen[1] or other)))
        self._lay_out()

    def _lay_out(self) -> None:
        for box in (self.left, self.right):
            self._grid.removeWidget(box)
            box.setParent(self._ground)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._grid.addWidget(self.left, 0, 1)
        self._grid.addWidget(self.right, 0, 2)
        row = 1
        for section in Section:
            cells = [self._say(str(box.currentData()), section) for box in (self.left, self.right)]
            self._grid.addWidget(make_line(), row, 0, 1, 3)
            self._grid.addWidget(make_label(say_section(section), "strong"), row + 1, 0)
            for column, (words, is_open) in enumerate(cells, start=1):
                self._grid.addWidget(make_label(words, "" if is_open else "soft"), row + 1, column)
            row += 2
        for box in (self.left, self.right):
            box.show()

    def _say(self, person: str, section: Section) -> tuple[str, bool]:
        """What one member sees of a part, and whether it is anything."""
        asked = [one for one in self._answers if (one.person, one.section) == (person, section)]
        open_ones = [one for one in asked if one.decision.allowed]
        if open_ones:
            return "\n".join(map(self.say_ground, open_ones)), True
        own = next((one for one in asked if one.is_own), None)
        closed = self.tr("Closed.")
        return (closed if own is None else f"{closed} {say_reason(own.decision.reason)}"), False

    def say_ground(self, answer: PracticeAnswer) -> str:
        """Whose work is open, on which ground and until when."""
        decision = answer.decision
        basis = "" if decision.basis is None else say_basis(decision.basis)
        if decision.until is not None:
            basis = self.tr("{ground} until {day}").format(
                ground=basis, day=self._kit.moments.day(decision.until)
            )
        return f"{answer.owner}: {basis}"


def open_parts(answers: Sequence[PracticeAnswer], person: str) -> list[PracticeAnswer]:
    """What of the practice case is open to a member."""
    return [one for one in answers if one.person == person and one.decision.allowed]
