# SPDX-License-Identifier: AGPL-3.0-or-later
"""County recovery: opening one laptop's vault by two people, without the worker's passphrase.

The private half of the county's offline key never exists whole on a disk. It is split into two
shares (XOR with random bytes), each sealed under the passphrase of its own person. Two people
together open the county's slot of one `vault.json`; what they send to the laptop is a recovery
file with that vault's store key only, sealed under a code that travels another way.

Invariants: one share says nothing about the key; a share, a vault or a recovery file that was
altered is refused; no private half of the county's goes to a laptop.
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from casework.errors import SealedBoxUnreadable
from casework.phone_codes import ALPHABET, KEY_CODE_LETTERS, tidy
from casework.sealing import SEALING_PRIVATE_BYTES, OpeningKey, SealingKey

STORE_KEY_BYTES = 32
MOST_BYTES = 64 * 1024
_GROUP = 4
_RECOVERY_PURPOSE = b"fieldfare recovery file 1"
_Random = Callable[[int], bytes]
_Vault = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
_Text = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_M = TypeVar("_M", bound=BaseModel)


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64"
    )


class ShareCost(_Part):
    """What one guess at a share's passphrase costs: Argon2id, as at the vault (design D4)."""

    memory_kib: int = Field(default=256 * 1024, ge=64 * 1024, le=2 * 1024 * 1024)
    iterations: int = Field(default=3, ge=1, le=64)
    lanes: int = Field(default=4, ge=1, le=64)


class _ShareFields(_Part):
    format: Literal["fieldfare-recovery-share"] = "fieldfare-recovery-share"
    version: Literal[1] = 1
    person: _Text
    number: Literal[1, 2]
    county_key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    cost: ShareCost
    salt: Annotated[bytes, Field(min_length=16, max_length=16)]
    nonce: Annotated[bytes, Field(min_length=12, max_length=12)]


class _ShareFile(_Part):
    share: _ShareFields
    sealed: Annotated[bytes, Field(max_length=256)]


class _RecoveryFile(_Part):
    format: Literal["fieldfare-recovery"] = "fieldfare-recovery"
    version: Literal[1] = 1
    vault: _Vault
    nonce: Annotated[bytes, Field(min_length=12, max_length=12)]
    sealed: Annotated[bytes, Field(max_length=256)]


@dataclass(frozen=True)
class Share:
    """One person's half.

    Attributes:
        county_key: thumbprint of the county's public key.
        number: 1 or 2.
    """

    person: str
    county_key: str
    number: int
    raw: bytes


@dataclass(frozen=True)
class RecoveredKeys:
    """What opens one vault.

    Attributes:
        vault: the vault's id.
        keys: its store key, and while it is being changed the new one after it.
    """

    vault: str
    keys: tuple[bytes, ...]


def make_county_key(random: _Random) -> tuple[OpeningKey, bytes, bytes]:
    """A new key with the two shares of its private half."""
    raw, first = random(SEALING_PRIVATE_BYTES), random(SEALING_PRIVATE_BYTES)
    return OpeningKey(raw), first, _xor(raw, first)


def seal_share(share: Share, passphrase: str, random: _Random, cost: ShareCost) -> bytes:
    """The file of one person's half."""
    number: Literal[1, 2] = 1 if share.number == 1 else 2
    fields = _ShareFields(
        person=share.person,
        number=number,
        county_key=share.county_key,
        cost=cost,
        salt=random(16),
        nonce=random(12),
    )
    sealed = AESGCM(_stretch(passphrase, fields)).encrypt(fields.nonce, share.raw, _spell(fields))
    return _spell(_ShareFile(share=fields, sealed=sealed))


def open_share(content: bytes, passphrase: str) -> Share:
    """One person's half.

    Raises:
        SealedBoxUnreadable: the passphrase is wrong or the file was altered.
    """
    read = _read(_ShareFile, content, "share of the county's key")
    try:
        cipher = AESGCM(_stretch(passphrase, read.share))
        raw = cipher.decrypt(read.share.nonce, read.sealed, _spell(read.share))
    except InvalidTag as error:
        raise SealedBoxUnreadable(
            f"The passphrase does not open the share of {read.share.person}, or its file was "
            "altered; type it again."
        ) from error
    return Share(read.share.person, read.share.county_key, read.share.number, raw)


def join_shares(one: Share, other: Share) -> OpeningKey:
    """The county's private key, for as long as it is needed.

    Raises:
        SealedBoxUnreadable: the halves are not the two of one key.
    """
    if one.number == other.number or one.county_key != other.county_key:
        raise SealedBoxUnreadable(
            "These are not the two shares of one county key; take one file from each person."
        )
    opening = OpeningKey(_xor(one.raw, other.raw))
    if opening.public.thumbprint != one.county_key:
        raise SealedBoxUnreadable("The two shares do not make the county's key; get them anew.")
    return opening


def open_county_slots(header_file: bytes, opening: OpeningKey) -> RecoveredKeys:
    """What the county's slots in a copied `vault.json` hold.

    Raises:
        SealedBoxUnreadable: there is no such slot, or it is another county key's.
    """
    try:
        header = json.loads(header_file)["header"]
        rings = [one for one in (header["ring"], header["next_ring"]) if one is not None]
        keys = tuple(_open_ring(header, one["slots"], opening) for one in rings)
        return RecoveredKeys(str(header["vault"]), keys)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SealedBoxUnreadable(
            "This is no vault.json that can be recovered; copy the file from the laptop again."
        ) from error


def new_code() -> str:
    """A fresh code of 140 bits, in groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(KEY_CODE_LETTERS))
    return "-".join(letters[at : at + _GROUP] for at in range(0, KEY_CODE_LETTERS, _GROUP))


def make_recovery_file(recovered: RecoveredKeys, code: str, random: _Random) -> bytes:
    """The file for the laptop; opens with the code only."""
    nonce = random(12)
    bare = _RecoveryFile(vault=recovered.vault, nonce=nonce, sealed=b"")
    sealed = AESGCM(_code_key(code)).encrypt(nonce, b"".join(recovered.keys), _spell(bare))
    return _spell(bare.model_copy(update={"sealed": sealed}))


def open_recovery_file(content: bytes, code: str) -> RecoveredKeys:
    """What a recovery file holds.

    Raises:
        SealedBoxUnreadable: the code is another one, or the file was altered.
    """
    read = _read(_RecoveryFile, content, "recovery file")
    bare = read.model_copy(update={"sealed": b""})
    try:
        joined = AESGCM(_code_key(code)).decrypt(read.nonce, read.sealed, _spell(bare))
    except InvalidTag as error:
        raise SealedBoxUnreadable(
            "The code does not open this recovery file; ask the county to read it once more."
        ) from error
    step = STORE_KEY_BYTES
    keys = tuple(joined[at : at + step] for at in range(0, len(joined), step))
    return RecoveredKeys(read.vault, keys)


def read_public(content: bytes) -> SealingKey:
    """The public half, as `make-key` writes it: hexadecimal on one line.

    Raises:
        SealedBoxUnreadable: it is none.
    """
    try:
        return SealingKey(bytes.fromhex(content.decode("ascii").strip()))
    except ValueError as error:
        raise SealedBoxUnreadable(
            "This is no public key of `recovery make-key`; give its .pub file."
        ) from error


def _open_ring(
    header: dict[str, object], slots: list[dict[str, object]], opening: OpeningKey
) -> bytes:
    county = [one for one in slots if one["kind"] == "county"]
    if not county:
        raise SealedBoxUnreadable(
            "This vault was made without a county recovery key; only its passphrase opens it."
        )
    slot = _CountySlot.model_validate_json(json.dumps(county[0]))
    fields = {name: value for name, value in county[0].items() if name != "box"}
    named = ("format", "version", "vault", "device_secret")
    bound = _canonical({**{name: header[name] for name in named}, **fields})
    return opening.open(slot.box, bound)


class _CountySlot(_Part):
    kind: Literal["county"]
    public: bytes
    box: bytes


def _stretch(passphrase: str, fields: _ShareFields) -> bytes:
    cost = fields.cost
    derivation = Argon2id(
        salt=fields.salt,
        length=32,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return derivation.derive(passphrase.encode("utf-8", "surrogatepass"))


def _code_key(code: str) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=_RECOVERY_PURPOSE)
    return derivation.derive(tidy(code).encode())


def _read(kind: type[_M], content: bytes, what: str) -> _M:
    try:
        return kind.model_validate_json(content[: MOST_BYTES + 1])
    except ValidationError as error:
        raise SealedBoxUnreadable(
            f"This is no {what}, or it was altered; get the file again."
        ) from error


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _spell(part: BaseModel) -> bytes:
    return _canonical(part.model_dump(mode="json"))


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, indent=1, ensure_ascii=True).encode("ascii")
