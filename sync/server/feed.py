# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers of the county's feed, given without gaps.

The counter row is locked until the transaction ends, so numbers become visible in their order and
none is ever skipped or seen late; a sequence could do neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from casework.ids import CaseId, CountyId, HatId, RecordId
from casework.reasons import Reason
from casework.vocabulary import Section
from sync.server.tables import county, feed


@dataclass(frozen=True)
class FeedRow:
    """One numbered entry; without `hat` it is for everyone assigned to the case and section."""

    kind: str
    case: CaseId
    section: Section | None = None
    record: RecordId | None = None
    hat: HatId | None = None
    reason: Reason | None = None


def lock_feed(connection: Connection, county_id: CountyId) -> int:
    """Hold the counter until the transaction ends; the last number given so far."""
    query = select(county.c.feed_n).where(county.c.county == county_id).with_for_update()
    return int(connection.execute(query).scalar_one())


def append_rows(
    connection: Connection, county_id: CountyId, last: int, rows: Sequence[FeedRow]
) -> None:
    """Write entries last + 1, last + 2 …; the caller holds the counter (`lock_feed`)."""
    if not rows:
        return
    values = [
        {
            "county": county_id,
            "n": number,
            "kind": row.kind,
            "case_id": row.case,
            "section": row.section and row.section.value,
            "record": row.record,
            "hat": row.hat,
            "reason": row.reason and row.reason.model_dump_json().encode(),
        }
        for number, row in enumerate(rows, last + 1)
    ]
    connection.execute(insert(feed), values)
    connection.execute(
        update(county).where(county.c.county == county_id).values(feed_n=last + len(rows))
    )
