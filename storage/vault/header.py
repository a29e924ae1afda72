# SPDX-License-Identifier: AGPL-3.0-or-later
"""`vault.json`: what is written in the clear so that the right person can open the vault.

Invariants:
- A checksum tells an accident from a wrong passphrase before any work is done.
- Every slot is sealed together with its own fields and the vault's id, and the whole header is
  authenticated by a key derived from the store key: a slot that was added, removed or changed by
  somebody without the key is refused once the vault opens.
- A header that asks for less than the floor is refused, so nobody can weaken a stolen vault.
"""

import hashlib
import hmac
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casework.sealing import SEALING_PUBLIC_BYTES
from storage.errors import VaultDamaged, VaultTooNew, VaultTooWeak
from storage.keys import KEY_BYTES, StoreKey
from storage.limits import LIMITS

VAULT_FILE = "vault.json"
VAULT_VERSION = 2
SALT_BYTES = 16
NONCE_BYTES = 12
_MAC_PURPOSE = b"fieldfare vault header 2"

Salt = Annotated[bytes, Field(min_length=SALT_BYTES, max_length=SALT_BYTES)]
Nonce = Annotated[bytes, Field(min_length=NONCE_BYTES, max_length=NONCE_BYTES)]
WrappedKey = Annotated[bytes, Field(min_length=KEY_BYTES + 16, max_length=KEY_BYTES + 16)]


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64"
    )


class KeyDerivation(_Part):
    """How much work one guess at the passphrase costs (RFC 9106; design D4)."""

    memory_kib: int = 256 * 1024
    iterations: int = 3
    lanes: int = 4


class SecretPlace(StrEnum):
    """Where the device secret lies."""

    KEYSTORE = "keystore"
    FILE = "file"


class PassphraseSlot(_Part):
    """The worker's way in: passphrase and device secret, and the security key when there is one.

    Attributes:
        security_key: what the security key is asked; None when the passphrase is enough.
    """

    kind: Literal["passphrase"] = "passphrase"
    derivation: KeyDerivation
    salt: Salt
    nonce: Nonce
    security_key: "SecurityKeyQuestion | None" = None
    wrapped: WrappedKey


class SecurityKeyQuestion(_Part):
    """What makes a FIDO2 security key repeat its secret (CTAP 2.1, hmac-secret).

    Attributes:
        credential: the credential's id, as the key gave it.
        salt: 32 bytes.
    """

    credential: Annotated[bytes, Field(min_length=1, max_length=1024)]
    salt: Annotated[bytes, Field(min_length=32, max_length=32)]


class CountySlot(_Part):
    """The county's way in: the store key sealed to its offline key.

    Attributes:
        public: the county's sealing key.
        box: a `casework.sealing` box.
    """

    kind: Literal["county"] = "county"
    public: Annotated[
        bytes, Field(min_length=SEALING_PUBLIC_BYTES, max_length=SEALING_PUBLIC_BYTES)
    ]
    box: Annotated[bytes, Field(min_length=1, max_length=2048)]


Slot = Annotated[PassphraseSlot | CountySlot, Field(discriminator="kind")]


class KeyRing(_Part):
    """The ways to one store key.

    Attributes:
        mac: authenticates the header under this store key.
    """

    slots: tuple[Slot, ...] = Field(min_length=1, max_length=8)
    mac: Annotated[bytes, Field(max_length=32)] = b""

    @property
    def worker(self) -> PassphraseSlot | None:
        """The slot a passphrase opens."""
        return next((one for one in self.slots if isinstance(one, PassphraseSlot)), None)

    @property
    def county(self) -> CountySlot | None:
        """The slot the county's offline key opens."""
        return next((one for one in self.slots if isinstance(one, CountySlot)), None)


class Header(_Part):
    """Everything in `vault.json`.

    Attributes:
        vault: names this vault, also in the keystore.
        generation: grows with every change, so that an old copy can be told.
        ring: the ways to the store key.
        next_ring: while the store is given a new key, the ways to that one.
    """

    format: Literal["fieldfare-vault"] = "fieldfare-vault"
    version: Literal[2] = 2
    vault: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    generation: Annotated[int, Field(ge=1)]
    device_secret: SecretPlace
    ring: KeyRing
    next_ring: KeyRing | None = None

    def bound(self, slot: PassphraseSlot | CountySlot) -> bytes:
        """What is authenticated together with a slot's wrapped key."""
        fields = slot.model_dump(mode="json", exclude={"wrapped", "box"})
        place = {"vault": self.vault, "device_secret": self.device_secret.value}
        return canonical({"format": self.format, "version": self.version, **place, **fields})

    def authenticate(self, key: StoreKey) -> bytes:
        """The code that says whoever wrote this header knew the store key."""
        purpose = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_MAC_PURPOSE)
        bare = self.model_dump(mode="json", exclude={"ring": {"mac"}, "next_ring": {"mac"}})
        return hmac.new(purpose.derive(key.reveal()), canonical(bare), "sha256").digest()


def encode_header(header: Header) -> bytes:
    """The bytes of `vault.json`."""
    body = {"header": header.model_dump(mode="json")}
    return canonical({**body, "checksum": _checksum(body)}) + b"\n"


def decode_header(content: bytes, path: Path) -> Header:
    """Read `vault.json` of this version.

    Raises:
        VaultDamaged, VaultTooNew, VaultTooWeak: it cannot be used.
    """
    body = read_document(content, path)["header"]
    try:
        header = Header.model_validate_json(canonical(body))
    except ValidationError as error:
        raise damaged(path) from error
    if encode_header(header) != content:
        raise damaged(path)
    for ring in (header.ring, header.next_ring):
        if ring is not None and ring.worker is not None:
            require_strength(ring.worker.derivation, path)
    return header


def version_of(content: bytes, path: Path) -> int:
    """Which version of the header this is.

    Raises:
        VaultDamaged: the bytes are not what was written.
        VaultTooNew: this program does not know it.
    """
    match read_document(content, path):
        case {"header": {"version": int(version)}} if 1 <= version <= VAULT_VERSION:
            return version
        case {"header": {"version": int(version)}} if version > VAULT_VERSION:
            raise VaultTooNew(
                "The vault in {path} was made by a newer version of this program; update the "
                "program.",
                path=path,
            )
    raise damaged(path)


def read_document(content: bytes, path: Path) -> dict[str, object]:
    """The document of any version without its checksum, which fits.

    Raises:
        VaultDamaged: the bytes are not what was written.
    """
    try:
        document = json.loads(content.decode("ascii"))
        whole = canonical(document) + b"\n"
        checksum = document.pop("checksum")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(path) from error
    if whole != content or checksum != _checksum(document):
        raise damaged(path)
    return dict(document)


def require_strength(derivation: KeyDerivation, path: Path) -> None:
    """Refuse a derivation below the floor or above what a laptop can do.

    Raises:
        VaultTooWeak, VaultDamaged: it is.
    """
    asked = (derivation.memory_kib, derivation.iterations, derivation.lanes)
    if any(one < least for one, least in zip(asked, LIMITS.derivation_floor, strict=True)):
        raise VaultTooWeak(
            "The vault in {path} protects its key less than this program accepts; ask your "
            "administrator to restore it from a copy.",
            path=path,
        )
    if any(one > most for one, most in zip(asked, LIMITS.derivation_ceiling, strict=True)):
        raise damaged(path)


def damaged(path: Path) -> VaultDamaged:
    """The error for a header that is not what was written."""
    return VaultDamaged(
        "The vault header {path} is damaged; put back a copy of it from your backup, the "
        "store beside it has not been touched.",
        path=path,
    )


def canonical(value: object) -> bytes:
    """One spelling of JSON, so that equal headers have equal bytes."""
    return json.dumps(value, sort_keys=True, indent=1, ensure_ascii=True).encode("ascii")


def _checksum(body: object) -> str:
    return hashlib.sha256(canonical(body)).hexdigest()
