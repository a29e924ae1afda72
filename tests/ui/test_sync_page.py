# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sync: what waits, how it goes, what came of it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from casework.ids import CaseId
from casework.vocabulary import RecordKind
from tests.fakes.ui_ports import FakeChanges, FakeCounty
from tests.ui.conftest import Desk, settle
from ui.dialogs.confirm import Confirm
from ui.errors import ShownError
from ui.left_words_port import LeftWordsView
from ui.pages.sync_page import SyncPage
from ui.places import Room
from ui.port_values import CancelToken
from ui.sync_progress import SyncPhase, SyncProgress
from ui.widgets.sync_progress_bar import SyncProgressBar

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def open_sync(desk: Desk) -> SyncPage:
    desk.shell.open(Room.SYNC)
    settle()
    page = desk.shell.page
    assert isinstance(page, SyncPage)
    return page


def words_of(page: SyncPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def test_the_last_receipt_stands_in_three_lines_with_the_reason(desk: Desk) -> None:
    words = words_of(open_sync(desk))
    assert "Sent: 4" in words
    assert any(text.startswith("Not taken: 1. Your assignment to this case") for text in words)
    assert "Received: 12" in words


def test_refused_work_is_kept_and_says_why(desk: Desk) -> None:
    page = open_sync(desk)
    assert "This work is kept on this laptop. Nothing is thrown away." in words_of(page)


def test_a_sync_sends_what_waits_and_the_strip_knows(desk: Desk) -> None:
    page = open_sync(desk)
    page.start.click()
    settle()
    assert "Everything on this laptop has been sent." in words_of(page)
    assert desk.shell.strip.unsent.accessibleName() == "All sent"
    assert page.start.isEnabled()
    assert not page.stop.isVisible()


def test_a_failed_sync_says_what_to_do_and_loses_nothing(desk: Desk) -> None:
    desk.county.sync_refuses = ShownError(
        "The county's server does not answer; your work stays here and goes out at the next sync."
    )
    page = open_sync(desk)
    page.start.click()
    settle()
    assert "your work stays here" in page.problem.text()
    assert page.subtitle.text() == "2 waiting to be sent"
    assert page.start.isEnabled()


def test_a_sync_can_be_cancelled_between_steps(
    make_desk: Callable[..., Desk],
) -> None:
    class Slow(FakeCounty):
        steps = 0

        def sync(
            self, progress: Callable[[SyncProgress], None], cancel: CancelToken
        ) -> FakeChanges:
            for at in range(1, 10):
                if cancel.is_cancelled():
                    break
                self.steps = at
                progress(SyncProgress(SyncPhase.RECEIVING, at, 9))
                if at == 3:
                    pages[0].stop.click()
            return FakeChanges(cases=frozenset({CaseId("x")}))

    pages: list[SyncPage] = []
    county = Slow()
    desk = make_desk(county)
    desk.unlock()
    pages.append(open_sync(desk))
    pages[0].start.click()
    assert county.steps == 3
    assert pages[0].start.isEnabled()


def test_progress_is_said_with_counts(qtbot: object) -> None:
    bar = SyncProgressBar()
    bar.show_progress(SyncProgress(SyncPhase.RECEIVING, 40, 120))
    assert bar.text == "Receiving: 40 of 120"
    bar.show_progress(SyncProgress(SyncPhase.SENDING, 7, None))
    assert bar.text == "Sending: 7"
    bar.show_progress(SyncProgress(SyncPhase.SENDING_FILES, 1_048_576, 2_097_152, 2, 3))
    assert bar.text == "Sending file 2 of 3: 1.0 MiB of 2.0 MiB"
    bar.deleteLater()


def test_a_laptop_that_never_synced_says_so(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(FakeCounty())
    desk.unlock()
    assert "This laptop has not synced yet." in words_of(open_sync(desk))


def test_files_that_wait_are_counted_with_their_size(desk: Desk) -> None:
    page = open_sync(desk)
    page.start.click()
    settle()
    desk.county.files_waiting = 2
    page.refresh()
    desk.shell.strip.refresh()
    settle()
    words = words_of(page)
    assert "Files waiting to be sent: 2, 3 MB" in words
    assert "Everything on this laptop has been sent." not in words
    assert desk.shell.strip.unsent.accessibleName() == "Not sent: 2"


def test_entries_of_the_index_are_counted_like_other_work(desk: Desk) -> None:
    page = open_sync(desk)
    page.start.click()
    settle()
    desk.county.entries_waiting, desk.county.entries_refused = 2, 1
    page.refresh()
    desk.shell.strip.refresh()
    settle()
    words = words_of(page)
    assert "Entries of the index waiting to be sent: 2" in words
    assert "Entries of the index: 1. Open Index to see why." in words
    assert desk.shell.strip.unsent.accessibleName() == "Not sent: 2"


def test_before_leaving_the_office_it_says_until_when_and_with_what(desk: Desk) -> None:
    page = open_sync(desk)
    assert not any("work offline" in one for one in words_of(page))
    desk.county.authorized_until = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
    page.refresh()
    settle()
    count = len(desk.county.cases)
    assert (
        "You can work offline until Thursday, November 26, 18:00; "
        f"cases on this laptop: {count}, 38 MB."
    ) in words_of(page)


def test_the_bar_counts_pieces_and_bytes(desk: Desk) -> None:
    del desk
    bar = SyncProgressBar()
    bar.show_progress(SyncProgress(SyncPhase.RECEIVING, 120, 4_000, size=1_300_000))
    assert bar.text == "Receiving: 120 of 4000 · 1.2 MiB"
    bar.show_progress(SyncProgress(SyncPhase.SENDING, 3, 12))
    assert bar.text == "Sending: 3 of 12"


def test_a_disk_too_full_to_clean_up_is_said_until_it_is_done(desk: Desk) -> None:
    desk.county.traces_wait = True
    page = open_sync(desk)
    assert page.traces.isVisible()
    assert "Free some space" in page.traces.text()
    desk.county.traces_wait = False
    page.refresh()
    settle()
    assert not page.traces.isVisible()


def test_words_begun_in_a_case_that_left_are_read_and_let_go_only_after_a_yes(desk: Desk) -> None:
    place = LeftWordsView(
        CaseId("left"),
        "placement",
        RecordKind.PLACEMENT,
        (("type", "shelter"), ("place", "Tern House")),
    )
    altered = LeftWordsView(CaseId("left"), "", RecordKind.CONTACT_NOTE, (), unreadable=True)
    page = open_sync(desk)
    assert page.left_words.isHidden()
    desk.county.left = [place, altered]
    page.refresh()
    settle()
    said = words_of(page)
    assert {"Kind of place", "Shelter", "Tern House"} <= set(said)
    assert "This was altered in the store and does not open; it is kept." in said
    [button] = page.left_words.buttons
    answers = [False, True]

    def answer() -> None:
        confirm = QApplication.activeModalWidget()
        assert isinstance(confirm, Confirm)
        (confirm.yes if answers.pop(0) else confirm.no).click()

    QTimer.singleShot(0, answer)
    button.click()
    assert desk.county.left == [place, altered]
    QTimer.singleShot(0, answer)
    button.click()
    settle()
    assert desk.county.left == [altered]
