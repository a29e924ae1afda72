# SPDX-License-Identifier: AGPL-3.0-or-later
"""Team: phones first, who can be reached now, and for a chosen youth why somebody is asked."""

from PySide6.QtWidgets import QLabel

from casework.meeting_roster import EMPTY_ROSTER, Invitation
from tests.ui.conftest import Desk, settle
from ui.pages.team_page import TeamPage
from ui.places import Room
from ui.team.contact_card import ContactCardView


def open_team(desk: Desk) -> TeamPage:
    desk.shell.open(Room.TEAM)
    settle()
    page = desk.shell.page
    assert isinstance(page, TeamPage)
    return page


def words(page: TeamPage) -> set[str]:
    return {one.text() for one in page.findChildren(QLabel) if one.isVisible()}


def cards(page: TeamPage) -> list[ContactCardView]:
    return [one for one in page.findChildren(ContactCardView) if one.isVisible()]


def test_the_phone_stands_first_and_is_reached_by_keyboard(desk: Desk) -> None:
    page = open_team(desk)
    first = cards(page)[0]
    number = next(one for one in first.findChildren(QLabel))
    assert number.text() == "555 010 0100"
    assert number.accessibleName() == "555 010 0100, phone of Child Welfare"
    assert {"Reachable now", "Not now"} <= words(page)


def test_for_a_chosen_youth_each_card_says_why(desk: Desk) -> None:
    page = open_team(desk)
    assert "Depends on the youth: choose one" in words(page)
    page.chooser.box.setText("Maya")
    page.chooser.box.returnPressed.emit()
    settle()
    assert {"For Maya", "The youth is under 18", "Not for this youth"} <= words(page)
    told = {one.line.card.code: one.line.invited.invitation for one in cards(page)}
    assert told["adults"] is Invitation.NOT_INVITED
    page.forget.click()
    settle()
    assert "For Maya" not in words(page)


def test_another_type_of_meeting_has_other_people(desk: Desk) -> None:
    page = open_team(desk)
    page.types.setCurrentIndex(page.types.findData("ongoing"))
    page.types.activated.emit(page.types.currentIndex())
    settle()
    assert "hotline" not in {one.line.card.code for one in cards(page)}


def test_a_county_without_a_roster_hears_what_to_do(desk: Desk) -> None:
    desk.county.team.county_roster = EMPTY_ROSTER
    page = open_team(desk)
    assert "The county has put no list of contacts in force yet." in words(page)
