# SPDX-License-Identifier: AGPL-3.0-or-later
"""Turning what a worker did into operations, with the right checked first."""

from collections.abc import Collection, Mapping

from pydantic import JsonValue

from casework.clock import stamp
from casework.ids import CaseId, DraftId, OperationId, RecordId
from casework.operations import Operation
from casework.records import read_view
from casework.vocabulary import SECTION_OF_KIND, Action, RecordKind
from desktop.session import OpenSession
from storage.model import Changes


def record_new(
    session: OpenSession,
    case: CaseId,
    kind: RecordKind,
    fields: Mapping[str, JsonValue],
    *,
    record: RecordId | None = None,
    closes_draft: DraftId | None = None,
    attached: Collection[str] = (),
) -> Changes:
    """Write a new record of a case as one operation, together with its row.

    Raises:
        AccessRefused: the hat may not write this section of this case.
        RecordInvalid: a field is missing or of the wrong shape.
    """
    section = SECTION_OF_KIND[kind]
    session.require(case, section, Action.WRITE)
    read_view(kind, dict(fields))
    link = session.store.next_link()
    operation = Operation(
        id=OperationId(session.new_id()),
        device=session.profile.device,
        counter=link.counter,
        author=session.hat.person,
        hat=session.hat.id,
        case=case,
        record=record or RecordId(session.new_id()),
        kind=kind,
        section=section,
        fields=dict(fields),
        base=dict.fromkeys(fields, 0),
        at=stamp(link.last, session.clock.now()).encode(),
        previous=link.previous,
    )
    return session.store.record_work(
        [operation],
        closes_draft=closes_draft,
        attached=attached,
        author_name=session.hat.person_name,
    )
