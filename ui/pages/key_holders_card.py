# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose laptops can read an organization's notes: founding, admitting, letting go."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casework.ids import DeviceId
from ui.advocate_views import AdvocateView, KeyStanding, LaptopView
from ui.dialogs.confirm import Confirm, Enter
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import clear_layout


class KeyHoldersCard(Card):
    """The list, and what this worker may do about it; everything needs the county at hand.

    Signals:
        found: begin the list. confirmed: a colleague reads the same number, which it carries.
        admitted, removed: carry the laptop's id; the former the number that was compared, too.
        paper_wished, code_wished: make a recovery key on paper; use one.
    """

    found = Signal()
    confirmed = Signal(str)
    admitted = Signal(str, str)
    removed = Signal(str)
    paper_wished = Signal()
    code_wished = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.head = make_label(self.tr("Who can read these notes"), "section")
        self.put(self.head)
        self._list = QVBoxLayout()
        self._list.setSpacing(MEASURES.unit)
        self.body.addLayout(self._list)
        self.buttons: list[QPushButton] = []

    def show_holders(self, view: AdvocateView) -> None:
        """Show where things stand."""
        clear_layout(self._list)
        self.buttons = []
        match view.standing:
            case KeyStanding.NOBODY:
                self._say(
                    self.tr(
                        "Nobody of your organization writes notes here yet. Begin on this laptop; "
                        "colleagues are admitted from it afterwards."
                    )
                )
                self._act(self.tr("Begin on this laptop"), self.found.emit, "primary")
            case KeyStanding.ASKING:
                self._show_asking(view)
            case KeyStanding.REMOVED:
                self._say(
                    self.tr(
                        "A colleague has taken this laptop off the list. It has no key any more; "
                        "set it up anew if you are to read notes again."
                    )
                )
            case KeyStanding.MEMBER:
                for one in view.asking:
                    self._show_candidate(one)
                for one in view.members:
                    self._show_member(one)
                self._show_paper(view)

    def _show_asking(self, view: AdvocateView) -> None:
        if not view.number:
            self._say(self.tr("Sync once more; then a number to compare stands here."))
            return
        self._say(
            self.tr(
                "Read this number to a colleague who has the notes, face to face or on the phone. "
                "The same number has to stand on their laptop:"
            )
        )
        number = make_label(view.number, "score")
        number.setAccessibleName(view.number)
        self._list.addWidget(number)
        if view.compared:
            self._say(self.tr("You compared it. Sync once your colleague has admitted you."))
        else:
            same = partial(self.confirmed.emit, view.number)
            self._act(self.tr("It is the same number"), same, "primary")
        self._say(self.tr("No colleague's laptop is left?"))
        self._act(self.tr("Use the recovery key on paper…"), self.code_wished.emit, "quiet")

    def _show_candidate(self, one: LaptopView) -> None:
        words = self.tr("{name} asks to read them. Compare this number:")
        self._say(words.format(name=one.name))
        number = make_label(one.number, "score")
        number.setAccessibleName(one.number)
        self._list.addWidget(number)
        say = self.tr("Same number: admit {name}").format(name=one.name)
        self._act(say, partial(self.admitted.emit, one.device, one.number), "primary")

    def _show_paper(self, view: AdvocateView) -> None:
        if any(one.is_paper for one in view.members):
            return
        self._say(
            self.tr(
                "Should all these laptops be lost, every note is lost with them. A recovery key "
                "on paper, locked away by your organization, brings them back."
            )
        )
        self._act(self.tr("Make a recovery key on paper…"), self.paper_wished.emit, "quiet")

    def _show_member(self, one: LaptopView) -> None:
        here = self.tr("{name}, this laptop") if one.here else "{name}"
        nameless = self.tr("Recovery key on paper") if one.is_paper else self.tr("A colleague")
        name = here.format(name=one.name or nameless)
        if one.here:
            self._say(name)
            return
        row = QHBoxLayout()
        row.addWidget(make_label(name), 1)
        button = make_button(self.tr("Let go…"), partial(self._ask_removal, one, name), "quiet")
        button.setAccessibleName(self.tr("Let {name} go").format(name=name))
        self.buttons.append(button)
        row.addWidget(button)
        self._list.addWidget(_in_a_row(row))

    def _ask_removal(self, one: LaptopView, name: str) -> None:
        of_a_laptop = self.tr(
            "From now on notes are sealed with a new key. The laptop loses its keys at its "
            "next sync; what its worker has read before, they have read."
        )
        of_a_paper = self.tr(
            "From now on notes are sealed with a new key, which the code on the paper does not "
            "open. Destroy the paper: it still opens what was written before."
        )
        if Confirm.ask(
            self,
            self.tr("Let {name} go?").format(name=name),
            of_a_paper if one.is_paper else of_a_laptop,
            self.tr("Let go"),
            self.tr("Keep"),
            Enter.NO,
        ):
            self.removed.emit(DeviceId(one.device))

    def _say(self, words: str) -> None:
        self._list.addWidget(make_label(words))

    def _act(self, words: str, act: Callable[[], object], look: str) -> None:
        button = make_button(words, act, look)
        self.buttons.append(button)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self._list.addWidget(_in_a_row(row))


def _in_a_row(row: QHBoxLayout) -> QWidget:
    holder = QWidget()
    row.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(row)
    return holder
