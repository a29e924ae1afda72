# SPDX-License-Identifier: AGPL-3.0-or-later
"""Log: a supervisor reads in words who did what, and nobody else has it among their places."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from PySide6.QtWidgets import QLabel, QPushButton

from casework.audit import NO_CASE, AuditEvent, AuditOutcome
from casework.ids import CaseId
from tests.fakes.people import an_id
from tests.fakes.ui_log import THIS_WEEK
from tests.fakes.ui_people import a_lived_in_county
from tests.ui.conftest import Desk, settle
from ui.errors import ShownError
from ui.log_views import LogRow
from ui.models.rows import ROW_ROLE, Row
from ui.pages.log_page import SHOWN_ROWS, LogPage
from ui.places import CasePlace, Room
from ui.widgets.row_list import RowList

CASE = CaseId(an_id(5001))
MONDAY_NOON = datetime(2026, 11, 23, 20, tzinfo=UTC)


def a_row(
    event: AuditEvent = AuditEvent.CASE_READ,
    *,
    person: str = "Rowan Ellery",
    hours: int = 0,
    case: CaseId = CASE,
    outcome: AuditOutcome = AuditOutcome.OK,
    here: bool = False,
) -> LogRow:
    at = MONDAY_NOON + timedelta(hours=hours)
    return LogRow(at, person, event, outcome, case, "Wren Test" if case else "", here)


def open_log(desk: Desk) -> LogPage:
    desk.shell.open(Room.LOG)
    settle()
    page = desk.shell.page
    assert isinstance(page, LogPage)
    return page


def rows_of(rows: RowList) -> list[Row]:
    return [rows.rows.index(at, 0).data(ROW_ROLE) for at in range(rows.rows.rowCount())]


def words_of(page: LogPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_only_a_hat_that_may_read_the_log_has_it_in_the_rail(
    make_desk: Callable[..., Desk],
) -> None:
    county = a_lived_in_county()
    county.supervises = False
    desk = make_desk(county)
    desk.unlock()
    assert "Log" not in [one.text() for one in desk.shell.rail.findChildren(QLabel)]
    assert Room.LOG not in desk.shell._rooms
    county.supervises = True
    with_log = make_desk(county)
    with_log.unlock()
    assert Room.LOG in with_log.shell._rooms


def test_a_week_says_who_did_what_on_which_laptop(desk: Desk) -> None:
    desk.county.own = [a_row(AuditEvent.LOG_ON, person="Dana Test", case=NO_CASE, here=True)]
    desk.county.others = [
        a_row(hours=1),
        a_row(hours=2),
        a_row(AuditEvent.PRINTED, hours=3, outcome=AuditOutcome.REFUSED),
    ]
    page = open_log(desk)
    shown = rows_of(page.entries)
    assert [(one.title, one.detail) for one in shown] == [
        ("Rowan Ellery", "Printed a record · Wren Test · another laptop"),
        ("Rowan Ellery", "Opened the case · Wren Test · another laptop"),
        ("Rowan Ellery", "Opened the case · Wren Test · another laptop"),
        ("Dana Test", "Logged on · this laptop"),
    ]
    assert (shown[0].tag, shown[0].tone) == ("Refused", "danger")
    counted = {(one.title, one.detail, one.tag) for one in rows_of(page.counts)}
    assert ("Rowan Ellery", "Opened the case: 2", "") in counted
    assert ("Rowan Ellery", "Printed a record: 1", "1 not done") in counted
    assert page.subtitle.text() == "Nov 23, 2026 to Nov 29, 2026"
    assert page.state.text().startswith("From the county")


def test_without_the_county_the_screen_says_it_shows_only_this_laptops(desk: Desk) -> None:
    desk.county.own = [a_row(person="Dana Test", here=True)]
    desk.county.others = [a_row()]
    desk.county.county_silent = ShownError("The county's server does not answer.")
    page = open_log(desk)
    assert page.state.text() == (
        "This is only what this laptop logged itself. The county's server does not answer."
    )
    assert [one.title for one in rows_of(page.entries)] == ["Dana Test"]
    assert not page.reviewed.isEnabled()


def test_choosing_an_entry_shows_who_opened_that_case(desk: Desk) -> None:
    other = CaseId(an_id(5002))
    desk.county.others = [a_row(), a_row(case=other, hours=1), a_row(hours=-9000)]
    page = open_log(desk)
    assert len(rows_of(page.entries)) == 2
    page.entries.chosen.emit(CasePlace(CASE))
    settle()
    assert len(rows_of(page.entries)) == 2
    assert page.subtitle.text() == "Who opened this case, for a year: Wren Test"
    assert desk.county.looked[-1] == (THIS_WEEK, CASE)
    assert not page.earlier.isVisible()
    page.whole_week.click()
    settle()
    assert page.subtitle.text() == "Nov 23, 2026 to Nov 29, 2026"


def test_from_a_case_one_sees_who_opened_it_and_goes_back(desk: Desk) -> None:
    case = next(iter(desk.county.cases))
    desk.county.others = [a_row(case=case), a_row(case=CaseId(an_id(5002)))]
    desk.shell.open(CasePlace(case))
    button = next(
        one for one in desk.shell.page.findChildren(QPushButton) if "Who opened" in one.text()
    )
    button.click()
    settle()
    page = desk.shell.page
    assert isinstance(page, LogPage)
    assert desk.county.looked[-1] == (None, case)
    assert len(rows_of(page.entries)) == 1
    assert not page.whole_week.isVisible()
    page.left.emit()
    assert desk.shell.place == CasePlace(case)


def test_weeks_are_walked_through_but_not_into_the_future(desk: Desk) -> None:
    page = open_log(desk)
    assert not page.later.isVisible()
    page.earlier.click()
    settle()
    assert page.subtitle.text() == "Nov 16, 2026 to Nov 22, 2026"
    page.later.click()
    settle()
    assert not page.later.isVisible()


def test_a_week_is_marked_as_reviewed_once_it_was_seen_whole(desk: Desk) -> None:
    page = open_log(desk)
    assert "You have not marked this week as reviewed." in words_of(page)
    page.reviewed.click()
    settle()
    assert list(desk.county.reviewed_weeks) == [date(2026, 11, 23)]
    assert "You marked this week as reviewed: Nov 24, 2026" in words_of(page)


def test_a_log_without_entries_and_one_with_very_many_say_so(desk: Desk) -> None:
    page = open_log(desk)
    assert "Nothing was logged." in words_of(page)
    desk.county.own = [a_row() for _ in range(SHOWN_ROWS + 1)]
    page.refresh()
    settle()
    assert page.entries.rows.rowCount() == SHOWN_ROWS
    assert f"Only the newest {SHOWN_ROWS} are shown." in words_of(page)
