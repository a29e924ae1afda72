# SPDX-License-Identifier: AGPL-3.0-or-later
"""Security: what protects this laptop, what is weaker here, how old its orders are."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import Kit
from ui.lock_reasons import LockReason, say_lock_reason
from ui.security_views import SecurityView
from ui.security_words import Protection, protections
from ui.theme.theme import Theme
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.facts_grid import FactsGrid
from ui.widgets.icon_mark import IconMark
from ui.widgets.looks import make_label
from ui.widgets.page_frame import PageFrame, clear_layout
from ui.widgets.passphrase_card import PassphraseCard


class SecurityPage(PageFrame):
    """For every worker; nothing on it is secret."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "")
        self.title.setText(self.tr("Security"))
        self.setAccessibleName(self.tr("Security"))
        self.say_subtitle(self.tr("What was found on this computer just now"))
        self._weaker = Card(self.tr("Weaker than it could be"))
        self._holds = Card(self.tr("What protects this laptop"))
        self._orders = Card(self.tr("The county's orders"))
        self._lists = {card: _add_list(card) for card in (self._weaker, self._holds, self._orders)}
        self.passphrase = PassphraseCard(kit)
        for card in (self._weaker, self._holds, self._orders):
            card.hide()
            self.column.addWidget(card)
        self.column.addWidget(self.passphrase)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Look again."""
        self.fetch(self.kit.workspace.security.state, self._show)

    def leave(self) -> None:
        """Passphrases do not wait on a page that is not shown."""
        self.passphrase.forget()

    def take_focus(self) -> None:
        """Nothing here is typed first."""
        self.setFocus()

    def _show(self, view: SecurityView) -> None:
        lines = protections(view)
        self._fill(self._weaker, [one for one in lines if not one.holds])
        self._fill(self._holds, [one for one in lines if one.holds])
        orders = self._lists[self._orders]
        clear_layout(orders)
        orders.addWidget(FactsGrid(self._say_orders(view)))
        self._orders.show()

    def _fill(self, card: Card, lines: list[Protection]) -> None:
        layout = self._lists[card]
        clear_layout(layout)
        for one in lines:
            layout.addWidget(_Line(self.kit.theme, one))
        card.setVisible(bool(lines))

    def _say_last_lock(self) -> str:
        """Empty since the start of the program."""
        match self.kit.last_lock:
            case LockReason.STARTED:
                return ""
            case LockReason.ASKED:
                return self.tr("You locked it.")
            case reason:
                return say_lock_reason(reason)

    def _say_told(self, view: SecurityView) -> str:
        if view.rights_told_at is None:
            return self.tr("Never; sync first")
        return self.kit.moments.minute(view.rights_told_at)

    def _say_orders(self, view: SecurityView) -> list[tuple[str, str]]:
        moments = self.kit.moments
        lease = (
            self.tr("No end is set")
            if view.lease_until is None
            else moments.minute(view.lease_until)
        )
        policy = self.tr("{version}, the program's own")
        if view.policy_stated_at is not None:
            policy = self.tr("{version}, since {day}")
        day = "" if view.policy_stated_at is None else moments.day(view.policy_stated_at)
        return [
            (self.tr("May show what it holds until"), lease),
            (self.tr("Consents and other grounds, as told on"), self._say_told(view)),
            (self.tr("Policy"), policy.format(version=view.policy_version, day=day)),
            (self.tr("Last lock"), self._say_last_lock()),
        ]


class _Line(QWidget):
    """A mark, what is so, and what to do."""

    def __init__(self, theme: Theme, one: Protection) -> None:
        super().__init__()
        self.setAccessibleName(" ".join(filter(None, (one.words, one.advice))))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, MEASURES.half, 0, MEASURES.half)
        row.setSpacing(12)
        icon, tone = ("check", "good") if one.holds else ("warning", "warning")
        mark = QVBoxLayout()
        mark.addWidget(IconMark(theme, icon, tone))
        mark.addStretch(1)
        row.addLayout(mark)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(make_label(one.words))
        if one.advice:
            words.addWidget(make_label(one.advice, "soft"))
        row.addLayout(words, 1)


def _add_list(card: Card) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(MEASURES.half)
    card.body.addLayout(layout)
    return layout
