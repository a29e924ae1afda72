# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shortest question: a laptop at rest names what it holds by one hash, all in the target.

A sync with nothing to do is what most syncs are; here it is two hundred bytes each way with
signatures and all. It asks what `sync.wire.news` asks, and is answered the same.

The request has no body. Its target is the number of the feed at which the laptop stands and a name
for everything else it holds (`name_holding`); RFC 9421 covers method, path and query, with time,
nonce and key, in one form and no other. The answer is the county's Ed25519 signature over the
request's signature and what is told, followed by what is told: nothing, or a packed `NewsReply`.
It therefore holds for this one request of this one laptop.

Invariants: nothing here is taken for one of the other signatures, nor any of them for these: the
label and the covered components differ, and an answer begins with words of its own.
"""

import base64
import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from casework.digests import digest_texts
from sync.wire.errors import MessageMalformed, SignatureInvalid
from sync.wire.news import Holding
from sync.wire.signatures import VerifiedSignature, check_moment, name_key

PATH_REST = "/v1/rest"
LABEL = "f"
SIGNATURE_BYTES = 64
_ANSWER = b"fieldfare answer at rest 1\n"
_COVERS = '("@method" "@path" "@query")'
_TARGET = re.compile(rf"{PATH_REST}\?([0-9]{{1,18}})\.([A-Za-z0-9_-]{{22}})")
_INPUT = re.compile(
    rf"{LABEL}=({re.escape(_COVERS)};created=([0-9]{{1,12}});"
    r'nonce="([A-Za-z0-9_=-]{16,64})";keyid="([A-Za-z0-9_-]{43})")'
)
_SIGNATURE = re.compile(rf"{LABEL}=:([A-Za-z0-9+/]{{86}}==):")


class RestAsked(NamedTuple):
    """What the target says: a place in the feed, and the name of everything else."""

    number: int
    name: str

    @property
    def version(self) -> None:
        """Of the program: a whole sync says it."""
        return None

    def to_target(self) -> str:
        """Path and query."""
        return f"{PATH_REST}?{self.number}.{self.name}"

    @classmethod
    def from_target(cls, target: str) -> "RestAsked":
        """Read what `to_target` wrote; raises MessageMalformed on anything else."""
        found = _TARGET.fullmatch(target)
        if found is None:
            raise MessageMalformed("The question of a laptop at rest names no place in the feed.")
        return cls(int(found[1]), found[2])

    def cursor_in(self, epoch: str) -> str:
        """Where it stands in the county's present feed."""
        return f"{epoch}.{self.number}"

    def holds(self, holding: Holding, epoch: str) -> bool:
        """Whether this is what the laptop holds."""
        return self.name == name_holding(holding, epoch)


class RestSigned(NamedTuple):
    """What a request's signature says of itself; not checked yet."""

    parameters: str
    created: int
    nonce: str
    key_id: str
    signature: bytes


def name_holding(holding: Holding, epoch: str) -> str:
    """A name for what a laptop holds beside the feed: 128 bits in 22 characters."""
    told = digest_texts(map(str, (*holding, epoch)))
    return base64.urlsafe_b64encode(bytes.fromhex(told)).decode().rstrip("=")


def sign_rest(
    target: str, key: Ed25519PrivateKey, key_id: str, created: datetime, nonce: str
) -> dict[str, str]:
    """The headers of a request; `nonce` has at least 16 characters and was never used before."""
    parameters = f'{_COVERS};created={int(created.timestamp())};nonce="{nonce}";keyid="{key_id}"'
    signature = key.sign(_base(target, parameters))
    return {
        "signature-input": f"{LABEL}={parameters}",
        "signature": f"{LABEL}=:{base64.b64encode(signature).decode()}:",
    }


def read_rest(headers: Mapping[str, str]) -> RestSigned:
    """What a request claims, unverified; raises SignatureInvalid where it is in no such form."""
    found = _INPUT.fullmatch(headers.get("signature-input", ""))
    signature = _SIGNATURE.fullmatch(headers.get("signature", ""))
    if found is None or signature is None:
        raise SignatureInvalid("The request is not signed.")
    parameters, created, nonce, key_id = found.groups()
    raw = base64.b64decode(signature[1], validate=True)
    return RestSigned(parameters, int(created), nonce, key_id, raw)


def verify_rest(
    method: str, target: str, headers: Mapping[str, str], key: Ed25519PublicKey, now: datetime
) -> VerifiedSignature:
    """Check a request's signature against a key.

    Raises:
        SignatureInvalid: it is missing, or not of this key over this request.
        ClockSkewed: it is this key's, but made too far from `now`.
    """
    told = read_rest(headers)
    if method != "POST" or told.key_id != name_key(key):
        raise SignatureInvalid("The request's signature does not match its content.")
    try:
        key.verify(told.signature, _base(target, told.parameters))
    except InvalidSignature as error:
        raise SignatureInvalid("The request's signature does not match its content.") from error
    return VerifiedSignature(told.key_id, told.nonce, check_moment(told.created, now))


def seal_answer(headers: Mapping[str, str], told: bytes, key: Ed25519PrivateKey) -> bytes:
    """The body that answers a request: what is told under the county's signature."""
    return key.sign(_ANSWER + read_rest(headers).signature + told) + told


def open_answer(headers: Mapping[str, str], body: bytes, key: Ed25519PublicKey) -> bytes:
    """What the county told in answer to a request; raises SignatureInvalid where it did not."""
    signature, told = body[:SIGNATURE_BYTES], body[SIGNATURE_BYTES:]
    try:
        key.verify(signature, _ANSWER + read_rest(headers).signature + told)
    except InvalidSignature as error:
        raise SignatureInvalid("The answer is not the county's answer to this request.") from error
    return told


def _base(target: str, parameters: str) -> bytes:
    path, _, query = target.partition("?")
    return (
        f'"@method": POST\n"@path": {path}\n"@query": ?{query}\n"@signature-params": {parameters}'
    ).encode()
