# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading entries of the cross-agency index.

Invariants: an entry whose case's key was destroyed, or that holds more than the four kinds, is told
to nobody.
"""

from datetime import datetime
from typing import NamedTuple

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Row, select

from casework.ids import AgencyId, CaseId, HatId
from casework.index_entry import IndexEntry
from casework.index_talk import IndexTold
from sync.server.content_seals import Seals, case_key
from sync.server.index_standing import Asking
from sync.server.index_tables import index_entry
from sync.server.memberships import read_memberships
from sync.server.tables import agency, hat

EntryRow = Row[tuple[object, ...]]


class KeptEntry(NamedTuple):
    """An entry as it was opened."""

    case: CaseId
    agency: AgencyId
    agency_name: str
    version: int
    hat: HatId
    by_name: str
    at: datetime
    entry: IndexEntry


def list_own_entries(asking: Asking, seals: Seals) -> list[IndexTold]:
    """The own agency's entries for the asker's own cases."""
    rows = select_entries(asking, index_entry.c.agency == asking.hat.agency)
    mine = {one.case for one in read_memberships(asking.connection, asking.county, asking.hat.id)}
    own = [row for row in rows if row.case_id in mine and asking.may_enter_case(row.case_id)]
    return [
        IndexTold(
            case=one.case, version=one.version, entry=one.entry, by_name=one.by_name, at=one.at
        )
        for one in open_entries(seals, own)
    ]


def select_entries(asking: Asking, which: ColumnElement[bool]) -> list[EntryRow]:
    """Entries with the names of agency and writer, sealed as they are."""
    query = (
        select(index_entry, agency.c.name, agency.c.kind, hat.c.person_name)
        .join(
            agency,
            (agency.c.county == index_entry.c.county) & (agency.c.id == index_entry.c.agency),
        )
        .join(hat, (hat.c.county == index_entry.c.county) & (hat.c.id == index_entry.c.hat))
        .where(index_entry.c.county == asking.county, which)
        .order_by(index_entry.c.case_id, index_entry.c.agency)
    )
    return list(asking.connection.execute(query))


def open_entries(seals: Seals, rows: list[EntryRow]) -> list[KeptEntry]:
    """What the rows hold, without those that nobody is told of."""
    seals.load(case_key(CaseId(row.case_id)) for row in rows)
    entries = []
    for row in rows:
        case = CaseId(row.case_id)
        if not seals.has(case_key(case)):
            continue
        place = ("index_entry", case, row.agency, row.version)
        opened = seals.open(bytes(row.content), (case_key(case),), *place)
        entry = _read_kept(opened)
        if entry is None:
            continue
        entries.append(
            KeptEntry(
                case,
                AgencyId(row.agency),
                row.name,
                row.version,
                HatId(row.hat),
                row.person_name,
                row.written_at,
                entry,
            )
        )
    return entries


def _read_kept(content: bytes) -> IndexEntry | None:
    """An entry of the database; one that holds more than the four kinds is not told to anyone."""
    try:
        return IndexEntry.model_validate_json(content)
    except ValidationError:
        return None
