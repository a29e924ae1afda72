# SPDX-License-Identifier: AGPL-3.0-or-later
"""The connection to the county: HTTPS that trusts one certificate and nobody else.

Invariants: a body is read as it came, up to a cap; whatever the library raises leaves here as a
SyncError.
"""

import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, Self

import httpx

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
    """HTTPS with a pinned certificate; a context manager that keeps one connection open.

    Args:
        url: `https://host:port` of the county.
        certificate_pem: the only certificate trusted.

    Raises:
        CountyUnreachable: the address is none.
        CertificateChanged: the certificate cannot be read.
    """

    def __init__(self, url: str, certificate_pem: str, limits: ClientLimits = LIMITS) -> None:
        self._client = httpx.Client(
            base_url=_read_address(url),
            verify=_trust_only(certificate_pem),
            timeout=httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds),
            trust_env=False,
            limits=httpx.Limits(max_connections=2, max_keepalive_connections=2),
        )
        # Nobody reads these, and every request would carry them.
        for name in ("accept", "accept-encoding", "connection", "user-agent"):
            del self._client.headers[name]
        self._piece = LARGE_PIECE

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """See `Transport.send`."""
        received = bytearray()
        try:
            return self._exchange(path, headers, body, received)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise _explain_silence(error) from error
        except httpx.HTTPError as error:
            self._piece = SMALL_PIECE
            raise ConnectionCut(
                "The connection to the county broke off; the next sync goes on from there.",
                bytes(received),
            ) from error

    def _exchange(
        self, path: str, headers: Mapping[str, str], body: bytes, received: bytearray
    ) -> Reply:
        """Send and read; what comes of a good answer is put into `received` at once."""
        sent = {**headers, "content-length": str(len(body))}
        pieces = _cut_up(body, self._piece)
        with self._client.stream("POST", path, headers=sent, content=pieces) as answer:
            heard = {name: answer.headers[name] for name in HEADER_NAMES if name in answer.headers}
            come = received if answer.status_code == 200 else bytearray()
            for part in answer.iter_raw():
                come += part
                if len(come) > WIRE.reply.packed:
                    raise ReplyMalformed("The county's answer is larger than any answer should be.")
            return Reply(answer.status_code, bytes(come), heard)


def _read_address(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text)
        is_usable = url.scheme == "https" and bool(url.host.encode("idna"))
    except (httpx.InvalidURL, UnicodeError) as error:
        raise CountyUnreachable(f"{text} is not an address; give https://host:port.") from error
    if not is_usable:
        raise CountyUnreachable(f"The county's address must begin with https://, not {text}.")
    return url


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


def _explain_silence(error: httpx.TransportError) -> SyncError:
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


def _cut_up(body: bytes, piece: int) -> Iterator[bytes]:
    """What is written at once; of one that a cut tears nothing arrives."""
    for start in range(0, len(body), piece):
        yield body[start : start + piece]
