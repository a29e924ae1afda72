# SPDX-License-Identifier: AGPL-3.0-or-later
"""Orders to laptops: given, told, obeyed, lifted; and the work a laptop seals before it obeys.

Invariants: a laptop under an order gets no papers and no page; it may send work, sealed and in the
clear; an order counts as done only when the laptop said so after its work was received whole.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from casework.ids import CountyId, DeviceId
from sync.server.audit import Actor, note_act
from sync.server.devices import no_such_device, note_revocation
from sync.server.errors import JoiningRefused, RequestRefused
from sync.server.tables import device, device_order, sealed_work
from sync.wire.messages import (
    OrderDone,
    OrderReceipt,
    ProblemCode,
    SealedWorkPart,
    SealedWorkTaken,
)
from sync.wire.orders import Order, OrderKind


@dataclass(frozen=True)
class OrderStanding:
    """Where an order stands, honestly: what was not heard of the laptop is not said.

    Attributes:
        told_at: when the laptop was given it.
        sealed_at: when its unsent work had arrived whole.
        done_at: when it said that it had obeyed.
    """

    device: DeviceId
    number: int
    kind: OrderKind
    reason: str
    given_at: datetime
    told_at: datetime | None
    sealed_at: datetime | None
    done_at: datetime | None
    lifted_at: datetime | None

    @property
    def state(self) -> str:
        """One word, or two."""
        if self.lifted_at is not None:
            return "lifted"
        if self.done_at is not None:
            return "done"
        return "never reached" if self.told_at is None else "pending"


def give_order(
    connection: Connection,
    county_id: CountyId,
    device_id: DeviceId,
    kind: OrderKind,
    reason: str,
    actor: Actor,
) -> OrderStanding:
    """Order a laptop; a suspension that stands gives way to a wipe. Needs administration.

    Raises:
        NotFound: no laptop is called so.
        JoiningRefused: it is under such an order, or under a wipe, already.
    """
    this = (device.c.county == county_id) & (device.c.id == device_id)
    if connection.execute(select(device.c.id).where(this).with_for_update()).first() is None:
        raise no_such_device(device_id)
    held = list_orders(connection, county_id, device_id)
    standing = next((one for one in held if one.lifted_at is None), None)
    if standing is not None and standing.kind in (kind, OrderKind.WIPE):
        raise JoiningRefused(f"This laptop is under the order {standing.kind.value} already.")
    for one in held:
        if one.lifted_at is None:
            _lift(connection, county_id, one, actor)
    number = max((one.number for one in held), default=0) + 1
    connection.execute(
        insert(device_order).values(
            county=county_id,
            device=device_id,
            number=number,
            kind=kind.value,
            reason=reason,
            given_at=actor.at,
            given_by=actor.name,
        )
    )
    note_revocation(connection, county_id)
    note_act(connection, county_id, actor, f"{kind.value} ordered", device_id, reason)
    return list_orders(connection, county_id, device_id)[0]


def lift_order(
    connection: Connection, county_id: CountyId, device_id: DeviceId, actor: Actor
) -> None:
    """Take back a suspension, or a wipe that was not obeyed yet. Needs administration.

    Raises:
        JoiningRefused: there is nothing to take back.
    """
    held = list_orders(connection, county_id, device_id)
    standing = next((one for one in held if one.lifted_at is None), None)
    if standing is None or (standing.kind is OrderKind.WIPE and standing.done_at is not None):
        raise JoiningRefused("This laptop is under no order that could be taken back.")
    _lift(connection, county_id, standing, actor)
    note_act(connection, county_id, actor, "order lifted", device_id, standing.kind.value)


def list_orders(
    connection: Connection, county_id: CountyId, device_id: DeviceId | None = None
) -> list[OrderStanding]:
    """Orders, the newest first."""
    query = select(device_order).where(device_order.c.county == county_id)
    if device_id is not None:
        query = query.where(device_order.c.device == device_id)
    rows = connection.execute(
        query.order_by(device_order.c.given_at.desc(), device_order.c.number.desc())
    )
    return [_read(row) for row in rows]


_IS_ORDERED = text(
    "SELECT FROM device_order WHERE county = :county AND device = :device AND lifted_at IS NULL"
)


def find_standing(
    connection: Connection, county_id: CountyId, device_id: DeviceId
) -> OrderStanding | None:
    """The order a laptop is under: one to obey, or a suspension that was obeyed and not lifted."""
    told = {"county": county_id, "device": device_id}
    if connection.execute(_IS_ORDERED, told).first() is None:
        return None
    held = list_orders(connection, county_id, device_id)
    return next((one for one in held if one.lifted_at is None), None)


def refuse_ordered(connection: Connection, county_id: CountyId, device_id: DeviceId) -> None:
    """Refuse content to a laptop under an order; raises RequestRefused."""
    if find_standing(connection, county_id, device_id) is not None:
        raise RequestRefused(
            ProblemCode.DEVICE_REVOKED,
            "The county has suspended this laptop; speak with your administrator.",
        )


def tell_order(
    connection: Connection, county_id: CountyId, standing: OrderStanding, now: datetime
) -> Order:
    """The order as the laptop hears it."""
    _note(connection, county_id, standing, told_at=func.coalesce(device_order.c.told_at, now))
    return Order(
        county=county_id,
        device=standing.device,
        number=standing.number,
        kind=standing.kind,
        given_at=standing.given_at,
    )


def take_sealed_work(
    connection: Connection,
    county_id: CountyId,
    sender: DeviceId,
    asked: SealedWorkPart,
    now: datetime,
) -> SealedWorkTaken:
    """Take the next bytes of a sealed box; the same bytes again change nothing.

    Raises:
        RequestRefused: they do not follow those that are here, or the whole is another than named.
    """
    this = (
        (sealed_work.c.county == county_id)
        & (sealed_work.c.device == sender)
        & (sealed_work.c.sha256 == asked.sha256)
    )
    size = func.coalesce(func.sum(func.length(sealed_work.c.content)), 0)
    have = int(connection.execute(select(size).where(this)).scalar_one())
    if asked.content and asked.start == have:
        row = {
            "county": county_id,
            "device": sender,
            "sha256": asked.sha256,
            "start": asked.start,
            "received_at": now,
            "content": asked.content,
        }
        connection.execute(insert_or(sealed_work).values(row).on_conflict_do_nothing())
        have += len(asked.content)
    if have == asked.size and not _has(connection, county_id, sender, asked.sha256):
        raise RequestRefused(
            ProblemCode.BAD_REQUEST, "The sealed work arrived otherwise than it was named."
        )
    return SealedWorkTaken(have=have)


def take_done(
    connection: Connection, county_id: CountyId, sender: DeviceId, asked: OrderDone, now: datetime
) -> OrderReceipt:
    """Keep that a laptop sealed its work, or obeyed.

    Raises:
        RequestRefused: it is under no such order, or its sealed work is not here.
    """
    standing = find_standing(connection, county_id, sender)
    if standing is None or standing.number != asked.number:
        raise RequestRefused(ProblemCode.BAD_REQUEST, "This laptop is under another order.")
    if asked.sealed and not _has(connection, county_id, sender, asked.sealed):
        raise RequestRefused(ProblemCode.BAD_REQUEST, "The sealed work has not arrived.")
    sealed_at = func.coalesce(device_order.c.sealed_at, now)
    _note(connection, county_id, standing, sealed_at=sealed_at)
    if asked.obeyed:
        _note(connection, county_id, standing, done_at=func.coalesce(device_order.c.done_at, now))
    return OrderReceipt(number=asked.number)


def _has(connection: Connection, county_id: CountyId, sender: DeviceId, sha256: str) -> bool:
    """Whether a sealed box is here whole."""
    this = (
        (sealed_work.c.county == county_id)
        & (sealed_work.c.device == sender)
        & (sealed_work.c.sha256 == sha256)
    )
    starts = select(sealed_work.c.start).where(this).order_by(sealed_work.c.start)
    whole = hashlib.sha256()
    # One part at a time: a box may hold many files, and the driver holds all rows of a query.
    for start in connection.execute(starts).scalars().all():
        one = select(sealed_work.c.content).where(this, sealed_work.c.start == start)
        whole.update(connection.execute(one).scalar_one())
    return whole.hexdigest() == sha256


def _lift(
    connection: Connection, county_id: CountyId, standing: OrderStanding, actor: Actor
) -> None:
    _note(connection, county_id, standing, lifted_at=actor.at)


def _note(
    connection: Connection, county_id: CountyId, standing: OrderStanding, **values: object
) -> None:
    connection.execute(
        update(device_order)
        .where(
            device_order.c.county == county_id,
            device_order.c.device == standing.device,
            device_order.c.number == standing.number,
        )
        .values(**values)
    )


def _read(row: Row[tuple[object, ...]]) -> OrderStanding:
    return OrderStanding(
        device=DeviceId(row.device),
        number=row.number,
        kind=OrderKind(row.kind),
        reason=row.reason,
        given_at=row.given_at,
        told_at=row.told_at,
        sealed_at=row.sealed_at,
        done_at=row.done_at,
        lifted_at=row.lifted_at,
    )
