# SPDX-License-Identifier: AGPL-3.0-or-later
"""The field day, performed by the real application: offline screening, sync, a colleague opens it.

Everything is real: the window, the encrypted stores of two laptops, the county server on its own
PostgreSQL, TLS, signatures. Only the hands are ours (desktop.window_walk). Pictures and the printed
summary go into one folder; each step prints one line.
"""

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from casework.ids import CaseId
from desktop.application import open_desktop
from desktop.session import COUNTY_ZONE
from desktop.training import (
    COLLEAGUE,
    OFFICER,
    PASSPHRASE,
    TrainingLaptop,
    prepare_laptop,
    training_county,
)
from desktop.window_walk import WalkStopped, WindowWalk
from forms.answers import Answer, Missing
from ui.places import CasePlace, Room
from ui.screening.draft_page import DraftPage

Say = Callable[[str], None]
SIZE = (1280, 800)


class TourFailed(Exception):
    """A step of the field day did not come out as it should."""


def answers_of_the_day(today: date) -> list[dict[str, Answer]]:
    """What the youth of the training county says, section by section."""
    return [
        {"talk_date": today, "talk_place": "hall", "alone": "yes"},
        {
            "stable_place": "possible",
            "away": "yes",
            "away_times": 3,
            "away_longest": Decimal("2.5"),
            "away_met": ("friends", "unknown_adult"),
        },
        {
            "older_company": "clear",
            "control": "possible",
            "fear": Missing.DECLINED,
            "supports": ("relative", "teacher"),
        },
        {"unexplained": "possible", "exchange": Missing.NOT_ASKED, "online": "none"},
        {"injury": "none", "school": "possible", "substances": "no"},
        {
            "own_words": "I want to sleep at my aunt's and finish the school year.",
            "worker_note": "Calm, tired; asked twice who would read this.",
        },
    ]


def run_tour(out: Path, say: Say) -> int:
    """Perform the field day; returns 0 when every step came out.

    Raises:
        TourFailed: names the step that did not.
    """
    has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not has_display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _clear_earlier(out)
    try:
        _FieldDay(out, say).perform()
    except WalkStopped as error:
        raise TourFailed(str(error)) from error
    return 0


def _clear_earlier(out: Path) -> None:
    """Make the folder, and take only what an earlier field day left out of it."""
    out.mkdir(parents=True, exist_ok=True)
    for picture in out.glob("[0-9][0-9]-*.png"):
        picture.unlink()
    shutil.rmtree(out / "data", ignore_errors=True)


class _FieldDay:
    def __init__(self, out: Path, say: Say) -> None:
        self._out = out
        self._tell = say
        self._number = 0

    def perform(self) -> None:
        """Morning at the office, a hall without network, the office again, a colleague's desk."""
        data = self._out / "data"
        with training_county(data) as county:
            officer = prepare_laptop(county, data / "officer", OFFICER, self._tell)
            colleague = prepare_laptop(county, data / "colleague", COLLEAGUE, self._tell)
            shared = self._cases_of(colleague)
            self._sync_at_the_office(officer)
            county.stop()
            self._say("the county server is stopped: no network from here on")
            case = self._screen_in_the_field(officer, shared)
            county.start()
            self._send_it(officer, case)
            self._open_at_the_colleague(colleague, case)
        shutil.rmtree(data, ignore_errors=True)
        self._tell(f"done: {self._number} pictures and summary.pdf in {self._out}")

    def _sync_at_the_office(self, laptop: TrainingLaptop) -> None:
        with self._window(laptop) as walk:
            walk.rest(200)
            self._picture(walk, "unlock")
            walk.unlock(PASSPHRASE)
            self._say("unlocked the training laptop")
            walk.sync()
            self._picture(walk, "first-sync")
            self._say("fetched the officer's cases from the county")

    def _cases_of(self, laptop: TrainingLaptop) -> set[CaseId]:
        with self._window(laptop) as walk:
            walk.unlock(PASSPHRASE)
            walk.sync()
            walk.search("")
            return {case for case, _ in walk.listed_youths()}

    def _screen_in_the_field(self, laptop: TrainingLaptop, shared: set[CaseId]) -> CaseId:
        with self._window(laptop) as walk:
            walk.unlock(PASSPHRASE)
            walk.rest(200)
            self._picture(walk, "today")
            walk.search("")
            self._picture(walk, "youths")
            name = next(name for case, name in walk.listed_youths() if case in shared)
            walk.search(" ".join(part[:4] for part in name.split()))
            self._picture(walk, "search")
            walk.open_first_found()
            self._picture(walk, "case")
            self._say("found a youth by the first letters of the name")
            place = walk.shell.place
            assert isinstance(place, CasePlace)
            self._fill(walk)
            walk.sign()
            self._picture(walk, "signed-offline")
            self._say("filled and signed a screening with the server stopped")
            walk.sync()
            self._picture(walk, "no-server")
            self._say("tried to sync: the laptop says that the county does not answer")
            walk.shell.open(Room.TODAY)
            walk.rest(150)
            self._picture(walk, "today-unsent")
            return place.case

    def _fill(self, walk: WindowWalk) -> None:
        draft = walk.start_screening()
        today = datetime.now(COUNTY_ZONE).date()
        for number, answers in enumerate(answers_of_the_day(today)):
            walk.fill_section(answers)
            if number == 2:
                self._picture(walk, "screening")
                self._in_spanish(walk)
            walk.go_on()
        if draft.filling is not None and draft.filling.problems():
            raise TourFailed(f"The screening is not complete: {draft.filling.problems()[0][1]}")
        self._picture(walk, "summary")

    def _in_spanish(self, walk: WindowWalk) -> None:
        draft = walk.page(DraftPage)
        assert draft.filling is not None
        english, spanish = draft.filling.session.definition.languages[:2]
        draft.bar.language_chosen.emit(spanish)
        self._picture(walk, "screening-spanish")
        draft.bar.language_chosen.emit(english)

    def _send_it(self, laptop: TrainingLaptop, case: CaseId) -> None:
        with self._window(laptop) as walk:
            walk.unlock(PASSPHRASE)
            walk.sync()
            self._picture(walk, "synced")
            self._say("started the server and synced: the screening is with the county")
            walk.open_case(case)
            walk.open_newest_event()
            summary = self._out / "summary.pdf"
            walk.signed_page().save_print(summary)
            walk.wait(summary.exists, "the summary")
            self._say("printed the summary as PDF")

    def _open_at_the_colleague(self, laptop: TrainingLaptop, case: CaseId) -> None:
        with self._window(laptop) as walk:
            walk.unlock(PASSPHRASE)
            walk.sync()
            walk.open_case(case)
            walk.rest(200)
            self._picture(walk, "colleague-case")
            walk.open_newest_event()
            walk.signed_page()
            self._picture(walk, "colleague-screening")
            self._say("a colleague assigned to the case opened the screening, and sees why")

    def _window(self, laptop: TrainingLaptop) -> "_ShownWindow":
        return _ShownWindow(laptop)

    def _picture(self, walk: WindowWalk, name: str) -> None:
        self._number += 1
        walk.take_picture(self._out / f"{self._number:02d}-{name}.png")

    def _say(self, step: str) -> None:
        self._tell(f"- {step}")


class _ShownWindow:
    """The real desktop of one laptop, shown, for the length of a with block."""

    def __init__(self, laptop: TrainingLaptop) -> None:
        self._desktop = open_desktop(
            laptop.places, connect=laptop.connect, training_passphrase=PASSPHRASE
        )

    def __enter__(self) -> WindowWalk:
        opened = self._desktop.__enter__()
        opened.window.resize(*SIZE)
        opened.window.show()
        return WindowWalk(opened.window)

    def __exit__(self, *reason: object) -> None:
        self._desktop.__exit__(None, None, None)
