# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes wrong in a county, for practice: two who disagree, and work that the county refused.

Both come about as they do in a real county: by merging the work of two people who had seen the
same version, and by taking in the work of somebody who was not assigned.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import JsonValue
from sqlalchemy import Connection, insert, select, update

from casework.clock import HybridTime, to_milliseconds
from casework.ids import CaseId, CountyId, DeviceId, OperationId, RecordId
from casework.merge import merge_operation
from casework.operations import FIRST_PREVIOUS, Operation
from casework.policy import Hat
from casework.records import CaseRecord
from casework.vocabulary import SECTION_OF_KIND, RecordKind
from sync.server.devices import read_device
from sync.server.push import take_batch
from sync.server.tables import device
from sync.wire.messages import PushRequest
from sync.wire.signatures import encode_public_key, name_key

NewId = Callable[[datetime], str]


@dataclass(frozen=True)
class Work:
    """One change by one person."""

    hat: Hat
    device: DeviceId
    case: CaseId
    record: RecordId
    kind: RecordKind
    fields: dict[str, JsonValue]
    base: int
    at: datetime

    def as_operation(self, new_id: NewId) -> Operation:
        """The same as a laptop writes it, as the first of its work."""
        return Operation(
            id=OperationId(new_id(self.at)),
            device=self.device,
            counter=1,
            author=self.hat.person,
            hat=self.hat.id,
            case=self.case,
            record=self.record,
            kind=self.kind,
            section=SECTION_OF_KIND[self.kind],
            fields=self.fields,
            base=dict.fromkeys(self.fields, self.base),
            at=HybridTime(to_milliseconds(self.at), 0).encode(),
            previous=FIRST_PREVIOUS,
        )


def disagree(
    present: CaseRecord,
    first: tuple[Hat, dict[str, JsonValue]],
    second: tuple[Hat, dict[str, JsonValue]],
    at: datetime,
    new_id: NewId,
) -> CaseRecord:
    """A record about which two people said different things, having seen the same of it."""
    merged = present
    for later, (hat, fields) in enumerate((first, second)):
        moment = at + timedelta(hours=later)
        work = Work(
            hat, DeviceId(new_id(at)), present.case, present.record, present.kind, fields, 0, moment
        )
        made = merge_operation(
            merged, work.as_operation(new_id), version=later + 1, author_name=hat.person_name
        )
        assert made.record is not None, made.reason
        merged = made.record
    return merged


@dataclass(frozen=True)
class _Moment:
    """A clock that stands still."""

    at: datetime

    def now(self) -> datetime:
        return self.at


def send_without_right(
    connection: Connection,
    county: CountyId,
    hat: Hat,
    case: CaseId,
    fields: dict[str, JsonValue],
    at: datetime,
    new_id: NewId,
    key: bytes,
) -> None:
    """Let somebody who is not assigned send a note from a laptop; the county refuses and keeps it.

    Args:
        key: 32 bytes; the laptop's key, which nobody keeps.
    """
    sender = DeviceId(new_id(at))
    _add_laptop(connection, county, hat, sender, at, key)
    row = connection.execute(select(device).where(device.c.id == sender)).one()
    work = Work(hat, sender, case, RecordId(new_id(at)), RecordKind.CONTACT_NOTE, fields, 0, at)
    asked = PushRequest(operations=(work.as_operation(new_id),))
    take_batch(connection, county, read_device(row), hat, asked, _Moment(at))


def _add_laptop(
    connection: Connection, county: CountyId, hat: Hat, sender: DeviceId, at: datetime, key: bytes
) -> None:
    public = Ed25519PrivateKey.from_private_bytes(key).public_key()
    connection.execute(
        insert(device).values(
            county=county,
            id=sender,
            hat=hat.id,
            key_id=name_key(public),
            public_key=encode_public_key(public),
            name=f"Training laptop of {hat.person_name}",
            enrolled_at=at,
            last_counter=0,
            head=FIRST_PREVIOUS,
            commitment="",
            nonce=base64.urlsafe_b64encode(key[:24]).decode(),
            confirmed_at=at,
            confirmed_by="training",
        )
    )
    # Nobody holds the key any more, so the laptop that sent it is off the list.
    connection.execute(update(device).where(device.c.id == sender).values(revoked_at=at))
