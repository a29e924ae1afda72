# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meetings: those to come first, then those that were held; choosing one opens it."""

from PySide6.QtCore import Signal

from casework.meetings import MeetingState
from ui.kit import Kit
from ui.meeting_views import MeetingRow, MeetingsView
from ui.models.rows import Row
from ui.models.rows_of import TONE_OF_STANDING
from ui.places import MeetingPlace
from ui.record_words import say_word
from ui.team.words import say_meeting_type
from ui.text import say_standing
from ui.theme.tokens import Tone
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import make_button
from ui.widgets.row_list import RowList

TONES: dict[MeetingState, Tone] = {
    MeetingState.PLANNED: "accent",
    MeetingState.HELD: "good",
    MeetingState.CANCELLED: "plain",
}
SHOWN = 5


class MeetingsCard(Card):
    """The list of meetings on this laptop.

    Signals:
        wanted: a meeting's place.
        plan_wanted: a new one is to be planned.
    """

    wanted = Signal(object)
    plan_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__("", flush=True)
        self._kit = kit
        self._all = False
        self._view: MeetingsView | None = None
        self.list = RowList(kit.theme, self.tr("Meetings"))
        self.list.chosen.connect(self.wanted)
        self.none = EmptyState(
            kit.theme,
            "team",
            self.tr("No meeting is planned."),
            self.tr("Plan one: choose youths, a time, and whom to invite. It needs no network."),
            make_button(self.tr("Plan a meeting"), self.plan_wanted.emit),
        )
        self._more = make_button("", self._on_more, "quiet")
        for widget in (self.list, self.none, self._more):
            self.put(widget)

    def show_meetings(self, view: MeetingsView) -> None:
        """Show other meetings."""
        self._view = view
        shown = view.rows if self._all else view.rows[:SHOWN]
        self.list.show_rows([self._row(one) for one in shown])
        self.list.setVisible(bool(view.rows))
        self.none.setVisible(not view.rows)
        self._more.setText(self.tr("Show all {count}").format(count=len(view.rows)))
        self._more.setAccessibleName(self._more.text())
        self._more.setVisible(len(shown) < len(view.rows))

    def _on_more(self) -> None:
        self._all = True
        if self._view is not None:
            self.show_meetings(self._view)
        self.list.setFocus()

    def _row(self, one: MeetingRow) -> Row:
        moments = self._kit.moments
        state = say_word(one.state)
        if one.unsigned:
            state = self.tr("Not signed")
        youths = self.tr("{count} youths").format(count=len(one.names))
        if len(one.names) == 1:
            youths = one.names[0]
        return Row(
            key=MeetingPlace(one.meeting),
            title=f"{moments.weekday_minute(one.starts_at)} · "
            f"{say_meeting_type(one.type, moments)}",
            detail=" · ".join(part for part in (youths, one.place) if part),
            tag=state,
            tone="warning"
            if one.unsigned
            else TONES.get(one.state, TONE_OF_STANDING[one.standing]),
            aside=say_standing(one.standing),
            icon="team",
        )
