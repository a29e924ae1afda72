# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real laptops for journeys: an enrolled vault each, worked through the desktop's own use cases."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.clock import Clock
from casework.policy import Hat
from desktop.application import connect_to_county
from desktop.county_process import CountyAddress
from desktop.enrolling import enrol_laptop
from desktop.paths import Places
from desktop.services.syncing import ConnectToCounty
from desktop.session import open_session
from desktop.system import SystemClock, new_id
from desktop.unlock import UnlockDesk
from desktop.vaults import find_vault
from sync.client.conversation import Conversation
from sync.client.engine import Exchange
from sync.client.enrolment import Comparing
from sync.client.errors import ConnectionCut
from sync.client.limits import ClientLimits
from sync.client.transport import Reply, Transport
from sync.wire.messages import PATH_PULL
from tests.fakes.county import TestCounty
from tests.fakes.sqlcipher_pages import decrypt_pages, decrypt_wal
from ui.ports import Workspace
from ui.sync_progress import SyncProgress

PASSPHRASE = "Meadow-Thrush-2026-test"
T = TypeVar("T")


class NeverCancelled:
    """A cancel token nobody turns."""

    def is_cancelled(self) -> bool:
        return False


def call_inline(job: Callable[[], T], /) -> T:
    """Stands in for the store's thread where there is only one."""
    return job()


def ignore_progress(progress: SyncProgress) -> None:
    """For syncs whose progress nobody watches."""
    del progress


class CuttingTransport:
    """Passes some answers from one path on; then requests still arrive, but answers are lost."""

    def __init__(self, inner: Transport, pages: int, path: str = PATH_PULL) -> None:
        self._inner = inner
        self._left = pages
        self._path = path

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        reply = self._inner.send(path, headers, body)
        self._left -= path == self._path
        if self._left < 0:
            raise ConnectionCut("The connection to the county broke off.")
        return reply


@dataclass(frozen=True)
class Laptop:
    """One enrolled laptop, and what tells it the time."""

    places: Places
    clock: Clock = field(default_factory=SystemClock)

    def desk(self, clock: Clock, connect: ConnectToCounty = connect_to_county) -> UnlockDesk:
        """Its door."""
        return UnlockDesk(self.places, clock, new_id, call_on_store=call_inline, connect=connect)

    @contextmanager
    def unlocked(self, connect: ConnectToCounty = connect_to_county) -> Iterator[Workspace]:
        """The unlocked laptop, as its screens see it."""
        desk = self.desk(self.clock, connect)
        try:
            yield desk.unlock(PASSPHRASE)
        finally:
            desk.lock()

    def sync(self, connect: ConnectToCounty = connect_to_county) -> None:
        """Unlock, sync once, lock."""
        with self.unlocked(connect) as workspace:
            workspace.sync.sync(ignore_progress, NeverCancelled())

    def sync_until_cut(self, *, page_records: int, pages: int) -> bool:
        """Sync over a connection that dies after some pages; True when it got to the end."""
        vault = find_vault(self.places)
        key = vault.unlock(PASSPHRASE)
        marks = vault.marks()
        with open_session(self.places, key, self.clock, new_id, marks) as session:
            raw = session.store.device_private_key()
            with connect_to_county(session.profile) as transport:
                exchange = Exchange(
                    session.store,
                    Conversation(
                        CuttingTransport(transport, pages),
                        Ed25519PrivateKey.from_private_bytes(raw),
                        self.clock,
                        secrets.token_bytes,
                        county_key=session.store.instruments.signing_key(),
                    ),
                    self.clock,
                    progress=lambda _progress: None,
                    is_cancelled=lambda: False,
                    limits=ClientLimits(page_records=page_records),
                )
                try:
                    exchange.run()
                except ConnectionCut:
                    return False
        return True

    def raw_bytes(self) -> bytes:
        """Every decrypted byte of the store and its write-ahead log, freed pages included."""
        key = find_vault(self.places).unlock(PASSPHRASE).reveal()
        store = self.places.vault / "store.db"
        log = self.places.vault / "store.db-wal"
        plain = decrypt_pages(store, key)
        return plain + (decrypt_wal(log, key) if log.exists() else b"")


def enrolled_laptop(county: TestCounty, hat: Hat, home: Path, clock: Clock | None = None) -> Laptop:
    """A laptop set up with a fresh invite for a hat; it keeps the machine’s time unless told."""
    home.mkdir(parents=True)
    laptop = Laptop(Places(home), clock or SystemClock())
    enrol_laptop(
        laptop.places,
        CountyAddress(county.url, county.certificate_pem),
        invite=county.invite(hat),
        passphrase=PASSPHRASE,
        device_name=f"Laptop of {hat.person_name}",
        clock=laptop.clock,
        new_id=new_id,
        comparing=Comparing(county.compare, wait=lambda _: None),
    )
    return laptop
