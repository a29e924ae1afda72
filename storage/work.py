# SPDX-License-Identifier: AGPL-3.0-or-later
"""Own work: the outbox, its laying over the county's records, and the county's answers.

Invariants:
- An operation and the row it makes are written in one transaction.
- Operations of this device form an unbroken chain.
- An operation goes only when the county's own record contains it and no waiting work was written on
  top of it, or when the county has it and its case has left or, once compared, its record is none
  that may be read here. Waiting and refused work is never removed.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from casework.errors import ChainBroken
from casework.ids import CaseId, OperationId, RecordId
from casework.operations import Operation, OperationResult
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord
from casework.vocabulary import RecordKind
from storage import rows
from storage.attachments import count_unsent
from storage.coming_files import adopt_own_file
from storage.drafts import delete_sent_drafts
from storage.kept_words import clear_kept
from storage.model import Changes, KeptPlace, OutboxRow, RecordRow, WorkSummary
from storage.overlay import STATE_OF_OUTCOME, KeptOperation, WorkState, is_settled, lay_over
from storage.profiles import SCRUB_WAITING, read_link, read_receipt, read_value, write_link
from storage.sent_work import bring_back, forget_sent, keep_sent

_ENTRIES = "SELECT count(*) FROM index_work WHERE refused"
_OUTBOX = (
    "SELECT o.operation_id, o.kind, o.case_id,"
    " CASE WHEN c.within_reach THEN c.shown_name ELSE '' END, o.reason, o.at, c.reason,"
    " o.record_id"
    " FROM operations o JOIN cases c ON c.case_id = o.case_id WHERE o.state = ?"
)

# Where one operation alone made a record, its being taken changes nothing in it but its numbers.
_MADE_ALONE = """
SELECT record_id FROM operations WHERE record_id IN (SELECT value FROM json_each(?))
GROUP BY record_id HAVING count(*) = 1
"""
_NUMBER = """
UPDATE records SET unsent = 0, version = ?1,
    versions = (SELECT json_group_object(key, ?1) FROM json_each(records.versions))
WHERE record_id = ?2 AND unsent AND version = 0 AND beneath = 'null'
AND refused IS NULL AND NOT conflict
AND EXISTS (SELECT 1 FROM cases c WHERE c.id = records.case_number AND c.within_reach)
"""

_TAKEN_UNSHOWN = """
SELECT o.counter, o.record_id, o.case_id
FROM operations o LEFT JOIN records r ON r.record_id = o.record_id
WHERE o.state IN ('taken', 'conflict') AND o.case_id IN (SELECT value FROM json_each(?))
AND (r.id IS NULL OR r.beneath = 'null') AND NOT EXISTS (
    SELECT 1 FROM operations w WHERE w.record_id = o.record_id AND w.state = 'waiting')
"""


def changes_of(operations: Sequence[Operation], also: Collection[str]) -> Changes:
    """What new work changed, and `also` other kinds of things."""
    kinds = {"work", *also, *(one.kind.value for one in operations)}
    return Changes(frozenset(kinds), frozenset(one.case for one in operations))


def append_operations(
    connection: Any,
    operations: Sequence[Operation],
    author_name: str,
    clears: Iterable[KeptPlace] = (),
) -> None:
    """Add new work to the outbox, show it, and clear what was typed for it.

    Raises:
        ChainBroken: the operations do not follow this device's last one.
    """
    for operation in operations:
        link = read_link(connection)
        if (operation.counter, operation.previous) != (link.counter, link.previous):
            raise ChainBroken(
                "This work does not follow the last work of this laptop; unlock again and repeat "
                "what you did last."
            )
        _ensure_case(connection, operation)
        connection.execute(
            "INSERT INTO operations (counter, operation_id, case_id, record_id, kind, at, state,"
            " author_name, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                operation.counter,
                operation.id,
                operation.case,
                operation.record,
                operation.kind.value,
                operation.at,
                WorkState.WAITING.value,
                author_name,
                operation.model_dump_json(),
            ),
        )
        write_link(connection, operation)
        if operation.kind is RecordKind.DOCUMENT:
            adopt_own_file(connection, operation.record)
    clear_kept(connection, clears)
    rebase(connection, {operation.record for operation in operations})
    _summarise(connection, {operation.case for operation in operations})


def rebase(connection: Any, records: Iterable[RecordId]) -> None:
    """Lay the kept work over the county's present records again, all of them at once."""
    kept = _read_kept(connection, records)
    server = rows.read_server_records(connection, list(kept))
    cases = rows.case_numbers(connection, {work[0].operation.case for work in kept.values()})
    done: list[KeptOperation] = []
    written, gone = [], []
    for record in sorted(kept):
        work = kept[record]
        held = server.get(record)
        _, within_reach = cases[work[0].operation.case]
        over = {id(one) for one in work if _is_done(one, work, held, within_reach=within_reach)}
        done += [one for one in work if id(one) in over]
        left = [one for one in work if id(one) not in over]
        shown = lay_over(held, left)
        if shown is None:
            gone.append(record)
        else:
            written.append(rows.RowToWrite(shown, rows.encode_beneath(held) if left else None))
    counters = [one.operation.counter for one in done]
    keep_sent(connection, counters)
    connection.executemany("DELETE FROM operations WHERE counter = ?", [(n,) for n in counters])
    _delete_records(connection, gone)
    rows.write_rows(connection, {case: number for case, (number, _) in cases.items()}, written)


def read_work(connection: Any, record: RecordId) -> list[KeptOperation]:
    """The kept operations on a record, by counter."""
    return _read_kept(connection, [record]).get(record, [])


def _read_kept(connection: Any, records: Iterable[RecordId]) -> dict[RecordId, list[KeptOperation]]:
    found = connection.execute(
        "SELECT record_id, body, state, author_name, version, reason FROM operations"
        " WHERE record_id IN (SELECT value FROM json_each(?)) ORDER BY counter",
        (json.dumps(sorted(set(records))),),
    )
    kept: dict[RecordId, list[KeptOperation]] = {}
    for row in found.fetchall():
        one = KeptOperation(
            operation=Operation.model_validate_json(row[1]),
            state=WorkState(row[2]),
            author_name=row[3],
            version=row[4],
            reason=_reason(row[5]),
        )
        kept.setdefault(RecordId(row[0]), []).append(one)
    return kept


def records_with_work(connection: Any, records: Iterable[RecordId]) -> set[RecordId]:
    """Which of these records have kept operations."""
    found = connection.execute(
        "SELECT DISTINCT record_id FROM operations"
        " WHERE record_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(records)),),
    )
    return {RecordId(row[0]) for row in found.fetchall()}


def pending(
    connection: Any, limit: int, *, refused: bool = False, after: int = 0
) -> tuple[Operation, ...]:
    """Waiting operations, by counter; or refused ones a supervisor may have decided about.

    Work that no longer followed the chain is not among those: the county never judged it.

    Args:
        after: the counter beyond which to look.
    """
    state = WorkState.REFUSED if refused else WorkState.WAITING
    found = connection.execute(
        "SELECT body FROM operations WHERE state = ? AND counter > ?"
        " AND coalesce(json_extract(reason, '$.code'), '') <> ? ORDER BY counter LIMIT ?",
        (state.value, after, ReasonCode.BROKEN_CHAIN.value, limit),
    )
    return tuple(Operation.model_validate_json(row[0]) for row in found.fetchall())


class _Asked(NamedTuple):
    """An operation that an answer may be about; `reason` of its refusal, as JSON."""

    case: CaseId
    record: RecordId
    kind: str
    reason: str | None


def settle_results(
    connection: Any, results: Iterable[OperationResult]
) -> tuple[set[CaseId], set[str]]:
    """Note the county's answers; returns the cases and kinds concerned.

    An answer to work that neither waits nor was refused changes nothing, nor does a refusal that
    is known, so a repeated answer is harmless.
    """
    told = list(results)
    asked = _read_asked(connection, told)
    answered: list[tuple[OperationResult, _Asked]] = []
    for result in told:
        one = asked.pop((result.id, result.counter), None)
        if one is not None and (one.reason is None or _reason(one.reason) != result.reason):
            answered.append((result, one))
    connection.executemany(
        "UPDATE operations SET state = ?, version = ?, reason = ? WHERE counter = ?",
        [
            (
                STATE_OF_OUTCOME[result.outcome].value,
                result.version,
                None if result.reason is None else result.reason.model_dump_json(),
                result.counter,
            )
            for result, _ in answered
        ],
    )
    kinds = {one.kind for _, one in answered}
    if delete_sent_drafts(connection, [one.id for one, _ in answered if one.was_taken]):
        kinds.add("draft")
    cases = {one.case for _, one in answered}
    numbered = _number_made(connection, answered)
    rebase(connection, {one.record for _, one in answered} - numbered)
    _summarise(connection, cases)
    return cases, kinds


def _number_made(
    connection: Any, answered: Sequence[tuple[OperationResult, _Asked]]
) -> set[RecordId]:
    """Number the records that one operation alone made, as laying it over nothing would do."""
    taken = {
        one.record: result.version
        for result, one in answered
        if result.version and STATE_OF_OUTCOME[result.outcome] is WorkState.TAKEN
    }
    alone = connection.execute(_MADE_ALONE, (json.dumps(sorted(taken)),)).fetchall()
    return {
        RecordId(record)
        for (record,) in alone
        if connection.execute(_NUMBER, (taken[RecordId(record)], record)).rowcount
    }


def _read_asked(
    connection: Any, results: Sequence[OperationResult]
) -> dict[tuple[OperationId, int], _Asked]:
    """Those that wait or were refused."""
    found = connection.execute(
        "SELECT operation_id, counter, case_id, record_id, kind, reason FROM operations"
        " WHERE state IN ('waiting', 'refused')"
        " AND operation_id IN (SELECT value FROM json_each(?))",
        (json.dumps([one.id for one in results]),),
    )
    return {(OperationId(row[0]), row[1]): _Asked(*row[2:]) for row in found.fetchall()}


def send_again(connection: Any) -> None:
    """Let the county answer anew what it had taken, since it may come from a backup."""
    rebase(connection, bring_back(connection))


def forget_sent_work(connection: Any, case: CaseId) -> None:
    """Remove the operations of a case that the county already has."""
    connection.execute(
        "DELETE FROM operations WHERE case_id = ? AND state IN ('taken', 'conflict')", (case,)
    )
    forget_sent(connection, case)


def cases_with_work_of_others(connection: Any, cases: Iterable[CaseId]) -> set[CaseId]:
    """Cases of which `forget_work_of_others` would remove something once they were compared."""
    found = connection.execute(_TAKEN_UNSHOWN, (json.dumps(sorted(cases)),)).fetchall()
    return {CaseId(row[2]) for row in found}


def forget_work_of_others(connection: Any, cases: Iterable[CaseId]) -> bool:
    """Remove work the county has taken and does not show to this laptop; whether there was any.

    To be asked once these cases were compared: of a record that may be read here the county's own
    copy has come by then. Where waiting work stands on it, it stays until that was answered.
    """
    found = connection.execute(_TAKEN_UNSHOWN, (json.dumps(sorted(cases)),)).fetchall()
    connection.executemany("DELETE FROM operations WHERE counter = ?", [row[:1] for row in found])
    records = {RecordId(row[1]) for row in found}
    busy = records_with_work(connection, records)
    _delete_records(connection, sorted(records - busy))
    rebase(connection, busy)
    return bool(found)


def left_work(connection: Any, case: CaseId) -> set[RecordId]:
    """Records of a case with work the county does not have."""
    found = connection.execute(
        "SELECT DISTINCT record_id FROM operations WHERE case_id = ?", (case,)
    )
    return {RecordId(row[0]) for row in found.fetchall()}


def summarise_work(connection: Any) -> WorkSummary:
    """What has not reached the county."""
    waiting = connection.execute(
        "SELECT kind, count(*) FROM operations WHERE state = 'waiting' GROUP BY kind"
    ).fetchall()
    unsent = connection.execute(
        rows.select_shown("WHERE r.unsent AND c.within_reach ORDER BY r.at, r.id", "records_unsent")
    ).fetchall()
    files, file_bytes = count_unsent(connection)
    return WorkSummary(
        unsent=tuple(RecordRow(row[0], rows.decode_row(row[1:])) for row in unsent),
        unsent_by_kind=Counter({RecordKind(kind): count for kind, count in waiting}),
        refused=_outbox(connection, "", WorkState.REFUSED),
        held=_outbox(connection, " AND NOT c.within_reach", WorkState.WAITING),
        conflicts=_outbox(connection, "", WorkState.CONFLICT),
        last_receipt=read_receipt(connection),
        drafts=_count(connection, "SELECT count(*) FROM drafts WHERE closed_by IS NULL"),
        files=files,
        file_bytes=file_bytes,
        cases=_count(connection, "SELECT count(*) FROM cases WHERE within_reach = 1"),
        held_bytes=_count(connection, "PRAGMA page_count") * _count(connection, "PRAGMA page_size"),
        entries=_count(connection, f"{_ENTRIES} IS NULL"),
        refused_entries=_count(connection, f"{_ENTRIES} IS NOT NULL"),
        traces_wait=read_value(connection, SCRUB_WAITING) is not None,
    )


def _count(connection: Any, question: str) -> int:
    return int(connection.execute(question).fetchone()[0])


def _outbox(connection: Any, also: str, state: WorkState) -> tuple[OutboxRow, ...]:
    found = connection.execute(f"{_OUTBOX}{also} ORDER BY o.counter", (state.value,))
    return tuple(
        OutboxRow(
            operation=OperationId(row[0]),
            kind=RecordKind(row[1]),
            case=CaseId(row[2]),
            shown_name=row[3],
            reason=_reason(row[4]) or (_reason(row[6]) if also else None),
            at=row[5],
            record=RecordId(row[7]),
        )
        for row in found.fetchall()
    )


def _is_done(
    one: KeptOperation,
    work: Sequence[KeptOperation],
    server: CaseRecord | None,
    *,
    within_reach: bool,
) -> bool:
    """Whether work needs to be kept no longer."""
    if is_settled(one, server) and not _is_needed(one, work):
        return True
    return not within_reach and one.state in (WorkState.TAKEN, WorkState.CONFLICT)


def _is_needed(one: KeptOperation, kept: Sequence[KeptOperation]) -> bool:
    """Whether work that still waits was written with this one in view (casework.merge's `own`)."""
    return any(
        after.state is WorkState.WAITING and after.operation.counter > one.operation.counter
        for after in kept
    )


def _summarise(connection: Any, cases: Iterable[CaseId]) -> None:
    known = rows.case_numbers(connection, cases)
    rows.summarise_cases(connection, [number for number, _ in known.values()])


def _delete_records(connection: Any, records: Sequence[RecordId]) -> None:
    found = connection.execute(
        "SELECT id FROM records WHERE record_id IN (SELECT value FROM json_each(?))",
        (json.dumps(records),),
    ).fetchall()
    rows.delete_rows(connection, [row[0] for row in found])


def _ensure_case(connection: Any, operation: Operation) -> None:
    # Only a youth's record begins a case; other work for an unknown case is held, not listed.
    begins = operation.kind is RecordKind.YOUTH
    connection.execute(
        "INSERT OR IGNORE INTO cases (case_id, within_reach) VALUES (?, ?)",
        (operation.case, begins),
    )


def _reason(text: str | None) -> Reason | None:
    return None if text is None else Reason.model_validate_json(text)
