# SPDX-License-Identifier: AGPL-3.0-or-later
"""Laying own work over the county's record: pure, so that a test can compare it with the rule.

Invariants: only `casework.merge` decides what an operation does to a record. Work the county
refused is never laid over its record, but for what an older county could not read yet; where the
refused work alone made the record, it is shown with the reason. Work in conflict stands as a claim
in the county's record, whose value is shown.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from casework.merge import merge_operation
from casework.operations import Operation, Outcome
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord
from storage.model import StoredRecord


class WorkState(StrEnum):
    """What has become of an operation of this laptop."""

    WAITING = "waiting"
    TAKEN = "taken"
    CONFLICT = "conflict"
    REFUSED = "refused"


STATE_OF_OUTCOME = {
    Outcome.APPLIED: WorkState.TAKEN,
    Outcome.PARALLEL: WorkState.TAKEN,
    Outcome.DUPLICATE: WorkState.TAKEN,
    Outcome.CONFLICT: WorkState.CONFLICT,
    Outcome.REFUSED: WorkState.REFUSED,
}


class KeptOperation(NamedTuple):
    """An operation that is still needed here.

    Attributes:
        version: the county version it reached, or None before the county's answer.
        reason: why it was refused or is in conflict.
    """

    operation: Operation
    state: WorkState
    author_name: str
    version: int | None = None
    reason: Reason | None = None


def lay_over(server: CaseRecord | None, work: Iterable[KeptOperation]) -> StoredRecord | None:
    """The record as this laptop shows it; None when neither side makes one.

    Args:
        server: the county's record, or None when it has none yet.
        work: operations on it by counter.
    """
    work = list(work)
    record = server
    own = {one.version for one in work if one.version}
    unsent = conflict = False
    refused: Reason | None = None
    for kept in work:
        if kept.state is WorkState.CONFLICT:
            conflict = True
            continue
        if kept.state is WorkState.REFUSED:
            refused = kept.reason
            if record is not None and not _is_newer(kept.reason):
                continue
        if is_settled(kept, server):
            continue
        merged = merge_operation(
            record,
            kept.operation,
            version=kept.version or 0,
            author_name=kept.author_name,
            own=own,
        )
        if kept.state is WorkState.WAITING:
            unsent = True
            conflict = conflict or merged.outcome is Outcome.CONFLICT
        record = record if merged.record is None else merged.record
    if record is None:
        return None
    conflict = conflict or bool(record.open_disputes)
    return StoredRecord(record, unsent=unsent, refused=refused, conflict=conflict)


def _is_newer(reason: Reason | None) -> bool:
    return reason is not None and reason.code is ReasonCode.NEWER_WORK


def is_settled(kept: KeptOperation, server: CaseRecord | None) -> bool:
    """True when the county's record contains the operation, and nobody has to decide about it."""
    if server is None or server.version < (kept.version or 0):
        return False
    if kept.state is WorkState.CONFLICT:
        claimed = [
            dispute
            for dispute in server.disputes
            if any(claim.operation == kept.operation.id for claim in dispute.claims)
        ]
        return bool(claimed) and not any(one.is_open for one in claimed)
    return kept.state is WorkState.TAKEN
