# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each legal ground asks for, and the controls in which it is answered."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QListWidget, QListWidgetItem

from casework.consents import SignerCapacity
from casework.sharing_matrix import TEAM_BASES
from casework.vocabulary import Basis, Section
from ui.sharing_views import ShareWish, TeamView
from ui.sharing_words import say_basis, say_capacity
from ui.widgets.press_button import TickBox

GROUNDS = (
    Basis.CONSENT_GENERIC,
    Basis.COURT_ORDER,
    Basis.S832_CFT_CONSENT,
    Basis.S18986_46_UNIFIED,
    Basis.PART2_CONSENT,
    Basis.S18961_7_WINDOW,
    Basis.S13753_TEAM,
    Basis.S18951_TEAM,
)
CONSENTS = frozenset(
    {
        Basis.CONSENT_GENERIC,
        Basis.S832_CFT_CONSENT,
        Basis.S18986_46_UNIFIED,
        Basis.PART2_CONSENT,
    }
)

CHOICES_HEIGHT = 122
"""Four lines and the head of the next one, which says that there are more."""
WITHOUT_LAST_DAY = frozenset({Basis.S832_CFT_CONSENT, Basis.S18961_7_WINDOW})


def make_choices(name: str, lines: Iterable[tuple[str, str]]) -> QListWidget:
    """A list in which any number of lines can be ticked."""
    rows = QListWidget()
    rows.setAccessibleName(name)
    rows.setProperty("look", "choices")
    rows.setFixedHeight(CHOICES_HEIGHT)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows.setTextElideMode(Qt.TextElideMode.ElideRight)
    fill_choices(rows, lines)
    return rows


def fill_choices(rows: QListWidget, lines: Iterable[tuple[str, str]]) -> None:
    """Put other lines into a list; what was ticked stays ticked where it is still there."""
    before = set(ticked(rows))
    rows.clear()
    for words, key in lines:
        item = QListWidgetItem(words)
        item.setToolTip(words)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if str(key) in before else Qt.CheckState.Unchecked)
        item.setData(Qt.ItemDataRole.UserRole, key)
        rows.addItem(item)


def ticked(rows: QListWidget) -> list[str]:
    """The keys of the ticked lines."""
    items = [rows.item(at) for at in range(rows.count())]
    return [
        str(one.data(Qt.ItemDataRole.UserRole))
        for one in items
        if one.checkState() is Qt.CheckState.Checked
    ]


def tick(rows: QListWidget, keys: Iterable[str]) -> None:
    """Tick the lines of these keys, where they are still there."""
    wanted = set(keys)
    for at in range(rows.count()):
        item = rows.item(at)
        if str(item.data(Qt.ItemDataRole.UserRole)) in wanted:
            item.setCheckState(Qt.CheckState.Checked)


def make_grounds(name: str) -> QComboBox:
    """The legal grounds that can be recorded here."""
    box = QComboBox()
    box.setAccessibleName(name)
    for one in GROUNDS:
        box.addItem(say_basis(one), one)
    return box


def make_capacities(name: str) -> QComboBox:
    """As whom somebody signs."""
    box = QComboBox()
    box.setAccessibleName(name)
    for capacity in SignerCapacity:
        box.addItem(say_capacity(capacity), capacity)
    return box


def make_check(words: str) -> QCheckBox:
    """One element that is there or is not."""
    box = TickBox(words)
    box.setAccessibleName(words.replace("&", ""))
    return box


def say_team(team: TeamView | None) -> str:
    """Who of a team counts, and whether this worker is one of them."""
    if team is None:
        return QCoreApplication.translate(
            "sharing", "The county has no team yet; its coordinator founds one."
        )
    words = QCoreApplication.translate(
        "sharing", "Signed the agreement and trained: {names} ({count} of {all})."
    ).format(names=", ".join(team.signed) or "–", count=len(team.signed), all=len(team.members))
    if team.is_mine:
        return words
    return f"{words} " + QCoreApplication.translate(
        "sharing", "You have not signed its agreement, so somebody of it who has opens its window."
    )


def say_end(basis: Basis) -> str:
    """Where the law works the end out."""
    if basis is Basis.S832_CFT_CONSENT:
        return QCoreApplication.translate(
            "sharing", "It ends for each person when their participation in the team ends."
        )
    if basis is Basis.S18961_7_WINDOW:
        return QCoreApplication.translate(
            "sharing",
            "It ends 30 days after the report; a supervisor can extend it for a good cause before.",
        )
    return ""


def find_missing(wish: ShareWish) -> list[str]:
    """What its law asks for and is not there yet, in words."""
    translate = QCoreApplication.translate
    is_team, is_consent = wish.basis in TEAM_BASES, wish.basis in CONSENTS
    is_part2 = wish.basis is Basis.PART2_CONSENT
    there = (
        (bool(wish.sections), translate("sharing", "a part of the case")),
        (is_team or bool(wish.to), translate("sharing", "to whom")),
        (not is_team or bool(wish.team), translate("sharing", "the team")),
        (not is_consent or bool(wish.purpose.strip()), translate("sharing", "what for")),
        (not is_consent or bool(wish.signer.strip()), translate("sharing", "who signed")),
        (
            wish.basis is not Basis.COURT_ORDER or bool(wish.number.strip()),
            translate("sharing", "the number of the order"),
        ),
        (
            wish.basis is not Basis.COURT_ORDER
            or Section.SUBSTANCE_USE not in wish.sections
            or wish.part2_order,
            translate("sharing", "that the court made it for substance use records"),
        ),
        (
            not is_part2 or wish.told_of_right,
            translate("sharing", "that the signer was told of the right to revoke"),
        ),
        (
            not is_part2 or wish.redisclosure,
            translate("sharing", "that it says what may happen to what was disclosed"),
        ),
        (not is_part2 or wish.paper is not None, translate("sharing", "the signed paper")),
    )
    return [words for has, words in there if not has]
