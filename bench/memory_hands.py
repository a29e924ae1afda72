# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real window process with hands at its controls, for the scan of its memory (bench.memory_scan).

It knows nothing by itself: each word it types comes over a socket, and only to the process that is
to type it, so that what a later scan finds in another process did not come from here.
"""

import json
import socket
import sys
from functools import partial
from typing import Any

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.application import OpenDesktop
from desktop.window_process import main
from desktop.window_walk import WindowWalk
from ui.dialogs.note_dialog import PAUSE_MS, NoteDialog
from ui.pages.case_page import CasePage
from ui.pages.youths_page import YouthsPage
from ui.places import Room

HANDS = "--hands"
DIALOG_MS = 200


class Hands:
    """Does what it is told, one thing at a time, and says when it is done."""

    def __init__(self, address: str, desktop: OpenDesktop) -> None:
        self._walk = WindowWalk(desktop.window)
        self._window = desktop.window
        self._line = socket.socket(socket.AF_UNIX)
        self._line.connect(address)
        self._listener = QSocketNotifier(self._line.fileno(), QSocketNotifier.Type.Read)
        self._listener.activated.connect(self._on_word)
        self._say("shown")

    def _say(self, word: str) -> None:
        self._line.sendall(word.encode() + b"\n")

    def _on_word(self) -> None:
        content = self._line.recv(65536)
        if not content:
            self._listener.setEnabled(False)
            return
        said = json.loads(content)
        self._do(said.pop("do"), **said)

    def _do(self, word: str, text: str = "") -> None:
        match word:
            case "unlock":
                self._unlock(text)
            case "search":
                self._walk.shell.open(Room.YOUTHS)
                page = self._walk.page(YouthsPage)
                QTest.keyClicks(page.box, text)
                self._walk.wait(lambda: page.model.rowCount() == 1, "the youth")
            case "open":
                self._walk.open_first_found()
                self._walk.rest(100)
            case "note":
                self._write_note(text)
                return
            case "lock":
                self._say("locking")
                self._window.lock()
                return
        self._say(f"done {word}")

    def _unlock(self, passphrase: str) -> None:
        notice = self._window.notice_page
        if notice is not None:
            QTest.keyClick(notice.agree, Qt.Key.Key_Return)
        page = self._window.unlock_page
        assert page is not None
        self._walk.wait(page.passphrase.isEnabled, "the passphrase field")
        QTest.keyClicks(page.passphrase, passphrase)
        QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
        self._walk.wait(lambda: self._window.shell is not None, "the first screen")

    def _write_note(self, text: str) -> None:
        """Type into the note's dialog, which runs a loop of its own until it is gone."""
        QTimer.singleShot(0, self._walk.page(CasePage).add_note.click)
        QTimer.singleShot(DIALOG_MS, partial(self._type_note, text))

    def _type_note(self, text: str) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NoteDialog)
        QTest.keyClicks(dialog.words, text)
        QTimer.singleShot(PAUSE_MS + DIALOG_MS, partial(self._say, "done note"))


def run(arguments: list[str]) -> int:
    """Take the socket's address out of the call and be a window process."""
    at = arguments.index(HANDS)
    address = arguments[at + 1]
    kept: list[Any] = []
    rest = arguments[:at] + arguments[at + 2 :]
    return main(rest, lambda desktop: kept.append(Hands(address, desktop)))


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
