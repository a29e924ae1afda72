# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop's unsent work as one file that only the county opens.

It is written when the laptop cannot send: its store is damaged, its lease is over, or its worker
leaves. Signed with the device's key where that can still be read, sealed to the county's key.

Invariants: never in the clear; what was counted when it was written is counted when it is opened;
an operation in it is the very one of the outbox, so the county judges it by its usual rules.
"""

from base64 import b64decode, b64encode
from datetime import datetime
from hashlib import sha256
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from casework.errors import SealedBoxUnreadable
from casework.index_talk import IndexChange
from casework.operations import Operation
from casework.sealing import OpeningKey, SealingKey, seal
from casework.sharing_work import SharingWork

MAGIC = b"fieldfare-outbox-1\n"
_CONTEXT = b"fieldfare outbox 1"


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64"
    )


class OutboxWork(_Part):
    """An operation the county has not taken."""

    operation: Operation
    refused: bool


class OutboxAnswer(_Part):
    """A journalled answer."""

    path: str
    answer: JsonValue
    at: datetime


class OutboxDraft(_Part):
    """A screening under way with every answer given, and the form it is filled with.

    Attributes:
        closed_by: the operation it was signed into, or None.
        aside: answers without a place in its present version, by path and version's hash.
    """

    id: str
    case: str
    title: str
    language: str
    started_at: datetime
    pack_json: str
    closed_by: str | None
    journal: tuple[OutboxAnswer, ...]
    aside: tuple[tuple[str, str, JsonValue], ...]


class OutboxContent(_Part):
    """A file of a draft or of signed work."""

    case: str
    draft: str | None
    record: str | None
    name: str
    sha256: str
    content: bytes


class OutboxNote(_Part):
    """A note that is half written, or what is typed into the form of a record.

    Attributes:
        text: empty for an advocate note.
        place: the form it was typed into; empty for a note.
        sealed: an advocate note, sealed to its organization's key.
    """

    case: str
    text: str
    place: str = ""
    sealed: bytes = b""


class Outbox(_Part):
    """Everything the county does not have.

    Attributes:
        device: empty when it cannot be told any more.
        entries: of the cross-agency index.
        sharing: decisions about sharing.
        unreadable: pieces that are known of and could not be read.
    """

    version: Literal[1] = 1
    device: str
    made_at: datetime
    work: tuple[OutboxWork, ...] = ()
    drafts: tuple[OutboxDraft, ...] = ()
    files: tuple[OutboxContent, ...] = ()
    notes: tuple[OutboxNote, ...] = ()
    entries: tuple[IndexChange, ...] = ()
    sharing: tuple[SharingWork, ...] = ()
    unreadable: int = 0

    def find_fault(self) -> str:
        """What is wrong with it, empty when every number follows and every hash is right."""
        counters = [one.operation.counter for one in self.work]
        if counters != sorted(set(counters)):
            return "the operations are not in their order"
        for before, after in zip(self.work, self.work[1:], strict=False):
            follows = after.operation.counter == before.operation.counter + 1
            if follows and after.operation.previous != before.operation.digest():
                return f"operation {after.operation.counter} does not follow the one before it"
        for file in self.files:
            if sha256(file.content).hexdigest() != file.sha256:
                return f"the file {file.name} is not what was kept"
        return ""


class _Signed(_Part):
    body: bytes
    signature: bytes


class OpenedOutbox(_Part):
    """An outbox and what vouches for it.

    Attributes:
        body, signature: what the device signed; the signature is empty when it could not sign.
    """

    outbox: Outbox
    body: bytes
    signature: bytes

    def is_signed_by(self, public_key: str) -> bool:
        """Whether the device with this public key (base64, 32 bytes) wrote it."""
        try:
            text = public_key.replace("+", "-").replace("/", "_")
            raw = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_")
            Ed25519PublicKey.from_public_bytes(raw).verify(self.signature, _CONTEXT + self.body)
        except (InvalidSignature, ValueError):
            return False
        return True


def seal_outbox(outbox: Outbox, to: SealingKey, device_key: bytes | None) -> bytes:
    """The file's bytes; signed when the device's private key (32 bytes) is given."""
    body = outbox.model_dump_json().encode()
    signature = b""
    if device_key is not None:
        signature = Ed25519PrivateKey.from_private_bytes(device_key).sign(_CONTEXT + body)
    signed = _Signed(body=body, signature=signature)
    thumbprint = to.thumbprint.encode()
    box = seal(to, signed.model_dump_json().encode(), _CONTEXT + thumbprint)
    return MAGIC + thumbprint + b"\n" + box


def open_outbox(content: bytes, key: OpeningKey) -> OpenedOutbox:
    """What was sealed.

    Raises:
        SealedBoxUnreadable: it is no outbox, was sealed to another key, or was altered.
    """
    head = len(MAGIC) + 64
    if not content.startswith(MAGIC) or content[head : head + 1] != b"\n":
        raise SealedBoxUnreadable("This is no sealed outbox; choose the file the laptop wrote.")
    thumbprint = content[len(MAGIC) : head]
    opened = key.open(content[head + 1 :], _CONTEXT + thumbprint)
    try:
        signed = _Signed.model_validate_json(opened)
        outbox = Outbox.model_validate_json(signed.body)
    except ValidationError as error:
        raise SealedBoxUnreadable(
            "The sealed outbox was written by another version of the program; open it with the "
            "newest one."
        ) from error
    return OpenedOutbox(outbox=outbox, body=signed.body, signature=signed.signature)


def encode_key(raw: bytes) -> str:
    """A key of the county's as text: base64, 76 letters a line."""
    text = b64encode(raw).decode("ascii")
    return "\n".join(text[at : at + 76] for at in range(0, len(text), 76)) + "\n"


def decode_key(content: bytes, size: int) -> bytes:
    """A key of `size` bytes from a file's content, raw or as text.

    Raises:
        SealedBoxUnreadable: it is none.
    """
    if len(content) == size:
        return content
    text = b"".join(content.split()).rstrip(b"=").replace(b"+", b"-").replace(b"/", b"_")
    try:
        raw = b64decode(text + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raw = b""
    if len(raw) != size:
        raise SealedBoxUnreadable("This file holds no key of the county's; choose the right one.")
    return raw
