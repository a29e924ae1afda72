# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who of an advocate organization may open its privileged notes, and under which key.

A roster is a chain of entries, each signed by the laptop of someone who is a member at that point:
the first founds it with the organization's first key, later ones admit a laptop, or remove one and
bring the organization's next key. The county stores and passes on entries and can make none.

Invariants:
- An entry counts only where it follows the one before by number and hash and its signer is a
  member; a chain that differs from what was followed before, or ends before it, is refused.
- A key generation is handed to a laptop only sealed to the key that its admission names.
- Whoever was removed has no later generation; what they could open before, they have seen.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casework.errors import RosterBroken, SealedBoxUnreadable
from casework.ids import AgencyId, DeviceId
from casework.sealing import OpeningKey, SealingKey, seal

FIRST = "0" * 64
_PURPOSE = b"fieldfare roster entry 1\n"


class EntryKind(StrEnum):
    """What an entry does."""

    FOUND = "found"
    ADMIT = "admit"
    REMOVE = "remove"


class Member(BaseModel):
    """A laptop that may hold the organization's keys.

    Attributes:
        signing: its Ed25519 key, as the county knows it, base64.
        sealing: the key that generations are sealed to, base64 (`casework.sealing`).
    """

    model_config = ConfigDict(frozen=True)

    device: DeviceId
    signing: str
    sealing: str

    @property
    def thumbprint(self) -> str:
        """What two people compare before one admits the other: SHA-256 of both keys."""
        told = f"{self.device}\n{self.signing}\n{self.sealing}"
        return hashlib.sha256(told.encode()).hexdigest()


class RosterEntry(BaseModel):
    """One entry.

    Attributes:
        number: 1 for the first.
        previous: hash of the entry before, 64 zeros for the first.
        by: the member who signs.
        member: who is admitted, or founds.
        gone: who is removed.
        key: the organization's next public key, with the first entry and with every removal.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    organization: AgencyId
    number: Annotated[int, Field(ge=1)]
    kind: EntryKind
    previous: str
    by: DeviceId
    at: datetime
    member: Member | None = None
    gone: DeviceId | None = None
    key: str | None = None


class SignedEntry(BaseModel):
    """An entry as it travels: its JSON, and the signature over it in base64."""

    model_config = ConfigDict(frozen=True)

    text: Annotated[str, Field(max_length=8_000)]
    signature: Annotated[str, Field(max_length=100)]

    @property
    def digest(self) -> str:
        """What the next entry names."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Roster:
    """Where a chain leads.

    Attributes:
        number, head: the last entry and its hash.
        members: who may open what is sealed now, by laptop.
        keys: the organization's public keys; their place in the tuple + 1 is the generation.
        gone: laptops that were removed; they ask for no more.
    """

    organization: AgencyId
    number: int = 0
    head: str = FIRST
    members: Mapping[DeviceId, Member] = field(default_factory=lambda: MappingProxyType({}))
    keys: tuple[SealingKey, ...] = ()
    gone: frozenset[DeviceId] = frozenset()

    @property
    def generation(self) -> int:
        """The number of the key that notes are sealed to now."""
        return len(self.keys)


def sign_entry(entry: RosterEntry, key: Ed25519PrivateKey) -> SignedEntry:
    """Sign with the key of the laptop that `entry.by` names."""
    text = entry.model_dump_json(exclude_none=True)
    signature = base64.b64encode(key.sign(_PURPOSE + text.encode())).decode()
    return SignedEntry(text=text, signature=signature)


def follow(roster: Roster, entries: Iterable[SignedEntry]) -> Roster:
    """Where a chain leads from the entries that were followed before (none: an empty roster).

    Raises:
        RosterBroken: an entry does not follow, is not signed by a member, or does what it may not.
    """
    for signed in entries:
        roster = _follow_one(roster, signed)
    return roster


def wrap_generation(roster: Roster, generation: int, secret: bytes, to: DeviceId) -> bytes:
    """A generation's private key (96 bytes), sealed to a member.

    Raises:
        RosterBroken: the laptop is no member, or the key is not that generation's.
    """
    member = roster.members.get(to)
    if member is None:
        raise RosterBroken("This laptop is not a member of the organization; admit it first.")
    _check_secret(roster, generation, secret)
    return seal(_sealing_key(member.sealing), secret, _wrap_context(roster, generation, to))


def unwrap_generation(
    roster: Roster, generation: int, wrapped: bytes, own: OpeningKey, device: DeviceId
) -> OpeningKey:
    """A generation's private key that was sealed to this laptop.

    Raises:
        SealedBoxUnreadable: it was sealed to another, or altered.
        RosterBroken: it is not the key that the chain names.
    """
    return OpeningKey(unwrap_secret(roster, generation, wrapped, own, device))


def unwrap_secret(
    roster: Roster, generation: int, wrapped: bytes, own: OpeningKey, device: DeviceId
) -> bytes:
    """As `unwrap_generation`, the private key's 96 bytes."""
    secret = own.open(wrapped, _wrap_context(roster, generation, device))
    _check_secret(roster, generation, secret)
    return secret


def number_to_compare(member: Member, founding: str) -> str:
    """What two people read to each other: 25 digits of the newcomer's keys and of the chain.

    The same number on both laptops says that the county put neither another key nor another
    organization between them.

    Args:
        founding: hash of the chain's first entry.
    """
    told = f"fieldfare admission 1\n{founding}\n{member.thumbprint}".encode()
    digits = f"{int.from_bytes(hashlib.sha256(told).digest()) % 10**25:025d}"
    return " ".join(digits[at : at + 5] for at in range(0, 25, 5))


def _follow_one(roster: Roster, signed: SignedEntry) -> Roster:
    try:
        entry = RosterEntry.model_validate_json(signed.text)
    except ValidationError as error:
        raise _broken("an entry cannot be read") from error
    if entry.organization != roster.organization:
        raise _broken("an entry belongs to another organization")
    if (entry.number, entry.previous) != (roster.number + 1, roster.head):
        raise _broken("an entry does not follow the one before")
    members, keys, gone = dict(roster.members), roster.keys, roster.gone
    if entry.kind is EntryKind.FOUND:
        if roster.number or entry.member is None or entry.member.device != entry.by:
            raise _broken("an organization is founded once, by its first member")
        signer = entry.member
    elif entry.by in members:
        signer = members[entry.by]
    else:
        raise _broken("an entry is signed by no member")
    _verify(signed, signer)
    if entry.member is not None and entry.kind is not EntryKind.REMOVE:
        _sealing_key(entry.member.sealing)
        members[entry.member.device] = entry.member
    if entry.kind is EntryKind.REMOVE and members.pop(entry.gone or DeviceId(""), None) is None:
        raise _broken("a laptop is removed that is no member")
    if entry.gone is not None:
        gone |= {entry.gone}
    if (entry.key is not None) != (entry.kind in {EntryKind.FOUND, EntryKind.REMOVE}):
        raise _broken("a key comes with the first entry and with every removal, and only there")
    if entry.key is not None:
        keys = (*keys, _sealing_key(entry.key))
    return replace(
        roster,
        number=entry.number,
        head=signed.digest,
        members=MappingProxyType(members),
        keys=keys,
        gone=gone,
    )


def _verify(signed: SignedEntry, signer: Member) -> None:
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(signer.signing))
        key.verify(base64.b64decode(signed.signature), _PURPOSE + signed.text.encode())
    except (InvalidSignature, ValueError) as error:
        raise _broken("an entry is not signed by whom it names") from error


def _sealing_key(text: str) -> SealingKey:
    try:
        return SealingKey(base64.b64decode(text))
    except (SealedBoxUnreadable, ValueError) as error:
        raise _broken("a key cannot be read") from error


def _check_secret(roster: Roster, generation: int, secret: bytes) -> None:
    known = roster.keys[generation - 1] if 0 < generation <= roster.generation else None
    if known is None or OpeningKey(secret).public != known:
        raise _broken("a key is not the one its members agreed on")


def _wrap_context(roster: Roster, generation: int, device: DeviceId) -> bytes:
    return f"fieldfare organization key 1\n{roster.organization}\n{generation}\n{device}".encode()


def _broken(what: str) -> RosterBroken:
    return RosterBroken(
        f"The list of who may open the organization's notes is not what it was: {what}. Nothing "
        "was taken over; speak with your organization before you write notes."
    )
