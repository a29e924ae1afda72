# SPDX-License-Identifier: AGPL-3.0-or-later
"""The network between the laptops and the county: loses, doubles, delays, and kills programs.

What arrives is asked of the county's real application, in the caller's own thread, so that the
same seed gives the same run.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from typing import NamedTuple

from bench.convergence.stage import SimulatedClock
from bench.in_process import DirectLine
from sync.client.errors import ConnectionCut
from sync.client.transport import Reply
from sync.wire.encoding import decode
from sync.wire.limits import LIMITS
from sync.wire.messages import PATH_PUSH, PushReply, PushRequest

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
    line: DirectLine
    pushed: Pushed = lambda _asked, _reply: None
    meanwhile: Callable[[], object] = lambda: None
    late: list[Sent] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    requests: int = 0
    _one: Lock = field(default_factory=Lock)

    def deliver(self, sent: Sent) -> Reply:
        """Let a request arrive."""
        self.requests += 1
        with self._one:
            reply = self.line.send(*sent)
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
