# SPDX-License-Identifier: AGPL-3.0-or-later
"""A new youth is asked about in a minute, and who they may be already is shown before."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from casework.likeness import Sign
from casework.reasons import Reason, ReasonCode
from tests.ui.conftest import Desk, settle
from ui.dialogs.confirm import Confirm
from ui.dialogs.new_youth_dialog import NewYouthDialog
from ui.opening_views import AlikeView
from ui.places import Room
from ui.widgets.looks import QPushButton

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def dialog(desk: Desk) -> NewYouthDialog:
    desk.shell.open(Room.YOUTHS)
    page = desk.shell.youths_page
    return NewYouthDialog(
        page, page.kit, page.kit.workspace.records.opening, {}, lambda typed: None
    )


def test_one_name_is_enough_to_begin(dialog: NewYouthDialog) -> None:
    assert not dialog.begin.isEnabled()
    dialog.chosen_name.setText("Birdie")
    dialog.look()
    settle()
    assert dialog.begin.isEnabled()
    assert dialog.begin.text() == "Begin the case"


def test_a_likely_case_is_shown_and_can_be_opened_instead(
    desk: Desk, dialog: NewYouthDialog
) -> None:
    case = next(iter(desk.county.cases))
    opening = desk.county.records.opening
    opening.alike = (AlikeView(case, "Wren Alder", 15, frozenset({Sign.SOUNDS_ALIKE})),)
    dialog.legal_name.setText("Ren Alder")
    dialog.look()
    settle()
    assert dialog.begin.text() == "It is somebody else: begin the case"
    [button] = [
        one
        for one in dialog.findChildren(QPushButton)
        if one.accessibleName() == "Open this case: Wren Alder"
    ]
    button.click()
    assert dialog.chosen == case


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("birth_date", "3/9/2011", "Write the birth date as year-month-day"),
        ("age", "fifteen", "Write the age in full years"),
        ("age", "51", "Write the age in full years"),
    ],
)
def test_what_is_wrong_is_said_beside_the_fields_and_nothing_typed_is_lost(
    dialog: NewYouthDialog, field: str, typed: str, said: str
) -> None:
    dialog.legal_name.setText("Wren Alder")
    getattr(dialog, field).setText(typed)
    dialog.look()
    assert dialog.fault.text().startswith(said)
    assert not dialog.begin.isEnabled()
    assert dialog.legal_name.text() == "Wren Alder"


def test_who_may_not_begin_a_case_is_told_on_the_page(desk: Desk) -> None:
    desk.county.records.opening.refused = Reason.of(ReasonCode.MAY_NOT_OPEN_CASE)
    desk.shell.open(Room.YOUTHS)
    page = desk.shell.youths_page
    page.new.click()
    settle()
    assert "do not begin cases" in page.problem.text()


def in_the_dialog(desk: Desk, then: Callable[[NewYouthDialog], None]) -> None:
    """Press New youth, and do something in its dialog."""

    def go_on() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewYouthDialog)
        then(dialog)

    desk.shell.open(Room.YOUTHS)
    settle()
    QTimer.singleShot(0, go_on)
    desk.shell.youths_page.new.click()
    settle()


def test_a_half_typed_youth_survives_a_lock_and_is_gone_on_with_or_thrown_away(desk: Desk) -> None:
    opening = desk.county.records.opening

    def type_and_lock(dialog: NewYouthDialog) -> None:
        assert dialog.forget.isHidden()
        dialog.chosen_name.setText("Birdie")
        dialog.birth_date.setText("about 2011")
        desk.window.lock()

    in_the_dialog(desk, type_and_lock)
    assert desk.window.shell is None
    assert opening.kept == {"chosen_name": "Birdie", "birth_date": "about 2011"}
    desk.unlock()
    desk.shell.open(Room.YOUTHS)
    settle()
    new = desk.shell.youths_page.new
    assert new.text() == "Go on with the new youth…"
    assert new.shortcut().toString() == "Ctrl+N"

    def look_and_close(dialog: NewYouthDialog) -> None:
        dialog.look()
        assert dialog.begun.text().startswith("You began this earlier")
        assert dialog.chosen_name.text() == "Birdie"
        dialog.reject()

    in_the_dialog(desk, look_and_close)
    assert opening.kept

    def throw_away(dialog: NewYouthDialog) -> None:
        def agree() -> None:
            confirm = QApplication.activeModalWidget()
            assert isinstance(confirm, Confirm)
            confirm.yes.click()

        QTimer.singleShot(0, agree)
        dialog.forget.click()

    in_the_dialog(desk, throw_away)
    assert opening.kept == {}
    assert new.text() == "New youth…"


def test_what_was_kept_goes_once_the_case_is_begun(desk: Desk) -> None:
    opening = desk.county.records.opening
    opening.kept = {"legal_name": "Wren Alder"}

    def begin(dialog: NewYouthDialog) -> None:
        dialog.looked.connect(dialog.begin.click)

    in_the_dialog(desk, begin)
    assert [one.legal_name for one in opening.opened] == ["Wren Alder"]
    assert opening.kept == {}
