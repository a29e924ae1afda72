# SPDX-License-Identifier: AGPL-3.0-or-later
"""The network between the laptops and the county: loses, doubles, delays, and kills programs.

What arrives is asked of the county's real application, in the caller's own thread, so that the
same seed gives the same run.
"""

import asyncio
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from starlette.types import ASGIApp, Message

from bench.convergence.stage import SimulatedClock
from sync.client.errors import ConnectionCut
from sync.client.transport import Reply
from sync.server.app import CountyServer
from sync.server.routes import make_app
from sync.wire.encoding import decode
from sync.wire.limits import LIMITS
from sync.wire.messages import PATH_PUSH, PushReply, PushRequest

T = TypeVar("T")
Pushed = Callable[[PushRequest, PushReply], None]


class LaptopDied(BaseException):
    """The laptop's program ends here and now."""


class Fault(StrEnum):
    """What goes wrong at one request of a sync."""

    LOST = "lost"
    LATE = "lost, arrives later"
    ANSWER_LOST = "answer lost"
    TWICE = "twice"
    DIES_BEFORE = "dies before"
    DIES_AFTER = "dies after"
    MEANWHILE = "something else happens first"
    SLOW = "slow"


class Sent(NamedTuple):
    """A request as it travels."""

    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Network:
    """What lies between.

    Attributes:
        pushed: told of every push that the county took in, also of a delayed copy.
        meanwhile: lets something else happen at the county.
        late: requests on their way to arrive after later ones.
        wrong: answers that must not be, in words.
    """

    clock: SimulatedClock
    chance: random.Random
    loop: asyncio.AbstractEventLoop
    pushed: Pushed = lambda _asked, _reply: None
    meanwhile: Callable[[], object] = lambda: None
    late: list[Sent] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    requests: int = 0
    _app: ASGIApp | None = None
    _one: Lock = field(default_factory=Lock)

    def serve(self, server: CountyServer) -> None:
        """From now on this server answers."""
        self._app = make_app(server, call_at_once)

    def deliver(self, sent: Sent) -> Reply:
        """Let a request arrive."""
        self.requests += 1
        with self._one:
            reply = self.loop.run_until_complete(self._ask(sent))
        if sent.path == PATH_PUSH and reply.status == 200:
            asked = decode(PushRequest, sent.body, limit=LIMITS.request)
            self.pushed(asked, decode(PushReply, reply.body, limit=LIMITS.reply))
        return reply

    def deliver_late(self) -> None:
        """Let one delayed request arrive, whose sender has long gone on."""
        if self.late:
            reply = self.deliver(self.late.pop(self.chance.randrange(len(self.late))))
            if reply.status >= 500:
                self.wrong.append(f"a late request was answered with {reply.status}")

    async def _ask(self, sent: Sent) -> Reply:
        assert self._app is not None
        heard: list[Message] = []
        waiting: list[Message] = [
            {"type": "http.request", "body": sent.body, "more_body": False},
            {"type": "http.disconnect"},
        ]

        async def receive() -> Message:
            return waiting.pop(0)

        async def send(message: Message) -> None:
            heard.append(message)

        await self._app(_scope_of(sent), receive, send)
        start = heard[0]
        headers = {name.decode(): value.decode() for name, value in start["headers"]}
        body = b"".join(one.get("body", b"") for one in heard[1:])
        return Reply(start["status"], body, headers)


@dataclass
class Line:
    """One sync's way to the county, with what goes wrong at which of its requests."""

    network: Network
    faults: Mapping[int, Fault]
    count: int = 0

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """As sync.client.transport.Transport."""
        network, sent = self.network, Sent(path, dict(headers), body)
        fault = self.faults.get(self.count)
        self.count += 1
        slow = 25.0 if fault is Fault.SLOW else 0.0
        network.clock.move(network.chance.uniform(0.05, 0.4) + slow)
        if fault is Fault.MEANWHILE:
            network.meanwhile()
        if fault is Fault.LATE:
            network.late.append(sent)
        if fault in (Fault.LOST, Fault.LATE):
            raise ConnectionCut("The connection broke off.")
        if fault is Fault.DIES_BEFORE:
            raise LaptopDied
        reply = network.deliver(sent)
        if fault is Fault.TWICE and network.deliver(sent).status == 200:
            network.wrong.append(f"the same {path} was answered twice")
        if fault is Fault.ANSWER_LOST:
            raise ConnectionCut("The connection broke off.")
        if fault is Fault.DIES_AFTER:
            raise LaptopDied
        return reply


async def call_at_once(job: Callable[..., T], *arguments: object) -> T:
    """Stands in for a thread of its own where the loop has nothing else to do."""
    return job(*arguments)


def _scope_of(sent: Sent) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "https",
        "path": sent.path,
        "raw_path": sent.path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [
            (name.lower().encode(), value.encode()) for name, value in sent.headers.items()
        ],
        "client": ("laptop", 1),
        "server": ("county", 443),
    }
