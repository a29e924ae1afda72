# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frozen values about work that the county refused and a supervisor decides about."""

from dataclasses import dataclass
from datetime import datetime

from casework.ids import HatId
from casework.reasons import Reason
from casework.records import Screening
from casework.vocabulary import RecordKind
from forms.definition import FormDefinition


@dataclass(frozen=True, slots=True)
class WaitingView:
    """One piece of refused work.

    Attributes:
        device, counter: which one it is.
        reason: why it was refused.
        keeper_name: who is to look after it.
        kind: None where its case is not for this hat.
        shown_name: of the youth; empty where the case is not on this laptop.
        held: why it cannot be taken in by this hat; None where it can.
    """

    device: str
    counter: int
    author_name: str
    received_at: datetime
    reason: Reason
    keeper_name: str
    kind: RecordKind | None
    shown_name: str
    held: Reason | None


@dataclass(frozen=True, slots=True)
class ColleagueView:
    """Somebody who may look after refused work."""

    hat: HatId
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class InboxView:
    """What waits, the oldest first.

    Attributes:
        more: there was no room for all of it.
    """

    waiting: tuple[WaitingView, ...]
    colleagues: tuple[ColleagueView, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """One field of what was written, and what stands in the record now; empty for nothing."""

    field: str
    written: str
    present: str


@dataclass(frozen=True, slots=True)
class WrittenView:
    """What was written.

    Attributes:
        lines: the fields, each beside what stands in the record now.
        screening: of a signed screening, whose answers are read from it.
        definition: its form; None where this laptop does not have it.
    """

    lines: tuple[WrittenLine, ...]
    screening: Screening | None = None
    definition: FormDefinition | None = None
