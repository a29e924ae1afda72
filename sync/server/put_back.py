# SPDX-License-Identifier: AGPL-3.0-or-later
"""After the county's database was put back from a backup: laptops bring what it lost.

Invariants: numbers of the new feed are beyond any that the lost one can have given, so that work
written over a lost change is found to be older than whatever was changed since; a laptop may leave
numbers of its work out only up to where it stood when it heard of this, since some of it may be
lost for good; never does it go back or another way.
"""

from sqlalchemy import Connection, text, update

from casework.ids import CountyId
from sync.server.audit import Actor, note_act
from sync.server.devices import Device
from sync.server.people import begin_epoch
from sync.server.tables import county, device
from sync.wire.messages import PapersRequest

UNHEARD = -1
BEYOND = 1_000_000_000
"""Further than any county's feed comes between two backups."""

_EPOCH = text("SELECT epoch FROM county WHERE county = :county")


def begin_after_backup(
    connection: Connection, county_id: CountyId, epoch: str, actor: Actor
) -> None:
    """Begin a new feed, and let every laptop say where it stands."""
    begin_epoch(connection, county_id, epoch)
    connection.execute(
        update(county).where(county.c.county == county_id).values(feed_n=county.c.feed_n + BEYOND)
    )
    connection.execute(update(device).where(device.c.county == county_id).values(rejoins=UNHEARD))
    note_act(connection, county_id, actor, "county put back from a backup", epoch, "")


def hear_epoch(
    connection: Connection, county_id: CountyId, sender: Device, asked: PapersRequest
) -> str:
    """The epoch of the feed; and where the laptop stands, once it has heard of it."""
    epoch = str(connection.execute(_EPOCH, {"county": county_id}).scalar_one())
    if sender.rejoins == UNHEARD and asked.epoch == epoch:
        connection.execute(
            update(device)
            .where(device.c.county == county_id, device.c.id == sender.id)
            .values(rejoins=asked.counter)
        )
    return epoch


def may_leave_out(sender: Device, last: int, number: int) -> bool:
    """Whether work of this number may come after the last of a laptop, which is not the one before.

    What comes right after it has to follow it.
    """
    return sender.rejoins is not None and last < sender.rejoins and number > last + 1
