# SPDX-License-Identifier: AGPL-3.0-or-later
"""The inbox of work the county refused: accepted, returned or handed to somebody else.

Invariants: refused work is never altered or lost, only answered anew; every decision is kept and
stands in the audit (what is decided at a laptop in that laptop's log); accepting follows the rules
of a push but for the author's right at the time, for which the supervisor answers, and changes
nothing that another agency wrote; two people never decide about one piece of work at once. The
laptop hears the new answer when it asks again.
"""

from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_where_new

from casework.errors import RecordInvalid
from casework.hats import Hat
from casework.ids import AgencyId, CaseId, CountyId, DeviceId, HatId
from casework.merge import Merged, merge_operation
from casework.operations import NewerWork, Operation, OperationResult, Outcome
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord, read_view
from casework.vocabulary import Section
from sync.server.approving import SIGNING_KINDS
from sync.server.audit import Actor, note_act
from sync.server.cases import open_row, store_row
from sync.server.content_seals import Seals, case_key, device_key, open_seals
from sync.server.errors import ContentUnreadable, InboxRefused, NotFound
from sync.server.feed import FeedRow, append_rows, lock_feed
from sync.server.people import read_hat
from sync.server.tables import case_file, inbox_decision, operation, record
from sync.server.tables import hat as hat_table
from sync.server.work_rows import open_answer, open_work, seal_answer

_CLOSED = ("accepted", "returned")


@dataclass(frozen=True)
class RefusedWork:
    """One operation in the inbox.

    Attributes:
        given_to: the hat that is to look after it; the author's where nobody was named.
        sent_by: the hat whose laptop sent it, whatever the work says.
    """

    work: Operation
    sent_by: HatId
    received_at: datetime
    reason: Reason
    given_to: HatId


def list_refused(connection: Connection, county_id: CountyId) -> list[RefusedWork]:
    """What waits for a decision, the oldest first, of what the transaction may see."""
    decided = _decisions(connection, county_id)
    seals = open_seals(connection, county_id)
    rows = connection.execute(
        select(operation)
        .where(operation.c.county == county_id, operation.c.outcome == Outcome.REFUSED.value)
        .order_by(operation.c.received_at, operation.c.device, operation.c.counter)
    )
    found = []
    for row in rows:
        told = decided.get((row.device, row.counter), [])
        if any(one.decision in _CLOSED for one in told):
            continue
        sender, case = DeviceId(row.device), CaseId(row.case_id)
        try:
            work = open_work(seals, sender, case, row.counter, row.content)
        except ContentUnreadable:
            # What was sealed under a destroyed key is nobody's any more.
            if seals.has(case_key(case)):
                raise
            continue
        # Nobody can look at it before this server is updated; its laptop sends it again.
        if isinstance(work, NewerWork):
            continue
        given = HatId(told[-1].detail) if told else work.hat
        seals.load([device_key(sender)])
        result = open_answer(seals, sender, row.counter, row.result)
        assert result.reason is not None
        sent_by = HatId(row.hat) if row.hat else work.hat
        found.append(RefusedWork(work, sent_by, row.received_at, result.reason, given))
    return found


def accept(
    connection: Connection,
    county_id: CountyId,
    device: str,
    counter: int,
    actor: Actor,
    *,
    at_laptop: bool = False,
) -> OperationResult:
    """Lay refused work over its record after all, under its author's name.

    Raises:
        NotFound: nothing of the kind waits.
        InboxRefused: it cannot be laid over any record.
    """
    work = _find(connection, county_id, device, counter, sound=True)
    seals = open_seals(connection, county_id)
    seals.prepare([case_key(work.case)])
    present = _lock_record(connection, county_id, work, seals)
    last = lock_feed(connection, county_id)
    author = read_hat(connection, county_id, work.hat)
    _require_own(connection, county_id, work, author)
    merged = merge_operation(present, work, version=last + 1, author_name=author.person_name)
    made = _require_sound(connection, county_id, work, merged)
    values = store_row(county_id, made, seals)
    if present is None:
        query = insert_where_new(record).values(values).on_conflict_do_nothing()
        if connection.execute(query.returning(record.c.id)).first() is None:
            raise InboxRefused(Reason.of(ReasonCode.OTHER_CASE).sentence)
    else:
        this = (record.c.county == county_id) & (record.c.id == work.record)
        changed = {name: values[name] for name in ("version", "content")}
        connection.execute(update(record).where(this).values(changed))
    row = FeedRow("put", work.case, work.section, work.record)
    append_rows(connection, county_id, last, [row])
    result = OperationResult(
        id=work.id,
        counter=counter,
        outcome=merged.outcome,
        version=made.version,
        reason=merged.reason,
    )
    _answer_anew(connection, county_id, device, result)
    _decide(connection, county_id, work, "accepted", "", actor, at_laptop=at_laptop)
    return result


def send_back(
    connection: Connection,
    county_id: CountyId,
    device: str,
    counter: int,
    note: str,
    actor: Actor,
    *,
    at_laptop: bool = False,
) -> None:
    """Return refused work to its author with a note; raises NotFound."""
    work = _find(connection, county_id, device, counter)
    reason = Reason.of(ReasonCode.RETURNED, note=note.strip().rstrip("."))
    result = OperationResult(
        id=work.id, counter=counter, outcome=Outcome.REFUSED, version=None, reason=reason
    )
    _answer_anew(connection, county_id, device, result)
    _decide(connection, county_id, work, "returned", note, actor, at_laptop=at_laptop)


def reassign(
    connection: Connection,
    county_id: CountyId,
    device: str,
    counter: int,
    hat: HatId,
    actor: Actor,
    *,
    at_laptop: bool = False,
) -> None:
    """Let somebody else look after refused work; raises NotFound, also for an unknown hat."""
    read_hat(connection, county_id, hat)
    work = _find(connection, county_id, device, counter)
    _decide(connection, county_id, work, "reassigned", hat, actor, at_laptop=at_laptop)


def find_owner(connection: Connection, county_id: CountyId, work: Operation) -> AgencyId | None:
    """Whose record work would change, as far as the transaction sees; None for a new one."""
    query = (
        select(hat_table.c.agency)
        .join(record, (record.c.county == hat_table.c.county) & (record.c.hat == hat_table.c.id))
        .where(record.c.county == county_id, record.c.id == work.record)
    )
    found = connection.execute(query).scalar()
    return None if found is None else AgencyId(found)


def present_fields(
    connection: Connection, county_id: CountyId, work: Operation
) -> dict[str, JsonValue]:
    """What stands in the record now under the names of the work's fields; empty without one."""
    query = select(record).where(record.c.county == county_id, record.c.id == work.record)
    row = connection.execute(query).first()
    if row is None or (row.case_id, row.section) != (work.case, work.section.value):
        return {}
    seals = open_seals(connection, county_id)
    seals.load([case_key(work.case)])
    content = open_row(seals, work.case, row.id, row.version, row.content)
    present = CaseRecord.model_validate_json(content).fields
    return {name: present[name] for name in work.fields if name in present}


def _find(
    connection: Connection, county_id: CountyId, device: str, counter: int, *, sound: bool = False
) -> Operation:
    this = (operation.c.county == county_id) & (operation.c.device == device)
    alone = select(operation.c.counter).where(this, operation.c.counter == counter)
    connection.execute(alone.with_for_update())
    for one in list_refused(connection, county_id):
        if (one.work.device, one.work.counter) == (device, counter):
            if sound:
                _require_honest(one)
            return one.work
    raise NotFound("No such work waits in the inbox; see `fieldfare-county refused list`.")


def _require_honest(one: RefusedWork) -> None:
    """Nobody's name goes under work that another one's laptop sent; raises InboxRefused."""
    if one.work.hat != one.sent_by:
        raise InboxRefused(Reason.of(ReasonCode.NOT_AUTHOR).sentence)


def _require_own(connection: Connection, county_id: CountyId, work: Operation, author: Hat) -> None:
    """Who the youth is, is written by all; anything else by the agency it is of."""
    owner = find_owner(connection, county_id, work)
    if owner not in (None, author.agency) and work.section is not Section.IDENTITY:
        raise InboxRefused(Reason.of(ReasonCode.READ_ONLY).sentence)


def _lock_record(
    connection: Connection, county_id: CountyId, work: Operation, seals: Seals
) -> CaseRecord | None:
    query = select(record).where(record.c.county == county_id, record.c.id == work.record)
    row = connection.execute(query.with_for_update()).first()
    if row is None:
        return None
    case = CaseId(row.case_id)
    seals.load([case_key(case)])
    content = open_row(seals, case, row.id, row.version, row.content)
    return CaseRecord.model_validate_json(content)


def _require_sound(
    connection: Connection, county_id: CountyId, work: Operation, merged: Merged
) -> CaseRecord:
    known = select(case_file.c.id).where(
        case_file.c.county == county_id, case_file.c.id == work.case
    )
    if connection.execute(known).first() is None:
        raise InboxRefused(Reason.of(ReasonCode.UNKNOWN_CASE).sentence)
    if work.kind in SIGNING_KINDS:
        raise InboxRefused("Nobody signs, approves or answers for somebody else; return it.")
    if merged.record is None:
        reason = merged.reason or Reason.of(ReasonCode.SECTION_MISMATCH)
        raise InboxRefused(reason.sentence)
    try:
        read_view(merged.record.kind, {**merged.record.fields, **work.fields})
    except RecordInvalid as error:
        raise InboxRefused(Reason.of(ReasonCode.MALFORMED, detail=str(error)).sentence) from error
    return merged.record


def _answer_anew(
    connection: Connection, county_id: CountyId, device: str, result: OperationResult
) -> None:
    sender = DeviceId(device)
    seals = open_seals(connection, county_id)
    seals.load([device_key(sender)])
    connection.execute(
        update(operation)
        .where(
            operation.c.county == county_id,
            operation.c.device == device,
            operation.c.counter == result.counter,
        )
        .values(
            outcome=result.outcome.value,
            result=seal_answer(seals, sender, result),
            was_refused=True,
        )
    )


def _decide(
    connection: Connection,
    county_id: CountyId,
    work: Operation,
    decision: str,
    detail: str,
    actor: Actor,
    *,
    at_laptop: bool,
) -> None:
    connection.execute(
        insert(inbox_decision).values(
            county=county_id,
            device=work.device,
            counter=work.counter,
            id=actor.line,
            decision=decision,
            decided_at=actor.at,
            decided_by=actor.name,
            detail=detail,
        )
    )
    if not at_laptop:
        told = detail if decision == "reassigned" else ""
        note_act(connection, county_id, actor, f"refused work {decision}", work.id, told)


def _decisions(
    connection: Connection, county_id: CountyId
) -> dict[tuple[str, int], list[Row[tuple[object, ...]]]]:
    rows = connection.execute(
        select(inbox_decision)
        .where(inbox_decision.c.county == county_id)
        .order_by(inbox_decision.c.decided_at, inbox_decision.c.id)
    )
    found: dict[tuple[str, int], list[Row[tuple[object, ...]]]] = {}
    for row in rows:
        found.setdefault((row.device, row.counter), []).append(row)
    return found
