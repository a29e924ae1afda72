# SPDX-License-Identifier: AGPL-3.0-or-later
"""Inbox: work the county refused, which a supervisor takes in, gives back or hands to somebody.

It stands on the county's server alone: without the county the page says so and shows nothing old.
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout

from ui.errors import ShownError
from ui.inbox_port import InboxPort
from ui.inbox_views import ColleagueView, InboxView, WaitingView, WrittenView
from ui.kit import Kit
from ui.screening.answers_card import AnswersCard
from ui.screening.report import read_report, read_unknown
from ui.text import say_error
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import PageFrame, clear_layout
from ui.widgets.refused_card import RefusedCard

T = TypeVar("T")


class InboxPage(PageFrame):
    """A card for each piece of refused work, the oldest first."""

    def __init__(self, kit: Kit, inbox: InboxPort) -> None:
        super().__init__(kit, "")
        self._inbox = inbox
        self.title.setText(self.tr("Inbox"))
        self.setAccessibleName(self.tr("Inbox"))
        self.say_subtitle(self.tr("Work that the county refused waits here for a supervisor."))
        self.again = make_button(self.tr("Ask the &county again"), self.refresh)
        self.action_row.addWidget(self.again)
        self.state = Banner(kit.theme, "plain")
        self.cards: list[RefusedCard] = []
        self._list = QVBoxLayout()
        self._more = make_label(
            self.tr("There is more; it comes up as these are decided about."), "soft"
        )
        self._more.hide()
        self._nothing = EmptyState(
            kit.theme,
            "check",
            self.tr("Nothing waits."),
            self.tr("When the county refuses what a colleague wrote, it stands here."),
        )
        self._nothing.hide()
        self.column.addWidget(self.state)
        self.column.addLayout(self._list)
        self.column.addWidget(self._more)
        self.column.addWidget(self._nothing)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Ask the county, unless words of a note would be lost."""
        if any(card.note.text().strip() for card in self.cards):
            return
        self.state.say(self.tr("Asking the county…"), "plain")
        self._ask(self._inbox.waiting, self._show, self._on_away)

    def take_focus(self) -> None:
        """Start at the oldest."""
        (self.cards[0].first if self.cards else self.again).setFocus()

    def _ask(
        self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[ShownError], None]
    ) -> None:
        self.kit.runner.run(job, context=self, done=done, failed=failed, lane="network")

    def _show(self, view: InboxView) -> None:
        self.state.say("")
        self.problem.say("")
        clear_layout(self._list)
        self.cards = [RefusedCard(self.kit, one, view.colleagues) for one in view.waiting]
        for card in self.cards:
            card.read_wanted.connect(self._on_read_wanted)
            card.accepted.connect(self._on_accepted)
            card.given_back.connect(self._on_given_back)
            card.handed.connect(self._on_handed)
            self._list.addWidget(card)
        self._more.setVisible(view.more)
        self._nothing.setVisible(not view.waiting)
        self.take_focus()

    def _on_away(self, error: ShownError) -> None:
        clear_layout(self._list)
        self.cards = []
        self._more.hide()
        self._nothing.hide()
        words = self.tr("The inbox stands on the county's server. {reason}")
        self.state.say(words.format(reason=say_error(error)), "warning")

    def _on_read_wanted(self, work: WaitingView) -> None:
        def show(view: WrittenView) -> None:
            for card in self.cards:
                if card.work == work:
                    card.show_written(view.lines, self._read_answers(view))

        self._ask(lambda: self._inbox.written(work), show, self.show_problem)

    def _read_answers(self, view: WrittenView) -> AnswersCard | None:
        """The questions of a screening and what was answered, in words."""
        if view.screening is None:
            return None
        if view.definition is None:
            heading = self.tr("Answers; their form is not on this laptop")
            return AnswersCard(heading, read_unknown(view.screening))
        return AnswersCard(self.tr("Answers"), read_report(view.definition, view.screening))

    def _on_accepted(self, work: WaitingView) -> None:
        self._decide(lambda: self._inbox.accept(work))

    def _on_given_back(self, work: WaitingView, note: str) -> None:
        self._decide(lambda: self._inbox.give_back(work, note))

    def _on_handed(self, work: WaitingView, colleague: ColleagueView) -> None:
        self._decide(lambda: self._inbox.hand_to(work, colleague))

    def _decide(self, job: Callable[[], None]) -> None:
        def decided(_: None) -> None:
            self.cards = []
            self.refresh()

        self._ask(job, decided, self.show_problem)
