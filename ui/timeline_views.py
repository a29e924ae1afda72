# SPDX-License-Identifier: AGPL-3.0-or-later
"""The events of a case as its timeline shows them, those of joined cases among them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.ids import CaseId, RecordId
from casework.reasons import Reason
from casework.record_parts import Word
from casework.vocabulary import RecordKind


class Standing(StrEnum):
    """Where a piece of work stands between this laptop and the county."""

    SENT = "sent"
    UNSENT = "unsent"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event of a case.

    Attributes:
        text: the note's text; empty for other kinds.
        title, band_label, score: of a screening; score is exact decimal text or None.
        at: when it happened; `entered_at` when it was written down.
        reason: why it was refused or is in conflict.
        headline: of the other kinds, what tells it from others of its kind.
        joined, joined_name: the other case of the same youth it stands in; None for this case.
    """

    record: RecordId
    kind: RecordKind
    at: datetime
    entered_at: datetime
    author_name: str
    standing: Standing
    text: str = ""
    title: str = ""
    band_label: str = ""
    score: str | None = None
    reason: Reason | None = None
    headline: tuple[str | Word, ...] = ()
    joined: CaseId | None = None
    joined_name: str = ""
