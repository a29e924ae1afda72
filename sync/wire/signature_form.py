# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one form in which our own ends write RFC 9421 signatures, written and read directly.

The library `http_message_signatures` parses every form the standard allows; that costs a
millisecond for each signature, more than all else of a small request. Invariants: what is written
here is byte for byte what the library writes; what is read here is in exactly this form, covers
everything that must be covered, and is checked against the same bytes; whatever has any other form
is left to the library.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LABEL = "fieldfare"
_PATH = re.compile(r"/[a-z0-9/-]*")
_TYPE = re.compile(r"[a-z]+/[a-z.+-]+")
_NONCE = re.compile(r"[A-Za-z0-9_=-]+")
_REQUEST_COVERS = '("@method" "@path" "@query" "content-type" "content-digest")'
_ANSWER_COVERS = (
    '("@status" "content-type" "content-digest" "@path";req "content-digest";req'
    ' "signature";req;key="fieldfare")'
)
_REQUEST_INPUT = re.compile(
    rf"{LABEL}=({re.escape(_REQUEST_COVERS)};created=([0-9]{{1,12}});"
    r'keyid="([A-Za-z0-9_-]{43})";alg="ed25519";nonce="([A-Za-z0-9_=-]+)";tag="fieldfare")'
)
_ANSWER_INPUT = re.compile(
    rf"{LABEL}=({re.escape(_ANSWER_COVERS)};created=[0-9]{{1,12}};"
    r'keyid="([A-Za-z0-9_-]{43})";tag="fieldfare-answer")'
)
_SIGNATURE = re.compile(rf"{LABEL}=(:([A-Za-z0-9+/]{{86}}==):)")


class RequestForm(NamedTuple):
    """What a request's signature says of itself, in our form; not checked yet."""

    parameters: str
    created: int
    key_id: str
    nonce: str
    signature: bytes


def digest_of(body: bytes) -> str:
    """RFC 9530, as a header."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def write_request(
    target: str,
    content_type: str,
    body: bytes,
    key: Ed25519PrivateKey,
    key_id: str,
    created: int,
    nonce: str,
) -> dict[str, str] | None:
    """The headers that sign a POST, or None where our form does not hold it."""
    fits = _PATH.fullmatch(target) and _TYPE.fullmatch(content_type) and _NONCE.fullmatch(nonce)
    if not fits:
        return None
    digest = digest_of(body)
    parameters = (
        f'{_REQUEST_COVERS};created={created};keyid="{key_id}";alg="ed25519";'
        f'nonce="{nonce}";tag="fieldfare"'
    )
    base = _request_base(target, content_type, digest, parameters)
    return {
        "content-digest": digest,
        "signature-input": f"{LABEL}={parameters}",
        "signature": f"{LABEL}=:{base64.b64encode(key.sign(base)).decode()}:",
    }


def read_request(headers: Mapping[str, str]) -> RequestForm | None:
    """What a request claims, or None where it is not in our form."""
    found = _REQUEST_INPUT.fullmatch(headers.get("signature-input", ""))
    signature = _SIGNATURE.fullmatch(headers.get("signature", ""))
    if found is None or signature is None:
        return None
    parameters, created, key_id, nonce = found.groups()
    return RequestForm(
        parameters, int(created), key_id, nonce, base64.b64decode(signature[2], validate=True)
    )


def request_holds(
    method: str,
    target: str,
    headers: Mapping[str, str],
    body: bytes,
    key: Ed25519PublicKey,
    form: RequestForm,
) -> bool | None:
    """Whether a key signed a request; None where that cannot be said in our form."""
    content_type = headers.get("content-type", "")
    if method != "POST" or not _PATH.fullmatch(target) or not _TYPE.fullmatch(content_type):
        return None
    digest = digest_of(body)
    if headers.get("content-digest") != digest:
        return None
    return _verify(
        key, form.signature, _request_base(target, content_type, digest, form.parameters)
    )


def write_answer(
    asked: tuple[str, Mapping[str, str]],
    status: int,
    content_type: str,
    body: bytes,
    key: Ed25519PrivateKey,
    key_id: str,
    created: int,
) -> dict[str, str] | None:
    """The headers that sign an answer, or None where our form does not hold it."""
    digest = digest_of(body)
    parameters = f'{_ANSWER_COVERS};created={created};keyid="{key_id}";tag="fieldfare-answer"'
    base = _answer_base(asked, status, content_type, digest, parameters)
    if base is None:
        return None
    return {
        "content-type": content_type,
        "content-digest": digest,
        "signature-input": f"{LABEL}={parameters}",
        "signature": f"{LABEL}=:{base64.b64encode(key.sign(base)).decode()}:",
    }


def answer_holds(
    asked: tuple[str, Mapping[str, str]],
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    key: Ed25519PublicKey,
    key_id: str,
) -> bool | None:
    """Whether a key signed an answer; None where that cannot be said in our form."""
    found = _ANSWER_INPUT.fullmatch(headers.get("signature-input", ""))
    signature = _SIGNATURE.fullmatch(headers.get("signature", ""))
    digest = digest_of(body)
    if found is None or signature is None or headers.get("content-digest") != digest:
        return None
    if found[2] != key_id:
        return None
    base = _answer_base(asked, status, headers.get("content-type", ""), digest, found[1])
    if base is None:
        return None
    return _verify(key, base64.b64decode(signature[2], validate=True), base)


def _request_base(target: str, content_type: str, digest: str, parameters: str) -> bytes:
    return (
        f'"@method": POST\n"@path": {target}\n"@query": ?\n"content-type": {content_type}\n'
        f'"content-digest": {digest}\n"@signature-params": {parameters}'
    ).encode()


def _answer_base(
    asked: tuple[str, Mapping[str, str]],
    status: int,
    content_type: str,
    digest: str,
    parameters: str,
) -> bytes | None:
    target, headers = asked
    signature = _SIGNATURE.fullmatch(headers.get("signature", ""))
    asked_digest = headers.get("content-digest", "")
    is_ours = re.fullmatch(r"sha-256=:[A-Za-z0-9+/]{43}=:", asked_digest)
    if signature is None or not is_ours:
        return None
    if not _PATH.fullmatch(target) or not _TYPE.fullmatch(content_type):
        return None
    return (
        f'"@status": {status}\n"content-type": {content_type}\n"content-digest": {digest}\n'
        f'"@path";req: {target}\n"content-digest";req: {asked_digest}\n'
        f'"signature";req;key="fieldfare": {signature[1]}\n"@signature-params": {parameters}'
    ).encode()


def _verify(key: Ed25519PublicKey, signature: bytes, base: bytes) -> bool:
    try:
        key.verify(signature, base)
    except InvalidSignature:
        return False
    return True
