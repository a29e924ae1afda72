# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole timeline of a case: filtered, paged, and opened at a record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.ids import CaseId, RecordId
from casework.vocabulary import RecordKind
from tests.fakes.people import an_id
from tests.fakes.ui_ports import NOW
from tests.ui.conftest import Desk, settle
from ui.models.rows import ROW_ROLE, Row
from ui.pages.case_page import CasePage
from ui.pages.timeline_page import PAGE, Period, TimelinePage
from ui.places import CasePlace, SignedPlace, TimelinePlace
from ui.timeline_views import EventGroup

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def open_timeline(desk: Desk, record: RecordId | None = None) -> TimelinePage:
    desk.shell.open(TimelinePlace(case_of(desk), record))
    settle()
    page = desk.shell.page
    assert isinstance(page, TimelinePage)
    return page


def case_of(desk: Desk) -> CaseId:
    return next(iter(desk.county.cases))


def rows_of(page: TimelinePage) -> list[Row]:
    model = page.timeline.model()
    return [model.index(at, 0).data(ROW_ROLE) for at in range(model.rowCount())]


def lengthen(desk: Desk, count: int) -> None:
    timeline = desk.county.cases[case_of(desk)].timeline
    note = next(one for one in timeline if one.kind is RecordKind.CONTACT_NOTE)
    for at in range(count):
        moment = NOW - timedelta(days=200 + at)
        made = replace(
            note, record=RecordId(an_id(70_000 + at)), at=moment, entered_at=moment, text=f"N{at}"
        )
        timeline.append(made)


def test_the_case_leads_to_its_whole_timeline(desk: Desk) -> None:
    desk.shell.open(CasePlace(case_of(desk)))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    page.whole.click()
    assert desk.shell.place == TimelinePlace(case_of(desk))


def test_a_kind_is_left_alone_and_everything_comes_back(desk: Desk) -> None:
    page = open_timeline(desk)
    every = len(rows_of(page))
    page.groups.buttons[EventGroup.SCREENING].click()
    assert {row.icon for row in rows_of(page)} == {"screening"}
    page.groups.buttons[EventGroup.ALL].click()
    assert len(rows_of(page)) == every
    assert page.groups.buttons[EventGroup.COURT].isHidden()


def test_a_long_case_comes_a_page_at_a_time(desk: Desk) -> None:
    lengthen(desk, 120)
    page = open_timeline(desk)
    assert len(rows_of(page)) == PAGE
    page.more.click()
    assert len(rows_of(page)) == 2 * PAGE
    page.more.click()
    assert page.more.isHidden()
    page.periods.choose(Period.MONTH)
    assert len(rows_of(page)) < PAGE


def test_it_begins_at_the_record_that_is_looked_for(desk: Desk) -> None:
    lengthen(desk, 120)
    page = open_timeline(desk, RecordId(an_id(70_090)))
    assert page.timeline.currentIndex().data(ROW_ROLE).text == "N90"
    assert page.scroll_area.verticalScrollBar().value() > 0


def test_an_event_opens_its_record(desk: Desk) -> None:
    page = open_timeline(desk)
    page.groups.choose(EventGroup.SCREENING)
    page.timeline.setCurrentIndex(page.timeline.model().index(0, 0))
    page.timeline.choose_current()
    assert isinstance(desk.shell.place, SignedPlace)


def test_nothing_in_a_period_says_what_to_do(desk: Desk) -> None:
    timeline = desk.county.cases[case_of(desk)].timeline
    timeline[:] = [replace(one, at=NOW - timedelta(days=99)) for one in timeline]
    page = open_timeline(desk)
    page.periods.choose(Period.MONTH)
    settle()
    assert page.timeline.isHidden()
    assert page._nothing.isVisible()
