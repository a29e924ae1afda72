# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks for the passphrase of a worker who leaves this laptop; Escape always means no."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.dialogs.ask_dialog import AskDialog
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label


class RemoveWorker(AskDialog):
    """What follows, and the passphrase."""

    def __init__(self, parent: QWidget, label: str) -> None:
        super().__init__(parent)
        question = self.tr("Remove {label} from this laptop?").format(label=label)
        self.setAccessibleName(question)
        self.setMinimumWidth(420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(self.margin,) * 4)
        layout.setSpacing(MEASURES.unit)
        layout.addWidget(make_label(question, "section"))
        layout.addWidget(
            make_label(
                self.tr(
                    "The keys of this worker's store are destroyed, then its files. It is refused "
                    "while anything in it has not been sent."
                ),
                "soft",
            )
        )
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("Passphrase of this worker"))
        self.passphrase.textChanged.connect(self._on_typing)
        name = QLabel(self.tr("&Passphrase of this worker"))
        name.setBuddy(self.passphrase)
        layout.addWidget(name)
        layout.addWidget(self.passphrase)
        layout.addSpacing(MEASURES.gap)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.no = make_button(self.tr("Keep"), self.reject)
        self.yes = make_button(self.tr("Remove"), self.accept, "primary")
        self.yes.setEnabled(False)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        layout.addLayout(buttons)
        self.passphrase.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, label: str) -> str:
        """The passphrase; empty when the worker stays."""
        dialog = cls(parent, label)
        try:
            said = dialog.exec() == QDialog.DialogCode.Accepted
            return dialog.passphrase.text() if said else ""
        finally:
            dialog.passphrase.clear()
            dialog.deleteLater()

    def _on_typing(self, text: str) -> None:
        self.yes.setEnabled(bool(text))
