# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ways on when a right passphrase does not open the laptop now: the county, or a code by phone.

The letters to read out are large and in groups; a code may be typed in any case, with or without
dashes.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from ui.errors import ShownError
from ui.locked_out import LeaseOver, TriesOver
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label


class WaysOn(QFrame):
    """Hidden until there is something to choose.

    Signals:
        connect_wanted: ask the county for a new authorization.
        code_given: carries what was typed.
    """

    connect_wanted = Signal()
    code_given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Ways to go on"))
        self.ask_county = make_button(self.tr("&Connect to the county"), self.connect_wanted.emit)
        self._whom = make_label("", "soft")
        self.letters = make_label("", "title")
        self.code = QLineEdit()
        self.code.setMaxLength(40)
        self.code.returnPressed.connect(self._give)
        self.use = make_button(self.tr("&Use code"), self._give)
        self._label = QLabel(self.tr("C&ode you hear"))
        self._label.setBuddy(self.code)
        self.code.setAccessibleName(self.tr("Code you hear"))
        self.code.textChanged.connect(lambda text: self.use.setEnabled(bool(text.strip())))
        row = QHBoxLayout()
        row.setSpacing(MEASURES.unit)
        row.addWidget(self.code, 1)
        row.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, MEASURES.unit, 0, 0)
        column.setSpacing(MEASURES.unit)
        for widget in (self.ask_county, self._whom, self.letters, self._label):
            column.addWidget(widget)
        column.addLayout(row)
        self.hide()

    def offer(self, error: ShownError) -> None:
        """Show what helps against this refusal; nothing for any other."""
        may_connect = isinstance(error, LeaseOver)
        letters = error.challenge if isinstance(error, LeaseOver | TriesOver) else ""
        self.ask_county.setVisible(may_connect)
        self._whom.setText(
            self.tr("Call the duty officer and read out these letters:")
            if may_connect
            else self.tr("Call your administrator and read out these letters:")
        )
        self.letters.setText(letters)
        self.letters.setAccessibleName(" ".join(letters))
        for widget in (self._whom, self.letters, self._label, self.code, self.use):
            widget.setVisible(bool(letters))
        self.code.clear()
        self.use.setEnabled(False)
        self.setVisible(may_connect or bool(letters))

    def _give(self) -> None:
        if self.code.text().strip():
            self.code_given.emit(self.code.text())
