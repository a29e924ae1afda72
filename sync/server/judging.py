# SPDX-License-Identifier: AGPL-3.0-or-later
"""Judging one operation after the other, and laying what is taken over its record.

Invariants: the policy is asked for each; a refusal changes nothing and stands in the way of
nothing; what a batch changed is written once, at its end.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from sqlalchemy import Connection, select

from casework.clock import is_hybrid_time
from casework.errors import RecordInvalid
from casework.ids import AgencyId, CaseId, CountyId, HatId
from casework.merge import merge_operation
from casework.operations import NewerWork, Operation, OperationResult, Outcome, Sent
from casework.policy import AccessQuestion, Decision, Hat, Membership, decide
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord, read_view
from casework.vocabulary import Action, RecordKind, Section, sections_of
from sync.server.approving import (
    SIGNING_KINDS,
    Asked,
    find_answer_fault,
    find_sign_off_fault,
)
from sync.server.arrays import Blobs, Numbers, Words
from sync.server.cases import seal_records
from sync.server.content_seals import Seals
from sync.server.driver import ask_driver
from sync.server.feed import FeedRow, append_rows
from sync.server.people import read_hat
from sync.server.tables import operation
from sync.server.work_rows import open_answer

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class IdsTaken(Exception):
    """Ids of new records are taken by records the sender may not see."""

    def __init__(self, ids: frozenset[str]) -> None:
        super().__init__()
        self.ids = ids


@dataclass
class Batch:
    """What is known and what is to be written while one batch is worked through.

    Attributes:
        taken: ids that turned out to belong to records this hat may not see.
        fresh, changed: records to be inserted and to be written over.
    """

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
    taken: frozenset[str] = frozenset()
    fresh: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    rows: list[FeedRow] = field(default_factory=list)
    made: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _decided: dict[tuple[CaseId, Section, AgencyId], Decision] = field(default_factory=dict)
    _agencies: dict[HatId, AgencyId] = field(default_factory=dict)
    _sent: dict[str, set[int]] = field(default_factory=dict)

    def begin_anew(self, records: dict[str, CaseRecord], taken: frozenset[str]) -> Self:
        """The same batch before anything was judged, with more known."""
        return replace(
            self,
            records=records,
            taken=taken,
            fresh=set(),
            changed=set(),
            rows=[],
            made=defaultdict(set),
        )

    def judge(self, work: Sent) -> OperationResult:
        """Decide about one operation and lay it over its record."""
        if isinstance(work, NewerWork):
            return refuse(work, Reason.of(ReasonCode.NEWER_WORK))
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
        if present is None and work.record in self.taken:
            return refuse(work, Reason.of(ReasonCode.OTHER_CASE))
        if present is None:
            self.fresh.add(work.record)
        elif work.record not in self.fresh:
            self.changed.add(work.record)
        self.records[work.record] = merged.record
        self.rows.append(FeedRow("put", work.case, work.section, work.record))
        self.made[work.record].add(version)
        return _answer(work, merged.outcome, version, merged.reason)

    def write(self) -> None:
        """Store every record that is new or changed, and number all changes.

        Raises:
            IdsTaken: some ids are those of records this hat may not see; nothing was written.
        """
        fresh = self._write(_INSERT, self.fresh)
        if fresh != self.fresh:
            raise IdsTaken(frozenset(self.fresh - fresh))
        self._write(_UPDATE, self.changed)
        append_rows(self.connection, self.county, self.last, self.rows)

    def _write(self, statement: str, records: set[str]) -> set[str]:
        """Insert or update rows of `record` at once; returns the ids that were."""
        if not records:
            return set()
        rows = [self.records[one] for one in sorted(records)]
        told: dict[str, object] = {
            "county": self.county,
            "id": Words.of([one.record for one in rows]),
            "case_id": Words.of([one.case for one in rows]),
            "section": Words.of([one.section for one in rows]),
            "version": Numbers.of([one.version for one in rows]),
            "content": Blobs.of(seal_records(rows, self.seals)),
            "hat": Words.of([one.hat for one in rows]),
        }
        return {row[0] for row in ask_driver(self.connection, statement, told)}

    def _versions_of_sender(self, work: Operation) -> set[int]:
        """Which versions of a record earlier operations of the same laptop made."""
        kept = self._sent.get(work.record)
        if kept is None:
            kept = self._sent[work.record] = self._read_versions(work)
        return self.made[work.record] | kept

    def _read_versions(self, work: Operation) -> set[int]:
        """Those of earlier batches; asked once for each record, however often it clashes."""
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
        return {one for one in kept if one is not None}

    def _find_fault(self, work: Operation) -> Reason | None:
        if work.author != self.hat.person or work.hat != self.hat.id:
            return Reason.of(ReasonCode.NOT_AUTHOR)
        if not all(map(is_uuid, (work.id, work.case, work.record))):
            return Reason.of(ReasonCode.MALFORMED, detail="an id is not a UUID")
        if not is_hybrid_time(work.at):
            return Reason.of(ReasonCode.MALFORMED, detail="its time cannot be read")
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
        decision = self._decide(work.case, work.section, self._owner_of(work))
        if not decision.allowed:
            return decision.reason
        return self._find_signing_fault(work)

    def _find_signing_fault(self, work: Operation) -> Reason | None:
        """Why this hat may not sign, approve or answer what it says it does."""
        if work.kind not in SIGNING_KINDS:
            return None
        asked = Asked(self.connection, self.county, self.hat, self.records)
        if work.kind is RecordKind.SIGN_OFF:
            return find_sign_off_fault(asked, work)
        return find_answer_fault(asked, work)

    def _owner_of(self, work: Operation) -> AgencyId:
        """Whose work would be changed; of a new record the sender's own agency's."""
        present = self.records.get(work.record)
        if present is None or present.hat == self.hat.id:
            return self.hat.agency
        if present.hat not in self._agencies:
            self._agencies[present.hat] = read_hat(self.connection, self.county, present.hat).agency
        return self._agencies[present.hat]

    def _decide(self, case: CaseId, section: Section, owner: AgencyId) -> Decision:
        """What the policy says at the batch's one moment, asked once for each part and owner."""
        known = self._decided.get((case, section, owner))
        if known is None:
            question = AccessQuestion(
                hat=self.hat,
                case=case,
                section=section,
                action=Action.WRITE,
                at=self.at,
                owner=owner,
                cji_device=self.cji_device,
            )
            mine = [one for one in self.memberships if one.case == case]
            known = self._decided[case, section, owner] = decide(question, mine)
        return known


def _find_malformed(merged: CaseRecord, work: Operation) -> Reason | None:
    """Also what only stands in a dispute must be what its field may hold."""
    try:
        read_view(merged.kind, {**merged.fields, **work.fields})
    except RecordInvalid as error:
        return Reason.of(ReasonCode.MALFORMED, detail=str(error))
    return None


def refuse(work: Sent, reason: Reason) -> OperationResult:
    """The answer to work that is not taken."""
    return _answer(work, Outcome.REFUSED, None, reason)


def _answer(
    work: Sent, outcome: Outcome, version: int | None, reason: Reason | None
) -> OperationResult:
    return OperationResult(
        id=work.id, counter=work.counter, outcome=outcome, version=version, reason=reason
    )


def is_uuid(text: str) -> bool:
    """Whether this is an id as laptops make them."""
    return _UUID.fullmatch(text) is not None


_ROWS = """
unnest(%(id)s, %(case_id)s, %(section)s, %(version)s, %(content)s, %(hat)s)
"""
_INSERT = f"""
INSERT INTO record (county, id, case_id, section, version, content, hat)
SELECT %(county)s, * FROM {_ROWS} ON CONFLICT DO NOTHING RETURNING id
"""  # noqa: S608 - constants of this module
_UPDATE = f"""
UPDATE record SET version = w.version, content = w.content
FROM {_ROWS} AS w (id, case_id, section, version, content, hat)
WHERE record.county = %(county)s AND record.id = w.id RETURNING record.id
"""  # noqa: S608 - constants of this module
