# SPDX-License-Identifier: AGPL-3.0-or-later
"""Obeying the county's order: show nothing more, hand unsent work over sealed, give the keys up.

Invariants, in this order:
- From the moment the order is heard nothing is shown.
- Nothing is given up before the county said that it has all unsent work, sealed to its offline key;
  what was typed while it was on its way goes after it. Where the county has no such key, or some
  work cannot be read, the keys stay.
- Keys go before files; what a crash cuts off is finished at the next start (storage.removal).
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NamedTuple

from casework.audit import AuditEvent
from casework.clock import Clock
from casework.sealing import SealingKey
from desktop.services.store_thread import CallOnStore, StoreOnItsThread
from desktop.session import OpenSession
from storage.store import Store
from sync.client.audit import AuditSync
from sync.client.conversation import Conversation
from sync.client.errors import CountyRefused, DeviceRefused
from sync.client.orders import OrderTalk
from sync.wire.orders import Order, OrderKind
from ui.errors import ShownError
from ui.locked_out import LaptopStopped

STOPPED = "The county has stopped this laptop; nothing on it can be read."
WORK_HANDED_OVER = "Its unsent work reached the county, sealed. Speak with your administrator."
NO_KEY = "Its unsent work stays on it, sealed. Speak with your administrator."
EMPTIED = "The county has emptied this laptop. Its unsent work reached the county, sealed."
HOW_AFTER_EMPTIED = "Ask your administrator for a new invite if you are to go on with it."


@dataclass(frozen=True)
class Obedience:
    """What obeying needs.

    Attributes:
        county_key: the county's public key for sealing, None where it has none.
        lock: ends the session; runs on the store's thread.
        give_up: destroys the keys and files of the locked vault; runs on the store's thread.
        send_log: sends what the county does not have of the log; on this thread.
    """

    store: Store
    call: CallOnStore
    clock: Clock
    county_key: SealingKey | None
    lock: Callable[[], None]
    give_up: Callable[[], None]
    send_log: Callable[[Conversation], None]

    def obey(self, order: Order, conversation: Conversation) -> ShownError:
        """Carry an order out; what the worker is told.

        Raises:
            SyncError, StorageError: it is not finished; nothing is shown, and the next connection
                goes on.
        """
        talk = OrderTalk(conversation, order)
        now = self.clock.now()
        self.call(lambda: self.store.papers.suspend(order.number, now))
        self.call(lambda: self.store.audit.note(AuditEvent.DEVICE_SUSPENDED))
        sealed = self.call(self._seal)
        if sealed is None:
            return LaptopStopped(STOPPED, NO_KEY)
        talk.send_work(sealed.box)
        if order.kind is OrderKind.WIPE:
            self.call(lambda: self.store.audit.note(AuditEvent.WIPED))
            self.send_log(conversation)
            while not self.call(partial(self._give_up_if, sealed.mark)):
                sealed = self.call(self._seal)
                if sealed is None:
                    return LaptopStopped(STOPPED, NO_KEY)
                talk.send_work(sealed.box)
        talk.say_obeyed()
        if order.kind is OrderKind.WIPE:
            return LaptopStopped(EMPTIED, HOW_AFTER_EMPTIED)
        return LaptopStopped(STOPPED, WORK_HANDED_OVER)

    def _seal(self) -> "SealedWork | None":
        return seal_work(self.store, self.county_key, self.clock.now())

    def _give_up_if(self, mark: str) -> bool:
        return give_up_if(self.store, mark, self.lock, self.give_up)


class SealedWork(NamedTuple):
    """What was unsent at one moment, sealed, empty where nothing was; and the mark of it."""

    box: bytes
    mark: str


def seal_work(store: Store, county: SealingKey | None, at: datetime) -> SealedWork | None:
    """What is unsent now; None where there is no key to seal it to. On the store's thread."""
    if county is None:
        return None if store.unsent.count() else SealedWork(b"", store.unsent.mark())
    return SealedWork(store.unsent.seal_to(county, at), store.unsent.mark())


def give_up_if(
    store: Store, mark: str, lock: Callable[[], None], give_up: Callable[[], None]
) -> bool:
    """Lock and give the keys up where nothing unsent came since the mark; in one job of the store.

    Returns:
        False where something did, and then nothing was done.
    """
    if store.unsent.mark() != mark:
        return False
    lock()
    give_up()
    return True


def send_log(session: OpenSession, call: CallOnStore, conversation: Conversation) -> None:
    """Send what the county does not have of the log; a county that refuses it stops nothing."""
    store = StoreOnItsThread(session.store, call)
    # Nobody stops an order half way.
    log = AuditSync(
        store.audit, store.instruments, conversation, session.profile.county, lambda: None
    )
    # A county that refuses this laptop's log is no reason to keep the keys it asked for.
    with suppress(CountyRefused, DeviceRefused):
        log.run()
