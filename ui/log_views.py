# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the Log screen shows of who did what, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.audit import AuditEvent, AuditOutcome
from casework.ids import CaseId


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry of the log.

    Attributes:
        case: empty for what concerns none.
        shown_name: of the case's youth; empty where that may not be named here.
        here: it was done on this laptop.
    """

    at: datetime
    person_name: str
    event: AuditEvent
    outcome: AuditOutcome
    case: CaseId
    shown_name: str
    here: bool


@dataclass(frozen=True, slots=True)
class LogCount:
    """How often somebody did something; `not_done` times it was refused or failed."""

    person_name: str
    event: AuditEvent
    times: int
    not_done: int


@dataclass(frozen=True, slots=True)
class LogView:
    """A week of the log, or a year of one case.

    Attributes:
        monday: the first day of the week; `this_week` is the present one's.
        case: the one case asked for, or None for a week; `case_name` is its youth's name.
        rows: newest first.
        counts: by person, what was done most first.
        reviewed_at: when the wearer of this hat marked the week as reviewed, or None.
        whole: what others did in the supervisor's cases is in it, as the county has it.
        more: older entries found no room.
    """

    monday: date
    this_week: date
    case: CaseId | None
    case_name: str
    rows: tuple[LogRow, ...]
    counts: tuple[LogCount, ...]
    reviewed_at: datetime | None
    whole: bool
    more: bool
