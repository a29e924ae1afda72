# SPDX-License-Identifier: AGPL-3.0-or-later
"""A supervisor's inbox of refused work, over the wire."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from casework.ids import CaseId, DeviceId, HatId, RecordId
from casework.reasons import Reason
from casework.vocabulary import RecordKind
from sync.wire.protocols import Message

PATH_INBOX = "/v1/inbox"
PATH_INBOX_WORK = "/v1/inbox-work"
PATH_INBOX_DECISION = "/v1/inbox-decision"
MOST_WAITING = 500

Counter = Annotated[int, Field(ge=1, lt=2**63)]


class WorkPlace(BaseModel):
    """Which operation: the laptop that sent it, and its number there."""

    model_config = ConfigDict(frozen=True)

    device: DeviceId
    counter: Counter


class WaitingWork(BaseModel):
    """One piece of refused work.

    Attributes:
        reason: why it was refused.
        given_to: the hat that is to look after it.
        case, record, kind: None where the reader may not see that case or section.
        held: why the reader may not take it in; None where they may.
    """

    model_config = ConfigDict(frozen=True)

    place: WorkPlace
    author: HatId
    received_at: datetime
    reason: Reason
    given_to: HatId
    case: CaseId | None = None
    record: RecordId | None = None
    kind: RecordKind | None = None
    held: Reason | None = None


class Colleague(BaseModel):
    """Who may look after refused work."""

    model_config = ConfigDict(frozen=True)

    hat: HatId
    name: str
    title: str


class InboxRequest(Message):
    """Ask what waits."""


class InboxReply(Message):
    """What waits, the oldest first, and the people of one's agency."""

    waiting: Annotated[tuple[WaitingWork, ...], Field(max_length=MOST_WAITING)]
    more: bool
    colleagues: tuple[Colleague, ...]


class InboxWorkRequest(Message):
    """Ask what was written; the laptop has logged that it asks."""

    place: WorkPlace


class InboxWork(Message):
    """What was written, and what stands in the record now, by field."""

    fields: dict[str, JsonValue]
    present: dict[str, JsonValue]


class InboxDecision(StrEnum):
    """What a supervisor decides."""

    ACCEPT = "accept"
    RETURN = "return"
    REASSIGN = "reassign"


class InboxDecisionRequest(Message):
    """Decide about one piece of refused work.

    Attributes:
        note: what is to be done, for its author; needed to give it back.
        hat: who looks after it from now on; needed to reassign.
    """

    place: WorkPlace
    decision: InboxDecision
    note: Annotated[str, Field(max_length=1000)] = ""
    hat: HatId | None = None


class InboxDecided(Message):
    """The decision is kept."""
