# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's voice: every answer leaves under its signing key, bound to what was asked.

Invariants: an answer is signed with the key the answering transaction saw; a refusal also says how
that key came to sign, so that a laptop that was away during a change believes it (not to one whose
access was taken back: it reads nothing any more). Only where
nothing can be signed, since the request carries no signature or the database or the key is away,
an answer leaves unsigned; laptops take nothing over from one.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.exc import SQLAlchemyError

from casework.clock import Clock
from casework.ids import CountyId
from sync.server.database import NO_DEVICE, CountyDatabase, Identity
from sync.server.devices import SignedRequest
from sync.server.errors import DatabaseUnusable, StartFailed
from sync.server.succession import list_successions, read_signing_key
from sync.wire.answers import Asked, sign_answer
from sync.wire.encoding import HEADERS, encode
from sync.wire.errors import SignatureInvalid
from sync.wire.files import HEADERS as FILE_HEADERS
from sync.wire.messages import Problem, ProblemCode
from sync.wire.protocols import Message
from sync.wire.rest import seal_answer

LOG = logging.getLogger("fieldfare.county")

STATUS = {
    ProblemCode.BAD_REQUEST: 400,
    ProblemCode.TOO_LARGE: 413,
    ProblemCode.PROTOCOL: 426,
    ProblemCode.SIGNATURE: 401,
    ProblemCode.CLOCK: 401,
    ProblemCode.UNKNOWN_DEVICE: 401,
    ProblemCode.REPLAYED: 409,
    ProblemCode.CURSOR: 409,
    ProblemCode.DEVICE_REVOKED: 403,
    ProblemCode.FORKED_DEVICE: 403,
    ProblemCode.INVITE_UNKNOWN: 403,
    ProblemCode.INVITE_EXPIRED: 403,
    ProblemCode.INVITE_USED: 403,
    ProblemCode.NOT_COMPARED: 403,
    ProblemCode.NOT_SIGNED_IN: 403,
    ProblemCode.CERTIFICATE_ENDED: 403,
    ProblemCode.NOT_KNOWN: 404,
    ProblemCode.INSTRUMENT_UNKNOWN: 404,
    ProblemCode.ATTACHMENT_UNKNOWN: 404,
    ProblemCode.INBOX: 409,
    ProblemCode.BUSY: 503,
}


@dataclass(frozen=True)
class FileBytes:
    """An answer that is bytes of a file and no message; written `piece` bytes at a time."""

    content: bytes
    piece: int


Said = bytes | Problem | FileBytes


@dataclass(frozen=True)
class Spoken:
    """An answer as it travels; `piece` as in `FileBytes`, 0 for all at once."""

    status: int
    headers: dict[str, str]
    body: bytes
    piece: int = 0


@dataclass(frozen=True)
class Voice:
    """Whoever speaks for a county.

    Attributes:
        key_of: the private signing key for the public one the county's row names.
    """

    county: CountyId
    database: CountyDatabase
    clock: Clock
    key_of: Callable[[str], Ed25519PrivateKey]

    def answer(self, request: SignedRequest, told: bytes | Message | FileBytes) -> Spoken:
        """Put the county's signature under an answer, in the version it was asked in."""
        said = _pack(told, request.protocol)
        if isinstance(said, Problem):
            path, sender = request.path.partition("?")[0], request.sender or "unknown laptop"
            LOG.info("refused %s: %s, %s", path, said.code, sender)
        if "signature" not in request.headers:
            return _leave_unsigned(said)
        try:
            if isinstance(said, Problem) or request.signing_key is None:
                said = self._look_up(request, said)
            return self._sign(request, said)
        except SignatureInvalid:
            return _leave_unsigned(said)
        except (DatabaseUnusable, StartFailed, SQLAlchemyError, psycopg.Error) as error:
            return _admit_unsigned(error, said)

    def answer_at_rest(self, request: SignedRequest, told: bytes | Message | FileBytes) -> Spoken:
        """Answer the shortest question; a refusal stays unsigned and sends to a longer one."""
        if not isinstance(told, bytes) or request.signing_key is None:
            return self.answer(request, told)
        body = seal_answer(request.headers, told, self.key_of(request.signing_key))
        return Spoken(200, {}, body)

    def _look_up(self, request: SignedRequest, said: Said) -> Said:
        """Find the key, and let a refusal name it."""
        speaks_to = Identity(self.county, device=request.sender or NO_DEVICE)
        with self.database.act_as(speaks_to) as connection:
            request.signing_key = read_signing_key(connection, self.county)
            if not isinstance(said, Problem):
                return said
            told = list_successions(connection, self.county)
        return said.model_copy(update={"signing_key": request.signing_key, "successions": told})

    def _sign(self, request: SignedRequest, said: Said) -> Spoken:
        assert request.signing_key is not None
        plain = _leave_unsigned(said)
        asked = Asked(request.path, request.headers)
        key, now = self.key_of(request.signing_key), self.clock.now()
        added = sign_answer(asked, plain.status, plain.headers, plain.body, key, now)
        return replace(plain, headers=plain.headers | added)


def say_plainly(told: bytes | Message | FileBytes, protocol: int) -> Spoken:
    """An answer without a signature of its own, for what carries one as a whole."""
    return _leave_unsigned(_pack(told, protocol))


def _pack(told: bytes | Message | FileBytes, protocol: int) -> Said:
    """The answer's bytes; a refusal stays what it is, since its keys are not looked up yet."""
    if isinstance(told, bytes | FileBytes):
        return told
    spoken = told.spoken_in(protocol)
    return spoken if isinstance(spoken, Problem) else encode(spoken)


def _admit_unsigned(error: Exception, said: Said) -> Spoken:
    """The error's own words can hold content and stay out of the log."""
    LOG.error("an answer was not signed: %s", type(error).__name__)
    return _leave_unsigned(said)


def _leave_unsigned(said: Said) -> Spoken:
    if isinstance(said, Problem):
        return Spoken(STATUS[said.code], dict(HEADERS), encode(said))
    if isinstance(said, FileBytes):
        return Spoken(200, dict(FILE_HEADERS), said.content, said.piece)
    return Spoken(200, dict(HEADERS), said)
