# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of records: taken and served by their hash, under the right to the record's section.

Invariants: a file is taken only for a record that names its hash and size; what came whole and has
another hash is thrown away; whoever may not read the record is told nothing about the file.
"""

import hashlib
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from casework.ids import CountyId, RecordId
from casework.policy import AccessQuestion, Hat, decide
from casework.records import AttachedFile, CaseRecord, Screening, read_view
from casework.vocabulary import Action
from sync.server.errors import RequestRefused
from sync.server.memberships import read_memberships
from sync.server.tables import attachment_part, record
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    AttachmentPart,
    AttachmentRequest,
    AttachmentTaken,
    AttachmentUpload,
    ProblemCode,
)


def take_part(
    connection: Connection, county_id: CountyId, hat: Hat, asked: AttachmentUpload, now: datetime
) -> AttachmentTaken:
    """Keep the next bytes of a file; says how many are here, so that a cut goes on from there.

    Raises:
        RequestRefused: the hat may not write the record, or the record names no such file.
    """
    held, file = _find(connection, county_id, hat, asked.record, asked.sha256, Action.WRITE, now)
    have = _count(connection, county_id, asked.record, asked.sha256)
    if asked.start != have or have == file.size or not asked.content:
        return AttachmentTaken(have=have)
    if have + len(asked.content) > file.size:
        raise RequestRefused(
            ProblemCode.BAD_REQUEST, "More was sent of a file than its record says it holds."
        )
    connection.execute(
        insert(attachment_part)
        .values(
            county=county_id,
            record=asked.record,
            sha256=asked.sha256,
            start=have,
            case_id=held.case,
            section=held.section.value,
            content=asked.content,
        )
        .on_conflict_do_nothing()
    )
    have = _count(connection, county_id, asked.record, asked.sha256)
    if have == file.size and not _is_genuine(connection, county_id, asked):
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
    _, file = _find(connection, county_id, hat, asked.record, asked.sha256, Action.READ, now)
    if _count(connection, county_id, asked.record, asked.sha256) != file.size:
        raise _unknown()
    start, part = attachment_part.c.start, attachment_part.c.content
    row = connection.execute(
        select(start, part)
        .where(*_of(county_id, asked), start <= asked.offset)
        .order_by(start.desc())
        .limit(1)
    ).first()
    content = b"" if row is None else bytes(row.content)[asked.offset - row.start :]
    if not content:
        raise _unknown()
    return AttachmentPart(sha256=asked.sha256, offset=asked.offset, content=content)


def _find(
    connection: Connection,
    county_id: CountyId,
    hat: Hat,
    record_id: RecordId,
    sha256: str,
    action: Action,
    now: datetime,
) -> tuple[CaseRecord, AttachedFile]:
    query = select(record.c.content).where(record.c.county == county_id, record.c.id == record_id)
    content = connection.execute(query).scalar()
    if content is None:
        raise _unknown()
    held = CaseRecord.model_validate_json(content)
    question = AccessQuestion(hat=hat, case=held.case, section=held.section, action=action, at=now)
    memberships = read_memberships(connection, county_id, hat.id)
    view = read_view(held.kind, held.fields)
    files = view.attachments if isinstance(view, Screening) else ()
    named = next((one for one in files if one.sha256 == sha256), None)
    if named is None or named.size > LIMITS.attachment or not decide(question, memberships).allowed:
        raise _unknown()
    return held, named


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
    size = func.coalesce(func.sum(func.length(columns.content)), 0)
    query = select(size).where(
        columns.county == county_id, columns.record == record_id, columns.sha256 == sha256
    )
    return int(connection.execute(query).scalar_one())


def _is_genuine(connection: Connection, county_id: CountyId, asked: AttachmentUpload) -> bool:
    digest = hashlib.sha256()
    query = select(attachment_part.c.content).where(*_of(county_id, asked))
    for row in connection.execute(query.order_by(attachment_part.c.start)):
        digest.update(row.content)
    return digest.hexdigest() == asked.sha256


def _unknown() -> RequestRefused:
    return RequestRefused(
        ProblemCode.ATTACHMENT_UNKNOWN, "The county has no such file for this laptop."
    )
