# SPDX-License-Identifier: AGPL-3.0-or-later
"""The conflict desk: values side by side, who and when, and three ways to decide."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from casework.ids import CaseId
from casework.vocabulary import RecordKind
from tests.fakes.ui_conflicts import a_dispute
from tests.fakes.ui_ports import NOW
from tests.ui.conftest import Desk, settle
from ui.pages.conflicts_page import ConflictsPage
from ui.places import CasePlace, ConflictsPlace, Place, Room


@pytest.fixture
def case(desk: Desk) -> CaseId:
    case = next(iter(desk.county.cases))
    desk.county.conflicts.open = [
        a_dispute(case, "birth_date", "2010-03-04", "2011-03-04", at=NOW, protects=True),
        a_dispute(case, "pronouns", "she/her", "they/them", at=NOW),
    ]
    return case


def open_desk(desk: Desk) -> ConflictsPage:
    desk.shell.open(ConflictsPlace())
    settle()
    page = desk.shell.page
    assert isinstance(page, ConflictsPage)
    return page


def words_of(page: ConflictsPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


@pytest.mark.usefixtures("case")
def test_both_values_stand_side_by_side_with_who_and_when(desk: Desk) -> None:
    page = open_desk(desk)
    words = words_of(page)
    assert "Birth date · Moonpath" in words
    assert {"Mar 4, 2010", "Mar 4, 2011", "she/her", "they/them"} <= set(words)
    assert any(text.startswith("Ana Ruiz, ") for text in words)
    assert any("Mar 4, 2011 is shown: it protects the youth more" in text for text in words)
    assert any("she/her is shown: it was written first" in text for text in words)


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("side", [0, 1])
def test_a_value_is_taken_by_keyboard_and_the_next_one_has_it_then(desk: Desk, side: int) -> None:
    page = open_desk(desk)
    assert QApplication.focusWidget() is page.cards[0].takes[0]
    page.cards[0].takes[side].setFocus()
    QTest.keyClick(page.cards[0].takes[side], Qt.Key.Key_Space)
    settle()
    assert desk.county.conflicts.decided == {"birth_date": ("2010-03-04", "2011-03-04")[side]}
    assert len(page.cards) == 1
    assert QApplication.focusWidget() is page.cards[0].takes[0]


@pytest.mark.usefixtures("case")
def test_another_value_is_written_and_a_wrong_one_is_said_and_stays(desk: Desk) -> None:
    page = open_desk(desk)
    card = page.cards[0]
    assert not card.take_other.isEnabled()
    QTest.keyClicks(card.other, "soon")
    QTest.keyClick(card.other, Qt.Key.Key_Return)
    settle()
    assert "not a date" in page.problem.text()
    assert page.cards[0].other.text() == "soon"
    page.cards[0].other.setText("2050-12-24")
    page.cards[0].take_other.click()
    settle()
    assert "future" in page.problem.text()
    card = page.cards[0]
    card.other.setText("2010-12-24")
    card.take_other.click()
    settle()
    assert desk.county.conflicts.decided == {"birth_date": "2010-12-24"}


@pytest.mark.usefixtures("case")
def test_what_is_being_typed_outlasts_a_sync_and_what_came_meanwhile_stands_there(
    desk: Desk,
) -> None:
    page = open_desk(desk)
    page.cards[1].other.setFocus()
    QTest.keyClicks(page.cards[1].other, "ze")
    desk.shell.page.refresh()
    settle()
    assert page.cards[1].other.text() == "ze"
    assert QApplication.focusWidget() is page.cards[1].other
    conflicts = desk.county.conflicts
    birth, pronouns = conflicts.open
    third = replace(birth.claims[0], number=2, value="2012-03-04")
    conflicts.open = [replace(birth, claims=(*birth.claims, third)), pronouns]
    page.cards[0].takes[0].click()
    settle()
    assert "changed since" in page.problem.text()
    assert len(page.cards[0].takes) == 3
    assert page.cards[1].other.text() == "ze"
    assert not conflicts.decided


def test_yes_and_no_are_said_in_words(desk: Desk) -> None:
    case, kind = next(iter(desk.county.cases)), RecordKind.ABSENCE
    desk.county.conflicts.open = [a_dispute(case, "suicidal", "True", "False", at=NOW, kind=kind)]
    assert {"Yes", "No"} <= set(words_of(open_desk(desk)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"may_decide": False}, "You may not decide this one."),
        ({"sync_first": True}, "sync first, then decide"),
    ],
)
def test_who_may_not_decide_is_told_so_and_finds_no_button(
    desk: Desk, change: dict[str, bool], words: str
) -> None:
    case = next(iter(desk.county.cases))
    undecidable = replace(a_dispute(case, "pronouns", "she/her", "he/him", at=NOW), **change)
    desk.county.conflicts.open = [undecidable]
    page = open_desk(desk)
    assert any(words in text for text in words_of(page))
    assert page.cards[0].takes == []
    assert not page.cards[0].other.isVisible()


def test_many_values_stand_below_each_other_where_they_have_no_room_beside(desk: Desk) -> None:
    case = next(iter(desk.county.cases))
    desk.county.conflicts.open = [a_dispute(case, "pronouns", *"abcd", at=NOW)]
    takes = open_desk(desk).cards[0].takes
    tops = [one.mapToGlobal(one.rect().topLeft()).y() for one in takes]
    assert tops == sorted(set(tops))


def test_with_nothing_to_decide_the_desk_says_what_would_stand_there(desk: Desk) -> None:
    assert "Nobody disagrees." in words_of(open_desk(desk))


@pytest.mark.parametrize("place", [Room.TODAY, Room.SYNC, "case"])
def test_the_desk_is_reached_from_where_a_conflict_shows(
    desk: Desk, case: CaseId, place: Place | str
) -> None:
    desk.shell.open(CasePlace(case) if isinstance(place, str) else place)
    settle()
    notice = desk.shell.page.conflicts  # type: ignore[attr-defined] # each of the three has one
    assert notice.isVisible()
    assert "2 to decide" in notice.accessibleName()
    notice.button.click()
    settle()
    assert desk.shell.place == ConflictsPlace()
    desk.county.conflicts.open.clear()
    desk.shell.go_back()
    settle()
    assert not desk.shell.page.conflicts.isVisible()  # type: ignore[attr-defined] # as above


def test_words_of_a_closed_list_and_titles_of_its_record_are_said_in_words(desk: Desk) -> None:
    case = next(iter(desk.county.cases))
    desk.county.conflicts.open = [
        a_dispute(
            case,
            "contact_rule",
            "free",
            "no_contact",
            at=NOW,
            protects=True,
            kind=RecordKind.PERSON_AROUND,
        )
    ]
    page = open_desk(desk)
    said = "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert "No contact" in said
    assert "no_contact" not in said


def test_a_signature_people_disagree_about_is_no_row_of_numbers(desk: Desk) -> None:
    case = next(iter(desk.county.cases))
    drawn = "signer youth, strokes 11, 22, 33, 44"
    desk.county.conflicts.open = [
        a_dispute(case, "signatures", drawn, "", at=NOW, kind=RecordKind.YOUTH_PLAN)
    ]
    page = open_desk(desk)
    said = "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert "Signatures" in said
    assert "Drawn on the screen" in said
    assert "strokes" not in said
