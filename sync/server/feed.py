# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers of the county's feed, given without gaps.

The counter row is locked until the transaction ends, so numbers become visible in their order and
none is ever skipped or seen late; a sequence could do neither.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from casework.ids import CaseId, CountyId, HatId, RecordId
from casework.reasons import Reason
from casework.vocabulary import Section
from sync.server.arrays import Numbers, Words
from sync.server.driver import ask_driver


class FeedRow(NamedTuple):
    """One numbered entry; without `hat` it is for everyone assigned to the case and section."""

    kind: str
    case: CaseId
    section: Section | None = None
    record: RecordId | None = None
    hat: HatId | None = None
    reason: Reason | None = None


def lock_feed(connection: Connection, county_id: CountyId) -> int:
    """Hold the counter until the transaction ends; the last number given so far."""
    [(last,)] = ask_driver(connection, _LOCK, {"county": county_id})
    return int(last)


def append_rows(
    connection: Connection, county_id: CountyId, last: int, rows: Sequence[FeedRow]
) -> None:
    """Write entries last + 1, last + 2 …; the caller holds the counter (`lock_feed`)."""
    if not rows:
        return
    numbers = range(last + 1, last + len(rows) + 1)
    if all(map(_is_plain, rows)):
        told: dict[str, object] = {
            "county": county_id,
            "numbers": Numbers.of(numbers),
            "cases": Words.of([row.case for row in rows]),
            "sections": Words.of([row.section or "" for row in rows]),
            "records": Words.of([row.record or "" for row in rows]),
        }
        ask_driver(connection, _APPEND_CHANGES, told)
    else:
        _append_any(connection, county_id, numbers, rows)
    ask_driver(connection, _COUNT_ON, {"county": county_id, "last": numbers[-1]})


def _is_plain(row: FeedRow) -> bool:
    """Whether an entry is a change of a record for everyone who may see it."""
    is_change = row.record is not None and row.section is not None
    return is_change and row.hat is None and row.reason is None


def _append_any(
    connection: Connection, county_id: CountyId, numbers: range, rows: Sequence[FeedRow]
) -> None:
    ask_driver(
        connection,
        _APPEND,
        {
            "county": county_id,
            "numbers": list(numbers),
            "kinds": [row.kind for row in rows],
            "cases": [row.case for row in rows],
            "sections": [row.section and row.section.value for row in rows],
            "records": [row.record for row in rows],
            "hats": [row.hat for row in rows],
            "reasons": [row.reason and row.reason.model_dump_json().encode() for row in rows],
        },
    )


_COUNT_ON = "UPDATE county SET feed_n = %(last)s WHERE county = %(county)s"
_LOCK = "SELECT feed_n FROM county WHERE county = %(county)s FOR UPDATE"
_APPEND_CHANGES = """
INSERT INTO feed (county, n, kind, case_id, section, record)
SELECT %(county)s, w.n, 'put', w.case_id, w.section, w.record
FROM unnest(%(numbers)s, %(cases)s, %(sections)s, %(records)s) AS w (n, case_id, section, record)
"""
# Arrays, not a row of placeholders for each entry: the statement stays the same for any number.
_APPEND = """
INSERT INTO feed (county, n, kind, case_id, section, record, hat, reason)
SELECT %(county)s, * FROM unnest(%(numbers)b::bigint[], %(kinds)b::text[], %(cases)b::text[],
    %(sections)s::text[], %(records)s::text[], %(hats)s::text[], %(reasons)s::bytea[])
"""
