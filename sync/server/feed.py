# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers of the county's feed, given without gaps.

The counter row is locked until the transaction ends, so numbers become visible in their order and
none is ever skipped or seen late; a sequence could do neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from casework.ids import CaseId, CountyId, HatId, RecordId
from casework.reasons import Reason
from casework.vocabulary import Section
from sync.server.database import ask_driver
from sync.server.tables import county


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
    ask_driver(
        connection,
        _APPEND,
        {
            "county": county_id,
            "numbers": list(range(last + 1, last + len(rows) + 1)),
            "kinds": [row.kind for row in rows],
            "cases": [row.case for row in rows],
            "sections": [row.section and row.section.value for row in rows],
            "records": [row.record for row in rows],
            "hats": [row.hat for row in rows],
            "reasons": [row.reason and row.reason.model_dump_json().encode() for row in rows],
        },
    )
    connection.execute(
        update(county).where(county.c.county == county_id).values(feed_n=last + len(rows))
    )


# Arrays, not a row of placeholders for each entry: the statement stays the same for any number.
_APPEND = """
INSERT INTO feed (county, n, kind, case_id, section, record, hat, reason)
SELECT %(county)s, * FROM unnest(%(numbers)b::bigint[], %(kinds)b::text[], %(cases)b::text[],
    %(sections)s::text[], %(records)s::text[], %(hats)s::text[], %(reasons)s::bytea[])
"""
