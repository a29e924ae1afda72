# SPDX-License-Identifier: AGPL-3.0-or-later
"""A sync carried by hand: one file with a laptop's requests, one with the county's answers.

A bundle is one signed request of the ordinary kind (sync.wire.signatures) whose body holds the
messages of a whole sync, and its answer one signed answer of the ordinary kind
(sync.wire.answers), bound to it. Each lies in a box that only the other end opens
(casework.sealing): the first is sealed to the county's bundle key, the second to a key that the
laptop made for this one bundle and forgets when it has read the answer.

Invariants: nothing in the clear but that it is such a file and the thumbprint of the key it is
sealed to; a size is checked before it is believed; a file of a later kind is named as such.
"""

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casework.errors import SealedBoxUnreadable
from casework.sealing import OpeningKey, SealingKey, seal
from sync.wire.errors import MessageMalformed, MessageTooLarge, ProtocolMismatch
from sync.wire.files import PATH_FILE_UPLOAD, FilePlace
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    AttachmentRequest,
    InstrumentRequest,
    PullRequest,
)
from sync.wire.organizations import OrganizationRequest
from sync.wire.protocols import PROTOCOL, SPOKEN
from sync.wire.statements import Sha256
from sync.wire.successions import SignedSuccession

PATH_BUNDLE = "/v1/bundle"
CONTENT_TYPE = "application/vnd.fieldfare-bundle"
HEADERS = {"content-type": CONTENT_TYPE}
REQUEST_ENDING, ANSWER_ENDING = ".request", ".answer"

_KIND = b"fieldfare-bundle-"
_VERSION = b"1"
_REQUEST, _ANSWER = b"request", b"answer"
_LENGTH = struct.Struct(">I")
_THUMBPRINT_LETTERS = 64


class _Model(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="ignore", ser_json_bytes="base64", val_json_bytes="base64"
    )


class Carried(_Model):
    """One message of a bundle.

    Attributes:
        path: where it would be asked over the network, with its query.
        name: what it asks for (`name_of`), by which its answer is found again.
        status: of an answer, as over HTTP; 0 in a request.
    """

    path: Annotated[str, Field(max_length=400)]
    name: Annotated[str, Field(max_length=400)]
    size: Annotated[int, Field(ge=0)]
    status: int = 0


class RequestHead(_Model):
    """What a laptop says of its bundle.

    Attributes:
        number: of this laptop, each higher than the one before.
        answer_key: what the answer is sealed to (`encode_key`).
        forms: hashes of the packed forms that are on the laptop.
    """

    protocol: int = PROTOCOL
    number: Annotated[int, Field(ge=1, le=2**53)]
    written_at: datetime
    expires_at: datetime
    answer_key: Annotated[str, Field(max_length=4000)]
    forms: Annotated[tuple[Sha256, ...], Field(max_length=LIMITS.instruments)] = ()
    messages: Annotated[tuple[Carried, ...], Field(max_length=LIMITS.bundle_messages)]


class AnswerHead(_Model):
    """What the county says of its answer.

    Attributes:
        expires_at: it is not read after this.
        signing_key, successions: as in `sync.wire.messages.PapersReply`.
    """

    protocol: int = PROTOCOL
    number: Annotated[int, Field(ge=1, le=2**53)]
    taken_at: datetime
    expires_at: datetime
    signing_key: Annotated[str, Field(max_length=43)] = ""
    successions: Annotated[tuple[SignedSuccession, ...], Field(max_length=LIMITS.successions)] = ()
    messages: Annotated[tuple[Carried, ...], Field(max_length=LIMITS.bundle_messages)]


Head = TypeVar("Head", RequestHead, AnswerHead)


class Envelope(_Model):
    """Headers of the one request or answer a bundle is; `status` as over HTTP, 0 of a request."""

    status: int = 0
    headers: dict[str, str]


class Opened(_Model):
    """A bundle out of its box: what was signed, and the headers that vouch for it."""

    envelope: Envelope
    body: bytes


def encode_key(key: SealingKey) -> str:
    """A public key as text, base64url without padding."""
    return urlsafe_b64encode(key.raw).decode().rstrip("=")


def decode_key(text: str) -> SealingKey:
    """What `encode_key` wrote; raises SealedBoxUnreadable on anything else."""
    try:
        return SealingKey(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError as error:
        raise SealedBoxUnreadable("The key for sticks cannot be read.") from error


def name_of(path: str, message: BaseModel) -> str:
    """What a message asks for, however it was asked: by it an answer is found again."""
    match message:
        case PullRequest(cursor=cursor):
            return f"{path} {cursor}"
        case InstrumentRequest(sha256=sha256, offset=offset):
            return f"{path} {sha256} {offset}"
        case AttachmentRequest(record=record, sha256=sha256, offset=offset):
            return f"{path} {record} {sha256} {offset}"
        case OrganizationRequest(after=after):
            return f"{path} {after}"
        case FilePlace(record=record, sha256=sha256):
            return f"{PATH_FILE_UPLOAD} {record} {sha256}"
        case _:
            return path


def join_messages(head: RequestHead | AnswerHead, contents: Sequence[bytes]) -> bytes:
    """A body: the head, then each message as it would travel."""
    text = head.model_dump_json().encode()
    return b"".join([_LENGTH.pack(len(text)), text, *contents])


def split_messages(kind: type[Head], body: bytes) -> tuple[Head, list[bytes]]:
    """The head of a body and its messages.

    Raises:
        MessageMalformed: it is none, or its sizes are not its own.
        ProtocolMismatch: it speaks another protocol.
    """
    text, rest = _take_head(body)
    try:
        head = kind.model_validate_json(text)
    except ValidationError as error:
        raise MessageMalformed("The bundle's list of messages could not be read.") from error
    if head.protocol not in SPOKEN.all:
        raise ProtocolMismatch(head.protocol, SPOKEN.describe())
    if sum(one.size for one in head.messages) != len(rest):
        raise MessageMalformed("The bundle's messages are not as long as it says.")
    contents, at = [], 0
    for one in head.messages:
        contents.append(rest[at : at + one.size])
        at += one.size
    return head, contents


def seal_request(to: SealingKey, headers: Mapping[str, str], body: bytes) -> bytes:
    """The file a laptop writes."""
    return _seal(to, _REQUEST, Envelope(headers=dict(headers)), body)


def seal_answer(to: SealingKey, status: int, headers: Mapping[str, str], body: bytes) -> bytes:
    """The file a county writes."""
    return _seal(to, _ANSWER, Envelope(status=status, headers=dict(headers)), body)


def open_request(content: bytes, key: OpeningKey) -> Opened:
    """A laptop's file; errors as `open_answer`."""
    return _open(content, _REQUEST, key)


def open_answer(content: bytes, key: OpeningKey) -> Opened:
    """A county's file.

    Raises:
        MessageMalformed, MessageTooLarge: it is no such file, cut short, or longer than any.
        ProtocolMismatch: it was written by a later version.
        SealedBoxUnreadable: it was made for another key, or altered.
    """
    return _open(content, _ANSWER, key)


def thumbprint_of(content: bytes) -> str:
    """The key a file is sealed to, by its thumbprint; errors as `open_answer`."""
    return _read_clear(content, None)[0]


def _seal(to: SealingKey, what: bytes, envelope: Envelope, body: bytes) -> bytes:
    head = envelope.model_dump_json().encode()
    clear = _clear(what, to.thumbprint.encode())
    return clear + seal(to, _LENGTH.pack(len(head)) + head + body, clear)


def _open(content: bytes, what: bytes, key: OpeningKey) -> Opened:
    thumbprint, box = _read_clear(content, what)
    if thumbprint != key.public.thumbprint:
        raise SealedBoxUnreadable("This file was sealed to another key.")
    head, body = _take_head(key.open(box, _clear(what, thumbprint.encode())))
    try:
        return Opened(envelope=Envelope.model_validate_json(head), body=body)
    except ValidationError as error:
        raise MessageMalformed("The bundle could not be read.") from error


def _clear(what: bytes, thumbprint: bytes) -> bytes:
    return b"\n".join([_KIND + _VERSION, what, thumbprint, b""])


def _read_clear(content: bytes, what: bytes | None) -> tuple[str, bytes]:
    """Thumbprint and box; a None `what` stands for either kind."""
    if len(content) > LIMITS.bundle:
        raise MessageTooLarge(
            "The file is larger than the {most} bytes allowed.",
            most=f"{LIMITS.bundle:,}",
        )
    lines = content[:200].split(b"\n", 3)
    if len(lines) != 4 or not lines[0].startswith(_KIND):
        raise MessageMalformed("This file is no bundle of Fieldfare, or it was cut short.")
    if lines[0] != _KIND + _VERSION:
        raise MessageMalformed(
            "This file was written by a newer version of the program; update this end."
        )
    if lines[1] not in ((_REQUEST, _ANSWER) if what is None else (what,)):
        raise MessageMalformed("This file is not the one that belongs here; choose the other one.")
    if len(lines[2]) != _THUMBPRINT_LETTERS or not lines[2].isalnum():
        raise MessageMalformed("This file is no bundle of Fieldfare, or it was cut short.")
    start = sum(len(one) + 1 for one in lines[:3])
    return lines[2].decode("ascii", "replace"), content[start:]


def _take_head(body: bytes) -> tuple[bytes, bytes]:
    if len(body) < _LENGTH.size:
        raise MessageMalformed("The bundle is cut short.")
    (size,) = _LENGTH.unpack_from(body)
    start = _LENGTH.size + size
    if start > len(body):
        raise MessageMalformed("The bundle is cut short.")
    return body[_LENGTH.size : start], body[start:]
