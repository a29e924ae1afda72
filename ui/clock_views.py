# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens show of running clocks."""

from dataclasses import dataclass
from datetime import datetime

from casework.clock_rules import ClockStart, Force, Party
from casework.clocks import NoticeOutcome, Urgency
from casework.ids import CaseId, RecordId
from ui.views import Standing


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One duty that has not been proved yet.

    Attributes:
        citation: the law it stands in; empty for the county's own.
        may_close: this hat may record who was told.
        round: of a duty that repeats, from 1.
    """

    clock: RecordId
    case: CaseId
    shown_name: str
    party: Party
    start: ClockStart
    started_at: datetime
    due_at: datetime
    urgency: Urgency
    citation: str
    force: Force
    may_close: bool
    standing: Standing
    round: int = 1


@dataclass(frozen=True, slots=True)
class ClocksView:
    """Running clocks, the most urgent first, as of a moment by this laptop's clock.

    Attributes:
        drift_seconds: how far that clock was from the county's at the last sync, None if unknown.
    """

    now: datetime
    rows: tuple[ClockRow, ...]
    drift_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One party that has to be told of an absence.

    Attributes:
        outcome, notice: what came of it and the record that says so; None while it is open.
        late: it was told after it was due.
    """

    clock: RecordId
    party: Party
    due_at: datetime
    urgency: Urgency
    citation: str
    may_close: bool
    outcome: NoticeOutcome | None = None
    notice: RecordId | None = None
    told_at: datetime | None = None
    to_whom: str = ""
    reference: str = ""
    why: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class PartiesView:
    """Who has to be told of one absence, the open ones first."""

    case: CaseId
    rows: tuple[PartyRow, ...]
