# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a laptop joins: an invite used once, six digits compared by a supervisor, first papers.

Invariants: an invite is stored only as its hash and works once; nothing is handed to a laptop
before a supervisor has typed the digits that stand on its screen; asking again with the same key
gets the same answer, since any answer can be lost on its way.
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects.postgresql import insert

from casework.ids import CountyId, DeviceId, HatId
from casework.operations import FIRST_PREVIOUS
from casework.phone_codes import SECRET_BYTES
from sync.server.audit import Actor, note_act
from sync.server.database import Identity, identify, show_invite, show_key
from sync.server.devices import (
    SignedRequest,
    find_device,
    lock_device,
    no_such_device,
    remember_nonce,
)
from sync.server.errors import JoiningRefused, RequestRefused
from sync.server.limits import LIMITS
from sync.server.papers import issue_papers
from sync.server.people import read_hat
from sync.server.sign_in import SignIn, is_known_as, read_sign_in
from sync.server.tables import county, device, invite
from sync.wire.messages import (
    Enrolment,
    EnrolmentOpened,
    EnrolmentRequest,
    JoinRequest,
    Problem,
    ProblemCode,
)
from sync.wire.sign_in import work_out_nonce
from sync.wire.signatures import decode_public_key, name_key, read_key_id
from sync.wire.six_digits import opens, work_out_digits

INVITE_BYTES = 16
NONCE_BYTES = 18


@dataclass(frozen=True)
class WaitingLaptop:
    """A laptop whose digits nobody has compared yet.

    Attributes:
        digits: what stands on its screen; None before it has shown its part.
        signed_in_as: by which name the provider knows the person there; None where none is asked.
    """

    device: DeviceId
    hat: HatId
    name: str
    since: datetime
    digits: str | None
    signed_in_as: str | None = None


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


def open_enrolment(
    connection: Connection,
    county_id: CountyId,
    asked: EnrolmentRequest,
    request: SignedRequest,
    new_id: DeviceId,
    random: Callable[[int], bytes],
    now: datetime,
) -> EnrolmentOpened:
    """Take an invite; asking again with the same key gets the same answer.

    Raises:
        RequestRefused: the invite is unknown, used or too old, or the nonce was used.
        WireError: the request is not signed with the key it brings.
    """
    key = decode_public_key(asked.public_key)
    show_key(connection, name_key(key))
    show_invite(connection, _digest_invite(asked.invite))
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
    known = find_device(connection, county_id, name_key(key))
    if found.used_at is None and known is None:
        _use_invite(connection, found, new_id, now)
        _add_device(connection, county_id, asked, HatId(found.hat), new_id, random, now)
    elif known is None or (known.id, known.commitment) != (found.device, asked.commitment):
        raise RequestRefused(
            ProblemCode.INVITE_USED,
            "This invite or this laptop's key has been used already; ask your administrator "
            "for a new invite.",
        )
    row = _read_joining(connection, county_id, name_key(key))
    sign_in = read_sign_in(connection, county_id)
    return EnrolmentOpened(
        device=DeviceId(row.id),
        county=county_id,
        nonce=row.nonce,
        signing_key=row.signing_key,
        sign_in=None if sign_in is None else sign_in.asked,
    )


def expect_sign_in(
    connection: Connection, county_id: CountyId, request: SignedRequest, now: datetime
) -> tuple[SignIn, str] | None:
    """The county's provider and the nonce it has to sign for this laptop; None without provider.

    Raises:
        RequestRefused, WireError: it is no laptop that joins.
    """
    key_id = read_key_id(request.headers)
    show_key(connection, key_id)
    row = _read_joining(connection, county_id, key_id)
    request.verify(decode_public_key(row.public_key), now)
    sign_in = read_sign_in(connection, county_id)
    return None if sign_in is None else (sign_in, work_out_nonce(row.nonce, row.public_key))


def join(
    connection: Connection,
    county_id: CountyId,
    asked: JoinRequest,
    request: SignedRequest,
    key_of: Callable[[str], Ed25519PrivateKey],
    now: datetime,
    signed_in: str | None = None,
) -> Enrolment | Problem:
    """Hand a laptop its first papers once a supervisor has compared the digits.

    Args:
        key_of: the county's private signing key for its public one.
        signed_in: the name under which the county's provider knows whoever sits there.

    Returns:
        The papers; or, while nobody has signed in or compared, the problem to answer with. Both
        are to be committed.

    Raises:
        RequestRefused: another value than was committed to, or too late.
        WireError: the request is not signed with the laptop's key.
    """
    key_id = read_key_id(request.headers)
    show_key(connection, key_id)
    row = _read_joining(connection, county_id, key_id)
    remember_nonce(
        connection, county_id, request.verify(decode_public_key(row.public_key), now), now
    )
    if not opens(asked.opening, row.commitment):
        raise RequestRefused(
            ProblemCode.BAD_REQUEST, "This is not what the laptop announced; begin anew."
        )
    if row.confirmed_at is None:
        return _say_what_is_missing(connection, county_id, row, asked, signed_in, now)
    sender = lock_device(connection, county_id, DeviceId(row.id))
    identify(connection, Identity(county_id, sender.hat, sender.id))
    worn = read_hat(connection, county_id, sender.hat)
    return Enrolment(
        device=sender.id,
        county=county_id,
        county_name=row.county_name,
        hat=worn,
        epoch=row.epoch,
        enrolled_at=sender.enrolled_at,
        signing_key=row.signing_key,
        phone_secret=bytes(row.phone_secret),
        papers=issue_papers(connection, county_id, sender, key_of(row.signing_key), now),
    )


def _say_what_is_missing(
    connection: Connection,
    county_id: CountyId,
    row: Row[tuple[object, ...]],
    asked: JoinRequest,
    signed_in: str | None,
    now: datetime,
) -> Problem:
    if not _is_signed_in(connection, county_id, row, signed_in):
        return Problem(
            code=ProblemCode.NOT_SIGNED_IN,
            sentence="Your county asks whoever sets a laptop up to sign in.",
        )
    if row.opening is None:
        this = (device.c.county == county_id) & (device.c.id == row.id)
        connection.execute(update(device).where(this).values(opening=asked.opening))
    if row.enrolled_at + LIMITS.invite_lasts <= now:
        raise RequestRefused(
            ProblemCode.INVITE_EXPIRED,
            "Nobody compared the six digits in time; ask your administrator for a new invite.",
        )
    return Problem(
        code=ProblemCode.NOT_COMPARED,
        sentence="Your supervisor has not compared this laptop's six digits yet.",
    )


def _is_signed_in(
    connection: Connection, county_id: CountyId, row: Row[tuple[object, ...]], name: str | None
) -> bool:
    """Whether the person of this laptop's hat has signed in; notes it where they just did."""
    if row.signed_in_as is not None or read_sign_in(connection, county_id) is None:
        return True
    if name is None:
        return False
    identify(connection, Identity(county_id, HatId(row.hat), DeviceId(row.id)))
    worn = read_hat(connection, county_id, HatId(row.hat))
    if not is_known_as(connection, county_id, worn.person, name):
        raise RequestRefused(
            ProblemCode.NOT_SIGNED_IN,
            "You signed in as somebody else than the invite is for; sign in with your own "
            "account, or ask your administrator for an invite of yours.",
        )
    this = (device.c.county == county_id) & (device.c.id == row.id)
    connection.execute(update(device).where(this).values(signed_in_as=name))
    return True


def list_waiting(connection: Connection, county_id: CountyId, now: datetime) -> list[WaitingLaptop]:
    """Laptops whose digits may still be compared, the newest first."""
    rows = connection.execute(
        _JOINING.where(
            device.c.county == county_id,
            device.c.confirmed_at.is_(None),
            device.c.revoked_at.is_(None),
            device.c.enrolled_at > now - LIMITS.invite_lasts,
        ).order_by(device.c.enrolled_at.desc())
    )
    return [
        WaitingLaptop(
            DeviceId(row.id),
            HatId(row.hat),
            row.name,
            row.enrolled_at,
            _digits_of(county_id, row),
            row.signed_in_as,
        )
        for row in rows
    ]


def confirm_device(
    connection: Connection, county_id: CountyId, device_id: DeviceId, typed: str, actor: Actor
) -> None:
    """Let a laptop in whose digits are those a supervisor reads on it. Needs administration.

    Raises:
        NotFound: no laptop is called so.
        JoiningRefused: the digits differ, or nothing waits to be compared.
    """
    this = (device.c.county == county_id) & (device.c.id == device_id)
    row = connection.execute(_JOINING.where(this).with_for_update(of=device)).first()
    if row is None:
        raise no_such_device(device_id)
    digits = _digits_of(county_id, row)
    if row.confirmed_at is not None or digits is None:
        raise JoiningRefused("This laptop has no digits to compare; see `device waiting`.")
    if row.enrolled_at + LIMITS.invite_lasts <= actor.at:
        raise JoiningRefused("The time to compare has passed; make a new invite.")
    if "".join(typed.split()) != digits.replace(" ", ""):
        raise JoiningRefused(
            "The digits differ; compare once more. If they still differ it is another laptop, or "
            "somebody sits in between: revoke it and make a new invite."
        )
    connection.execute(
        update(device)
        .where(this)
        .values(
            confirmed_at=actor.at,
            confirmed_by=actor.name,
            certified_at=actor.at,
            certified_until=actor.at + LIMITS.certificate_lasts,
        )
    )
    note_act(connection, county_id, actor, "laptop confirmed", device_id, row.key_id)


_JOINING = select(
    device,
    county.c.name.label("county_name"),
    county.c.epoch,
    county.c.signing_key,
).join(county, county.c.county == device.c.county)


def _read_joining(
    connection: Connection, county_id: CountyId, key_id: str
) -> Row[tuple[object, ...]]:
    this = (device.c.county == county_id) & (device.c.key_id == key_id)
    row = connection.execute(_JOINING.where(this)).first()
    if row is None:
        raise RequestRefused(
            ProblemCode.UNKNOWN_DEVICE,
            "The county does not know this laptop; ask your administrator for an invite.",
        )
    if row.revoked_at is not None:
        raise RequestRefused(
            ProblemCode.DEVICE_REVOKED,
            "This laptop's access was taken back; speak with your administrator.",
        )
    if row.signing_key is None:
        raise RequestRefused(
            ProblemCode.BUSY, "The county has no signing key yet; its administrator must start it."
        )
    return row


def _digits_of(county_id: CountyId, row: Row[tuple[object, ...]]) -> str | None:
    if row.opening is None:
        return None
    return work_out_digits(county_id, row.signing_key, row.public_key, row.nonce, row.opening)


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


def _add_device(
    connection: Connection,
    county_id: CountyId,
    asked: EnrolmentRequest,
    hat_id: HatId,
    new_id: DeviceId,
    random: Callable[[int], bytes],
    now: datetime,
) -> None:
    connection.execute(
        insert(device).values(
            county=county_id,
            id=new_id,
            hat=hat_id,
            key_id=name_key(decode_public_key(asked.public_key)),
            public_key=asked.public_key,
            name=asked.device_name.replace("\x00", ""),
            enrolled_at=now,
            last_counter=0,
            head=FIRST_PREVIOUS,
            commitment=asked.commitment,
            nonce=base64.urlsafe_b64encode(random(NONCE_BYTES)).decode(),
            phone_secret=random(SECRET_BYTES),
        )
    )
