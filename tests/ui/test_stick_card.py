# SPDX-License-Identifier: AGPL-3.0-or-later
"""Syncing by a stick on the Sync page: two steps, what goes wrong beside them, one at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests.fakes.ui_ports import FakeCounty
from tests.ui.conftest import Desk, settle
from ui.errors import ShownError
from ui.locked_out import LaptopStopped
from ui.pages.sync_page import SyncPage
from ui.places import Room

STICK = Path("/media/stick")


@pytest.fixture
def page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> SyncPage:
    monkeypatch.setattr("ui.widgets.stick_card.ask_folder", lambda _parent, _caption: STICK)
    return open_sync(desk)


def open_sync(desk: Desk) -> SyncPage:
    desk.shell.open(Room.SYNC)
    settle()
    page = desk.shell.page
    assert isinstance(page, SyncPage)
    return page


def words_of(page: SyncPage) -> str:
    labels = page.sticks.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(page))


def test_a_file_is_written_and_its_answer_read(desk: Desk, page: SyncPage) -> None:
    assert "No file is on its way." in words_of(page)
    page.sticks.write.click()
    settle()
    assert "MZXW6YTB.request is on the stick; pieces of work: 2, files: 1." in words_of(page)
    assert "On its way: MZXW6YTB.request, written Nov 23, 2026" in words_of(page)
    page.sticks.read.click()
    settle()
    assert "The county's answer was read" in words_of(page)
    assert "No file is on its way." in words_of(page)
    assert desk.county.sticks.places == [STICK, STICK]
    assert page.start.isEnabled()


def test_what_goes_wrong_stands_beside_the_steps_and_they_can_be_repeated(
    desk: Desk, page: SyncPage
) -> None:
    desk.county.sticks.refuses = ShownError(
        "There is not enough room on the stick; nothing was lost.", "Take another stick."
    )
    page.sticks.write.click()
    settle()
    assert "not enough room" in page.sticks.problem.text()
    assert page.problem.text() == ""
    desk.county.sticks.refuses = None
    page.sticks.write.click()
    settle()
    assert "is on the stick" in page.sticks.problem.text()


def test_one_thing_runs_at_a_time_and_a_step_can_be_stopped(desk: Desk, page: SyncPage) -> None:
    seen: list[bool] = []

    def look() -> None:
        page.sync_by_itself()
        seen.extend(one.isEnabled() for one in (page.start, page.sticks.read, page.sticks.write))
        seen.append("2.9" in words_of(page))
        page.sticks.stop.click()

    desk.county.sticks.while_running = look
    page.sticks.write.click()
    settle()
    assert seen == [False, False, False, True]
    assert desk.county.sticks.out == []
    assert page.sticks.problem.text() == ""
    assert page.sticks.write.isEnabled()
    assert not page.sticks.stop.isVisible()


def test_a_laptop_without_the_countys_key_says_what_to_do_first(
    make_desk: Callable[..., Desk],
) -> None:
    county = FakeCounty()
    county.sticks.may_write = False
    desk = make_desk(county)
    desk.unlock()
    page = open_sync(desk)
    assert "Sync once over the network first" in words_of(page)
    assert not page.sticks.write.isEnabled()
    assert page.sticks.read.isEnabled()


def test_an_order_that_comes_on_a_stick_locks_at_once(desk: Desk, page: SyncPage) -> None:
    desk.county.sticks.refuses = LaptopStopped("The county has stopped this laptop.", "")
    page.sticks.read.click()
    settle()
    assert desk.county.locked == 1
