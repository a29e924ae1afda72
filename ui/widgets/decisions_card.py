# SPDX-License-Identifier: AGPL-3.0-or-later
"""Decisions about sharing one case that the county has not taken: waiting, or refused and why."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casework.ids import CaseId
from ui.kit import Kit
from ui.sharing_views import DecisionKind, DecisionView
from ui.sharing_words import say_decision, say_narrowing, say_waiting
from ui.text import say_reason
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label, make_tag
from ui.widgets.page_frame import clear_layout

NARROWING = frozenset({DecisionKind.TAKEN_BACK, DecisionKind.PARTICIPATION_ENDED})


class DecisionsCard(Card):
    """Hidden while there is none.

    Args:
        case: None for what was refused and belongs to no case that can be opened here.

    Signals:
        failed: carries the ShownError.
        put_aside: a refused decision was let go.
    """

    failed = Signal(object)
    put_aside = Signal()

    def __init__(self, kit: Kit, case: CaseId | None) -> None:
        super().__init__(self.tr("Decided here, not with the county"))
        self._kit, self._case = kit, case
        self.setAccessibleName(self.tr("Decided here, not with the county"))
        self._list = QVBoxLayout()
        self._list.setSpacing(MEASURES.gap)
        self.body.addLayout(self._list)
        self.buttons: list[QPushButton] = []
        self.hide()

    def refresh(self) -> None:
        """Ask this laptop again."""
        sharing = self._kit.workspace.sharing
        if sharing is not None:
            self._kit.runner.run(
                lambda: sharing.decisions(self._case),
                context=self,
                done=self._show,
                failed=self.failed.emit,
            )

    def _show(self, found: tuple[DecisionView, ...]) -> None:
        clear_layout(self._list)
        self.buttons = []
        for one in found:
            self._list.addWidget(self._line(one))
        self.setVisible(bool(found))

    def _line(self, one: DecisionView) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.half)
        top = QHBoxLayout()
        title = f"{say_decision(one.kind)} · {self._kit.moments.minute(one.at)}"
        top.addWidget(make_label(title, "strong"), 1)
        refused = one.reason is not None
        tag = self.tr("Not recorded") if refused else self.tr("Waits")
        top.addWidget(make_tag(tag, "danger" if refused else "accent"))
        column.addLayout(top)
        column.addWidget(make_label(self._say(one)))
        if refused:
            row = QHBoxLayout()
            row.addStretch(1)
            button = make_button(self.tr("Put aside"), partial(self._on_put_aside, one))
            self.buttons.append(button)
            row.addWidget(button)
            column.addLayout(row)
        return line

    def _say(self, one: DecisionView) -> str:
        if one.reason is not None:
            return say_reason(one.reason)
        return say_narrowing() if one.kind in NARROWING else say_waiting()

    def _on_put_aside(self, one: DecisionView) -> None:
        sharing = self._kit.workspace.sharing
        assert sharing is not None
        self._kit.runner.run(
            lambda: sharing.put_aside(one.id),
            context=self,
            done=lambda _: self._on_gone(),
            failed=self.failed.emit,
        )

    def _on_gone(self) -> None:
        self.refresh()
        self.put_aside.emit()
