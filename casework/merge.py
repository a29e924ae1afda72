# SPDX-License-Identifier: AGPL-3.0-or-later
"""Laying one operation over a record: the same pure rule on the server and on the laptop.

Nothing is ever picked silently. Fields that nobody else touched are applied; other fields
changed meanwhile make it `parallel`; the same field changed meanwhile with another value makes
it `conflict`, and the record keeps its value while the server keeps both. A signed or append-only
record takes exactly one operation. Edits of one laptop never conflict with each other: each was
made with the one before in view.
"""

from collections.abc import Collection
from typing import NamedTuple

from casework.operations import Operation, Outcome
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord
from casework.vocabulary import APPEND_ONLY_KINDS, SECTION_OF_KIND


class Merged(NamedTuple):
    """What became of an operation; no record when refused, a reason when refused or in conflict."""

    outcome: Outcome
    record: CaseRecord | None
    reason: Reason | None = None


def merge_operation(
    record: CaseRecord | None,
    operation: Operation,
    *,
    version: int,
    author_name: str,
    own: Collection[int] = (),
) -> Merged:
    """Lay an operation over the record as it stands.

    Args:
        record: the present state, or None when this operation makes it.
        version: the county feed number this change gets (0 on a laptop, before sync).
        author_name: how the author is shown.
        own: versions that earlier operations of the same laptop made. Their author has seen them,
            whatever base a later operation names: it was written before the county had numbered
            them.
    """
    if SECTION_OF_KIND[operation.kind] is not operation.section:
        return _refuse(ReasonCode.SECTION_MISMATCH)
    if record is None:
        return Merged(Outcome.APPLIED, _make(operation, version, author_name))
    if record.case != operation.case:
        return _refuse(ReasonCode.OTHER_CASE)
    if record.kind is not operation.kind:
        return _refuse(ReasonCode.SECTION_MISMATCH)
    if record.kind in APPEND_ONLY_KINDS:
        return _refuse(ReasonCode.SIGNED_IS_FINAL)
    stale = {
        name
        for name in operation.fields
        if record.versions.get(name, 0) > operation.base.get(name, 0)
        and record.versions[name] not in own
    }
    clashing = {name for name in stale if record.fields.get(name) != operation.fields[name]}
    if clashing:
        reason = Reason.of(ReasonCode.CHANGED_MEANWHILE)
        return Merged(Outcome.CONFLICT, record, reason)
    seen = max(operation.base.values(), default=0)
    outcome = Outcome.PARALLEL if record.version > seen else Outcome.APPLIED
    return Merged(outcome, _overlay(record, operation, version), None)


def _make(operation: Operation, version: int, author_name: str) -> CaseRecord:
    return CaseRecord(
        case=operation.case,
        record=operation.record,
        kind=operation.kind,
        section=operation.section,
        version=version,
        fields=dict(operation.fields),
        versions=dict.fromkeys(operation.fields, version),
        author=operation.author,
        author_name=author_name,
        hat=operation.hat,
        at=operation.at,
    )


def _overlay(record: CaseRecord, operation: Operation, version: int) -> CaseRecord:
    changed = dict.fromkeys(operation.fields, version)
    return record.model_copy(
        update={
            "fields": {**record.fields, **operation.fields},
            "versions": {**record.versions, **changed},
            "version": version,
        }
    )


def _refuse(code: ReasonCode) -> Merged:
    return Merged(Outcome.REFUSED, None, Reason.of(code))
