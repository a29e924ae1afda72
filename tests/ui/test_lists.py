# SPDX-License-Identifier: AGPL-3.0-or-later
"""Today, Youths and Screenings."""

from collections.abc import Callable
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.fakes.ui_people import a_county
from tests.fakes.ui_ports import FakeCounty
from tests.ui.conftest import Desk, settle
from ui.jobs import InlineRunner, Lane
from ui.kit import Kit
from ui.models.rows import ROW_ROLE, Row, RowsModel
from ui.models.youths_model import PAGE, YouthsModel
from ui.pages.case_page import CasePage
from ui.pages.youths_page import YouthsPage
from ui.places import CasePlace, Room
from ui.text import Moments
from ui.theme.theme import Theme
from ui.widgets.row_list import RowList

T = TypeVar("T")
MakeDesk = Callable[..., Desk]


class HeldRunner(InlineRunner):
    """Holds results back until they are let go, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Callable[[], None]] = []

    def run(
        self,
        job: Callable[[], T],
        *,
        context: QObject,
        done: Callable[[T], None],
        failed: Callable[[object], None],  # type: ignore[override]  # wider than needed
        lane: Lane = "store",
    ) -> None:
        value = job()
        self.held.append(lambda: done(value))


def rows_of(rows: RowList) -> list[Row]:
    model = rows.model()
    return [model.index(at, 0).data(ROW_ROLE) for at in range(model.rowCount())]


def named_list(page: QObject, name: str) -> list[Row]:
    found = [one for one in page.findChildren(RowList) if one.accessibleName() == name]
    return rows_of(found[0])


def a_model(county: FakeCounty, qapp: QApplication, runner: InlineRunner) -> YouthsModel:
    kit = Kit(
        county.workspace(), runner, Theme(qapp, "light"), Moments(ZoneInfo("America/Los_Angeles"))
    )
    return YouthsModel(kit)


def test_what_is_due_stands_most_urgent_first(desk: Desk) -> None:
    due = named_list(desk.shell.page, "Due")
    assert due[0].tag == "84 days overdue"
    assert due[0].tone == "danger"
    assert len(due) == 6


def test_all_that_is_due_can_be_shown(desk: Desk) -> None:
    more = next(
        one for one in desk.shell.page.findChildren(QPushButton) if one.text() == "Show all 11"
    )
    more.click()
    assert len(named_list(desk.shell.page, "Due")) == 11
    assert not more.isVisible()


def test_drafts_show_their_progress_and_unsent_work_is_named(desk: Desk) -> None:
    drafts = named_list(desk.shell.page, "Screenings to finish")
    assert drafts[0].title == "Lupe"
    assert drafts[0].tag == "5 of 17 answered"
    unsent = named_list(desk.shell.page, "Not sent yet")
    assert {row.title for row in unsent} == {"Maya", "Kiki"}


def test_an_empty_laptop_says_what_to_do_next(make_desk: MakeDesk) -> None:
    desk = make_desk(FakeCounty())
    page = desk.unlock().page
    words = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert "No youth is on this laptop yet." in words
    next(one for one in page.findChildren(QPushButton) if one.isVisible()).click()
    assert desk.shell.place is Room.SYNC


def test_choosing_what_is_due_opens_the_case(desk: Desk) -> None:
    page = desk.shell.page
    due = next(one for one in page.findChildren(RowList) if one.accessibleName() == "Due")
    due.setFocus()
    due.choose_current()
    assert isinstance(desk.shell.page, CasePage)


def test_the_search_answers_while_typing(desk: Desk) -> None:
    desk.shell.open(Room.YOUTHS)
    page = desk.shell.page
    assert isinstance(page, YouthsPage)
    page.box.setText("mari")
    assert [row.title for row in rows_of(page.list)] == ["Marisol"]
    assert page.subtitle.text() == "1 found"
    page.box.setText("zzz")
    words = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert "No youth matches these words." in words


def test_arrow_down_and_enter_open_a_youth_from_the_search(desk: Desk, qtbot: QtBot) -> None:
    desk.shell.open(Room.YOUTHS)
    page = desk.shell.page
    assert isinstance(page, YouthsPage)
    qtbot.keyClicks(page.box, "lupe")
    qtbot.keyClick(page.box, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle()
    assert isinstance(desk.shell.place, CasePlace)


def test_only_a_page_of_youths_is_fetched_until_one_scrolls(qapp: QApplication) -> None:
    model = a_model(a_county(180), qapp, InlineRunner())
    model.search("")
    assert model.rowCount() == PAGE
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 2 * PAGE
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 180


def test_a_late_answer_to_an_earlier_search_is_dropped(qapp: QApplication) -> None:
    runner = HeldRunner()
    model = a_model(a_county(), qapp, runner)
    model.search("ma")
    model.search("lupe")
    early, late = runner.held
    late()
    early()
    assert [model.index(at, 0).data() for at in range(model.rowCount())] == ["Lupe"]


def test_the_models_keep_the_rules_of_models(
    qapp: QApplication, qtmodeltester: ModelTester
) -> None:
    rows = RowsModel()
    qtmodeltester.check(rows, force_py=True)
    rows.replace([Row(key=1, title="One"), Row(key=2, title="Two", detail="more")])
    model = a_model(a_county(120), qapp, InlineRunner())
    model.search("")
    qtmodeltester.check(model, force_py=True)
    assert model.rowCount() == 120


def test_screenings_show_what_is_begun_and_what_is_signed(desk: Desk) -> None:
    desk.shell.open(Room.SCREENINGS)
    page = desk.shell.page
    assert len(named_list(page, "Screenings to finish")) == 1
    signed = named_list(page, "Signed screenings")
    assert signed[0].title == "Maya"
    assert "Few signs of concern" in signed[0].detail


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
def test_in_a_narrow_list_the_tag_stands_below_the_words(qapp: QApplication) -> None:
    rows = RowList(Theme(qapp, "light"), "Clocks")
    rows.show_rows([Row(key=1, title="Linh Barros: The youth’s attorney", detail="x", tag="Late")])
    heights = []
    for width in (800, 400):
        rows.resize(width, 200)
        rows.show()
        settle()
        heights.append(rows.height())
        assert not rows.grab().isNull()
    assert heights[1] > heights[0]
