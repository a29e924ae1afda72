# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an administrator does about a laptop that is lost, stolen or to be stopped.

Every act is noted in the audit; none of it shows content or names a youth.
"""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from casework.ids import DeviceId
from sync.server.audit import Actor, note_act
from sync.server.errors import NotFound
from sync.server.installation import Installation, find_county
from sync.server.lost import answer_breach, describe_lost, read_lost
from sync.server.orders import OrderStanding, give_order, lift_order, list_orders
from sync.server.sources import Source
from sync.server.tables import sealed_work
from sync.wire.orders import OrderKind


def order_device(
    place: Installation, source: Source, device: str, kind: OrderKind, reason: str, by: str
) -> list[str]:
    """Order a laptop; one line, where the order stands."""
    actor = Actor(by, source.clock.now(), source.new_id())
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            return [_line(give_order(connection, county, DeviceId(device), kind, reason, actor))]


def lift(place: Installation, source: Source, device: str, by: str) -> list[str]:
    """Take an order back."""
    actor = Actor(by, source.clock.now(), source.new_id())
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            lift_order(connection, county, DeviceId(device), actor)
    return []


def show_orders(place: Installation) -> list[str]:
    """One line for each order, the newest first, parted by tabs.

    Device, order, state, given, told, work received sealed, obeyed, reason.
    """
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            return [_line(one) for one in list_orders(connection, county)]


def show_held(place: Installation, source: Source, device: str, by: str) -> list[str]:
    """Which cases were on a laptop, and until when they could be read."""
    actor = Actor(by, source.clock.now(), source.new_id())
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            note_act(connection, county, actor, "lost laptop looked up", device, "")
            return describe_lost(read_lost(connection, county, DeviceId(device)))


def help_with_breach(
    place: Installation, source: Source, device: str, exposed: str, by: str
) -> list[str]:
    """What the law asks when a laptop is lost, answered as far as the county knows."""
    actor = Actor(by, source.clock.now(), source.new_id())
    known = {"yes": True, "no": False}.get(exposed)
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            note_act(connection, county, actor, "breach looked into", device, exposed)
            lost = read_lost(connection, county, DeviceId(device))
    return answer_breach(lost, passphrase_exposed=known, now=actor.at)


def write_sealed_work(
    place: Installation, source: Source, device: str, out: Path, by: str
) -> list[str]:
    """Write the sealed work of a laptop to files for the county's offline key; their names.

    Raises:
        NotFound: there is none.
    """
    actor = Actor(by, source.clock.now(), source.new_id())
    columns = sealed_work.c
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            rows = connection.execute(
                select(columns.sha256, columns.content)
                .where(columns.county == county, columns.device == device)
                .order_by(columns.sha256, columns.start)
            ).all()
            note_act(connection, county, actor, "sealed work written", device, "")
    boxes: dict[str, bytes] = {}
    for row in rows:
        boxes[row.sha256] = boxes.get(row.sha256, b"") + bytes(row.content)
    if not boxes:
        raise NotFound(f"The county has no sealed work of the laptop {device}.")
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for sha256, content in boxes.items():
        file = out / f"{device}-{sha256[:12]}.sealed"
        file.write_bytes(content)
        written.append(str(file))
    return written


def _line(one: OrderStanding) -> str:
    return "\t".join(
        (
            one.device,
            one.kind.value,
            one.state,
            _moment(one.given_at),
            _moment(one.told_at),
            _moment(one.sealed_at),
            _moment(one.done_at),
            one.reason,
        )
    )


def _moment(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
