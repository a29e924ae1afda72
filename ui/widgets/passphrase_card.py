# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changing the passphrase: the old one, the new one twice, and the rule said while typing."""

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit

from casework.passphrases import is_strong_enough
from ui.errors import ShownError
from ui.kit import Kit
from ui.text import say_error
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label

WIDTH = 420


class PassphraseCard(Card):
    """Keeps nothing: the fields are empty once it is done or left."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.heading.setText(self.tr("Change the passphrase"))
        self._kit = kit
        self.old = self._line(self.tr("Present passphrase"))
        self.new = self._line(self.tr("New passphrase"))
        self.again = self._line(self.tr("New passphrase again"))
        self.rule = make_label("", "soft")
        self.told = Banner(kit.theme)
        self.change = make_button(self.tr("Change &passphrase"), self._on_change)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(MEASURES.unit)
        for line in (self.old, self.new, self.again):
            line.setMaximumWidth(WIDTH)
            form.addRow(line.accessibleName(), line)
        self.put(make_label(self.tr("Change the passphrase"), "section"))
        self.body.addLayout(form)
        self.put(self.rule)
        self.put(self.told)
        row = QHBoxLayout()
        row.addWidget(self.change)
        row.addStretch(1)
        self.body.addLayout(row)
        self._show_rule()

    def forget(self) -> None:
        """Empty the fields."""
        for line in (self.old, self.new, self.again):
            line.clear()
        self.told.say("")

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.textChanged.connect(self._show_rule)
        line.returnPressed.connect(self._on_change)
        return line

    def _show_rule(self) -> None:
        new = self.new.text()
        fits = is_strong_enough(new) and new == self.again.text()
        self.change.setEnabled(fits and bool(self.old.text()))
        if not is_strong_enough(new):
            words = self.tr(
                "At least 10 characters with upper and lower case, a digit and a sign, or at "
                "least 20 characters. Nobody can look it up for you."
            )
        elif not fits:
            words = self.tr("Type the same passphrase once more.")
        else:
            words = self.tr("The passphrase is strong enough.")
        self.rule.setText(words)

    def _on_change(self) -> None:
        if not self.change.isEnabled():
            return
        old, new = self.old.text(), self.new.text()
        security = self._kit.workspace.security
        self._show_busy(busy=True)
        self._kit.runner.run(
            lambda: security.change_passphrase(old, new),
            context=self,
            done=lambda _: self._on_changed(),
            failed=self._on_failed,
        )

    def _on_changed(self) -> None:
        self._show_busy(busy=False)
        self.forget()
        self.told.say(self.tr("From now on only the new passphrase opens this laptop."), "good")

    def _on_failed(self, error: ShownError) -> None:
        self._show_busy(busy=False)
        self.told.say(say_error(error), "danger")
        self.old.selectAll()
        self.old.setFocus()

    def _show_busy(self, *, busy: bool) -> None:
        for widget in (self.old, self.new, self.again):
            widget.setEnabled(not busy)
        self.change.setEnabled(False)
        if not busy:
            self._show_rule()
