# SPDX-License-Identifier: AGPL-3.0-or-later
"""A proxy that holds the county's certificate and its key, and tells answers otherwise.

It is what an inspecting proxy or whoever stole the certificate's key can do: read and change all
that passes, but not sign for the county.
"""

import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

KEPT = ("content-type", "content-encoding", "content-digest", "signature-input", "signature")


@dataclass(frozen=True)
class Passing:
    """An answer on its way, and the path that was asked."""

    path: str
    status: int
    headers: dict[str, str]
    body: bytes


Tamper = Callable[[Passing, list[Passing]], Passing]


@dataclass
class TamperingProxy:
    """Forwards to a county and passes its answers through `tamper`.

    Attributes:
        tamper: given the true answer and all before it; returns what is told.
        url: where it listens.
    """

    target: str
    certificates: Path
    tamper: Tamper = lambda answer, _: answer
    url: str = ""
    heard: list[Passing] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._client = httpx.Client(base_url=self.target, verify=False, trust_env=False)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._make_handler())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(
            self.certificates / "certificate.pem", self.certificates / "key.pem"
        )
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, name="tampering")
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._client.close()

    def _pass_on(self, path: str, headers: dict[str, str], body: bytes) -> Passing:
        request = self._client.build_request("POST", path, headers=headers, content=body)
        answer = self._client.send(request, stream=True)
        content = b"".join(answer.iter_raw())
        answer.close()
        kept = {name: answer.headers[name] for name in KEPT if name in answer.headers}
        true = Passing(path, answer.status_code, kept, content)
        told = self.tamper(true, list(self.heard))
        self.heard.append(true)
        return told

    def _make_handler(self) -> type[BaseHTTPRequestHandler]:
        pass_on = self._pass_on

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                told = pass_on(self.path, headers, body)
                self.send_response(told.status)
                for name, value in told.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(told.body)))
                self.end_headers()
                self.wfile.write(told.body)

            def log_message(self, *_: object) -> None:
                """Nothing is said."""

        return Handler
