# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who has to be told of an absence: each party with what came of it, those still open first."""

from PySide6.QtCore import Signal

from casework.clocks import NoticeOutcome, Urgency
from casework.vocabulary import RecordKind
from ui.clock_views import PartiesView, PartyRow
from ui.kit import Kit
from ui.models.rows import Row
from ui.places import RecordPlace
from ui.record_words import say_word
from ui.theme.tokens import MEASURES, Tone
from ui.widgets.card import Card
from ui.widgets.looks import make_label
from ui.widgets.row_list import RowList

TONES: dict[NoticeOutcome, Tone] = {
    NoticeOutcome.TOLD: "good",
    NoticeOutcome.NOT_REQUIRED: "plain",
    NoticeOutcome.UNABLE: "warning",
}


class PartiesCard(Card):
    """Hidden while nobody has to be told.

    Signals:
        wanted: the form of a notice, new or as it was recorded.
    """

    wanted = Signal(object)

    def __init__(self, kit: Kit) -> None:
        heading = self.tr("Who has to be told")
        super().__init__(heading, flush=True)
        self._kit = kit
        self.count = make_label("", "small")
        self.count.setContentsMargins(MEASURES.gap, 0, MEASURES.gap, 0)
        self.list = RowList(kit.theme, heading)
        self.list.chosen.connect(self.wanted)
        for widget in (self.count, self.list):
            self.put(widget)
        self.hide()

    def show_parties(self, view: PartiesView) -> None:
        """Show other parties."""
        still = sum(one.outcome is None for one in view.rows)
        words = self.tr("Still open: {open} of {all}.") if still else self.tr("All {all} are done.")
        self.count.setText(words.format(open=still, all=len(view.rows)))
        self.list.show_rows([self._row(view, one) for one in view.rows])
        self.setVisible(bool(view.rows))

    def _row(self, view: PartiesView, one: PartyRow) -> Row:
        place = None
        if one.notice is not None:
            place = RecordPlace(view.case, RecordKind.NOTICE, one.notice)
        elif one.may_close:
            place = RecordPlace(view.case, RecordKind.NOTICE, None, one.clock)
        return Row(
            key=place,
            title=say_word(one.party),
            detail=self._say_what(one),
            tag=self._say_open(one) if one.outcome is None else say_word(one.outcome),
            tone=self._tone(one),
            aside=self._say_when(one),
            icon="open" if one.outcome is None else "check",
        )

    def _say_what(self, one: PartyRow) -> str:
        late = self.tr("late") if one.late else ""
        said = (one.to_whom, one.reference, late, one.why)
        law = one.citation or self.tr("county default, verify")
        return " · ".join(part for part in said if part) or law

    def _say_when(self, one: PartyRow) -> str:
        moments = self._kit.moments
        if one.told_at is not None:
            return moments.minute(one.told_at)
        return self.tr("by {moment}").format(moment=moments.minute(one.due_at))

    def _say_open(self, one: PartyRow) -> str:
        return self.tr("Overdue") if one.urgency is Urgency.OVERDUE else self.tr("Still open")

    def _tone(self, one: PartyRow) -> Tone:
        if one.outcome is not None:
            return TONES[one.outcome]
        return "danger" if one.urgency is Urgency.OVERDUE else "accent"
