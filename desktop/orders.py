# SPDX-License-Identifier: AGPL-3.0-or-later
"""Obeying the county's order: show nothing more, hand unsent work over sealed, give the keys up.

Invariants, in this order:
- From the moment the order is heard nothing is shown.
- Nothing is given up before the county said that it has all unsent work, sealed to its offline key.
  Where the county has no such key, or some work cannot be read, the keys stay.
- Keys go before files; what a crash cuts off is finished at the next start (storage.removal).
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

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
        unsent = self.call(self.store.unsent.count)
        if unsent and self.county_key is None:
            return LaptopStopped(STOPPED, NO_KEY)
        county = self.county_key
        box = b"" if county is None else self.call(lambda: self.store.unsent.seal_to(county, now))
        talk.send_work(box)
        if order.kind is OrderKind.WIPE:
            self.call(lambda: self.store.audit.note(AuditEvent.WIPED))
            self.send_log(conversation)
            self.call(self.lock)
            self.call(self.give_up)
        talk.say_obeyed()
        if order.kind is OrderKind.WIPE:
            return LaptopStopped(EMPTIED, HOW_AFTER_EMPTIED)
        return LaptopStopped(STOPPED, WORK_HANDED_OVER)


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
