# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whom to invite: everybody of the county's list who belongs to the meeting, and others by name."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casework.meeting_roster import ContactCard, Invitation
from casework.meetings import Attendee
from ui.team.words import say_invitation, say_invited
from ui.team_views import RosterLine
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import clear_layout
from ui.widgets.press_button import TickBox


class PeoplePicker(QWidget):
    """Boxes to tick, each with the reason why somebody is asked or is not.

    `is_decided` says that a person ticked something.

    Signals:
        changed: somebody was ticked or added.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[tuple[QCheckBox, Attendee]] = []
        self.is_decided = False
        self.changed.connect(self._on_changed)
        self._column = QVBoxLayout()
        self._column.setSpacing(MEASURES.half)
        self.name, self.agency = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name of somebody else"))
        self.agency.setPlaceholderText(self.tr("Agency"))
        self.agency.setAccessibleName(self.tr("Agency of somebody else"))
        self.add = make_button(self.tr("Add somebody else"), self._on_add)
        for line in (self.name, self.agency):
            line.setMaxLength(200)
            line.setMinimumWidth(60)
            line.returnPressed.connect(self._on_add)
        row = QHBoxLayout()
        for widget in (self.name, self.agency, self.add):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._column)
        column.addLayout(row)

    def chosen(self) -> tuple[Attendee, ...]:
        """Everybody who is ticked."""
        return tuple(person for box, person in self.boxes if box.isChecked())

    def show_people(self, lines: Sequence[RosterLine], before: Sequence[Attendee]) -> None:
        """Offer the county's list; whoever was chosen before stays chosen.

        Args:
            before: empty where nobody decided yet: then those who are invited are ticked.
        """
        clear_layout(self._column)
        self.boxes = []
        known = {one.card: one for one in before if one.card}
        for line in lines:
            code, wanted = line.card.code, line.invited.invitation is Invitation.INVITED
            person = known.pop(code, None)
            ticked = person is not None or (wanted and not before)
            self._offer(person or attendee_of(line.card), say_line(line), ticked=ticked)
        for one in (*known.values(), *(one for one in before if not one.card)):
            self._offer(one, "", ticked=True)

    def _offer(self, person: Attendee, why: str, *, ticked: bool) -> None:
        box = TickBox(" · ".join(part for part in (person.name, person.hat, person.agency) if part))
        box.setAccessibleName(box.text())
        box.setAccessibleDescription(why)
        box.setChecked(ticked)
        box.toggled.connect(lambda _: self.changed.emit())
        self.boxes.append((box, person))
        self._column.addWidget(box)
        if why:
            note = make_label(why, "soft")
            note.setContentsMargins(28, 0, 0, MEASURES.half)
            self._column.addWidget(note)

    def _on_changed(self) -> None:
        self.is_decided = True

    def _on_add(self) -> None:
        name, agency = self.name.text().strip(), self.agency.text().strip()
        if not (name and agency):
            (self.agency if name else self.name).setFocus()
            return
        self._offer(Attendee(name=name, agency=agency), "", ticked=True)
        self.name.clear()
        self.agency.clear()
        self.name.setFocus()
        self.changed.emit()


def attendee_of(card: ContactCard) -> Attendee:
    """Somebody of the county's list as they are asked to a meeting."""
    return Attendee(
        name=card.name,
        agency=card.agency,
        agency_kind=card.agency_kind,
        hat=card.role,
        card=card.code,
    )


def say_line(line: RosterLine) -> str:
    """Why somebody is asked or is not; empty for who always belongs there."""
    if not line.card.conditions:
        return ""
    return f"{say_invitation(line.invited.invitation)}: {say_invited(line.invited)}"
