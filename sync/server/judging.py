# SPDX-License-Identifier: AGPL-3.0-or-later
"""Judging one operation after the other, and laying what is taken over its record.

Invariants: the policy is asked for each; a refusal changes nothing and stands in the way of
nothing; what a batch changed is written once, at its end.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.postgresql import insert

from casework.errors import RecordInvalid
from casework.ids import CaseId, CountyId
from casework.merge import merge_operation
from casework.operations import Operation, OperationResult, Outcome
from casework.policy import AccessQuestion, Hat, Membership, decide
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord, read_view
from casework.vocabulary import Action, RecordKind, sections_of
from sync.server.cases import store_row
from sync.server.content_seals import Seals
from sync.server.feed import FeedRow, append_rows
from sync.server.tables import operation, record
from sync.server.work_rows import open_answer

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass
class Batch:
    """What is known and what is to be written while one batch is worked through."""

    connection: Connection
    county: CountyId
    hat: Hat
    at: datetime
    memberships: Sequence[Membership]
    cases: frozenset[CaseId]
    records: dict[str, CaseRecord]
    last: int
    seals: Seals
    cji_device: bool = False
    changed: set[str] = field(default_factory=set)
    rows: list[FeedRow] = field(default_factory=list)
    made: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def judge(self, work: Operation) -> OperationResult:
        """Decide about one operation and lay it over its record."""
        fault = self._find_fault(work)
        if fault is not None:
            return refuse(work, fault)
        version = self.last + len(self.rows) + 1
        present = self.records.get(work.record)
        merged = merge_operation(present, work, version=version, author_name=self.hat.person_name)
        if merged.outcome is Outcome.CONFLICT:
            own = self._versions_of_sender(work)
            merged = merge_operation(
                present, work, version=version, author_name=self.hat.person_name, own=own
            )
        if merged.record is None:
            return refuse(work, merged.reason or Reason.of(ReasonCode.SECTION_MISMATCH))
        malformed = _find_malformed(merged.record, work)
        if malformed is not None:
            return refuse(work, malformed)
        if present is not None:
            self.changed.add(work.record)
        elif not self._insert(merged.record):
            return refuse(work, Reason.of(ReasonCode.OTHER_CASE))
        self.records[work.record] = merged.record
        self.rows.append(FeedRow("put", work.case, work.section, work.record))
        self.made[work.record].add(version)
        return _answer(work, merged.outcome, version, merged.reason)

    def write(self) -> None:
        """Store every record that was there before and changed, and number all changes."""
        for record_id in sorted(self.changed):
            row = store_row(self.county, self.records[record_id], self.seals)
            self.connection.execute(
                update(record)
                .where(record.c.county == self.county, record.c.id == record_id)
                .values(version=row["version"], content=row["content"])
            )
        append_rows(self.connection, self.county, self.last, self.rows)

    def _versions_of_sender(self, work: Operation) -> set[int]:
        """Which versions of a record earlier operations of the same laptop made."""
        rows = self.connection.execute(
            select(operation.c.counter, operation.c.result).where(
                operation.c.county == self.county,
                operation.c.device == work.device,
                operation.c.record == work.record,
                operation.c.outcome != Outcome.REFUSED.value,
            )
        )
        kept = (
            open_answer(self.seals, work.device, row.counter, row.result).version for row in rows
        )
        return self.made[work.record] | {one for one in kept if one is not None}

    def _insert(self, made: CaseRecord) -> bool:
        """False when the id is taken by a record this hat may not see."""
        query = insert(record).values(store_row(self.county, made, self.seals))
        fresh = query.on_conflict_do_nothing().returning(record.c.id)
        return self.connection.execute(fresh).first() is not None

    def _find_fault(self, work: Operation) -> Reason | None:
        if work.author != self.hat.person or work.hat != self.hat.id:
            return Reason.of(ReasonCode.NOT_AUTHOR)
        if not all(map(is_uuid, (work.id, work.case, work.record))):
            return Reason.of(ReasonCode.MALFORMED, detail="an id is not a UUID")
        if set(work.base) != set(work.fields):
            return Reason.of(ReasonCode.MALFORMED, detail="base and fields differ")
        if work.section not in sections_of(work.kind):
            return Reason.of(ReasonCode.SECTION_MISMATCH)
        if work.kind is RecordKind.PRIVILEGED_NOTE and (
            work.fields.get("organization") != self.hat.agency
        ):
            return Reason.of(ReasonCode.SECTION_NOT_GRANTED)
        if work.case not in self.cases:
            return Reason.of(ReasonCode.UNKNOWN_CASE)
        question = AccessQuestion(
            hat=self.hat,
            case=work.case,
            section=work.section,
            action=Action.WRITE,
            at=self.at,
            cji_device=self.cji_device,
        )
        decision = decide(question, self.memberships)
        return None if decision.allowed else decision.reason


def _find_malformed(merged: CaseRecord, work: Operation) -> Reason | None:
    """Also what only stands in a dispute must be what its field may hold."""
    try:
        read_view(merged.kind, {**merged.fields, **work.fields})
    except RecordInvalid as error:
        return Reason.of(ReasonCode.MALFORMED, detail=str(error))
    return None


def refuse(work: Operation, reason: Reason) -> OperationResult:
    """The answer to work that is not taken."""
    return _answer(work, Outcome.REFUSED, None, reason)


def _answer(
    work: Operation, outcome: Outcome, version: int | None, reason: Reason | None
) -> OperationResult:
    return OperationResult(
        id=work.id, counter=work.counter, outcome=outcome, version=version, reason=reason
    )


def is_uuid(text: str) -> bool:
    """Whether this is an id as laptops make them."""
    return _UUID.fullmatch(text) is not None
