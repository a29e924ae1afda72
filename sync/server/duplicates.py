# SPDX-License-Identifier: AGPL-3.0-or-later
"""One youth in two cases: found by the server, shown to a coordinator, never to a worker.

Invariants:
- Looking happens only when a coordinator or the command line asks; taking in a worker's records
  never looks, so neither the answer to a worker nor its time tells of another case.
- A youth is named to a coordinator only who is designated for the cross-agency index.
- That a substance use program works in a case is told only where the county's definition says so.
- Nothing is joined or dismissed by software.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy.dialects.postgresql import insert

from casework.alike import find_alike
from casework.ids import CaseId, CountyId
from casework.index_rules import UseKind
from casework.index_talk import DuplicateSide, PossibleDuplicate
from casework.records import CaseRecord, Youth, read_view
from casework.vocabulary import AgencyKind, LegalRole, RecordKind, Section
from casework.youths_alike import sketch_youth
from sync.server.cases import open_row
from sync.server.content_seals import case_key, open_seals
from sync.server.database import seek_duplicates
from sync.server.errors import NotFound, RequestRefused
from sync.server.index_standing import Asking, read_standing
from sync.server.index_tables import duplicate_decision
from sync.server.index_use import note_use
from sync.server.tables import agency, case_file, hat, membership, record
from sync.wire.index import (
    MOST_DUPLICATES,
    DuplicateDecision,
    DuplicatesReply,
    DuplicatesRequest,
)
from sync.wire.messages import ProblemCode


class Decider(NamedTuple):
    """Who decides, and when."""

    name: str
    at: datetime


def exchange_duplicates(asking: Asking, asked: DuplicatesRequest) -> DuplicatesReply:
    """Take a coordinator's decisions and say what waits.

    Raises:
        RequestRefused: the asker is no coordinator.
    """
    if asking.hat.legal_role is not LegalRole.MDT_COORDINATOR:
        raise RequestRefused(
            ProblemCode.BAD_REQUEST, "Only the county's coordinators look after duplicates."
        )
    by = Decider(asking.hat.id, asking.now)
    for one in asked.decided:
        try:
            decide_duplicate(
                asking.connection, asking.county, (one.first, one.second), one.decision, by
            )
        except NotFound as error:
            raise RequestRefused(ProblemCode.BAD_REQUEST, str(error)) from error
    seek_duplicates(asking.connection)
    named = asking.word().power.may_ask
    waiting = find_duplicates(asking.connection, asking.county, named=named)
    note_use(asking, UseKind.LISTED, b"", found=len(waiting))
    return DuplicatesReply(waiting=tuple(waiting[:MOST_DUPLICATES]))


def find_duplicates(
    connection: Connection, county_id: CountyId, *, named: bool
) -> list[PossibleDuplicate]:
    """Every pair nobody decided about, the likest first.

    The transaction is the owner's, or a coordinator's that seeks duplicates.

    Args:
        named: say who the youths are.
    """
    youths = _read_youths(connection, county_id)
    sketches = {case: sketch_youth(youth) for case, youth in youths.items()}
    decided = _read_decided(connection, county_id)
    pairs = []
    for one, other, likeness in find_alike(sketches):
        first, second = sorted((one, other))
        if (first, second) not in decided:
            pairs.append((first, second, likeness))
    cases = {case for first, second, _ in pairs for case in (first, second)}
    agencies = _read_agencies(connection, county_id, cases)
    shown = youths if named else {}
    found = [
        PossibleDuplicate(
            first=_side(first, shown, agencies),
            second=_side(second, shown, agencies),
            score=round(likeness.score, 2),
            signs=likeness.signs,
        )
        for first, second, likeness in pairs
    ]
    return sorted(found, key=lambda one: (-one.score, one.first.case, one.second.case))


def decide_duplicate(
    connection: Connection,
    county_id: CountyId,
    cases: tuple[CaseId, CaseId],
    decision: DuplicateDecision,
    by: Decider,
) -> None:
    """Keep what a person decided about two cases; a later decision replaces it.

    Raises:
        NotFound: there is no such case, or only one.
    """
    first, second = sorted(cases)
    query = select(case_file.c.id).where(
        case_file.c.county == county_id, case_file.c.id.in_({first, second})
    )
    if len(set(connection.execute(query).scalars())) != 2:
        raise NotFound("Name two cases that are on the county's list.")
    told = {"decision": decision.value, "decided_at": by.at, "decided_by": by.name}
    keys = {"county": county_id, "first_case": first, "second_case": second}
    connection.execute(
        insert(duplicate_decision)
        .values(keys | told)
        .on_conflict_do_update(index_elements=list(keys), set_=told)
    )


def _read_youths(connection: Connection, county_id: CountyId) -> dict[CaseId, Youth]:
    rows = connection.execute(
        select(record).where(
            record.c.county == county_id, record.c.section == Section.IDENTITY.value
        )
    ).all()
    seals = open_seals(connection, county_id)
    seals.load({case_key(CaseId(row.case_id)) for row in rows})
    youths: dict[CaseId, Youth] = {}
    for row in rows:
        case = CaseId(row.case_id)
        if not seals.has(case_key(case)):
            continue
        kept = CaseRecord.model_validate_json(
            open_row(seals, case, row.id, row.version, bytes(row.content))
        )
        view = read_view(kept.kind, kept.fields) if kept.kind is RecordKind.YOUTH else None
        if isinstance(view, Youth):
            youths[case] = view
    return youths


def _read_decided(connection: Connection, county_id: CountyId) -> set[tuple[str, str]]:
    columns = duplicate_decision.c
    rows = connection.execute(
        select(columns.first_case, columns.second_case).where(columns.county == county_id)
    )
    return {(row.first_case, row.second_case) for row in rows}


def _read_agencies(
    connection: Connection, county_id: CountyId, cases: set[CaseId]
) -> dict[str, set[str]]:
    rows = connection.execute(
        select(membership.c.case_id, agency.c.name)
        .join(hat, (hat.c.county == membership.c.county) & (hat.c.id == membership.c.hat))
        .join(agency, (agency.c.county == hat.c.county) & (agency.c.id == hat.c.agency))
        .where(
            membership.c.county == county_id,
            membership.c.case_id.in_(cases),
            membership.c.revoked_at.is_(None),
            *_told_of(connection, county_id),
        )
        .distinct()
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row.case_id].add(row.name)
    return found


def _told_of(connection: Connection, county_id: CountyId) -> tuple[ColumnElement[bool], ...]:
    """Whose work may be told of: being served by a Part 2 program is itself protected."""
    if read_standing(connection, county_id).substance_use:
        return ()
    return (
        agency.c.kind != AgencyKind.SUBSTANCE_USE.value,
        hat.c.legal_role != LegalRole.CLINICIAN_SUBSTANCE_USE.value,
    )


def _side(
    case: CaseId, youths: Mapping[CaseId, Youth], agencies: Mapping[str, set[str]]
) -> DuplicateSide:
    youth = youths.get(case)
    return DuplicateSide(
        case=case,
        shown_name="" if youth is None else youth.shown_name,
        birth_date=None if youth is None else youth.birth_date,
        agencies=tuple(sorted(agencies.get(case, ()))),
    )
