# SPDX-License-Identifier: AGPL-3.0-or-later
"""Requests signed by the device's key: RFC 9421 with Ed25519, body bound by RFC 9530.

Covered are method, path, query, content type and the digest of the body; the host is not, so that
a county may stand behind any name or an inspecting proxy. Invariants: exactly one signature with
our tag, every component above covered, time of making and nonce present. Whether a nonce was seen
before is the server's to say.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    MappingKeyResolver,
)
from http_message_signatures.algorithms import ED25519

from sync.wire.errors import ClockSkewed, SignatureInvalid
from sync.wire.limits import LIMITS
from sync.wire.signature_form import LABEL as LABEL
from sync.wire.signature_form import read_request, request_holds, write_request

TAG = "fieldfare"
COVERED = ("@method", "@path", "@query", "content-type", "content-digest")
ANY_HOST = "https://county.invalid"


@dataclass(frozen=True)
class VerifiedSignature:
    """What a valid signature says; `created` is UTC."""

    key_id: str
    nonce: str
    created: datetime

    def drift(self, now: datetime) -> int:
        """Seconds by which the signer's clock is ahead."""
        return round((self.created - now).total_seconds())


@dataclass
class PlainRequest:
    """A request as the library wants to see it."""

    method: str
    url: str
    headers: dict[str, str]


class TimelessVerifier(HTTPMessageVerifier):
    """Leaves the time to who calls: they are told what time it is, or need none."""

    def validate_created_and_expires(
        self, sig_input: object, max_age: timedelta | None = None
    ) -> None:
        """Check nothing here."""


class _KeyListener(HTTPSignatureKeyResolver):
    """Knows no key; remembers which one was asked for."""

    def __init__(self) -> None:
        self.claimed: str | None = None

    def resolve_public_key(self, key_id: str) -> None:
        self.claimed = key_id


def encode_public_key(key: Ed25519PublicKey) -> str:
    """A raw public key as base64url without padding, 43 characters."""
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode_public_key(text: str) -> Ed25519PublicKey:
    """Read what `encode_public_key` wrote; raises SignatureInvalid on anything else."""
    try:
        return Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(text + "="))
    except ValueError as error:
        raise SignatureInvalid("The device's public key could not be read.") from error


def name_key(key: Ed25519PublicKey) -> str:
    """The key id used in every request: the key's RFC 7638 thumbprint, base64url."""
    jwk = f'{{"crv":"Ed25519","kty":"OKP","x":"{encode_public_key(key)}"}}'
    digest = hashlib.sha256(jwk.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def sign_request(
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes,
    key: Ed25519PrivateKey,
    key_id: str,
    created: datetime,
    nonce: str,
) -> dict[str, str]:
    """The headers to add to a request.

    `path` is path and query as sent (`/v1/pull`); `headers` is what is already there and needs
    `content-type`; `nonce` was never used before by this key, 16 to 64 characters.
    """
    if method == "POST":
        kind = _pick_content_type(headers).get("content-type", "")
        ours = write_request(path, kind, body, key, key_id, int(created.timestamp()), nonce)
        if ours is not None:
            return ours
    request = PlainRequest(method, ANY_HOST + path, _pick_content_type(headers))
    signer = HTTPMessageSigner(
        signature_algorithm=ED25519,
        key_resolver=MappingKeyResolver(public_keys={}, private_keys={key_id: key}),
    )
    signer.sign(
        request,
        key_id=key_id,
        created=created,
        nonce=nonce,
        label=LABEL,
        tag=TAG,
        covered_component_ids=COVERED,
        body=body,
    )
    names = ("Content-Digest", "Signature-Input", "Signature")
    return {name.lower(): request.headers[name] for name in names}


def read_key_id(headers: Mapping[str, str]) -> str:
    """The key id a request claims, unverified, so that its key can be looked up.

    Raises:
        SignatureInvalid: there is no readable signature.
    """
    ours = read_request(headers)
    if ours is not None:
        return ours.key_id
    listener = _KeyListener()
    verifier = TimelessVerifier(signature_algorithm=ED25519, key_resolver=listener)
    try:
        verifier.verify(PlainRequest("POST", ANY_HOST + "/", dict(headers)), expect_tag=TAG)
    except (HTTPMessageSignaturesException, ValueError) as error:
        if listener.claimed is None:
            raise SignatureInvalid("The request is not signed.") from error
    return listener.claimed or ""


def verify_request(
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes | None,
    public_key: Ed25519PublicKey,
    now: datetime,
    max_skew: timedelta = LIMITS.clock_skew,
) -> VerifiedSignature:
    """Check a request's signature against a key.

    Args:
        body: None where it broke off and only the head is verified.

    Raises:
        SignatureInvalid: it is missing, incomplete, or not of this key over this request.
        ClockSkewed: it is this key's, but made more than `max_skew` from `now`.
    """
    key_id = name_key(public_key)
    ours = read_request(headers)
    if (
        body is not None
        and ours is not None
        and ours.key_id == key_id
        and request_holds(method, path, headers, body, public_key, ours)
    ):
        told: dict[str, int | str] = {
            "created": ours.created,
            "nonce": ours.nonce,
            "keyid": ours.key_id,
        }
        return _read_parameters(told, now, max_skew)
    verifier = TimelessVerifier(
        signature_algorithm=ED25519,
        key_resolver=MappingKeyResolver(public_keys={key_id: public_key}, private_keys={}),
    )
    try:
        results = verifier.verify(
            PlainRequest(method, ANY_HOST + path, dict(headers)),
            expect_tag=TAG,
            require_components=COVERED,
            body=body,
        )
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise SignatureInvalid("The request's signature does not match its content.") from error
    if len(results) != 1:
        raise SignatureInvalid("The request carries more than one signature of ours.")
    return _read_parameters(results[0].parameters, now, max_skew)


def _read_parameters(
    parameters: Mapping[str, int | str], now: datetime, max_skew: timedelta
) -> VerifiedSignature:
    created, nonce = parameters.get("created"), parameters.get("nonce")
    shortest, longest = LIMITS.nonce_length
    if not isinstance(created, int) or not isinstance(nonce, str):
        raise SignatureInvalid("The request's signature names no time or no nonce.")
    if not shortest <= len(nonce) <= longest:
        raise SignatureInvalid("The nonce of the request's signature has the wrong length.")
    moment = check_moment(created, now, max_skew)
    return VerifiedSignature(str(parameters["keyid"]), nonce, moment)


def check_moment(created: int, now: datetime, max_skew: timedelta = LIMITS.clock_skew) -> datetime:
    """The moment a signature was made, of seconds since 1970; raises ClockSkewed if far off."""
    ahead = created - int(now.timestamp())
    if abs(ahead) > max_skew.total_seconds():
        raise ClockSkewed(ahead)
    return datetime.fromtimestamp(created, UTC)


def _pick_content_type(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() == "content-type"}
