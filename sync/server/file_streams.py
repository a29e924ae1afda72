# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bytes of files over HTTP as they are: what arrives before a cut is kept.

Invariants: memory holds one part of one request; of a request whose body broke off nothing is
taken but bytes of a file, from a laptop whose signature covers its head; the next request for the
same file waits until those are on record, so that it begins after them.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import StreamingResponse

from sync.server.devices import SignedRequest
from sync.server.http_requests import headers_of, target_of
from sync.server.voice import Spoken
from sync.wire.errors import MessageTooLarge
from sync.wire.limits import LIMITS

WAIT_SECONDS = 5.0
Answer = Callable[[SignedRequest], Spoken]


class UnderWay:
    """Which files are being received now, by what names them."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def alone(self, name: str) -> AsyncIterator[None]:
        """Wait for an earlier request about the same file, for a while."""
        lock, users = self._locks.get(name, (asyncio.Lock(), 0))
        self._locks[name] = (lock, users + 1)
        held = await _acquire(lock)
        try:
            yield
        finally:
            if held:
                lock.release()
            lock, users = self._locks[name]
            if users == 1:
                del self._locks[name]
            else:
                self._locks[name] = (lock, users - 1)


def make_upload(answer: Answer, protocol: int) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint that takes bytes of a file, answered in one version of the protocol."""
    under_way = UnderWay()

    async def endpoint(request: Request) -> Response:
        signed = SignedRequest(request.method, target_of(request), headers_of(request), b"")
        signed.protocol = protocol
        name = signed.path.rpartition("&start=")[0]
        async with under_way.alone(name):
            await _receive(request, signed)
            return as_response(request, await run_in_threadpool(answer, signed))

    return endpoint


def as_response(request: Request, spoken: Spoken) -> Response:
    """An answer as HTTP; in pieces where it asks for them, so that a cut loses no more than one."""
    if not spoken.piece:
        return Response(spoken.body, spoken.status, spoken.headers)
    body, piece = spoken.body, spoken.piece

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), piece):
            if await request.is_disconnected():
                return
            yield body[start : start + piece]

    headers = spoken.headers | {"content-length": str(len(body))}
    return StreamingResponse(pieces(), spoken.status, headers)


async def _receive(request: Request, signed: SignedRequest) -> None:
    """Read the body as far as it comes."""
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            parts.append(part)
            if size > LIMITS.attachment_part:
                break
    except ClientDisconnect:
        signed.was_cut = True
    signed.body = b"".join(parts)


def refuse_too_large(request: SignedRequest) -> None:
    """Refuse a body of which more came than a part may hold; the rest was not read.

    Raises:
        MessageTooLarge
    """
    if len(request.body) > LIMITS.attachment_part:
        raise MessageTooLarge(
            "A part of a file is larger than the {most} bytes allowed.",
            most=f"{LIMITS.attachment_part:,}",
        )


async def _acquire(lock: asyncio.Lock) -> bool:
    try:
        await asyncio.wait_for(lock.acquire(), WAIT_SECONDS)
    except TimeoutError:
        return False
    return True
