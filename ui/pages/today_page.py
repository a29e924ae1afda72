# SPDX-License-Identifier: AGPL-3.0-or-later
"""Today: what is due, what is begun, what the county does not have yet."""

from PySide6.QtWidgets import QApplication, QWidget

from ui.clock_views import ClocksView
from ui.kit import Kit
from ui.models.rows_of import draft_row, due_row, state_row, work_row
from ui.places import ConflictsPlace, Room
from ui.views import TodayView
from ui.widgets.card import Card
from ui.widgets.clocks_card import ClocksCard
from ui.widgets.conflict_notice import ConflictNotice
from ui.widgets.emergency_cards import EmergencyCards
from ui.widgets.empty_state import EmptyState
from ui.widgets.inbox_notice import InboxNotice
from ui.widgets.looks import make_button
from ui.widgets.page_frame import PageFrame
from ui.widgets.row_list import RowList
from ui.widgets.waiting_card import WaitingCards

SHOWN_DUE = 6
SHOWN_STATE = 4


class TodayPage(PageFrame):
    """The first place after unlocking."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "")
        self.title.setText(self.tr("Today"))
        self.setAccessibleName(self.tr("Today"))
        self._due = self._make_list(self.tr("Due"))
        self._drafts = self._make_list(self.tr("Screenings to finish"))
        self._unsent = self._make_list(self.tr("Not sent yet"))
        self._state = self._make_list(self.tr("Not in the state system yet"))
        self._recent = self._make_list(self.tr("Lately in your cases"))
        self._no_due = EmptyState(
            kit.theme,
            "check",
            self.tr("Nothing is due."),
            self.tr("Screenings that come due will stand here, the most urgent first."),
        )
        self.to_sync = make_button(self.tr("Go to Sync"), lambda: self.wanted.emit(Room.SYNC))
        self._no_youths = EmptyState(
            kit.theme,
            "youths",
            self.tr("No youth is on this laptop yet."),
            self.tr("Cases assigned to you arrive with the next sync."),
            self.to_sync,
        )
        self._all_due = self._all_state = self._seeks = False
        self._sought: QWidget = self
        self._more = make_button("", self._on_more, "quiet")
        self._make_notices()
        self._due_card = self._card(
            self.tr("Due"), self._due, self._more, self._no_due, self._no_youths
        )
        self._state_more = make_button("", self._on_state_more, "quiet")
        self._state_card = self._card(
            self.tr("Not in the state system yet"), self._state, self._state_more
        )
        self._drafts_card = self._card(self.tr("Screenings to finish"), self._drafts)
        self._unsent_card = self._card(self.tr("Not sent yet"), self._unsent)
        self._recent_card = self._card(self.tr("Lately in your cases"), self._recent)
        self.column.addStretch(1)

    def _make_notices(self) -> None:
        """What goes before the lists, the most urgent first."""
        kit = self.kit
        self.conflicts = ConflictNotice(kit.theme)
        self.conflicts.wanted.connect(lambda: self.wanted.emit(ConflictsPlace()))
        self.emergencies = EmergencyCards(kit, review=False)
        self.emergencies.failed.connect(self.show_problem)
        self.column.addWidget(self.emergencies)
        self.clocks = ClocksCard(kit, self.tr("Clocks"), named=True)
        self.clocks.wanted.connect(self.wanted)
        self.column.addWidget(self.clocks)
        self.column.addWidget(self.conflicts)
        self.inbox = InboxNotice(kit)
        self.inbox.wanted.connect(lambda: self.wanted.emit(Room.INBOX))
        self.column.addWidget(self.inbox)
        self.waiting = WaitingCards(kit)
        self.waiting.wanted.connect(self.wanted)
        self.waiting.failed.connect(self.show_problem)
        self.column.addWidget(self.waiting)

    def show_found(self) -> None:
        """Likely pairs."""
        self.waiting.refresh()

    def refresh(self) -> None:
        """Ask again."""
        self.fetch(self.kit.workspace.clocks.running, self._show_clocks)
        self.emergencies.refresh()
        self.waiting.refresh()
        self.inbox.refresh()
        self.fetch(self.kit.workspace.today.today, self._show)

    def take_focus(self) -> None:
        """Start at the first list that has anything, once it is known which that is."""
        self._seeks = True
        self._seek()

    def _seek(self) -> None:
        lists = (self.clocks.list, self._due, self._state, self._drafts, self._unsent, self._recent)
        filled = [one for one in lists if one.rows.rowCount() and one.isVisibleTo(self)]
        to_sync = [self.to_sync] if self.to_sync.isVisibleTo(self) else []
        self._sought = next(iter([*filled, *to_sync]), self)
        self._sought.setFocus()

    def _seek_again(self) -> None:
        """Begin at what came meanwhile, unless the worker has taken the keyboard elsewhere."""
        is_gone = not self._sought.isVisibleTo(self)
        if self._seeks and (is_gone or QApplication.focusWidget() in (None, self._sought)):
            self._seek()

    def _show_clocks(self, view: ClocksView) -> None:
        self.clocks.show_clocks(view)
        self._seek_again()

    def _on_more(self) -> None:
        self._all_due = True
        self._due.setFocus()
        self.refresh()

    def _on_state_more(self) -> None:
        self._all_state = True
        self._state.setFocus()
        self.refresh()

    def _show_state(self, view: TodayView) -> None:
        rows = view.not_in_state if self._all_state else view.not_in_state[:SHOWN_STATE]
        self._state.show_rows([state_row(one, self.kit.moments) for one in rows])
        words = self.tr("Show all {count}").format(count=len(view.not_in_state))
        self._state_more.setText(words)
        self._state_more.setAccessibleName(words)
        self._state_more.setVisible(len(rows) < len(view.not_in_state))
        self._state_card.setVisible(bool(rows))

    def _make_list(self, name: str) -> RowList:
        rows = RowList(self.kit.theme, name)
        rows.chosen.connect(self.wanted)
        return rows

    def _card(self, heading: str, *content: QWidget) -> Card:
        card = Card(heading, flush=True)
        for widget in content:
            card.put(widget)
        card.hide()
        self.column.addWidget(card)
        return card

    def _show(self, view: TodayView) -> None:
        moments = self.kit.moments
        self.say_subtitle(moments.long_day(view.today))
        self.conflicts.say(view.conflicts)
        shown = view.due if self._all_due else view.due[:SHOWN_DUE]
        self._due.show_rows([due_row(one, view.today, moments) for one in shown])
        self._more.setText(self.tr("Show all {count}").format(count=len(view.due)))
        self._more.setAccessibleName(self._more.text())
        self._more.setVisible(len(shown) < len(view.due))
        self._show_state(view)
        self._drafts.show_rows([draft_row(one, moments) for one in view.drafts])
        self._unsent.show_rows([work_row(one, moments) for one in view.unsent])
        self._recent.show_rows([work_row(one, moments) for one in view.recent])
        self._due.setVisible(bool(view.due))
        self._no_due.setVisible(not view.due and view.youth_count > 0)
        self._no_youths.setVisible(not view.due and view.youth_count == 0)
        self._due_card.show()
        self._drafts_card.setVisible(bool(view.drafts))
        self._unsent_card.setVisible(bool(view.unsent))
        self._recent_card.setVisible(bool(view.recent))
        self._seek_again()
        self._seeks = False
