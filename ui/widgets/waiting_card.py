# SPDX-License-Identifier: AGPL-3.0-or-later
"""What waits for this worker: approvals, referrals to be answered, answers, likely duplicates."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.referrals import ReferralReply
from casework.vocabulary import RecordKind
from ui.approval_views import AnsweredRow, IncomingRow, WaitingRow
from ui.approval_words import say_passed_to
from ui.index_views import DuplicateView
from ui.index_words import say_signs
from ui.kit import Kit
from ui.models.rows import Row
from ui.models.rows_of import ICON_OF_KIND
from ui.places import CasePlace, Place, RecordPlace, SignedPlace
from ui.record_words import say_parts, say_word
from ui.text import say_kind
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.row_list import RowList

SHOWN_PAIRS = 5


class WaitingCards(QWidget):
    """Four lists, each hidden while nothing waits.

    Signals:
        wanted: the place of what was chosen.
        failed: a ShownError.
    """

    wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(MEASURES.gap)
        self.approvals, self._approvals_card = self._make(self.tr("Waiting for my approval"))
        self.referrals, self._referrals_card = self._make(
            self.tr("Referrals waiting for my answer")
        )
        self.answers, self._answers_card = self._make(self.tr("Answers to my referrals"))
        self.pairs, self._pairs_card = self._make(self.tr("Maybe one youth in two cases"))
        self.hide()

    def refresh(self) -> None:
        """Ask again."""
        records = self._kit.workspace.records
        approvals, same = records.approvals, records.same_youths
        self._kit.runner.run(
            lambda: (
                approvals.waiting(),
                approvals.incoming(),
                approvals.answered(),
                same.pairs(),
            ),
            context=self,
            done=lambda found: self.show_rows(*found),
            failed=self.failed.emit,
        )

    def show_rows(
        self,
        waiting: tuple[WaitingRow, ...],
        coming: tuple[IncomingRow, ...],
        answered: tuple[AnsweredRow, ...],
        pairs: tuple[DuplicateView, ...],
    ) -> None:
        """Show other rows."""
        self.approvals.show_rows([self._waiting(one) for one in waiting])
        self.referrals.show_rows([self._coming(one) for one in coming])
        self._approvals_card.setVisible(bool(waiting))
        self._referrals_card.setVisible(bool(coming))
        self.answers.show_rows([self._answered(one) for one in answered])
        self._answers_card.setVisible(bool(answered))
        self.pairs.show_rows([_pair(one) for one in pairs[:SHOWN_PAIRS]])
        self._pairs_card.setVisible(bool(pairs))
        self.setVisible(bool(waiting or coming or answered or pairs))

    def _make(self, heading: str) -> tuple[RowList, Card]:
        rows = RowList(self._kit.theme, heading)
        rows.chosen.connect(self.wanted)
        card = Card(heading, flush=True)
        card.put(rows)
        card.hide()
        self._column.addWidget(card)
        return rows, card

    def _waiting(self, one: WaitingRow) -> Row:
        place: Place = RecordPlace(one.case, one.kind, one.record)
        if one.kind is RecordKind.SCREENING:
            place = SignedPlace(one.case, one.record)
        changed = QCoreApplication.translate("WaitingCards", "Changed since approval")
        return Row(
            key=place,
            title=f"{one.shown_name}: {say_kind(one.kind)}",
            detail=" · ".join(filter(None, (say_parts(one.headline), one.author_name))),
            tag=changed if one.changed else "",
            tone="warning",
            aside=self._kit.moments.day(one.at),
            icon=ICON_OF_KIND[one.kind],
        )

    def _coming(self, one: IncomingRow) -> Row:
        return Row(
            key=RecordPlace(one.case, RecordKind.REFERRAL, one.record),
            title=one.shown_name,
            detail=" · ".join(filter(None, (say_parts(one.headline), one.author_name))),
            aside=self._kit.moments.day(one.at),
            icon=ICON_OF_KIND[RecordKind.REFERRAL],
        )

    def _answered(self, one: AnsweredRow) -> Row:
        return Row(
            key=RecordPlace(one.case, RecordKind.REFERRAL, one.record),
            title=one.shown_name,
            detail=" · ".join(filter(None, (say_passed_to(one), one.words, one.author_name))),
            tag=say_word(one.reply),
            tone="good" if one.reply is ReferralReply.ACCEPTED else "warning",
            aside=self._kit.moments.day(one.at),
            icon=ICON_OF_KIND[RecordKind.REFERRAL],
        )


def _pair(one: DuplicateView) -> Row:
    return Row(
        key=CasePlace(one.first.case),
        title=f"{one.first.shown_name}  ·  {one.second.shown_name}",
        detail=say_signs(one.signs),
        icon=ICON_OF_KIND[RecordKind.SAME_YOUTH],
    )
