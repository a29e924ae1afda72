# SPDX-License-Identifier: AGPL-3.0-or-later
"""The quiet strip at the bottom; it always tells the truth about who, until when and what waits."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from ui.kit import Kit
from ui.sync_views import SyncView
from ui.theme.theme import AIR
from ui.theme.tokens import MEASURES
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.icon_mark import IconMark
from ui.widgets.looks import make_tool

NARROW = 660


class StatusStrip(QFrame):
    """Unlocked, who, authorization, unsent work, last receipt.

    Signals:
        sync_wanted: the worker asks about what waits.
    """

    sync_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("look", "strip")
        self.setAccessibleName(self.tr("State of this laptop"))
        who = kit.workspace.who
        words = f"{who.person_name} · {who.hat_title} · {who.agency_name}"
        if who.training:
            training = self.tr("Training")
            words = f"{training} · {words}"
        self._who = ElidedLabel(self.tr("Unlocked · {who}").format(who=words))
        self._lease = ElidedLabel()
        self._receipt = ElidedLabel()
        self.unsent = make_tool("", self.sync_wanted.emit, "strip")
        kit.theme.put_icon(self.unsent, "send", "text_soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(MEASURES.gap, 3, MEASURES.unit, 3)
        row.setSpacing(MEASURES.unit)
        row.addWidget(IconMark(kit.theme, "lock", "text_soft", 15))
        row.addWidget(self._who, 1)
        row.addWidget(self._lease)
        row.addSpacing(MEASURES.gap)
        row.addWidget(self._receipt)
        row.addSpacing(MEASURES.unit)
        row.addWidget(self.unsent)
        self._say_unsent(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow who works here needs no telling, and the last sync is a click away."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        self._receipt.setVisible(not narrow)
        policy = QSizePolicy.Policy.Minimum if narrow else QSizePolicy.Policy.Preferred
        self._lease.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    def refresh(self) -> None:
        """Ask again; on failure the strip keeps what it last knew."""
        self._kit.runner.run(
            self._kit.workspace.sync.state,
            context=self,
            done=self.show_state,
            failed=lambda _: None,
        )

    @Slot(bool)
    def show_running(self, running: bool) -> None:  # noqa: FBT001 - what a signal carries
        """Say that a sync runs; what came of it is asked for when it has ended."""
        if running:
            self._receipt.say(self.tr("Syncing…"))
        else:
            self.refresh()

    def show_state(self, view: SyncView) -> None:
        """Show the state of the laptop."""
        moments = self._kit.moments
        if view.authorized_until is None:
            self._lease.say(self.tr("Authorized, no end set"))
        else:
            self._lease.say(
                self.tr("Authorized until {moment}").format(
                    moment=moments.minute(view.authorized_until)
                )
            )
        self._receipt.say(
            self.tr("Never synced")
            if view.receipt is None
            else self.tr("Last sync {moment}").format(moment=moments.minute(view.receipt.at))
        )
        self._say_unsent(view.waiting)

    def _say_unsent(self, count: int) -> None:
        words = self.tr("Not sent: {count}").format(count=count) if count else self.tr("All sent")
        self.unsent.setText(AIR + words)
        self.unsent.setAccessibleName(words)
