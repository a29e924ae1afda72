# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sticks at the unlock screen of a laptop whose authorization is over, or that was stopped."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes.ui_ports import PASSPHRASE
from tests.ui.conftest import Desk, settle
from ui.errors import ShownError
from ui.locked_out import LaptopStopped, LeaseOver
from ui.pages.unlock_page import UnlockPage

OVER = LeaseOver("This laptop's authorization has ended.", "Connect to the county.", "", {})
STICK = Path("stick")


@pytest.fixture
def refused(make_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose right passphrase does not open, for want of an authorization."""
    monkeypatch.setattr("ui.widgets.locked_sticks.ask_folder", lambda _parent, _caption: STICK)
    desk = make_desk()
    desk.unlock_port.refuses = OVER
    page = page_of(desk)
    assert not page.sticks.isVisible()
    page.passphrase.setText(PASSPHRASE)
    page.button.click()
    settle()
    assert page.sticks.isVisible()
    return desk


def page_of(desk: Desk) -> UnlockPage:
    page = desk.window.unlock_page
    assert page is not None
    return page


def test_work_goes_out_and_an_authorization_comes_back_by_stick(refused: Desk) -> None:
    page, door = page_of(refused), refused.unlock_port.by_stick
    page.sticks.write.click()
    settle()
    assert "MZXW6YTB.request is on the stick; pieces of work: 2" in page.sticks.told.text()
    assert refused.window.shell is None

    def authorize() -> None:
        refused.unlock_port.refuses = None

    door.after_read = authorize
    page.sticks.read.click()
    settle()
    assert refused.window.shell is not None
    assert door.passphrases == [PASSPHRASE, PASSPHRASE]


def test_the_work_of_a_stopped_laptop_is_said_to_be_sealed(refused: Desk) -> None:
    refused.unlock_port.by_stick.is_sealed = True
    page = page_of(refused)
    page.sticks.write.click()
    settle()
    assert "sealed to the county's offline key" in page.sticks.told.text()


def test_a_stick_that_fails_says_so_and_the_ways_stay(refused: Desk) -> None:
    page = page_of(refused)
    refused.county.sticks.refuses = ShownError("There is not enough room on the stick.")
    page.sticks.write.click()
    settle()
    assert "not enough room" in page.problem.text()
    assert page.sticks.write.isEnabled()
    assert page.ways.ask_county.isVisible()
    assert page.passphrase.text() == PASSPHRASE


def test_an_order_on_the_stick_is_told(refused: Desk) -> None:
    refused.county.sticks.refuses = LaptopStopped("The county has emptied this laptop.")
    page_of(refused).sticks.read.click()
    settle()
    assert "emptied" in page_of(refused).problem.text()


def test_a_step_can_be_stopped_and_shows_how_far_it_is(refused: Desk) -> None:
    page, seen = page_of(refused), []

    def stop() -> None:
        seen.append(page.sticks.progress.text)
        page.sticks.stop.click()

    refused.county.sticks.while_running = stop
    page.sticks.read.click()
    settle()
    assert "2.9 MiB of 8.6 MiB" in seen[0]
    assert refused.window.shell is None
    assert not page.sticks.stop.isVisible()
    assert page.sticks.told.text() == ""


def test_typing_another_passphrase_hides_the_ways(refused: Desk) -> None:
    page = page_of(refused)
    page.passphrase.setText("other")
    assert not page.sticks.isVisible()
