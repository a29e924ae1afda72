# SPDX-License-Identifier: AGPL-3.0-or-later
"""On the unlock screen: who is about to unlock, and the quiet ways beside it.

Invariants: it shows labels only; it takes no room on a laptop that one worker has; setting a store
aside and removing a worker are asked about twice and never happen by themselves.
"""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from ui.dialogs.confirm import Confirm
from ui.dialogs.forgotten import Forgotten
from ui.dialogs.remove_worker import RemoveWorker
from ui.errors import ShownError, StoreUnusable
from ui.jobs import Runner
from ui.keeping_port import KeepingPort, WayBack, WorkersView
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button


class WorkerChoice(QWidget):
    """A box to choose a worker.

    Signals:
        chosen: another worker's passphrase is asked now.
    """

    chosen = Signal()

    def __init__(self, port: KeepingPort, runner: Runner) -> None:
        super().__init__()
        self._port = port
        self._runner = runner
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("Worker"))
        self.box.activated.connect(self._on_chosen)
        label = QLabel(self.tr("&Worker"))
        label.setBuddy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.unit)
        column.addWidget(label)
        column.addWidget(self.box)
        self.hide()

    def load(self) -> None:
        """Ask who works here; to be called once the widget has its place."""
        self._runner.run(self._port.workers, context=self, done=self._show, failed=lambda _: None)

    @property
    def label(self) -> str:
        """Who is chosen."""
        return self.box.currentText()

    def _show(self, view: WorkersView) -> None:
        self.box.clear()
        for one in view.workers:
            self.box.addItem(one.label, one.id)
        self.box.setCurrentIndex(max(0, self.box.findData(view.chosen)))
        self.setVisible(len(view.workers) > 1)

    def _on_chosen(self, index: int) -> None:
        worker = str(self.box.itemData(index))
        self._runner.run(
            lambda: self._port.choose(worker),
            context=self,
            done=lambda _: self.chosen.emit(),
            failed=lambda _: self.chosen.emit(),
        )


class KeepingFoot(QWidget):
    """The quiet ways: another worker, removing one, and going on without a broken store.

    Signals:
        another_wanted: one more worker wants to be set up.
        changed: the unlock screen must be shown anew.
        refused: carries the ShownError of what was not done.
    """

    another_wanted = Signal()
    changed = Signal()
    refused = Signal(object)

    def __init__(self, port: KeepingPort, runner: Runner, choice: WorkerChoice) -> None:
        super().__init__()
        self._port = port
        self._runner = runner
        self._choice = choice
        self.aside = make_button(self.tr("Set the store &aside…"), self._on_aside)
        self.another = make_button(
            self.tr("Set up &another worker"), self.another_wanted.emit, "quiet"
        )
        self.forgotten = make_button(self.tr("&Forgotten passphrase…"), self._on_forgotten, "quiet")
        self.remove = make_button(self.tr("&Remove this worker…"), self._on_remove, "quiet")
        self.aside.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, MEASURES.unit, 0, 0)
        column.setSpacing(MEASURES.half)
        column.addWidget(self.aside)
        column.addWidget(self.forgotten)
        column.addWidget(self.another)
        column.addWidget(self.remove)

    def offer_aside(self, error: ShownError | None) -> None:
        """Offer to set the store aside when that is what stands in the way."""
        self.aside.setVisible(isinstance(error, StoreUnusable))

    def _on_aside(self) -> None:
        sure = Confirm.ask(
            self,
            self.tr("Set this store aside and go on in a new one?"),
            self.tr(
                "It is moved as it is, sealed; nothing of it is deleted. Work that was not sent "
                "stays in it until your administrator recovers it. The new store is empty and "
                "needs a new invite."
            ),
            self.tr("Set it aside"),
            self.tr("Leave it"),
        )
        if sure:
            self._run(self._port.set_aside)

    def _on_forgotten(self) -> None:
        self._runner.run(
            self._port.way_back,
            context=self,
            done=self._explain_way_back,
            failed=self.refused.emit,
        )

    def _explain_way_back(self, way: WayBack) -> None:
        if Forgotten.ask(self, way):
            self.another_wanted.emit()

    def _on_remove(self) -> None:
        passphrase = RemoveWorker.ask(self, self._choice.label)
        if passphrase:
            self._run(lambda: self._port.remove(passphrase))

    def _run(self, job: Callable[[], None]) -> None:
        self._runner.run(
            job,
            context=self,
            done=lambda _: self.changed.emit(),
            failed=self.refused.emit,
        )
