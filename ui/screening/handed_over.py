# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole window while a youth has the laptop, alone or beside the worker.

Invariants:
- It shows what the youth is asked and nothing else: no rail, no other youth, no way elsewhere.
- The only ways out are the worker's passphrase and locking. What is typed is kept in both.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.jobs import Runner
from ui.places import PagePlace
from ui.ports import SessionPort
from ui.screening.handover_cards import WorkerCard
from ui.screening.handover_foot import HandoverFoot
from ui.theme.tokens import MEASURES
from ui.widgets.page_frame import make_scroll

WIDEST = 760
MOST_TRIES = 5
"""Wrong passphrases after which the laptop locks (CJIS Security Policy 5.5.3)."""


class HandedOver(QWidget):
    """A column in the middle, a strip below it, and the worker's way out.

    Signals:
        returned: the worker has the laptop back and everything is kept.
        lock_wanted: the passphrase was wrong too often.
        language_chosen: a language to go on in.
    """

    returned = Signal()
    lock_wanted = Signal()
    language_chosen = Signal(str)

    def __init__(self, session: SessionPort, runner: Runner) -> None:
        super().__init__()
        self._session = session
        self._runner = runner
        self._wrong = 0
        self.worker: WorkerCard | None = None
        self.setProperty("look", "handover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()

    @property
    def back_to(self) -> PagePlace:
        """Where the worker goes on."""
        raise TypeError(f"{type(self).__name__} must say where the worker goes on")

    def prepare_lock(self) -> None:
        """Keep what is typed before the words leave the screen."""
        raise TypeError(f"{type(self).__name__} must keep what is typed")

    def take_focus(self) -> None:
        """Put the keyboard where the youth, or the worker, goes on."""
        raise TypeError(f"{type(self).__name__} must say where the keyboard goes")

    def pause(self) -> None:
        """Keep what is typed; what was shown waits unseen behind the worker's way out."""
        raise TypeError(f"{type(self).__name__} must keep what is typed")

    def give_back(self) -> None:
        """The passphrase was right: see that everything is kept, then say `returned`."""
        raise TypeError(f"{type(self).__name__} must give the laptop back")

    @property
    def is_asking(self) -> bool:
        """Whether something is asked now, to which the strip below belongs."""
        raise TypeError(f"{type(self).__name__} must say whether it asks")

    def ask_worker(self) -> None:
        """Ask for the passphrase; what was shown waits unseen behind it."""
        if self.worker is None:
            self.pause()
            self.worker = WorkerCard(self._runner, self._session.confirm_passphrase)
            self.worker.confirmed.connect(self.give_back)
            self.worker.refused.connect(self._on_wrong)
            self.worker.left.connect(self._on_worker_gone)
            self._front.addWidget(self.worker)
            self._middle.hide()
            self.foot.hide()
            self.worker.show()
        self.take_focus()

    def _build(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(WIDEST)
        down = QVBoxLayout(inner)
        down.setContentsMargins(0, 0, 0, 0)
        down.addStretch(1)
        self._middle = QWidget()
        self.column = QVBoxLayout(self._middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(MEASURES.gap)
        self._front = QVBoxLayout()
        down.addWidget(self._middle)
        down.addLayout(self._front)
        down.addStretch(3)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inner, 1000)
        across.addStretch(1)
        centred = QWidget()
        centred.setLayout(across)
        self.scroll_area = make_scroll(centred)
        self.foot = HandoverFoot()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.scroll_area, 1)
        outer.addWidget(self.foot)

    def _on_worker_gone(self) -> None:
        if self.worker is not None:
            self.worker.hide()
            self.worker.deleteLater()
            self.worker = None
        self._middle.show()
        self.foot.setVisible(self.is_asking)
        self.take_focus()

    def _on_wrong(self) -> None:
        self._wrong += 1
        if self._wrong >= MOST_TRIES:
            self.lock_wanted.emit()
