# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting cases on the county's list that begin with the record of a youth.

Invariants: `casework.opening` decides; only a case no county list ever held is opened, and whoever
opened it is assigned in the same transaction; one whose key was destroyed is never opened again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from casework.clock import county_day
from casework.hats import Hat
from casework.ids import CaseId, CountyId
from casework.opening import assignment_of_opener, find_opening_refusal, opens_case
from casework.operations import Operation
from sync.server.database import share_for
from sync.server.judging import is_uuid
from sync.server.memberships import grant
from sync.server.tables import case_file


def open_new_cases(
    connection: Connection,
    county_id: CountyId,
    hat: Hat,
    operations: Sequence[Operation],
    now: datetime,
) -> frozenset[CaseId]:
    """Open what a batch begins; returns the cases that are new."""
    if find_opening_refusal(hat) is not None:
        return frozenset()
    begun = {
        work.case: work.id
        for work in reversed(operations)
        if opens_case(work)
        and (work.author, work.hat) == (hat.person, hat.id)
        and is_uuid(work.case)
        and is_uuid(work.id)
    }
    if not begun:
        return frozenset()
    opened = set()
    for case in sorted(begun.keys() - _find_known(connection, county_id, begun)):
        share_for(connection, case)
        if _add(connection, county_id, case, now):
            assigned = assignment_of_opener(hat, case, now)
            grant(connection, county_id, begun[case], assigned)
            opened.add(case)
    return frozenset(opened)


def _find_known(
    connection: Connection, county_id: CountyId, cases: Iterable[CaseId]
) -> set[CaseId]:
    query = select(case_file.c.id).where(case_file.c.county == county_id, case_file.c.id.in_(cases))
    return {CaseId(one) for one in connection.execute(query).scalars()}


def _add(connection: Connection, county_id: CountyId, case: CaseId, now: datetime) -> bool:
    row = {"county": county_id, "id": case, "opened_on": county_day(now)}
    return bool(
        connection.execute(insert(case_file).values(**row).on_conflict_do_nothing()).rowcount
    )
