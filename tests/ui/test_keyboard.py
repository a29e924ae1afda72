# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keyboard alone: where it begins, where Tab goes, and what Enter and a click do."""

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from casework.vocabulary import RecordKind
from tests.fakes.ui_ports import FakeCounty
from tests.ui.conftest import Desk, settle
from ui.pages.case_page import CasePage
from ui.places import CasePlace, Place, RecordPlace, Room
from ui.widgets.looks import make_button
from ui.widgets.press_button import DotBox, TickBox
from ui.widgets.row_list import RowList
from ui.widgets.tab_order import tab_stops

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def places(desk: Desk) -> list[Place]:
    case = next(iter(desk.county.cases))
    return [
        Room.TODAY,
        Room.TEAM,
        CasePlace(case),
        RecordPlace(case, RecordKind.YOUTH_PLAN, None),
    ]


def test_tab_goes_through_every_screen_as_it_is_read_and_visits_each_control_once(
    desk: Desk,
) -> None:
    for place in places(desk):
        desk.shell.open(place)
        settle()
        stops = tab_stops(desk.shell)
        assert len(set(stops)) == len(stops) > 8
        stops[0].setFocus()
        visited = []
        for _ in stops:
            visited.append(QApplication.focusWidget())
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert visited == stops
        assert QApplication.focusWidget() is stops[0]
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        assert QApplication.focusWidget() is stops[-1]


def test_on_a_case_tab_reads_the_heading_before_the_cards(desk: Desk) -> None:
    desk.shell.open(CasePlace(next(iter(desk.county.cases))))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    stops = tab_stops(page)
    ground = page.scroll_area.widget()
    assert ground is not None
    heights = [one.mapTo(ground, QPoint()).y() for one in stops if ground.isAncestorOf(one)]
    # What stands in one line is read from its left, whatever the heights in it.
    assert all(after > before - 20 for before, after in itertools.pairwise(heights))


def test_today_begins_at_what_is_most_urgent_and_without_youths_at_the_sync(
    desk: Desk, make_desk: Callable[..., Desk]
) -> None:
    begun = desk.window.focusWidget()
    assert begun is next(
        one for one in tab_stops(desk.shell.today_page) if isinstance(one, RowList)
    )
    empty = make_desk(FakeCounty())
    empty.unlock()
    assert empty.window.focusWidget() is empty.shell.today_page.to_sync


def test_enter_presses_the_button_it_is_on_and_held_down_presses_it_once(
    qapp: QApplication,
) -> None:
    pressed: list[str] = []
    button = make_button("Go on", lambda: pressed.append("x"))
    button.show()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert pressed == ["x"]
    none = Qt.KeyboardModifier.NoModifier
    held = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, none, "\r", autorep=True)
    QApplication.sendEvent(button, held)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["x"]


def test_a_click_beside_the_words_ticks_the_row_it_is_in(qapp: QApplication) -> None:
    for box in (TickBox("Abuse is suspected"), DotBox("Still in")):
        box.resize(600, 32)
        box.show()
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(590, 16))
        assert box.isChecked()
        assert not box.grab().isNull()


def test_another_language_keeps_the_way_back(desk: Desk) -> None:
    case = CasePlace(next(iter(desk.county.cases)))
    desk.shell.open(Room.YOUTHS)
    desk.shell.open(case)
    desk.window.use_language("es")
    settle()
    assert desk.shell.place == case
    desk.shell.go_back()
    assert desk.shell.place is Room.YOUTHS
