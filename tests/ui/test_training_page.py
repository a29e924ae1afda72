# SPDX-License-Identifier: AGPL-3.0-or-later
"""Training: who is played, what each member sees of one case, and the change to another."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel

from casework.practice import STEPS
from tests.fakes.ui_training import CLINICIAN, MENTOR, OFFICER, FakeTraining
from tests.ui.conftest import Desk, settle
from ui.dialogs.confirm import Confirm
from ui.errors import ShownError
from ui.models.rows import ROW_ROLE
from ui.places import Room
from ui.shell import Shell
from ui.training.training_mark import TrainingMark
from ui.training.training_page import TrainingPage

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Setting = tuple[Shell, TrainingPage, FakeTraining]


@pytest.fixture
def setting(desk: Desk) -> Iterator[Setting]:
    training = FakeTraining()
    kit = desk.shell.kit
    shell = Shell(replace(kit, workspace=replace(kit.workspace, training=training)))
    shell.resize(1100, 800)
    shell.show()
    shell.open(Room.TRAINING)
    settle()
    page = shell.page
    assert isinstance(page, TrainingPage)
    yield shell, page, training
    shell.close()
    shell.deleteLater()


def words(page: TrainingPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def choose(page: TrainingPage, person: str) -> None:
    rows = [page.list.rows.index(at, 0) for at in range(page.list.rows.rowCount())]
    index = next(one for one in rows if one.data(ROW_ROLE).key == person)
    page.list.setCurrentIndex(index)
    page.list.choose_current()
    settle()


def test_a_real_laptop_has_no_training(desk: Desk) -> None:
    assert desk.shell.kit.workspace.training is None
    assert desk.shell.findChild(TrainingPage) is None
    assert desk.shell.findChild(TrainingMark) is None


def test_every_screen_says_that_it_is_training_and_who_is_played(setting: Setting) -> None:
    shell, page, _ = setting
    for room in (Room.TODAY, Room.YOUTHS, Room.TRAINING):
        shell.open(room)
        settle()
        mark = shell.findChild(TrainingMark)
        assert mark is not None
        assert mark.isVisible()
        assert "Training" in mark.text()
    assert f"{OFFICER}, Probation officer, Larkspur Probation" in words(page)
    assert any(one.startswith("Larkspur Probation: Assignment – Identity") for one in words(page))


def test_two_members_are_compared_part_by_part_and_nobody_elses_words_are_there(
    setting: Setting,
) -> None:
    _, page, _ = setting
    card = page.compare
    card.right.setCurrentIndex(card.right.findData(MENTOR))
    card.right.activated.emit(card.right.currentIndex())
    settle()
    shown = [one.text() for one in card.findChildren(QLabel) if one.isVisible()]
    assert "Larkspur Probation: Consent until Jan 30, 2027" in shown
    private = shown.index("Private part of the youth's plan")
    assert shown[private + 1] == "Larkspur Probation: Assignment"
    assert shown[private + 2].startswith("Closed.")


def test_choosing_a_member_has_their_laptop_made_and_then_locks(setting: Setting) -> None:
    shell, page, training = setting
    locked: list[bool] = []
    shell.lock_wanted.connect(lambda: locked.append(True))
    choose(page, CLINICIAN)
    assert training.played == [CLINICIAN]
    assert locked == [True]
    training.refuses = ShownError("The training county does not answer.")
    choose(page, MENTOR)
    assert "does not answer" in page.problem.text()
    assert page.list.isEnabled()
    assert locked == [True]


def test_steps_name_who_does_what_and_ticks_are_kept(setting: Setting) -> None:
    shell, page, training = setting
    boxes = page.findChildren(QCheckBox)
    assert 0 < len(boxes) < len(STEPS)
    assert boxes[0].text() == f"1. {OFFICER}"
    boxes[0].click()
    settle()
    assert training.done == {STEPS[0].code}
    shell.open(Room.TODAY)
    shell.open(Room.TRAINING)
    settle()
    assert page.findChildren(QCheckBox)[0].isChecked()


@pytest.mark.parametrize("sure", [True, False])
def test_training_begins_anew_only_when_sure(setting: Setting, sure: bool) -> None:
    shell, page, training = setting
    ended: list[bool] = []
    shell.end_wanted.connect(lambda: ended.append(True))

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, Confirm)
        asked.accept() if sure else asked.reject()

    QTimer.singleShot(0, answer)
    page.again.click()
    settle()
    assert training.reset_asked is sure
    assert bool(ended) is sure
