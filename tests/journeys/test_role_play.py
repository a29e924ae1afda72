# SPDX-License-Identifier: AGPL-3.0-or-later
"""One person plays every member of the practice team in the real window, each as far as they see.

The training county is a real one; as under `make run`, the window locks when another is chosen and
a new one opens for them. What each screen shows is compared with what the policy answers.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from casework.practice import PRACTICE_ID
from casework.vocabulary import LegalRole, Section
from desktop.application import open_desktop
from desktop.practice import TrainingPlace, label_laptop
from desktop.training import (
    OFFICER,
    PASSPHRASE,
    connect_to_training,
    prepare_laptop,
    training_county,
)
from desktop.training_reset import LAPTOP
from desktop.window_walk import WindowWalk
from tests.journeys.record_hands import rows_of
from ui.dialogs.note_dialog import NoteDialog
from ui.pages.advocate_page import AdvocatePage
from ui.pages.case_page import CasePage
from ui.places import AdvocatePlace, Room
from ui.training.compare_card import open_parts
from ui.training.training_page import TrainingPage

PICTURES = os.environ.get("FIELDFARE_PICTURES", "")
NOTE = "She asked me to keep this between us."


@contextmanager
def window(place: TrainingPlace) -> Iterator[WindowWalk]:
    """The window of whoever is played now, unlocked."""
    connect = partial(connect_to_training, place.county)
    with open_desktop(
        place.home, connect=connect, training_passphrase=PASSPHRASE, training=place
    ) as desktop:
        desktop.window.resize(1280, 800)
        desktop.window.show()
        walk = WindowWalk(desktop.window)
        walk.unlock(PASSPHRASE)
        yield walk


def take(walk: WindowWalk, name: str) -> None:
    if PICTURES:
        walk.rest(300)
        walk.take_picture(Path(PICTURES) / f"{name}.png")


def training_page(walk: WindowWalk) -> TrainingPage:
    walk.shell.open(Room.TRAINING)
    page = walk.page(TrainingPage)
    walk.wait(lambda: bool(rows_of(page.list)), "the members")
    return page


def look_at_the_case(walk: WindowWalk, person: str) -> set[Section]:
    """Open the practice case by its button; the parts that the page shows."""
    page = training_page(walk)
    take(walk, f"{person}-training")
    page.open.click()
    shown = walk.page(CasePage)
    walk.wait(lambda: bool(shown.title.text()), "the practice case")
    take(walk, f"{person}-case")
    kit = walk.shell.kit
    return set(kit.runner.call_on_store(lambda: kit.workspace.cases.case(PRACTICE_ID)).sections)


def write_in_confidence(walk: WindowWalk) -> None:
    """The step of the advocate: a note the county cannot read."""
    walk.shell.open(AdvocatePlace(PRACTICE_ID))
    page = walk.page(AdvocatePage)
    walk.wait(lambda: not page.holders.isHidden() or page.write.isVisible(), "the notes")
    take(walk, "advocate-notes")
    if not page.write.isVisible():
        page.holders.found.emit()
        walk.wait(page.write.isVisible, "the begun list of readers")

    def write() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, NoteDialog):
            QTimer.singleShot(20, write)
            return
        dialog.words.setPlainText(NOTE)
        if PICTURES:
            dialog.grab().save(str(Path(PICTURES) / "advocate-writing.png"))
        dialog.save.click()

    QTimer.singleShot(20, write)
    page.write.click()
    walk.wait(lambda: bool(page.cards), "the note")
    take(walk, "advocate-written")


@pytest.mark.soak
@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
def test_each_member_of_the_practice_team_sees_in_the_window_what_the_policy_opens_to_them(
    tmp_path: Path, qapp: QApplication
) -> None:
    del qapp
    with training_county(tmp_path) as county:
        laptop = prepare_laptop(county, tmp_path / LAPTOP, OFFICER, lambda _: None)
        label_laptop(laptop.places, OFFICER)
        place = TrainingPlace(county.folder, laptop.places)
        with window(place) as walk:
            walk.sync()
            view = walk.shell.kit.workspace.training.view()
            members = list(dict.fromkeys(one.person for one in view.answers))
        advocates = {
            one.person for one in view.answers if one.role is LegalRole.HUMAN_TRAFFICKING_CASEWORKER
        }
        ahead = [one for one in members if one != OFFICER]
        played = [OFFICER]
        while True:
            me = played[-1]
            with window(place) as walk:
                shown = look_at_the_case(walk, me)
                assert shown == {one.section for one in open_parts(view.answers, me)}
                labels = " ".join(one.text() for one in walk.window.findChildren(QLabel))
                assert me in labels
                if me in advocates:
                    write_in_confidence(walk)
                if not ahead:
                    break
                page = training_page(walk)
                page.list.chosen.emit(ahead[0])
                walk.wait(lambda: walk.window.shell is None, f"the laptop of {ahead[0]}")
            played.append(ahead.pop(0))
        assert played[0] == OFFICER
        assert set(played) == set(members)
