# SPDX-License-Identifier: AGPL-3.0-or-later
"""Any youth is a few keys away from any screen."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Desk, settle
from ui.dialogs.finder import LONGEST, Finder
from ui.models.rows import ROW_ROLE, Row
from ui.places import CasePlace, Room

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def open_finder(desk: Desk) -> Finder:
    desk.shell.find_youth()
    settle()
    finder = desk.shell.findChild(Finder)
    assert finder is not None
    return finder


def rows_of(finder: Finder) -> list[Row]:
    model = finder.list.model()
    return [model.index(at, 0).data(ROW_ROLE) for at in range(model.rowCount())]


def test_two_letters_and_enter_open_a_youth(desk: Desk, qtbot: QtBot) -> None:
    finder = open_finder(desk)
    qtbot.keyClicks(finder.box, "de")
    first = rows_of(finder)[0]
    qtbot.keyClick(finder.box, Qt.Key.Key_Return)
    settle()
    assert desk.shell.place == first.key
    assert desk.shell.findChild(Finder) is None


def test_alt_and_a_number_open_the_youth_of_that_number(desk: Desk, qtbot: QtBot) -> None:
    finder = open_finder(desk)
    qtbot.keyClicks(finder.box, "a")
    youths = [row for row in rows_of(finder) if not row.inner]
    assert [row.aside for row in youths[:3]] == ["Alt+1", "Alt+2", "Alt+3"]
    qtbot.keyClick(finder, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    settle()
    assert desk.shell.place == youths[1].key


def test_where_a_word_stands_is_said_below_its_youth(desk: Desk, qtbot: QtBot) -> None:
    finder = open_finder(desk)
    qtbot.keyClicks(finder.box, "school")
    youth, inner = rows_of(finder)[:2]
    assert isinstance(youth.key, CasePlace)
    assert inner.inner
    assert inner.detail.startswith("Contact note")
    qtbot.keyClick(finder.box, Qt.Key.Key_Down)
    assert finder.list.currentIndex().row() == 1


def test_with_nothing_typed_pinned_youths_stand_first(desk: Desk) -> None:
    last = list(desk.county.cases)[-1]
    desk.county.pin(last, pinned=True)
    assert rows_of(open_finder(desk))[0].key == CasePlace(last)


def test_a_word_nobody_has_says_what_to_try(desk: Desk, qtbot: QtBot) -> None:
    finder = open_finder(desk)
    finder.box.setText("é" + "x" * 1_000_000)
    settle()
    assert len(finder.box.text()) == LONGEST
    assert not rows_of(finder)
    assert "Try the beginning of a name" in finder.said.text()
    qtbot.keyClick(finder.box, Qt.Key.Key_Return)
    assert desk.shell.place is Room.TODAY
