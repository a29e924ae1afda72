# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sticks at the unlock screen: sealed work goes out, rights and the end of an order come back.

Invariant: nothing of the work is shown; what goes wrong is one sentence, and nothing is lost by it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.errors import ShownError
from ui.jobs import Cancellation, Runner
from ui.stick_port import StickDoorPort, StickOut
from ui.sync_progress import SyncProgress
from ui.theme.theme import Theme
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.choose_folder import ask_folder
from ui.widgets.looks import make_button, make_label
from ui.widgets.sync_progress_bar import SyncProgressBar

T = TypeVar("T")


class LockedSticks(QFrame):
    """Hidden until a right passphrase was refused for want of an authorization.

    Args:
        passphrase: what is typed.

    Signals:
        running: True when a step begins, False when it has ended.
        read_done: the county's answer was read.
        failed: carries the ShownError.
    """

    running = Signal(bool)
    read_done = Signal()
    failed = Signal(object)

    def __init__(
        self, port: StickDoorPort, runner: Runner, theme: Theme, passphrase: Callable[[], str]
    ) -> None:
        super().__init__()
        self._port, self._runner, self._passphrase = port, runner, passphrase
        self._cancel: Cancellation | None = None
        self.setAccessibleName(self.tr("Without a network"))
        self._words = make_label("", "soft")
        self.write = make_button(self.tr("&Write to a stick…"), self._on_write)
        self.read = make_button(self.tr("Read the a&nswer…"), self._on_read)
        self.progress = SyncProgressBar()
        self.stop = make_button(self.tr("Canc&el"), self._on_stop)
        self.told = Banner(theme, "good")
        steps = QHBoxLayout()
        steps.setSpacing(MEASURES.unit)
        steps.addWidget(self.write)
        steps.addWidget(self.read)
        steps.addStretch(1)
        going = QHBoxLayout()
        going.setSpacing(MEASURES.gap)
        going.addWidget(self.progress, 1)
        going.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, MEASURES.unit, 0, 0)
        column.setSpacing(MEASURES.unit)
        column.addWidget(self._words)
        column.addLayout(steps)
        column.addLayout(going)
        column.addWidget(self.told)
        self._show_running(running=False)
        self.hide()

    def offer(self, *, wanted: bool) -> None:
        """Come or go; while it is not wanted nothing on the screen speaks of a county."""
        words = self.tr(
            "Without a network: a stick takes what was not sent to the county, sealed, and brings "
            "a new authorization or the end of an order back."
        )
        self._words.setText(words if wanted else "")
        self.told.say("")
        self.setVisible(wanted)

    def _on_write(self) -> None:
        folder = ask_folder(self, self.tr("The stick to write to"))
        if folder is not None:
            self._run(self._port.write, folder, self._on_written)

    def _on_read(self) -> None:
        folder = ask_folder(self, self.tr("The stick with the county's answer"))
        if folder is not None:
            self._run(self._port.read, folder, self._on_done)

    def _run(
        self,
        step: Callable[[str, Path, Callable[[SyncProgress], None], Cancellation], T],
        place: Path,
        done: Callable[[T], None],
    ) -> None:
        self._cancel = cancel = Cancellation()
        passphrase, tell = self._passphrase(), self._runner.relay(self._on_progress, context=self)
        self.told.say("")
        self._show_running(running=True)
        self.progress.begin()

        def finish(value: T) -> None:
            self._show_running(running=False)
            done(value)

        self._runner.run(
            lambda: step(passphrase, place, tell, cancel),
            context=self,
            done=finish,
            failed=self._on_failed,
            lane="network",
        )

    def _on_written(self, out: StickOut | None) -> None:
        if out is None:
            return
        if out.is_sealed:
            words = self.tr(
                "The file {name} is on the stick, with everything that was not sent, sealed to the "
                "county's offline key. Take it to the county, then read the answer here."
            )
        else:
            words = self.tr(
                "The file {name} is on the stick; pieces of work: {operations}, files: {files}. "
                "They count as sent once you have read the answer."
            )
        name = f"{out.name}.request"
        said = words.format(name=name, operations=out.operations, files=out.files)
        self.told.say(said, "good")

    def _on_done(self, read: bool) -> None:  # noqa: FBT001 - what the port returns
        if read:
            self.read_done.emit()

    def _on_failed(self, error: ShownError) -> None:
        self._show_running(running=False)
        self.failed.emit(error)

    def _on_progress(self, progress: SyncProgress) -> None:
        if self._cancel is not None and not self._cancel.is_cancelled():
            self.progress.show_progress(progress)

    def _on_stop(self) -> None:
        if self._cancel is not None:
            self._cancel.cancel()
            self.stop.setEnabled(False)
            self.progress.say_stopping()

    def _show_running(self, *, running: bool) -> None:
        for button in (self.write, self.read):
            button.setEnabled(not running)
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        self.stop.setEnabled(True)
        if not running:
            self._cancel = None
        self.running.emit(running)
