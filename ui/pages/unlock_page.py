# SPDX-License-Identifier: AGPL-3.0-or-later
"""Unlock: the neutral screen. It names nobody and nothing about the work."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ui.errors import ShownError
from ui.jobs import Runner
from ui.lock_reasons import LockReason, say_lock_reason
from ui.locked_out import LaptopStopped, LeaseOver
from ui.pages.worker_choice import KeepingFoot, WorkerChoice
from ui.ports import UnlockPort, Workspace
from ui.text import say_error, say_note
from ui.theme.theme import Theme
from ui.theme.tokens import MEASURES
from ui.views import UnlockView
from ui.widgets.banner import Banner
from ui.widgets.locked_sticks import LockedSticks
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import make_scroll
from ui.widgets.ways_on import WaysOn

WIDTH = 400
LOW = 480


class UnlockPage(QWidget):
    """Asks for the passphrase.

    Signals:
        unlocked: carries the `ui.ports.Workspace`.
        set_up_wanted: there is no vault or no store and the worker wants to set the laptop up.
        another_wanted: one more worker wants to be set up.
        stopped: the county stopped this laptop; carries its `ui.locked_out.LaptopStopped`.
        changed: who works here, or the store, is another now; the page must be made anew.
    """

    unlocked = Signal(object)
    set_up_wanted = Signal()
    another_wanted = Signal()
    changed = Signal()
    stopped = Signal(object)

    def __init__(
        self,
        port: UnlockPort,
        runner: Runner,
        theme: Theme,
        reason: LockReason = LockReason.STARTED,
    ) -> None:
        super().__init__()
        self._port = port
        self._runner = runner
        self.setProperty("look", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Unlock"))
        self.problem = Banner(theme, "danger")
        self.training = Banner(theme, "warning")
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("Passphrase"))
        self.passphrase.returnPressed.connect(self._on_unlock)
        self.passphrase.textChanged.connect(self._on_typing)
        self.button = make_button(self.tr("&Unlock"), self._on_unlock, "primary")
        self.button.setMinimumWidth(120)
        go_on = self.tr("Enter your passphrase to go on.")
        self.locked = make_label(f"{say_lock_reason(reason)} {go_on}", "soft")
        self.label = QLabel(self.tr("&Passphrase"))
        self.label.setBuddy(self.passphrase)
        self.set_up = make_button(
            self.tr("&Set up this laptop"), self.set_up_wanted.emit, "primary"
        )
        self.set_up.hide()
        self._make_keeping(theme)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Unlocking"))
        self.working = make_label(self.tr("Unlocking…"), "soft")
        self._build()
        self._show_busy(busy=False)
        self.workers.load()
        runner.run(port.state, context=self, done=self._show, failed=self._on_failed)

    def _make_keeping(self, theme: Theme) -> None:
        """Who works here, and the ways on when a passphrase does not open."""
        self.keeping = self._port.keeping
        self.workers = WorkerChoice(self.keeping, self._runner)
        self.workers.chosen.connect(self.changed)
        self.foot = KeepingFoot(self.keeping, self._runner, self.workers)
        self.foot.another_wanted.connect(self.another_wanted)
        self.foot.changed.connect(self.changed)
        self.foot.refused.connect(self._on_failed)
        self.ways = WaysOn()
        self.ways.connect_wanted.connect(self._on_connect)
        self.ways.code_given.connect(self._on_code)
        self.sticks = LockedSticks(self._port.by_stick, self._runner, theme, self.passphrase.text)
        self.sticks.running.connect(self._on_carrying)
        self.sticks.read_done.connect(lambda: self._unlock(self.passphrase.text()))
        self.sticks.failed.connect(self._on_way_failed)
        self._refused: ShownError | None = None
        self._told: ShownError | None = None

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._corner = QHBoxLayout()
        self._corner.setContentsMargins(MEASURES.unit, MEASURES.unit, MEASURES.unit, 0)
        self._corner.addStretch(1)
        outer.addLayout(self._corner)
        self._card = self._make_card()
        self._scroll = make_scroll(_center(self._card))
        outer.addWidget(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low window the way in stands before any air."""
        super().resizeEvent(event)
        low = event.size().height() < LOW
        side, air = MEASURES.margin, MEASURES.gap if low else MEASURES.margin
        inner, ground = self._card.layout(), self._scroll.widget()
        around = None if ground is None else ground.layout()
        if inner is not None and around is not None:
            inner.setContentsMargins(side, air, side, MEASURES.gap if low else 28)
            above = 0 if low else MEASURES.wide_gap
            around.setContentsMargins(side, above, side, above)

    def _make_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        card.setMaximumWidth(WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(MEASURES.margin, MEASURES.margin, MEASURES.margin, 28)
        column.setSpacing(MEASURES.unit)
        column.addWidget(make_label("Fieldfare", "title"))
        column.addWidget(self.locked)
        column.addSpacing(MEASURES.unit)
        column.addWidget(self.training)
        column.addWidget(self.workers)
        column.addWidget(self.label)
        column.addWidget(self.passphrase)
        column.addWidget(self.problem)
        column.addWidget(self.ways)
        column.addWidget(self.sticks)
        column.addSpacing(MEASURES.half)
        row = QHBoxLayout()
        row.setSpacing(MEASURES.gap)
        row.addWidget(self.working, 100)
        row.addStretch(1)
        row.addWidget(self.set_up)
        row.addWidget(self.button)
        column.addLayout(row)
        column.addWidget(self.busy)
        column.addWidget(self.foot)
        return card

    def add_corner(self, widget: QWidget) -> None:
        """Put a control into the upper right corner."""
        self._corner.addWidget(widget)

    def take_focus(self) -> None:
        """Type at once."""
        self.passphrase.setFocus()

    def _show(self, view: UnlockView) -> None:
        self.foot.setVisible(view.training_passphrase is None and not view.may_set_up)
        if view.training_passphrase is not None:
            self.training.say(
                self.tr(
                    "Training laptop: everything on it is made up.\nPassphrase: {words}"
                ).format(words=view.training_passphrase),
                "warning",
            )
        if view.problem:
            if self._told is None:
                self.problem.say(
                    " ".join(say_note(part) for part in (view.problem, view.advice) if part)
                )
            self.passphrase.setEnabled(False)
            self.button.setEnabled(False)
        if view.may_set_up:
            for widget in (self.button, self.passphrase, self.label, self.locked):
                widget.hide()
            self.set_up.show()
            self.set_up.setFocus()

    def tell(self, told: ShownError) -> None:
        """Say what happened before this page came; it stays until something is typed."""
        self._told = told
        self.problem.say(say_error(told), "danger")

    def _on_typing(self) -> None:
        self.problem.say("")
        if isinstance(self._refused, LeaseOver):
            self.ways.hide()
            self.sticks.offer(wanted=False)
        self.foot.offer_aside(None)

    def _on_unlock(self) -> None:
        passphrase = self.passphrase.text()
        if not passphrase or not self.button.isEnabled():
            return
        self._unlock(passphrase)

    def _unlock(self, passphrase: str) -> None:
        self._show_busy(busy=True)
        self._runner.run(
            lambda: self._port.unlock(passphrase),
            context=self,
            done=self._on_unlocked,
            failed=self._on_failed,
        )

    def _on_unlocked(self, workspace: Workspace) -> None:
        self.passphrase.clear()
        self._show_busy(busy=False)
        self.unlocked.emit(workspace)

    def _on_connect(self) -> None:
        """Fetch a new authorization, then unlock with the passphrase that is still typed."""
        passphrase = self.passphrase.text()
        self._show_busy(busy=True)
        self.working.setText(self.tr("Asking the county…"))
        self._runner.run(
            lambda: self._port.renew(passphrase),
            context=self,
            done=lambda _: self._unlock(passphrase),
            failed=self._on_way_failed,
            lane="network",
        )

    def _on_code(self, code: str) -> None:
        passphrase, refused = self.passphrase.text(), self._refused
        self._show_busy(busy=True)
        if isinstance(refused, LeaseOver):
            self._runner.run(
                lambda: self._port.extend(passphrase, code),
                context=self,
                done=lambda _: self._unlock(passphrase),
                failed=self._on_way_failed,
            )
            return
        self._runner.run(
            lambda: self._port.release(code),
            context=self,
            done=lambda _: self._on_released(),
            failed=self._on_way_failed,
        )

    def _on_carrying(self, running: bool) -> None:  # noqa: FBT001 - what a signal carries
        """One thing at a time."""
        if running:
            self.problem.say("")
        self.ways.setEnabled(not running)
        self.passphrase.setEnabled(not running)
        self.button.setEnabled(not running)

    def _on_released(self) -> None:
        self._show_busy(busy=False)
        self.ways.hide()
        self.passphrase.clear()
        self.problem.say(self.tr("The wait is over; try your passphrase again."), "good")
        self.passphrase.setFocus()

    def _on_way_failed(self, error: ShownError) -> None:
        """The way did not help; the other ways stay."""
        self._show_busy(busy=False)
        if isinstance(error, LaptopStopped):
            self.stopped.emit(error)
            return
        self.problem.say(say_error(error), "danger")
        self.ways.show()
        self.ways.code.selectAll()

    def _on_failed(self, error: ShownError) -> None:
        self._show_busy(busy=False)
        self._refused = error
        self.problem.say(say_error(error), "danger")
        self.ways.offer(error)
        self.sticks.offer(wanted=isinstance(error, LeaseOver))
        if isinstance(error, LeaseOver):
            self.ways.ask_county.setFocus()
            return
        self.foot.offer_aside(error)
        self.passphrase.selectAll()
        self.passphrase.setFocus()
        # Once the sentence has its height.
        QTimer.singleShot(0, self.button, partial(self._scroll.ensureWidgetVisible, self.button))

    def _show_busy(self, *, busy: bool) -> None:
        if busy:
            self.problem.say("")
            self.working.setText(self.tr("Unlocking…"))
        self.ways.setEnabled(not busy)
        self.sticks.setEnabled(not busy)
        self.busy.setVisible(busy)
        self.working.setVisible(busy)
        self.passphrase.setEnabled(not busy)
        self.button.setEnabled(not busy)


def _center(card: QWidget) -> QWidget:
    middle = QWidget()
    across = QHBoxLayout(middle)
    across.addStretch(1)
    across.addWidget(card, 100)
    across.addStretch(1)
    inner = QWidget()
    down = QVBoxLayout(inner)
    across.setContentsMargins(0, 0, 0, 0)
    down.setContentsMargins(0, 0, 0, 0)
    down.addStretch(2)
    down.addWidget(middle)
    down.addStretch(3)
    return inner
