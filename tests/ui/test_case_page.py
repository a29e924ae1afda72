# SPDX-License-Identifier: AGPL-3.0-or-later
"""One case: why it is seen, what happened, what can be done."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from casework.ids import CaseId
from forms.scoring import AgeCheck
from tests.fakes.ui_ports import NOW
from tests.ui.conftest import Desk, press_key, settle
from ui.dialogs.confirm import Confirm
from ui.dialogs.note_dialog import PAUSE_MS, NoteDialog
from ui.errors import ShownError
from ui.models.rows import ROW_ROLE
from ui.pages.case_page import CasePage
from ui.places import CasePlace, DraftPlace, SignedPlace
from ui.screening.instrument_dialog import InstrumentDialog
from ui.widgets.timeline import Timeline

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def open_case(desk: Desk, at: int = 0) -> CasePage:
    desk.shell.open(CasePlace(list(desk.county.cases)[at]))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    return page


def words_of(page: CasePage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def test_the_case_says_why_it_may_be_seen_and_until_when(desk: Desk) -> None:
    words = words_of(open_case(desk))
    assert "You are assigned to this case as probation officer. Until Mar 31, 2027." in words


def test_the_timeline_stands_newest_first_and_says_what_is_unsent(desk: Desk) -> None:
    timeline = open_case(desk).findChild(Timeline)
    assert timeline is not None
    model = timeline.model()
    rows = [model.index(at, 0).data(ROW_ROLE) for at in range(model.rowCount())]
    assert rows[0].title == "Community safety screening"
    assert rows[0].tag == "Not sent yet"
    assert rows[0].aside == "Nov 23, 2026\n14:02"
    assert "Not sent yet" in rows[0].spoken


def test_a_signed_screening_opens_from_the_timeline(desk: Desk) -> None:
    timeline = open_case(desk).findChild(Timeline)
    assert timeline is not None
    timeline.setCurrentIndex(timeline.model().index(0, 0))
    timeline.choose_current()
    assert isinstance(desk.shell.place, SignedPlace)


def test_starting_a_screening_opens_it(desk: Desk) -> None:
    open_case(desk, 3).start.click()
    assert isinstance(desk.shell.place, DraftPlace)


def test_a_refused_record_says_why(desk: Desk) -> None:
    timeline = open_case(desk, 5).findChild(Timeline)
    assert timeline is not None
    model = timeline.model()
    rows = [model.index(at, 0).data(ROW_ROLE) for at in range(model.rowCount())]
    refused = next(row for row in rows if row.tag == "Not taken")
    assert "taken back on Nov 20, 2026" in refused.warning


def test_a_hat_that_may_not_write_is_told_why(desk: Desk) -> None:
    case = list(desk.county.cases)[2]
    desk.county.cases[case].may_write = False
    page = open_case(desk, 2)
    assert not page.start.isVisible()
    assert not page.add_note.isVisible()
    assert (
        "Your assignment does not include this part of the case; your supervisor can have it added."
        in words_of(page)
    )


def test_a_case_that_left_is_said_to_have_left(desk: Desk) -> None:
    desk.shell.open(CasePlace(CaseId("gone")))
    page = desk.shell.page
    assert page.problem.text().startswith("This case is no longer on this laptop.")


def test_a_contact_note_is_written_and_shown_at_once(desk: Desk) -> None:
    page = open_case(desk, 3)

    def write() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NoteDialog)
        assert not dialog.save.isEnabled()
        dialog.words.setPlainText("Met on the steps.")
        dialog.save.click()

    QTimer.singleShot(0, write)
    page.add_note.click()
    settle()
    timeline = page.findChild(Timeline)
    assert timeline is not None
    assert timeline.model().index(0, 0).data(ROW_ROLE).text == "Met on the steps."
    assert desk.shell.strip.unsent.accessibleName() == "Not sent: 3"


def test_words_of_a_note_are_not_thrown_away_by_a_slip(desk: Desk) -> None:
    page = open_case(desk, 3)
    asked: list[str] = []

    def keep_writing() -> None:
        confirm = QApplication.activeModalWidget()
        assert isinstance(confirm, Confirm)
        asked.append(confirm.accessibleName())
        confirm.no.click()

    def write() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NoteDialog)
        dialog.words.setPlainText("Important words")
        QTimer.singleShot(0, keep_writing)
        dialog.reject()
        assert dialog.words.toPlainText() == "Important words"
        dialog.save.click()

    QTimer.singleShot(0, write)
    page.add_note.click()
    assert asked == ["Throw this note away?"]


def test_a_half_written_note_survives_the_lock_key(desk: Desk) -> None:
    page = open_case(desk, 3)

    def write_and_lock() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NoteDialog)
        dialog.words.setPlainText("Half a sent")
        desk.window.lock()

    QTimer.singleShot(0, write_and_lock)
    page.add_note.click()
    settle()
    assert desk.window.shell is None
    assert list(desk.county.kept_notes.values()) == ["Half a sent"]
    desk.unlock()
    page = open_case(desk, 3)
    assert page.add_note.text() == "Finish contact &note"
    found: list[str] = []

    def finish() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NoteDialog)
        found.append(dialog.words.toPlainText())
        dialog.words.setPlainText("Half a sentence, whole.")
        dialog.save.click()

    QTimer.singleShot(0, finish)
    page.add_note.click()
    settle()
    assert found == ["Half a sent"]
    assert desk.county.kept_notes == {}


def test_words_are_kept_while_the_worker_goes_on_typing(desk: Desk, qtbot: QtBot) -> None:
    kept: list[str] = []
    dialog = NoteDialog(desk.window, desk.shell.kit.moments, NOW, "", kept.append)
    typed = QTimer()
    typed.setInterval(PAUSE_MS // 4)
    typed.timeout.connect(lambda: dialog.words.insertPlainText("a"))
    typed.start()
    qtbot.waitUntil(lambda: bool(kept), timeout=20 * PAUSE_MS)
    typed.stop()
    dialog.deleteLater()
    assert set(kept[0]) == {"a"}


def test_words_thrown_away_on_purpose_are_not_kept(desk: Desk) -> None:
    page = open_case(desk, 3)

    def throw_away() -> None:
        confirm = QApplication.activeModalWidget()
        assert isinstance(confirm, Confirm)
        confirm.yes.click()

    def write() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NoteDialog)
        dialog.words.setPlainText("Not this")
        QTimer.singleShot(0, throw_away)
        dialog.reject()

    QTimer.singleShot(0, write)
    page.add_note.click()
    settle()
    assert set(desk.county.kept_notes.values()) <= {""}


def test_the_moment_of_a_contact_is_read_in_the_county_zone(desk: Desk) -> None:
    moments = desk.shell.kit.moments
    shown = moments.to_widget(NOW)
    assert shown.toString("yyyy-MM-dd HH:mm") == "2026-11-23 14:02"
    meant = moments.from_widget(shown, NOW)
    assert meant.astimezone(UTC) == datetime(2026, 11, 23, 22, 2, tzinfo=UTC)


def test_the_hour_that_comes_twice_stays_the_one_it_was_offered_as(desk: Desk) -> None:
    moments = desk.shell.kit.moments
    first = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
    for offered in (first, first + timedelta(hours=1)):
        shown = moments.to_widget(offered)
        assert shown.toString("HH:mm") == "01:30"
        assert moments.from_widget(shown, offered).astimezone(UTC) == offered


def test_a_form_that_may_not_be_started_says_why_before_it_is_chosen(desk: Desk) -> None:
    own = desk.county.instruments(next(iter(desk.county.cases)))[0]
    refusal = ShownError("The licence of this form ended on {date}.", "", {"date": "2026-01-31"})
    desk.county.other_instruments = (
        replace(own, form_id="over", title={"en": "Old form"}, refusal=refusal),
        replace(own, form_id="older", title={"en": "For adults"}, age=AgeCheck(15, 18, None)),
    )
    open_case(desk, 3).start.click()
    settle()
    dialog = desk.window.findChild(InstrumentDialog)
    assert dialog is not None
    assert [one.accessibleName() for one in dialog.buttons] == [
        "Community safety screening",
        "For adults",
    ]
    assert "made for ages 18 and up" in dialog.buttons[1].accessibleDescription()
    [refused] = [
        one
        for one in dialog.findChildren(QWidget)
        if one.accessibleName() == "Old form: cannot be started"
    ]
    assert refused.accessibleDescription() == "The licence of this form ended on Jan 31, 2026."
    assert refused.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert "The licence of this form ended on Jan 31, 2026." in [
        one.text() for one in refused.findChildren(QLabel)
    ]
    dialog.buttons[0].click()
    settle()
    assert isinstance(desk.shell.place, DraftPlace)


def test_the_lock_key_closes_the_choice_of_a_form(desk: Desk) -> None:
    own = desk.county.instruments(next(iter(desk.county.cases)))[0]
    desk.county.other_instruments = (replace(own, form_id="other"),)
    open_case(desk, 3).start.click()
    settle()
    dialog = desk.window.findChild(InstrumentDialog)
    assert dialog is not None
    press_key(dialog)
    settle()
    assert desk.window.shell is None
    assert desk.window.findChild(InstrumentDialog) is None
