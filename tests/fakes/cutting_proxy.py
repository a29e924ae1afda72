# SPDX-License-Identifier: AGPL-3.0-or-later
"""A TCP proxy on loopback that counts what passes and cuts every connection after some bytes."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

CHUNK = 256


class CuttingProxy:
    """Forwards to a port of this machine.

    Args:
        target: the port.
        down, up: bytes from and to the server before a connection is cut; None for never.

    Attributes:
        port: where it listens.
        passed_down, passed_up: bytes of all connections so far.
        connections: how many were made so far.
    """

    def __init__(self, target: int, *, down: int | None = None, up: int | None = None) -> None:
        self._target = target
        self._down = down
        self._up = up
        self.passed_down = 0
        self.passed_up = 0
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self.port = int(self._listener.getsockname()[1])

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
            thread.join()

    def _run(self, job: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=job, args=arguments, name="proxy")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                self.connections += 1
                far = socket.create_connection(("127.0.0.1", self._target))
                self._run(self._carry_up, near, far)
                self._run(self._carry_down, far, near)

    def _carry_up(self, near: socket.socket, far: socket.socket) -> None:
        self.passed_up += _carry(near, far, self._up)

    def _carry_down(self, far: socket.socket, near: socket.socket) -> None:
        self.passed_down += _carry(far, near, self._down)


def _carry(source: socket.socket, sink: socket.socket, limit: int | None) -> int:
    passed = 0
    with suppress(OSError):
        while limit is None or passed < limit:
            data = source.recv(CHUNK if limit is None else min(CHUNK, limit - passed))
            if not data:
                break
            sink.sendall(data)
            passed += len(data)
    for one in (source, sink):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
    return passed
