# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening a vault of the first version, once: the door writes it anew in the second.

It had one slot without a device secret, wrapped together with the header's other fields.
"""

from pathlib import Path
from typing import Literal, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import BaseModel, ConfigDict, ValidationError

from storage.keys import KEY_BYTES, StoreKey
from storage.vault.header import (
    KeyDerivation,
    Nonce,
    Salt,
    WrappedKey,
    canonical,
    damaged,
    read_document,
    require_strength,
)
from storage.vault.slots import stretch, wrong_passphrase

_PURPOSE = b"fieldfare vault key slot 1"


class _FirstHeader(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", val_json_bytes="base64")

    format: Literal["fieldfare-vault"]
    version: Literal[1]
    derivation: KeyDerivation
    salt: Salt
    nonce: Nonce


class FirstVault(BaseModel):
    """A vault of the first version."""

    model_config = ConfigDict(frozen=True, extra="forbid", val_json_bytes="base64")

    header: _FirstHeader
    wrapped_key: WrappedKey
    bound: bytes

    @classmethod
    def read(cls, content: bytes, path: Path) -> Self:
        """Read `vault.json`.

        Raises:
            VaultDamaged, VaultTooWeak: it cannot be used.
        """
        document = read_document(content, path)
        try:
            first = cls.model_validate_json(canonical({**document, "bound": ""}))
        except ValidationError as error:
            raise damaged(path) from error
        require_strength(first.header.derivation, path)
        return first.model_copy(update={"bound": canonical(document["header"])})

    def open(self, passphrase: str) -> StoreKey:
        """The store key.

        Raises:
            WrongPassphrase: it does not open this vault.
        """
        stretched = stretch(passphrase, self.header.salt, self.header.derivation)
        purpose = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_PURPOSE)
        try:
            wrapping = AESGCM(purpose.derive(stretched))
            return StoreKey(wrapping.decrypt(self.header.nonce, self.wrapped_key, self.bound))
        except InvalidTag as error:
            raise wrong_passphrase() from error
