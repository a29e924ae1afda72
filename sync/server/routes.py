# SPDX-License-Identifier: AGPL-3.0-or-later
"""The requests a laptop can make, over HTTP: which there are, and what stands around each.

Invariants: a body is read only up to its cap; every answer is a packed message, signed, in the
version of the protocol it was asked in; a refusal is a Problem with one sentence, and is logged
with its code and its laptop; what was not foreseen is logged by class only. Nothing of a message
stands in the log.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from fastapi import FastAPI, Request, Response
from pydantic import BaseModel
from sqlalchemy.exc import DataError, SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from casework.feed import FeedPage
from sync.server import index_requests
from sync.server.app import CountyServer
from sync.server.devices import RestRequest, SignedRequest
from sync.server.errors import ContentUnreadable, DatabaseUnusable, RequestRefused, StartFailed
from sync.server.file_streams import as_response, make_upload
from sync.server.http_requests import headers_of, read_body, target_of
from sync.server.voice import FileBytes, Spoken, Voice
from sync.wire import inbox
from sync.wire import index as i
from sync.wire import messages as m
from sync.wire.audit import (
    PATH_AUDIT,
    PATH_AUDIT_ENTRIES,
    AuditEntriesReply,
    AuditEntriesRequest,
    AuditReply,
    AuditRequest,
)
from sync.wire.errors import (
    OLDER,
    ClockSkewed,
    MessageTooLarge,
    ProtocolMismatch,
    SignatureInvalid,
    WireError,
)
from sync.wire.files import PATH_FILE, PATH_FILE_UPLOAD, FileRequest
from sync.wire.news import PATH_NEWS, NewsReply, NewsRequest
from sync.wire.organizations import PATH_ORGANIZATION, OrganizationReply, OrganizationRequest
from sync.wire.protocols import Message
from sync.wire.rest import PATH_REST
from sync.wire.sharing import PATH_SHARING, SharingReply, SharingRequest

LOG = logging.getLogger("fieldfare.county")

_CODES: dict[type[WireError], m.ProblemCode] = {
    MessageTooLarge: m.ProblemCode.TOO_LARGE,
    ProtocolMismatch: m.ProblemCode.PROTOCOL,
    SignatureInvalid: m.ProblemCode.SIGNATURE,
    ClockSkewed: m.ProblemCode.CLOCK,
}

# A name with a zero character, a number beyond its column: sent again it would be no better.
_UNSTORABLE = (DataError, psycopg.DataError)
TROUBLE = (DatabaseUnusable, StartFailed, ContentUnreadable, SQLAlchemyError, psycopg.Error)

Told = bytes | Message | FileBytes
Answering = Callable[[CountyServer, SignedRequest], Told]
CallApart = Callable[..., Awaitable[Any]]


@dataclass(frozen=True)
class Route:
    """One request: where, what it asks, what is answered unless it is refused, and who answers."""

    path: str
    asked: type[Message]
    answer: type[BaseModel]
    answering: Answering


ROUTES = (
    Route(m.PATH_ENROL, m.EnrolmentRequest, m.EnrolmentOpened, CountyServer.enrol),
    Route(m.PATH_JOIN, m.JoinRequest, m.Enrolment, CountyServer.join),
    Route(m.PATH_PAPERS, m.PapersRequest, m.PapersReply, CountyServer.give_papers),
    Route(m.PATH_SEALED_WORK, m.SealedWorkPart, m.SealedWorkTaken, CountyServer.take_sealed_work),
    Route(m.PATH_ORDER_DONE, m.OrderDone, m.OrderReceipt, CountyServer.take_done),
    Route(m.PATH_PUSH, m.PushRequest, m.PushReply, CountyServer.push),
    Route(m.PATH_PULL, m.PullRequest, FeedPage, CountyServer.pull),
    Route(PATH_NEWS, NewsRequest, NewsReply, CountyServer.tell_news),
    Route(m.PATH_SECTIONS, m.SectionsRequest, m.SectionsReply, CountyServer.compare_sections),
    Route(
        m.PATH_INSTRUMENTS, m.InstrumentsRequest, m.InstrumentsReply, CountyServer.list_instruments
    ),
    Route(m.PATH_INSTRUMENT, m.InstrumentRequest, m.InstrumentPart, CountyServer.serve_instrument),
    Route(
        m.PATH_ATTACHMENT_UPLOAD,
        m.AttachmentUpload,
        m.AttachmentTaken,
        CountyServer.take_attachment,
    ),
    Route(m.PATH_ATTACHMENT, m.AttachmentRequest, m.AttachmentPart, CountyServer.serve_attachment),
    Route(PATH_FILE, FileRequest, m.AttachmentTaken, CountyServer.serve_file_bytes),
    Route(
        PATH_ORGANIZATION,
        OrganizationRequest,
        OrganizationReply,
        CountyServer.exchange_organization,
    ),
    Route(inbox.PATH_INBOX, inbox.InboxRequest, inbox.InboxReply, CountyServer.list_inbox),
    Route(
        inbox.PATH_INBOX_WORK,
        inbox.InboxWorkRequest,
        inbox.InboxWork,
        CountyServer.show_inbox_work,
    ),
    Route(
        inbox.PATH_INBOX_DECISION,
        inbox.InboxDecisionRequest,
        inbox.InboxDecided,
        CountyServer.decide_inbox,
    ),
    Route(PATH_SHARING, SharingRequest, SharingReply, index_requests.share),
    Route(i.PATH_INDEX, i.IndexRequest, i.IndexReply, index_requests.take_entries),
    Route(
        i.PATH_INDEX_QUESTION,
        i.IndexQuestionRequest,
        i.IndexAnswerReply,
        index_requests.answer,
    ),
    Route(
        i.PATH_DUPLICATES, i.DuplicatesRequest, i.DuplicatesReply, index_requests.tell_duplicates
    ),
    Route(PATH_AUDIT, AuditRequest, AuditReply, CountyServer.take_audit),
    Route(PATH_AUDIT_ENTRIES, AuditEntriesRequest, AuditEntriesReply, CountyServer.list_audit),
)


Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(server: CountyServer, call_apart: CallApart = run_in_threadpool) -> ASGIApp:
    """The HTTP application of a county.

    Args:
        call_apart: how what waits for the database is called; beside the event loop, unless the
            loop has nothing else to do.
    """
    voice = Voice(server.county, server.database, server.clock, server.key_of)
    endpoints: dict[str, Endpoint] = {
        route.path: _make_endpoint(server, voice, route.answering, call_apart) for route in ROUTES
    }
    endpoints[PATH_FILE_UPLOAD] = make_upload(
        lambda signed: voice.answer(
            signed, give_answer(server, CountyServer.take_file_bytes, signed)
        ),
        server.spoken.oldest,
    )
    endpoints[PATH_REST] = _make_rest(server, voice, call_apart)
    unknown = _make_endpoint(server, voice, answer_unknown, call_apart)
    return _give_straight(endpoints, unknown)


def answer_unknown(_server: CountyServer, _signed: SignedRequest) -> Told:
    """What a laptop hears that asks what this county does not know."""
    return m.Problem(code=m.ProblemCode.NOT_KNOWN, sentence=OLDER)


def _give_straight(endpoints: Mapping[str, Endpoint], unknown: Endpoint) -> ASGIApp:
    """Call what a path names at once; FastAPI answers whatever is no request of ours.

    Looking through its own routes, and reading parameters that no request of ours has, cost it
    more than a small request itself.
    """
    other = FastAPI(title="Fieldfare county", openapi_url=None, docs_url=None, redoc_url=None)
    for path, endpoint in endpoints.items():
        other.add_api_route(path, endpoint, methods=["POST"])
    other.add_api_route("/v1/{rest:path}", unknown, methods=["POST"])

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        is_ours = scope["type"] == "http" and scope["method"] == "POST"
        endpoint = endpoints.get(scope["path"]) if is_ours else None
        if endpoint is None:
            await other(scope, receive, send)
        else:
            response = await endpoint(Request(scope, receive, send))
            await response(scope, receive, send)

    return app


def _make_rest(server: CountyServer, voice: Voice, call_apart: CallApart) -> Endpoint:
    """The endpoint of the question that has no body."""

    async def endpoint(request: Request) -> Response:
        signed = RestRequest(request.method, target_of(request), headers_of(request), b"")
        signed.protocol = server.spoken.oldest

        def answer() -> Spoken:
            told = give_answer(server, CountyServer.tell_rest, signed)
            return voice.answer_at_rest(signed, told)

        return as_response(request, await call_apart(answer))

    return endpoint


def _make_endpoint(
    server: CountyServer, voice: Voice, answering: Answering, call_apart: CallApart
) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        signed = SignedRequest(request.method, target_of(request), headers_of(request), b"")
        signed.protocol = server.spoken.oldest
        refused: m.Problem | None = None
        try:
            signed.body = await read_body(request)
        except RequestRefused as refusal:
            refused = refusal.problem
        except WireError as error:
            refused = _refuse(error, signed, server)

        def answer() -> Spoken:
            return voice.answer(signed, refused or give_answer(server, answering, signed))

        return as_response(request, await call_apart(answer))

    return endpoint


def give_answer(server: CountyServer, answering: Answering, signed: SignedRequest) -> Told:
    """What is answered to a request, whichever way it came, or the refusal."""
    try:
        return answering(server, signed)
    except RequestRefused as refusal:
        return refusal.problem
    except WireError as error:
        return _refuse(error, signed, server)
    except _UNSTORABLE as error:
        LOG.info("a request holds what the database cannot keep: %s", type(error).__name__)
        return m.Problem(
            code=m.ProblemCode.BAD_REQUEST,
            sentence="This holds characters that the county cannot keep; nothing of it was taken.",
        )
    except TROUBLE as error:
        return _admit_trouble(error)


def _refuse(error: WireError, signed: SignedRequest, server: CountyServer) -> m.Problem:
    """What is wrong with a message; one of another protocol is told so in its own."""
    code = _CODES.get(type(error), m.ProblemCode.BAD_REQUEST)
    protocols: tuple[int, ...] = ()
    if isinstance(error, ProtocolMismatch):
        signed.protocol = error.named
        protocols = server.spoken.all
    return m.Problem.of(code, error, protocols)


def _admit_trouble(error: Exception) -> m.Problem:
    """The database's own words can hold content and stay out of log and answer."""
    state = getattr(getattr(error, "orig", error), "sqlstate", None)
    LOG.error("database refused a request: %s %s", type(error).__name__, state)
    return m.Problem(
        code=m.ProblemCode.BUSY,
        sentence="The county's server is busy; your work is kept and goes out at the next sync.",
    )
