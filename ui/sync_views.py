# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frozen values that say what waits to be sent and what the last sync did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from casework.reasons import Reason
from ui.sharing_views import DecisionView
from ui.views import WorkRow


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """What the last sync did.

    Attributes:
        sent: pieces of work the county took.
        held: pieces it did not take, with `held_reasons`.
        received: records that came in; `left`: cases that went out of reach.
        note: English template when the sync stopped early, else empty; `note_parameters` fill it.
        kept_out: (English template, form) of each form of the county that was not taken.
    """

    at: datetime
    sent: int
    held: int
    received: int
    left: int
    held_reasons: tuple[Reason, ...] = ()
    note: str = ""
    note_parameters: Mapping[str, str] = field(default_factory=dict)
    kept_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SyncView:
    """What waits, what was refused and what came last; the status strip shows it too.

    Attributes:
        unsent: work the county does not have yet, newest first.
        refused: work the county did not take, kept here.
        authorized_until: end of this laptop's authorization, None when it has no end.
        files, file_bytes: files of signed screenings the county does not have yet.
        cases, held_bytes: what this laptop holds.
        conflicts: fields about which people disagree.
        decisions: about sharing, that the county has not taken.
        entries, refused_entries: of the index, that wait or that the county did not take.
        traces_wait: a full disk or another program kept from writing over what left this laptop.
        rights_as_of: when the county told last all it has of rights, consents and other grounds.
    """

    unsent: tuple[WorkRow, ...]
    refused: tuple[WorkRow, ...]
    draft_count: int
    receipt: ReceiptView | None
    server: str
    authorized_until: datetime | None = None
    files: int = 0
    file_bytes: int = 0
    cases: int = 0
    held_bytes: int = 0
    conflicts: int = 0
    decisions: tuple[DecisionView, ...] = ()
    entries: int = 0
    refused_entries: int = 0
    rights_as_of: datetime | None = None
    traces_wait: bool = False

    @property
    def waiting(self) -> int:
        """How much waits to be sent: records, files, decisions, entries of the index."""
        decided = sum(one.reason is None for one in self.decisions)
        return len(self.unsent) + self.files + decided + self.entries
