# SPDX-License-Identifier: AGPL-3.0-or-later
"""One question to the county outside a sync, in this laptop's name; runs on a network thread."""

import secrets
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel

from desktop.services.store_thread import CallOnStore
from desktop.services.syncing import ConnectToCounty
from desktop.session import OpenSession
from sync.client.conversation import Conversation

Answer = TypeVar("Answer", bound=BaseModel)


def ask_county(
    session: OpenSession,
    call_on_store: CallOnStore,
    connect: ConnectToCounty,
    path: str,
    request: BaseModel,
    kind: type[Answer],
) -> Answer:
    """The county's signed answer; errors as `Conversation.ask`."""
    raw = call_on_store(session.store.device_private_key)
    pinned = call_on_store(session.store.instruments.signing_key)
    with connect(session.profile) as transport:
        talk = Conversation(
            transport,
            Ed25519PrivateKey.from_private_bytes(raw),
            session.clock,
            secrets.token_bytes,
            county_key=pinned,
        )
        return talk.ask(path, request, kind)
