# SPDX-License-Identifier: AGPL-3.0-or-later
"""The papers of a laptop: lease, certificate, policy; and what it says of itself when it asks.

Invariants: a device's leases are numbered without going back, also after the county was restored
from a backup (the laptop says which number it holds); a laptop older than what the county has seen
of it gets no lease and is set aside, with all it sends, for a person to look at.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select, update

from casework.county_policy import CountyPolicy
from casework.ids import CountyId, DeviceId
from casework.leases import Lease
from sync.server.audit import Actor, note_act
from sync.server.devices import Device, lock_device
from sync.server.driver import ask_driver
from sync.server.errors import RequestRefused
from sync.server.limits import LIMITS
from sync.server.tables import county, device, operation
from sync.wire.messages import PapersRequest, ProblemCode
from sync.wire.papers import DeviceCertificate, Papers, StatedPolicy, sign_papers
from sync.wire.signatures import VerifiedSignature

LOG = logging.getLogger("fieldfare.county")
SEEMS_PUT_BACK = (
    "A laptop holds a later lease than this county has given. If the database was put back from a "
    "backup, run `fieldfare-county put-back`."
)
ROUNDED = timedelta(seconds=1)
_NOTE_CONTACT = """
UPDATE device SET last_contact = %(at)s, version = coalesce(%(version)s::text, version),
    unsent = %(unsent)s, clock_drift = coalesce(%(drift)s::bigint, clock_drift),
    applied_n = greatest(applied_n, %(applied)s::bigint),
    served_n = greatest(served_n, %(served)s::bigint)
WHERE county = %(county)s AND id = %(device)s
"""


@dataclass(frozen=True)
class Decided:
    """What the county decided about its laptops, its sealing key, where its revocations stand."""

    policy: CountyPolicy
    stated_at: datetime | None
    revocations: int
    sealing_key: str


def read_decided(connection: Connection, county_id: CountyId) -> Decided:
    """The county's policy in force."""
    row = connection.execute(
        select(
            county.c.policy,
            county.c.policy_stated_at,
            county.c.revocations,
            county.c.sealing_key,
        ).where(county.c.county == county_id)
    ).one()
    policy = CountyPolicy() if row.policy is None else CountyPolicy.model_validate_json(row.policy)
    return Decided(policy, row.policy_stated_at, row.revocations, row.sealing_key)


def revise_policy(
    connection: Connection,
    county_id: CountyId,
    change: Callable[[dict[str, Any]], Mapping[str, object]],
    actor: Actor,
) -> CountyPolicy:
    """Change some decisions of the policy in force; whoever changes others meanwhile waits.

    Args:
        change: what is to be otherwise, from the decisions in force.

    Raises:
        ValidationError: looser than the law allows, or no such decision.
    """
    this = county.c.county == county_id
    connection.execute(select(county.c.county).where(this).with_for_update())
    held = read_decided(connection, county_id).policy.model_dump()
    policy = CountyPolicy.model_validate({**held, **change(held)})
    return set_policy(connection, county_id, policy, actor)


def set_policy(
    connection: Connection, county_id: CountyId, policy: CountyPolicy, actor: Actor
) -> CountyPolicy:
    """Put a policy in force under the next version; laptops hear of it at their next sync."""
    this = county.c.county == county_id
    connection.execute(select(county.c.county).where(this).with_for_update())
    version = read_decided(connection, county_id).policy.version + 1
    fresh = CountyPolicy.model_validate(policy.model_dump() | {"version": version})
    content = fresh.model_dump_json().encode()
    connection.execute(update(county).where(this).values(policy=content, policy_stated_at=actor.at))
    note_act(connection, county_id, actor, "policy changed", str(version), "")
    return fresh


def is_copy(
    connection: Connection,
    county_id: CountyId,
    sender: Device,
    asked: PapersRequest,
    *,
    is_carried: bool,
) -> bool:
    """Whether a laptop is older than what the county has seen of it, or went another way.

    What was carried by hand may be older: the laptop went on over the network meanwhile.
    """
    if not _is_rolled_back(sender, asked):
        return False
    return not (is_carried and _was_so_once(connection, county_id, sender.id, asked))


def refuse_late(
    connection: Connection,
    county_id: CountyId,
    sender: Device,
    asked: PapersRequest,
    signed: VerifiedSignature,
) -> None:
    """Refuse what the network held up until after later work of the same laptop had come.

    It was signed before what came then, by the same laptop's clock, and says what was true once.
    Whoever sets the clock of a copied laptop back passes for late, and gets no papers either.

    Raises:
        RequestRefused: so it is.
    """
    if sender.last_contact is None or not _is_rolled_back(sender, asked):
        return
    heard = sender.last_contact + timedelta(seconds=sender.clock_drift)
    is_late = signed.created + ROUNDED < heard
    if is_late and _was_so_once(connection, county_id, sender.id, asked):
        raise RequestRefused(
            ProblemCode.REPLAYED, "A later message of this laptop came before this one; sync again."
        )


def _is_rolled_back(sender: Device, asked: PapersRequest) -> bool:
    if asked.counter < sender.last_counter:
        return True
    return asked.counter == sender.last_counter and asked.head != sender.head


def _was_so_once(
    connection: Connection, county_id: CountyId, sender: DeviceId, asked: PapersRequest
) -> bool:
    """Whether what a laptop says of itself was true once: its last work then is on record."""
    if asked.counter == 0:
        return True
    found = connection.execute(
        select(operation.c.digest).where(
            operation.c.county == county_id,
            operation.c.device == sender,
            operation.c.counter == asked.counter,
        )
    ).scalar()
    return found == asked.head


class Contact(NamedTuple):
    """What a laptop said of itself.

    Attributes:
        at: when, by the county's clock.
        drift: seconds its clock is ahead; None where that cannot be told.
        version: of its program; None where it said nothing of it.
        applied, served: how much of the feed it has for certain, and may have now.
    """

    at: datetime
    drift: int | None
    version: str | None = None
    unsent: int = 0
    applied: int = 0
    served: int = 0


def note_contact(
    connection: Connection,
    county_id: CountyId,
    sender: DeviceId,
    said: Contact,
) -> None:
    """Keep what a laptop says of itself, for the administrator's list."""
    told = said._asdict() | {
        "county": county_id,
        "device": sender,
        "version": None if said.version is None else said.version.replace("\x00", ""),
    }
    ask_driver(connection, _NOTE_CONTACT, told)


def issue_papers(
    connection: Connection,
    county_id: CountyId,
    sender: Device,
    key: Ed25519PrivateKey,
    now: datetime,
    asked: PapersRequest | None = None,
) -> Papers:
    """The next papers of a laptop.

    Args:
        sender: the laptop; its row is locked here.
        key: the county's signing key.
        asked: what it holds; None at its first papers.
    """
    sender = lock_device(connection, county_id, sender.id)
    decided = read_decided(connection, county_id)
    held = 0 if asked is None else asked.lease
    if held > sender.lease_number and sender.rejoins is None:
        LOG.warning(SEEMS_PUT_BACK)
    behind = 0 if asked is None else asked.revocations
    lease = Lease(
        county=county_id,
        device=sender.id,
        hats=(sender.hat,),
        number=max(sender.lease_number, held) + 1,
        policy=decided.policy.version,
        revocations=max(decided.revocations, behind),
        issued_at=now,
        not_after=now + decided.policy.lease_lasts,
    )
    sender = _with_certificate(sender, now)
    this = (device.c.county == county_id) & (device.c.id == sender.id)
    connection.execute(
        update(device)
        .where(this)
        .values(
            lease_number=lease.number,
            lease_until=lease.not_after,
            certified_at=sender.certified_at,
            certified_until=sender.certified_until,
        )
    )
    stated = StatedPolicy(
        county=county_id,
        policy=decided.policy,
        sealing_key=decided.sealing_key,
        stated_at=decided.stated_at or sender.enrolled_at,
    )
    return sign_papers(lease, _certificate(county_id, sender), stated, key)


def _with_certificate(sender: Device, now: datetime) -> Device:
    until = sender.certified_until
    if until is not None and until - now > LIMITS.certificate_renewed:
        return sender
    return replace(sender, certified_at=now, certified_until=now + LIMITS.certificate_lasts)


def _certificate(county_id: CountyId, sender: Device) -> DeviceCertificate:
    assert sender.certified_at is not None
    assert sender.certified_until is not None
    return DeviceCertificate(
        county=county_id,
        device=sender.id,
        hat=sender.hat,
        public_key=sender.public_key,
        issued_at=sender.certified_at,
        not_after=sender.certified_until,
    )
