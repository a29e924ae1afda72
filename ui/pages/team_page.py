# SPDX-License-Identifier: AGPL-3.0-or-later
"""Team: the meetings; who is called for which, can be reached now, and is asked, and why."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout

from casework.ids import CaseId
from casework.meeting_roster import Invitation
from ui.kit import Kit
from ui.meeting_views import MeetingsView
from ui.places import MeetingPlanPlace, Room
from ui.team.contact_card import ContactCardView
from ui.team.meetings_card import MeetingsCard
from ui.team.words import say_meeting_type
from ui.team.youth_chooser import YouthChooser
from ui.team_views import RosterLine, RosterView, TeamPorts
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import make_button, make_label, make_line
from ui.widgets.page_frame import PageFrame, clear_layout
from ui.youth_views import YouthRow


class TeamPage(PageFrame):
    """The roster, judged for this moment and for a chosen youth."""

    def __init__(self, kit: Kit, team: TeamPorts) -> None:
        super().__init__(kit, "")
        self.title.setText(self.tr("Team"))
        self.setAccessibleName(self.tr("Team"))
        self._team = team
        self._case: CaseId | None = None
        self._meeting = ""
        self.plan = make_button(self.tr("&Plan a meeting"), self._on_plan, "primary")
        self.action_row.addWidget(self.plan)
        self.meetings = MeetingsCard(kit)
        self.meetings.wanted.connect(self.wanted)
        self.meetings.plan_wanted.connect(self._on_plan)
        self.types = QComboBox()
        self.types.setAccessibleName(self.tr("Type of meeting"))
        self.types.activated.connect(self._on_type)
        self.chooser = YouthChooser(kit)
        self.chooser.chosen.connect(self._on_youth)
        self.chooser.failed.connect(self.show_problem)
        self.about = make_label("", "strong")
        self.forget = make_button(self.tr("No youth"), self._on_no_youth, "quiet")
        self._age = make_label("", "small")
        self._groups = QVBoxLayout()
        self._groups.setSpacing(MEASURES.gap)
        self._assemble()

    def _assemble(self) -> None:
        card = Card(self.tr("Who to call"))
        label = QLabel(self.tr("Type of meeting"))
        label.setBuddy(self.types)
        card.put(label)
        card.put(self.types)
        row = QHBoxLayout()
        row.addWidget(self.about, 1)
        row.addWidget(self.forget)
        card.body.addLayout(row)
        card.put(self.chooser)
        self.column.addWidget(self.meetings)
        self.column.addWidget(card)
        self.column.addLayout(self._groups)
        self.column.addWidget(self._age)
        self.column.addStretch(1)
        self.about.hide()
        self.forget.hide()

    def refresh(self) -> None:
        """Judge the roster anew."""
        meeting, case = self._meeting, self._case
        self.fetch(self._team.meetings.meetings, self._show_meetings)
        self.fetch(lambda: self._team.people.roster(meeting, case), self._show)

    def take_focus(self) -> None:
        """Start at the type of meeting."""
        self.types.setFocus()

    def _on_plan(self) -> None:
        self.wanted.emit(MeetingPlanPlace())

    def _show_meetings(self, view: MeetingsView) -> None:
        self.meetings.show_meetings(view)
        self.plan.setVisible(bool(view.rows))

    def _on_type(self, _index: int) -> None:
        self._meeting = str(self.types.currentData())
        self.refresh()

    def _on_youth(self, row: YouthRow) -> None:
        self._case = row.case
        self.refresh()
        self.types.setFocus()

    def _on_no_youth(self) -> None:
        self._case = None
        self.refresh()
        self.chooser.box.setFocus()

    def _show(self, view: RosterView) -> None:
        moments = self.kit.moments
        self._meeting = view.meeting
        self.types.clear()
        for one in view.types:
            self.types.addItem(say_meeting_type(one, moments), one.code)
        self.types.setCurrentIndex(self.types.findData(view.meeting))
        self.about.setText(self.tr("For {name}").format(name=view.shown_name))
        self.about.setVisible(bool(view.shown_name))
        self.forget.setVisible(bool(view.shown_name))
        self.say_subtitle(moments.weekday_minute(view.now))
        clear_layout(self._groups)
        if not view.lines:
            self._groups.addWidget(self._say_nobody(view))
        for heading, lines in self._grouped(view.lines):
            if lines:
                self._groups.addWidget(self._group(heading, lines))
        said = view.stated_at is not None and view.has_cards
        self._age.setVisible(said)
        if view.stated_at is not None:
            self._age.setText(
                self.tr("The county’s list of {day}; it is read here without a network.").format(
                    day=moments.day(view.stated_at)
                )
            )

    def _grouped(self, lines: tuple[RosterLine, ...]) -> tuple[tuple[str, list[RosterLine]], ...]:
        out = [one for one in lines if one.invited.invitation is Invitation.NOT_INVITED]
        asked = [one for one in lines if one not in out]
        return (
            (self.tr("Reachable now"), [one for one in asked if one.reachable]),
            (self.tr("Not now"), [one for one in asked if not one.reachable]),
            (self.tr("Not for this youth"), out),
        )

    def _group(self, heading: str, lines: list[RosterLine]) -> Card:
        card = Card(heading, flush=True)
        for at, one in enumerate(lines):
            if at:
                card.put(make_line())
            card.put(ContactCardView(one, self.kit.moments))
        return card

    def _say_nobody(self, view: RosterView) -> Card:
        card = Card(flush=True)
        if view.has_cards:
            card.put(
                EmptyState(
                    self.kit.theme,
                    "team",
                    self.tr("Nobody on the county’s list belongs to this type of meeting."),
                    self.tr("Choose another type, or ask your coordinator to add who is missing."),
                )
            )
            return card
        card.put(
            EmptyState(
                self.kit.theme,
                "team",
                self.tr("The county has put no list of contacts in force yet."),
                self.tr(
                    "Your coordinator makes one with `fieldfare-county roster set`; it arrives "
                    "with the next sync."
                ),
                make_button(self.tr("Go to Sync"), lambda: self.wanted.emit(Room.SYNC)),
            )
        )
        return card
