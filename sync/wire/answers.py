# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers signed by the county's key: RFC 9421 with Ed25519, bound to the request they answer.

Covered are status, content type and digest of the answer, and of the request its path, the digest
of its body (in which the cursor of a pull stands) and its signature (which covers nonce, time and
the laptop's key). An answer therefore holds for one request of one laptop: an altered one, an
older one and another laptop's do not pass. Invariant: exactly one signature with the tag of
answers, every component above covered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    MappingKeyResolver,
)
from http_message_signatures.algorithms import ED25519

from sync.wire.errors import SignatureInvalid
from sync.wire.signature_form import answer_holds, write_answer
from sync.wire.signatures import (
    ANY_HOST,
    LABEL,
    PlainRequest,
    TimelessVerifier,
    decode_public_key,
    name_key,
)

TAG = "fieldfare-answer"
COVERED = (
    '"@status"',
    '"content-type"',
    '"content-digest"',
    '"@path";req',
    '"content-digest";req',
    f'"signature";req;key="{LABEL}"',
)
HEADER_NAMES = ("content-type", "content-digest", "signature-input", "signature")


@dataclass(frozen=True)
class Asked:
    """The request an answer belongs to, as it travelled: path with query and all its headers."""

    path: str
    headers: Mapping[str, str]


@dataclass
class _Answer:
    status_code: int
    headers: dict[str, str]
    request: PlainRequest


def sign_answer(
    asked: Asked,
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    key: Ed25519PrivateKey,
    created: datetime,
) -> dict[str, str]:
    """The headers to add to an answer; `headers` is what is there and needs `content-type`.

    Raises:
        SignatureInvalid: the request carries no signature an answer could be bound to.
    """
    key_id = name_key(key.public_key())
    request, kind = (asked.path, asked.headers), headers["content-type"]
    ours = write_answer(request, status, kind, body, key, key_id, int(created.timestamp()))
    if ours is not None:
        return ours
    answer = _make_answer(asked, status, {"content-type": headers["content-type"]})
    signer = HTTPMessageSigner(
        signature_algorithm=ED25519,
        key_resolver=MappingKeyResolver(public_keys={}, private_keys={key_id: key}),
    )
    try:
        signer.sign(
            answer,
            key_id=key_id,
            created=created,
            label=LABEL,
            tag=TAG,
            include_alg=False,
            covered_component_ids=COVERED,
            body=body,
        )
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise SignatureInvalid("The request is not signed, so no answer can be.") from error
    return {name.lower(): value for name, value in answer.headers.items()}


def verify_answer(
    asked: Asked, status: int, headers: Mapping[str, str], body: bytes, public_key: str
) -> None:
    """Check that a county's key vouches for this answer to this request.

    Args:
        public_key: raw Ed25519, base64url without padding.

    Raises:
        SignatureInvalid: it does not.
    """
    key = decode_public_key(public_key)
    request = (asked.path, asked.headers)
    if answer_holds(request, status, headers, body, key, name_key(key)):
        return
    verifier = TimelessVerifier(
        signature_algorithm=ED25519,
        key_resolver=MappingKeyResolver(public_keys={name_key(key): key}, private_keys={}),
    )
    answer = _make_answer(asked, status, dict(headers))
    try:
        results = verifier.verify(answer, expect_tag=TAG, require_components=COVERED, body=body)
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise SignatureInvalid("The answer is not the county's answer to this request.") from error
    if len(results) != 1:
        raise SignatureInvalid("The answer carries more than one signature of a county.")


def _make_answer(asked: Asked, status: int, headers: dict[str, str]) -> _Answer:
    request = PlainRequest("POST", ANY_HOST + asked.path, dict(asked.headers))
    return _Answer(status, headers, request)
