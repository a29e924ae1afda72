# SPDX-License-Identifier: AGPL-3.0-or-later
"""Log: who did what in a supervisor's cases, week by week, and who opened one case.

What this laptop holds is shown at once; what others did comes from the county, and the screen says
which of the two it shows. Reading it is itself logged, by whoever gives the values.
"""

from datetime import date, datetime, timedelta

from casework.audit import AuditOutcome
from casework.ids import CaseId
from ui.errors import ShownError
from ui.kit import Kit
from ui.log_views import LogCount, LogRow, LogView
from ui.log_words import say_event, say_outcome
from ui.models.rows import Row
from ui.places import CasePlace
from ui.ports import LogPort
from ui.text import say_error
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.emergency_cards import EmergencyCards
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import make_button, make_label, make_tool
from ui.widgets.page_frame import PageFrame
from ui.widgets.row_list import RowList

SHOWN_ROWS = 300
WEEK = timedelta(days=7)


class LogPage(PageFrame):
    """One week at a time, or one case.

    Args:
        log: who gives the values.
        case: the one case this page stays with; None to begin with this week.
    """

    def __init__(self, kit: Kit, log: LogPort, case: CaseId | None = None) -> None:
        super().__init__(kit, "")
        self._log = log
        self._monday: date | None = None
        self._case = self._only = case
        self.title.setText(self.tr("Log"))
        self.setAccessibleName(self.tr("Log"))
        self.earlier = make_button(self.tr("&Earlier week"), lambda: self._move(-WEEK))
        self.later = make_button(self.tr("&Later week"), lambda: self._move(WEEK))
        self.whole_week = make_button(self.tr("&Whole week"), lambda: self.show_case(None))
        self.reviewed = make_button(self.tr("Mark as &reviewed"), self._on_reviewed, "primary")
        for button in (self.earlier, self.later, self.whole_week, self.reviewed):
            self.action_row.addWidget(button)
        if case is not None:
            back = make_tool(self.tr("Back"), self.left.emit)
            kit.theme.put_icon(back, "back")
            self.put_back(back)
        self.state = Banner(kit.theme, "plain")
        self.review = make_label("", "soft")
        self.counts = RowList(kit.theme, self.tr("By person"))
        self.entries = RowList(kit.theme, self.tr("Everything, newest first"))
        self.entries.chosen.connect(self._on_chosen)
        self._more = make_label(
            self.tr("Only the newest {count} are shown.").format(count=SHOWN_ROWS), "soft"
        )
        self._more.setContentsMargins(20, 10, 20, 10)
        self._nothing = EmptyState(
            kit.theme,
            "check",
            self.tr("Nothing was logged."),
            self.tr("What is done on a laptop stands here after its next sync."),
        )
        self._build_cards()

    def refresh(self) -> None:
        """Ask this laptop, and the county beside it."""
        monday, case = self._monday, self._case
        self.state.say(self.tr("Asking the county…"), "plain")
        if self._only is None:
            self.emergencies.refresh()
        self.fetch(lambda: self._log.week(monday, case), self._show)
        self.kit.runner.run(
            lambda: self._log.county_week(monday, case),
            context=self,
            done=self._show,
            failed=self._on_offline,
            lane="network",
        )

    def take_focus(self) -> None:
        """Start at the entries."""
        self.entries.setFocus()

    def show_case(self, case: CaseId | None) -> None:
        """Show who did what in one case; None for the whole week."""
        self._case = case
        self.refresh()

    def _build_cards(self) -> None:
        self._by_person = Card(self.tr("By person"), flush=True)
        self._by_person.put(self.counts)
        everything = Card(self.tr("Everything, newest first"), flush=True)
        for widget in (self.entries, self._more, self._nothing):
            everything.put(widget)
        self.emergencies = EmergencyCards(self.kit, review=True)
        self.emergencies.failed.connect(self.show_problem)
        for part in (self.emergencies, self.state, self.review, self._by_person, everything):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def _move(self, by: timedelta) -> None:
        if self._monday is not None:
            self._monday += by
            self.refresh()

    def _on_chosen(self, place: object) -> None:
        if isinstance(place, CasePlace):
            self.show_case(place.case)

    def _on_reviewed(self) -> None:
        monday = self._monday
        if monday is not None:
            self.fetch(lambda: self._log.mark_reviewed(monday), lambda _: self.refresh())

    def _on_offline(self, error: ShownError) -> None:
        words = self.tr("This is only what this laptop logged itself. {reason}")
        self.state.say(words.format(reason=say_error(error)), "warning")

    def _show(self, view: LogView) -> None:
        if view.case != self._case or self._monday not in (None, view.monday):
            return
        self._monday = view.monday
        one_case = view.case is not None
        self.say_subtitle(self._say_span(view))
        if view.whole:
            self.state.say(
                self.tr("From the county: what was done in your cases, on any laptop."), "accent"
            )
        for button in (self.earlier, self.reviewed):
            button.setVisible(not one_case)
        self.later.setVisible(not one_case and view.monday < view.this_week)
        self.whole_week.setVisible(one_case and self._only is None)
        self.reviewed.setEnabled(view.whole)
        self._show_review(view)
        self.counts.show_rows([self._count_row(one) for one in view.counts])
        self._by_person.setVisible(bool(view.counts))
        shown = view.rows[:SHOWN_ROWS]
        self.entries.show_rows([self._entry_row(one) for one in shown])
        self.entries.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        self._more.setVisible(view.more or len(shown) < len(view.rows))
        self.fit_heading()

    def _show_review(self, view: LogView) -> None:
        words = ""
        if view.case is None and view.reviewed_at is not None:
            moment = self.kit.moments.minute(view.reviewed_at)
            words = self.tr("You marked this week as reviewed: {moment}").format(moment=moment)
        elif view.case is None:
            words = self.tr("You have not marked this week as reviewed.")
        self.review.setText(words)
        self.review.setVisible(bool(words))

    def _say_span(self, view: LogView) -> str:
        if view.case is not None:
            words = self.tr("Who opened this case, for a year: {name}")
            return words.format(name=view.case_name or self.tr("a case that is not on this laptop"))
        first, last = view.monday, view.monday + WEEK - timedelta(days=1)
        return self.tr("{first} to {last}").format(first=self._day(first), last=self._day(last))

    def _day(self, day: date | datetime) -> str:
        return self.kit.moments.day(day)

    def _count_row(self, count: LogCount) -> Row:
        refused = self.tr("{count} not done").format(count=count.not_done)
        return Row(
            key=None,
            title=count.person_name,
            detail=self.tr("{event}: {count}").format(
                event=say_event(count.event), count=count.times
            ),
            tag=refused if count.not_done else "",
            tone="warning",
            icon="youth",
        )

    def _entry_row(self, row: LogRow) -> Row:
        where = self.tr("this laptop") if row.here else self.tr("another laptop")
        done = row.outcome is AuditOutcome.OK
        return Row(
            key=CasePlace(row.case) if row.case and self._case is None else None,
            title=row.person_name,
            detail=" · ".join(filter(None, (say_event(row.event), row.shown_name, where))),
            tag=say_outcome(row.outcome),
            tone="danger" if not done else "plain",
            aside=f"{self._day(row.at)}, {self.kit.moments.second(row.at)}",
            icon="clock",
        )
