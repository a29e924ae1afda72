# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signed requests (RFC 9421) with the laptop's Ed25519 key, over method, path, query and body digest.

A signature survives proxies that inspect TLS. The host is not covered, because such proxies and
loopback tests rename it; the key decides who speaks, TLS decides with whom.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
)
from http_message_signatures.algorithms import ED25519
from http_message_signatures.exceptions import HTTPMessageSignaturesException

from sync.wire.errors import SignatureInvalid, SignatureStale
from sync.wire.limits import LIMITS

TAG = "fieldfare"
COVERED = ("@method", "@path", "@query", "content-type", "content-digest")
_HOST = "https://county.invalid"


@dataclass
class _Request:
    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)


class _Keys(HTTPSignatureKeyResolver):  # type: ignore[misc] # the library is untyped
    def __init__(
        self,
        private: Ed25519PrivateKey | None = None,
        find_public: Callable[[str], Ed25519PublicKey | None] | None = None,
    ) -> None:
        self._private = private
        self._find_public = find_public

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey | None:
        del key_id
        return self._private

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        return self._find_public(key_id) if self._find_public else None


class _TimelessVerifier(HTTPMessageVerifier):  # type: ignore[misc] # the library is untyped
    """Leaves the judgement of time to us, so that the clock can be passed in."""

    def validate_created_and_expires(self, sig_input: Any, max_age: Any = None) -> None:
        del max_age
        if type(sig_input.params.get("created")) is not int:
            raise HTTPMessageSignaturesException("no moment of signing")


@dataclass(frozen=True)
class VerifiedSignature:
    """Who signed, when, and the number used once."""

    key_id: str
    nonce: str
    created: datetime


def key_id_of(public_key: bytes) -> str:
    """The id of a raw Ed25519 public key: base64url SHA-256, as RFC 7638 thumbprints look."""
    return base64.urlsafe_b64encode(hashlib.sha256(public_key).digest()).decode().rstrip("=")


def sign_request(
    method: str,
    path: str,
    *,
    content_type: str,
    body: bytes,
    key: Ed25519PrivateKey,
    created: datetime,
    nonce: str,
) -> dict[str, str]:
    """The headers to send with a request: content type, digest and signature.

    Args:
        method: in capitals.
        path: path and query as sent.
        nonce: never used before with this key.
    """
    request = _Request(method, _HOST + path, {"Content-Type": content_type})
    public = key.public_key().public_bytes_raw()
    HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=_Keys(private=key)).sign(
        request,
        key_id=key_id_of(public),
        created=created,
        nonce=nonce,
        label=TAG,
        tag=TAG,
        covered_component_ids=COVERED[:-1],
        body=body,
    )
    return request.headers


def verify_request(
    method: str,
    path: str,
    *,
    headers: Mapping[str, str],
    body: bytes,
    find_key: Callable[[str], bytes | None],
    now: datetime,
    clock_skew: timedelta = LIMITS.clock_skew,
) -> VerifiedSignature:
    """Check who sent a request and that nothing of it was changed.

    Args:
        find_key: raw public key by key id, None when unknown.

    Raises:
        SignatureInvalid: missing, malformed, of an unknown key, or not over these bytes.
        SignatureStale: made too long ago or in the future.
    """

    def find(key_id: str) -> Ed25519PublicKey | None:
        raw = find_key(key_id)
        return None if raw is None else Ed25519PublicKey.from_public_bytes(raw)

    request = _Request(method, _HOST + path, dict(headers))
    verifier = _TimelessVerifier(signature_algorithm=ED25519, key_resolver=_Keys(find_public=find))
    try:
        (result,) = verifier.verify(
            request, max_age=None, expect_tag=TAG, require_components=COVERED, body=body
        )
        key_id, nonce = result.parameters["keyid"], result.parameters["nonce"]
        created = datetime.fromtimestamp(result.parameters["created"], UTC)
    except (
        HTTPMessageSignaturesException,
        UnsupportedAlgorithm,
        ValueError,
        KeyError,
        OverflowError,
        OSError,
    ) as error:
        raise SignatureInvalid(
            "The request is not signed by this laptop, or was changed on its way."
        ) from error
    if abs(now - created) > clock_skew:
        raise SignatureStale(
            "The laptop's clock and the county's differ by more than "
            f"{clock_skew // timedelta(minutes=1)} minutes; set the laptop's clock."
        )
    return VerifiedSignature(key_id, nonce, created)
