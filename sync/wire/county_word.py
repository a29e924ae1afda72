# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's signature under anything it says: Ed25519 over canonical JSON (RFC 8785).

Every kind of statement begins with a prefix of its own, so that a signature under one never passes
for a signature under another.
"""

import base64
import binascii

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel

from sync.wire.errors import SignatureInvalid
from sync.wire.signatures import decode_public_key


def sign_word(prefix: bytes, said: BaseModel, key: Ed25519PrivateKey) -> str:
    """The signature, base64url without padding."""
    raw = key.sign(_covered(prefix, said))
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def verify_word(
    prefix: bytes, said: BaseModel, signature: str, public_key: str, sentence: str
) -> None:
    """Check a signature.

    Args:
        public_key: raw Ed25519, base64url without padding.
        sentence: what a person is told when it is not that key's.

    Raises:
        SignatureInvalid: it is not that key's, or the key is none.
    """
    padded = signature + "=" * (-len(signature) % 4)
    try:
        raw = base64.urlsafe_b64decode(padded)
        decode_public_key(public_key).verify(raw, _covered(prefix, said))
    except (InvalidSignature, binascii.Error, ValueError) as error:
        raise SignatureInvalid(sentence) from error


def _covered(prefix: bytes, said: BaseModel) -> bytes:
    return prefix + rfc8785.dumps(said.model_dump(mode="json"))
