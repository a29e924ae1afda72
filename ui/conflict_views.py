# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frozen values about what people disagree on."""

from dataclasses import dataclass
from datetime import datetime

from casework.ids import CaseId, RecordId
from casework.vocabulary import RecordKind


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What one person wrote.

    Attributes:
        number: its place in the dispute, to choose it by.
        value: as text; empty where it was taken out.
        decided: it was given as a decision.
    """

    number: int
    value: str
    author_name: str
    at: datetime
    decided: bool = False


@dataclass(frozen=True, slots=True)
class DisputeView:
    """One field about which people disagree.

    Attributes:
        field: its name in the record.
        shown: the value shown meanwhile; `protects` when it is the more protective one.
        may_decide: whether this hat may.
        sync_first: this laptop has a value that was not sent; until then nothing is decided.
        may_write: whether another value can be written; some fields are chosen only.
    """

    case: CaseId
    record: RecordId
    kind: RecordKind
    shown_name: str
    field: str
    claims: tuple[ClaimView, ...]
    shown: str
    protects: bool
    may_decide: bool
    may_write: bool
    sync_first: bool = False
