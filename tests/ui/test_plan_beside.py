# SPDX-License-Identifier: AGPL-3.0-or-later
"""The youth's plan, filled beside the youth: one question, kept at once, signed or not."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from casework.ids import CaseId, RecordId
from casework.vocabulary import RecordKind
from tests.fakes.handing_over import give_back
from tests.ui.conftest import Desk, settle
from ui.dialogs.confirm import Confirm
from ui.pages.case_page import CasePage
from ui.places import CasePlace, RecordPlace
from ui.records.plan_questions import ChoiceQuestion, SignQuestion, WordsQuestion
from ui.records.plan_screen import ASKED, PlanScreen
from ui.records.record_page import RecordPage
from ui.screening.editors.paper import Stroke
from ui.screening.handover_cards import EndCard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support|does not support propagate")
KIND = RecordKind.YOUTH_PLAN


def case_of(desk: Desk) -> CaseId:
    return next(iter(desk.county.cases))


def sit_down(desk: Desk, plan: RecordId | None = None) -> PlanScreen:
    """Through the button of a plan, a new one or one that is there, and its question."""
    desk.shell.open(CasePlace(case_of(desk)))
    desk.shell.open(RecordPlace(case_of(desk), KIND, plan))
    settle()
    page = desk.shell.page
    assert isinstance(page, RecordPage)

    def agree() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Confirm)
        dialog.accept()

    QTimer.singleShot(0, agree)
    page.beside.begin.click()
    settle()
    screen = desk.window.handover
    assert isinstance(screen, PlanScreen)
    screen.begin.click()
    settle()
    return screen


def kept_of(desk: Desk) -> dict[str, object]:
    return dict(desk.county.records.kept.get((case_of(desk), KIND, None), {}))


def shown(desk: Desk) -> str:
    return "\n".join(one.text() for one in desk.window.findChildren(QLabel) if one.isVisible())


def go_to(screen: PlanScreen, step: str) -> None:
    while screen.step != step:
        screen.foot.onward.click()


def draw(screen: PlanScreen) -> None:
    question = screen.question
    assert isinstance(question, SignQuestion)
    line = Stroke("#000000", [QPointF(10, 10), QPointF(450, 150), QPointF(900, 20)])
    question.paper.strokes.append(line)
    question.paper.drawn.emit()


def test_the_window_holds_one_question_and_no_name_of_anybody(desk: Desk) -> None:
    names = {one.header.shown_name for one in desk.county.cases.values()}
    screen = sit_down(desk)
    assert desk.window.shell is None
    assert desk.window.centralWidget() is screen
    assert desk.window.isFullScreen()
    assert isinstance(screen.question, ChoiceQuestion)
    words = shown(desk)
    assert "Where I am now" in words
    assert "1 of 10" in words
    assert not [one for one in names if one in words]


def test_each_answer_is_kept_as_it_is_given_and_comes_back_on_the_form(
    desk: Desk, qtbot: QtBot
) -> None:
    screen = sit_down(desk)
    assert isinstance(screen.question, ChoiceQuestion)
    screen.question.choices["leaving"].click()
    go_to(screen, "what_helps")
    assert kept_of(desk)["phase"] == "leaving"
    assert isinstance(screen.question, WordsQuestion)
    qtbot.keyClicks(screen.question.box, "Music")
    qtbot.waitUntil(lambda: kept_of(desk).get("what_helps") == "Music")
    screen.stop()
    assert isinstance(screen.card, EndCard)
    screen.card.worker.click()
    give_back(desk)
    page = desk.shell.page
    assert isinstance(page, RecordPage)
    assert page.editors["what_helps"].read() == "Music"
    assert page.editors["phase"].read() == "leaving"
    assert not desk.window.isFullScreen()
    desk.shell.go_back()
    assert isinstance(desk.shell.page, CasePage)


def test_words_a_youth_takes_out_of_their_plan_do_not_come_back(desk: Desk) -> None:
    records = desk.county.records
    today = records.now.date().isoformat()
    plan = {"phase": "leaving", "made_on": today, "review_on": today, "what_helps": "Music"}
    records.save(case_of(desk), KIND, None, plan)
    (saved,) = records.saved
    screen = sit_down(desk, saved)
    go_to(screen, "what_helps")
    assert isinstance(screen.question, WordsQuestion)
    screen.question.box.clear()
    screen.stop()
    settle()
    assert records.form(case_of(desk), KIND, saved).values["what_helps"] == ""


def test_only_the_passphrase_leads_back_and_what_is_typed_outlives_a_lock(desk: Desk) -> None:
    screen = sit_down(desk)
    go_to(screen, "triggers")
    assert isinstance(screen.question, WordsQuestion)
    screen.question.box.setPlainText("Payday")
    give_back(desk, "not the passphrase")
    assert desk.window.handover is screen
    desk.window.lock()
    settle()
    assert kept_of(desk)["triggers"] == "Payday"


def test_the_language_changes_in_the_view_and_nothing_written_is_lost(desk: Desk) -> None:
    screen = sit_down(desk)
    go_to(screen, "triggers")
    assert isinstance(screen.question, WordsQuestion)
    screen.question.box.setPlainText("Los viernes")
    screen.languages["es"].click()
    assert isinstance(screen.question, WordsQuestion)
    assert screen.question.box.toPlainText() == "Los viernes"
    assert "Lo que me lo hace más difícil" in shown(desk)
    assert screen.foot.onward.text() == "Siguiente"
    screen.languages["en"].click()
    assert "What makes it harder for me" in shown(desk)
    screen.back.click()
    assert isinstance(screen.question, ChoiceQuestion)


def test_a_signature_is_kept_as_strokes_under_the_words_it_stands_for(desk: Desk) -> None:
    screen = sit_down(desk)
    go_to(screen, "what_helps")
    assert isinstance(screen.question, WordsQuestion)
    screen.question.box.setPlainText("Music")
    go_to(screen, "youth")
    draw(screen)
    screen.foot.onward.click()
    draw(screen)
    screen.foot.onward.click()
    held = kept_of(desk)["signatures"]
    assert isinstance(held, list)
    assert [(one["signer"], one["by"]) for one in held] == [
        ("youth", ""),
        ("worker", "Dana Whitfield"),
    ]
    assert held[0]["strokes"] == [[[11, 11], [500, 167], [1000, 22]]]
    assert len({one["signed"] for one in held}) == 1


def test_not_wanting_to_sign_is_kept_as_such_and_can_be_changed(desk: Desk) -> None:
    screen = sit_down(desk)
    go_to(screen, "youth")
    assert isinstance(screen.question, SignQuestion)
    screen.question.without.click()
    assert kept_of(desk)["declined_to_sign"] is True
    screen.back.click()
    draw(screen)
    screen.foot.onward.click()
    kept = kept_of(desk)
    assert "declined_to_sign" not in kept
    assert kept["signatures"]


def test_a_huge_paste_is_one_sentence_and_leaves_what_stands_there(desk: Desk) -> None:
    screen = sit_down(desk)
    go_to(screen, "triggers")
    question = screen.question
    assert isinstance(question, WordsQuestion)
    question.box.setPlainText("Payday")
    pasted = QMimeData()
    pasted.setText("x" * 1_000_000)
    question.box.insertFromMimeData(pasted)
    assert question.read() == "Payday"
    assert question.problem.text().startswith("This is too long: 1000000 characters")
    question.box.setPlainText("y" * 20_001)
    assert "20001" in question.problem.text()
    assert len(str(question.read())) == 20_001


def test_every_question_can_be_answered_with_the_keyboard_alone(desk: Desk, qtbot: QtBot) -> None:
    screen = sit_down(desk)
    for step in ASKED:
        assert screen.step == step
        focused = QApplication.focusWidget()
        assert focused is not None
        assert screen.question is not None
        assert screen.question.isAncestorOf(focused)
        screen.foot.onward.setFocus()
        qtbot.keyClick(screen.foot.onward, Qt.Key.Key_Space)
