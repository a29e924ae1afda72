# SPDX-License-Identifier: AGPL-3.0-or-later
"""Index: asked, answered, read again; an entry is looked through before it is confirmed."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from casework.ids import CaseId
from casework.reasons import Reason, ReasonCode
from tests.fakes.people import an_id
from tests.fakes.ui_index import MATCH, FakeIndex
from tests.fakes.ui_people import a_lived_in_county
from tests.ui.conftest import Desk, settle
from ui.dialogs.confirm import Confirm
from ui.dialogs.index_entry_dialog import IndexEntryDialog
from ui.errors import ShownError
from ui.index_views import EntryStanding
from ui.models.rows import ROW_ROLE, Row
from ui.pages.case_page import CasePage
from ui.pages.index_page import IndexPage
from ui.places import CasePlace, Room
from ui.widgets.duplicate_card import DuplicateCard
from ui.widgets.row_list import RowList

CASE = CaseId(an_id(7001))


def index_of(desk: Desk) -> FakeIndex:
    assert desk.county.index is not None
    return desk.county.index


def open_index(desk: Desk) -> IndexPage:
    desk.shell.open(Room.INDEX)
    settle()
    page = desk.shell.page
    assert isinstance(page, IndexPage)
    return page


def open_case(desk: Desk) -> CasePage:
    desk.shell.open(CasePlace(next(iter(desk.county.cases))))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    return page


def words_of(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def rows_of(rows: RowList) -> list[Row]:
    return [rows.rows.index(at, 0).data(ROW_ROLE) for at in range(rows.rows.rowCount())]


def test_only_a_hat_the_index_concerns_has_it_among_its_places(
    make_desk: Callable[..., Desk],
) -> None:
    county = a_lived_in_county()
    county.index = None
    desk = make_desk(county)
    desk.unlock()
    assert Room.INDEX not in desk.shell._rooms
    assert not open_case(desk).index.isVisible()


def test_the_place_comes_and_goes_with_what_a_sync_brings(desk: Desk) -> None:
    rail, index = desk.shell.rail, index_of(desk)
    assert Room.INDEX in rail.shown
    after = rail.shown.index(Room.INDEX)
    index.concerned = False
    desk.shell.open(Room.SYNC)
    desk.shell.sync_page.start.click()
    settle()
    assert Room.INDEX not in rail.shown
    desk.shell._open_number(after + 1)
    assert desk.shell.place is rail.shown[after]
    index.concerned = True
    desk.shell.sync_page.start.click()
    settle()
    assert rail.shown[after] is Room.INDEX
    desk.shell._open_number(after + 1)
    assert desk.shell.place is Room.INDEX


def test_the_answer_says_whom_to_call_and_stays_among_earlier_answers(desk: Desk) -> None:
    page = open_index(desk)
    page.name.setText("Rosa Vega")
    page.birth_date.setText("2011-03-09")
    page.birth_date.returnPressed.emit()
    settle()
    assert index_of(desk).asked == [("Rosa Vega", date(2011, 3, 9), "")]
    told = words_of(page)
    assert MATCH.agency in told
    assert "Call Imani Okafor, 555-0134" in told
    assert "Case number CW-20817" in told
    assert "same name, same birth date" in told
    assert "can be read here until" in told
    [row] = rows_of(page.earlier)
    assert row.detail == MATCH.agency
    page.earlier.chosen.emit(row.key)
    settle()
    assert "Call Imani Okafor" in words_of(page.answer)


def test_nobody_else_is_said_with_what_that_does_not_mean(desk: Desk) -> None:
    index_of(desk).matches = ()
    page = open_index(desk)
    page.name.setText("Nobody Known")
    page.ask.click()
    settle()
    assert "No other agency in the index." in words_of(page.answer)
    assert "not have entered it" in words_of(page.answer)


def test_a_question_that_is_none_is_not_sent(desk: Desk) -> None:
    page = open_index(desk)
    page.ask.click()
    assert "name or a case number" in words_of(page.problem)
    page.name.setText("Rosa")
    page.birth_date.setText("March 9")
    page.ask.click()
    assert "year-month-day" in words_of(page.problem)
    assert index_of(desk).asked == []


def test_without_a_network_the_reason_is_said_and_asking_stays_possible(desk: Desk) -> None:
    index_of(desk).silent = ShownError("The county's server does not answer.")
    page = open_index(desk)
    page.name.setText("Rosa Vega")
    page.ask.click()
    settle()
    told = words_of(page.problem)
    assert "does not answer" in told
    assert "Earlier answers can still be read here." in told
    assert page.ask.isEnabled()


def test_when_the_designation_ends_nothing_told_is_shown_and_the_page_says_why(desk: Desk) -> None:
    page = open_index(desk)
    page.name.setText("Rosa Vega")
    page.ask.click()
    settle()
    index_of(desk).not_now = Reason.of(ReasonCode.INDEX_DESIGNATION_ENDED)
    page.refresh()
    settle()
    told = words_of(page)
    assert "designation for the cross-agency index has ended" in told
    assert MATCH.agency not in told
    assert not page.ask.isVisible()


def test_a_coordinator_decides_about_a_pair_and_it_goes(desk: Desk) -> None:
    page = open_index(desk)
    page.ask_duplicates()
    settle()
    [card] = page.findChildren(DuplicateCard)
    assert "Marisol Quiroga" in words_of(card)
    assert "name sounds alike, same birth date" in words_of(card)
    card.part.click()
    settle()
    assert index_of(desk).decided == [False]
    assert page.findChildren(DuplicateCard) == []
    assert "No two cases look like one youth." in words_of(page)


def test_who_does_not_coordinate_sees_nothing_of_duplicates(desk: Desk) -> None:
    index_of(desk).coordinates = False
    page = open_index(desk)
    assert "may be of one youth" not in words_of(page)


def test_the_case_page_says_who_else_works_with_the_youth(desk: Desk) -> None:
    page = open_case(desk)
    assert "Nobody has asked the index" in words_of(page.index)
    page.index.ask.click()
    settle()
    told = words_of(page.index)
    assert f"Another agency works with this youth: {MATCH.agency}" in told
    assert "Call Imani Okafor" in told


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_entry_is_confirmed_in_a_dialog_that_says_what_the_index_may_not_hold(
    desk: Desk,
) -> None:
    page = open_case(desk)
    form = index_of(desk).form(CASE)
    dialog = IndexEntryDialog(page, page.kit, form, lambda _: None)
    dialog.show()
    dialog.contact_name.setText("Dana; the youth is unsafe")
    dialog.save.click()
    assert dialog.isVisible()
    assert "more than the index may: Whom to call" in words_of(dialog.problem)
    dialog.contact_name.setText("Dana Whitfield")
    dialog.dates.setText("2026-10-01; 2031-01-01")
    dialog.save.click()
    assert "in the future" in words_of(dialog.problem)
    dialog.dates.setText("2026-10-01")
    dialog.add_person()
    dialog.save.click()
    assert not dialog.isVisible()
    read = dialog.read()
    assert read["contact"] == {"name": "Dana Whitfield", "phone": "555-0123"}
    assert len(read["people"]) == 2  # type: ignore[arg-type]  # JSON
    dialog.deleteLater()


def test_a_confirmed_entry_is_kept_as_unsent_work(desk: Desk) -> None:
    page = open_case(desk)
    case = next(iter(desk.county.cases))
    form = index_of(desk).form(case)
    page.index.changed.emit(index_of(desk).enter(form, form.fields))
    settle()
    assert "Not sent yet" in words_of(page.index)
    assert page.index.enter.text() == "&Update the entry…"
    index_page = open_index(desk)
    [row] = rows_of(index_page.entries)
    assert (row.tag, row.key) == ("Not sent yet", case)
    assert index_of(desk).entered[case].standing is EntryStanding.WAITING


def typing_in(page: CasePage, then: Callable[[IndexEntryDialog], None]) -> None:
    """Open the entry of the case in view, and do something in the dialog."""

    def type_in() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, IndexEntryDialog)
        then(dialog)

    QTimer.singleShot(0, type_in)
    page.index.enter.click()
    settle()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_half_typed_entry_survives_a_lock_and_is_gone_on_with_or_thrown_away(desk: Desk) -> None:
    case = next(iter(desk.county.cases))

    def type_and_lock(dialog: IndexEntryDialog) -> None:
        assert dialog.forget.isHidden()
        dialog.address.setText("12 Marsh La")
        dialog.address.textEdited.emit("12 Marsh La")
        desk.window.lock()

    typing_in(open_case(desk), type_and_lock)
    assert desk.window.shell is None
    assert "12 Marsh La" in str(index_of(desk).typed[case])
    desk.unlock()
    page = open_case(desk)
    assert page.index.enter.text() == "&Go on with the entry…"

    def go_on_and_close(dialog: IndexEntryDialog) -> None:
        assert "You began this earlier" in words_of(dialog.problem)
        assert dialog.address.text() == "12 Marsh La"
        dialog.add_person()
        row = dialog._people[-1]
        row.name.setText("Elena")
        row.name.textEdited.emit("Elena")
        dialog.reject()

    typing_in(page, go_on_and_close)
    assert "Elena" in str(index_of(desk).typed[case])

    def throw_away(dialog: IndexEntryDialog) -> None:
        def agree() -> None:
            confirm = QApplication.activeModalWidget()
            assert isinstance(confirm, Confirm)
            confirm.yes.click()

        QTimer.singleShot(0, agree)
        dialog.forget.click()

    typing_in(page, throw_away)
    assert index_of(desk).typed == {}
    assert page.index.enter.text() == "&Enter in the index…"
