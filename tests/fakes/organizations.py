# SPDX-License-Identifier: AGPL-3.0-or-later
"""An advocate organization for tests: laptops that hold its keys, and entries of its roster."""

import base64
import os
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.ids import AgencyId, DeviceId
from casework.rosters import (
    EntryKind,
    Member,
    Roster,
    RosterEntry,
    SignedEntry,
    follow,
    sign_entry,
    unwrap_generation,
    wrap_generation,
)
from casework.sealing import SEALING_PRIVATE_BYTES, OpeningKey
from tests.fakes.people import NOON, an_id

ORGANIZATION = AgencyId(an_id(3000))


def encode(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


@dataclass
class Advocate:
    """A member's laptop: its keys, and the generations it was given."""

    device: DeviceId
    signing: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    own: OpeningKey = field(default_factory=lambda: OpeningKey(os.urandom(SEALING_PRIVATE_BYTES)))
    secrets: dict[int, bytes] = field(default_factory=dict)

    @property
    def member(self) -> Member:
        return Member(
            device=self.device,
            signing=encode(self.signing.public_key().public_bytes_raw()),
            sealing=encode(self.own.public.raw),
        )

    @property
    def keys(self) -> dict[int, OpeningKey]:
        return {number: OpeningKey(secret) for number, secret in self.secrets.items()}

    def sign(self, roster: Roster, kind: EntryKind, **more: object) -> SignedEntry:
        """The next entry, by this laptop."""
        values = {
            "organization": roster.organization,
            "number": roster.number + 1,
            "kind": kind,
            "previous": roster.head,
            "by": self.device,
            "at": NOON,
        }
        return sign_entry(RosterEntry.model_validate(values | more), self.signing)

    def begin_generation(self, roster: Roster) -> str:
        """Make the next key; its public half."""
        secret = os.urandom(SEALING_PRIVATE_BYTES)
        self.secrets[roster.generation + 1] = secret
        return encode(OpeningKey(secret).public.raw)

    def found(self, organization: AgencyId = ORGANIZATION) -> tuple[Roster, SignedEntry]:
        empty = Roster(organization)
        key = self.begin_generation(empty)
        entry = self.sign(empty, EntryKind.FOUND, member=self.member, key=key)
        return follow(empty, [entry]), entry

    def admit(self, roster: Roster, other: "Advocate") -> tuple[Roster, SignedEntry]:
        """Let a laptop in, with every generation so far."""
        entry = self.sign(roster, EntryKind.ADMIT, member=other.member)
        after = follow(roster, [entry])
        self.hand_over(after, other)
        return after, entry

    def remove(self, roster: Roster, gone: DeviceId) -> tuple[Roster, SignedEntry]:
        """Let a laptop go, and begin the next generation."""
        key = self.begin_generation(roster)
        entry = self.sign(roster, EntryKind.REMOVE, gone=gone, key=key)
        return follow(roster, [entry]), entry

    def hand_over(self, roster: Roster, other: "Advocate") -> None:
        """Wrap every generation for another laptop, which unwraps it."""
        for number, secret in self.secrets.items():
            wrapped = wrap_generation(roster, number, secret, other.device)
            unwrap_generation(roster, number, wrapped, other.own, other.device)
            other.secrets[number] = secret
