# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sticks at the door: carrying by hand while the laptop shows nothing, its lease over or stopped.

Invariant: whoever knows the passphrase may carry sealed files out and the county's answer in;
nothing is shown, and the store is closed again whatever came of it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.enrolling import read_sealing_key
from desktop.paths import Places
from desktop.services.sticks import Sticks, Tell
from desktop.services.store_thread import CallOnStore
from desktop.session import OpenSession
from desktop.stick_orders import ObedienceByHand
from desktop.vaults import find_vault
from storage.removal import remove_vault
from sync.client.bundle_writing import Pen
from ui.port_values import CancelToken
from ui.stick_port import StickOut


class StickDoor:
    """Fulfils ui.stick_port.StickDoorPort.

    Args:
        places: where the chosen worker's things are.
        open_store: opens it with a passphrase, also where the lease is over; raises ShownError.
        lock: closes it.
    """

    def __init__(
        self,
        places: Callable[[], Places],
        call_on_store: CallOnStore,
        open_store: Callable[[str], OpenSession],
        lock: Callable[[], None],
    ) -> None:
        self._places = places
        self._call = call_on_store
        self._open_store = open_store
        self._lock = lock

    def of(self, session: OpenSession) -> Sticks:
        """Carrying by hand for a session, which may be stopped meanwhile."""
        places = self._places()
        vault = find_vault(places)

        def obey(pen: Pen) -> ObedienceByHand:
            sealing = self._call(session.store.papers.sealing_key)
            return ObedienceByHand(
                store=session.store,
                call=self._call,
                pen=pen,
                county_key=read_sealing_key(sealing),
                lock=self._lock,
                give_up=lambda: remove_vault(vault, places.vault),
            )

        return Sticks(session, self._call, obey)

    @contextmanager
    def opened(self, passphrase: str) -> Iterator[Sticks]:
        """Carrying by hand without showing anything.

        Raises:
            ShownError: as an unlock, but for the lease.
        """
        session = self._call(lambda: self._open_store(passphrase))
        try:
            yield self.of(session)
        finally:
            self._call(self._lock)

    def write(
        self, passphrase: str, folder: Path, progress: Tell, cancel: CancelToken
    ) -> StickOut | None:
        """See the port."""
        with self.opened(passphrase) as sticks:
            return sticks.write(folder, progress, cancel)

    def read(self, passphrase: str, place: Path, progress: Tell, cancel: CancelToken) -> bool:
        """See the port."""
        with self.opened(passphrase) as sticks:
            return sticks.read(place, progress, cancel) is not None
