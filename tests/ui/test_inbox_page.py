# SPDX-License-Identifier: AGPL-3.0-or-later
"""Inbox: a supervisor sees what was refused and why, reads it, and decides in one of three ways."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from casework.records import Screening
from casework.vocabulary import RecordKind
from tests.fakes.people import NOON
from tests.fakes.ui_inbox import a_waiting
from tests.fakes.ui_people import a_lived_in_county
from tests.ui.conftest import Desk, settle
from ui.errors import ShownError
from ui.inbox_views import WaitingView, WrittenLine
from ui.pages.inbox_page import InboxPage
from ui.pages.today_page import TodayPage
from ui.places import Room


def open_inbox(make_desk: Callable[..., Desk], *waiting: WaitingView) -> tuple[Desk, InboxPage]:
    county = a_lived_in_county()
    county.inbox.open = list(waiting)
    desk = make_desk(county)
    desk.unlock()
    desk.shell.open(Room.INBOX)
    settle()
    page = desk.shell.page
    assert isinstance(page, InboxPage)
    return desk, page


def words_of(page: InboxPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_only_a_supervisor_has_the_inbox_in_the_rail(make_desk: Callable[..., Desk]) -> None:
    county = a_lived_in_county()
    county.supervises = False
    desk = make_desk(county)
    desk.unlock()
    assert Room.INBOX not in desk.shell._rooms


def test_it_is_told_whose_work_waits_and_why_and_nothing_of_it_before_it_is_asked_for(
    make_desk: Callable[..., Desk],
) -> None:
    desk, page = open_inbox(make_desk, a_waiting())
    said = words_of(page)
    assert "Contact note · Moonpath" in said
    assert "You are not assigned to this case" in said
    assert "Noor Haddad" in said
    assert "library" not in said
    [card] = page.cards
    assert not card.accept.isEnabled()
    card.read.click()
    settle()
    assert desk.county.inbox.read == [1]
    said = words_of(page)
    assert "Met at the library" in said
    assert "In the record now: Robin W." in said
    assert card.accept.isEnabled()


def test_taking_in_closes_it_and_says_that_nothing_waits(make_desk: Callable[..., Desk]) -> None:
    desk, page = open_inbox(make_desk, a_waiting())
    page.cards[0].read.click()
    settle()
    page.cards[0].accept.click()
    settle()
    assert desk.county.inbox.done == ["accepted 1"]
    assert "Nothing waits." in words_of(page)


def test_giving_back_needs_words_for_the_author(make_desk: Callable[..., Desk]) -> None:
    desk, page = open_inbox(make_desk, a_waiting(), a_waiting(2))
    card = page.cards[1]
    assert not card.give_back.isEnabled()
    card.note.setText("  Ask to be assigned first. ")
    page.refresh()
    settle()
    assert page.cards[1] is card, "what is being typed stays"
    card.give_back.click()
    settle()
    assert desk.county.inbox.done == ["gave back 2: Ask to be assigned first."]
    assert len(page.cards) == 1


def test_it_is_handed_to_a_colleague(make_desk: Callable[..., Desk]) -> None:
    desk, page = open_inbox(make_desk, a_waiting())
    card = page.cards[0]
    card.colleague.setCurrentIndex(0)
    card.hand.click()
    settle()
    assert desk.county.inbox.done == ["handed 1 to Rowan Ellery"]
    assert "Rowan Ellery" in words_of(page)


def test_work_in_a_case_that_is_not_theirs_can_only_be_given_back_or_handed_on(
    make_desk: Callable[..., Desk],
) -> None:
    _, page = open_inbox(make_desk, a_waiting(kind=None))
    said = words_of(page)
    assert "Work in a case that is not yours to see" in said
    assert "You cannot take it in: You are not assigned" in said
    card = page.cards[0]
    assert not card.read.isVisible()
    assert not card.accept.isVisible()
    assert card.hand.isVisible()


def test_without_the_county_nothing_old_is_shown_and_it_says_so(
    make_desk: Callable[..., Desk],
) -> None:
    desk, page = open_inbox(make_desk, a_waiting())
    desk.county.inbox.away = ShownError("The county cannot be reached.", "Try again later.")
    page.again.click()
    settle()
    said = words_of(page)
    assert "The inbox stands on the county's server. The county cannot be reached." in said
    assert page.cards == []
    assert "Moonpath" not in said


def test_a_decision_that_the_county_refuses_keeps_what_was_typed(
    make_desk: Callable[..., Desk],
) -> None:
    desk, page = open_inbox(make_desk, a_waiting())
    card = page.cards[0]
    card.note.setText("Ask first.")
    desk.county.inbox.away = ShownError("The county cannot be reached.", "")
    card.give_back.click()
    settle()
    assert "The county cannot be reached." in words_of(page)
    assert page.cards[0].note.text() == "Ask first."


def test_every_control_has_a_name(make_desk: Callable[..., Desk]) -> None:
    _, page = open_inbox(make_desk, a_waiting())
    card = page.cards[0]
    assert card.accessibleName() == "Contact note · Moonpath"
    assert card.note.accessibleName() == "What its author is to do"
    assert card.colleague.accessibleName() == "Who looks after it from now on"


def test_today_and_the_rail_say_how_much_waits(make_desk: Callable[..., Desk]) -> None:
    county = a_lived_in_county()
    county.inbox.open = [a_waiting(), a_waiting(2)]
    desk = make_desk(county)
    desk.unlock()
    settle()
    page = desk.shell.page
    assert isinstance(page, TodayPage)
    assert page.inbox.isVisible()
    assert page.inbox.accessibleName() == "Refused work waits for a supervisor: 2."
    assert desk.shell.rail._rooms[Room.INBOX].accessibleName() == "Inbox (2)"
    page.inbox.button.click()
    settle()
    assert isinstance(desk.shell.page, InboxPage)
    county.inbox.open = []
    desk.shell.open(Room.TODAY)
    settle()
    assert not page.inbox.isVisible()
    assert desk.shell.rail._rooms[Room.INBOX].accessibleName() == "Inbox"


def test_the_answers_of_a_screening_are_read_in_words(make_desk: Callable[..., Desk]) -> None:
    desk, page = open_inbox(make_desk, a_waiting(kind=RecordKind.SCREENING))
    inbox = desk.county.inbox
    inbox.lines = (WrittenLine("instrument_title", "Intake", ""),)
    inbox.screening = Screening(
        instrument="intake",
        instrument_version="1",
        instrument_sha256="0" * 64,
        instrument_title="Intake",
        language="English (en)",
        answers={"/data/home/where_she_sleeps": "At the library"},
        started_at=NOON,
        signed_at=NOON,
        signed_by="Noor Haddad",
    )
    [card] = page.cards
    card.read.click()
    settle()
    said = words_of(page)
    assert "where she sleeps" in said
    assert "At the library" in said
    assert "{" not in said
