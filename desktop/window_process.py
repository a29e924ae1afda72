# SPDX-License-Identifier: AGPL-3.0-or-later
"""One window from its unlock screen to its lock, in a process of its own that ends with it.

Why a process: what was shown, typed and derived leaves memory for certain only when the process
that held it ends (docs/adr/0006). desktop.keeper starts this and puts the next one in its place.

Invariants:
- A standby has everything imported and nothing opened: it waits for its turn before Qt's
  application, the vault or the store are touched.
- At lock the window is blank first; the process ends once the store is closed, when the next window
  is on the screen, and after MOST_WAIT_MS in any case.
"""

import argparse
import os
import signal
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from desktop.application import OpenDesktop, connect_to_county, open_desktop
from desktop.crash import report_crashes
from desktop.hardening import harden_process
from desktop.keeper import STANDBY
from desktop.keeper_line import KeeperLine
from desktop.notices import read_banner
from desktop.paths import find_places
from desktop.practice import TrainingPlace
from desktop.services.syncing import ConnectToCounty
from desktop.system import SystemSteady
from desktop.system_locks import SystemLocks
from desktop.training import PASSPHRASE, connect_to_training
from ui.lock_reasons import LockReason
from ui.start import Start
from ui.system_network import SystemNetwork

MOST_WAIT_MS = 500
READABLE = "--memory-may-be-read"

Prepared = Callable[[OpenDesktop], object]


def main(arguments: Sequence[str], prepared: Prepared | None = None) -> int:
    """Be one window process; returns the exit code where it does not end by itself.

    Args:
        arguments: as desktop.keeper gives them.
        prepared: called with the desktop once it is on the screen, for measurements.
    """
    chosen = _parse(arguments)
    harden_process(readable=chosen.memory_may_be_read)
    report_crashes()
    # Control-C reaches every process of a terminal; the keeper decides what follows from it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line = KeeperLine()
    stand = line.wait_for_show() if chosen.standby else {}
    if stand is None:
        return 0
    places = find_places(chosen.home)
    start = Start(
        reason=LockReason(stand.get("reason", LockReason.STARTED)),
        notice=None if chosen.standby else read_banner(places),
        ends_at_lock=True,
        seconds=SystemSteady().seconds,
        network=SystemNetwork,
    )
    training = None if chosen.training is None else Path(chosen.training)
    with open_desktop(
        places,
        connect=_connection(training),
        training_passphrase=None if training is None else PASSPHRASE,
        start=start,
        training=None if training is None else TrainingPlace(training, places),
    ) as desktop:
        _show(desktop, str(stand.get("geometry", "")))
        line.tell("shown")
        if chosen.until_shown:
            return 0
        life = _Life(desktop, line)
        if prepared is not None:
            prepared(desktop)
        code = desktop.application.exec()
        del life
    _end(code)
    return code


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fieldfare", add_help=False)
    parser.add_argument("--home")
    parser.add_argument("--training")
    parser.add_argument("--until-shown", action="store_true")
    parser.add_argument(STANDBY, action="store_true")
    parser.add_argument(READABLE, action="store_true")
    return parser.parse_args(arguments)


def _connection(training: Path | None) -> ConnectToCounty:
    return connect_to_county if training is None else partial(connect_to_training, training)


def _show(desktop: OpenDesktop, geometry: str) -> None:
    window = desktop.window
    if geometry:
        window.restoreGeometry(b64decode(geometry))
    window.show()
    window.activateWindow()
    desktop.application.processEvents()


class _Life(QObject):
    """What passes between a shown window and the keeper until the process ends."""

    def __init__(self, desktop: OpenDesktop, line: KeeperLine) -> None:
        super().__init__()
        self._window = desktop.window
        self._line = line
        self._window.unlocked.connect(lambda: line.tell("unlocked"))
        self._window.locked.connect(self._on_locked)
        self._locks = SystemLocks(self)
        self._locks.over.connect(self._window.lock)
        self._locks.listen(self._window)
        line.leave.connect(_end)
        line.gone.connect(self._window.end)
        line.listen()

    def _on_locked(self, reason: LockReason) -> None:
        """The store is closed: let the next window come and end this process.

        A window that is gone was closed; then everything ends.
        """
        if not self._window.isVisible():
            return
        geometry = b64encode(self._window.saveGeometry().data()).decode("ascii")
        self._line.tell("locked", reason=reason.value, geometry=geometry)
        QTimer.singleShot(MOST_WAIT_MS, _end)


def _end(code: int = 0) -> None:
    """End without another look at the memory: nothing is left to write, everything to forget."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)
