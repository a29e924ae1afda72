# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who the youth is and why this worker may see the case."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from casework.counties import Lead
from ui.county_words import say_lead
from ui.kit import Kit
from ui.places import DisclosuresPlace
from ui.rights_views import GroupedRights, group_rights
from ui.section_words import say_section
from ui.text import say_reason
from ui.views import CaseHeader, CaseView
from ui.widgets.facts_grid import FactsGrid
from ui.widgets.icon_mark import IconMark
from ui.widgets.looks import make_button, make_label, make_line


class IdentityCard(QFrame):
    """Two halves: facts about the youth, and the ground on which they are shown.

    Signals:
        wanted: a place.
    """

    wanted = Signal(object)

    def __init__(self, kit: Kit, view: CaseView) -> None:
        super().__init__()
        self._kit, self._case = kit, view.case
        self.shown_to: list[QPushButton] = []
        self.setProperty("look", "card")
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 16, 20, 14)
        body.setSpacing(12)
        body.addWidget(self._facts(view.header, view.lead))
        body.addWidget(make_line())
        body.addLayout(self._basis(view))

    def _facts(self, header: CaseHeader, lead: Lead | None) -> FactsGrid:
        day = self._kit.moments.day
        facts = [
            (self.tr("Legal name"), header.legal_name),
            (self.tr("Also known as"), ", ".join(header.aliases)),
            (self.tr("Born"), "" if header.birth_date is None else day(header.birth_date)),
            (self.tr("Pronouns"), header.pronouns),
            (self.tr("Languages"), ", ".join(header.languages)),
            *header.agency_numbers,
            (self.tr("Case opened"), "" if header.opened_on is None else day(header.opened_on)),
            (self.tr("County that leads"), say_lead(lead, self._kit.moments)),
        ]
        return FactsGrid(facts)

    def _basis(self, view: CaseView) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(
            IconMark(self._kit.theme, "shield", "accent_text"), 0, Qt.AlignmentFlag.AlignTop
        )
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(make_label(self.tr("Why you can see this"), "small"))
        if not view.rights:
            words.addWidget(make_label(f"{say_reason(view.reason)} {self._until(view.until)}"))
            parts = ", ".join(say_section(one) for one in view.sections)
            words.addWidget(
                make_label(self.tr("Parts open to you: {parts}").format(parts=parts), "small")
            )
        for group in group_rights(view.rights):
            words.addSpacing(8)
            self._say_group(words, group)
        if view.rights_as_of is not None:
            words.addSpacing(8)
            moment = self._kit.moments.minute(view.rights_as_of)
            told = self.tr("Consents and other grounds are as the county told on {moment}.")
            words.addWidget(make_label(told.format(moment=moment), "small"))
            words.addWidget(make_label(self._say_reach(view.reach_as_of), "small"))
        row.addLayout(words, 1)
        return row

    def _say_reach(self, moment: datetime | None) -> str:
        """How old what is said of other agencies' people is: it is asked for less often."""
        if moment is None:
            return self.tr("The county has not told this laptop yet who else can see your work.")
        told = self.tr("Who else can see your agency's work: as the county told on {moment}.")
        return told.format(moment=self._kit.moments.minute(moment))

    def _say_group(self, words: QVBoxLayout, group: GroupedRights) -> None:
        """Whose work in which parts, why it is open or closed, and who else sees it."""
        ground = group.ground
        parts = ", ".join(say_section(one) for one in group.sections)
        if ground.agency:
            whose = self.tr("{parts}, written by {agency}")
            parts = whose.format(parts=parts, agency=ground.agency)
        words.addWidget(make_label(parts, "strong"))
        reason = say_reason(ground.reason)
        if ground.basis is not None:
            reason = f"{reason} {self._until(ground.until)}"
        words.addWidget(make_label(reason))
        if ground.people:
            shown = self.tr("Shown on the same ground to: {people}")
            if not ground.agency:
                shown = self.tr("Other agencies' people who can see it: {people}")
            words.addWidget(make_label(shown.format(people=", ".join(ground.people)), "small"))
        if self._kit.workspace.sharing is not None:
            place = DisclosuresPlace(self._case, frozenset(group.sections))
            button = make_button(self.tr("Shown to whom"), lambda: self.wanted.emit(place), "quiet")
            button.setAccessibleName(self.tr("Shown to whom: {parts}").format(parts=parts))
            self.shown_to.append(button)
            words.addWidget(button)

    def _until(self, until: datetime | None) -> str:
        if until is None:
            return self.tr("No end date is set.")
        return self.tr("Until {day}.").format(day=self._kit.moments.day(until))
