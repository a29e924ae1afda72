# SPDX-License-Identifier: AGPL-3.0-or-later
"""Setting a laptop up: the county's address and certificate, the invite, and a passphrase."""

from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from casework.passphrase_strength import estimate
from casework.passphrases import Strength, Weakness, find_weakness, is_strong_enough
from ui.errors import ShownError
from ui.jobs import Cancellation, Runner
from ui.keeping_port import SetUpView
from ui.ports import UnlockPort
from ui.text import say_error
from ui.theme.theme import Theme
from ui.theme.tokens import MEASURES
from ui.views import EnrolRequest
from ui.widgets.banner import Banner
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import make_scroll

WIDTH = 560
PAUSE_MS = 300


class SetUpPage(QWidget):
    """Asks for what an invite came with, and for the passphrase that will protect the laptop.

    Signals:
        done: the laptop is set up; the unlock screen is next.
        left: the worker changed their mind.
    """

    done = Signal()
    left = Signal()

    def __init__(self, port: UnlockPort, runner: Runner, theme: Theme) -> None:
        super().__init__()
        self._port = port
        self._runner = runner
        self.setProperty("look", "window")
        self.setAccessibleName(self.tr("Set up this laptop"))
        self.server = self._line(self.tr("County address"), "https://")
        self._same_vault = False
        self.label = self._line(self.tr("Shown on this laptop as"), "")
        self.label.setMaxLength(20)
        self.certificate = self._line(self.tr("Certificate file"), "")
        self.invite = self._line(self.tr("Invite"), "")
        self.passphrase = self._line(self.tr("New passphrase"), "", secret=True)
        self.again = self._line(self.tr("New passphrase again"), "", secret=True)
        self.rule = make_label("", "soft")
        self.strength = make_label("", "soft")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.show_strength)
        self.passphrase.textChanged.connect(self._pause.start)
        self.problem = Banner(theme, "danger")
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Setting up"))
        self.start = make_button(self.tr("&Set up"), self._on_start, "primary")
        self.back = make_button(self.tr("Back"), self.left.emit)
        self.digits = make_label("", "title")
        self.compare = make_label("", "soft")
        self.page = make_button(self.tr("Open the sign-in page again"), self._on_page)
        self._address = ""
        self.stop = make_button(self.tr("&Cancel"), self.stop_setting_up)
        self._cancel: Cancellation | None = None
        self._build()
        self._show_busy(busy=False)
        self._show_rule()
        prepare = port.keeping.prepare_set_up
        runner.run(prepare, context=self, done=self._show, failed=self._on_failed)

    def take_focus(self) -> None:
        """Type at once."""
        self.server.setFocus()

    def _line(self, name: str, text: str, *, secret: bool = False) -> QLineEdit:
        line = QLineEdit(text)
        line.setAccessibleName(name)
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.textChanged.connect(self._show_rule)
        return line

    def _build(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        card.setMaximumWidth(WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(MEASURES.margin,) * 4)
        column.setSpacing(MEASURES.gap)
        column.addWidget(make_label(self.tr("Set up this laptop"), "title"))
        column.addWidget(
            make_label(
                self.tr("Your administrator gives you the address, the certificate and an invite."),
                "soft",
            )
        )
        column.addLayout(self._make_form())
        told = (
            self.rule,
            self.strength,
            self.problem,
            self.digits,
            self.compare,
            self.page,
            self.busy,
        )
        for widget in told:
            column.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.start)
        column.addLayout(buttons)
        self._frame(card)

    def _frame(self, card: QFrame) -> None:
        inner = QWidget()
        across = QHBoxLayout(inner)
        across.addStretch(1)
        across.addWidget(card, 100)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.corner = QHBoxLayout()
        self.corner.setContentsMargins(MEASURES.unit, MEASURES.unit, MEASURES.unit, 0)
        self.corner.addStretch(1)
        outer.addLayout(self.corner)
        outer.addWidget(make_scroll(inner))

    def _make_form(self) -> QFormLayout:
        form = self.form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(MEASURES.unit)
        chosen = QHBoxLayout()
        chosen.setSpacing(MEASURES.unit)
        chosen.addWidget(self.certificate, 1)
        chosen.addWidget(make_button(self.tr("&Choose…"), self._on_choose))
        form.addRow(self.tr("Shown on this laptop as (initials, no name)"), self.label)
        form.addRow(self.tr("County address"), self.server)
        form.addRow(self.tr("Certificate file"), chosen)
        form.addRow(self.tr("Invite"), self.invite)
        form.addRow(self.tr("New passphrase"), self.passphrase)
        form.addRow(self.tr("New passphrase again"), self.again)
        return form

    def add_corner(self, widget: QWidget) -> None:
        """Put a control into the upper right corner."""
        self.corner.addWidget(widget)

    def _on_choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Certificate of the county"), "", "PEM (*.pem *.crt *.cer)"
        )
        if chosen:
            self.certificate.setText(chosen)

    def _show_rule(self) -> None:
        self.rule.setText(self._say_rule())
        self.problem.say("")
        filled = all(line.text().strip() for line in (self.certificate, self.invite))
        filled = filled and bool(self.server.text().strip().removeprefix("https://"))
        self.start.setEnabled(filled and self._is_agreed())

    def _is_agreed(self) -> bool:
        chosen = self.passphrase.text()
        return is_strong_enough(chosen) and chosen == self.again.text()

    def _show(self, view: SetUpView) -> None:
        self._same_vault = view.same_vault
        self.label.setText(view.label)
        self.form.setRowVisible(self.label, not view.same_vault)
        self._show_rule()

    def _say_rule(self) -> str:
        if self._same_vault and not self.passphrase.text():
            return self.tr("Use the passphrase that this laptop had; it stays as it is.")
        weakness = find_weakness(self.passphrase.text())
        if weakness is Weakness.SHORT:
            return self.tr(
                "At least 10 characters with upper and lower case, a digit and a sign, or at "
                "least 20 characters. Nobody can look it up for you."
            )
        if weakness is not None:
            return self.tr(
                "This is made of words or signs that are guessed first; put more of your own in it."
            )
        if self.passphrase.text() != self.again.text():
            return self.tr("Type the same passphrase once more.")
        return self.tr("The passphrase is strong enough.")

    def show_strength(self) -> None:
        """Say how well what is typed would stand up to guessing."""
        typed = self.passphrase.text()
        self.strength.setText(self._say_strength(estimate(typed)) if typed else "")

    def _say_strength(self, strength: Strength) -> str:
        return {
            Strength.VERY_WEAK: self.tr("Estimate: guessed at once."),
            Strength.WEAK: self.tr("Estimate: guessed easily."),
            Strength.FAIR: self.tr("Estimate: guessed with some effort."),
            Strength.GOOD: self.tr("Estimate: hard to guess."),
            Strength.STRONG: self.tr("Estimate: very hard to guess."),
        }[strength]

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is estimated that nobody sees."""
        self._pause.stop()
        super().hideEvent(event)

    def _on_start(self) -> None:
        request = EnrolRequest(
            server=self.server.text().strip(),
            certificate=Path(self.certificate.text().strip()),
            invite=self.invite.text().strip(),
            passphrase=self.passphrase.text(),
            label=self.label.text().strip(),
            same_vault=self._same_vault,
        )
        self._show_busy(busy=True)
        self._cancel = cancel = Cancellation()
        show = self._runner.relay(self.show_digits, context=self)
        open_page = self._runner.relay(self.open_page, context=self)
        self._runner.run(
            lambda: self._port.enrol(request, show, open_page, cancel),
            context=self,
            done=lambda _: self._on_done(),
            failed=self._on_failed,
            lane="network",
        )

    def _on_done(self) -> None:
        for line in (self.passphrase, self.again, self.invite):
            line.clear()
        self.done.emit()

    def open_page(self, address: str) -> None:
        """Let the worker sign in with the county account, in the browser."""
        self._address = address
        self.compare.setText(
            self.tr("Sign in with your county account in the browser, then come back here.")
        )
        self.compare.show()
        self.page.show()
        self._on_page()

    def _on_page(self) -> None:
        QDesktopServices.openUrl(QUrl(self._address))

    def show_digits(self, digits: str) -> None:
        """Show what a supervisor compares."""
        self.digits.setText(digits)
        self.digits.setAccessibleName(" ".join(digits))
        self.compare.setText(
            self.tr(
                "Read these six digits to your supervisor, who compares them with those on the "
                "county's screen. This page goes on by itself."
            )
        )
        self.page.hide()
        self.digits.show()
        self.compare.show()

    def stop_setting_up(self) -> None:
        """Stop waiting for the county, if anything is under way."""
        if self._cancel is not None:
            self._cancel.cancel()
            self.stop.setEnabled(False)

    def _on_failed(self, error: ShownError) -> None:
        self._show_busy(busy=False)
        self.problem.say(say_error(error))

    def _show_busy(self, *, busy: bool) -> None:
        self.stop.setVisible(busy)
        self.stop.setEnabled(busy)
        if not busy:
            for told in (self.digits, self.compare, self.page):
                told.hide()
        self.busy.setVisible(busy)
        lines = (
            self.server,
            self.certificate,
            self.invite,
            self.passphrase,
            self.again,
            self.label,
        )
        for widget in (self.start, self.back, *lines):
            widget.setEnabled(not busy)
