# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.faults.window_markers`: planted words searched after work at the real window.

Home, temporary folder, Qt's own folders and the spool of a print lie in one folder, which is
searched after each workflow; so do the store, its log and what the program says. What a worker
saves elsewhere on purpose (a print) goes to another folder. The laptop is one of the training
county's, whose server runs on this machine with its data elsewhere too. What is typed is planted;
the names of invented youths that are searched for are those the county has.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.faults.markers import MARKERS, hits
from bench.results import ROOT
from casework.ids import CaseId
from desktop.application import open_desktop
from desktop.session import COUNTY_ZONE
from desktop.system import SystemClock
from desktop.tour import answers_of_the_day
from desktop.training import (
    OFFICER,
    PASSPHRASE,
    TrainingLaptop,
    prepare_laptop,
    training_county,
)
from desktop.window_walk import WalkStopped, WindowWalk
from ui.dialogs.note_dialog import PAUSE_MS, NoteDialog
from ui.pages.case_page import CasePage
from ui.pages.security_page import SecurityPage
from ui.places import CasePlace, Room
from ui.screening.draft_page import DraftPage

HOME, OUT, COUNTY = "home", "saved on purpose", "county"
# The computer's part of the key lies in a file then, which is searched as well.
NO_KEYSTORE = "keyring.backends.fail.Keyring"
NEW_PASSPHRASE = f"{MARKERS[0]}-Meadow-27"
SEEN_NAMES = 5
DIALOG_MS = 200


class Walker:
    """A worker at one laptop, and what must be found nowhere.

    Attributes:
        words: planted and shown words, so far.
        found: the files with one of them, by workflow.
    """

    def __init__(self, folder: Path, laptop: TrainingLaptop, stop: Callable[[], None]) -> None:
        self.words = list(MARKERS)
        self.found: dict[str, list[str]] = {}
        self._folder = folder
        self._laptop = laptop
        self._stop_county = stop
        self._case: CaseId | None = None
        self._passphrase = PASSPHRASE

    def walk(self) -> None:
        """Every workflow in turn, each followed by a search, also while its window is open."""
        for steps in (self._morning(), self._field(), self._office()):
            with self._window() as walk:
                for name, step in steps:
                    step(walk)
                    walk.rest(100)
                    self.look(name)
            self.look(f"closed after “{name}”")

    def look(self, name: str) -> None:
        """Search everything below the watched folder."""
        self.found[name] = hits(self._folder / HOME, self.words)

    def _morning(self) -> Iterator[tuple[str, Callable[[WindowWalk], object]]]:
        yield "a wrong passphrase", self._type_wrong
        yield "unlock", lambda walk: walk.unlock(self._passphrase)
        yield "sync", lambda walk: walk.sync()
        yield "list youths", self._list
        yield "search a word nobody has", partial(_search, word=MARKERS[1])
        yield "search a name", lambda walk: walk.search(self.words[-1][:5])
        yield "open a case", self._open
        yield "copy a name", self._copy
        yield "write a note", partial(_write_note, word=MARKERS[2], save=True)
        yield "lock with a note half written", self._lock_over_note

    def _field(self) -> Iterator[tuple[str, Callable[[WindowWalk], object]]]:
        self._stop_county()
        yield "unlock without the county", lambda walk: walk.unlock(self._passphrase)
        yield "open a case without the county", self._open_again
        yield "screen", self._screen
        yield "sign", lambda walk: walk.sign()
        yield "print", self._print
        yield "sync without the county", lambda walk: walk.sync()
        yield "lock by key", lambda walk: walk.lock()

    def _office(self) -> Iterator[tuple[str, Callable[[WindowWalk], object]]]:
        yield "unlock again", lambda walk: walk.unlock(self._passphrase)
        yield "another language", lambda walk: walk.window.use_language("es")
        yield "change the passphrase", self._change_passphrase
        yield "unlock with the new one", self._unlock_anew
        yield "look at today", lambda walk: walk.shell.open(Room.TODAY)

    def _type_wrong(self, walk: WindowWalk) -> None:
        with suppress(WalkStopped):
            walk.unlock(f"{MARKERS[3]} {MARKERS[4]}")

    def _list(self, walk: WindowWalk) -> None:
        walk.search("")
        names = [name for _, name in walk.listed_youths()][:SEEN_NAMES]
        self.words += names

    def _open(self, walk: WindowWalk) -> None:
        walk.open_first_found()
        place = walk.shell.place
        assert isinstance(place, CasePlace)
        self._case = place.case

    def _copy(self, _: WindowWalk) -> None:
        QApplication.clipboard().setText(self.words[-1])

    def _open_again(self, walk: WindowWalk) -> None:
        assert self._case is not None
        walk.open_case(self._case)

    def _lock_over_note(self, walk: WindowWalk) -> None:
        _write_note(walk, MARKERS[5], save=False)
        walk.wait(lambda: walk.window.unlock_page is not None, "the unlock screen")

    def _screen(self, walk: WindowWalk) -> None:
        walk.start_screening()
        today = SystemClock().now().astimezone(COUNTY_ZONE).date()
        for answers in answers_of_the_day(today):
            typed = {"own_words": MARKERS[6], "worker_note": MARKERS[7]}
            walk.fill_section(answers | {name: typed[name] for name in typed if name in answers})
            walk.go_on()
        draft = walk.page(DraftPage)
        assert draft.filling is not None
        assert not draft.filling.problems()

    def _print(self, walk: WindowWalk) -> None:
        paper = self._folder / OUT / "summary.pdf"
        walk.signed_page().save_print(paper, full=True)
        walk.wait(paper.exists, "the report")

    def _change_passphrase(self, walk: WindowWalk) -> None:
        walk.shell.open(Room.SECURITY)
        card = walk.page(SecurityPage).passphrase
        card.old.setText(self._passphrase)
        card.new.setText(NEW_PASSPHRASE)
        card.again.setText(NEW_PASSPHRASE)
        card.change.click()
        walk.wait(lambda: not card.new.text(), "the changed passphrase")
        self._passphrase = NEW_PASSPHRASE

    def _unlock_anew(self, walk: WindowWalk) -> None:
        walk.lock()
        walk.unlock(self._passphrase)

    @contextmanager
    def _window(self) -> Iterator[WindowWalk]:
        with open_desktop(self._laptop.places, connect=self._laptop.connect) as desktop:
            desktop.window.show()
            yield WindowWalk(desktop.window)


def _search(walk: WindowWalk, word: str) -> None:
    with suppress(WalkStopped):
        walk.search(word)


def _write_note(walk: WindowWalk, word: str, *, save: bool) -> None:
    """Type into the note's dialog, which runs a loop of its own; then save it, or lock."""

    def type_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NoteDialog)
        QTest.keyClicks(dialog.words, word)
        QTimer.singleShot(PAUSE_MS + DIALOG_MS, dialog.save.click if save else walk.window.lock)

    QTimer.singleShot(DIALOG_MS, type_it)
    walk.page(CasePage).add_note.click()
    walk.rest(DIALOG_MS)


def search_windows() -> dict[str, list[str]]:
    """The files a word was found in, by workflow; runs in a process whose folders are watched."""
    folder = Path(os.environ["HOME"]).parent
    with training_county(folder / COUNTY) as county:
        laptop = prepare_laptop(county, folder / HOME / "profile", OFFICER, _ignore)
        walker = Walker(folder, laptop, county.stop)
        walker.walk()
    return walker.found


def run_watched() -> dict[str, object]:
    """Start this module in a process that keeps everything below one folder."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        home = folder / HOME
        places = {
            "HOME": home,
            "TMPDIR": home / "tmp",
            "XDG_RUNTIME_DIR": home / "run",
            "XDG_CONFIG_HOME": home / "config",
            "XDG_CACHE_HOME": home / "cache",
            "XDG_DATA_HOME": home / "data",
            "CUPS_CACHEDIR": home / "spool",
        }
        for one in (*places.values(), folder / OUT):
            one.mkdir(mode=0o700)
        environment = os.environ | {name: str(one) for name, one in places.items()}
        environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHON_KEYRING_BACKEND": NO_KEYSTORE}
        with (home / "said.log").open("wb") as said:
            done = subprocess.run(
                [sys.executable, "-m", __spec__.name, "--here"],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=said,
                check=False,
            )
        if done.returncode:
            raise AssertionError((home / "said.log").read_text()[-2000:])
        found: dict[str, list[str]] = json.loads(done.stdout)
        found["what the program said"] = hits(home, MARKERS)
    return {"workflows": len(found), "words": len(MARKERS) + SEEN_NAMES, "found": found}


def _ignore(_: str) -> None:
    pass


if __name__ == "__main__":
    report = search_windows() if "--here" in sys.argv else run_watched()
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
