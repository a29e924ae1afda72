# SPDX-License-Identifier: AGPL-3.0-or-later
"""The notice stands before the passphrase at the start of the program, in the worker's language."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Desk, settle
from ui.start import Notice, Start

MakeDesk = Callable[..., Desk]


def test_it_is_acknowledged_with_the_keyboard_before_the_passphrase(
    make_desk: MakeDesk, qtbot: QtBot
) -> None:
    desk = make_desk(start=Start(notice=Notice()))
    page = desk.window.notice_page
    assert page is not None
    assert desk.window.unlock_page is None
    for told in ("restricted", "monitored", "prohibited", "consent"):
        assert told in page.words.text()
        assert told in page.agree.accessibleDescription()
    settle()
    assert page.agree.hasFocus()
    qtbot.keyClick(page.agree, Qt.Key.Key_Return)
    assert desk.window.unlock_page is not None
    desk.unlock()
    desk.window.lock()
    assert desk.window.notice_page is None


def test_the_county_speaks_in_the_language_of_the_screens(make_desk: MakeDesk) -> None:
    desk = make_desk(start=Start(notice=Notice("County rules.", "Reglas del condado.")))
    assert desk.window.notice_page is not None
    assert desk.window.notice_page.words.text() == "County rules."
    desk.window.use_language("es")
    assert desk.window.notice_page.words.text() == "Reglas del condado."


def test_a_county_without_spanish_words_has_the_programs_own(make_desk: MakeDesk) -> None:
    desk = make_desk(language="es", start=Start(notice=Notice("County rules.", "")))
    assert desk.window.notice_page is not None
    assert "County rules" not in desk.window.notice_page.words.text()
    assert "restringido" in desk.window.notice_page.words.text()
