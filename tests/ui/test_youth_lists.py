# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recent, pinned, unsent and due youths are lists of their own, and say what an empty one means."""

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import Desk, settle
from ui.models.rows import ROW_ROLE
from ui.pages.case_page import CasePage
from ui.places import CasePlace, Room
from ui.youth_views import YouthList

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def words_of(desk: Desk) -> list[str]:
    page = desk.shell.youths_page
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def test_a_pinned_youth_stands_in_the_list_of_the_pinned_and_leaves_it(desk: Desk) -> None:
    desk.shell.open(Room.YOUTHS)
    page = desk.shell.youths_page
    page.lists.choose(YouthList.PINNED)
    settle()
    assert "No youth is pinned." in words_of(desk)
    case = list(desk.county.cases)[2]
    for label in ("Pin", "Unpin"):
        desk.shell.open(CasePlace(case))
        settle()
        shown = desk.shell.page
        assert isinstance(shown, CasePage)
        assert shown.pin.accessibleName() == label
        shown.pin.click()
        desk.shell.open(Room.YOUTHS)
        settle()
        keys = [page.model.index(at, 0).data(ROW_ROLE).key for at in range(page.model.rowCount())]
        assert keys == ([CasePlace(case)] if label == "Pin" else [])


def test_only_youths_with_unsent_work_are_listed_as_unsent(desk: Desk) -> None:
    desk.shell.open(Room.YOUTHS)
    page = desk.shell.youths_page
    page.lists.choose(YouthList.UNSENT)
    rows = [page.model.index(at, 0).data(ROW_ROLE) for at in range(page.model.rowCount())]
    assert rows
    assert {row.tag for row in rows} == {"Not sent yet"}
    page.lists.choose(YouthList.ALL)
    assert page.model.rowCount() == len(desk.county.cases)


def test_a_match_stands_in_the_line_of_its_youth(desk: Desk) -> None:
    desk.shell.open(Room.YOUTHS)
    page = desk.shell.youths_page
    page.box.setText("school")
    assert page.model.index(0, 0).data(ROW_ROLE).detail.startswith("Contact note, Nov ")
