# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window locks by itself, warns before, says why, and keeps what was being typed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.fakes.vaults import StillSteady
from tests.ui.conftest import Desk, press_key, settle
from ui.auto_lock import LockRules
from ui.dialogs.note_dialog import NoteDialog
from ui.lock_reasons import LockReason
from ui.pages.case_page import CasePage
from ui.places import CasePlace, DraftPlace
from ui.screening.draft_page import DraftPage
from ui.start import Start

TEN = LockRules(timedelta(minutes=10), timedelta(hours=12))


@pytest.fixture
def clock() -> StillSteady:
    return StillSteady()


@pytest.fixture
def desk(make_desk: Callable[..., Desk], clock: StillSteady) -> Desk:
    """Unlocked, with a clock moved by hand."""
    made = make_desk(start=Start(seconds=clock.seconds))
    made.county.rules = TEN
    made.unlock()
    return made


def wait(desk: Desk, clock: StillSteady, seconds: int, step: int = 10) -> None:
    """Let time pass with nobody there."""
    for _ in range(seconds // step):
        clock.passed += step
        desk.window.auto_lock.tick()


def press(desk: Desk) -> None:
    press_key(desk.window, Qt.Key.Key_Shift)


def said(desk: Desk) -> str:
    page = desk.window.unlock_page
    assert page is not None
    return page.locked.text()


def test_without_a_key_or_a_click_it_warns_and_then_locks_and_says_why(
    desk: Desk, clock: StillSteady
) -> None:
    wait(desk, clock, 560)
    assert desk.window.still_here is None
    wait(desk, clock, 20)
    assert desk.window.still_here is not None
    assert "20 seconds" in desk.window.still_here.accessibleName()
    wait(desk, clock, 20)
    assert desk.window.still_here is None
    assert "nobody had used it" in said(desk)
    assert desk.county.locked == 1


def test_any_key_answers_the_warning_and_does_nothing_else(desk: Desk, clock: StillSteady) -> None:
    wait(desk, clock, 580)
    press(desk)
    assert desk.window.still_here is None
    wait(desk, clock, 560)
    assert desk.window.shell is not None
    wait(desk, clock, 40)
    assert desk.window.shell is None


def test_a_computer_that_slept_wakes_locked_whatever_is_touched_first(
    desk: Desk, clock: StillSteady
) -> None:
    clock.passed += 300
    press(desk)
    assert "slept" in said(desk)


def test_after_a_day_of_use_the_passphrase_is_asked_again(desk: Desk, clock: StillSteady) -> None:
    for _ in range(12 * 60 - 1):
        wait(desk, clock, 60)
        desk.window.auto_lock.note_use()
    assert desk.window.shell is not None
    wait(desk, clock, 60)
    assert "whole day of work" in said(desk)


def test_a_youth_who_answers_is_use_and_a_laptop_left_with_one_locks(
    desk: Desk, clock: StillSteady
) -> None:
    draft = desk.county.start(list(desk.county.cases)[3], desk.county.pack.form_id, "")
    desk.shell.open(DraftPlace(draft))
    page = desk.shell.page
    assert isinstance(page, DraftPage)
    page.handed_over.emit(page.filling)
    assert desk.window.handover is not None
    wait(desk, clock, 400)
    press(desk)
    wait(desk, clock, 400)
    assert desk.window.handover is not None
    wait(desk, clock, 200)
    assert desk.window.unlock_page is not None


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_question_lies_over_a_dialog_and_a_lock_keeps_its_words(
    desk: Desk, clock: StillSteady
) -> None:
    case = list(desk.county.cases)[3]
    desk.shell.open(CasePlace(case))
    page = desk.shell.page
    assert isinstance(page, CasePage)
    over: list[object] = []

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NoteDialog)
        dialog.words.setPlainText("She asked for")
        wait(desk, clock, 580)
        assert desk.window.still_here is not None
        over.append(desk.window.still_here.parentWidget() is dialog)
        wait(desk, clock, 20)

    QTimer.singleShot(0, leave)
    page.add_note.click()
    settle()
    assert over == [True]
    assert desk.window.unlock_page is not None
    assert desk.county.kept_notes[case] == "She asked for"


def test_nothing_ticks_while_it_is_locked(desk: Desk, clock: StillSteady) -> None:
    desk.window.lock()
    clock.passed += 10_000
    desk.window.auto_lock.tick()
    desk.window.auto_lock.note_use()
    assert desk.county.locked == 1


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_lock_key_works_in_an_open_menu(desk: Desk) -> None:
    menu = desk.shell.rail.display.menu()
    menu.popup(desk.window.mapToGlobal(desk.window.rect().center()))
    assert QApplication.activePopupWidget() is menu
    press_key(desk.window)
    settle()
    assert desk.window.unlock_page is not None
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("reason", list(LockReason))
def test_every_reason_is_said_on_the_unlock_screen(desk: Desk, reason: LockReason) -> None:
    desk.window.lock(reason)
    assert said(desk).endswith("Enter your passphrase to go on.")
    assert said(desk)[0].isupper()
