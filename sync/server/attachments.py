# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of records: taken and served by their hash, under the right to the record's section.

Invariants: a file is taken only for a record that names its hash and size; what came whole and has
another hash is thrown away; whoever may not read the record is told nothing about the file. The
laptop that wrote a record delivers its files also when the case has left, and reads none of them.
What a ground opens of another agency's work is accounted for by its hash before it is served.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from casework.ids import AgencyId, CaseId, CountyId, DeviceId, RecordId
from casework.operations import NewerWork, Outcome
from casework.policy import AccessQuestion, Decision, Hat, decide
from casework.records import AttachedFile, CaseRecord, name_files
from casework.vocabulary import APPEND_ONLY_KINDS, Action, Section
from sync.server.cases import open_row
from sync.server.clearances import is_device_cleared
from sync.server.content_seals import OVERHEAD, Seals, case_key, open_seals
from sync.server.database import deliver_for
from sync.server.disclosures import Copy, Shown, write_copy
from sync.server.errors import RequestRefused
from sync.server.memberships import read_memberships
from sync.server.papers import read_decided
from sync.server.tables import attachment_part, operation, record
from sync.server.tables import hat as hat_table
from sync.server.work_rows import open_work
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    AttachmentPart,
    AttachmentRequest,
    AttachmentTaken,
    AttachmentUpload,
    ProblemCode,
)


@dataclass(frozen=True)
class _Place:
    """Where a file belongs; `owner` and `decision` where the policy was asked about the record."""

    case: CaseId
    section: Section
    file: AttachedFile
    owner: AgencyId | None = None
    decision: Decision | None = None


def take_part(
    connection: Connection,
    county_id: CountyId,
    sender: DeviceId,
    hat: Hat,
    asked: AttachmentUpload,
    now: datetime,
) -> AttachmentTaken:
    """Keep the next bytes of a file; says how many are here, so that a cut goes on from there.

    Raises:
        RequestRefused: neither may the hat write the record nor did this laptop write it, or the
            record names no such file.
    """
    place = _find(connection, county_id, hat, asked, Action.WRITE, now)
    if place is None:
        place = _find_own(connection, county_id, sender, asked)
        deliver_for(connection, asked.record)
    file = place.file
    have = _count(connection, county_id, asked.record, asked.sha256)
    if asked.start != have or have == file.size or not asked.content:
        return AttachmentTaken(have=have)
    if have + len(asked.content) > file.size:
        raise RequestRefused(
            ProblemCode.BAD_REQUEST, "More was sent of a file than its record says it holds."
        )
    seals = open_seals(connection, county_id)
    seals.prepare([case_key(place.case)])
    connection.execute(
        insert(attachment_part)
        .values(
            county=county_id,
            record=asked.record,
            sha256=asked.sha256,
            start=have,
            case_id=place.case,
            section=place.section.value,
            content=seals.seal(
                case_key(place.case), asked.content, "part", asked.record, have, asked.sha256
            ),
        )
        .on_conflict_do_nothing()
    )
    have = _count(connection, county_id, asked.record, asked.sha256)
    if have == file.size and not _is_genuine(connection, county_id, place.case, asked):
        connection.execute(delete(attachment_part).where(*_of(county_id, asked)))
        have = 0
    return AttachmentTaken(have=have)


def serve_file_part(
    connection: Connection, county_id: CountyId, hat: Hat, asked: AttachmentRequest, now: datetime
) -> AttachmentPart:
    """Bytes of a file from an offset on.

    Raises:
        RequestRefused: the hat may not read the record, or the file is not here whole.
    """
    place = _find(connection, county_id, hat, asked, Action.READ, now)
    if place is None:
        raise _unknown()
    if _count(connection, county_id, asked.record, asked.sha256) != place.file.size:
        raise _unknown()
    start, part = attachment_part.c.start, attachment_part.c.content
    row = connection.execute(
        select(start, part)
        .where(*_of(county_id, asked), start <= asked.offset)
        .order_by(start.desc())
        .limit(1)
    ).first()
    if row is None:
        raise _unknown()
    seals = open_seals(connection, county_id)
    whole = _open_part(seals, place.case, asked, row.start, row.content)
    content = whole[asked.offset - row.start :]
    if not content:
        raise _unknown()
    _account_for(connection, county_id, hat, asked, place, now)
    return AttachmentPart(sha256=asked.sha256, offset=asked.offset, content=content)


def _account_for(
    connection: Connection,
    county_id: CountyId,
    hat: Hat,
    asked: AttachmentRequest,
    place: _Place,
    now: datetime,
) -> None:
    """The line in the ledger of disclosures, where a ground opens what another agency wrote."""
    owner, told = place.owner, place.decision
    if owner is None or owner == hat.agency or told is None or told.basis is None:
        return
    if told.ground:
        shown = Shown(place.case, place.section, owner, told.basis, told.ground)
        copy = Copy(shown, (asked.record,), asked.sha256)
        write_copy(connection, county_id, hat.id, copy, now)


def _find(
    connection: Connection,
    county_id: CountyId,
    hat: Hat,
    asked: AttachmentUpload | AttachmentRequest,
    action: Action,
    now: datetime,
) -> _Place | None:
    """The file of a record within the hat's reach, or None."""
    query = select(record.c.case_id, record.c.version, record.c.content, hat_table.c.agency).join(
        hat_table, (hat_table.c.county == record.c.county) & (hat_table.c.id == record.c.hat)
    )
    query = query.where(record.c.county == county_id, record.c.id == asked.record)
    row = connection.execute(query).first()
    if row is None:
        return None
    seals = open_seals(connection, county_id)
    seals.load([case_key(row.case_id)])
    if not seals.has(case_key(row.case_id)):
        return None
    content = open_row(seals, row.case_id, asked.record, row.version, row.content)
    held = CaseRecord.model_validate_json(content)
    question = AccessQuestion(
        hat=hat,
        case=held.case,
        section=held.section,
        action=action,
        at=now,
        owner=row.agency,
        cji_device=is_device_cleared(connection, county_id),
    )
    mine = read_memberships(connection, county_id, hat.id, [held.case])
    told = decide(question, mine, read_decided(connection, county_id).policy.sharing)
    if not told.allowed:
        return None
    place = _place(held.case, held.section, name_files(held.kind, held.fields), asked.sha256)
    return place and replace(place, owner=AgencyId(row.agency), decision=told)


def _find_own(
    connection: Connection, county_id: CountyId, sender: DeviceId, asked: AttachmentUpload
) -> _Place:
    """The file as this laptop's own work names it, which the county has taken."""
    rows = connection.execute(
        select(operation.c.counter, operation.c.case_id, operation.c.content)
        .where(
            operation.c.county == county_id,
            operation.c.device == sender,
            operation.c.record == asked.record,
            operation.c.outcome.in_((Outcome.APPLIED.value, Outcome.PARALLEL.value)),
        )
        .order_by(operation.c.counter.desc())
    )
    seals = open_seals(connection, county_id)
    for row in rows:
        seals.load([case_key(row.case_id)])
        if not seals.has(case_key(row.case_id)):
            raise _unknown()
        work = open_work(seals, sender, row.case_id, row.counter, row.content)
        if isinstance(work, NewerWork) or work.kind not in APPEND_ONLY_KINDS:
            continue
        files = name_files(work.kind, work.fields)
        place = _place(work.case, work.section, files, asked.sha256)
        if place is not None:
            return place
    raise _unknown()


def _place(
    case: CaseId, section: Section, files: Iterable[AttachedFile], sha256: str
) -> _Place | None:
    named = next((one for one in files if one.sha256 == sha256), None)
    if named is None or named.size > LIMITS.attachment:
        return None
    return _Place(case, section, named)


def _of(
    county_id: CountyId, asked: AttachmentUpload | AttachmentRequest
) -> tuple[ColumnElement[bool], ...]:
    columns = attachment_part.c
    return (
        columns.county == county_id,
        columns.record == asked.record,
        columns.sha256 == asked.sha256,
    )


def _count(connection: Connection, county_id: CountyId, record_id: RecordId, sha256: str) -> int:
    columns = attachment_part.c
    size = func.coalesce(func.sum(func.length(columns.content) - OVERHEAD), 0)
    query = select(size).where(
        columns.county == county_id, columns.record == record_id, columns.sha256 == sha256
    )
    return int(connection.execute(query).scalar_one())


def _is_genuine(
    connection: Connection, county_id: CountyId, case: CaseId, asked: AttachmentUpload
) -> bool:
    digest = hashlib.sha256()
    seals = open_seals(connection, county_id)
    columns = attachment_part.c
    starts = select(columns.start).where(*_of(county_id, asked)).order_by(columns.start)
    # One part at a time: the driver would hold all rows of a query at once.
    for start in connection.execute(starts).scalars().all():
        one = select(columns.content).where(*_of(county_id, asked), columns.start == start)
        sealed = connection.execute(one).scalar_one()
        digest.update(_open_part(seals, case, asked, start, sealed))
    return digest.hexdigest() == asked.sha256


def _open_part(
    seals: Seals,
    case: CaseId,
    asked: AttachmentUpload | AttachmentRequest,
    start: int,
    sealed: bytes,
) -> bytes:
    name = case_key(case)
    seals.load([name])
    return seals.open(sealed, (name,), "part", asked.record, start, asked.sha256)


def _unknown() -> RequestRefused:
    return RequestRefused(
        ProblemCode.ATTACHMENT_UNKNOWN, "The county has no such file for this laptop."
    )
