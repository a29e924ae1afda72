# SPDX-License-Identifier: AGPL-3.0-or-later
"""Laptops on record, and who signed a request.

Invariants: nobody is answered whose laptop no supervisor has compared, whose certificate has ended
or who was refused; a nonce works once for each key while its signature could still be accepted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, bindparam, func, select, text, update

from casework.ids import CountyId, DeviceId, HatId
from sync.server.database import IDENTIFY, SHOW_KEY
from sync.server.driver import Question, Rows, ask_all, ask_driver
from sync.server.errors import NotFound, RequestRefused
from sync.server.limits import LIMITS
from sync.server.tables import county, device
from sync.wire.messages import ProblemCode
from sync.wire.protocols import PROTOCOL
from sync.wire.rest import read_rest, verify_rest
from sync.wire.signatures import (
    VerifiedSignature,
    decode_public_key,
    read_key_id,
    verify_request,
)

# Made once: building a statement costs more than asking it. Of the nonces that have run out only
# the same key's are forgotten, so that requests of different laptops never wait for each other.
_OF_KEY = select(device).where(
    device.c.county == bindparam("in_county"), device.c.key_id == bindparam("named")
)
_NOTE_PULL = text(
    "UPDATE device SET applied_n = greatest(applied_n, :applied),"
    " served_n = greatest(served_n, :served) WHERE county = :county AND id = :device"
)
_REMEMBERED = """
WITH forgotten AS (
    DELETE FROM nonce
    WHERE county = %(county)s AND key_id = %(key)s AND expires_at < %(now)s
), fresh AS (
    INSERT INTO nonce (county, key_id, nonce, expires_at)
    VALUES (%(county)s, %(key)s, %(nonce)s, %(expires)s)
    ON CONFLICT DO NOTHING RETURNING nonce
)
"""
_REMEMBER = f"{_REMEMBERED} SELECT nonce FROM fresh"  # noqa: S608 - constants of this module
_REMEMBER_AND_ACT = f"""
{_REMEMBERED} SELECT (SELECT nonce FROM fresh),
    set_config('fieldfare.county', %(county)s, true), set_config('fieldfare.hat', %(hat)s, true),
    set_config('fieldfare.device', %(device)s, true)
"""  # noqa: S608 - constants of this module


@dataclass
class SignedRequest:
    """A request as it came: path with query, headers by lower-case name, body as travelled.

    Attributes:
        signing_key: the public key that signs for the county, as the transaction that answers
            saw it; None until then. The answer is signed with it.
        sender: the laptop whose signature was found good; None until then.
        protocol: the version it was asked in, in which it is answered; until the message is read
            the oldest, which every laptop understands.
        was_cut: the body broke off, so that only the head can be verified; only bytes of a file
            that are checked by another hash are taken from such a request.
        is_carried: it came by hand, in a bundle whose number says whether it came before.
        follows_on: the laptop would ask it next, once it had what was just answered.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    signing_key: str | None = None
    sender: DeviceId | None = None
    protocol: int = PROTOCOL
    was_cut: bool = False
    is_carried: bool = False
    follows_on: bool = False

    def name_key(self) -> str:
        """The key it claims to be signed with; errors as `sync.wire.signatures.read_key_id`."""
        return read_key_id(self.headers)

    def verify(self, key: Ed25519PublicKey, now: datetime) -> VerifiedSignature:
        """Check the signature; errors as `sync.wire.signatures.verify_request`."""
        body = None if self.was_cut else self.body
        return verify_request(self.method, self.path, self.headers, body, key, now)


class RestRequest(SignedRequest):
    """The question of a laptop at rest, which is signed in its own form and has no body."""

    def name_key(self) -> str:
        """See SignedRequest."""
        return read_rest(self.headers).key_id

    def verify(self, key: Ed25519PublicKey, now: datetime) -> VerifiedSignature:
        """See SignedRequest."""
        return verify_rest(self.method, self.path, self.headers, key, now)


@dataclass(frozen=True)
class Device:
    """A laptop on record.

    Attributes:
        key_id: names its key, its fingerprint for people.
        confirmed_at: when a supervisor compared its digits, or None.
        certified_until: when its certificate ends.
        lease_until: when the last lease it was given ends.
        last_contact, version, unsent: as it said at its last contact.
        clock_drift: seconds its clock was ahead of the county's then.
        served_n, applied_n: how much of the feed it may have, and has for certain.
        rejoins: after the county was put back from a backup, the number of its last work then:
            up to there some may be lost for good; None where that never was, `UNHEARD` until the
            laptop has heard of it.
    """

    id: DeviceId
    hat: HatId
    name: str
    key_id: str
    public_key: str
    enrolled_at: datetime
    revoked_at: datetime | None
    forked_at: datetime | None
    confirmed_at: datetime | None
    certified_at: datetime | None
    certified_until: datetime | None
    lease_number: int
    lease_until: datetime | None
    last_contact: datetime | None
    version: str
    unsent: int
    clock_drift: int
    served_n: int
    applied_n: int
    last_counter: int
    head: str
    rejoins: int | None = None


AskedAlso = Callable[[Device], Sequence[Question]]

_COLUMNS = ", ".join(f"d.{one.name}" for one in fields(Device))
_WHO_SIGNED = f"""
SELECT c.signing_key, {_COLUMNS} FROM county AS c
LEFT JOIN device AS d ON d.county = c.county AND d.key_id = %(key)s
WHERE c.county = %(county)s
"""  # noqa: S608 - the fields of Device
_HOLD = f"""
SELECT {_COLUMNS} FROM device AS d WHERE county = %(county)s AND id = %(id)s FOR UPDATE
"""  # noqa: S608 - the fields of Device


def authenticate(
    connection: Connection, county_id: CountyId, request: SignedRequest, now: datetime
) -> tuple[Device, VerifiedSignature]:
    """The laptop that signed a request; its nonce is not used up yet.

    Raises:
        RequestRefused: the laptop is unknown, was revoked, was never compared, or its certificate
            has ended.
        WireError: the signature is missing, wrong or from another time.
    """
    told = {"county": county_id, "key": request.name_key()}
    _, [(request.signing_key, *found)] = ask_all(connection, (SHOW_KEY, told), (_WHO_SIGNED, told))
    if found[0] is None:
        raise RequestRefused(
            ProblemCode.UNKNOWN_DEVICE,
            "The county does not know this laptop; ask your administrator for an invite.",
        )
    row = Device(*found)
    verified = request.verify(decode_public_key(row.public_key), now)
    request.sender = row.id
    if row.revoked_at is not None:
        raise RequestRefused(
            ProblemCode.DEVICE_REVOKED,
            "This laptop's access was taken back; speak with your administrator.",
        )
    if row.confirmed_at is None:
        raise RequestRefused(
            ProblemCode.NOT_COMPARED,
            "Your supervisor has not compared this laptop's six digits yet.",
        )
    if row.certified_until is None or row.certified_until <= now:
        raise RequestRefused(
            ProblemCode.CERTIFICATE_ENDED,
            "This laptop was away so long that its certificate has ended; ask your administrator "
            "to renew it, your work stays here until then.",
        )
    return row, verified


def lock_device(connection: Connection, county_id: CountyId, device_id: DeviceId) -> Device:
    """A laptop as it stands, held until the transaction ends; raises NotFound."""
    found = ask_driver(connection, _HOLD, {"county": county_id, "id": device_id})
    if not found:
        raise no_such_device(device_id)
    return Device(*found[0])


def recognize(
    connection: Connection,
    county_id: CountyId,
    request: SignedRequest,
    now: datetime,
    asking: AskedAlso,
) -> tuple[Device, VerifiedSignature, list[Rows]]:
    """Let the rest of a transaction act for the laptop that signed; its nonce is used up.

    What came by hand has the number of its bundle in place of a nonce.

    Args:
        asking: what is to be asked for that laptop, in the same way to the database.

    Raises:
        RequestRefused, WireError: as `authenticate`; or the nonce was used before.
    """
    sender, verified = authenticate(connection, county_id, request, now)
    told = {"county": county_id, "hat": sender.hat, "device": sender.id}
    if request.is_carried:
        _, *answers = ask_all(connection, (IDENTIFY, told), *asking(sender))
        return sender, verified, answers
    use = (_REMEMBER_AND_ACT, told | _nonce(county_id, verified, now))
    [(fresh, *_)], *answers = ask_all(connection, use, *asking(sender))
    _refuse_repeated(is_fresh=fresh is not None)
    return sender, verified, answers


def remember_nonce(
    connection: Connection, county_id: CountyId, verified: VerifiedSignature, now: datetime
) -> None:
    """Use up a request's nonce; raises RequestRefused when it was used before."""
    fresh = ask_driver(connection, _REMEMBER, _nonce(county_id, verified, now))
    _refuse_repeated(is_fresh=bool(fresh))


def _nonce(county_id: CountyId, verified: VerifiedSignature, now: datetime) -> dict[str, object]:
    return {
        "county": county_id,
        "key": verified.key_id,
        "nonce": verified.nonce,
        "expires": now + LIMITS.nonce_kept,
        "now": now,
    }


def _refuse_repeated(*, is_fresh: bool) -> None:
    if not is_fresh:
        raise RequestRefused(
            ProblemCode.REPLAYED, "This request was received before and is not done twice."
        )


def list_devices(connection: Connection, county_id: CountyId) -> list[Device]:
    """Every laptop, newest first."""
    rows = connection.execute(
        select(device).where(device.c.county == county_id).order_by(device.c.enrolled_at.desc())
    )
    return [read_device(row) for row in rows]


def revoke_device(
    connection: Connection, county_id: CountyId, device_id: DeviceId, now: datetime
) -> None:
    """Refuse a laptop from now on; raises NotFound. Needs administration."""
    query = update(device).where(device.c.county == county_id, device.c.id == device_id)
    if connection.execute(query.values(revoked_at=now)).rowcount == 0:
        raise no_such_device(device_id)
    note_revocation(connection, county_id)


def note_revocation(connection: Connection, county_id: CountyId) -> None:
    """Begin a new epoch of revocations; a laptop never goes back to a lease of an older one."""
    this = county.c.county == county_id
    connection.execute(update(county).where(this).values(revocations=county.c.revocations + 1))


def renew_certificate(
    connection: Connection, county_id: CountyId, device_id: DeviceId, now: datetime
) -> None:
    """Let a laptop's certificate begin anew; raises NotFound."""
    query = update(device).where(device.c.county == county_id, device.c.id == device_id)
    fresh = query.values(certified_at=now, certified_until=now + LIMITS.certificate_lasts)
    if connection.execute(fresh).rowcount == 0:
        raise no_such_device(device_id)


def note_pull(
    connection: Connection, county_id: CountyId, device_id: DeviceId, applied: int, served: int
) -> None:
    """Keep how far a laptop has pulled, so that what was on it can be told when it is lost."""
    told = {"county": county_id, "device": device_id, "applied": applied, "served": served}
    connection.execute(_NOTE_PULL, told)


def find_phone_secret(connection: Connection, county_id: CountyId, device_id: DeviceId) -> bytes:
    """The secret for codes read over the phone; raises NotFound.

    A laptop that was refused gets no codes, nor one that joined before there were any.
    """
    found = connection.execute(
        select(device.c.phone_secret).where(
            device.c.county == county_id,
            device.c.id == device_id,
            device.c.revoked_at.is_(None),
            device.c.forked_at.is_(None),
            device.c.confirmed_at.is_not(None),
        )
    ).scalar()
    if found is None:
        raise no_such_device(device_id)
    return bytes(found)


def note_extension(
    connection: Connection, county_id: CountyId, device_id: DeviceId, until: datetime
) -> None:
    """Keep until when a laptop can be read by a code that was read out."""
    query = update(device).where(device.c.county == county_id, device.c.id == device_id)
    latest = func.greatest(device.c.lease_until, until)
    connection.execute(query.values(lease_until=latest))


def no_such_device(device_id: str) -> NotFound:
    """What is said when no laptop has this id."""
    return NotFound(f"No laptop is called {device_id}; see `fieldfare-county device list`.")


def find_device(
    connection: Connection, county_id: CountyId, key_id: str
) -> Row[tuple[object, ...]] | None:
    """The row of the laptop with this key, or None."""
    return connection.execute(_OF_KEY, {"in_county": county_id, "named": key_id}).first()


def read_device(row: Row[tuple[object, ...]]) -> Device:
    """A row of the table as a laptop."""
    held = {one.name: getattr(row, one.name) for one in fields(Device)}
    return Device(**held | {"id": DeviceId(row.id), "hat": HatId(row.hat)})
