# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who the laptop belongs to, and the few settings and marks that are single values."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from casework.clock import HybridTime
from casework.county_policy import CountyPolicy
from casework.operations import FIRST_PREVIOUS, Operation
from casework.policy import Hat
from storage.errors import StorageBug
from storage.model import ChainLink, Profile, Receipt

CURSOR = "feed.cursor"
RECEIPT = "sync.receipt"
RIGHTS_TOLD_AT = "sync.rights_told_at"
SCRUB_WAITING = "store.scrub_waiting"
SETTING = "setting."
POLICY = "county.policy"
CJI_DEVICE = "county.cji_device"


def read_value(connection: Any, name: str) -> str | None:
    """A named value, or None."""
    row = connection.execute("SELECT value FROM values_by_name WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def write_value(connection: Any, name: str, value: str) -> None:
    """Keep a named value."""
    connection.execute("REPLACE INTO values_by_name VALUES (?, ?)", (name, value))


def remove_value(connection: Any, name: str) -> None:
    """Forget a named value."""
    connection.execute("DELETE FROM values_by_name WHERE name = ?", (name,))


def read_profile(connection: Any) -> Profile | None:
    """The enrolment, or None before it."""
    row = connection.execute("SELECT profile FROM enrolment").fetchone()
    return None if row is None else Profile.model_validate_json(row[0])


def write_profile(connection: Any, profile: Profile, private_key: bytes) -> None:
    """Keep the enrolment and the device's private key."""
    connection.execute(
        "REPLACE INTO enrolment VALUES (1, ?, ?)", (profile.model_dump_json(), private_key)
    )


def take_hat(connection: Any, told: Hat | None) -> bool:
    """Keep what the county says of the wearer of this laptop's hat; True when it was new.

    Another hat than the one enrolled is not taken: a laptop belongs to one hat.
    """
    profile = read_profile(connection)
    if told is None or profile is None or told.id != profile.hat.id or told == profile.hat:
        return False
    changed = profile.model_copy(update={"hat": told})
    connection.execute("UPDATE enrolment SET profile = ?", (changed.model_dump_json(),))
    return True


def read_private_key(connection: Any) -> bytes:
    """The device's private key.

    Raises:
        StorageBug: the laptop is not enrolled.
    """
    row = connection.execute("SELECT private_key FROM enrolment").fetchone()
    if row is None:
        raise StorageBug("This laptop is not enrolled with a county yet; enrol it first.")
    return bytes(row[0])


def read_link(connection: Any) -> ChainLink:
    """What the next operation must carry; kept apart, so that sent operations may go."""
    row = connection.execute("SELECT counter, previous, last_at FROM chain").fetchone()
    if row is None:
        return ChainLink(1, FIRST_PREVIOUS, HybridTime(0, 0))
    return ChainLink(row[0] + 1, row[1], HybridTime.decode(row[2]))


def write_link(connection: Any, last: Operation) -> None:
    """Remember the newest operation of this device."""
    connection.execute(
        "REPLACE INTO chain VALUES (1, ?, ?, ?)", (last.counter, last.digest(), last.at)
    )


def read_receipt(connection: Any) -> Receipt | None:
    """What the last sync did."""
    text = read_value(connection, RECEIPT)
    return None if text is None else Receipt.model_validate_json(text)


def write_receipt(connection: Any, receipt: Receipt) -> None:
    """Keep what a sync did."""
    write_value(connection, RECEIPT, receipt.model_dump_json())


def note_rights_told(connection: Any, at: datetime, told_at: datetime | None) -> None:
    """Remember that the county told all it has of rights: now, or on a stick some time ago."""
    if told_at is not None:
        known = read_rights_told(connection)
        at = told_at if known is None else max(known, told_at)
    write_value(connection, RIGHTS_TOLD_AT, at.isoformat())


def read_rights_told(connection: Any) -> datetime | None:
    """When it did so last, or None."""
    told = read_value(connection, RIGHTS_TOLD_AT)
    return None if told is None else datetime.fromisoformat(told)


def read_policy(connection: Any) -> CountyPolicy:
    """The county's decisions; the default before it said any."""
    text = read_value(connection, POLICY)
    return CountyPolicy() if text is None else _read_policy(text)


@lru_cache(maxsize=2)
def _read_policy(text: str) -> CountyPolicy:
    """Asked with every record that is shown; holds nothing of a youth."""
    return CountyPolicy.model_validate_json(text)


def ask_for_scrub(connection: Any) -> None:
    """Note, in the deleting transaction, that freed space must be written over."""
    write_value(connection, SCRUB_WAITING, "1")
