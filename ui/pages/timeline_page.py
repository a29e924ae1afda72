# SPDX-License-Identifier: AGPL-3.0-or-later
"""All events of a case, filtered by kind and by period, a page at a time."""

from enum import StrEnum

from PySide6.QtCore import QTimer

from ui.kit import Kit
from ui.pages.choice_row import ChoiceRow
from ui.places import TimelinePlace
from ui.theme.tokens import MEASURES
from ui.timeline_views import EventGroup, TimelineEntry, TimelinePart, TimelineWish
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import make_button, make_tool
from ui.widgets.page_frame import PageFrame
from ui.widgets.timeline import Timeline

PAGE = 50
WHOLE = 10_000
"""How far one goes to a record that is looked for."""


class Period(StrEnum):
    """How far back a timeline reaches."""

    ALL = "all"
    MONTH = "month"
    HALF_YEAR = "half_year"
    YEAR = "year"


DAYS = {Period.MONTH: 30, Period.HALF_YEAR: 182, Period.YEAR: 365}


class TimelinePage(PageFrame):
    """The events of one case; choosing one opens its record."""

    def __init__(self, kit: Kit, place: TimelinePlace) -> None:
        super().__init__(kit, "")
        self._place = place
        self._entries: list[TimelineEntry] = []
        self._sought = place.record
        self.title.setText(self.tr("Timeline"))
        self.setAccessibleName(self.tr("Timeline"))
        back = make_tool(self.tr("Back"), self.left.emit)
        kit.theme.put_icon(back, "back")
        self.put_back(back)
        self.groups = ChoiceRow(self.tr("Kinds of events"), self._group_words())
        self.periods = ChoiceRow(
            self.tr("Period"),
            {
                Period.ALL: self.tr("Any time"),
                Period.MONTH: self.tr("Last 30 days"),
                Period.HALF_YEAR: self.tr("Last six months"),
                Period.YEAR: self.tr("Last year"),
            },
        )
        self.timeline = Timeline(kit.theme)
        self._nothing = EmptyState(
            kit.theme,
            "note",
            self.tr("No event of this kind in this period."),
            self.tr("Choose another kind or a longer period."),
            make_button(self.tr("Show everything"), self._show_everything),
        )
        self.more = make_button(self.tr("Show older ones"), self._on_more, "quiet")
        card = Card(flush=True)
        for widget in (self.timeline, self._nothing, self.more):
            card.put(widget)
            widget.hide()
        self.column.setSpacing(MEASURES.unit)
        for one in (self.groups, self.periods, card):
            self.column.addWidget(one)
        self.column.addStretch(1)
        self.timeline.chosen.connect(self.wanted)
        self.groups.chosen.connect(lambda _: self.refresh())
        self.periods.chosen.connect(lambda _: self.refresh())

    def refresh(self) -> None:
        """Ask for the newest again."""
        self._fetch(0, WHOLE if self._sought is not None else PAGE)

    def take_focus(self) -> None:
        """Start in the list."""
        self.timeline.setFocus()

    def _group_words(self) -> dict[EventGroup, str]:
        return {
            EventGroup.ALL: self.tr("All"),
            EventGroup.CONTACT: self.tr("Contacts"),
            EventGroup.SCREENING: self.tr("Screenings"),
            EventGroup.MEETING: self.tr("Meetings"),
            EventGroup.PLACEMENT: self.tr("Placements"),
            EventGroup.ABSENCE: self.tr("Absences"),
            EventGroup.COURT: self.tr("Court"),
            EventGroup.NOTICE: self.tr("Notices"),
            EventGroup.DISCLOSURE: self.tr("Disclosures"),
            EventGroup.DOCUMENT: self.tr("Documents"),
            EventGroup.OTHER: self.tr("Other"),
        }

    def _wish(self) -> TimelineWish:
        return TimelineWish(self.groups.key, DAYS.get(self.periods.key))

    def _fetch(self, offset: int, limit: int) -> None:
        cases, case, wish = self.kit.workspace.cases, self._place.case, self._wish()

        def show(part: TimelinePart) -> None:
            if wish == self._wish():
                self._show(offset, part)

        self.fetch(lambda: cases.timeline(case, wish, offset, limit), show)

    def _show(self, offset: int, part: TimelinePart) -> None:
        self.groups.offer({EventGroup.ALL, self.groups.key, *part.groups})
        before = self.timeline.currentIndex().row()
        self._entries = [*self._entries[:offset], *part.entries]
        self.timeline.show_entries(self._place.case, self._entries, self.kit.moments)
        self.timeline.setVisible(bool(self._entries))
        self._nothing.setVisible(not self._entries)
        self.more.setVisible(len(self._entries) < part.total)
        count = self.tr("{shown} of {total} events")
        said = count.format(shown=len(self._entries), total=part.total)
        self.say_subtitle(f"{part.shown_name} · {said}")
        self._go_to(max(before, 0))

    def _go_to(self, row: int) -> None:
        sought, self._sought = self._sought, None
        if sought is not None:
            found = (at for at, one in enumerate(self._entries) if one.record == sought)
            row = next(found, row)
        if row < len(self._entries):
            self.timeline.setCurrentIndex(self.timeline.model().index(row, 0))
        if sought is not None:
            # Only once the list has its height is there anything to scroll.
            QTimer.singleShot(0, self, self._show_current)

    def _show_current(self) -> None:
        ground = self.scroll_area.widget()
        place = self.timeline.visualRect(self.timeline.currentIndex())
        top = 0 if ground is None else self.timeline.mapTo(ground, place.topLeft()).y()
        self.scroll_area.verticalScrollBar().setValue(top - 4 * MEASURES.gap)

    def _on_more(self) -> None:
        self._fetch(len(self._entries), PAGE)
        self.timeline.setFocus()

    def _show_everything(self) -> None:
        self.groups.choose(EventGroup.ALL)
        self.periods.choose(Period.ALL)
        self.timeline.setFocus()
