# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a passphrase to the store key.

`vault.json` holds how to derive the wrapping key and the wrapped store key (design D4):
passphrase → Argon2id → HKDF-SHA256 → key-encryption key → AES-256-GCM around 32 random bytes.

Invariants:
- Every field of the header is authenticated together with the wrapped key; a checksum tells an
  accident apart from a wrong passphrase before any work is done.
- A header that asks for less than the floor is refused, so nobody can weaken a stolen vault.
- A header is never overwritten by `create_vault` and never deleted.
"""

import hashlib
import json
import unicodedata
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, ValidationError

from storage.errors import (
    VaultDamaged,
    VaultExists,
    VaultMissing,
    VaultTooNew,
    VaultTooWeak,
    WrongPassphrase,
)
from storage.files import make_private_folder, wrapping_file_errors, write_durably
from storage.keys import KEY_BYTES, StoreKey
from storage.limits import LIMITS

VAULT_FILE = "vault.json"
VAULT_VERSION = 1
SALT_BYTES = 16
NONCE_BYTES = 12
_PURPOSE = b"fieldfare vault key slot 1"


class KeyDerivation(BaseModel):
    """How much work one guess at the passphrase costs (RFC 9106; design D4)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    memory_kib: int = 256 * 1024
    iterations: int = 3
    lanes: int = 4


class _Header(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["fieldfare-vault"] = "fieldfare-vault"
    version: Literal[1] = 1
    derivation: KeyDerivation
    salt: Annotated[Base64Bytes, Field(min_length=SALT_BYTES, max_length=SALT_BYTES)]
    nonce: Annotated[Base64Bytes, Field(min_length=NONCE_BYTES, max_length=NONCE_BYTES)]

    def authenticated(self) -> bytes:
        return _canonical(
            {
                "format": self.format,
                "version": self.version,
                "derivation": self.derivation.model_dump(),
                "salt": _text(self.salt),
                "nonce": _text(self.nonce),
            }
        )


class _Vault(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    header: _Header
    wrapped_key: Annotated[Base64Bytes, Field(min_length=KEY_BYTES + 16, max_length=KEY_BYTES + 16)]


def vault_exists(folder: Path) -> bool:
    """True when a vault has been made in this folder."""
    return (folder / VAULT_FILE).exists()


def create_vault(
    folder: Path,
    passphrase: str,
    *,
    random: Callable[[int], bytes],
    params: KeyDerivation | None = None,
) -> StoreKey:
    """Make a vault with a new random store key and return the key.

    Args:
        folder: made when missing, private to its owner.
        passphrase: normalised (NFC) so that every keyboard types the same one.
        random: source of random bytes, such as `os.urandom`.
        params: cost of one guess; the default takes about a second on a 2020 laptop.

    Raises:
        VaultExists: there is one already.
        VaultTooWeak: `params` lie below the floor.
    """
    path = folder / VAULT_FILE
    if path.exists():
        raise VaultExists(
            f"There is already a vault in {folder}; unlock it, or choose another folder."
        )
    derivation = params or KeyDerivation()
    _require_strength(derivation, path)
    make_private_folder(folder)
    secret = random(KEY_BYTES)
    header = _Header.model_construct(
        derivation=derivation, salt=random(SALT_BYTES), nonce=random(NONCE_BYTES)
    )
    wrapping = AESGCM(_wrapping_key(passphrase, header))
    wrapped = wrapping.encrypt(header.nonce, secret, header.authenticated())
    write_durably(path, _encode(header, wrapped))
    return StoreKey(secret)


def unlock_vault(folder: Path, passphrase: str) -> StoreKey:
    """Open the vault and return the store key.

    Raises:
        WrongPassphrase: it does not open this vault.
        VaultMissing, VaultDamaged, VaultTooNew, VaultTooWeak: the header cannot be used.
    """
    path = folder / VAULT_FILE
    if not path.exists():
        raise VaultMissing(f"There is no vault in {folder}; set this laptop up first.")
    with wrapping_file_errors(path), path.open("rb") as file:
        content = file.read(LIMITS.header_bytes + 1)
    vault = _decode(content, path)
    _require_strength(vault.header.derivation, path)
    wrapping = AESGCM(_wrapping_key(passphrase, vault.header))
    try:
        secret = wrapping.decrypt(
            vault.header.nonce, vault.wrapped_key, vault.header.authenticated()
        )
    except InvalidTag as error:
        raise WrongPassphrase(
            "The passphrase does not open this laptop's vault; check the keyboard layout and "
            "Caps Lock and type it again."
        ) from error
    return StoreKey(secret)


def _wrapping_key(passphrase: str, header: _Header) -> bytes:
    derivation = header.derivation
    stretched = hash_secret_raw(
        unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"),
        header.salt,
        time_cost=derivation.iterations,
        memory_cost=derivation.memory_kib,
        parallelism=derivation.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_PURPOSE).derive(stretched)


def _require_strength(derivation: KeyDerivation, path: Path) -> None:
    if (
        derivation.memory_kib < LIMITS.memory_floor_kib
        or derivation.iterations < 1
        or derivation.lanes < 1
    ):
        raise VaultTooWeak(
            f"The vault in {path} protects its key less than this program accepts; ask your "
            "administrator to restore it from a copy."
        )
    if (
        derivation.memory_kib > LIMITS.memory_ceiling_kib
        or derivation.iterations > LIMITS.iterations_ceiling
        or derivation.lanes > LIMITS.lanes_ceiling
    ):
        raise _damaged(path)


def _encode(header: _Header, wrapped: bytes) -> bytes:
    body = {
        "header": json.loads(header.authenticated()),
        "wrapped_key": _text(wrapped),
    }
    return _canonical({**body, "checksum": _checksum(body)}) + b"\n"


def _decode(content: bytes, path: Path) -> _Vault:
    try:
        document = json.loads(content.decode("ascii"))
        checksum = document.pop("checksum")
        whole = _canonical({**document, "checksum": checksum}) + b"\n"
        version = document["header"]["version"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(path) from error
    if checksum != _checksum(document) or whole != content:
        raise _damaged(path)
    if isinstance(version, int) and version > VAULT_VERSION:
        raise VaultTooNew(
            f"The vault in {path} was made by a newer version of this program; update the program."
        )
    try:
        return _Vault.model_validate(document)
    except ValidationError as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> VaultDamaged:
    return VaultDamaged(
        f"The vault header {path} is damaged; put back a copy of it from your backup, "
        "the store beside it has not been touched."
    )


def _checksum(body: object) -> str:
    return hashlib.sha256(_canonical(body)).hexdigest()


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, indent=1, ensure_ascii=True).encode("ascii")


def _text(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")
