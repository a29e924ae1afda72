# SPDX-License-Identifier: AGPL-3.0-or-later
"""The strip below the question: stop at the near end, skip and next at the far one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button


class HandoverFoot(QFrame):
    """Stands below every question, the same each time.

    Signals:
        stopped: the youth wants no more questions.
        skipped: not this question.
        went_on: the next one.
    """

    stopped = Signal()
    skipped = Signal()
    went_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "foot")
        self.stop = make_button("", self.stopped.emit)
        self.skip = make_button("", self.skipped.emit)
        self.onward = make_button("", self.went_on.emit, "primary")
        self.speak()
        row = QHBoxLayout(self)
        row.setContentsMargins(MEASURES.gap, MEASURES.unit, MEASURES.gap, MEASURES.unit)
        row.setSpacing(MEASURES.gap)
        row.addWidget(self.stop)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.onward)

    def speak(self) -> None:
        """Use the language in force."""
        for button, words in (
            (self.stop, self.tr("I want to stop")),
            (self.skip, self.tr("Skip")),
            (self.onward, self.tr("Next")),
        ):
            button.setText(words)
            button.setAccessibleName(words)

    def show_for(self, *, asks: bool, offers: bool) -> None:
        """Show what fits: a note has nothing to skip, a choice of its own needs no next."""
        self.skip.setVisible(asks)
        self.onward.setVisible(not offers)
