# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a case has little room its actions stand in one menu, and the case itself in sight."""

import pytest
from PySide6.QtGui import QAction

from tests.ui.conftest import Desk, settle
from ui.pages.case_page import CasePage
from ui.places import CasePlace

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def open_case(desk: Desk) -> CasePage:
    desk.shell.open(CasePlace(next(iter(desk.county.cases))))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    return page


def offered(page: CasePage) -> list[QAction]:
    page.more.menu().aboutToShow.emit()
    return page.more.menu().actions()


def test_a_narrow_window_puts_all_but_the_first_action_into_a_menu(desk: Desk) -> None:
    page = open_case(desk)
    assert page.more.isHidden()
    desk.window.resize(640, 400)
    settle()
    assert page.more.isVisible()
    assert page.start.isVisible()
    assert not page.add_note.isVisible()
    words = [one.text().replace("&", "") for one in offered(page)]
    assert words[:3] == ["Report", "Youth is absent", "Add contact note"]
    assert {"Pin", "Who opened this case", "Share…", "Shown to whom", "Emergency…"} <= {*words}
    desk.window.resize(1280, 800)
    settle()
    assert page.more.isHidden()
    assert page.add_note.isVisible()


def test_choosing_from_the_menu_does_what_the_button_does(desk: Desk) -> None:
    page = open_case(desk)
    desk.window.resize(640, 400)
    settle()
    absent = next(one for one in offered(page) if one.text() == page.absent.text())
    absent.trigger()
    assert desk.shell.place != CasePlace(next(iter(desk.county.cases)))
