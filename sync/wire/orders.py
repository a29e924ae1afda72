# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's order to one laptop: stop showing anything, or give up its keys for good.

It comes with the answer to the first request of a sync, in place of papers, so that a laptop that
is ordered pulls nothing more. Invariants: an order is signed, numbered and for one device; a laptop
obeys none that was given before its newest lease, since the county had lifted it then.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, ConfigDict, Field

from casework.ids import CountyId, DeviceId
from sync.wire.county_word import sign_word, verify_word

PREFIX = b"fieldfare device order 1\n"


class OrderKind(StrEnum):
    """What a laptop is to do, after its unsent work reached the county sealed."""

    SUSPEND = "suspend"
    WIPE = "wipe"


class Order(BaseModel):
    """What the county orders; `given_at` is UTC."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    county: CountyId
    device: DeviceId
    number: int = Field(ge=1)
    kind: OrderKind
    given_at: datetime


class SignedOrder(BaseModel):
    """An order under the county's signature."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    order: Order
    signature: Annotated[str, Field(max_length=100)]

    def verify(self, signing_key: str) -> None:
        """Raises SignatureInvalid when the county did not sign it."""
        sentence = "An order that is not signed by this laptop's county was not obeyed."
        verify_word(PREFIX, self.order, self.signature, signing_key, sentence)


def sign_order(order: Order, key: Ed25519PrivateKey) -> SignedOrder:
    """Put the county's signature under an order."""
    return SignedOrder(order=order, signature=sign_word(PREFIX, order, key))
