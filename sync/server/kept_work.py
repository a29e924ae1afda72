# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the county keeps of each operation a laptop sent, and of its answer.

Invariants: what is kept is never altered but for its answer; work that was refused for want of
words is answered anew once only, and not where somebody decided about it.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from casework.ids import CountyId
from casework.operations import OperationResult, Sent
from sync.server.arrays import Blobs, Numbers, Words
from sync.server.content_seals import Seals
from sync.server.devices import Device
from sync.server.driver import ask_driver
from sync.server.errors import RequestRefused
from sync.server.judging import Batch, is_uuid
from sync.server.work_rows import open_answer, seal_answers, seal_works
from sync.wire.messages import ProblemCode

_KEEP = """
INSERT INTO operation (county, device, counter, digest, case_id, record, received_at, outcome,
    content, result)
SELECT %(county)s, %(device)s, w.counter, w.digest, w.case_id, w.record, %(received_at)s, w.outcome,
    w.content, w.result
FROM unnest(%(counter)s, %(digest)s, %(case_id)s, %(record)s, %(outcome)s, %(content)s, %(result)s)
    AS w (counter, digest, case_id, record, outcome, content, result)
"""
_FIND_KEPT = """
SELECT counter, digest, result FROM operation
WHERE county = %(county)s AND device = %(device)s AND counter = ANY (%(counters)s)
"""
_ANSWER_ANEW = """
UPDATE operation SET outcome = w.outcome, result = w.result, was_refused = true
FROM unnest(%(counter)s, %(outcome)s, %(result)s) AS w (counter, outcome, result)
WHERE operation.county = %(county)s AND operation.device = %(device)s
    AND operation.counter = w.counter AND operation.outcome = 'refused'
    AND NOT operation.was_refused
RETURNING operation.counter
"""


class Received(NamedTuple):
    """An operation, its canonical JSON and its hash."""

    work: Sent
    content: bytes
    digest: str


class KeptWork(NamedTuple):
    """What is on record for one counter of a laptop."""

    digest: str
    result: OperationResult


def read_kept(
    connection: Connection,
    county_id: CountyId,
    sender: Device,
    received: Sequence[Received],
    seals: Seals,
) -> dict[int, KeptWork]:
    """What is on record of some of a laptop's work, by counter."""
    counters = [one.work.counter for one in received if one.work.counter <= sender.last_counter]
    if not counters:
        return {}
    told = {"county": county_id, "device": sender.id, "counters": Numbers.of(counters)}
    return {
        counter: KeptWork(digest, open_answer(seals, sender.id, counter, result))
        for counter, digest, result in ask_driver(connection, _FIND_KEPT, told)
    }


def keep_work(
    batch: Batch, sender: Device, taken: Sequence[Received], kept: Mapping[int, KeptWork]
) -> None:
    """Put taken and refused work on record, with what became of it."""
    if not taken:
        return
    results = [kept[one.work.counter].result for one in taken]
    told: dict[str, object] = {
        "county": batch.county,
        "device": sender.id,
        "received_at": batch.at,
        "counter": Numbers.of([one.work.counter for one in taken]),
        "digest": Words.of([one.digest for one in taken]),
        "case_id": Words.of(_ids([one.work.case for one in taken], results)),
        "record": Words.of(_ids([one.work.record for one in taken], results)),
        "outcome": Words.of([one.outcome for one in results]),
        "content": Blobs.of(
            seal_works(batch.seals, sender.id, ((one.work, one.content) for one in taken))
        ),
        "result": Blobs.of(seal_answers(batch.seals, sender.id, results)),
    }
    ask_driver(batch.connection, _KEEP, told)


def answer_anew(batch: Batch, sender: Device, results: Sequence[OperationResult]) -> None:
    """Answer kept work otherwise than before.

    Raises:
        RequestRefused: a supervisor decided about it in this very moment.
    """
    if not results:
        return
    told: dict[str, object] = {
        "county": batch.county,
        "device": sender.id,
        "counter": Numbers.of([one.counter for one in results]),
        "outcome": Words.of([one.outcome for one in results]),
        "result": Blobs.of(seal_answers(batch.seals, sender.id, results)),
    }
    if len(ask_driver(batch.connection, _ANSWER_ANEW, told)) < len(results):
        raise RequestRefused(
            ProblemCode.BUSY,
            "Somebody decides about this work just now; it goes again with the next sync.",
        )


def _ids(named: Sequence[str], results: Sequence[OperationResult]) -> list[str]:
    """The ids that operations name, empty where it is none; of what was taken all are."""
    return [
        name if one.was_taken or is_uuid(name) else ""
        for name, one in zip(named, results, strict=True)
    ]
