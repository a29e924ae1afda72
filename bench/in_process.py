# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking a county's real application in the caller's own thread: no socket, no thread, no waiting.

What is asked and answered is what would travel, byte for byte.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from starlette.types import ASGIApp, Message

from sync.client.transport import Reply
from sync.server.app import CountyServer
from sync.server.routes import make_app
from sync.wire.encoding import decode
from sync.wire.limits import LIMITS
from sync.wire.messages import Problem
from tests.fakes.county import Answer, TestLaptop

T = TypeVar("T")


class DirectLine:
    """A way to a county for one thread at a time."""

    def __init__(self, server: CountyServer) -> None:
        self._loop = asyncio.new_event_loop()
        self.serve(server)

    def close(self) -> None:
        """Nothing is asked any more."""
        self._loop.close()

    def serve(self, server: CountyServer) -> None:
        """From now on this server answers."""
        self._app: ASGIApp = make_app(server, call_at_once)

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """As sync.client.transport.Transport."""
        return self._loop.run_until_complete(self._ask(path, headers, body))

    async def _ask(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        heard: list[Message] = []
        body_given = False

        async def receive() -> Message:
            nonlocal body_given
            if body_given:
                # Whoever asks again watches for a laptop that hangs up; this one stays.
                await asyncio.Event().wait()
            body_given = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            heard.append(message)

        await self._app(_scope_of(path, headers), receive, send)
        start = heard[0]
        told = {name.decode(): value.decode() for name, value in start["headers"]}
        content = b"".join(one.get("body", b"") for one in heard[1:])
        return Reply(start["status"], content, told)


class DirectLaptop(TestLaptop):
    """A laptop that speaks the wire by hand, by a direct line."""

    line: DirectLine

    def send(
        self, path: str, headers: Mapping[str, str], body: bytes, kind: type[Answer]
    ) -> Answer | Problem:
        reply = self.line.send(path, headers, body)
        if reply.status == 200:
            return decode(kind, reply.body, limit=LIMITS.reply)
        return decode(Problem, reply.body, limit=LIMITS.reply)


async def call_at_once(job: Callable[..., T], *arguments: object) -> T:
    """Stands in for a thread of its own where the loop has nothing else to do."""
    return job(*arguments)


def _scope_of(target: str, headers: Mapping[str, str]) -> dict[str, Any]:
    path, _, query = target.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("laptop", 1),
        "server": ("county", 443),
    }
