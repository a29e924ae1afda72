# SPDX-License-Identifier: AGPL-3.0-or-later
"""Obeying the county's order without a network: as in desktop.orders, a stick at a time.

Invariants: as there. The order comes with one answer; the sealed work goes out on the same stick at
once; the keys are given up when the next answer says that the county has it, and where something
was typed since, that goes out first.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from casework.audit import AuditEvent
from casework.sealing import SealingKey
from desktop.orders import (
    EMPTIED,
    HOW_AFTER_EMPTIED,
    NO_KEY,
    STOPPED,
    WORK_HANDED_OVER,
    SealedWork,
    give_up_if,
    seal_work,
)
from desktop.services.store_thread import CallOnStore, StoreOnItsThread
from desktop.sticks import StickUnusable, put_on_stick
from storage.store import Store
from sync.client.bundle_book import forget_out
from sync.client.bundle_writing import BundleWriter, Pen, WrittenBundle
from sync.client.errors import OrderGiven, OrderSealed
from sync.wire.orders import Order, OrderKind
from ui.errors import ShownError
from ui.locked_out import LaptopStopped

WORK_ON_STICK = (
    "Its unsent work is on the stick, sealed. Take the stick to the county, then read the answer "
    "here once more."
)


@dataclass(frozen=True)
class ObedienceByHand:
    """What obeying needs; see `desktop.orders.Obedience`.

    Attributes:
        pen: what the laptop writes with.
    """

    store: Store
    call: CallOnStore
    pen: Pen
    county_key: SealingKey | None
    lock: Callable[[], None]
    give_up: Callable[[], None]

    def obey(self, given: OrderGiven, folder: Path) -> ShownError:
        """Carry an order out as far as it can be now; what the worker is told.

        Raises:
            StickUnusable: the sealed work is not on the stick; nothing is shown, the next stick
                goes on.
            LaptopStopped: the county has no key to seal it to; everything stays.
        """
        order = given.order
        self.suspend(order)
        if not isinstance(given, OrderSealed):
            self.write_sealed_work(order, folder)
            return LaptopStopped(STOPPED, WORK_ON_STICK)
        if order.kind is OrderKind.WIPE:
            self.call(lambda: self.store.audit.note(AuditEvent.WIPED))
        done = self._write(order, SealedWork(b"", given.mark), obeyed=True)
        if order.kind is OrderKind.WIPE and not self.call(lambda: self._give_up_if(given.mark)):
            self.call(lambda: forget_out(self.store.carrying, done.out.number))
            self.write_sealed_work(order, folder)
            return LaptopStopped(STOPPED, WORK_ON_STICK)
        # The county has the work; a stick that cannot tell it so is no reason to keep the keys.
        with suppress(StickUnusable):
            _put(folder, done)
        if order.kind is OrderKind.WIPE:
            return LaptopStopped(EMPTIED, HOW_AFTER_EMPTIED)
        return LaptopStopped(STOPPED, WORK_HANDED_OVER)

    def suspend(self, order: Order) -> None:
        """Show nothing from now on."""
        if self.call(self.store.papers.suspended_at) is None:
            now = self.pen.clock.now()
            self.call(lambda: self.store.papers.suspend(order.number, now))
            self.call(lambda: self.store.audit.note(AuditEvent.DEVICE_SUSPENDED))

    def write_sealed_work(self, order: Order, folder: Path) -> WrittenBundle:
        """Put the unsent work on the stick, sealed to the county's offline key."""
        now = self.pen.clock.now()
        sealed = self.call(lambda: seal_work(self.store, self.county_key, now))
        if sealed is None:
            raise LaptopStopped(STOPPED, NO_KEY)
        written = self._write(order, sealed, obeyed=False)
        _put(folder, written)
        return written

    def _give_up_if(self, mark: str) -> bool:
        return give_up_if(self.store, mark, self.lock, self.give_up)

    def _write(self, order: Order, sealed: SealedWork, *, obeyed: bool) -> WrittenBundle:
        store = StoreOnItsThread(self.store, self.call)
        writer = BundleWriter(store, self.pen, progress=lambda _: None, is_cancelled=lambda: False)
        return writer.write_obedience(order, sealed.box, sealed.mark, obeyed=obeyed)


def _put(folder: Path, written: WrittenBundle) -> None:
    place = folder if folder.is_dir() else folder.parent
    put_on_stick(place, written.name, written.content, lambda _: None, lambda: None)
