# SPDX-License-Identifier: AGPL-3.0-or-later
"""The connection to the county: HTTPS that trusts one certificate and nobody else.

Invariants: a body is read as it came, up to a cap; whatever the library raises leaves here as a
SyncError.
"""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import urlsplit

import httpx

from sync.client.errors import (
    CertificateChanged,
    ConnectionCut,
    CountyUnreachable,
    ReplyMalformed,
)
from sync.client.limits import LIMITS, ClientLimits
from sync.wire.limits import LIMITS as WIRE


@dataclass(frozen=True)
class Reply:
    """What the county answered, body as it travelled."""

    status: int
    body: bytes


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
    """

    def __init__(self, url: str, certificate_pem: str, limits: ClientLimits = LIMITS) -> None:
        if urlsplit(url).scheme != "https":
            raise CountyUnreachable(f"The county's address must begin with https://, not {url}.")
        self._client = httpx.Client(
            base_url=url,
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
                return Reply(answer.status_code, _read_capped(answer))
        except httpx.ConnectError as error:
            if _is_about_certificate(error):
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


def _is_about_certificate(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _read_capped(answer: httpx.Response) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_raw():
        size += len(part)
        if size > WIRE.reply.packed:
            raise ReplyMalformed("The county's answer is larger than any answer should be.")
        parts.append(part)
    return b"".join(parts)
