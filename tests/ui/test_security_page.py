# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Security page says what holds and what is weaker, and what to do; it claims no more."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.fakes.ui_ports import PASSPHRASE
from tests.fakes.ui_security import WEAKER
from tests.ui.conftest import Desk, settle
from ui.lock_reasons import LockReason
from ui.pages.security_page import SecurityPage
from ui.places import Room
from ui.security_words import protections

NEW = "Another-Thrush-27"


def open_page(desk: Desk) -> SecurityPage:
    desk.shell.open(Room.SECURITY)
    settle()
    page = desk.shell.page
    assert isinstance(page, SecurityPage)
    return page


def words_of(page: SecurityPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_every_worker_reaches_it_from_the_rail_and_by_a_key(desk: Desk, qtbot: QtBot) -> None:
    number = list(desk.shell._rooms).index(Room.SECURITY) + 1
    key = Qt.Key(Qt.Key.Key_0 + number)
    qtbot.keyClick(desk.window, key, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(desk.shell.page, SecurityPage)


def test_what_is_weaker_stands_first_and_says_what_to_do(desk: Desk) -> None:
    for one in protections(WEAKER):
        assert one.holds or one.advice, one.words
    words = words_of(open_page(desk))
    assert words.index("Weaker than it could be") < words.index("What protects this laptop")
    assert "lies in a file" in words
    assert "May show what it holds until" in words
    assert "4, since Nov 2, 2026" in words


def test_a_laptop_with_everything_shows_nothing_as_weaker(desk: Desk) -> None:
    desk.county.security.view = replace(
        WEAKER, secret_in_keystore=True, security_key=True, county_key="ab12", unreadable=True
    )
    words = words_of(open_page(desk))
    assert "Weaker than" not in words
    assert "ab12" in words


def test_claims_are_exact(desk: Desk) -> None:
    words = words_of(open_page(desk))
    assert "AES-256 (FIPS 197)" in words
    for never in ("validated", "certified", "military", "unbreakable", "140"):
        assert never not in words.casefold()


def test_the_reason_of_the_last_lock_is_kept(desk: Desk) -> None:
    desk.window.lock(LockReason.IDLE)
    settle()
    desk.unlock()
    assert "nobody had used it" in words_of(open_page(desk))


def test_the_passphrase_is_changed_and_the_fields_are_empty_after(desk: Desk) -> None:
    card = open_page(desk).passphrase
    card.old.setText(PASSPHRASE)
    card.new.setText("weak")
    card.again.setText("weak")
    assert not card.change.isEnabled()
    card.new.setText(NEW)
    assert not card.change.isEnabled()
    card.again.setText(NEW)
    assert card.change.isEnabled()
    card.change.click()
    assert desk.county.security.passphrase == NEW
    assert "only the new passphrase" in card.told.text()
    assert [card.old.text(), card.new.text(), card.again.text()] == ["", "", ""]


def test_a_wrong_present_passphrase_changes_nothing_and_is_said(desk: Desk) -> None:
    card = open_page(desk).passphrase
    for line, text in ((card.old, "wrong"), (card.new, NEW), (card.again, NEW)):
        line.setText(text)
    card.change.click()
    assert desk.county.security.passphrase == PASSPHRASE
    assert "does not open" in card.told.text()


def test_what_was_typed_does_not_wait_on_a_page_that_is_left(desk: Desk) -> None:
    card = open_page(desk).passphrase
    card.old.setText(PASSPHRASE)
    desk.shell.open(Room.TODAY)
    assert card.old.text() == ""
