# SPDX-License-Identifier: AGPL-3.0-or-later
"""The requests a laptop can make, over HTTP.

Invariants: a body is read only up to its cap; every answer is a packed message, signed;
is a Problem with one sentence; what was not foreseen is logged by class only, never with content.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI, Request, Response
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from casework.clock import Clock
from casework.ids import CountyId, DeviceId, NewId
from casework.policy import Hat
from sync.server.attachments import serve_file_part, take_part
from sync.server.audit_log import list_entries, take_entries
from sync.server.database import CountyDatabase, Identity, identify
from sync.server.devices import Device, SignedRequest, authenticate, note_pull, remember_nonce
from sync.server.errors import ContentUnreadable, DatabaseUnusable, RequestRefused, StartFailed
from sync.server.http_requests import headers_of, read_body, target_of
from sync.server.instruments import list_statements, serve_part
from sync.server.joining import expect_sign_in, join, open_enrolment
from sync.server.orders import (
    find_standing,
    refuse_ordered,
    take_done,
    take_sealed_work,
    tell_order,
)
from sync.server.organizations import exchange
from sync.server.papers import is_rolled_back, issue_papers, note_contact
from sync.server.people import read_hat
from sync.server.pull import serve_page
from sync.server.push import FORKED, mark_forked, take_batch
from sync.server.sections import compare_sections
from sync.server.sign_in import read_token
from sync.server.succession import find_signing_key, list_successions, read_signing_key
from sync.server.voice import Voice
from sync.wire.audit import PATH_AUDIT, PATH_AUDIT_ENTRIES, AuditEntriesRequest, AuditRequest
from sync.wire.encoding import decode, encode, pack
from sync.wire.errors import (
    ClockSkewed,
    MessageTooLarge,
    ProtocolMismatch,
    SignatureInvalid,
    WireError,
)
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    PATH_ATTACHMENT,
    PATH_ATTACHMENT_UPLOAD,
    PATH_ENROL,
    PATH_INSTRUMENT,
    PATH_INSTRUMENTS,
    PATH_JOIN,
    PATH_ORDER_DONE,
    PATH_PAPERS,
    PATH_PULL,
    PATH_PUSH,
    PATH_SEALED_WORK,
    PATH_SECTIONS,
    AttachmentRequest,
    AttachmentUpload,
    EnrolmentRequest,
    InstrumentRequest,
    InstrumentsRequest,
    JoinRequest,
    OrderDone,
    PapersReply,
    PapersRequest,
    Problem,
    ProblemCode,
    PullRequest,
    PushRequest,
    SealedWorkPart,
    SectionsRequest,
)
from sync.wire.orders import sign_order
from sync.wire.organizations import PATH_ORGANIZATION, OrganizationRequest
from sync.wire.signatures import VerifiedSignature

LOG = logging.getLogger("fieldfare.county")

_CODES: dict[type[WireError], ProblemCode] = {
    MessageTooLarge: ProblemCode.TOO_LARGE,
    ProtocolMismatch: ProblemCode.PROTOCOL,
    SignatureInvalid: ProblemCode.SIGNATURE,
    ClockSkewed: ProblemCode.CLOCK,
}

_TROUBLE = (DatabaseUnusable, StartFailed, ContentUnreadable, SQLAlchemyError, psycopg.Error)

Answering = Callable[[SignedRequest], bytes | Problem]


@dataclass(frozen=True)
class CountyServer:
    """What the requests need.

    Attributes:
        random: source of random bytes, such as `os.urandom`.
        key_of: the county's private signing key for the public one its laptops know; raises
            StartFailed.
    """

    county: CountyId
    database: CountyDatabase
    clock: Clock
    new_id: NewId
    random: Callable[[int], bytes]
    key_of: Callable[[str], Ed25519PrivateKey]

    def enrol(self, request: SignedRequest) -> bytes | Problem:
        """Redeem an invite."""
        asked = decode(EnrolmentRequest, request.body, limit=LIMITS.request)
        with self.database.act_as(Identity(self.county)) as connection:
            opened = open_enrolment(
                connection,
                self.county,
                asked,
                request,
                DeviceId(self.new_id()),
                self.random,
                self.clock.now(),
            )
        return encode(opened)

    def join(self, request: SignedRequest) -> bytes | Problem:
        """Let a laptop in whose digits were compared."""
        asked = decode(JoinRequest, request.body, limit=LIMITS.request)
        signed_in = self._read_sign_in(asked, request)
        with self.database.act_as(Identity(self.county)) as connection:
            now = self.clock.now()
            answer = join(connection, self.county, asked, request, self.key_of, now, signed_in)
        return answer if isinstance(answer, Problem) else encode(answer)

    def _read_sign_in(self, asked: JoinRequest, request: SignedRequest) -> str | None:
        """Who signed in; the provider is asked while no transaction waits for it."""
        if asked.id_token is None:
            return None
        with self.database.act_as(Identity(self.county)) as connection:
            expected = expect_sign_in(connection, self.county, request, self.clock.now())
        return expected and read_token(*expected, asked.id_token, self.clock.now())

    def give_papers(self, request: SignedRequest) -> bytes | Problem:
        """Give a laptop its next lease, and hear how it stands."""
        with self.database.act_as(Identity(self.county)) as connection:
            now = self.clock.now()
            sender, verified = self._authenticate(connection, request, now)
            asked = decode(PapersRequest, request.body, limit=LIMITS.request)
            drift = round((verified.created - now).total_seconds())
            note_contact(connection, self.county, sender.id, asked, drift, now)
            signing_key = read_signing_key(connection, self.county)
            standing = find_standing(connection, self.county, sender.id)
            if standing is not None:
                order = tell_order(connection, self.county, standing, now)
                return encode(
                    PapersReply(
                        signing_key=signing_key,
                        successions=list_successions(connection, self.county),
                        order=sign_order(order, self.key_of(signing_key)),
                    )
                )
            if is_rolled_back(sender, asked):
                mark_forked(connection, self.county, sender, now)
                return FORKED
            if sender.forked_at is not None:
                return FORKED
            reply = PapersReply(
                signing_key=signing_key,
                successions=list_successions(connection, self.county),
                papers=issue_papers(
                    connection, self.county, sender, self.key_of(signing_key), now, asked
                ),
            )
        return encode(reply)

    def take_sealed_work(self, request: SignedRequest) -> bytes | Problem:
        """Take some bytes of work that only the county's offline key opens."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, _ = self._recognize(connection, request)
            asked = decode(SealedWorkPart, request.body, limit=LIMITS.request)
            return encode(
                take_sealed_work(connection, self.county, sender.id, asked, self.clock.now())
            )

    def take_done(self, request: SignedRequest) -> bytes | Problem:
        """Hear that a laptop obeys an order."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, _ = self._recognize(connection, request)
            asked = decode(OrderDone, request.body, limit=LIMITS.request)
            return encode(take_done(connection, self.county, sender.id, asked, self.clock.now()))

    def push(self, request: SignedRequest) -> bytes | Problem:
        """Take in work."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat = self._recognize(connection, request)
            asked = decode(PushRequest, request.body, limit=LIMITS.request)
            answer = take_batch(connection, self.county, sender, hat, asked, self.clock)
        return answer if isinstance(answer, Problem) else encode(answer)

    def pull(self, request: SignedRequest) -> bytes | Problem:
        """Serve a page of the feed."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat = self._recognize(connection, request)
            asked = decode(PullRequest, request.body, limit=LIMITS.request)
            if sender.forked_at is not None:
                return FORKED
            refuse_ordered(connection, self.county, sender.id)
            page = serve_page(connection, self.county, hat, asked, self.clock.now())
            note_pull(connection, self.county, sender.id, page.applied, page.served)
            return pack(page.content)

    def compare_sections(self, request: SignedRequest) -> bytes | Problem:
        """Say what of a laptop's sections is not as it is here."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat = self._recognize(connection, request)
            asked = decode(SectionsRequest, request.body, limit=LIMITS.request)
            if sender.forked_at is not None:
                return FORKED
            refuse_ordered(connection, self.county, sender.id)
            now = self.clock.now()
            return encode(compare_sections(connection, self.county, hat, asked, now))

    def list_instruments(self, request: SignedRequest) -> bytes | Problem:
        """Say which instruments the county has published."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, _ = self._recognize(connection, request)
            decode(InstrumentsRequest, request.body, limit=LIMITS.request)
            if sender.forked_at is not None:
                return FORKED
            refuse_ordered(connection, self.county, sender.id)
            return encode(list_statements(connection, self.county))

    def serve_instrument(self, request: SignedRequest) -> bytes | Problem:
        """Serve some bytes of an instrument."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, _ = self._recognize(connection, request)
            asked = decode(InstrumentRequest, request.body, limit=LIMITS.request)
            if sender.forked_at is not None:
                return FORKED
            refuse_ordered(connection, self.county, sender.id)
            return encode(serve_part(connection, self.county, asked))

    def take_attachment(self, request: SignedRequest) -> bytes | Problem:
        """Take some bytes of a record's file."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat = self._recognize(connection, request)
            asked = decode(AttachmentUpload, request.body, limit=LIMITS.request)
            if sender.forked_at is not None:
                return FORKED
            return encode(
                take_part(connection, self.county, sender.id, hat, asked, self.clock.now())
            )

    def serve_attachment(self, request: SignedRequest) -> bytes | Problem:
        """Serve some bytes of a record's file."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat = self._recognize(connection, request)
            asked = decode(AttachmentRequest, request.body, limit=LIMITS.request)
            if sender.forked_at is not None:
                return FORKED
            refuse_ordered(connection, self.county, sender.id)
            return encode(serve_file_part(connection, self.county, hat, asked, self.clock.now()))

    def exchange_organization(self, request: SignedRequest) -> bytes | Problem:
        """Pass on what the laptops of an advocate organization tell each other."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat = self._recognize(connection, request)
            asked = decode(OrganizationRequest, request.body, limit=LIMITS.request)
            if sender.forked_at is not None:
                return FORKED
            refuse_ordered(connection, self.county, sender.id)
            return encode(exchange(connection, self.county, sender.id, hat, asked))

    def take_audit(self, request: SignedRequest) -> bytes | Problem:
        """Take in the next entries of a laptop's log."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, _ = self._recognize(connection, request)
            asked = decode(AuditRequest, request.body, limit=LIMITS.request)
            answer = take_entries(
                connection, self.county, sender, asked, self.key_of, self.clock.now()
            )
        return answer if isinstance(answer, Problem) else encode(answer)

    def list_audit(self, request: SignedRequest) -> bytes | Problem:
        """Show a supervisor what was done in their cases."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat = self._recognize(connection, request)
            asked = decode(AuditEntriesRequest, request.body, limit=LIMITS.request)
            if sender.forked_at is not None:
                return FORKED
            return encode(list_entries(connection, self.county, hat, asked, self.clock.now()))

    def _recognize(self, connection: Connection, request: SignedRequest) -> tuple[Device, Hat]:
        """Who signed; from here on the transaction acts for them and no one else."""
        sender, _ = self._authenticate(connection, request, self.clock.now())
        return sender, read_hat(connection, self.county, sender.hat)

    def _authenticate(
        self, connection: Connection, request: SignedRequest, now: datetime
    ) -> tuple[Device, VerifiedSignature]:
        request.signing_key = find_signing_key(connection, self.county)
        sender, verified = authenticate(connection, self.county, request, now)
        remember_nonce(connection, self.county, verified, now)
        identify(connection, Identity(self.county, sender.hat, sender.id))
        return sender, verified


def make_app(server: CountyServer) -> FastAPI:
    """The HTTP application of a county."""
    app = FastAPI(title="Fieldfare county", openapi_url=None, docs_url=None, redoc_url=None)
    voice = Voice(server.county, server.database, server.clock, server.key_of)
    for path, answering in (
        (PATH_ENROL, server.enrol),
        (PATH_JOIN, server.join),
        (PATH_PAPERS, server.give_papers),
        (PATH_SEALED_WORK, server.take_sealed_work),
        (PATH_ORDER_DONE, server.take_done),
        (PATH_PUSH, server.push),
        (PATH_PULL, server.pull),
        (PATH_SECTIONS, server.compare_sections),
        (PATH_INSTRUMENTS, server.list_instruments),
        (PATH_INSTRUMENT, server.serve_instrument),
        (PATH_ATTACHMENT_UPLOAD, server.take_attachment),
        (PATH_ATTACHMENT, server.serve_attachment),
        (PATH_ORGANIZATION, server.exchange_organization),
        (PATH_AUDIT, server.take_audit),
        (PATH_AUDIT_ENTRIES, server.list_audit),
    ):
        app.add_api_route(path, _make_endpoint(voice, answering), methods=["POST"])
    return app


def _make_endpoint(voice: Voice, answering: Answering) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        signed = SignedRequest(request.method, target_of(request), headers_of(request), b"")
        answer: bytes | Problem
        try:
            signed.body = await read_body(request)
            answer = await run_in_threadpool(answering, signed)
        except RequestRefused as refusal:
            answer = refusal.problem
        except WireError as error:
            code = _CODES.get(type(error), ProblemCode.BAD_REQUEST)
            answer = Problem(code=code, sentence=str(error))
        except _TROUBLE as error:
            answer = _admit_trouble(error)
        spoken = await run_in_threadpool(voice.answer, signed, answer)
        return Response(spoken.body, spoken.status, spoken.headers)

    return endpoint


def _admit_trouble(error: Exception) -> Problem:
    """The database's own words can hold content and stay out of log and answer."""
    state = getattr(getattr(error, "orig", error), "sqlstate", None)
    LOG.error("database refused a request: %s %s", type(error).__name__, state)
    return Problem(
        code=ProblemCode.BUSY,
        sentence="The county's server is busy; your work is kept and goes out at the next sync.",
    )
