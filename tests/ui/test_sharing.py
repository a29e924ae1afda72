# SPDX-License-Identifier: AGPL-3.0-or-later
"""Emergencies and disclosures on the screen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from casework.reasons import Reason, ReasonCode
from casework.vocabulary import Basis, Section
from tests.fakes.ui_papers import text_of
from tests.fakes.ui_people import a_lived_in_county
from tests.fakes.ui_ports import FakeCounty
from tests.fakes.ui_sharing import AT, HOUR, a_disclosure, an_emergency
from tests.ui.conftest import Desk, settle
from ui.dialogs.emergency_dialog import EmergencyDialog
from ui.dialogs.share_dialog import ShareDialog
from ui.pages.case_page import CasePage
from ui.pages.disclosures_page import DisclosuresPage
from ui.pages.log_page import LogPage
from ui.pages.today_page import TodayPage
from ui.places import CasePlace, DisclosuresPlace, Room
from ui.rights_views import ReleasedView
from ui.sharing_views import EmergencyChoices, PreviewLine

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def county() -> FakeCounty:
    made = a_lived_in_county()
    made.supervises = True
    return made


def words_of(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_an_emergency_names_a_reason_and_a_second_person(
    make_desk: Callable[..., Desk], county: FakeCounty
) -> None:
    desk = make_desk(county)
    desk.unlock()
    case = next(iter(county.cases))
    desk.shell.open(CasePlace(case))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    page.sharing.emergency.click()
    settle()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, EmergencyDialog))
    assert dialog.preview.isVisible()
    assert "until Nov 24, 2026, 14:02: Contacts, Screening" in dialog.preview.text()
    dialog.second.setCurrentIndex(1)
    assert not dialog.open_it.isEnabled()
    dialog.reason.setPlainText("She called from a motel.")
    assert dialog.open_it.isEnabled()
    dialog.second.setEditText("Nobody by that name")
    assert not dialog.open_it.isEnabled()
    dialog.second.setCurrentIndex(0)
    dialog.open_it.click()
    settle()
    assert county.sharing.opened == [(case, "She called from a motel.", "hat-2")]
    assert "Opened until Nov 24, 2026, 14:02" in page.done.text()


def test_an_emergency_that_would_show_nothing_says_so_and_cannot_be_opened(
    make_desk: Callable[..., Desk], county: FakeCounty
) -> None:
    desk = make_desk(county)
    desk.unlock()
    nothing = PreviewLine("Dana Whitfield", (), None, Reason.of(ReasonCode.NO_CONTENT_ROLE))
    choices = EmergencyChoices(county.sharing.people(), nothing)
    dialog = EmergencyDialog(desk.shell, desk.shell.kit.moments, choices, by_index=True)
    dialog.second.setCurrentIndex(0)
    dialog.reason.setPlainText("She called from a motel.")
    assert "This will show nothing to Dana Whitfield: " in dialog.preview.text()
    assert not dialog.open_it.isEnabled()


def test_without_the_county_the_case_page_says_so(
    make_desk: Callable[..., Desk], county: FakeCounty
) -> None:
    county.sharing.away = True
    desk = make_desk(county)
    desk.unlock()
    desk.shell.open(CasePlace(next(iter(county.cases))))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    page.sharing.emergency.click()
    settle()
    assert "cannot be reached" in page.problem.text()


def test_the_second_person_reads_of_it_on_today_and_says_so(
    make_desk: Callable[..., Desk], county: FakeCounty
) -> None:
    county.sharing.told = [an_emergency(), an_emergency(ground="2", to_see=False, to_review=True)]
    desk = make_desk(county)
    desk.unlock()
    page = desk.shell.page
    assert isinstance(page, TodayPage)
    assert any("Ana Reyes of Probation opened a case" in one for one in words_of(page))
    [known] = page.emergencies.buttons
    known.click()
    settle()
    assert not page.emergencies.isVisible()
    desk.shell.open(Room.LOG)
    settle()
    log = desk.shell.page
    assert isinstance(log, LogPage)
    assert "Second person named: Dana Whitfield" in words_of(log)
    [reviewed] = log.emergencies.buttons
    reviewed.click()
    settle()
    assert not log.emergencies.isVisible()


def test_what_was_shown_to_whom_is_read_and_printed(
    make_desk: Callable[..., Desk], county: FakeCounty, tmp_path: Path
) -> None:
    county.sharing.lines = (a_disclosure(), a_disclosure(records=1, purpose=""))
    desk = make_desk(county)
    desk.unlock()
    case = next(iter(county.cases))
    path = tmp_path / "accounting.pdf"
    page = DisclosuresPage(desk.shell.kit, county.sharing, case, ask_path=lambda *_: path)
    page.show()
    page.refresh()
    settle()
    assert page.lines.rows.rowCount() == 2
    page.print.click()
    settle()
    assert county.sharing.printed == [case]
    text = text_of(path.read_bytes())
    assert "Dana Whitfield, Probation · Nov 23, 2026, 14:02" in text
    assert text.count("Noor Haddad, Public Health") == 2
    assert "5f" * 32 in text.replace(" ", "")
    assert "accounting.pdf" in page.problem.text()
    page.close()
    page.deleteLater()


def test_where_nothing_was_shown_it_says_so(
    make_desk: Callable[..., Desk], county: FakeCounty
) -> None:
    desk = make_desk(county)
    desk.unlock()
    desk.shell.open(DisclosuresPlace(next(iter(county.cases))))
    settle()
    page = desk.shell.page
    assert isinstance(page, DisclosuresPage)
    assert "Nothing of it was shown to another agency." in words_of(page)
    assert not page.print.isEnabled()


def test_a_released_text_stands_on_the_case_page_with_its_end(
    make_desk: Callable[..., Desk], county: FakeCounty
) -> None:
    shown = ReleasedView("Harbor Advocates", "Kim", AT - HOUR, AT + HOUR, "He waits for her.")
    broken = ReleasedView("", "Kim", AT, AT, "", "The release is not in force; ask for a new one.")
    county.sharing.released = (shown, broken)
    desk = make_desk(county)
    desk.unlock()
    desk.shell.open(CasePlace(next(iter(county.cases))))
    settle()
    words = words_of(desk.shell.page)
    assert "He waits for her." in words
    assert "A note of Harbor Advocates, released to you" in words
    assert "The release is not in force; ask for a new one." in words


def test_each_part_of_a_case_leads_to_whom_it_was_shown(
    make_desk: Callable[..., Desk], county: FakeCounty
) -> None:
    county.sharing.lines = (a_disclosure(), a_disclosure(section=Section.EDUCATION))
    desk = make_desk(county)
    desk.unlock()
    case = next(iter(county.cases))
    desk.shell.open(DisclosuresPlace(case, frozenset({Section.EDUCATION})))
    settle()
    page = desk.shell.page
    assert isinstance(page, DisclosuresPage)
    assert page.lines.model().rowCount() == 1
    assert page.subtitle.text() == "Only: Education"
    page.all_parts.click()
    assert page.lines.model().rowCount() == 2
    assert not page.all_parts.isVisible()


def test_nothing_is_shared_before_its_preview_was_read(
    make_desk: Callable[..., Desk], county: FakeCounty
) -> None:
    desk = make_desk(county)
    desk.unlock()
    case = next(iter(county.cases))
    desk.shell.open(CasePlace(case))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    page.sharing.share.click()
    settle()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, ShareDialog))
    assert not dialog.look.isEnabled()
    for rows in (dialog.people, dialog.sections):
        rows.item(0).setCheckState(Qt.CheckState.Checked)
    assert not dialog.share.isEnabled()
    dialog.look.click()
    settle()
    assert "This will show Noor Haddad until Dec " in dialog.preview.text()
    assert "Contacts" in dialog.preview.text()
    looked = dialog.wish()
    dialog.purpose.setText("Planning care")
    assert not dialog.share.isEnabled()
    dialog.show_preview(county.sharing.preview(looked), looked)
    assert not dialog.share.isEnabled(), "an answer that comes late is of something else"
    dialog.ground.setCurrentIndex(1)
    assert dialog.number.isVisible()
    assert not dialog.signer.isVisible()
    dialog.look.click()
    settle()
    assert "Still missing: the number of the order." in dialog.preview.text()
    dialog.number.setText("J-1")
    dialog.look.click()
    settle()
    dialog.share.click()
    settle()
    [wish] = county.sharing.wishes
    assert (wish.case, wish.basis, wish.to) == (case, Basis.COURT_ORDER, ("hat-2",))
    assert "Shared until" in page.done.text()
