# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers that laptops made for other agencies, as lines of the accounting of disclosures.

A laptop records each as work of its case (`casework.papers_given`); the county reads them where the
accounting is made, so that it tells copies on paper beside those it served itself.

Invariant: of a case whose key was destroyed there are none, as nothing of it can be read.
"""

from sqlalchemy import Connection, select

from casework.ids import CaseId, CountyId
from casework.papers_given import Disclosed, PaperGiven, account_for_paper
from casework.records import CaseRecord, read_view
from casework.vocabulary import RecordKind, sections_of
from sync.server.cases import open_row
from sync.server.content_seals import case_key, open_seals
from sync.server.disclosures import list_disclosures
from sync.server.tables import record


def account_for(connection: Connection, county_id: CountyId, case: CaseId) -> list[Disclosed]:
    """Every disclosure of a case that is known here, served and on paper, the oldest first."""
    found = list_disclosures(connection, county_id, case)
    found += list_papers_given(connection, county_id, case)
    return sorted(found, key=lambda one: one.at)


def list_papers_given(connection: Connection, county_id: CountyId, case: CaseId) -> list[Disclosed]:
    """A line for each part of the case that a paper held."""
    rows = connection.execute(
        select(record.c.id, record.c.version, record.c.content).where(
            record.c.county == county_id,
            record.c.case_id == case,
            record.c.section.in_([one.value for one in sections_of(RecordKind.PAPER_GIVEN)]),
        )
    ).all()
    seals = open_seals(connection, county_id)
    seals.load([case_key(case)])
    if not seals.has(case_key(case)):
        return []
    lines: list[Disclosed] = []
    for row in rows:
        content = open_row(seals, case, row.id, row.version, bytes(row.content))
        kept = CaseRecord.model_validate_json(content)
        if kept.kind is RecordKind.PAPER_GIVEN:
            view = read_view(kept.kind, kept.fields)
            assert isinstance(view, PaperGiven)
            lines += account_for_paper(view)
    return lines
