# SPDX-License-Identifier: AGPL-3.0-or-later
"""Emergency accesses that concern this worker: to know of as the second person, or to review."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.kit import Kit
from ui.sharing_views import EmergencyView
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import clear_layout


class EmergencyCards(QWidget):
    """A card for each; hidden while there is none.

    Args:
        review: show those to be reviewed; else those the worker was named for.

    Signals:
        failed: the county could not be told; carries the ShownError.
    """

    failed = Signal(object)

    def __init__(self, kit: Kit, *, review: bool) -> None:
        super().__init__()
        self._kit, self._review = kit, review
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(MEASURES.gap)
        self.buttons: list[QPushButton] = []
        self.hide()

    def refresh(self) -> None:
        """Ask this laptop again."""
        sharing = self._kit.workspace.sharing
        if sharing is not None:
            self._kit.runner.run(
                sharing.emergencies, context=self, done=self._show, failed=self.failed.emit
            )

    def _show(self, found: tuple[EmergencyView, ...]) -> None:
        mine = [one for one in found if (one.to_review if self._review else one.to_see)]
        clear_layout(self._list)
        self.buttons = []
        for one in mine:
            self._list.addWidget(self._card(one))
        self.setVisible(bool(mine))

    def _card(self, one: EmergencyView) -> Card:
        card = Card(self.tr("Opened in an emergency"))
        moments = self._kit.moments
        who = self.tr("{name} of {agency} opened a case on {moment}, until {until}.").format(
            name=one.by,
            agency=one.agency,
            moment=moments.minute(one.at),
            until=moments.minute(one.until),
        )
        card.setAccessibleName(who)
        card.put(make_label(who))
        youth = self.tr("Youth: {name}").format(name=one.shown_name)
        card.put(
            make_label(
                youth if one.shown_name else self.tr("The youth's case is not on this laptop.")
            )
        )
        card.put(make_label(self.tr("Reason given: {reason}").format(reason=one.reason)))
        if self._review:
            told = self.tr("Second person named: {name}").format(name=one.told)
            card.put(make_label(told, "small"))
        else:
            words = self.tr("You were named as the second person who knows.")
            card.put(make_label(words, "small"))
        row = QHBoxLayout()
        row.addStretch(1)
        say = self.tr("Mark as reviewed") if self._review else self.tr("I know of it")
        button = make_button(say, partial(self._on_done, one), "primary")
        self.buttons.append(button)
        row.addWidget(button)
        card.body.addLayout(row)
        return card

    def _on_done(self, one: EmergencyView) -> None:
        sharing = self._kit.workspace.sharing
        assert sharing is not None
        self._kit.runner.run(
            lambda: sharing.note_seen(one.ground, reviewed=self._review),
            context=self,
            done=lambda _: self.refresh(),
            failed=self.failed.emit,
            lane="network",
        )
