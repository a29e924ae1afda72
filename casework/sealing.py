# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sealing to a key whose private half is kept offline.

A laptop seals its store key (county recovery) and its unsent work (before a wipe) so that only the
county can open them. The box is a hybrid: X25519 (RFC 7748) and ML-KEM-768 (FIPS 203) each give a
shared secret, both go with the whole transcript through HKDF-SHA256, and AES-256-GCM does the
rest. It holds as long as one of the two exchanges holds.

Invariants:
- Whoever seals keeps nothing that opens: the ephemeral key is forgotten.
- `context` is authenticated, so a box made for one purpose opens for no other.
"""

from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casework.errors import SealedBoxUnreadable

X25519_BYTES = 32
MLKEM_PUBLIC_BYTES = 1184
MLKEM_SEED_BYTES = 64
MLKEM_SENT_BYTES = 1088
SEALING_PUBLIC_BYTES = X25519_BYTES + MLKEM_PUBLIC_BYTES
SEALING_PRIVATE_BYTES = X25519_BYTES + MLKEM_SEED_BYTES
_TAG_BYTES = 16
_OVERHEAD = X25519_BYTES + MLKEM_SENT_BYTES + _TAG_BYTES
# One key encrypts one message, so a fixed nonce never repeats under a key.
_ONLY_NONCE = bytes(12)
_PURPOSE = b"fieldfare sealed box 1"


@dataclass(frozen=True)
class SealingKey:
    """The public half: X25519 (32 bytes) followed by ML-KEM-768 (1,184 bytes)."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != SEALING_PUBLIC_BYTES:
            raise SealedBoxUnreadable("The county's sealing key has the wrong length.")

    @property
    def thumbprint(self) -> str:
        """SHA-256 of the key, hexadecimal: what two people compare."""
        return sha256(self.raw).hexdigest()


class OpeningKey:
    """The private half, 96 bytes: the X25519 scalar and the ML-KEM-768 seed."""

    __slots__ = ("_exchange", "_kem")

    def __init__(self, raw: bytes) -> None:
        if len(raw) != SEALING_PRIVATE_BYTES:
            raise SealedBoxUnreadable("The county's opening key has the wrong length.")
        self._exchange = X25519PrivateKey.from_private_bytes(raw[:X25519_BYTES])
        self._kem = MLKEM768PrivateKey.from_seed_bytes(raw[X25519_BYTES:])

    @property
    def public(self) -> SealingKey:
        """What may be given to every laptop."""
        return SealingKey(
            self._exchange.public_key().public_bytes_raw()
            + self._kem.public_key().public_bytes_raw()
        )

    def open(self, box: bytes, context: bytes) -> bytes:
        """The plaintext of a box.

        Raises:
            SealedBoxUnreadable: made for another key or purpose, or altered.
        """
        if len(box) < _OVERHEAD:
            raise SealedBoxUnreadable("The sealed box is cut short; get a whole copy of it.")
        sent, kem_sent = box[:X25519_BYTES], box[X25519_BYTES : _OVERHEAD - _TAG_BYTES]
        try:
            shared = self._exchange.exchange(X25519PublicKey.from_public_bytes(sent))
            kem_shared = self._kem.decapsulate(kem_sent)
            key = _derive(shared, kem_shared, sent + kem_sent, self.public, context)
            return AESGCM(key).decrypt(_ONLY_NONCE, box[_OVERHEAD - _TAG_BYTES :], context)
        except (InvalidTag, ValueError) as error:
            raise SealedBoxUnreadable(
                "The sealed box does not open with this key; it was made for another county key "
                "or was altered."
            ) from error


def seal(to: SealingKey, plaintext: bytes, context: bytes) -> bytes:
    """Seal `plaintext` so that only the holder of the private half opens it.

    Returns:
        1,136 bytes more than the plaintext: ephemeral key, encapsulation, ciphertext with tag.
    """
    ephemeral = X25519PrivateKey.generate()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(to.raw[:X25519_BYTES]))
    kem = MLKEM768PublicKey.from_public_bytes(to.raw[X25519_BYTES:])
    kem_shared, kem_sent = kem.encapsulate()
    sent = ephemeral.public_key().public_bytes_raw() + kem_sent
    key = _derive(shared, kem_shared, sent, to, context)
    return sent + AESGCM(key).encrypt(_ONLY_NONCE, plaintext, context)


def _derive(shared: bytes, kem_shared: bytes, sent: bytes, to: SealingKey, context: bytes) -> bytes:
    transcript = sha256(sent + to.raw + sha256(context).digest()).digest()
    derivation = HKDF(algorithm=SHA256(), length=32, salt=transcript, info=_PURPOSE)
    return derivation.derive(shared + kem_shared)
