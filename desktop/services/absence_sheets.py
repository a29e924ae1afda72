# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes on the reports of an absence to law enforcement and to NCMEC.

Invariant: nothing here fetches; a sheet is made of the records that the hat was found to see.
"""

from collections.abc import Sequence

from casework.absences import Absence
from casework.clock_rules import Party
from casework.clocks import Notice, RunningClock
from casework.ids import RecordId
from casework.people_around import PersonAround, Relation
from casework.placements import Placement
from casework.records import CaseRecord, Document, Youth, read_view
from desktop.session import OpenSession
from ui.errors import ShownError
from ui.paper_views import PrintNote
from ui.record_views import AbsenceSheet, SheetPhoto

GUARDIANS = (Relation.PARENT, Relation.GUARDIAN, Relation.INDIAN_CUSTODIAN)


def build_sheet(
    session: OpenSession,
    youth: Youth,
    shown: CaseRecord,
    seen: Sequence[CaseRecord],
    note: PrintNote,
    photo: CaseRecord | None = None,
) -> AbsenceSheet:
    """The sheet of one absence.

    Args:
        seen: every record of the case that this hat may see now.
        note: that it was logged.
        photo: the document that goes with it.

    Raises:
        ShownError: the record is no absence.
    """
    absence = read_view(shown.kind, shown.fields)
    if not isinstance(absence, Absence):
        raise ShownError("This is no absence.", "Open the absence and try again.")
    views = [(one.record, read_view(one.kind, one.fields)) for one in seen]
    earlier = [
        view
        for record, view in views
        if isinstance(view, Absence)
        and record != shown.record
        and view.discovered_at < absence.discovered_at
    ]
    stays = [view for _, view in views if isinstance(view, Placement) and view.not_placed is None]
    people = (view for _, view in views if isinstance(view, PersonAround))
    clocks = {
        record: view.party
        for record, view in views
        if isinstance(view, RunningClock) and view.starts_with == shown.record
    }
    notices = [view for _, view in views if isinstance(view, Notice)]
    hat = session.hat
    return AbsenceSheet(
        youth=youth,
        absence=absence,
        earlier=tuple(sorted(earlier, key=lambda one: one.discovered_at, reverse=True)),
        place=next((one for one in stays if one.is_open), None),
        guardians=tuple(one for one in people if one.relation in GUARDIANS),
        numbers=_numbers(notices, clocks),
        reporter=(hat.person_name, hat.title, hat.agency_name),
        note=note,
        photo=None if photo is None else _photo(session, photo),
    )


def _photo(session: OpenSession, chosen: CaseRecord) -> SheetPhoto:
    view = read_view(chosen.kind, chosen.fields)
    if not isinstance(view, Document) or view.media == "application/pdf":
        raise ShownError("This is no photograph.", "Choose another one, or none.")
    return SheetPhoto(chosen.record, chosen.section, session.owner_of(chosen.hat))


def _numbers(notices: Sequence[Notice], clocks: dict[RecordId, Party]) -> dict[Party, str]:
    """The first number each party gave."""
    found: dict[Party, str] = {}
    for one in sorted(notices, key=lambda notice: notice.told_at):
        party = clocks.get(one.clock)
        if party is not None and one.reference.strip():
            found.setdefault(party, one.reference.strip())
    return found
