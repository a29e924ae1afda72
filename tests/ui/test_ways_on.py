# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a worker can do when a right passphrase does not open the laptop now."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fakes.ui_ports import PASSPHRASE
from tests.fakes.ui_unlock import CODE, DIGITS, FakeUnlock
from tests.ui.conftest import Desk
from ui.errors import ShownError
from ui.lease_views import LeaseStage, LeaseView
from ui.lease_watch import LeaseWatch
from ui.locked_out import LeaseOver, TriesOver
from ui.pages.set_up_page import SetUpPage
from ui.pages.unlock_page import UnlockPage
from ui.views import UnlockView

MakeDesk = Callable[..., Desk]
LETTERS = "7KQF-M2XP"


def over(challenge: str = LETTERS) -> LeaseOver:
    return LeaseOver("The authorization has ended.", "Connect, or call.", challenge, {})


def refused(desk: Desk, error: ShownError) -> tuple[UnlockPage, FakeUnlock]:
    """The unlock page after a passphrase that the port refused so."""
    desk.unlock_port.refuses = error
    page = desk.window.unlock_page
    assert page is not None
    page.passphrase.setText(PASSPHRASE)
    page.button.click()
    return page, desk.unlock_port


def test_a_wrong_passphrase_offers_no_way_but_another_try(make_desk: MakeDesk) -> None:
    page, _ = refused(make_desk(), ShownError("Wrong."))
    assert not page.ways.isVisible()


def test_a_lease_that_ended_offers_the_county_and_the_duty_officer(make_desk: MakeDesk) -> None:
    page, _ = refused(make_desk(), over())
    assert page.problem.text() == "The authorization has ended. Connect, or call."
    assert page.ways.ask_county.isVisible()
    assert page.ways.letters.text() == LETTERS
    assert page.ways.letters.accessibleName() == " ".join(LETTERS)
    assert not page.ways.use.isEnabled()


def test_connecting_unlocks_by_itself_afterwards(make_desk: MakeDesk) -> None:
    desk = make_desk()
    page, port = refused(desk, over())
    page.ways.ask_county.click()
    assert port.asked == ["renew"]
    assert desk.window.shell is not None


def test_a_county_that_is_away_leaves_the_other_way(make_desk: MakeDesk) -> None:
    desk = make_desk()
    page, port = refused(desk, over())
    port.away = ShownError("The county does not answer.")
    page.ways.ask_county.click()
    assert page.problem.text() == "The county does not answer."
    QTest.keyClicks(page.ways.code, CODE)
    page.ways.use.click()
    assert port.asked == ["extend"]
    assert desk.window.shell is not None


def test_without_a_shared_secret_only_the_county_helps(make_desk: MakeDesk) -> None:
    page, _ = refused(make_desk(), over(challenge=""))
    assert page.ways.ask_county.isVisible()
    assert not page.ways.code.isVisible()


def test_a_wrong_code_is_said_and_can_be_typed_again(make_desk: MakeDesk) -> None:
    page, port = refused(make_desk(), over())
    page.ways.code.setText("0000")
    page.ways.code.returnPressed.emit()
    assert "not the code" in page.problem.text()
    assert page.ways.code.selectedText() == "0000"
    assert port.asked == []


def test_the_administrators_code_ends_the_wait(make_desk: MakeDesk) -> None:
    desk = make_desk()
    page, port = refused(desk, TriesOver(10, LETTERS))
    assert "10 more minutes" in page.problem.text()
    assert not page.ways.ask_county.isVisible()
    page.ways.code.setText(CODE)
    page.ways.use.click()
    assert port.asked == ["release"]
    assert "try your passphrase again" in page.problem.text()
    page.passphrase.setText(PASSPHRASE)
    page.button.click()
    assert desk.window.shell is not None


def test_a_lease_that_ends_while_unlocked_locks_the_window(make_desk: MakeDesk) -> None:
    desk = make_desk()
    page = desk.window.unlock_page
    assert page is not None
    page.passphrase.setText(PASSPHRASE)
    page.button.click()
    watch = desk.window.findChild(LeaseWatch)
    assert watch is not None
    watch.ask()
    assert desk.window.shell is not None
    desk.county.lease_view = LeaseView(may_read=False, until=None, stage=LeaseStage.OVER)
    watch.ask()
    assert desk.window.shell is None
    assert desk.county.locked == 1


def test_the_digits_a_supervisor_compares_stand_large_on_the_screen(make_desk: MakeDesk) -> None:
    desk = make_desk(view=UnlockView(may_set_up=True))
    unlock = desk.window.unlock_page
    assert unlock is not None
    unlock.set_up.click()
    page = desk.window.centralWidget()
    assert isinstance(page, SetUpPage)
    assert not page.digits.isVisible()
    page.show_digits(DIGITS)
    assert page.digits.text() == DIGITS
    assert page.digits.accessibleName() == " ".join(DIGITS)
    assert "compares them" in page.compare.text()


class Browser(QObject):
    """The system's browser, as Qt hands addresses to it."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        self.opened.append(address.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    listening = Browser()
    # What its stub asks for (bytes) is refused when it runs.
    QDesktopServices.setUrlHandler("https", listening, "open")  # type: ignore[arg-type]
    yield listening
    QDesktopServices.unsetUrlHandler("https")


def test_a_county_that_asks_for_a_sign_in_sends_the_worker_to_the_browser(
    make_desk: MakeDesk, browser: Browser
) -> None:
    desk = make_desk(view=UnlockView(may_set_up=True))
    unlock = desk.window.unlock_page
    assert unlock is not None
    unlock.set_up.click()
    page = desk.window.centralWidget()
    assert isinstance(page, SetUpPage)
    assert not page.page.isVisible()
    page.open_page("https://sign-in.alder.example/?a=b")
    assert "in the browser" in page.compare.text()
    page.page.click()
    assert browser.opened == ["https://sign-in.alder.example/?a=b"] * 2
    page.show_digits(DIGITS)
    assert not page.page.isVisible()
    assert "compares them" in page.compare.text()


def test_the_set_up_page_estimates_a_passphrase_after_a_pause_and_repeats_none_of_it(
    make_desk: MakeDesk, qtbot: QtBot
) -> None:
    desk = make_desk(view=UnlockView(may_set_up=True))
    unlock = desk.window.unlock_page
    assert unlock is not None
    unlock.set_up.click()
    page = desk.window.centralWidget()
    assert isinstance(page, SetUpPage)
    page.passphrase.setText("Password-12")
    assert page.strength.text() == ""
    qtbot.waitUntil(lambda: page.strength.text() != "")
    assert "guessed" in page.strength.text()
    assert "guessed first" in page.rule.text()
    assert "assword" not in page.strength.text() + page.rule.text()
    page.passphrase.clear()
    qtbot.waitUntil(lambda: page.strength.text() == "")
