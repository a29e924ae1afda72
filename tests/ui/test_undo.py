# SPDX-License-Identifier: AGPL-3.0-or-later
"""A quiet bar says what was saved and takes it back, or says plainly why it does not."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.vocabulary import RecordKind
from storage.model import Changes
from tests.ui.conftest import Desk, settle
from ui.places import Room
from ui.record_views import UndoOffer

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def save_something(desk: Desk) -> None:
    case = next(iter(desk.county.cases))
    desk.county.records.offered = UndoOffer(case, RecordKind.NEED)
    desk.shell.page.changed.emit(Changes(frozenset({"work"}), frozenset({case})))
    settle()


def test_a_saved_edit_is_said_and_taken_back_with_one_key(desk: Desk, qtbot: QtBot) -> None:
    save_something(desk)
    bar = desk.shell.saved
    assert bar.isVisible()
    assert bar.said.text() == "Saved: Need."
    desk.window.activateWindow()
    qtbot.keyClick(desk.shell.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert desk.county.records.undone == 1
    assert bar.said.text().startswith("Taken back.")
    assert not bar.undo.isVisible()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(desk.shell.page, Qt.Key.Key_Z, both)
    settle()
    assert desk.county.records.undone == 0
    assert bar.said.text().startswith("It is there again.")
    qtbot.keyClick(desk.shell.page, Qt.Key.Key_Z, both)
    settle()
    assert bar.said.text().startswith("Nothing was taken back last")


def test_going_on_takes_the_bar_away(desk: Desk) -> None:
    save_something(desk)
    desk.shell.open(Room.SYNC)
    assert not desk.shell.saved.isVisible()


def test_where_nothing_is_taken_back_the_bar_says_why(desk: Desk) -> None:
    desk.shell.taking_back.undo()
    settle()
    assert desk.shell.saved.said.text() == "There is nothing to take back."
    assert not desk.shell.saved.undo.isVisible()
