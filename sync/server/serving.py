# SPDX-License-Identifier: AGPL-3.0-or-later
"""Listening: uvicorn with the county's certificate on one socket, until told to stop."""

import gc
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from sync.server.app import CountyServer
from sync.server.certificate import Certificate
from sync.server.errors import StartFailed
from sync.server.http_protocol import HandsOnFirst
from sync.server.limits import LIMITS
from sync.server.routes import make_app


@dataclass(frozen=True)
class Listener:
    """A bound socket and the server that will answer on it."""

    server: uvicorn.Server
    socket: socket.socket

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.socket.getsockname()[1])

    def run(self) -> None:
        """Answer until `stop`, SIGTERM or SIGINT."""
        try:
            self.server.run(sockets=[self.socket])
        finally:
            self.socket.close()

    def stop(self) -> None:
        """Finish what is under way and return from `run`."""
        self.server.should_exit = True


def listen(county: CountyServer, certificate: Certificate, host: str, port: int) -> Listener:
    """Bind a port (0 for any free one) with TLS.

    Raises:
        StartFailed: the address is taken or not this machine's.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        bound = socket.create_server((host, port), family=family, backlog=128)
        # Accepted sockets inherit this; without it each answer waits 40 ms for a delayed ACK.
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        raise StartFailed(
            f"The server cannot listen on {host} port {port}: {error.strerror}; "
            "stop what uses it or give another --port."
        ) from error
    settings = uvicorn.Config(
        make_app(county),
        http=HandsOnFirst,
        ssl_certfile=str(certificate.certificate_file),
        ssl_keyfile=str(certificate.key_file),
        log_config=None,
        access_log=False,
        server_header=False,
        # Every answer says when it was made, under its signature.
        date_header=False,
        lifespan="off",
        timeout_graceful_shutdown=5,
    )
    settings.load()
    assert settings.ssl is not None
    # Laptops do not take a session up again; two tickets were half a kilobyte of every connection.
    settings.ssl.num_tickets = 0
    return Listener(uvicorn.Server(settings), bound)


def settle_memory() -> None:
    """Take what was loaded until now out of the garbage collector's sight.

    It lives as long as the process; looking through it again and again cost a quarter of a page.
    """
    gc.collect()
    gc.freeze()


@contextmanager
def stopping_with_parent(listener: Listener, parent_pid: int | None) -> Iterator[None]:
    """Stop the server once the process that started it is gone, however it ended."""
    if parent_pid is None:
        yield
        return
    done = threading.Event()
    watch = threading.Thread(
        target=_watch, args=(listener, parent_pid, done), name="parent watch", daemon=True
    )
    watch.start()
    try:
        yield
    finally:
        done.set()
        watch.join()


def _watch(listener: Listener, parent_pid: int, done: threading.Event) -> None:
    # A parent that has died and waits to be collected still has its number, but no children.
    is_child = os.getppid() == parent_pid
    while not done.wait(LIMITS.parent_watch.total_seconds()):
        if os.getppid() != parent_pid if is_child else not _exists(parent_pid):
            listener.stop()
            return


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
