# SPDX-License-Identifier: AGPL-3.0-or-later
"""Laying one operation over a record: the same pure rule on the server and on the laptop.

Nothing is ever picked silently. Fields that nobody else touched are applied; other fields
changed meanwhile make it `parallel`; the same field changed meanwhile with another value makes
it `conflict`: the record then keeps both values in a dispute (casework.disputes), and all that did
not clash is applied. Whatever is written to a disputed field joins the dispute, until somebody who
has seen every claim decides; two who decide differently are in dispute again. A signed or
append-only record takes exactly one operation. Edits of one laptop never conflict with each other:
each was made with the one before in view.
"""

from collections.abc import Collection
from typing import NamedTuple

from pydantic import JsonValue

from casework.disputes import Claim, Dispute, Writer, sort_claims, value_meanwhile
from casework.ids import OperationId
from casework.operations import Operation, Outcome
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord
from casework.vocabulary import APPEND_ONLY_KINDS, sections_of


class Merged(NamedTuple):
    """What became of an operation; no record when refused, a reason when refused or in conflict."""

    outcome: Outcome
    record: CaseRecord | None
    reason: Reason | None = None


class _Field(NamedTuple):
    """What became of one field: its value and writer, its dispute, and whether it clashed."""

    value: JsonValue
    writer: Writer
    dispute: Dispute | None = None
    clashed: bool = False


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
        own: versions that earlier operations of the same laptop made, also those in which another
            field clashed. Their author has seen them, whatever base a later operation names: it was
            written before the county had numbered them. In an open dispute they do not count: the
            last who touched the field there clashed, and may not have seen the other claims.
    """
    if operation.section not in sections_of(operation.kind):
        return _refuse(ReasonCode.SECTION_MISMATCH)
    if record is None:
        return Merged(Outcome.APPLIED, _make(operation, version, author_name))
    if record.case != operation.case:
        return _refuse(ReasonCode.OTHER_CASE)
    if record.kind is not operation.kind or record.section is not operation.section:
        return _refuse(ReasonCode.SECTION_MISMATCH)
    if record.kind in APPEND_ONLY_KINDS:
        return _refuse(ReasonCode.SIGNED_IS_FINAL)
    fields = {
        name: _merge_field(record, operation, name, author_name, own) for name in operation.fields
    }
    laid = _overlay(record, fields, version)
    if any(one.clashed for one in fields.values()):
        return Merged(Outcome.CONFLICT, laid, Reason.of(ReasonCode.CHANGED_MEANWHILE))
    seen = max(operation.base.values(), default=0)
    return Merged(Outcome.PARALLEL if record.version > seen else Outcome.APPLIED, laid)


def _merge_field(
    record: CaseRecord, operation: Operation, name: str, author_name: str, own: Collection[int]
) -> _Field:
    value, present = operation.fields[name], record.versions.get(name, 0)
    is_base = present <= operation.base.get(name, 0)
    decides = name in operation.decides
    writer = _writer(operation, name, author_name)
    claim = Claim.by(writer, value, decides=decides)
    dispute = next((one for one in record.open_disputes if one.field == name), None)
    if dispute is not None and decides and is_base:
        return _Field(value, writer, dispute.model_copy(update={"decided": claim}))
    standing = _standing(record, name)
    if dispute is None:
        if not is_base and record.fields.get(name) == value:
            # Written by both: whoever was first stands for it, in whatever order they arrived.
            return _Field(value, min(standing, writer, key=lambda one: (one.at, one.operation)))
        if is_base or present in own:
            return _Field(value, writer)
        decided = _is_decision(record, name, standing)
        first = Claim.by(standing, record.fields.get(name), decides=decided)
        dispute = Dispute(field=name, claims=(first,))
    dispute = dispute.add(claim)
    meanwhile = value_meanwhile(record.kind, name, dispute.claims)
    return _Field(meanwhile, standing, dispute, clashed=True)


def _standing(record: CaseRecord, name: str) -> Writer:
    """Who wrote the value that stands."""
    made = Writer(
        operation=OperationId(""),
        author=record.author,
        author_name=record.author_name,
        hat=record.hat,
        at=record.at,
    )
    return record.writers.get(name, made)


def _is_decision(record: CaseRecord, name: str, writer: Writer) -> bool:
    """Whether what stands was itself given as a decision."""
    return any(
        one.decided is not None and one.decided.operation == writer.operation
        for one in record.disputes
        if one.field == name
    )


def _writer(operation: Operation, name: str, author_name: str) -> Writer:
    return Writer(
        operation=operation.id,
        author=operation.author,
        author_name=author_name,
        hat=operation.hat,
        at=operation.at,
        base=operation.base.get(name, 0),
    )


def _make(operation: Operation, version: int, author_name: str) -> CaseRecord:
    final = operation.kind in APPEND_ONLY_KINDS
    names = () if final else operation.fields
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
        writers={name: _writer(operation, name, author_name) for name in names},
    )


def _overlay(record: CaseRecord, fields: dict[str, _Field], version: int) -> CaseRecord:
    touched = {name for name, one in fields.items() if one.dispute is not None}
    disputes = [one for one in record.disputes if not (one.is_open and one.field in touched)]
    disputes += [one.dispute for one in fields.values() if one.dispute is not None]
    return record.model_copy(
        update={
            "fields": {**record.fields, **{name: one.value for name, one in fields.items()}},
            "versions": {**record.versions, **dict.fromkeys(fields, version)},
            "version": version,
            "writers": {**record.writers, **{name: one.writer for name, one in fields.items()}},
            "disputes": tuple(sorted(disputes, key=_began)),
        }
    )


def _began(dispute: Dispute) -> tuple[str, str, str]:
    first = sort_claims(dispute.claims)[0]
    return first.at, first.operation, dispute.field


def _refuse(code: ReasonCode) -> Merged:
    return Merged(Outcome.REFUSED, None, Reason.of(code))
