# SPDX-License-Identifier: AGPL-3.0-or-later
"""Talking to the county outside a sync, in this laptop's name; runs on a network thread."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel

from desktop.services.store_thread import CallOnStore
from desktop.services.syncing import ConnectToCounty
from desktop.session import OpenSession
from sync.client.conversation import Conversation
from sync.client.organization import Holder

Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True)
class CountyTalk:
    """How this laptop reaches its county.

    Attributes:
        call: runs a job on the store's thread and waits for it.
    """

    session: OpenSession
    call: CallOnStore
    connect: ConnectToCounty

    @contextmanager
    def begin(self) -> Iterator[Conversation]:
        """Talk; errors as any sync."""
        session = self.session
        pinned = self.call(session.store.instruments.signing_key)
        with self.connect(session.profile) as transport:
            yield Conversation(
                transport, self._key(), session.clock, secrets.token_bytes, county_key=pinned
            )

    def holder(self) -> Holder:
        """This laptop as a member of its organization."""
        profile = self.session.profile
        return Holder(profile.device, self._key(), profile.hat)

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(
            self.call(self.session.store.device_private_key)
        )


def ask_county(
    session: OpenSession,
    call_on_store: CallOnStore,
    connect: ConnectToCounty,
    path: str,
    request: BaseModel,
    kind: type[Answer],
) -> Answer:
    """The county's signed answer to one question; errors as `Conversation.ask`."""
    with CountyTalk(session, call_on_store, connect).begin() as talk:
        return talk.ask(path, request, kind)
