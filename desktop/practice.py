# SPDX-License-Identifier: AGPL-3.0-or-later
"""The role-play on a training laptop: each member has a vault of their own on this computer.

Invariants: only a laptop that was opened against a training county has this; what it makes lies in
the training's own folder; a change of who is played sends the work first and ends with a lock.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from casework.practice import PracticeAnswer, StepCode
from desktop.county_process import TrainingCounty, TrainingCountyFailed
from desktop.keeping import LABEL_FILE, MOST_LABEL_LETTERS, places_with_vaults, read_label
from desktop.paths import Places
from desktop.session import OpenSession
from desktop.system import SystemClock, new_id
from desktop.training import PASSPHRASE, connect_to_training, enrol_training_laptop
from desktop.unlock import UnlockDesk
from storage.files import write_durably
from ui.errors import ShownError
from ui.port_values import CancelToken
from ui.ports import SyncPort
from ui.sync_progress import SyncProgress
from ui.training_port import PlayPhase, TrainingView

PLAYED_FILE, STEPS_FILE, RESET_FILE = "played.json", "steps.json", "make-anew"
T = TypeVar("T")


@dataclass(frozen=True)
class TrainingPlace:
    """Where a training county and its laptops lie.

    Attributes:
        county: the county's own folder; beside it lies what the role-play remembers.
        home: the profile folder of its laptops.
    """

    county: Path
    home: Places

    def remembered(self, name: str) -> Path:
        """A file of the role-play."""
        return self.county.parent / name

    def played(self) -> str:
        """The worker who is played; empty for the first."""
        return str(_read(self.remembered(PLAYED_FILE), ""))


class Practice:
    """Fulfils ui.training_port.TrainingPort for an open session.

    Args:
        choose: from now on asks for this worker's passphrase.
    """

    def __init__(
        self,
        place: TrainingPlace,
        session: OpenSession,
        sync: SyncPort,
        choose: Callable[[str], None],
    ) -> None:
        self._place, self._sync, self._choose = place, sync, choose
        self._me = session.hat.person_name
        self._county = TrainingCounty(place.county)

    def view(self) -> TrainingView:
        """Ask the training county.

        Raises:
            ShownError: it does not answer.
        """
        lines = asking(lambda: self._county.run("practice")).splitlines()
        return TrainingView(
            me=self._me,
            answers=tuple(PracticeAnswer.model_validate_json(one) for one in lines),
            done=frozenset(map(StepCode, self._done())),
            with_laptop=frozenset(self._laptops()),
        )

    def play(self, person: str, progress: Callable[[PlayPhase], None], cancel: CancelToken) -> bool:
        """Have another member's laptop ready, and choose it.

        Raises:
            ShownError: the county does not answer, or the laptop could not be made.
        """
        progress(PlayPhase.SENDING)
        self._sync.sync(_ignore, cancel)
        if cancel.is_cancelled():
            return False
        places = self._laptops().get(person)
        if places is None:
            progress(PlayPhase.MAKING)
            places = replace(self._place.home, worker=new_id())
            asking(partial(enrol_training_laptop, self._county, places, person))
            label_laptop(places, person)
        if cancel.is_cancelled():
            return False
        progress(PlayPhase.FETCHING)
        self._fetch(places, cancel)
        if cancel.is_cancelled():
            return False
        played = json.dumps(places.worker).encode()
        write_durably(self._place.remembered(PLAYED_FILE), played)
        self._choose(places.worker)
        return True

    def mark(self, step: StepCode, *, done: bool) -> None:
        """Tick a step, or take the tick back."""
        ticked = set(self._done()) - {step.value} | ({step.value} if done else set())
        words = json.dumps(sorted(ticked)).encode()
        write_durably(self._place.remembered(STEPS_FILE), words)

    def ask_reset(self) -> None:
        """Leave word for whoever started the training county."""
        write_durably(self._place.remembered(RESET_FILE), b"")

    def _done(self) -> list[str]:
        known = set(StepCode)
        kept = _read(self._place.remembered(STEPS_FILE), [])
        return [one for one in kept if one in known] if isinstance(kept, list) else []

    def _laptops(self) -> dict[str, Places]:
        found = enumerate(places_with_vaults(self._place.home), start=1)
        return {read_label(one, number): one for number, one in found}

    def _fetch(self, places: Places, cancel: CancelToken) -> None:
        desk = UnlockDesk(
            places,
            SystemClock(),
            new_id,
            call_on_store=lambda job: job(),
            connect=partial(connect_to_training, self._place.county),
            training_passphrase=PASSPHRASE,
        )
        try:
            desk.unlock(PASSPHRASE).sync.sync(_ignore, cancel)
        finally:
            desk.lock()


def label_laptop(places: Places, person: str) -> None:
    """Say beside a training laptop whose it is: everybody here is invented."""
    words = json.dumps({"label": person[:MOST_LABEL_LETTERS]}).encode()
    write_durably(places.own / LABEL_FILE, words)


def _read(file: Path, otherwise: object) -> object:
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError):
        return otherwise


def asking(job: Callable[[], T]) -> T:
    """Ask the training county; that it does not answer is told as screens show it."""
    try:
        return job()
    except TrainingCountyFailed as error:
        raise ShownError(str(error)) from error


def _ignore(_progress: SyncProgress) -> None:
    """The page shows which step it is, not how far a sync has come."""
