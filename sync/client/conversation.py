# SPDX-License-Identifier: AGPL-3.0-or-later
"""One signed request and its signed answer; every refusal becomes the error that says who acts.

Invariant: nothing of an answer is used before the county's key was found under it, for this very
request. Which key that is: the pinned one; one to which genuine successions in the answer itself
lead from there; or, where none is pinned yet (enrolment, whose digits are compared then), the one
the answer names, from there on.
"""

import base64
import re
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel

from casework.clock import Clock
from sync.client.errors import (
    AnswerNotGenuine,
    ClockWrong,
    CountyOlder,
    CountyRefused,
    CountyUnreachable,
    DeviceRefused,
    FeedRestarted,
    FileUnknown,
    InviteRefused,
    NotCompared,
    NotSignedIn,
    ReplyMalformed,
    RequestUnread,
    SyncError,
    VersionsDiffer,
)
from sync.client.transport import Reply, Transport
from sync.wire.answers import Asked, verify_answer
from sync.wire.encoding import HEADERS, decode, encode
from sync.wire.errors import OLDER, ProtocolMismatch, SignatureInvalid, WireError
from sync.wire.files import CONTENT_TYPE as FILE_CONTENT_TYPE
from sync.wire.files import HEADERS as FILE_HEADERS
from sync.wire.files import PATH_FILE, FilePlace, FileRequest
from sync.wire.limits import LIMITS
from sync.wire.messages import AttachmentTaken, Problem, ProblemCode
from sync.wire.rest import RestAsked, open_answer, sign_rest
from sync.wire.signatures import decode_public_key, encode_public_key, name_key, sign_request
from sync.wire.successions import leads_to

Answer = TypeVar("Answer", bound=BaseModel)
RandomBytes = Callable[[int], bytes]

# What stands in front of the county answers so, in its own words, while the county is away.
_CREATED = re.compile(r";created=([0-9]{1,12});")
_GATEWAY = frozenset({502, 503, 504})
# Also unsigned: of a server that does not know the request at all. A forger stops no more by it
# than by silence.
_NO_SUCH_PATH = 404

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
    ProblemCode.NOT_KNOWN: CountyOlder,
    ProblemCode.BAD_REQUEST: RequestUnread,
}


class Talk(Protocol):
    """Asking a county, over the network or out of an answer that was carried by hand."""

    @property
    def public_key(self) -> str:
        """The laptop's public key, base64url without padding."""
        ...

    @property
    def traffic(self) -> int:
        """Bytes of messages that went and came so far."""
        ...

    def ask(self, path: str, message: BaseModel, kind: type[Answer]) -> Answer:
        """Ask and read the answer.

        Raises:
            SyncError: the family that fits what went wrong.
        """
        ...

    def give_bytes(self, place: FilePlace, content: bytes) -> int:
        """Send bytes of a file as they are; how many the county has now."""
        ...

    def fetch_bytes(self, asked: FileRequest) -> bytes:
        """Bytes of a file as they are."""
        ...


class RestTalk(Talk, Protocol):
    """Asking a county over the network, also in the shortest form (sync.wire.rest)."""

    def ask_at_rest(self, asked: RestAsked) -> bytes | None:
        """The county's word in answer to the shortest question; None where there is none."""
        ...


class Conversation:
    """Requests of one laptop to one county, each signed and used once.

    Args:
        county_key: the county's public signing key as it is pinned, None at first contact.

    Attributes:
        ahead_seconds: by how much this laptop's clock is ahead of the county's, as signed answers
            say; None before the first.
    """

    def __init__(
        self,
        transport: Transport,
        key: Ed25519PrivateKey,
        clock: Clock,
        random: RandomBytes,
        *,
        county_key: str | None,
    ) -> None:
        self._transport = transport
        self._county_key = county_key
        self._key = key
        self._key_id = name_key(key.public_key())
        self._clock = clock
        self._random = random
        self._traffic = 0
        self.ahead_seconds: int | None = None

    @property
    def traffic(self) -> int:
        """See Talk."""
        return self._traffic

    @property
    def public_key(self) -> str:
        """The laptop's public key, base64url without padding."""
        return encode_public_key(self._key.public_key())

    def ask(self, path: str, message: BaseModel, kind: type[Answer]) -> Answer:
        """Send a message and read the answer.

        Raises:
            SyncError: the family that fits what went wrong.
        """
        return self._exchange(path, HEADERS, encode(message), kind)

    def ask_at_rest(self, asked: RestAsked) -> bytes | None:
        """The county's word in answer to the shortest question.

        None where the answer is anything else: a longer question then tells what it is.

        Raises:
            SyncError: the county is away.
        """
        if self._county_key is None:
            return None
        target = asked.to_target()
        nonce = base64.urlsafe_b64encode(self._random(12)).decode()
        headers = sign_rest(target, self._key, self._key_id, self._clock.now(), nonce)
        reply = self._transport.send(target, headers, b"")
        self._traffic += len(reply.body)
        try:
            key = decode_public_key(self._county_key)
            return open_answer(headers, reply.body, key) if reply.status == 200 else None
        except SignatureInvalid:
            return None

    def give_bytes(self, place: FilePlace, content: bytes) -> int:
        """Send bytes of a file as they are; how many the county has now.

        Raises:
            SyncError: as `ask`.
        """
        answer = self._exchange(place.to_path(), FILE_HEADERS, content, AttachmentTaken)
        return answer.have

    def fetch_bytes(self, asked: FileRequest) -> bytes:
        """Bytes of a file as they are, of which a cut keeps what came (`ConnectionCut.received`).

        Raises:
            SyncError: as `ask`.
        """
        reply, request = self._send(PATH_FILE, HEADERS, encode(asked))
        if reply.headers.get("content-type") != FILE_CONTENT_TYPE:
            self._hear(reply, request, AttachmentTaken)
            raise ReplyMalformed("The county sent something else than a file; try again later.")
        self._verify(request, reply, find_key(asked, self._county_key))
        return reply.body

    def _exchange(
        self, path: str, headers: Mapping[str, str], body: bytes, kind: type[Answer]
    ) -> Answer:
        reply, request = self._send(path, headers, body)
        return self._hear(reply, request, kind)

    def _send(self, path: str, headers: Mapping[str, str], body: bytes) -> tuple[Reply, Asked]:
        nonce = base64.urlsafe_b64encode(self._random(18)).decode()
        signed = dict(headers) | sign_request(
            "POST", path, headers, body, self._key, self._key_id, self._clock.now(), nonce
        )
        reply = self._transport.send(path, signed, body)
        self._traffic += len(body) + len(reply.body)
        return reply, Asked(path, signed)

    def _hear(self, reply: Reply, request: Asked, kind: type[Answer]) -> Answer:
        try:
            answer = self._read(reply, kind)
        except ProtocolMismatch as error:
            raise VersionsDiffer(error.template, **error.parameters) from error
        except WireError as error:
            if reply.status in _GATEWAY:
                raise _away() from error
            if reply.status == _NO_SUCH_PATH:
                raise CountyOlder(OLDER) from error
            raise ReplyMalformed(
                "The county's answer (code {status}) could not be read; nothing was changed. Try "
                "again later.",
                status=reply.status,
            ) from error
        self._verify(request, reply, find_key(answer, self._county_key))
        if isinstance(answer, Problem):
            raise explain(answer)
        return answer

    @staticmethod
    def _read(reply: Reply, kind: type[Answer]) -> Answer | Problem:
        if reply.status == 200:
            return decode(kind, reply.body, limit=LIMITS.reply)
        return decode(Problem, reply.body, limit=LIMITS.reply)

    def _verify(self, asked: Asked, reply: Reply, key: str) -> None:
        """Find the county's key under an answer; from now on it is the one to be found."""
        try:
            verify_answer(asked, reply.status, reply.headers, reply.body, key)
        except SignatureInvalid as error:
            if reply.status in _GATEWAY:
                # Stopping here is all a forger could reach, and a county without its database
                # cannot say in its own words that it is busy.
                raise _away() from error
            raise AnswerNotGenuine(
                "An answer did not come from the county as it was asked; nothing of it was taken "
                "over, your work stays here. Sync again, and tell your administrator if it stays "
                "so."
            ) from error
        self._county_key = key
        self._compare_clocks(reply.headers)

    def _compare_clocks(self, headers: Mapping[str, str]) -> None:
        """Note how far this laptop's clock is ahead of the county's; the quickest answer counts."""
        stated = _CREATED.search(headers.get("signature-input", ""))
        if stated is not None:
            ahead = round(self._clock.now().timestamp()) - int(stated[1])
            if self.ahead_seconds is None or abs(ahead) < abs(self.ahead_seconds):
                self.ahead_seconds = ahead


def find_key(answer: BaseModel, pinned: str | None) -> str:
    """The county's key that must stand under an answer; raises AnswerNotGenuine for a wrong one."""
    told = str(getattr(answer, "signing_key", ""))
    successions = getattr(answer, "successions", None)
    if pinned is None:
        return told
    if successions is None or told in ("", pinned):
        return pinned
    if not leads_to(pinned, told, successions, None):
        raise AnswerNotGenuine(
            "The county signs with another key than the one this laptop was set up with; "
            "nothing was taken over, tell your administrator."
        )
    return told


def explain(problem: Problem) -> SyncError:
    """A refusal as the error that says who acts."""
    template, parameters = problem.words
    return _FAMILY.get(problem.code, CountyRefused)(template, **parameters)


def _away() -> CountyUnreachable:
    return CountyUnreachable(
        "The county's server is away for now; your work stays here and goes out at the next sync."
    )
