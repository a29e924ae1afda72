# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the benchmarks of sync share: children that are told things, a laptop, a counting proxy."""

import json
import os
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.results import ROOT
from casework.clock import Clock
from desktop.system import SystemClock
from storage.model import Profile, Receipt
from storage.store import Store
from sync.client.conversation import Conversation
from sync.client.engine import Exchange, Progress
from sync.client.enrolment import Comparing, enrol
from sync.client.papers import as_checked
from sync.client.transport import HttpsTransport
from sync.wire.messages import Enrolment


class Child:
    """A process that does one thing for each line of JSON it is told, and answers with one."""

    def __init__(self, child: subprocess.Popen[str]) -> None:
        self._child = child

    def hear(self) -> Any:
        assert self._child.stdout is not None
        return json.loads(self._child.stdout.readline() or "null")

    def tell(self, do: str, **told: object) -> Any:
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps({"do": do, **told}) + "\n")
        self._child.stdin.flush()
        return self.hear()


@contextmanager
def child_of(command: Sequence[str]) -> Iterator[Child]:
    """Start a process; its input closes at the end, which ends it."""
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin is not None
        try:
            yield Child(child)
        finally:
            child.stdin.close()
            child.wait(60)


@contextmanager
def county_child(folder: Path, records: int, cases: int) -> Iterator[tuple[Child, dict[str, Any]]]:
    """A county in a process of its own, and how it is reached."""
    command = [sys.executable, "-m", "bench.sync_county", str(folder), str(records), str(cases)]
    with child_of(command) as child:
        ready = child.hear()
        assert ready, "the county did not start"
        yield child, ready


@dataclass
class Laptop:
    """An enrolled laptop with an open connection."""

    store: Store
    talk: Conversation
    clock: Clock

    def sync(self, progress: Callable[[Progress], None] = lambda _: None) -> Receipt:
        quiet = Exchange(
            self.store,
            self.talk,
            self.clock,
            progress=progress,
            is_cancelled=lambda: False,
        )
        return quiet.run()[0]


@contextmanager
def joined(store: Store, county: Child, ready: Mapping[str, Any], url: str) -> Iterator[Laptop]:
    """Enrol an empty store; its laptop talks to `url`."""
    clock = SystemClock()
    invite = county.tell("invite")
    with HttpsTransport(ready["url"], ready["certificate"]) as plain:
        comparing = Comparing(
            lambda digits: county.tell("compare", digits=digits), wait=lambda _: None
        )
        answer = enrol(plain, invite, "bench", clock, secrets.token_bytes, comparing)
    keep(store, answer.enrolment, answer.private_key)
    key = Ed25519PrivateKey.from_private_bytes(answer.private_key)
    with HttpsTransport(url, ready["certificate"]) as transport:
        talk = Conversation(
            transport, key, clock, os.urandom, county_key=answer.enrolment.signing_key
        )
        yield Laptop(store, talk, clock)


def come_to_rest(laptop: Laptop) -> int:
    """Sync until all was compared, some thousand records at a time; how often that was."""
    for count in range(100):
        if laptop.store.rest.find(laptop.clock.now()) is not None:
            return count
        laptop.sync()
    raise AssertionError("the laptop does not come to rest")


def keep(store: Store, answer: Enrolment, key: bytes) -> None:
    """What a laptop keeps when it joins."""
    profile = Profile(
        county=answer.county,
        county_name=answer.county_name,
        device=answer.device,
        hat=answer.hat,
        epoch=answer.epoch,
        server_url="",
        server_certificate_pem="",
        enrolled_at=answer.enrolled_at,
    )
    store.save_profile(profile, key)
    store.instruments.pin_signing_key(answer.signing_key)
    store.papers.take(as_checked(answer.papers))


class CountingProxy:
    """Forwards to a port of this machine and counts bytes and connections."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self.port = int(self._listener.getsockname()[1])
        self.begin()

    def begin(self) -> None:
        """Count from nothing."""
        self.up = self.down = self.connections = 0

    def __enter__(self) -> Self:
        self._run(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _run(self, job: Any, *arguments: object) -> None:
        thread = threading.Thread(target=job, args=arguments, name="proxy", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                self.connections += 1
                far = socket.create_connection(("127.0.0.1", self._target))
                for one in (near, far):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._run(self._carry, near, far, "up")
                self._run(self._carry, far, near, "down")

    def _carry(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                setattr(self, way, getattr(self, way) + len(data))
                sink.sendall(data)
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
