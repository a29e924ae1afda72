# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop's word to the county while it obeys an order.

Invariant: nothing is given up before the county said that it has the sealed work whole.
"""

from hashlib import sha256

from sync.client.conversation import Conversation
from sync.client.errors import ReplyMalformed
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    PATH_ORDER_DONE,
    PATH_SEALED_WORK,
    OrderDone,
    OrderReceipt,
    SealedWorkPart,
    SealedWorkTaken,
)
from sync.wire.orders import Order


class OrderTalk:
    """What is said of one order."""

    def __init__(self, conversation: Conversation, order: Order) -> None:
        self._conversation = conversation
        self._order = order

    def send_work(self, box: bytes) -> None:
        """Hand the sealed work over; one that broke off goes on where it ended.

        Args:
            box: sealed to the county's offline key; empty where nothing is unsent.

        Raises:
            SyncError: it did not arrive; nothing may be given up.
        """
        name = sha256(box).hexdigest() if box else ""
        if box:
            self._send(box, name)
        self._tell(OrderDone(number=self._order.number, sealed=name, obeyed=False))

    def say_obeyed(self) -> None:
        """Say that the order was carried out; raises SyncError."""
        self._tell(OrderDone(number=self._order.number, obeyed=True))

    def _send(self, box: bytes, name: str) -> None:
        have = self._ask(SealedWorkPart(sha256=name, size=len(box)))
        while have < len(box):
            content = box[have : have + LIMITS.attachment_part]
            part = SealedWorkPart(sha256=name, size=len(box), start=have, content=content)
            taken = self._ask(part)
            if taken <= have:
                raise ReplyMalformed("The county does not take the sealed work; try again later.")
            have = taken

    def _ask(self, part: SealedWorkPart) -> int:
        return self._conversation.ask(PATH_SEALED_WORK, part, SealedWorkTaken).have

    def _tell(self, done: OrderDone) -> None:
        self._conversation.ask(PATH_ORDER_DONE, done, OrderReceipt)
