# SPDX-License-Identifier: AGPL-3.0-or-later
"""Laptops: invites, enrolment, and who signed a request.

Invariants: an invite is stored only as its hash and works once; a nonce works once for each key
while its signature could still be accepted.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from casework.ids import CountyId, DeviceId, HatId
from casework.operations import FIRST_PREVIOUS
from sync.server.errors import NotFound, RequestRefused
from sync.server.limits import LIMITS
from sync.server.people import read_hat
from sync.server.tables import county, device, invite, nonce
from sync.wire.messages import Enrolment, EnrolmentRequest, ProblemCode
from sync.wire.signatures import (
    VerifiedSignature,
    decode_public_key,
    name_key,
    read_key_id,
    verify_request,
)

INVITE_BYTES = 16


@dataclass(frozen=True)
class SignedRequest:
    """A request as it came: path with query, headers by lower-case name, body as travelled."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    def verify(self, key: Ed25519PublicKey, now: datetime) -> VerifiedSignature:
        """Check the signature; errors as `sync.wire.signatures.verify_request`."""
        return verify_request(self.method, self.path, self.headers, self.body, key, now)


@dataclass(frozen=True)
class Device:
    """A laptop on record."""

    id: DeviceId
    hat: HatId
    name: str
    enrolled_at: datetime
    revoked_at: datetime | None
    forked_at: datetime | None
    last_counter: int
    head: str


def write_invite(
    connection: Connection, county_id: CountyId, hat_id: HatId, random: bytes, now: datetime
) -> str:
    """Make an invite for a hat from 16 random bytes; returns the text to hand over."""
    text = base64.b32encode(random).decode().rstrip("=")
    connection.execute(
        insert(invite).values(
            county=county_id,
            digest=_digest_invite(text),
            hat=hat_id,
            expires_at=now + LIMITS.invite_lasts,
        )
    )
    return "-".join((text[:5], text[5:10], text[10:15], text[15:20], text[20:]))


def enrol_device(
    connection: Connection,
    county_id: CountyId,
    asked: EnrolmentRequest,
    request: SignedRequest,
    new_id: DeviceId,
    now: datetime,
) -> Enrolment:
    """Redeem an invite; asking again with the same key gets the same answer.

    Raises:
        RequestRefused: the invite is unknown, used or too old, or the nonce was used.
        WireError: the request is not signed with the key it brings.
    """
    key = decode_public_key(asked.public_key)
    remember_nonce(connection, county_id, request.verify(key, now), now)
    found = connection.execute(
        select(invite)
        .where(invite.c.county == county_id, invite.c.digest == _digest_invite(asked.invite))
        .with_for_update()
    ).first()
    if found is None:
        raise RequestRefused(
            ProblemCode.INVITE_UNKNOWN,
            "The county does not know this invite; check it letter by letter.",
        )
    known = _find_device(connection, county_id, name_key(key))
    if found.used_at is None and known is None:
        _use_invite(connection, found, new_id, now)
        _add_device(connection, county_id, asked, HatId(found.hat), key, new_id, now)
    elif known is None or known.id != found.device:
        raise RequestRefused(
            ProblemCode.INVITE_USED,
            "This invite or this laptop's key has been used already; ask your administrator "
            "for a new invite.",
        )
    return _confirm(connection, county_id, name_key(key))


def authenticate(
    connection: Connection, county_id: CountyId, request: SignedRequest, now: datetime
) -> tuple[Device, VerifiedSignature]:
    """The laptop that signed a request; its nonce is not used up yet.

    Raises:
        RequestRefused: the laptop is unknown or was revoked.
        WireError: the signature is missing, wrong or from another time.
    """
    row = _find_device(connection, county_id, read_key_id(request.headers))
    if row is None:
        raise RequestRefused(
            ProblemCode.UNKNOWN_DEVICE,
            "The county does not know this laptop; ask your administrator for an invite.",
        )
    verified = request.verify(decode_public_key(row.public_key), now)
    if row.revoked_at is not None:
        raise RequestRefused(
            ProblemCode.DEVICE_REVOKED,
            "This laptop's access was taken back; speak with your administrator.",
        )
    return _read_device(row), verified


def lock_device(connection: Connection, county_id: CountyId, device_id: DeviceId) -> Device:
    """A laptop as it stands, held until the transaction ends."""
    query = select(device).where(device.c.county == county_id, device.c.id == device_id)
    return _read_device(connection.execute(query.with_for_update()).one())


def remember_nonce(
    connection: Connection, county_id: CountyId, verified: VerifiedSignature, now: datetime
) -> None:
    """Use up a request's nonce; raises RequestRefused when it was used before."""
    # Only this key's own, so that requests of different laptops never wait for each other.
    forgotten = (nonce.c.key_id == verified.key_id) & (nonce.c.expires_at < now)
    connection.execute(delete(nonce).where(nonce.c.county == county_id, forgotten))
    row = {
        "county": county_id,
        "key_id": verified.key_id,
        "nonce": verified.nonce,
        "expires_at": now + LIMITS.nonce_kept,
    }
    query = insert(nonce).values(row).on_conflict_do_nothing().returning(nonce.c.nonce)
    if connection.execute(query).first() is None:
        raise RequestRefused(
            ProblemCode.REPLAYED, "This request was received before and is not done twice."
        )


def list_devices(connection: Connection, county_id: CountyId) -> list[Device]:
    """Every laptop, newest first."""
    rows = connection.execute(
        select(device).where(device.c.county == county_id).order_by(device.c.enrolled_at.desc())
    )
    return [_read_device(row) for row in rows]


def revoke_device(
    connection: Connection, county_id: CountyId, device_id: DeviceId, now: datetime
) -> None:
    """Refuse a laptop from now on; raises NotFound. Needs administration."""
    query = update(device).where(device.c.county == county_id, device.c.id == device_id)
    if connection.execute(query.values(revoked_at=now)).rowcount == 0:
        raise NotFound(f"No laptop is called {device_id}; see `fieldfare-county device list`.")


def _use_invite(
    connection: Connection, found: Row[tuple[object, ...]], device_id: DeviceId, now: datetime
) -> None:
    if found.expires_at <= now:
        raise RequestRefused(
            ProblemCode.INVITE_EXPIRED,
            "This invite is too old; ask your administrator for a new one.",
        )
    connection.execute(
        update(invite)
        .where(invite.c.county == found.county, invite.c.digest == found.digest)
        .values(used_at=now, device=device_id)
    )


def _digest_invite(text: str) -> str:
    plain = "".join(sign for sign in text.upper() if sign.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


def _find_device(
    connection: Connection, county_id: CountyId, key_id: str
) -> Row[tuple[object, ...]] | None:
    return connection.execute(
        select(device).where(device.c.county == county_id, device.c.key_id == key_id)
    ).first()


def _add_device(
    connection: Connection,
    county_id: CountyId,
    asked: EnrolmentRequest,
    hat_id: HatId,
    key: Ed25519PublicKey,
    new_id: DeviceId,
    now: datetime,
) -> None:
    connection.execute(
        insert(device).values(
            county=county_id,
            id=new_id,
            hat=hat_id,
            key_id=name_key(key),
            public_key=asked.public_key,
            name=asked.device_name.replace("\x00", ""),
            enrolled_at=now,
            last_counter=0,
            head=FIRST_PREVIOUS,
        )
    )


def _confirm(connection: Connection, county_id: CountyId, key_id: str) -> Enrolment:
    row = connection.execute(
        select(device, county.c.name.label("county_name"), county.c.epoch, county.c.signing_key)
        .join(county, county.c.county == device.c.county)
        .where(device.c.county == county_id, device.c.key_id == key_id)
    ).one()
    return Enrolment(
        device=DeviceId(row.id),
        county=county_id,
        county_name=row.county_name,
        hat=read_hat(connection, county_id, HatId(row.hat)),
        epoch=row.epoch,
        enrolled_at=row.enrolled_at,
        signing_key=row.signing_key or "",
    )


def _read_device(row: Row[tuple[object, ...]]) -> Device:
    return Device(
        id=DeviceId(row.id),
        hat=HatId(row.hat),
        name=row.name,
        enrolled_at=row.enrolled_at,
        revoked_at=row.revoked_at,
        forked_at=row.forked_at,
        last_counter=row.last_counter,
        head=row.head,
    )
