# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long a laptop may show what it holds without the county's word (design D6).

A lease is the county's signed statement to one device. Without one in force nothing is read; work
that was not sent stays sealed and goes out once there is a new one.

Invariants:
- A lease counts only for its device, and never after one with a higher number was seen.
- Time is the later of the clock and the latest moment this laptop ever saw, so that setting the
  clock back wins nothing; a clock more than five minutes behind that moment is refused.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, model_validator

from casework.ids import CountyId, DeviceId, HatId

SHORTEST = timedelta(days=1)
LONGEST = timedelta(days=14)
USUAL = timedelta(hours=72)
CLOCK_SLACK = timedelta(minutes=5)
WARNINGS = (timedelta(hours=24), timedelta(hours=4))
"""Before the end, beside half time."""


class Lease(BaseModel):
    """What the county signs.

    Attributes:
        number: grows by one with each lease of a device.
        policy: version of the county's policy in force.
        revocations: epoch of the county's revocations; a laptop never goes back to an older one.
        issued_at, not_after: UTC; 1 to 14 days apart.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    county: CountyId
    device: DeviceId
    hats: tuple[HatId, ...] = Field(min_length=1)
    number: int = Field(ge=1)
    policy: int = Field(ge=1)
    revocations: int = Field(ge=0)
    issued_at: datetime
    not_after: datetime

    @model_validator(mode="after")
    def _lasts_as_long_as_allowed(self) -> "Lease":
        if not SHORTEST <= self.not_after - self.issued_at <= LONGEST:
            raise ValueError("a lease lasts 1 to 14 days")
        return self


class LeaseStand(StrEnum):
    """What a lease allows at a moment."""

    FRESH = "fresh"
    HALF_OVER = "half over"
    LAST_DAY = "last day"
    LAST_HOURS = "last hours"
    OVER = "over"
    CLOCK_BEHIND = "clock behind"
    NOT_YET = "not yet"

    @property
    def may_read(self) -> bool:
        """Whether anything may be shown."""
        return self in (
            LeaseStand.FRESH,
            LeaseStand.HALF_OVER,
            LeaseStand.LAST_DAY,
            LeaseStand.LAST_HOURS,
        )


@dataclass(frozen=True)
class LeaseStanding:
    """Where a lease stands.

    Attributes:
        until: when reading ends.
        behind: how far the clock lies behind the latest moment seen; zero when it does not.
    """

    stand: LeaseStand
    until: datetime
    behind: timedelta = timedelta()


def judge_lease(lease: Lease, now: datetime, latest_seen: datetime) -> LeaseStanding:
    """Where a lease stands by this laptop's clock.

    Args:
        lease: one whose signature was found genuine.
        now: the clock.
        latest_seen: the latest moment this laptop ever knew, by its clock or by the county.
    """
    behind = max(timedelta(), latest_seen - now)
    at = max(now, latest_seen)
    if behind > CLOCK_SLACK:
        stand = LeaseStand.CLOCK_BEHIND
    elif at >= lease.not_after:
        stand = LeaseStand.OVER
    elif at < lease.issued_at - CLOCK_SLACK:
        stand = LeaseStand.NOT_YET
    else:
        stand = _stage(lease, at)
    return LeaseStanding(stand, lease.not_after, behind)


def may_follow(new: Lease, held: Lease | None, device: DeviceId) -> bool:
    """Whether a genuine lease may take the place of the one held."""
    if new.device != device:
        return False
    if held is None:
        return True
    return new.number > held.number and new.revocations >= held.revocations


def _stage(lease: Lease, at: datetime) -> LeaseStand:
    left = lease.not_after - at
    day, hours = WARNINGS
    if left <= hours:
        return LeaseStand.LAST_HOURS
    if left <= day:
        return LeaseStand.LAST_DAY
    if left <= (lease.not_after - lease.issued_at) / 2:
        return LeaseStand.HALF_OVER
    return LeaseStand.FRESH
