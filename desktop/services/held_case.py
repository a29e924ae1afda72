# SPDX-License-Identifier: AGPL-3.0-or-later
"""A case on this laptop as its hat may see it now: the case, its visible records, one of them.

Invariant: what is not visible is told as not being here.
"""

from casework.ids import CaseId, RecordId
from casework.record_parts import Surroundings
from casework.records import read_view
from casework.vocabulary import Action, Section
from desktop.services.youth_of_case import require_youth
from desktop.session import COUNTY_ZONE, OpenSession
from storage.model import CaseFile, RecordRow, StoredRecord
from ui.errors import ShownError


def require_case(session: OpenSession, case: CaseId) -> CaseFile:
    """A case whose youth this hat may know.

    Raises:
        ShownError: it is not on this laptop.
        AccessRefused: it is not for this hat now.
    """
    held = session.store.case(case)
    if held is None:
        raise ShownError("This case is not on this laptop.", "Go back to the list.")
    session.require(case, Section.IDENTITY, Action.READ)
    return held


def visible_records(session: OpenSession, held: CaseFile) -> list[StoredRecord]:
    """The records of a case this hat may see now."""
    return [one.stored for one in session.only_seen([RecordRow("", one) for one in held.records])]


def find_record(session: OpenSession, held: CaseFile, record: RecordId) -> StoredRecord:
    """One visible record of a case; raises ShownError."""
    for one in visible_records(session, held):
        if one.record.record == record:
            return one
    raise ShownError("This record is not on this laptop any more.", "Go back to the case.")


def surroundings_of(session: OpenSession, held: CaseFile, but: RecordId | None) -> Surroundings:
    """What a record of a case is judged among: the others this hat may see, refused ones not."""
    youth = require_youth(held)
    others = tuple(
        (one.record.record, read_view(one.record.kind, one.record.fields))
        for one in visible_records(session, held)
        if one.record.record != but and one.refused is None
    )
    return Surroundings(
        now=session.clock.now(),
        zone=COUNTY_ZONE,
        birth_date=youth.birth_date,
        others=others,
        closed=youth.closed_on is not None,
    )
