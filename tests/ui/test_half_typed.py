# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is typed beside records, in panels, dialogs and plans, outlives a lock."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Desk, settle
from tests.ui.test_approvals import RECORD, open_referral, waits
from tests.ui.test_meetings import open_plan, words
from ui.dialogs.ask_dialog import AskDialog
from ui.dialogs.confirm import Confirm
from ui.dialogs.emergency_dialog import EmergencyDialog
from ui.dialogs.share_dialog import ShareDialog
from ui.dialogs.share_fields import ticked
from ui.errors import ShownError
from ui.half_typed_port import of_emergency
from ui.pages.case_page import CasePage
from ui.places import CasePlace

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
Shown = TypeVar("Shown", bound=AskDialog)


def lock_and_unlock(desk: Desk) -> None:
    desk.window.lock()
    settle()
    assert desk.window.shell is None
    desk.unlock()
    settle()


def open_case(desk: Desk) -> CasePage:
    desk.shell.open(CasePlace(next(iter(desk.county.cases))))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    return page


def shown(kind: type[Shown]) -> Shown:
    settle()
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return next(one for one in found if one.isVisible())


def test_why_an_approval_is_returned_is_not_lost_by_a_lock(desk: Desk) -> None:
    page = open_referral(desk, waits())
    page.approval.words.setPlainText("The dates of")
    lock_and_unlock(desk)
    assert desk.county.half_typed.kept
    page = open_referral(desk, waits())
    assert page.approval.words.toPlainText() == "The dates of"
    page.approval.words.setPlainText("The dates are missing.")
    page.approval.send_back.click()
    settle()
    assert desk.county.records.approvals.acts[0][0] == RECORD
    assert desk.county.half_typed.kept == {}


def test_words_that_nobody_asks_for_any_more_can_be_taken_out(desk: Desk) -> None:
    page = open_referral(desk, waits())
    page.approval.words.setPlainText("The dates of")
    lock_and_unlock(desk)
    page = open_referral(desk, waits(may_decide=False))
    assert page.approval.words.isVisible()
    page.approval.words.clear()
    page.refresh()
    settle()
    assert page.approval.words.toPlainText() == ""
    page.leave()
    settle()
    assert desk.county.half_typed.kept == {}


def test_an_emergency_that_was_being_explained_is_gone_on_with(desk: Desk) -> None:
    open_case(desk).sharing.emergency.click()
    dialog = shown(EmergencyDialog)
    dialog.second.setCurrentIndex(0)
    dialog.reason.setPlainText("She called from")
    lock_and_unlock(desk)
    open_case(desk).sharing.emergency.click()
    dialog = shown(EmergencyDialog)
    assert dialog.reason.toPlainText() == "She called from"
    assert dialog.open_it.isEnabled()
    page, half_typed = desk.shell.page, desk.county.half_typed
    assert isinstance(page, CasePage)
    half_typed.trouble = ShownError("The disk is full.")
    dialog.reason.setPlainText("She called from the motel")
    dialog.keep_typed()
    settle()
    assert "The disk is full." in page.problem.text()
    half_typed.trouble = None
    # The words go with what records them; where that fails they are still here.
    dialog.open_it.click()
    settle()
    assert desk.county.sharing.opened
    open_case(desk).sharing.emergency.click()
    dialog = shown(EmergencyDialog)
    assert dialog.reason.toPlainText() == "She called from the motel"
    dialog.reject()
    settle()
    assert desk.county.half_typed.kept == {}


def test_a_sharing_decision_comes_back_with_its_choices_and_is_previewed_anew(desk: Desk) -> None:
    open_case(desk).sharing.share.click()
    dialog = shown(ShareDialog)
    dialog.purpose.setText("Finding a school")
    dialog.people.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.sections.item(0).setCheckState(Qt.CheckState.Checked)
    before = dialog.wish()
    lock_and_unlock(desk)
    open_case(desk).sharing.share.click()
    dialog = shown(ShareDialog)
    assert dialog.wish() == before
    assert len(ticked(dialog.people)) == 1
    assert not dialog.share.isEnabled()
    dialog.look.click()
    settle()
    dialog.reject()
    settle()
    assert desk.county.half_typed.kept == {}


def test_the_plan_of_a_meeting_is_gone_on_with_or_thrown_away(desk: Desk) -> None:
    page = open_plan(desk)
    assert page.forget.isHidden()
    page.chooser.box.setText("Maya")
    page.chooser.box.returnPressed.emit()
    page.editors["place"].put("Room 4")
    starts = page.editors["starts_at"]
    starts.put("tomorrow at 1")
    starts.changed.emit()
    settle()
    page.save.click()
    settle()
    lock_and_unlock(desk)
    assert "Maya" not in str(desk.county.half_typed.kept)
    page = open_plan(desk)
    assert page.editors["place"].read() == "Room 4"
    assert page.editors["starts_at"].read() == "tomorrow at 1"
    assert "Maya" in words(page)

    def agree() -> None:
        confirm = QApplication.activeModalWidget()
        assert isinstance(confirm, Confirm)
        confirm.yes.click()

    QTimer.singleShot(0, agree)
    page.forget.click()
    settle()
    assert desk.county.half_typed.kept == {}


def test_a_youth_who_may_not_be_known_any_more_is_not_taken_off_a_meeting(desk: Desk) -> None:
    first, second = list(desk.county.cases)[:2]
    meetings = desk.county.meetings
    made = meetings.a_meeting([first, second])
    page = open_plan(desk, made)
    page.editors["place"].put("Room 4")
    page.editors["place"].changed.emit()
    lock_and_unlock(desk)
    meetings.hidden.add(second)
    page = open_plan(desk, made)
    page.save.click()
    settle()
    assert (meetings.planned[made].plan.place, len(meetings.planned[made].plan.cases)) == (
        "Room 4",
        2,
    )


def test_words_typed_before_the_kept_ones_were_found_stand_after_them(desk: Desk) -> None:
    """The store was busy when the place was opened again."""
    page = open_case(desk)
    place = of_emergency(next(iter(desk.county.cases)))
    desk.county.half_typed.kept[place] = {"reason": "She called from", "second": "hat-2"}
    choices = desk.county.sharing.emergency_choices(None)
    dialog = EmergencyDialog(page, page.kit.moments, choices)
    dialog.second.setCurrentIndex(1)
    dialog.reason.setPlainText("the motel")
    dialog.keep_in(page.kit, place, page.show_problem)
    assert dialog.read_typed() == {"reason": "She called from the motel", "second": "hat-2"}
    dialog.keep_typed()
    assert desk.county.half_typed.kept[place] == dialog.read_typed()
