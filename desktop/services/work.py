# SPDX-License-Identifier: AGPL-3.0-or-later
"""Turning what a worker did into operations, with the right checked first."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from pydantic import JsonValue

from casework.clock import HybridTime, stamp
from casework.ids import CaseId, DraftId, OperationId, RecordId
from casework.operations import Operation
from casework.records import CaseRecord, read_view
from casework.vocabulary import SECTION_OF_KIND, Action, RecordKind, Section
from desktop.session import OpenSession
from storage.model import ChainLink, Changes, KeptPlace


class NewRecord(NamedTuple):
    """A record to be made."""

    record: RecordId
    kind: RecordKind
    section: Section
    fields: Mapping[str, JsonValue]


def record_together(
    session: OpenSession,
    case: CaseId,
    new: Sequence[NewRecord],
    change: Operation | None = None,
    clears: Collection[KeptPlace] = (),
) -> Changes:
    """Write several new records of a case in one transaction, after a change where there is one.

    Args:
        clears: what was typed for it, gone in the same transaction.

    Raises:
        AccessRefused: the hat may not write one of the sections.
        RecordInvalid: a field is missing or of the wrong shape.
    """
    operations = [] if change is None else [change]
    link = session.store.next_link() if change is None else _link_after(change)
    for one in new:
        made = _make_new(session, NewInCase(case, one), link)
        operations.append(made)
        link = _link_after(made)
    author = session.hat.person_name
    return session.store.record_work(operations, author_name=author, clears=clears)


class NewInCase(NamedTuple):
    """A record to be made in one of several cases."""

    case: CaseId
    new: NewRecord


class ChangedRecord(NamedTuple):
    """Fields of a record of one of several cases to be changed."""

    record: CaseRecord
    fields: Mapping[str, JsonValue]


def record_across(
    session: OpenSession,
    work: Sequence[NewInCase | ChangedRecord],
    clears: Collection[KeptPlace] = (),
) -> Changes:
    """Write work in several cases in one transaction: all of it or none.

    Raises:
        AccessRefused: the hat may not write one of the sections.
        RecordInvalid: a field is missing or of the wrong shape.
    """
    operations: list[Operation] = []
    link: ChainLink | None = None
    for one in work:
        if isinstance(one, NewInCase):
            made = _make_new(session, one, link)
        else:
            made = make_change(session, one.record, one.fields, link)
        operations.append(made)
        link = _link_after(made)
    author = session.hat.person_name
    return session.store.record_work(operations, author_name=author, clears=clears)


def _make_new(session: OpenSession, one: NewInCase, link: ChainLink | None) -> Operation:
    new = one.new
    session.require(one.case, new.section, Action.WRITE)
    read_view(new.kind, dict(new.fields))
    return _make_operation(
        session,
        case=one.case,
        record=new.record,
        kind=new.kind,
        section=new.section,
        fields=dict(new.fields),
        base=dict.fromkeys(new.fields, 0),
        link=link,
    )


def make_first(
    session: OpenSession, case: CaseId, record: RecordId, fields: Mapping[str, JsonValue]
) -> Operation:
    """The record of a youth that begins a case; `casework.opening` was asked before."""
    return _make_operation(
        session,
        case=case,
        record=record,
        kind=RecordKind.YOUTH,
        section=Section.IDENTITY,
        fields=dict(fields),
        base=dict.fromkeys(fields, 0),
    )


def record_new(
    session: OpenSession,
    case: CaseId,
    kind: RecordKind,
    fields: Mapping[str, JsonValue],
    *,
    record: RecordId | None = None,
    section: Section | None = None,
    closes_draft: DraftId | None = None,
    attached: Collection[str] = (),
    clears: Collection[KeptPlace] = (),
) -> Changes:
    """Write a new record of a case as one operation, together with its row.

    Raises:
        AccessRefused: the hat may not write this section of this case.
        RecordInvalid: a field is missing or of the wrong shape.
    """
    section = section or SECTION_OF_KIND[kind]
    session.require(case, section, Action.WRITE)
    read_view(kind, dict(fields))
    operation = _make_operation(
        session,
        case=case,
        record=record or RecordId(session.new_id()),
        kind=kind,
        section=section,
        fields=dict(fields),
        base=dict.fromkeys(fields, 0),
    )
    return session.store.record_work(
        [operation],
        closes_draft=closes_draft,
        attached=attached,
        author_name=session.hat.person_name,
        clears=clears,
    )


def make_change(
    session: OpenSession,
    record: CaseRecord,
    fields: Mapping[str, JsonValue],
    link: ChainLink | None = None,
) -> Operation:
    """The change of fields of a record, over the versions of them that were seen.

    Raises:
        AccessRefused: the hat may not write this section of this case.
        RecordInvalid: a field is of the wrong shape.
    """
    session.require(record.case, record.section, Action.WRITE, record=record.record)
    read_view(record.kind, {**record.fields, **fields})
    return _make_operation(
        session,
        case=record.case,
        record=record.record,
        kind=record.kind,
        section=record.section,
        fields=dict(fields),
        base={name: record.versions.get(name, 0) for name in fields},
        link=link,
    )


def make_decision(
    session: OpenSession, record: CaseRecord, field: str, value: JsonValue
) -> Operation:
    """The decision of the dispute about one field of a record, having seen all its claims.

    Raises:
        AccessRefused: the hat may not write this section of this case.
        RecordInvalid: the value is not one of its field.
    """
    session.require(record.case, record.section, Action.WRITE, record=record.record)
    read_view(record.kind, {**record.fields, field: value})
    return _make_operation(
        session,
        case=record.case,
        record=record.record,
        kind=record.kind,
        section=record.section,
        fields={field: value},
        base={field: record.versions.get(field, 0)},
        decides=(field,),
    )


def _make_operation(
    session: OpenSession,
    *,
    case: CaseId,
    record: RecordId,
    kind: RecordKind,
    section: Section,
    fields: dict[str, JsonValue],
    base: dict[str, int],
    decides: tuple[str, ...] = (),
    link: ChainLink | None = None,
) -> Operation:
    link = link or session.store.next_link()
    return Operation(
        id=OperationId(session.new_id()),
        device=session.profile.device,
        counter=link.counter,
        author=session.hat.person,
        hat=session.hat.id,
        case=case,
        record=record,
        kind=kind,
        section=section,
        fields=fields,
        base=base,
        at=stamp(link.last, session.clock.now()).encode(),
        previous=link.previous,
        decides=decides,
    )


def _link_after(operation: Operation) -> ChainLink:
    return ChainLink(operation.counter + 1, operation.digest(), HybridTime.decode(operation.at))
