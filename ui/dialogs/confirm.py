# SPDX-License-Identifier: AGPL-3.0-or-later
"""A question before something that cannot be taken back.

Invariant: where yes destroys something nobody else has, Enter says no as well.
"""

from enum import Enum, auto

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.dialogs.ask_dialog import AskDialog
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label


class Enter(Enum):
    """What the key Enter says."""

    YES = auto()
    NO = auto()


class Confirm(AskDialog):
    """One question, what follows from it, and two verbs; Escape always means no."""

    def __init__(
        self,
        parent: QWidget,
        question: str,
        follows: str,
        yes: str,
        no: str,
        enter: Enter = Enter.YES,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(question)
        self.setAccessibleDescription(follows)
        self.setMinimumWidth(420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(self.margin,) * 4)
        layout.setSpacing(MEASURES.unit)
        layout.addWidget(make_label(question, "section"))
        layout.addWidget(make_label(follows, "soft"))
        layout.addSpacing(MEASURES.gap)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        says_no = enter is Enter.NO
        self.no = make_button(no, self.reject, "primary" if says_no else "")
        self.yes = make_button(yes, self.accept, "" if says_no else "primary")
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        layout.addLayout(buttons)
        first = self.no if says_no else self.yes
        width = self.minimumWidth()
        self.resize(width, layout.totalHeightForWidth(width))
        first.setDefault(True)
        first.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        question: str,
        follows: str,
        yes: str,
        no: str,
        enter: Enter = Enter.YES,
    ) -> bool:
        """Whether the worker said yes."""
        dialog = cls(parent, question, follows, yes, no, enter)
        try:
            return dialog.exec() == QDialog.DialogCode.Accepted
        finally:
            dialog.deleteLater()
