# SPDX-License-Identifier: AGPL-3.0-or-later
"""Running clocks, the most urgent first; choosing one records who was told."""

from PySide6.QtCore import Signal

from casework.clock_rules import Force
from casework.clocks import Urgency
from casework.vocabulary import RecordKind
from ui.clock_views import ClockRow, ClocksView
from ui.kit import Kit
from ui.models.rows import Row
from ui.places import CasePlace, Place, RecordPlace
from ui.record_words import say_word
from ui.text import Moments
from ui.theme.tokens import Tone
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label
from ui.widgets.row_list import RowList

TONES: dict[Urgency, Tone] = {
    Urgency.OVERDUE: "danger",
    Urgency.AT_ONCE: "danger",
    Urgency.SOON: "warning",
    Urgency.LATER: "plain",
    Urgency.CLOSED: "good",
}
SHOWN = 6
DRIFT_SHOWN = 60
MINUTES_OF_HOUR, HOURS_OF_DAY = 60, 24


class ClocksCard(Card):
    """Hidden while nothing runs.

    Args:
        named: say whose clock each is.

    Signals:
        wanted: the form of the notice that closes a clock, or the case.
    """

    wanted = Signal(object)

    def __init__(self, kit: Kit, heading: str, *, named: bool) -> None:
        super().__init__(heading, flush=True)
        self._kit, self._named = kit, named
        self._all = False
        self._view: ClocksView | None = None
        self.list = RowList(kit.theme, heading)
        self.list.chosen.connect(self.wanted)
        self._more = make_button("", self._on_more, "quiet")
        self._drift = make_label("", "small")
        for widget in (self.list, self._more, self._drift):
            self.put(widget)
        self.hide()

    def show_clocks(self, view: ClocksView) -> None:
        """Show what runs now."""
        self._view = view
        shown = view.rows if self._all else view.rows[:SHOWN]
        self.list.show_rows([self._row(one, view) for one in shown])
        self._more.setText(self.tr("Show all {count}").format(count=len(view.rows)))
        self._more.setAccessibleName(self._more.text())
        self._more.setVisible(len(shown) < len(view.rows))
        drift = view.drift_seconds or 0
        self._drift.setVisible(abs(drift) >= DRIFT_SHOWN)
        self._drift.setText(
            self.tr("This laptop’s clock is {minutes} min off the county’s.").format(
                minutes=round(abs(drift) / 60)
            )
        )
        self.setVisible(bool(view.rows))

    def _on_more(self) -> None:
        self._all = True
        if self._view is not None:
            self.show_clocks(self._view)
        self.list.setFocus()

    def _row(self, one: ClockRow, view: ClocksView) -> Row:
        moments = self._kit.moments
        place: Place = CasePlace(one.case)
        if one.may_close:
            place = RecordPlace(one.case, RecordKind.NOTICE, None, one.clock)
        party, start = say_word(one.party), say_word(one.start)
        law = one.citation
        if one.force is Force.COUNTY:
            law = self.tr("county default, verify")
        return Row(
            key=place,
            title=f"{one.shown_name}: {party}" if self._named else party,
            detail=" · ".join(part for part in (start, law) if part),
            tag=self._say_left(one, view),
            tone=TONES[one.urgency],
            aside=self._say_due(one, moments),
            icon="clock",
        )

    def _say_due(self, one: ClockRow, moments: Moments) -> str:
        due = f"{moments.day(one.due_at)} {moments.minute_of_day(one.due_at)}"
        return due if one.urgency is not Urgency.AT_ONCE else ""

    def _say_left(self, one: ClockRow, view: ClocksView) -> str:
        if one.urgency is Urgency.AT_ONCE:
            return self.tr("At once")
        minutes = round((one.due_at - view.now).total_seconds() / 60)
        if one.urgency is Urgency.OVERDUE:
            return self.tr("Overdue by {time}").format(time=self._say_length(-minutes))
        return self.tr("{time} left").format(time=self._say_length(minutes))

    def _say_length(self, minutes: int) -> str:
        hours, rest = divmod(minutes, MINUTES_OF_HOUR)
        days, spare = divmod(hours, HOURS_OF_DAY)
        if days > 1:
            return self.tr("{days} d {hours} h").format(days=days, hours=spare)
        if hours and not rest:
            return self.tr("{hours} h").format(hours=hours)
        if hours:
            return self.tr("{hours} h {minutes} min").format(hours=hours, minutes=rest)
        return self.tr("{minutes} min").format(minutes=rest)
