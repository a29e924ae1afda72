# SPDX-License-Identifier: AGPL-3.0-or-later
"""For whom the pages of an agenda are made; each person has pages of their own."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from casework.ids import HatId
from ui.dialogs.ask_dialog import AskDialog
from ui.meeting_views import PageRecipient
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label


class RecipientDialog(AskDialog):
    """One choice."""

    def __init__(self, parent: QWidget, people: Sequence[PageRecipient]) -> None:
        super().__init__(parent)
        question = self.tr("For whom are these pages?")
        self.setAccessibleName(question)
        self.setMinimumWidth(420)
        self.people = QComboBox()
        self.people.setAccessibleName(question)
        for one in people:
            self.people.addItem(one.label, one.hat)
        self.yes = make_button(self.tr("Choose a folder"), self.accept, "primary")
        self.yes.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(self.margin,) * 4)
        layout.setSpacing(MEASURES.unit)
        layout.addWidget(make_label(question, "section"))
        layout.addWidget(
            make_label(
                self.tr(
                    "A page holds only what this person may read on a ground this laptop knows of. "
                    "Who is missing here has no role on the county’s list."
                ),
                "soft",
            )
        )
        layout.addWidget(self.people)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("Cancel"), self.reject))
        buttons.addWidget(self.yes)
        layout.addLayout(buttons)

    @classmethod
    def ask(cls, parent: QWidget, people: Sequence[PageRecipient]) -> HatId | None:
        """Whose role was chosen, or None."""
        dialog = cls(parent, people)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            return HatId(str(dialog.people.currentData()))
        finally:
            dialog.deleteLater()
