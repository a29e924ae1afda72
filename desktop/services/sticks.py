# SPDX-License-Identifier: AGPL-3.0-or-later
"""Syncing by a stick: a file for the county, and its answer.

Both run on a network thread, so that the store's own thread stays free for the worker; every touch
of the store is handed over there and waited for.
"""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.instruments import built_in_hashes
from desktop.services.organization_thread import OrganizationOnItsThread
from desktop.services.store_thread import (
    CallOnStore,
    StoreOnItsThread,
)
from desktop.services.syncing import PHASES
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from desktop.sticks import find_answer, put_on_stick, tidy_stick
from desktop.system import VERSION
from storage.model import Changes, Receipt
from sync.client.bundle_book import BundleBook, BundleOut, forget_out, read_book
from sync.client.bundle_reading import BundleReader
from sync.client.bundle_writing import BundleWriter, Pen, WrittenBundle
from sync.client.engine import Progress
from sync.client.errors import OrderGiven, SyncCancelled
from sync.client.organization import Colleagues, Holder, OrganizationSync
from sync.wire.orders import Order
from sync.wire.signatures import encode_public_key
from ui.errors import ShownError
from ui.port_values import CancelToken
from ui.stick_port import StickOut, StickView
from ui.sync_progress import SyncPhase, SyncProgress

Tell = Callable[[SyncProgress], None]


class ByHand(Protocol):
    """Carrying the county's order out without a network (desktop.stick_orders)."""

    def obey(self, given: OrderGiven, folder: Path) -> ShownError: ...

    def write_sealed_work(self, order: Order, folder: Path) -> WrittenBundle: ...


ObeyByHand = Callable[[Pen], ByHand]


class Sticks:
    """Fulfils ui.ports.StickPort.

    Args:
        obey: how this laptop carries out an order that came on a stick.
    """

    def __init__(self, session: OpenSession, call_on_store: CallOnStore, obey: ObeyByHand) -> None:
        self._session = session
        self._call = call_on_store
        self._obey = obey

    def state(self) -> StickView:
        """Whether a file can be written; the newest under way, which holds what others hold."""
        with shown_errors():
            store = self._session.store
            return StickView(
                may_write=bool(store.papers.bundle_key()),
                out=tuple(_view(one) for one in read_book(store.carrying).out[-1:]),
            )

    def write(self, folder: Path, progress: Tell, cancel: CancelToken) -> StickOut | None:
        """Put a file for the county into a folder; of a stopped laptop, its sealed work."""
        progress(SyncProgress(SyncPhase.GATHERING))
        store = StoreOnItsThread(self._session.store, self._call)
        with shown_errors():
            earlier, pen = self._book(), self._pen()
            order = earlier.order
            if order is not None and self._call(self._session.store.papers.suspended_at):
                return _view(self._obey(pen).write_sealed_work(order, folder).out)
            try:
                written = BundleWriter(
                    store,
                    pen,
                    progress=_relay(progress),
                    is_cancelled=cancel.is_cancelled,
                    organization=Colleagues(self._organization(), self._holder(pen)),
                ).write()
                self._put(written, folder, progress, cancel)
            except SyncCancelled:
                return None
        tidy_stick(folder, [one.name for one in earlier.out], answered=False)
        return _view(written.out)

    def read(self, place: Path, progress: Tell, cancel: CancelToken) -> Changes | None:
        """Read the county's answer from a file, or from a folder."""
        progress(SyncProgress(SyncPhase.GATHERING))
        store = StoreOnItsThread(self._session.store, self._call)
        with shown_errors():
            names, pen = [one.name for one in self._book().out], self._pen()
            reader = BundleReader(
                store,
                self._session.clock,
                encode_public_key(pen.key.public_key()),
                progress=_relay(progress),
                is_cancelled=cancel.is_cancelled,
                county=self._session.profile.county,
                built_in=built_in_hashes(),
                organization=lambda answers: OrganizationSync(
                    self._organization(), answers, self._holder(pen), secrets.token_bytes
                ),
            )
            try:
                _, changes = reader.read(find_answer(place, names))
            except OrderGiven as given:
                raise self._obey(pen).obey(given, place) from given
            except SyncCancelled:
                return None
            left = {one.name for one in self._book().out}
        tidy_stick(place, [one for one in names if one not in left], answered=True)
        return changes

    def _put(
        self, written: WrittenBundle, folder: Path, progress: Tell, cancel: CancelToken
    ) -> None:
        """Put a file on the stick; one that did not get there is not on its way."""
        size = len(written.content)

        def tell(done: int) -> None:
            progress(SyncProgress(SyncPhase.WRITING, done, size, 1, 1))

        try:
            put_on_stick(folder, written.name, written.content, tell, _stopping(cancel))
        except (ShownError, SyncCancelled):
            carrying = self._session.store.carrying
            self._call(lambda: forget_out(carrying, written.out.number))
            raise

    def last_receipt(self) -> Receipt:
        """What the last sync did."""
        receipt = self._call(self._session.store.last_receipt)
        return receipt or Receipt(at=self._session.clock.now())

    def _organization(self) -> OrganizationOnItsThread:
        return OrganizationOnItsThread(self._session.store.organization, self._call)

    def _holder(self, pen: Pen) -> Holder:
        profile = self._session.profile
        return Holder(profile.device, pen.key, profile.hat)

    def _book(self) -> BundleBook:
        store = self._session.store
        return self._call(lambda: read_book(store.carrying))

    def _pen(self) -> Pen:
        raw = self._call(self._session.store.device_private_key)
        key = Ed25519PrivateKey.from_private_bytes(raw)
        return Pen(key, self._session.clock, secrets.token_bytes, VERSION)


def _relay(progress: Tell) -> Callable[[Progress], None]:
    def report(step: Progress) -> None:
        phase = PHASES[step.phase]
        progress(SyncProgress(phase, step.done, step.total, step.number, step.files))

    return report


def _stopping(cancel: CancelToken) -> Callable[[], None]:
    def stop() -> None:
        if cancel.is_cancelled():
            raise SyncCancelled("Stopped; nothing was written.")

    return stop


def _view(out: BundleOut) -> StickOut:
    sealed = out.order != 0
    return StickOut(out.name, out.written_at, out.operations, out.files, sealed)
