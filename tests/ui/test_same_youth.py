# SPDX-License-Identifier: AGPL-3.0-or-later
"""A person joins and parts the cases of one youth from the case page."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from casework.ids import CaseId
from casework.likeness import Sign
from casework.same_youth import Verdict
from tests.ui.conftest import Desk, settle
from ui.index_views import DuplicateView, TwinView
from ui.pages.case_page import CasePage
from ui.pages.today_page import TodayPage
from ui.places import CasePlace, Room
from ui.same_youth_views import JoinedView, SameYouthView

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

BORN = date(2011, 2, 3)


def a_pair(desk: Desk) -> DuplicateView:
    first, second = (
        TwinView(case, f"Wren {at}", BORN, ("Probation",))
        for at, case in enumerate(list(desk.county.cases)[:2])
    )
    return DuplicateView(first, second, frozenset({Sign.SAME_BIRTH_DATE, Sign.LIKE_NAME}))


def open_case(desk: Desk, case: CaseId) -> CasePage:
    desk.shell.open(CasePlace(case))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    return page


def press(page: CasePage, text: str) -> None:
    buttons = [one for one in page.same_youth.findChildren(QPushButton) if one.text() == text]
    buttons[0].click()
    settle()


def test_a_likely_pair_is_shown_with_its_signs_and_a_person_says_what_it_is(desk: Desk) -> None:
    pair = a_pair(desk)
    port = desk.county.records.same_youths
    port.waiting = (pair,)
    port.views[pair.first.case] = SameYouthView(suspects=(pair,))
    desk.shell.open(Room.TODAY)
    settle()
    today = desk.shell.page
    assert isinstance(today, TodayPage)
    assert today.waiting.pairs.rows.rowCount() == 1
    page = open_case(desk, pair.first.case)
    assert page.same_youth.isVisible()
    press(page, "One youth")
    assert port.said == [(pair.first.case, pair.second.case, Verdict.SAME)]
    press(page, "Open the other case")
    assert desk.shell.place == CasePlace(pair.second.case)


def test_joined_cases_show_every_name_and_are_parted_with_a_reason(desk: Desk) -> None:
    pair = a_pair(desk)
    other = JoinedView(pair.second.case, "Wren 1", ("Wren 1", "Birdie"), BORN, may_part=True)
    port = desk.county.records.same_youths
    port.views[pair.first.case] = SameYouthView(joined=(other,))
    page = open_case(desk, pair.first.case)
    words = [one.text() for one in page.same_youth.findChildren(type(page.title))]
    assert any("Wren 1, Birdie" in one for one in words)
    page.same_youth.why.setText("Two sisters.")
    press(page, "Not the same youth")
    assert port.parted == [(pair.first.case, pair.second.case, "Two sisters.")]


def test_pairs_are_looked_for_a_step_at_a_time_and_shown_once_found(
    desk: Desk, qtbot: QtBot
) -> None:
    beside, port = desk.shell.beside, desk.county.records.same_youths
    desk.shell.open(Room.TODAY)
    qtbot.waitUntil(lambda: beside.is_resting)
    port.left, port.waiting = 3, (a_pair(desk),)
    beside.start()
    assert desk.shell.today_page.waiting.pairs.rows.rowCount() == 0
    qtbot.waitUntil(lambda: beside.is_resting)
    assert port.left == 0
    assert desk.shell.today_page.waiting.pairs.rows.rowCount() == 1
