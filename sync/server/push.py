# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking in a laptop's work: one batch, one transaction, one result for each operation.

Invariants:
- Nothing received from an enrolled laptop is thrown away: taken work is in the record, refused
  work keeps its bytes and its reason, work that breaks the chain lies in quarantine.
- A refusal never stands in the way of the operation after it, nor does work of a newer program:
  it is refused for now, and judged when it is sent again to a server that has words for it.
- Sending work again changes nothing: what was applied is answered as a duplicate at the version it
  reached, every other answer is repeated word for word.
- Locks are taken in one order: the device, then records by id, then the feed's counter.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, update
from sqlalchemy.dialects.postgresql import insert

from casework.canonical import CanonicalizationError
from casework.clock import Clock
from casework.ids import CaseId, CountyId
from casework.operations import Operation, OperationResult, Outcome, Sent
from casework.policy import Hat
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord
from sync.server.approving import name_referred, name_signed
from sync.server.arrays import Words
from sync.server.cases import open_row
from sync.server.clearances import is_device_cleared
from sync.server.content_seals import Seals, case_key, device_key, open_seals
from sync.server.devices import Device, lock_device
from sync.server.driver import ask_driver
from sync.server.errors import RequestRefused
from sync.server.feed import lock_feed
from sync.server.judging import Batch, IdsTaken, is_uuid, refuse
from sync.server.kept_work import KeptWork, Received, answer_anew, keep_work, read_kept
from sync.server.memberships import read_memberships
from sync.server.opened_cases import open_new_cases
from sync.server.put_back import may_leave_out
from sync.server.referral_moves import move_rights
from sync.server.tables import device, quarantine
from sync.server.work_rows import seal_stray
from sync.wire.messages import Problem, ProblemCode, PushReply, PushRequest

LARGEST_COUNTER = 2**63 - 1
_FIND_CASES = "SELECT id FROM case_file WHERE county = %(county)s AND id = ANY (%(named)s)"
_HOLD_RECORDS = """
SELECT id, case_id, version, content FROM record
WHERE county = %(county)s AND (id = ANY (%(named)s){also}) ORDER BY id FOR UPDATE
"""
_ALSO_REFERRALS = " OR (case_id = ANY (%(referred)s) AND section = 'referrals')"
_ADVANCE = """
UPDATE device SET last_counter = %(counter)s, head = %(head)s
WHERE county = %(county)s AND id = %(id)s
"""

FORKED = Problem(
    code=ProblemCode.FORKED_DEVICE,
    sentence=Reason.of(ReasonCode.FORKED_DEVICE).sentence,
)


class _RecordRow(NamedTuple):
    id: str
    case: CaseId
    version: int
    content: bytes


@dataclass
class _Done:
    """A batch worked through: where the chain now ends, and what became of each operation.

    Attributes:
        anew: what became of work that waited for this server to have words for it.
    """

    counter: int
    head: str
    results: list[OperationResult] = field(default_factory=list)
    taken: list[Received] = field(default_factory=list)
    stray: list[Received] = field(default_factory=list)
    anew: list[OperationResult] = field(default_factory=list)


def take_batch(
    connection: Connection,
    county_id: CountyId,
    sender: Device,
    hat: Hat,
    asked: PushRequest,
    clock: Clock,
) -> PushReply | Problem:
    """Work through a batch.

    Returns:
        One result for each operation; or, when the laptop turns out to exist twice, the problem
        to answer with. Both are to be committed.

    Raises:
        RequestRefused: an operation has no hash, so that nothing could follow it.
    """
    received = [_receive(work) for work in asked.in_order]
    sender = lock_device(connection, county_id, sender.id)
    seals = open_seals(connection, county_id)
    seals.prepare([device_key(sender.id)])
    kept = read_kept(connection, county_id, sender, received, seals)
    if sender.forked_at is not None or _is_forked(kept, received):
        _quarantine(connection, county_id, sender, received, clock.now(), seals)
        mark_forked(connection, county_id, sender, clock.now())
        return FORKED
    batch = _load_batch(connection, county_id, hat, asked, clock, seals)
    batch, done = _judge_and_write(batch, sender, kept, received)
    taken = [batch.records[one] for one in sorted(batch.fresh | batch.changed)]
    move_rights(connection, county_id, hat, taken, batch.at)
    keep_work(batch, sender, done.taken, kept)
    answer_anew(batch, sender, done.anew)
    _quarantine(connection, county_id, sender, done.stray, batch.at, seals)
    _advance(connection, county_id, sender, done)
    return PushReply(
        results=tuple(done.results),
        received_at=batch.at,
        last_counter=done.counter,
        head=done.head,
    )


def _judge_and_write(
    batch: Batch, sender: Device, kept: dict[int, KeptWork], received: Sequence[Received]
) -> tuple[Batch, _Done]:
    """Judge a batch and write what it changes; `kept` grows by it.

    That the id of a new record belongs to one out of the sender's sight shows only when it is
    written: then nothing of the batch was, and all is judged anew with that known.
    """
    records, known = dict(batch.records), dict(kept)
    done = _work_through(batch, sender, kept, received)
    try:
        with batch.connection.begin_nested():
            batch.write()
    except IdsTaken as error:
        kept.clear()
        kept.update(known)
        again = batch.begin_anew(records, batch.taken | error.ids)
        return _judge_and_write(again, sender, kept, received)
    return batch, done


def _work_through(
    batch: Batch, sender: Device, kept: dict[int, KeptWork], received: Sequence[Received]
) -> _Done:
    """Judge what is new and follows; `kept` grows by it."""
    done = _Done(sender.last_counter, sender.head)
    for one in received:
        work = one.work
        if work.counter in kept and _waited_for_this(kept[work.counter].result, work):
            done.results.append(batch.judge(work))
            done.anew.append(done.results[-1])
            kept[work.counter] = KeptWork(one.digest, done.results[-1])
        elif work.counter in kept:
            done.results.append(_repeat(kept[work.counter].result))
        elif work.device != sender.id or not (
            (work.counter, work.previous) == (done.counter + 1, done.head)
            or may_leave_out(sender, done.counter, work.counter)
        ):
            done.results.append(refuse(work, Reason.of(ReasonCode.BROKEN_CHAIN)))
            done.stray.append(one)
        else:
            done.counter, done.head = work.counter, one.digest
            done.results.append(batch.judge(work))
            kept[work.counter] = KeptWork(one.digest, done.results[-1])
            done.taken.append(one)
    return done


def _waited_for_this(answer: OperationResult, work: Sent) -> bool:
    """Whether work that this server had no words for is now readable, and nobody decided."""
    reason = answer.reason
    return (
        isinstance(work, Operation)
        and reason is not None
        and reason.code is ReasonCode.NEWER_WORK
        and answer.outcome is Outcome.REFUSED
    )


def _is_forked(kept: Mapping[int, KeptWork], received: Iterable[Received]) -> bool:
    digests = {counter: one.digest for counter, one in kept.items()}
    return any(digests.setdefault(one.work.counter, one.digest) != one.digest for one in received)


def _receive(work: Sent) -> Received:
    try:
        content = work.canonical()
    except (CanonicalizationError, UnicodeEncodeError) as error:
        raise RequestRefused(
            ProblemCode.BAD_REQUEST,
            "Operation {number} holds a value that cannot be signed.",
            number=work.counter,
        ) from error
    return Received(work, content, hashlib.sha256(content).hexdigest())


def _load_batch(
    connection: Connection,
    county_id: CountyId,
    hat: Hat,
    asked: PushRequest,
    clock: Clock,
    seals: Seals,
) -> Batch:
    operations = asked.operations
    cases = _open_cases(connection, county_id, {one.case for one in asked.in_order}, seals)
    named = sorted(filter(is_uuid, {work.record for work in operations} | name_signed(operations)))
    told: dict[str, object] = {"county": county_id, "named": Words.of(named)}
    query = _HOLD_RECORDS.format(also="")
    if referred := name_referred(operations):
        query = _HOLD_RECORDS.format(also=_ALSO_REFERRALS)
        told["referred"] = Words.of(sorted(filter(is_uuid, referred)))
    rows = list(map(_RecordRow._make, ask_driver(connection, query, told)))
    opened = open_new_cases(connection, county_id, hat, operations, clock.now())
    seals.prepare(map(case_key, opened))
    cases |= opened
    # Rights are read behind the feed's lock, where no grant or revocation can overtake.
    last = lock_feed(connection, county_id)
    return Batch(
        connection=connection,
        county=county_id,
        hat=hat,
        at=clock.now(),
        memberships=read_memberships(connection, county_id, hat.id, cases),
        cases=cases,
        records=_read_records(rows, seals),
        last=last,
        seals=seals,
        cji_device=is_device_cleared(connection, county_id),
    )


def _open_cases(
    connection: Connection, county_id: CountyId, named: Iterable[CaseId], seals: Seals
) -> frozenset[CaseId]:
    """The named cases that are on record and whose keys nobody destroyed; their keys are loaded."""
    told = {"county": county_id, "named": Words.of(sorted(filter(is_uuid, named)))}
    cases = [CaseId(case) for (case,) in ask_driver(connection, _FIND_CASES, told)]
    seals.prepare(map(case_key, cases))
    return frozenset(case for case in cases if seals.has(case_key(case)))


def _read_records(rows: Sequence[_RecordRow], seals: Seals) -> dict[str, CaseRecord]:
    """The records that were asked for, but those of cases whose keys were destroyed."""
    seals.load(case_key(row.case) for row in rows)
    return {
        row.id: CaseRecord.model_validate_json(
            open_row(seals, row.case, row.id, row.version, row.content)
        )
        for row in rows
        if seals.has(case_key(row.case))
    }


def _quarantine(
    connection: Connection,
    county_id: CountyId,
    sender: Device,
    received: Sequence[Received],
    now: datetime,
    seals: Seals,
) -> None:
    rows = [
        {
            "county": county_id,
            "device": sender.id,
            "digest": one.digest,
            "counter": min(one.work.counter, LARGEST_COUNTER),
            "received_at": now,
            "content": seal_stray(seals, sender.id, one.digest, one.work),
        }
        for one in received
    ]
    if rows:
        connection.execute(insert(quarantine).on_conflict_do_nothing(), rows)


def mark_forked(connection: Connection, county_id: CountyId, sender: Device, now: datetime) -> None:
    """Set a laptop aside, with all it sends, until a person has looked at it."""
    connection.execute(
        update(device)
        .where(device.c.county == county_id, device.c.id == sender.id, device.c.forked_at.is_(None))
        .values(forked_at=now)
    )


def _advance(connection: Connection, county_id: CountyId, sender: Device, done: _Done) -> None:
    told = {"county": county_id, "id": sender.id, "counter": done.counter, "head": done.head}
    ask_driver(connection, _ADVANCE, told)


def _repeat(result: OperationResult) -> OperationResult:
    if result.outcome is Outcome.APPLIED:
        return result.model_copy(update={"outcome": Outcome.DUPLICATE})
    return result
