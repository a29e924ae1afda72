# SPDX-License-Identifier: AGPL-3.0-or-later
"""The connection to the county: HTTPS that trusts one certificate and nobody else.

Invariants: a body is read as it came, up to a cap; whatever the library raises leaves here as a
SyncError.
"""

import ssl
from collections.abc import Mapping
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
)
from sync.client.limits import LIMITS, ClientLimits
from sync.wire.answers import HEADER_NAMES
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
        try:
            with self._client.stream("POST", path, headers=dict(headers), content=body) as answer:
                headers = {
                    name: answer.headers[name] for name in HEADER_NAMES if name in answer.headers
                }
                return Reply(answer.status_code, _read_capped(answer), headers)
        except httpx.ConnectError as error:
            doubt = _find_certificate_doubt(error)
            if doubt is not None and doubt.verify_code in _WRONG_TIME:
                raise ClockWrong(
                    "The county's certificate is not valid on this laptop's date; set date and "
                    "time, and tell your administrator if they are right."
                ) from error
            if doubt is not None:
                raise CertificateChanged(
                    "The server that answered is not the county this laptop was enrolled with; "
                    "do not go on, tell your administrator."
                ) from error
            raise CountyUnreachable(
                "The county's server does not answer; your work stays here and goes out at the "
                "next sync."
            ) from error
        except (httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise CountyUnreachable(
                "The county's server does not answer; your work stays here and goes out at the "
                "next sync."
            ) from error
        except httpx.HTTPError as error:
            raise ConnectionCut(
                "The connection to the county broke off; the next sync goes on from there."
            ) from error


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


def _read_capped(answer: httpx.Response) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_raw():
        size += len(part)
        if size > WIRE.reply.packed:
            raise ReplyMalformed("The county's answer is larger than any answer should be.")
        parts.append(part)
    return b"".join(parts)
