# SPDX-License-Identifier: AGPL-3.0-or-later
"""Calling a meeting off, with the reason that everybody who was asked will read."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.dialogs.ask_dialog import AskDialog
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label


class CallOffDialog(AskDialog):
    """Asks for the reason; without one there is no way on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        question = self.tr("Call the meeting off?")
        self.setAccessibleName(question)
        self.setMinimumWidth(420)
        self.why = QLineEdit()
        self.why.setMaxLength(200)
        self.why.setAccessibleName(self.tr("Why it is called off"))
        self.why.setPlaceholderText(self.tr("Why it is called off"))
        self.yes = make_button(self.tr("Call off"), self.accept, "primary")
        self.yes.setEnabled(False)
        self.yes.setDefault(True)
        self.why.textChanged.connect(lambda text: self.yes.setEnabled(bool(text.strip())))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(self.margin,) * 4)
        layout.setSpacing(MEASURES.unit)
        layout.addWidget(make_label(question, "section"))
        layout.addWidget(
            make_label(
                self.tr("Save it for calendars again afterwards, so that the entries go."), "soft"
            )
        )
        layout.addWidget(self.why)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("Keep the meeting"), self.reject))
        buttons.addWidget(self.yes)
        layout.addLayout(buttons)

    @classmethod
    def ask(cls, parent: QWidget) -> str | None:
        """The reason, or None when it is kept."""
        dialog = cls(parent)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            return dialog.why.text().strip()
        finally:
            dialog.deleteLater()
