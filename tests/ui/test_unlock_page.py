# SPDX-License-Identifier: AGPL-3.0-or-later
"""The neutral screen."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from tests.fakes.ui_ports import PASSPHRASE, FakeCounty
from tests.ui.conftest import Desk
from ui.views import UnlockView

MakeDesk = Callable[..., Desk]


def test_a_training_laptop_shows_its_passphrase_marked_as_training(make_desk: MakeDesk) -> None:
    page = make_desk().window.unlock_page
    assert page is not None
    assert PASSPHRASE in page.training.text()
    assert "Training laptop" in page.training.text()
    assert page.training.isVisible()


def test_a_real_laptop_shows_no_passphrase(make_desk: MakeDesk) -> None:
    page = make_desk(view=UnlockView()).window.unlock_page
    assert page is not None
    assert not page.training.isVisible()


def test_a_wrong_passphrase_is_said_and_can_be_typed_again(make_desk: MakeDesk) -> None:
    desk = make_desk()
    page = desk.window.unlock_page
    assert page is not None
    page.passphrase.setText("wrong")
    page.passphrase.returnPressed.emit()
    assert (
        page.problem.text() == "The passphrase does not open this laptop. Check it and try again."
    )
    assert page.passphrase.isEnabled()
    assert page.passphrase.selectedText()
    page.passphrase.setText(PASSPHRASE)
    assert not page.problem.isVisible()
    page.button.click()
    assert desk.window.shell is not None


def test_an_empty_passphrase_is_not_tried(make_desk: MakeDesk) -> None:
    page = make_desk().window.unlock_page
    assert page is not None
    page.button.click()
    assert not page.problem.isVisible()


def test_a_store_that_cannot_be_opened_says_why_and_takes_no_passphrase(
    make_desk: MakeDesk,
) -> None:
    view = UnlockView(problem="The store is damaged.", advice="Ask your administrator.")
    page = make_desk(view=view).window.unlock_page
    assert page is not None
    assert page.problem.text() == "The store is damaged. Ask your administrator."
    assert not page.passphrase.isEnabled()
    assert not page.button.isEnabled()


def test_it_is_neutral(make_desk: MakeDesk) -> None:
    window = make_desk(view=UnlockView()).window
    words = " ".join(label.text() for label in window.findChildren(QLabel)).casefold()
    assert window.windowTitle() == "Fieldfare"
    for word in ("youth", "screening", "probation", "case", "county"):
        assert word not in words


def test_the_passphrase_does_not_stay_in_the_field(make_desk: MakeDesk) -> None:
    desk = make_desk(FakeCounty())
    page = desk.window.unlock_page
    assert page is not None
    page.passphrase.setText(PASSPHRASE)
    page.button.click()
    assert page.passphrase.text() == ""
