# SPDX-License-Identifier: AGPL-3.0-or-later
"""An advocate's notes on the screen: written, corrected, released, and who else reads them."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from casework.ids import CaseId, DeviceId
from tests.fakes.ui_people import a_lived_in_county
from tests.fakes.ui_sharing import CODE, FakeAdvocate, a_note
from tests.ui.conftest import Desk, settle
from ui.advocate_views import KeyStanding, LaptopView
from ui.dialogs.note_dialog import NoteDialog
from ui.dialogs.recovery_paper import MakePaper, UsePaper
from ui.dialogs.release_dialog import ReleaseDialog
from ui.pages.advocate_page import AdvocatePage
from ui.pages.case_page import CasePage
from ui.places import AdvocatePlace, CasePlace

NUMBER = "12345 67890 12345 67890 12345"
Opening = Callable[[FakeAdvocate], tuple[Desk, AdvocatePage]]


pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def opening(make_desk: Callable[..., Desk]) -> Opening:
    """Opens the page of the first case."""

    def open_page(advocate: FakeAdvocate) -> tuple[Desk, AdvocatePage]:
        county = a_lived_in_county()
        county.sharing.advocate = advocate
        desk = make_desk(county)
        desk.unlock()
        desk.shell.open(AdvocatePlace(CaseId(next(iter(county.cases)))))
        settle()
        page = desk.shell.page
        assert isinstance(page, AdvocatePage)
        return desk, page

    return open_page


def words_of(page: AdvocatePage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def write(words: str) -> None:
    """Type into the dialog that opens next, and save."""

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NoteDialog)
        dialog.words.setPlainText(words)
        dialog.save.click()

    QTimer.singleShot(0, fill)


def test_a_note_is_written_and_corrected_by_a_new_one(opening: Opening) -> None:
    advocate = FakeAdvocate()
    _, page = opening(advocate)
    write("She wants to see her sister.")
    page.write.click()
    settle()
    [card] = page.cards
    write("She wants to see her aunt.")
    card.corrects.click()
    settle()
    later, earlier = page.cards
    assert later.text.text() == "She wants to see her aunt."
    assert earlier.text.text() == "She wants to see her sister."
    assert "A later note corrects this one." in words_of(page)


def test_words_typed_are_kept_while_they_are_typed(opening: Opening) -> None:
    advocate = FakeAdvocate()
    _, page = opening(advocate)

    def type_and_hide() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NoteDialog)
        dialog.words.setPlainText("Half a sent")
        dialog.keep_typed()
        dialog.hide()

    QTimer.singleShot(0, type_and_hide)
    page.write.click()
    settle()
    assert advocate.kept == ("Half a sent", None)
    assert "Finish" in page.write.text()


def test_a_release_says_beforehand_what_it_shows_and_carries_the_signers_words(
    opening: Opening,
) -> None:
    advocate = FakeAdvocate(notes=[a_note()])
    _, page = opening(advocate)
    page.cards[0].releases.click()
    settle()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, ReleaseDialog))
    assert not dialog.release.isEnabled()
    dialog.filter.setText("nurse")
    assert [dialog.people.item(at).isHidden() for at in range(2)] == [False, True]
    dialog.people.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.holder.setText("Kim, her aunt")
    dialog.phrase.setText("cinnamon harbour")
    dialog.again.setText("cinnamon")
    assert dialog.preview.text() == "The two lines differ."
    dialog.again.setText("cinnamon harbour")
    dialog.people.item(1).setCheckState(Qt.CheckState.Checked)
    assert dialog.preview.text() == (
        "This will show this one note until Dec 7, 2026 to Noor Haddad (Public Health); "
        "Luis Ortega (Child Welfare)."
    )
    dialog.people.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.release.click()
    settle()
    [wish] = advocate.released
    assert (wish.to, wish.holder, wish.phrase) == (("hat-2",), "Kim, her aunt", "cinnamon harbour")
    assert dialog.phrase.text() == ""
    assert "Released." in page.done.text()


def test_a_newcomer_reads_a_number_to_a_colleague(opening: Opening) -> None:
    advocate = FakeAdvocate(standing=KeyStanding.ASKING, number=NUMBER)
    _, page = opening(advocate)
    assert NUMBER in words_of(page)
    assert not page.write.isVisible()
    same, _ = page.holders.buttons
    same.click()
    settle()
    assert advocate.compared
    assert len(page.holders.buttons) == 1


def test_a_colleague_admits_a_laptop_and_lets_it_go(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = LaptopView(DeviceId("d1"), "Dana Whitfield", here=True)
    asking = LaptopView(DeviceId("d2"), "Rosa Lim", NUMBER)
    advocate = FakeAdvocate(members=[here], asking=[asking])
    _, page = opening(advocate)
    admit, _ = page.holders.buttons
    admit.click()
    settle()
    assert [one.name for one in advocate.members] == ["Dana Whitfield", "Rosa Lim"]
    monkeypatch.setattr("ui.pages.key_holders_card.Confirm.ask", lambda *_: True)
    let_go, _ = page.holders.buttons
    let_go.click()
    settle()
    assert advocate.members == [here]


def test_nobody_begins_twice_and_who_was_let_go_is_told(opening: Opening) -> None:
    advocate = FakeAdvocate(standing=KeyStanding.NOBODY)
    desk, page = opening(advocate)
    [begin] = page.holders.buttons
    begin.click()
    settle()
    assert advocate.standing is KeyStanding.MEMBER
    advocate.standing = KeyStanding.REMOVED
    desk.shell.page.refresh()
    settle()
    assert any("taken this laptop off the list" in one for one in words_of(page))


@pytest.mark.parametrize("advocate", [None, FakeAdvocate()])
def test_the_way_to_the_notes_stands_only_where_there_may_be_some(
    make_desk: Callable[..., Desk], advocate: FakeAdvocate | None
) -> None:
    county = a_lived_in_county()
    county.sharing.advocate = advocate
    desk = make_desk(county)
    desk.unlock()
    desk.shell.open(CasePlace(next(iter(county.cases))))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    assert page.advocate.isVisible() is (advocate is not None)


def with_dialog(kind: type[QDialog], act: Callable[[Any], None]) -> None:
    """Act in the dialog that opens next."""

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        act(dialog)

    QTimer.singleShot(0, go)


def test_a_recovery_key_is_made_once_it_stands_on_paper_and_used_where_no_colleague_is_left(
    opening: Opening,
) -> None:
    advocate = FakeAdvocate(members=[LaptopView(DeviceId("device-1"), "Dana Whitfield", here=True)])
    _, page = opening(advocate)

    def write_down(dialog: MakePaper) -> None:
        assert CODE.replace("-", " ") == dialog.code.accessibleName()
        dialog.typed.setText("2345")
        assert not dialog.yes.isEnabled()
        dialog.typed.setText(CODE[-4:].lower())
        dialog.yes.click()

    with_dialog(MakePaper, write_down)
    [make] = [one for one in page.holders.buttons if "on paper" in one.text()]
    make.click()
    settle()
    assert advocate.codes == [CODE]
    assert "Recovery key on paper" in words_of(page)
    assert not [one for one in page.holders.buttons if "Make" in one.text()]

    def type_in(dialog: UsePaper) -> None:
        dialog.typed.setText(CODE[:-1])
        assert not dialog.yes.isEnabled()
        dialog.typed.setText(CODE)
        dialog.yes.click()

    advocate.standing, advocate.number = KeyStanding.ASKING, NUMBER
    page.refresh()
    settle()
    with_dialog(UsePaper, type_in)
    [use] = [one for one in page.holders.buttons if "on paper" in one.text()]
    use.click()
    settle()
    assert advocate.codes == [CODE, CODE]
    assert advocate.standing is KeyStanding.MEMBER
