# SPDX-License-Identifier: AGPL-3.0-or-later
"""Joining a county: a key made here, an invite used once.

Nothing is kept before the county has answered. When the answer is lost on its way, asking again
with the same key gets the same answer; when that fails too the key is gone, the invite may be used
up, and a new one is the mend: whoever is told so loses nothing, there is no work yet.
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import ValidationError

from casework.clock import Clock
from sync.client.conversation import Conversation, RandomBytes
from sync.client.errors import ConnectionCut, InviteRefused
from sync.client.transport import Transport
from sync.wire.messages import PATH_ENROL, Enrolment, EnrolmentRequest
from sync.wire.signatures import encode_public_key


@dataclass(frozen=True)
class Enrolled:
    """The county's answer and the raw private key that goes with it."""

    enrolment: Enrolment
    private_key: bytes


def enrol(
    transport: Transport, invite: str, device_name: str, clock: Clock, random: RandomBytes
) -> Enrolled:
    """Redeem an invite.

    Args:
        invite: as read out or copied; spaces and letter case do not matter.
        device_name: how administrators recognise the laptop; the first 100 letters are kept.

    Raises:
        InviteRefused: not an invite, unknown, used or too old.
        ConnectionCut: the answer was lost twice; the invite may be used up.
        SyncError: the county could not be asked.
    """
    key = Ed25519PrivateKey.from_private_bytes(random(32))
    talk = Conversation(transport, key, clock, random)
    request = _make_request(invite, encode_public_key(key.public_key()), device_name)
    try:
        answer = _ask_twice(talk, request)
    except ConnectionCut as error:
        raise ConnectionCut(
            "The county's answer was lost on its way and the invite may be used up; try it once "
            "more, and ask your administrator for a new one if it is refused."
        ) from error
    return Enrolled(answer, key.private_bytes_raw())


def _make_request(invite: str, public_key: str, device_name: str) -> EnrolmentRequest:
    try:
        return EnrolmentRequest(
            invite="".join(invite.split()), public_key=public_key, device_name=device_name[:100]
        )
    except ValidationError as error:
        raise InviteRefused(
            "This is not an invite: it is too short or too long; check it letter by letter."
        ) from error


def _ask_twice(talk: Conversation, request: EnrolmentRequest) -> Enrolment:
    try:
        return talk.ask(PATH_ENROL, request, Enrolment)
    except ConnectionCut:
        return talk.ask(PATH_ENROL, request, Enrolment)
