# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the store's rows to what was signed about a record; what was refused does not count."""

from collections import defaultdict
from collections.abc import Sequence

from casework.ids import RecordId
from casework.record_parts import RecordView
from casework.records import CaseRecord, read_view
from casework.sign_offs import MadeSignOff, SignOff
from casework.vocabulary import RecordKind
from desktop.services.held_case import visible_records
from desktop.session import OpenSession
from storage.model import CaseFile, RecordRow


def view_of(row: RecordRow) -> RecordView:
    """The typed view of a row."""
    return read_view(row.stored.record.kind, row.stored.record.fields)


def made_of(record: CaseRecord) -> MadeSignOff:
    """A sign-off from its record."""
    view = read_view(record.kind, record.fields)
    assert isinstance(view, SignOff)
    return MadeSignOff(view, record.record, record.author, record.author_name)


def made_about(session: OpenSession, held: CaseFile, about: RecordId) -> list[MadeSignOff]:
    """What was signed about one record of a case."""
    made = (
        made_of(one.record)
        for one in visible_records(session, held)
        if one.record.kind is RecordKind.SIGN_OFF and one.refused is None
    )
    return [one for one in made if one.view.about == about]


def group_by_record(rows: Sequence[RecordRow]) -> defaultdict[RecordId, list[MadeSignOff]]:
    """Sign-offs by what they are about."""
    grouped: defaultdict[RecordId, list[MadeSignOff]] = defaultdict(list)
    for one in map(made_of, (row.stored.record for row in rows)):
        grouped[one.view.about].append(one)
    return grouped
