# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ledger of disclosures: what of one agency's work another agency was shown, and why.

A line is written in the transaction that serves the copy, with the hash of its bytes, of a file the
hash of the whole file with its first part; serving the same copy again adds none. Lines are only
ever added.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from casework.ids import AgencyId, CaseId, CountyId, HatId
from casework.papers_given import Disclosed
from casework.policy import Decision
from casework.vocabulary import Basis, Section
from sync.server.grounds import list_grounds
from sync.server.tables import agency, disclosure, hat


class Shown(NamedTuple):
    """Whose work, in which part of which case, on which ground."""

    case: CaseId
    section: Section
    owner: AgencyId
    basis: Basis
    ground: str


@dataclass
class Ledger:
    """What one page discloses."""

    records: dict[Shown, list[str]] = field(default_factory=dict)
    _hashes: dict[Shown, "hashlib._Hash"] = field(default_factory=dict)

    def note(
        self,
        case: CaseId,
        section: Section,
        owner: AgencyId,
        decision: Decision,
        copy: tuple[str, bytes],
    ) -> None:
        """Remember that a record was put into the page."""
        assert decision.basis is not None
        shown = Shown(case, section, owner, decision.basis, decision.ground)
        record, content = copy
        self.records.setdefault(shown, []).append(record)
        self._hashes.setdefault(shown, hashlib.sha256()).update(content)

    def write(
        self,
        connection: Connection,
        county_id: CountyId,
        hat_id: HatId,
        now: datetime,
    ) -> None:
        """Write the lines of this page."""
        for shown, records in self.records.items():
            copy = Copy(shown, tuple(records), self._hashes[shown].hexdigest())
            write_copy(connection, county_id, hat_id, copy, now)


class Copy(NamedTuple):
    """What was shown of one owner's work at once: of which records, and the hash of the bytes."""

    shown: Shown
    records: tuple[str, ...]
    sha256: str


def write_copy(
    connection: Connection, county_id: CountyId, hat_id: HatId, copy: Copy, now: datetime
) -> None:
    """Write a line, unless this very copy was shown to this hat before."""
    shown = copy.shown
    line = {
        "county": county_id,
        "case_id": shown.case,
        "section": shown.section.value,
        "owner": shown.owner,
        "hat": hat_id,
        "ground": shown.ground,
        "sha256": copy.sha256,
        "basis": shown.basis.value,
        "records": list(copy.records),
        "at": now,
    }
    connection.execute(insert(disclosure).values(line).on_conflict_do_nothing())


def list_disclosures(connection: Connection, county_id: CountyId, case: CaseId) -> list[Disclosed]:
    """The accounting of one youth's case, oldest first; needs administration.

    The purpose is the one its ground states; empty once the case's key was destroyed.
    """
    purposes = {one.id: one.words for one in list_grounds(connection, county_id, case=case)}
    owner, reader = agency.alias("owner_agency"), agency.alias("reader_agency")
    query = (
        select(
            disclosure,
            owner.c.name.label("owner_name"),
            reader.c.name.label("reader_name"),
            hat.c.person_name,
        )
        .join(owner, (owner.c.county == disclosure.c.county) & (owner.c.id == disclosure.c.owner))
        .join(hat, (hat.c.county == disclosure.c.county) & (hat.c.id == disclosure.c.hat))
        .join(reader, (reader.c.county == hat.c.county) & (reader.c.id == hat.c.agency))
        .where(disclosure.c.county == county_id, disclosure.c.case_id == case)
        .order_by(disclosure.c.at, disclosure.c.section, disclosure.c.hat)
    )
    return [
        Disclosed(
            at=row.at,
            section=Section(row.section),
            records=len(row.records),
            owner=row.owner_name,
            shown_to=row.person_name,
            agency=row.reader_name,
            basis=Basis(row.basis),
            purpose=purposes.get(row.ground, ""),
            sha256=row.sha256,
        )
        for row in connection.execute(query)
    ]
