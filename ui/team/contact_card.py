# SPDX-License-Identifier: AGPL-3.0-or-later
"""One contact card: the phone first, then who answers, when, and whether they are asked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from casework.meeting_roster import ContactCard, Invitation
from ui.record_words import say_word
from ui.team.words import say_invitation, say_invited
from ui.team_views import RosterLine
from ui.text import Moments
from ui.theme.tokens import MEASURES, Tone
from ui.widgets.looks import make_label, make_tag

TONES: dict[Invitation, Tone] = {
    Invitation.INVITED: "accent",
    Invitation.ASK: "warning",
    Invitation.NOT_INVITED: "plain",
}
KEYS = (
    Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
)


class ContactCardView(QFrame):
    """A row of the roster; its numbers can be reached and copied by keyboard."""

    def __init__(self, line: RosterLine, moments: Moments) -> None:
        super().__init__()
        self.line = line
        card = line.card
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(MEASURES.gap)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(self._phones(card))
        words.addWidget(make_label(_who(card)))
        words.addWidget(make_label(self._when(line, moments), "soft"))
        if card.conditions:
            words.addWidget(make_label(say_invited(line.invited), "soft"))
        row.addLayout(words, 1)
        tags = QVBoxLayout()
        tags.setSpacing(MEASURES.half)
        for tag in self._tags(line):
            tags.addWidget(tag, 0, Qt.AlignmentFlag.AlignRight)
        tags.addStretch(1)
        row.addLayout(tags)
        self.setAccessibleName(f"{card.phones[0].number}, {_who(card)}")

    def _phones(self, card: ContactCard) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(MEASURES.unit)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for at, phone in enumerate(card.phones):
            number = make_label(phone.number, "section", wrap=False)
            number.setTextInteractionFlags(KEYS)
            number.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            number.setAccessibleName(
                self.tr("{number}, phone of {who}").format(number=phone.number, who=card.agency)
            )
            grid.addWidget(number, at, 0)
            grid.addWidget(make_label(phone.label, "soft"), at, 1)
        return grid

    def _when(self, line: RosterLine, moments: Moments) -> str:
        said = say_word(line.card.available)
        if line.reachable or line.from_when is None:
            return said
        return self.tr("{availability} · again {when}").format(
            availability=said, when=moments.weekday_minute(line.from_when)
        )

    def _tags(self, line: RosterLine) -> list[QWidget]:
        tags: list[QWidget] = []
        if line.reachable:
            tags.append(make_tag(self.tr("Reachable now"), "good"))
        else:
            tags.append(make_tag(self.tr("Not now"), "plain"))
        if line.card.conditions:
            invitation = line.invited.invitation
            tags.append(make_tag(say_invitation(invitation), TONES[invitation]))
        if line.card.convenes:
            tags.append(make_tag(self.tr("Convenes"), "plain"))
        return tags


def _who(card: ContactCard) -> str:
    return " · ".join(part for part in (card.name, card.role, card.agency) if part)
