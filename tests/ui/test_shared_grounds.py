# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every ground asks for what its law wants; what is shared is taken back, ended and extended."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from casework.ids import HatId
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import Basis, Section
from tests.fakes.ui_people import a_lived_in_county
from tests.fakes.ui_ports import FakeCounty
from tests.fakes.ui_sharing import AT
from tests.ui.conftest import Desk, settle
from ui.dialogs.on_record_dialog import OnRecordDialog
from ui.dialogs.share_dialog import ShareDialog
from ui.dialogs.share_fields import GROUNDS
from ui.pages.case_page import CasePage
from ui.pages.sync_page import SyncPage
from ui.places import CasePlace, Room
from ui.sharing_views import DecisionKind, DecisionView, OnRecordView, TeamView

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
Opened = TypeVar("Opened", bound=QDialog)
MEMBERS = ("Ana Reyes (Probation)", "Noor Haddad (Public Health)", "Luis Ortega (Child Welfare)")
TEAM = TeamView("team-1", "Steering team", MEMBERS, MEMBERS, is_mine=True)
TWO = ((HatId("hat-2"), "Noor Haddad"), (HatId("hat-3"), "Luis Ortega"))


@pytest.fixture
def county() -> FakeCounty:
    made = a_lived_in_county()
    made.sharing.teams = (TEAM,)
    made.sharing.sections = (Section.CONTACTS, Section.EDUCATION, Section.SUBSTANCE_USE)
    return made


@pytest.fixture
def page(make_desk: Callable[..., Desk], county: FakeCounty) -> CasePage:
    desk = make_desk(county)
    desk.unlock()
    desk.shell.open(CasePlace(next(iter(county.cases))))
    settle()
    assert isinstance(desk.shell.page, CasePage)
    return desk.shell.page


def opened(kind: type[Opened]) -> Opened:
    settle()
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind))


def choose(dialog: ShareDialog, basis: Basis) -> list[str]:
    """Choose a ground and everything it lists; the parts it can open."""
    dialog.ground.setCurrentIndex(GROUNDS.index(basis))
    for rows in (dialog.people, dialog.sections):
        for at in range(rows.count()):
            rows.item(at).setCheckState(Qt.CheckState.Checked)
    return [dialog.sections.item(at).text() for at in range(dialog.sections.count())]


def test_a_part_2_consent_is_shared_with_every_element_of_its_law(
    page: CasePage, county: FakeCounty
) -> None:
    page.sharing.share.click()
    dialog = opened(ShareDialog)
    assert choose(dialog, Basis.PART2_CONSENT) == ["Substance use"]
    dialog.look.click()
    settle()
    assert "told of the right to revoke" in dialog.preview.text()
    assert not dialog.share.isEnabled()
    dialog.purpose.setText("Planning care")
    dialog.signer.setText("The youth")
    dialog.told_of_right.setChecked(True)
    dialog.redisclosure.setChecked(True)
    dialog.take_paper(Path("consent.pdf"))
    dialog.look.click()
    settle()
    assert "missing" not in dialog.preview.text()
    dialog.share.click()
    settle()
    [wish] = county.sharing.wishes
    assert (wish.basis, wish.told_of_right, wish.redisclosure) == (Basis.PART2_CONSENT, True, True)
    assert wish.paper == Path("consent.pdf")


def test_a_courts_order_opens_substance_use_records_where_it_was_made_for_them(
    page: CasePage, county: FakeCounty
) -> None:
    page.sharing.share.click()
    dialog = opened(ShareDialog)
    assert "Substance use" in choose(dialog, Basis.COURT_ORDER)
    assert dialog.part2_order.isVisibleTo(dialog)
    dialog.number.setText("J-1")
    dialog.look.click()
    settle()
    assert "made it for substance use" in dialog.preview.text()
    assert not dialog.share.isEnabled()
    dialog.part2_order.setChecked(True)
    dialog.look.click()
    settle()
    dialog.share.click()
    settle()
    [wish] = county.sharing.wishes
    assert (wish.number, wish.part2_order) == ("J-1", True)


def test_a_team_window_names_the_team_and_when_it_was_reported(
    page: CasePage, county: FakeCounty
) -> None:
    page.sharing.share.click()
    dialog = opened(ShareDialog)
    assert choose(dialog, Basis.S18961_7_WINDOW) == ["Contacts"]
    assert "(3 of 3)" in dialog.team_says.text()
    assert dialog.reported.isVisibleTo(dialog)
    assert not dialog.until.isVisibleTo(dialog)
    assert not dialog.people.isVisibleTo(dialog)
    wish = dialog.wish()
    assert (wish.team, wish.to, wish.until) == ("team-1", (), None)
    assert wish.reported_at is not None
    dialog.reject()


def test_a_family_team_consent_has_no_last_day(page: CasePage, county: FakeCounty) -> None:
    page.sharing.share.click()
    dialog = opened(ShareDialog)
    assert choose(dialog, Basis.S832_CFT_CONSENT) == ["Contacts", "Education"]
    assert "participation" in dialog.ends.text()
    assert dialog.wish().until is None
    dialog.reject()


def test_what_is_shared_is_taken_back_with_a_reason_also_without_a_network(
    page: CasePage, county: FakeCounty
) -> None:
    ends = AT + timedelta(days=9)
    parts = (Section.EDUCATION,)
    county.sharing.offline = True
    county.sharing.grounds = (
        OnRecordView("g-1", Basis.S832_CFT_CONSENT, parts, TWO, None, True, may_let_go=True),
        OnRecordView("g-2", Basis.S18961_7_WINDOW, parts, TWO, ends, True, may_extend=True),
    )
    page.sharing.on_record.click()
    dialog = opened(OnRecordDialog)
    assert not dialog.take_back.isEnabled()
    assert not dialog.extend.isVisibleTo(dialog)
    dialog.who.setCurrentIndex(1)
    dialog.end_part.click()
    settle()
    page.sharing.on_record.click()
    again = opened(OnRecordDialog)
    again.reason.setText("She said so.")
    again.take_back.click()
    settle()
    assert county.sharing.ended == [("g-1", "hat-3"), ("g-1", "She said so.")]
    assert "counts on this laptop already" in page.done.text()
    page.sharing.on_record.click()
    third = opened(OnRecordDialog)
    third.ground.setCurrentIndex(1)
    third.reason.setText("A witness came forward.")
    assert not third.extend.isEnabled()
    third.until.setDate(third.until.date().addDays(30))
    looked = county.sharing.preview_extension(next(iter(county.cases)), "g-2", AT.date())
    third.show_preview(looked, "g-2", AT.date())
    assert not third.extend.isEnabled(), "what was looked at before is another last day"
    third.look.click()
    settle()
    third.extend.click()
    settle()
    [(ground, until, cause)] = county.sharing.extended
    assert (ground, cause) == ("g-2", "A witness came forward.")
    assert until > ends.date()


def test_what_waits_and_what_was_refused_stands_beside_the_case_and_on_sync(
    make_desk: Callable[..., Desk], county: FakeCounty
) -> None:
    case = next(iter(county.cases))
    over = Reason.of(ReasonCode.EMERGENCY_OVER)
    county.sharing.waiting = [
        DecisionView("1", DecisionKind.CONSENT, AT, case),
        DecisionView("2", DecisionKind.EMERGENCY, AT, case, "", over),
    ]
    desk = make_desk(county)
    desk.unlock()
    desk.shell.open(CasePlace(case))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    assert page.decisions.isVisible()
    [button] = page.decisions.buttons
    button.click()
    settle()
    assert [one.id for one in county.sharing.waiting] == ["1"]
    assert page.decisions.buttons == []
    desk.shell.open(Room.SYNC)
    settle()
    assert isinstance(desk.shell.page, SyncPage)
