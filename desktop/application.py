# SPDX-License-Identifier: AGPL-3.0-or-later
"""The composition root of the window: everything is made here, in order, and ended in reverse."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QApplication

from casework.clock import Clock
from desktop.paths import Places
from desktop.practice import Practice, TrainingPlace
from desktop.services.syncing import ConnectToCounty
from desktop.settings import Settings
from desktop.system import SystemClock, new_id
from desktop.unlock import UnlockDesk
from storage.model import Profile
from sync.client.transport import HttpsTransport
from ui.application import create_application
from ui.errors import ShownError
from ui.jobs import JobRunner
from ui.start import Start
from ui.window import MainWindow


@dataclass(frozen=True)
class OpenDesktop:
    """The running application before its event loop."""

    application: QApplication
    window: MainWindow


def connect_to_county(profile: Profile) -> HttpsTransport:
    """The connection a real laptop makes."""
    return HttpsTransport(profile.server_url, profile.server_certificate_pem)


@contextmanager
def open_desktop(
    places: Places,
    *,
    connect: ConnectToCounty = connect_to_county,
    training_passphrase: str | None = None,
    start: Start | None = None,
    clock: Clock | None = None,
    training: TrainingPlace | None = None,
) -> Iterator[OpenDesktop]:
    """The window and all it needs; leaving locks, waits for running work and ends every thread.

    Args:
        clock: what tells the time; the machine's when None.
        training: where the training county lies; None on a real laptop.
    """
    application = (
        existing
        if isinstance(existing := QApplication.instance(), QApplication)
        else (create_application(sys.argv[:1]))
    )
    runner = JobRunner()
    desk = UnlockDesk(
        places,
        clock or SystemClock(),
        new_id,
        call_on_store=runner.call_on_store,
        connect=connect,
        training_passphrase=training_passphrase,
        practice=None if training is None else partial(Practice, training),
    )
    if training is not None and training.played():
        # Whoever was chosen in the role-play may be gone; then the first one is asked.
        with suppress(ShownError):
            desk.keeping.choose(training.played())
    window = MainWindow(desk, runner, Settings(places.settings), start)
    try:
        yield OpenDesktop(application, window)
    finally:
        window.close()
        # Whatever state the window ended in, the store is closed on the thread that opened it.
        runner.call_on_store(desk.lock)
        runner.close()
        window.deleteLater()
