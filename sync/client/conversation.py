# SPDX-License-Identifier: AGPL-3.0-or-later
"""One signed request and its answer; every refusal becomes the error that says who acts."""

import base64
from collections.abc import Callable
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel

from casework.clock import Clock
from sync.client.errors import (
    ClockWrong,
    CountyRefused,
    CountyUnreachable,
    DeviceRefused,
    FeedRestarted,
    FileUnknown,
    InviteRefused,
    NotCompared,
    NotSignedIn,
    ReplyMalformed,
    SyncError,
    VersionsDiffer,
)
from sync.client.transport import Reply, Transport
from sync.wire.encoding import HEADERS, decode, encode
from sync.wire.errors import ProtocolMismatch, WireError
from sync.wire.limits import LIMITS
from sync.wire.messages import Problem, ProblemCode
from sync.wire.signatures import encode_public_key, name_key, sign_request

Answer = TypeVar("Answer", bound=BaseModel)
RandomBytes = Callable[[int], bytes]

# What stands in front of the county answers so, in its own words, while the county is away.
_GATEWAY = frozenset({502, 503, 504})

_FAMILY: dict[ProblemCode, type[SyncError]] = {
    ProblemCode.PROTOCOL: VersionsDiffer,
    ProblemCode.SIGNATURE: DeviceRefused,
    ProblemCode.CLOCK: ClockWrong,
    ProblemCode.UNKNOWN_DEVICE: DeviceRefused,
    ProblemCode.DEVICE_REVOKED: DeviceRefused,
    ProblemCode.FORKED_DEVICE: DeviceRefused,
    ProblemCode.INVITE_UNKNOWN: InviteRefused,
    ProblemCode.INVITE_EXPIRED: InviteRefused,
    ProblemCode.INVITE_USED: InviteRefused,
    ProblemCode.NOT_COMPARED: NotCompared,
    ProblemCode.NOT_SIGNED_IN: NotSignedIn,
    ProblemCode.CERTIFICATE_ENDED: DeviceRefused,
    ProblemCode.CURSOR: FeedRestarted,
    ProblemCode.ATTACHMENT_UNKNOWN: FileUnknown,
    ProblemCode.BUSY: CountyUnreachable,
}


class Conversation:
    """Requests of one laptop to one county, each signed and used once."""

    def __init__(
        self, transport: Transport, key: Ed25519PrivateKey, clock: Clock, random: RandomBytes
    ) -> None:
        self._transport = transport
        self._key = key
        self._key_id = name_key(key.public_key())
        self._clock = clock
        self._random = random

    @property
    def public_key(self) -> str:
        """The laptop's public key, base64url without padding."""
        return encode_public_key(self._key.public_key())

    def ask(self, path: str, message: BaseModel, kind: type[Answer]) -> Answer:
        """Send a message and read the answer.

        Raises:
            SyncError: the family that fits what went wrong.
        """
        body = encode(message)
        nonce = base64.urlsafe_b64encode(self._random(18)).decode()
        headers = HEADERS | sign_request(
            "POST", path, HEADERS, body, self._key, self._key_id, self._clock.now(), nonce
        )
        reply = self._transport.send(path, headers, body)
        try:
            if reply.status == 200:
                return decode(kind, reply.body, limit=LIMITS.reply)
            raise _refusal(reply)
        except ProtocolMismatch as error:
            raise VersionsDiffer(str(error)) from error
        except WireError as error:
            if reply.status in _GATEWAY:
                raise CountyUnreachable(
                    "The county's server is away for now; your work stays here and goes out at "
                    "the next sync."
                ) from error
            raise ReplyMalformed(
                f"The county's answer (code {reply.status}) could not be read; nothing was "
                "changed. Try again later."
            ) from error


def _refusal(reply: Reply) -> SyncError:
    problem = decode(Problem, reply.body, limit=LIMITS.reply)
    return _FAMILY.get(problem.code, CountyRefused)(problem.sentence)
