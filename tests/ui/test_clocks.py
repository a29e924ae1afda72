# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is due by law stands first on Today, and an absence starts from any screen."""

from datetime import datetime

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from casework.clock_rules import ClockStart
from casework.vocabulary import RecordKind
from tests.ui.conftest import Desk, settle
from ui.dialogs.start_clocks import StartClocksDialog
from ui.models.rows import ROW_ROLE, Row
from ui.pages.case_page import CasePage
from ui.pages.today_page import TodayPage
from ui.pages.youths_page import YouthsPage
from ui.places import CasePlace, RecordPlace, Room
from ui.records.record_page import RecordPage
from ui.widgets.clocks_card import ClocksCard

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def rows_of(card: ClocksCard) -> list[Row]:
    model = card.list.rows
    return [model.index(at, 0).data(ROW_ROLE) for at in range(model.rowCount())]


def open_today(desk: Desk) -> TodayPage:
    desk.shell.open(Room.TODAY)
    settle()
    page = desk.shell.page
    assert isinstance(page, TodayPage)
    return page


def test_today_shows_the_most_urgent_clock_first_with_whom_and_by_when(desk: Desk) -> None:
    case = next(iter(desk.county.cases))
    desk.county.clocks.begin(case, "Wren", ClockStart.ABSENT, 25)
    desk.county.clocks.begin(case, "Wren", ClockStart.VICTIM_KNOWN, 20)
    page = open_today(desk)
    assert page.clocks.isVisible()
    first = rows_of(page.clocks)[0]
    assert first.title == "Wren: Law enforcement"
    assert (first.tag, first.tone) == ("Overdue by 1 h", "danger")
    assert "PC 11166(j)(3)" in first.detail
    assert isinstance(first.key, RecordPlace)
    assert first.key.kind is RecordKind.NOTICE


def test_nothing_stands_there_while_nothing_runs(desk: Desk) -> None:
    assert not open_today(desk).clocks.isVisible()


def test_a_clock_that_is_off_is_said_beside_what_it_measures(desk: Desk) -> None:
    case = next(iter(desk.county.cases))
    desk.county.clocks.begin(case, "Wren", ClockStart.VICTIM_KNOWN, 1)
    desk.county.clocks.drift = 600
    page = open_today(desk)
    words = [one.text() for one in page.clocks.findChildren(type(page.title)) if one.isVisible()]
    assert any("10 min off" in one for one in words)


def test_an_absence_starts_on_the_case_in_view(desk: Desk) -> None:
    case = next(iter(desk.county.cases))
    desk.shell.open(CasePlace(case))
    desk.shell.rail.absent.click()
    settle()
    assert desk.shell.place == RecordPlace(case, RecordKind.ABSENCE, None)


def test_of_a_youth_who_is_absent_the_absence_that_goes_on_is_opened(desk: Desk) -> None:
    case, records = next(iter(desk.county.cases)), desk.county.records
    records.save(case, RecordKind.ABSENCE, None, {"discovered_at": records.now.isoformat()})
    (going_on,) = records.saved
    desk.shell.open(CasePlace(case))
    desk.shell.begin_absence()
    settle()
    assert desk.shell.place == RecordPlace(case, RecordKind.ABSENCE, going_on)
    page = desk.shell.page
    assert isinstance(page, RecordPage)
    page.is_back.click()
    assert page.editors["ended_at"].isAncestorOf(desk.window.focusWidget())


def test_elsewhere_the_youth_is_asked_for_first(desk: Desk) -> None:
    desk.shell.open(Room.SYNC)
    desk.shell.begin_absence()
    settle()
    page = desk.shell.page
    assert isinstance(page, YouthsPage)
    page.list.setCurrentIndex(page.model.index(0, 0))
    page.list.choose_current()
    settle()
    place = desk.shell.place
    assert isinstance(place, RecordPlace)
    assert place.kind is RecordKind.ABSENCE


def test_a_report_asks_what_happened_and_when_it_was_heard(desk: Desk) -> None:
    desk.shell.open(CasePlace(next(iter(desk.county.cases))))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, StartClocksDialog)
        assert not dialog.start.isEnabled()
        dialog.boxes[ClockStart.ABUSE_SUSPECTED].setChecked(True)
        dialog.start.click()

    QTimer.singleShot(0, answer)
    page.report.click()
    settle()
    started: datetime = desk.county.clocks.running_[0][3].started_at
    assert started <= desk.county.moment
    again = desk.shell.page
    assert isinstance(again, CasePage)
    assert rows_of(again.clocks)[0].tag == "At once"
