# SPDX-License-Identifier: AGPL-3.0-or-later
"""The neutral screen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from tests.fakes.ui_keeping import FakeKeeping
from tests.fakes.ui_ports import PASSPHRASE, FakeCounty
from tests.ui.conftest import Desk
from ui.dialogs.confirm import Confirm
from ui.dialogs.forgotten import Forgotten
from ui.dialogs.remove_worker import RemoveWorker
from ui.errors import StoreUnusable
from ui.keeping_port import WayBack
from ui.pages.set_up_page import SetUpPage
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


def keeping_of(desk: Desk) -> FakeKeeping:
    page = desk.window.unlock_page
    assert page is not None
    port = page.keeping
    assert isinstance(port, FakeKeeping)
    return port


def test_one_worker_is_asked_nothing_and_several_are_shown_by_label(make_desk: MakeDesk) -> None:
    desk = make_desk(view=UnlockView())
    page = desk.window.unlock_page
    assert page is not None
    assert not page.workers.isVisible()
    assert page.foot.another.isVisible()
    keeping_of(desk).labels.append("J. C.")
    page.changed.emit()
    page = desk.window.unlock_page
    assert page is not None
    assert not page.workers.isHidden()
    assert [page.workers.box.itemText(at) for at in range(2)] == ["Worker 1", "J. C."]
    page.workers.box.activated.emit(1)
    again = desk.window.unlock_page
    assert again is not None
    assert again is not page
    assert again.workers.label == "J. C."


def test_one_more_worker_is_set_up_with_a_neutral_label(make_desk: MakeDesk) -> None:
    desk = make_desk(view=UnlockView())
    page = desk.window.unlock_page
    assert page is not None
    page.foot.another.click()
    form = desk.window.centralWidget()
    assert isinstance(form, SetUpPage)
    assert form.label.text() == "Worker 2"


def test_a_store_that_does_not_open_can_be_set_aside_after_a_second_question(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(view=UnlockView())
    keeping = keeping_of(desk)
    page = desk.window.unlock_page
    assert page is not None
    assert not page.foot.aside.isVisible()
    keeping.unlock_refuses = StoreUnusable("The store is damaged.", "Set it aside.")
    page.passphrase.setText(PASSPHRASE)
    page.button.click()
    assert page.foot.aside.isVisible()
    assert page.problem.text() == "The store is damaged. Set it aside."
    monkeypatch.setattr(Confirm, "exec", lambda _: QDialog.DialogCode.Rejected)
    page.foot.aside.click()
    assert keeping.set_aside_times == 0
    monkeypatch.setattr(Confirm, "exec", lambda _: QDialog.DialogCode.Accepted)
    page.foot.aside.click()
    assert keeping.set_aside_times == 1


def test_a_wrong_passphrase_offers_nothing_of_the_kind(make_desk: MakeDesk) -> None:
    page = make_desk(view=UnlockView()).window.unlock_page
    assert page is not None
    page.passphrase.setText("wrong")
    page.button.click()
    assert not page.foot.aside.isVisible()


def test_a_worker_is_removed_by_their_own_passphrase_only(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(view=UnlockView())
    keeping = keeping_of(desk)
    keeping.labels.append("Worker 2")
    page = desk.window.unlock_page
    assert page is not None
    for typed, left in (("", 2), ("wrong", 2), (PASSPHRASE, 1)):

        def answer(dialog: RemoveWorker, typed: str = typed) -> QDialog.DialogCode:
            dialog.passphrase.setText(typed)
            assert dialog.yes.isEnabled() == bool(typed)
            return QDialog.DialogCode.Accepted

        monkeypatch.setattr(RemoveWorker, "exec", answer)
        page.foot.remove.click()
        assert len(keeping.labels) == left
        assert ("does not open" in page.problem.text()) == bool(typed)


def test_a_new_store_of_the_same_vault_asks_for_its_own_passphrase(make_desk: MakeDesk) -> None:
    view = UnlockView(problem="The store was set aside.", may_set_up=True)
    desk = make_desk(view=view)
    keeping_of(desk).same_vault = True
    page = desk.window.unlock_page
    assert page is not None
    assert not page.foot.isVisible()
    page.set_up.click()
    form = desk.window.centralWidget()
    assert isinstance(form, SetUpPage)
    assert "stays as it is" in form.rule.text()
    assert not form.label.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("way", list(WayBack))
def test_a_forgotten_passphrase_is_explained_and_an_advocate_is_set_up_anew(
    make_desk: MakeDesk, way: WayBack
) -> None:
    desk = make_desk(view=UnlockView())
    page = desk.window.unlock_page
    assert page is not None
    assert isinstance(page.keeping, FakeKeeping)
    page.keeping.back = way
    read: list[str] = []

    def read_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Forgotten)
        read.extend(one.text() for one in dialog.findChildren(QLabel))
        (dialog.anew if way is WayBack.ANEW else dialog.close_it).click()

    QTimer.singleShot(0, read_it)
    page.foot.forgotten.click()
    words = " ".join(read)
    if way is WayBack.ANEW:
        assert "not even your county opens this laptop" in words
        assert isinstance(desk.window.centralWidget(), SetUpPage)
    else:
        assert "Two people of your county" in words
        assert desk.window.unlock_page is page
