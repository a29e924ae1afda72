# SPDX-License-Identifier: AGPL-3.0-or-later
"""A TCP proxy on loopback that cuts every connection after some bytes from the server."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

CHUNK = 256


class CuttingProxy:
    """Forwards to a port of this machine; `port` is where it listens."""

    def __init__(self, target: int, after: int) -> None:
        self._target = target
        self._after = after
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

    def _run(self, job: object, *arguments: object) -> None:
        thread = threading.Thread(target=job, args=arguments, name="proxy")  # type: ignore[arg-type] # any of ours
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                self._run(self._forward, near, far, None)
                self._run(self._forward, far, near, self._after)

    def _forward(self, source: socket.socket, sink: socket.socket, limit: int | None) -> None:
        passed = 0
        with suppress(OSError):
            while limit is None or passed < limit:
                size = CHUNK if limit is None else min(CHUNK, limit - passed)
                data = source.recv(size)
                if not data:
                    break
                sink.sendall(data)
                passed += len(data)
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
