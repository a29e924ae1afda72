# SPDX-License-Identifier: AGPL-3.0-or-later
"""One thing people disagree about: their values side by side, and three ways to decide.

Nothing is chosen beforehand, and no value looks better than another.
"""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from ui.conflict_views import ClaimView, DisputeView
from ui.field_words import field_name, field_value, is_day
from ui.kit import Kit
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label

SIDE_BY_SIDE = 3


class DisputeCard(Card):
    """One field of one youth.

    Signals:
        chosen: one of the claims was taken; carries the dispute and the claim.
        written: another value was written; carries the dispute and its text.
    """

    chosen = Signal(object, object)
    written = Signal(object, str)

    def __init__(self, kit: Kit, dispute: DisputeView) -> None:
        self._kit = kit
        self._dispute = dispute
        self.about = (dispute.record, dispute.field)
        self._may_decide = dispute.may_decide and not dispute.sync_first
        name = field_name(dispute.field, dispute.kind)
        super().__init__(f"{name} · {dispute.shown_name}" if dispute.shown_name else name)
        self.setAccessibleName(self.heading.text())
        down = len(dispute.claims) > SIDE_BY_SIDE
        across = QVBoxLayout() if down else QHBoxLayout()
        across.setSpacing(MEASURES.gap)
        self.takes: list[QPushButton] = []
        for claim in dispute.claims:
            across.addWidget(self._make_claim(claim), 1)
        self.body.addLayout(across)
        self.body.addWidget(make_label(self._say_meanwhile(), "small"))
        self.other = QLineEdit()
        self.take_other = make_button(self.tr("Take what I &wrote"), self._on_written)
        if self._may_decide and dispute.may_write:
            self._put_other(name)

    def _make_claim(self, claim: ClaimView) -> QFrame:
        box = QFrame()
        box.setProperty("look", "card")
        column = QVBoxLayout(box)
        column.setContentsMargins(MEASURES.gap, 12, MEASURES.gap, 12)
        column.setSpacing(MEASURES.half)
        value = self._say_value(claim.value)
        moment = self._kit.moments.minute(claim.at)
        by = (
            self.tr("Decided by {name}, {moment}") if claim.decided else self.tr("{name}, {moment}")
        )
        who = by.format(name=claim.author_name, moment=moment)
        column.addWidget(make_label(value, "section"))
        column.addWidget(make_label(who, "soft"))
        column.addStretch(1)
        if self._may_decide:
            chosen = partial(self.chosen.emit, self._dispute, claim)
            take = make_button(self.tr("Take this"), chosen)
            take.setAccessibleName(
                self.tr("Take {value}, written by {who}").format(value=value, who=who)
            )
            column.addWidget(take)
            self.takes.append(take)
        return box

    def _put_other(self, name: str) -> None:
        self.other.setAccessibleName(self.tr("Another value for {field}").format(field=name))
        self.other.setPlaceholderText(
            self.tr("Year-month-day, such as 2010-04-30")
            if is_day(self._dispute.field, self._dispute.kind)
            else self.tr("Or write another value")
        )
        self.other.returnPressed.connect(self._on_written)
        self.take_other.setEnabled(False)
        self.other.textChanged.connect(lambda text: self.take_other.setEnabled(bool(text.strip())))
        row = QHBoxLayout()
        row.setSpacing(MEASURES.unit)
        row.addWidget(self.other, 1)
        row.addWidget(self.take_other)
        self.body.addLayout(row)

    def _say_meanwhile(self) -> str:
        value = self._say_value(self._dispute.shown)
        if self._dispute.protects:
            words = self.tr("Until somebody decides, {value} is shown: it protects the youth more.")
        else:
            words = self.tr("Until somebody decides, {value} is shown: it was written first.")
        said = words.format(value=value)
        if not self._dispute.may_decide:
            return said + " " + self.tr("You may not decide this one.")
        if self._dispute.sync_first:
            return said + " " + self.tr("Your own value was not sent yet: sync first, then decide.")
        return said

    def _say_value(self, value: str) -> str:
        if not value:
            return self.tr("(nothing)")
        dispute = self._dispute
        return field_value(dispute.field, dispute.kind, value, self._kit.moments)

    def _on_written(self) -> None:
        if self.other.text().strip():
            self.written.emit(self._dispute, self.other.text())
