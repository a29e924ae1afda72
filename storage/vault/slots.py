# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making a slot around a store key, and opening one.

passphrase → Argon2id → with the device secret, and the security key's secret when there is one,
→ HKDF-SHA256 → AES-256-GCM around the 32 bytes of the store key (design D4).
"""

import unicodedata
from collections.abc import Callable
from typing import Protocol

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casework.sealing import OpeningKey, SealingKey, seal
from storage.errors import WrongPassphrase
from storage.keys import KEY_BYTES, StoreKey
from storage.vault.header import (
    NONCE_BYTES,
    SALT_BYTES,
    CountySlot,
    Header,
    KeyDerivation,
    PassphraseSlot,
    SecurityKeyQuestion,
)

_PURPOSE = b"fieldfare vault key slot 2"


class SecurityKey(Protocol):
    """A FIDO2 security key with hmac-secret (CTAP 2.1)."""

    def enrol(self, label: str) -> bytes:
        """Make a credential for this laptop and return its id; the worker touches the key.

        Raises:
            SecurityKeyMissing: no key, or nobody touched it.
        """
        ...

    def answer(self, question: SecurityKeyQuestion) -> bytes:
        """The 32 secret bytes for this question; the worker touches the key.

        Raises:
            SecurityKeyMissing: no key, nobody touched it, or it is another key.
        """
        ...


def make_worker_slot(
    header: Header,
    key: StoreKey,
    passphrase: str,
    device_secret: bytes,
    *,
    random: Callable[[int], bytes],
    derivation: KeyDerivation,
    asked: tuple[SecurityKeyQuestion, bytes] | None = None,
) -> PassphraseSlot:
    """A slot for this passphrase; `asked` is a security key's question and its answer."""
    question, answer = asked or (None, b"")
    bare = PassphraseSlot(
        derivation=derivation,
        salt=random(SALT_BYTES),
        nonce=random(NONCE_BYTES),
        security_key=question,
        wrapped=bytes(KEY_BYTES + 16),
    )
    wrapping = AESGCM(_wrapping_key(bare, passphrase, device_secret, answer))
    wrapped = wrapping.encrypt(bare.nonce, key.reveal(), header.bound(bare))
    return bare.model_copy(update={"wrapped": wrapped})


def open_worker_slot(
    header: Header, slot: PassphraseSlot, passphrase: str, device_secret: bytes, answer: bytes = b""
) -> StoreKey:
    """The store key.

    Raises:
        WrongPassphrase: passphrase, device secret or security key is another one.
    """
    wrapping = AESGCM(_wrapping_key(slot, passphrase, device_secret, answer))
    try:
        return StoreKey(wrapping.decrypt(slot.nonce, slot.wrapped, header.bound(slot)))
    except InvalidTag as error:
        raise wrong_passphrase() from error


def make_county_slot(header: Header, key: StoreKey, public: SealingKey) -> CountySlot:
    """A slot that only the county's offline key opens."""
    bare = CountySlot(public=public.raw, box=b"-")
    return bare.model_copy(update={"box": seal(public, key.reveal(), header.bound(bare))})


def open_county_slot(header: Header, slot: CountySlot, opening: OpeningKey) -> StoreKey:
    """The store key, for the county's two people.

    Raises:
        casework.errors.SealedBoxUnreadable: sealed to another key, or altered.
    """
    return StoreKey(opening.open(slot.box, header.bound(slot)))


def wrong_passphrase() -> WrongPassphrase:
    """The refusal that does not say which part was wrong."""
    return WrongPassphrase(
        "The passphrase does not open this laptop's vault; check the keyboard layout and "
        "Caps Lock and type it again."
    )


def stretch(passphrase: str, salt: bytes, derivation: KeyDerivation) -> bytes:
    """Argon2id; the passphrase is normalised (NFC) so that every keyboard types the same one."""
    return hash_secret_raw(
        unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"),
        salt,
        time_cost=derivation.iterations,
        memory_cost=derivation.memory_kib,
        parallelism=derivation.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _wrapping_key(
    slot: PassphraseSlot, passphrase: str, device_secret: bytes, answer: bytes
) -> bytes:
    stretched = stretch(passphrase, slot.salt, slot.derivation)
    # Each part has a fixed length, so no two different sets of parts join to the same bytes.
    derivation = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_PURPOSE)
    return derivation.derive(stretched + device_secret + answer)
