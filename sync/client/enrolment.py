# SPDX-License-Identifier: AGPL-3.0-or-later
"""Joining a county: a key made here, an invite used once.

Nothing is kept before the county has answered. When the answer is lost on its way the invite is
used up all the same; a new one is the mend, and the half-made device never gets a right.
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.clock import Clock
from sync.client.conversation import Conversation, RandomBytes
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
        device_name: how administrators recognise the laptop.

    Raises:
        InviteRefused: unknown, used or too old.
        SyncError: the county could not be asked.
    """
    key = Ed25519PrivateKey.from_private_bytes(random(32))
    request = EnrolmentRequest(
        invite="".join(invite.split()),
        public_key=encode_public_key(key.public_key()),
        device_name=device_name,
    )
    answer = Conversation(transport, key, clock, random).ask(PATH_ENROL, request, Enrolment)
    return Enrolled(answer, key.private_bytes_raw())
