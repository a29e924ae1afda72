# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands where a list would be: what is so, and what to do next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import MEASURES
from ui.widgets.icon_mark import IconMark
from ui.widgets.looks import make_label


class EmptyState(QFrame):
    """An icon, a fact and a next step."""

    def __init__(
        self, theme: Theme, icon: str, fact: str, advice: str, action: QWidget | None = None
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(MEASURES.gap, MEASURES.gap, MEASURES.gap, MEASURES.gap)
        row.setSpacing(MEASURES.gap)
        row.addWidget(IconMark(theme, icon, "outline", 28), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(MEASURES.half)
        self._fact, self._advice = make_label(fact, "strong"), make_label(advice, "soft")
        words.addWidget(self._fact)
        words.addWidget(self._advice)
        if action is not None:
            words.addSpacing(MEASURES.unit)
            words.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)

    def say(self, fact: str, advice: str) -> None:
        """Say something else."""
        self._fact.setText(fact)
        self._advice.setText(advice)
