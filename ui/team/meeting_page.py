# SPDX-License-Identifier: AGPL-3.0-or-later
"""One meeting: when and where, its agenda in an order a person may change, who is invited."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from casework.ids import HatId
from casework.meetings import MeetingState
from ui.dialogs.recipient_dialog import Previewed, RecipientDialog, RecipientWords, Show
from ui.dialogs.save_file import ask_file_path
from ui.kit import Kit
from ui.meeting_views import (
    AgendaPage,
    AgendaPages,
    MeetingView,
    MeetingYouth,
    PreviewedPage,
)
from ui.paper.agenda_page import write_agenda_page
from ui.paper.saving import save_pdf
from ui.paper.typeset import render_paper
from ui.paper_views import PageRecipient
from ui.places import MeetingPlanPlace, MeetingRoomPlace
from ui.record_words import say_word
from ui.team.agenda_list import AgendaList
from ui.team.agenda_words import say_line
from ui.team.call_off_dialog import CallOffDialog
from ui.team.words import say_meeting_type
from ui.team_views import TeamPorts
from ui.text import Moments
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.choose_folder import ask_folder
from ui.widgets.facts_grid import FactsGrid
from ui.widgets.looks import make_button, make_label, make_tool
from ui.widgets.overflow import Overflow
from ui.widgets.page_frame import NARROW, PageFrame, clear_layout

CALENDAR_FILE = "meeting.ics"


class MeetingPage(PageFrame):
    """The meeting before and after it is held."""

    def __init__(self, kit: Kit, team: TeamPorts, meeting: str) -> None:
        super().__init__(kit, "")
        self.setAccessibleName(self.tr("Meeting"))
        self._meetings, self._meeting = team.meetings, meeting
        self._view: MeetingView | None = None
        back = make_tool(self.tr("Back"), self.left.emit)
        kit.theme.put_icon(back, "back")
        self.put_back(back)
        self.change = make_button(self.tr("Change"), self._on_change, "quiet")
        self.call_off = make_button(self.tr("Call off"), self._on_call_off, "quiet")
        self.calendar = make_button(self.tr("Save for calendars"), self._on_calendar, "quiet")
        self.begin = make_button(self.tr("Begin the meeting"), self._on_begin, "primary")
        self.paper = make_button(self.tr("Pages for one person"), self._on_paper, "quiet")
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEASURES.unit)
        for button in (self.change, self.call_off, self.calendar):
            row.addWidget(button)
        self.more = Overflow((held,))
        for widget in (held, self.more, self.begin):
            self.action_row.addWidget(widget)
        self._note = Banner(kit.theme, "plain")
        self._facts = Card()
        self.agenda = AgendaList(kit)
        self.agenda.chosen.connect(self.wanted)
        self.agenda.moved.connect(self._on_moved)
        self._people = Card(self.tr("Invited"))
        self._assemble()

    def fit_heading(self) -> None:
        """Leave the one action that goes on beside the heading where there is little room."""
        self.more.fit(narrow=self.width() < NARROW)
        super().fit_heading()

    def _assemble(self) -> None:
        agenda = Card(self.tr("Agenda"), self.paper, flush=True)
        agenda.put(self.agenda)
        hint = make_label(
            self.tr(
                "The order suggests itself by what is urgent and what changed since each youth "
                "was last spoken of. Alt with an arrow key changes it."
            ),
            "small",
        )
        hint.setContentsMargins(20, 6, 20, 10)
        agenda.put(hint)
        for widget in (self._note, self._facts, agenda, self._people):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Ask for the meeting and its agenda."""
        self.fetch(lambda: self._meetings.open(self._meeting), self._show)

    def take_focus(self) -> None:
        """Start at the agenda."""
        self.agenda.setFocus()

    def _show(self, view: MeetingView) -> None:
        self._view = view
        moments = self.kit.moments
        self.title.setText(say_meeting_type(view.type, moments))
        ends = moments.minute_of_day(view.plan.ends_at)
        self.say_subtitle(f"{moments.weekday_minute(view.plan.starts_at)} – {ends}")
        planned = view.state is MeetingState.PLANNED
        for button in (self.change, self.call_off):
            button.setVisible(planned and view.may_change)
        self.begin.setVisible(view.state is not MeetingState.CANCELLED and view.may_hold)
        words = self.tr("Begin the meeting")
        if view.is_begun:
            words = self.tr("Go on with the meeting")
        elif view.state is MeetingState.HELD:
            words = self.tr("Minutes")
        self.begin.setText(words)
        self.begin.setAccessibleName(words)
        self._note.say(self._say_state(view), "warning" if view.is_begun else "plain")
        clear_layout(self._facts.body)
        self._facts.put(self._grid(view))
        self.agenda.show_youths(view.youths)
        self._show_people(view)
        self.fit_heading()

    def _say_state(self, view: MeetingView) -> str:
        if view.is_begun:
            return self.tr("This meeting was begun here and its minutes are not signed yet.")
        if view.state is MeetingState.CANCELLED:
            return self.tr("Called off: {why}").format(why=view.cancelled_why)
        if not view.may_change:
            return self.tr("You may read this meeting; somebody else writes it.")
        if not view.may_hold and view.state is MeetingState.PLANNED:
            return self.tr(
                "You know some of these youths by name alone: you plan and change the meeting, and "
                "somebody who may write in their safety plans holds it."
            )
        return ""

    def _grid(self, view: MeetingView) -> QWidget:
        given = sum(one.minutes for one in view.youths)
        return FactsGrid(
            [
                (self.tr("Place or room"), view.plan.place),
                (self.tr("Who convenes"), view.plan.convener),
                (self.tr("State"), say_word(view.state)),
                (
                    self.tr("Time"),
                    self.tr("Youths: {count}, in {minutes} min").format(
                        count=len(view.youths), minutes=given
                    ),
                ),
            ]
        )

    def _show_people(self, view: MeetingView) -> None:
        while self._people.body.count() > 1:
            item = self._people.body.takeAt(1)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        people = view.table.people if view.state is MeetingState.HELD else view.plan.invited
        for one in people:
            said = " · ".join(part for part in (one.name, one.hat, one.agency) if part)
            self._people.put(make_label(said))
        self._people.setVisible(bool(people))

    def _on_change(self) -> None:
        self.wanted.emit(MeetingPlanPlace(self._meeting))

    def _on_begin(self) -> None:
        self.wanted.emit(MeetingRoomPlace(self._meeting))

    def _on_call_off(self) -> None:
        why = CallOffDialog.ask(self)
        if why is not None:
            self.fetch(lambda: self._meetings.cancel(self._meeting, why), self.changed.emit)

    def _on_calendar(self) -> None:
        path = ask_file_path(self, CALENDAR_FILE)
        if path is None:
            return
        language = self.kit.moments.language
        self.fetch(
            lambda: save_pdf(path, self._meetings.calendar(self._meeting, language)),
            lambda _: self.problem.say(
                self.tr("Saved. It says when and where, and nothing else."), "good"
            ),
        )

    def _on_paper(self) -> None:
        self.fetch(lambda: self._meetings.recipients(self._meeting), self._ask_recipient)

    def _ask_recipient(self, people: tuple[PageRecipient, ...]) -> None:
        words = RecipientWords(
            self.tr("For whom are these pages?"),
            self.tr(
                "A page holds only what this person may read on a ground this laptop knows of. "
                "Who is missing here has no role on the county’s list."
            ),
            self.tr("Choose a folder"),
        )
        chosen = RecipientDialog.ask(self, people, words, self._preview)
        if chosen is None:
            return
        folder = ask_folder(self, self.tr("Where the pages go"))
        if folder is None:
            return
        moments, meetings = self.kit.moments, self._meetings
        self.fetch(
            lambda: save_pages(
                folder, meetings.pages(self._meeting, chosen), moments, meetings.note_given
            ),
            self._say_saved,
        )

    def _preview(self, hat: HatId, show: Show) -> None:
        moments, meetings = self.kit.moments, self._meetings

        def say(found: tuple[PreviewedPage, ...]) -> None:
            show([self._say_page(one, moments) for one in found])

        self.fetch(lambda: meetings.preview(self._meeting, hat), say)

    def _say_page(self, one: PreviewedPage, moments: Moments) -> Previewed:
        if one.lines is None:
            no_page = self.tr("{name}: no page, nothing may be shown")
            return Previewed(no_page.format(name=one.shown_name), ())
        lines = tuple(say_line(line, moments) for line in one.lines)
        return Previewed(one.shown_name, lines or (self.tr("Only who the youth is"),))

    def _say_saved(self, pages: AgendaPages) -> None:
        said = self.tr(
            "{count} pages saved for this person alone; they are not protected by Fieldfare. "
            "Destroy them after the day that stands on them."
        ).format(count=len(pages.pages))
        if pages.left_out:
            left = self.tr("Without a page, as nothing may be shown: {count}.")
            said = f"{said} {left.format(count=pages.left_out)}"
        self.problem.say(said, "good")

    def _on_moved(self, at: int, to: int) -> None:
        view = self._view
        if view is None:
            return
        order = list(view.youths)
        order.insert(to, order.pop(at))
        self.fetch(lambda: self._keep_order(order), lambda _: self.refresh())

    def _keep_order(self, order: list[MeetingYouth]) -> None:
        for place, one in enumerate(order):
            if one.draft.position != place:
                moved = one.draft.model_copy(update={"position": place})
                self._meetings.keep_youth(self._meeting, one.case, moved)


def save_pages(
    folder: Path,
    pages: AgendaPages,
    moments: Moments,
    note: Callable[[AgendaPage, str], None],
) -> AgendaPages:
    """Write each page into a file whose name tells nothing.

    Args:
        note: told of a page, with the hash of its bytes, before it is written.

    Raises:
        ShownError: a page does not fit, or the folder cannot be written to.
    """
    for number, one in enumerate(pages.pages, start=1):
        data = render_paper(write_agenda_page(one, say_line, moments))
        note(one, hashlib.sha256(data).hexdigest())
        save_pdf(folder / f"meeting-page-{number:02}.pdf", data)
    return pages
