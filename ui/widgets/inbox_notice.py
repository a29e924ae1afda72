# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much refused work waits for a supervisor, and the way to it; the county is asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.inbox_views import InboxView
from ui.kit import Kit
from ui.theme.tokens import MEASURES
from ui.widgets.icon_mark import IconMark
from ui.widgets.looks import make_button, make_label


class InboxNotice(QFrame):
    """Hidden while nothing waits, where the hat has no inbox, and where the county is away.

    Signals:
        wanted: the inbox is asked for.
        counted: how much waits; carries the number.
    """

    wanted = Signal()
    counted = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("look", "banner")
        self.setProperty("tone", "warning")
        self._words = make_label()
        self.button = make_button(self.tr("Open the &inbox"), self.wanted.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(MEASURES.gap, 12, MEASURES.gap, 12)
        row.setSpacing(12)
        row.addWidget(IconMark(kit.theme, "inbox", "warning"))
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.hide()

    def refresh(self) -> None:
        """Ask the county; without it nothing is said, since what was told before may be over."""
        inbox = self._kit.workspace.inbox
        if inbox is not None:
            self._kit.runner.run(
                inbox.waiting,
                context=self,
                done=self._show,
                failed=lambda _: self._say(0),
                lane="network",
            )

    def _show(self, view: InboxView) -> None:
        self._say(len(view.waiting))

    def _say(self, count: int) -> None:
        words = self.tr("Refused work waits for a supervisor: {count}.")
        self._words.setText(words.format(count=count))
        self.setAccessibleName(self._words.text())
        self.setVisible(count > 0)
        self.counted.emit(count)
