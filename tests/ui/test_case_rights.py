# SPDX-License-Identifier: AGPL-3.0-or-later
"""On every part of a case: why it is shown, whose work it is, who else sees it, until when."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel

from casework.ids import CaseId
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import Basis, Section
from tests.fakes.ui_ports import ASSIGNED
from tests.ui.conftest import Desk, settle
from ui.pages.case_page import CasePage
from ui.pages.disclosures_page import DisclosuresPage
from ui.places import CasePlace
from ui.rights_views import GroundView, SectionRights, group_rights
from ui.shell import Shell

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

OWN = GroundView("", ASSIGNED, Basis.CASE_ASSIGNMENT, None)
TEAM = GroundView(
    "Larkspur Child Welfare",
    Reason.of(ReasonCode.UNDER_13753),
    Basis.S13753_TEAM,
    datetime(2027, 3, 12, 20, tzinfo=UTC),
    ("Imani Okonjo-Reyes (Larkspur Behavioral Health)", "Robin Castellanos (Larkspur Probation)"),
)
OVER = GroundView(
    "Tern House Advocates", Reason.of(ReasonCode.GROUND_ENDED, date="2026-11-20"), None, None
)
RIGHTS = (
    SectionRights(Section.IDENTITY, (OWN,)),
    SectionRights(Section.CONTACTS, (OWN, TEAM, OVER)),
    SectionRights(Section.SCREENING, (OWN, TEAM)),
)


def words_of(shell: Shell) -> list[str]:
    return [one.text() for one in shell.page.findChildren(QLabel) if one.isVisible()]


def open_case(desk: Desk) -> CaseId:
    desk.county.rights = RIGHTS
    case = next(iter(desk.county.cases))
    desk.shell.open(CasePlace(case))
    settle()
    return case


def test_each_ground_is_said_once_with_its_parts_end_and_people(desk: Desk) -> None:
    open_case(desk)
    words = words_of(desk.shell)
    assert "Identity, Contacts, Screenings" in words
    assert "Contacts, Screenings, written by Larkspur Child Welfare" in words
    told = "Shared with you as a member of the human trafficking team (WIC 13753)."
    assert f"{told} Until Mar 12, 2027." in words
    shown = "Shown on the same ground to: Imani Okonjo-Reyes (Larkspur Behavioral Health), "
    assert f"{shown}Robin Castellanos (Larkspur Probation)" in words


def test_what_is_closed_says_what_would_open_it_and_no_end(desk: Desk) -> None:
    open_case(desk)
    words = words_of(desk.shell)
    assert "Contacts, written by Tern House Advocates" in words
    told = "The legal ground on record ended on Nov 20, 2026; a new one must be recorded."
    assert told in words


def test_each_part_leads_to_whom_it_was_shown(desk: Desk) -> None:
    open_case(desk)
    page = desk.shell.page
    assert isinstance(page, CasePage)
    assert page.identity.shown_to[0].accessibleName() == (
        "Shown to whom: Identity, Contacts, Screenings"
    )
    page.identity.shown_to[1].click()
    settle()
    assert isinstance(desk.shell.page, DisclosuresPage)
    assert desk.shell.page.subtitle.text() == "Only: Contacts, Screenings"


def test_the_age_of_the_list_of_consents_is_told(desk: Desk) -> None:
    desk.county.reach_as_of = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    open_case(desk)
    words = words_of(desk.shell)
    assert "Consents and other grounds are as the county told on Nov 23, 2026, 14:02." in words
    # It is asked for twice a day at most, so it can be older.
    told = "Who else can see your agency's work: as the county told on Nov 23, 2026, 09:30."
    assert told in words


def test_grounds_are_grouped_in_the_order_they_are_met() -> None:
    grouped = group_rights(RIGHTS)
    assert [one.ground for one in grouped] == [OWN, TEAM, OVER]
    assert grouped[0].sections == (Section.IDENTITY, Section.CONTACTS, Section.SCREENING)
