# SPDX-License-Identifier: AGPL-3.0-or-later
"""The laptop comes back only by the worker's passphrase or by locking, with every answer kept."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from tests.fakes.handing_over import (
    ME,
    MakeDesk,
    a_county,
    answers_of,
    begin,
    give_back,
    hand_over,
    open_draft,
    screen_of,
    shown_words,
)
from tests.fakes.ui_ports import PASSPHRASE
from tests.ui.conftest import Desk, settle
from ui.jobs import JobRunner
from ui.places import DraftPlace
from ui.screening.draft_page import DraftPage
from ui.screening.handed_over import MOST_TRIES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support|does not support propagate")


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    made = make_desk(a_county())
    made.unlock()
    return made


@pytest.fixture
def real_runner(qapp: QApplication) -> Iterator[JobRunner]:
    """Asked for before the desk, so that it outlives it."""
    del qapp
    runner = JobRunner()
    yield runner
    runner.close()


def test_closing_the_window_asks_for_the_passphrase(desk: Desk) -> None:
    screen = begin(desk)
    assert not desk.window.close()
    settle()
    assert desk.window.isVisible()
    assert screen.worker is not None
    assert "safe place" not in shown_words(desk)
    screen.worker.back.click()
    settle()
    assert "safe place to sleep" in shown_words(desk)


def test_a_wrong_passphrase_is_said_and_keeps_the_youths_screen(desk: Desk) -> None:
    screen = begin(desk)
    give_back(desk, "not it")
    assert desk.window.handover is screen
    assert "This is not your passphrase." in shown_words(desk)
    give_back(desk)
    assert isinstance(desk.shell.page, DraftPage)
    assert not desk.window.isFullScreen()


def test_too_many_wrong_passphrases_lock_the_laptop(desk: Desk) -> None:
    screen = begin(desk)
    screen.filling.give(f"{ME}/bed", "no")
    for _ in range(MOST_TRIES):
        give_back(desk, "not it")
        if screen.worker is not None and desk.window.handover is screen:
            screen.worker.back.click()
    assert desk.window.unlock_page is not None
    assert desk.county.locked == 1
    assert answers_of(desk)[f"{ME}/bed"] == "no"


def test_locking_meanwhile_shows_nothing_of_it_and_keeps_what_was_typed(
    make_desk: MakeDesk,
) -> None:
    desk = make_desk(a_county("return_debrief"))
    desk.unlock()
    screen = begin(desk)
    assert screen.box is not None
    assert screen.box.editor is not None
    screen.box.editor.words.setPlainText("My aunt's house")  # type: ignore[attr-defined] # a text
    desk.window.lock()
    settle()
    assert desk.window.unlock_page is not None
    assert "aunt" not in shown_words(desk)
    assert "make it easier" not in shown_words(desk)
    assert "My aunt's house" in answers_of(desk).values()


def test_a_crash_meanwhile_comes_back_locked_with_every_answer(
    desk: Desk, make_desk: MakeDesk
) -> None:
    screen = begin(desk)
    screen.filling.give(f"{ME}/bed", "no")
    after = make_desk(desk.county)
    assert after.window.unlock_page is not None
    assert after.window.handover is None
    assert "sleep" not in shown_words(after)
    after.unlock()
    page = open_draft(after, next(iter(after.county.drafts)))
    assert page.filling is not None
    assert page.filling.session.question(f"{ME}/bed").answer == "no"


def test_the_youth_chooses_the_language_and_the_worker_gets_their_own_back(desk: Desk) -> None:
    screen = hand_over(desk)
    screen.card.language_chosen.emit("Español (es)")  # type: ignore[union-attr] # the first page
    settle()
    words = shown_words(desk)
    assert "Cómo me va" in words
    assert "Puedes omitir cualquier pregunta" in words
    screen.go_on()
    assert screen.foot.stop.text() == "Quiero parar"
    assert "¿Tienes un lugar seguro para dormir esta semana?" in shown_words(desk)
    screen.stop()
    assert shown_words(desk) == "Gracias. Por favor, devuelve la computadora."
    give_back(desk)
    assert desk.shell.page.bar.handover.text().strip() == "Hand over…"  # type: ignore[attr-defined]  # a draft


def test_what_the_disk_did_not_take_keeps_the_worker_here_until_it_does(desk: Desk) -> None:
    screen = begin(desk)
    desk.county.journal_refuses = True
    screen.filling.give(f"{ME}/bed", "no")
    assert "disk" not in shown_words(desk)
    give_back(desk)
    assert desk.window.handover is screen
    assert "disk of this laptop is full" in shown_words(desk)
    desk.county.journal_refuses = False
    give_back(desk)
    assert answers_of(desk)[f"{ME}/bed"] == "no"
    assert isinstance(desk.shell.page, DraftPage)


def test_on_real_threads_the_laptop_comes_back_once_every_answer_is_kept(
    real_runner: JobRunner, make_desk: MakeDesk, qtbot: QtBot
) -> None:
    desk = make_desk(a_county(), runner=real_runner)
    page = desk.window.unlock_page
    assert page is not None
    page.passphrase.setText(PASSPHRASE)
    page.button.click()
    qtbot.waitUntil(lambda: desk.window.shell is not None)
    county = desk.county
    draft = county.start(next(iter(county.cases)), county.pack.form_id, "")
    desk.shell.open(DraftPlace(draft))
    opened = desk.shell.page
    assert isinstance(opened, DraftPage)
    qtbot.waitUntil(lambda: opened.filling is not None)
    opened.handed_over.emit(opened.filling)
    screen = screen_of(desk)
    screen.go_on()
    assert screen.box is not None
    screen.filling.give(screen.box.path, "no")
    give_back(desk)
    qtbot.waitUntil(lambda: desk.window.shell is not None)
    assert answers_of(desk)[f"{ME}/bed"] == "no"
