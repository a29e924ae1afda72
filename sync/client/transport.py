# SPDX-License-Identifier: AGPL-3.0-or-later
"""The connection to the county: HTTPS that trusts one certificate and nobody else.

Invariants: a body is read as it came, up to a cap; whatever the library raises leaves here as a
SyncError.
"""

import select
import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException, HTTPSConnection, IncompleteRead
from types import TracebackType
from typing import NamedTuple, Protocol, Self
from urllib.parse import urlsplit

from sync.client.errors import (
    CertificateChanged,
    ClockWrong,
    ConnectionCut,
    CountyUnreachable,
    ReplyMalformed,
    SyncError,
)
from sync.client.limits import LIMITS, ClientLimits
from sync.wire.answers import HEADER_NAMES
from sync.wire.files import LARGE_PIECE, SMALL_PIECE
from sync.wire.limits import LIMITS as WIRE

PART = 65_536
# X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED of OpenSSL.
_WRONG_TIME = frozenset({9, 10})


@dataclass(frozen=True)
class Reply:
    """What the county answered, body as it travelled.

    Attributes:
        headers: those its signature needs, by lower-case name.
    """

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class Transport(Protocol):
    """One way of reaching a county."""

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """POST a body.

        Raises:
            SyncError: of the network family, or CertificateChanged.
        """
        ...


class HttpsTransport:
    """HTTPS with a pinned certificate; a context manager that keeps its connections open.

    Written on `http.client`, since a round of a laptop at rest takes no longer than a general
    library needs to make its request.

    Args:
        url: `https://host:port` of the county.
        certificate_pem: the only certificate trusted.

    Raises:
        CountyUnreachable: the address is none.
        CertificateChanged: the certificate cannot be read.
    """

    def __init__(self, url: str, certificate_pem: str, limits: ClientLimits = LIMITS) -> None:
        self._address = _read_address(url)
        self._context = _trust_only(certificate_pem)
        self._limits = limits
        self._idle: list[HTTPSConnection] = []
        self._piece = LARGE_PIECE

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        while self._idle:
            self._idle.pop().close()

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """See `Transport.send`."""
        connection = self._connect()
        received = bytearray()
        is_whole = False
        try:
            self._write(connection, path, headers, body)
            reply = self._read(connection, received)
            is_whole = True
        except (OSError, HTTPException) as error:
            self._piece = SMALL_PIECE
            raise ConnectionCut(
                "The connection to the county broke off; the next sync goes on from there.",
                bytes(received),
            ) from error
        finally:
            if is_whole and connection.sock is not None:
                self._idle.append(connection)
            else:
                connection.close()
        return reply

    def _connect(self) -> HTTPSConnection:
        """A connection that stands; two threads never have the same one."""
        while self._idle:
            held = self._idle.pop()
            if not _is_over(held):
                return held
            held.close()
        address, limits = self._address, self._limits
        fresh = HTTPSConnection(
            address.host, address.port, timeout=limits.connect_seconds, context=self._context
        )
        try:
            fresh.connect()
        except (OSError, HTTPException) as error:
            fresh.close()
            raise _explain_silence(error) from error
        fresh.sock.settimeout(limits.read_seconds)
        return fresh

    def _write(
        self, connection: HTTPSConnection, path: str, headers: Mapping[str, str], body: bytes
    ) -> None:
        """Send a request; head and first piece travel together."""
        told = {"host": self._address.name, **headers}
        if body:
            told["content-length"] = str(len(body))
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        head = f"POST {self._address.prefix}{path} HTTP/1.1\r\n{lines}\r\n".encode("latin-1")
        first = max(0, self._piece - len(head))
        connection.sock.sendall(head + body[:first])
        for start in range(first, len(body), self._piece):
            connection.sock.sendall(body[start : start + self._piece])

    @staticmethod
    def _read(connection: HTTPSConnection, received: bytearray) -> Reply:
        """Read the answer; what comes of a good one is put into `received` at once."""
        with closing(connection.response_class(connection.sock, method="POST")) as answer:
            answer.begin()
            told = ((name, answer.headers[name]) for name in HEADER_NAMES)
            heard = {name: value for name, value in told if value is not None}
            come = received if answer.status == HTTPStatus.OK else bytearray()
            while part := answer.read1(PART):
                come += part
                if len(come) > WIRE.reply.packed:
                    raise ReplyMalformed("The county's answer is larger than any answer should be.")
            if answer.length:
                raise IncompleteRead(bytes(come), answer.length)
            if answer.will_close:
                connection.close()
        return Reply(answer.status, bytes(come), heard)


class _Address(NamedTuple):
    """Where the county is; `name` as a request names it, `prefix` before every path."""

    host: str
    port: int
    name: str
    prefix: str


def _read_address(text: str) -> _Address:
    try:
        url = urlsplit(text)
        host = (url.hostname or "").encode("idna").decode()
        port = url.port or 443
    except (ValueError, UnicodeError) as error:
        raise CountyUnreachable(
            "{address} is not an address; give https://host:port.",
            address=text,
        ) from error
    if url.scheme != "https" or not host:
        raise CountyUnreachable(
            "The county's address must begin with https://, not {address}.",
            address=text,
        )
    name = f"[{host}]" if ":" in host else host
    name = name if port == 443 else f"{name}:{port}"
    return _Address(host, port, name, url.path.rstrip("/"))


def _is_over(connection: HTTPSConnection) -> bool:
    """Whether the other end has closed it, or said something nobody asked for."""
    poll = select.poll() if hasattr(select, "poll") else None
    if poll is None:
        return bool(select.select([connection.sock], [], [], 0)[0])
    poll.register(connection.sock, select.POLLIN)
    return bool(poll.poll(0))


def _trust_only(certificate_pem: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    # The certificate itself is pinned, so the name the county is reached by does not matter.
    context.check_hostname = False
    context.verify_mode = ssl.CERT_REQUIRED
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    try:
        context.load_verify_locations(cadata=certificate_pem)
    except (ssl.SSLError, ValueError) as error:
        raise CertificateChanged(
            "The county's certificate on this laptop cannot be read; enrol the laptop again."
        ) from error
    return context


def _find_certificate_doubt(error: BaseException) -> ssl.SSLCertVerificationError | None:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return cause
        cause = cause.__cause__ or cause.__context__
    return None


def _explain_silence(error: Exception) -> SyncError:
    """Why there is no connection, in words."""
    doubt = _find_certificate_doubt(error)
    if doubt is not None and doubt.verify_code in _WRONG_TIME:
        return ClockWrong(
            "The county's certificate is not valid on this laptop's date; set date and time, and "
            "tell your administrator if they are right."
        )
    if doubt is not None:
        return CertificateChanged(
            "The server that answered is not the county this laptop was enrolled with; do not go "
            "on, tell your administrator."
        )
    return CountyUnreachable(
        "The county's server does not answer; your work stays here and goes out at the next sync."
    )
