# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a laptop is told: cases that come in reach, records in them, cases that leave.

Invariants of a page:
- `leave` is applied before anything else in it, and takes every trace of the case with it except
  work that was never sent.
- `enter` comes before the first record of its case.
- A page and its cursor are one transaction on the laptop; applying a page twice is the same as
  once.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from casework.ids import AgencyId, CaseId, HatId
from casework.policy import Hat, Membership
from casework.reasons import Reason
from casework.records import CaseRecord


class CaseEntered(BaseModel):
    """A case comes in reach of this hat, with the reason why it may be seen."""

    model_config = ConfigDict(frozen=True)

    entry: Literal["enter"] = "enter"
    case: CaseId
    membership: Membership
    reason: Reason


class CaseLeft(BaseModel):
    """A case goes out of reach."""

    model_config = ConfigDict(frozen=True)

    entry: Literal["leave"] = "leave"
    case: CaseId
    reason: Reason


class RecordPut(BaseModel):
    """The present state of one record."""

    model_config = ConfigDict(frozen=True)

    entry: Literal["put"] = "put"
    record: CaseRecord


FeedEntry = Annotated[CaseEntered | CaseLeft | RecordPut, Field(discriminator="entry")]


class Author(BaseModel):
    """Whose work a record is."""

    model_config = ConfigDict(frozen=True)

    agency: AgencyId
    agency_name: str


class FeedPage(BaseModel):
    """One page of the feed.

    Attributes:
        cursor: opaque text to ask the next page with.
        done: True when nothing more waits at this moment.
        remaining: how many entries wait after this page, for progress; an upper bound.
        hat: who the laptop's wearer is now, with title and trainings; None leaves it as it was.
        authors: the agencies of those who wrote the page's records, by hat.
        cji_device: whether this laptop is cleared for criminal justice information; None leaves
            it as it was.
        passed_over: how many entries this program has no word for (sync.wire.newer); not sent.
    """

    model_config = ConfigDict(frozen=True)

    entries: tuple[FeedEntry, ...]
    cursor: str
    done: bool
    remaining: int = 0
    hat: Hat | None = None
    authors: dict[HatId, Author] = {}
    cji_device: bool | None = None
    passed_over: int = Field(default=0, exclude=True)
