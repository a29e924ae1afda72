# SPDX-License-Identifier: AGPL-3.0-or-later
"""Privileged notes of an advocate organization (Evid. 1035.4, 1037.2, 1038.1).

A note is sealed on the laptop, before it becomes an operation, to its organization's present key;
from there on everybody who is not a member holds ciphertext. Only the victim, or who represents
them, releases one: the release names one note by the hash of its words and is signed with the
representative's own key, which a member compared in person.

Invariants: a note opens only as the note of its county, case and record; its sealed size tells its
length to a factor of two at best; a release opens nothing by itself and fits one text only.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from casework.bases import PrivilegeRelease
from casework.errors import ReleaseRefused, SealedBoxUnreadable
from casework.ids import AgencyId, CaseId, CountyId, HatId, RecordId
from casework.records import PrivilegedNote
from casework.rosters import Roster
from casework.sealing import OpeningKey, seal

# In bytes; the least holds an ordinary note, the largest what may be written in most scripts.
SMALLEST, LARGEST = 2_048, 65_536
_PURPOSE = b"fieldfare release of privilege 1\n"


@dataclass(frozen=True)
class NotePlace:
    """What a note is bound to."""

    county: CountyId
    case: CaseId
    record: RecordId


class PrivilegedWords(BaseModel):
    """What an advocate wrote; never outside a sealed box but on the members' screens."""

    model_config = ConfigDict(frozen=True)

    text: Annotated[str, Field(min_length=1, max_length=20_000)]
    happened_at: datetime
    entered_at: datetime

    @property
    def digest(self) -> str:
        """What a release names."""
        return hashlib.sha256(self.plain().model_dump_json().encode()).hexdigest()

    def plain(self) -> "PrivilegedWords":
        """The words alone, as they are released."""
        return PrivilegedWords(
            text=self.text, happened_at=self.happened_at, entered_at=self.entered_at
        )


class NoteWords(PrivilegedWords):
    """A note with the earlier one it corrects; that one is none of a release's business."""

    corrects: RecordId | None = None


class Release(BaseModel):
    """What the holder of the privilege, or their representative, signs.

    Attributes:
        words: hash of the one text that may be shown.
        to: to whom, in words.
        hats: and which hats those are.
        representative: who signs, and in which capacity, in words.
        until: not shown at or after this moment.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    organization: AgencyId
    case: CaseId
    record: RecordId
    words: str
    to: Annotated[str, Field(min_length=1, max_length=2_000)]
    hats: Annotated[frozenset[HatId], Field(max_length=50)] = frozenset()
    representative: Annotated[str, Field(min_length=1, max_length=200)]
    at: datetime
    until: datetime


class SignedRelease(BaseModel):
    """A release as it is kept with what was shown: its JSON, and the signature in base64."""

    model_config = ConfigDict(frozen=True)

    text: Annotated[str, Field(max_length=8_000)]
    signature: Annotated[str, Field(max_length=100)]


def seal_note(roster: Roster, words: PrivilegedWords, place: NotePlace) -> dict[str, JsonValue]:
    """The fields of the operation, sealed to the organization's present key."""
    content = _fill_up(words.model_dump_json().encode())
    box = seal(roster.keys[-1], content, _bind(roster.organization, roster.generation, place))
    note = PrivilegedNote(
        organization=roster.organization,
        generation=roster.generation,
        box=base64.b64encode(box).decode(),
    )
    return note.model_dump(mode="json")


def open_note(note: PrivilegedNote, keys: Mapping[int, OpeningKey], place: NotePlace) -> NoteWords:
    """What was written.

    Args:
        keys: the organization's private keys that this laptop was given, by generation.

    Raises:
        SealedBoxUnreadable: this laptop has no such key, the note was altered or moved, or what was
            sealed is none.
    """
    key = keys.get(note.generation)
    if key is None:
        raise SealedBoxUnreadable(
            "This laptop does not have the key of this note; ask a colleague of your organization."
        )
    bound = _bind(note.organization, note.generation, place)
    try:
        return NoteWords.model_validate_json(key.open(base64.b64decode(note.box), bound))
    except ValueError as error:
        # Whoever has the public key, the county too, can seal anything; it spoils no other note.
        raise SealedBoxUnreadable(
            "What is sealed here is no note of your organization's; speak with your colleagues."
        ) from error


def sign_release(release: Release, key: Ed25519PrivateKey) -> SignedRelease:
    """Sign as the holder's representative."""
    text = release.model_dump_json()
    signature = base64.b64encode(key.sign(_PURPOSE + text.encode())).decode()
    return SignedRelease(text=text, signature=signature)


def check_release(
    signed: SignedRelease,
    representative: Ed25519PublicKey,
    words: PrivilegedWords,
    place: NotePlace,
    organization: AgencyId,
    at: datetime,
) -> Release:
    """The release, where it lets these words of this note be shown now.

    Raises:
        ReleaseRefused: it is not signed by the representative, is over, or is for another note.
    """
    try:
        signature = base64.b64decode(signed.signature)
        representative.verify(signature, _PURPOSE + signed.text.encode())
        release = Release.model_validate_json(signed.text)
    except (InvalidSignature, ValidationError, ValueError) as error:
        raise ReleaseRefused(
            "The release is not signed by the holder's representative; nothing may be shown."
        ) from error
    meant = (release.organization, release.case, release.record, release.words)
    if meant != (organization, place.case, place.record, words.digest):
        raise ReleaseRefused("The release is for another note, or for other words of this one.")
    if not release.at <= at < release.until:
        raise ReleaseRefused("The release is not in force; ask for a new one.")
    return release


def released_words(ground: PrivilegeRelease, county: CountyId, at: datetime) -> PrivilegedWords:
    """The text a release carries, once everything about it was found to be signed.

    Raises:
        ReleaseRefused: it is not signed by the representative for this text, these people and
            this end, or is not in force.
    """
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(ground.representative_key))
        words = PrivilegedWords.model_validate_json(ground.text)
        [organization] = ground.owners
    except (ValidationError, ValueError) as error:
        raise ReleaseRefused("The release cannot be read; nothing may be shown.") from error
    place = NotePlace(county, ground.case, RecordId(ground.record))
    signed = SignedRelease(text=ground.release, signature=ground.signature)
    release = check_release(signed, key, words, place, organization, at)
    if (release.hats, release.until) != (ground.named, ground.ends):
        raise ReleaseRefused("The release was signed for other people, or for another time.")
    return words


def representative_key(phrase: str, case: CaseId) -> Ed25519PrivateKey:
    """The holder's or representative's own key, from words only they know (Argon2id, 64 MiB)."""
    derivation = Argon2id(
        salt=hashlib.sha256(f"fieldfare holder 1\n{case}".encode()).digest(),
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=64 * 1024,
    )
    return Ed25519PrivateKey.from_private_bytes(derivation.derive(phrase.strip().encode()))


def _fill_up(content: bytes) -> bytes:
    """Blanks after it, which JSON passes over, up to one of a few sizes."""
    size = SMALLEST
    while size < len(content):
        size *= 2
    return content.ljust(size) if size <= LARGEST else content


def _bind(organization: AgencyId, generation: int, place: NotePlace) -> bytes:
    return (
        f"fieldfare privileged note 1\n{place.county}\n{place.case}\n{place.record}\n"
        f"{organization}\n{generation}"
    ).encode()
