# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening cases and writing records on the server itself, for set-up and training.

Needs administration. A laptop's work never comes this way: see `push`.
"""

from collections.abc import Sequence
from datetime import date

from pydantic import JsonValue
from sqlalchemy import Connection, insert

from casework.ids import CaseId, CountyId, RecordId
from casework.policy import Hat
from casework.records import CaseRecord, read_view
from casework.vocabulary import SECTION_OF_KIND, RecordKind, Section
from sync.server.content_seals import Seals, case_key, open_seals
from sync.server.feed import FeedRow, append_rows, lock_feed
from sync.server.tables import case_file, record


def open_case(connection: Connection, county_id: CountyId, case: CaseId, opened_on: date) -> None:
    """Put a case on the county's list; its youth is a record like any other."""
    connection.execute(insert(case_file).values(county=county_id, id=case, opened_on=opened_on))


def make_record(
    case: CaseId,
    record_id: RecordId,
    kind: RecordKind,
    fields: dict[str, JsonValue],
    author: Hat,
    at: str,
    section: Section | None = None,
) -> CaseRecord:
    """A record that has not been numbered yet.

    Args:
        section: where it stands, for kinds that stand in several; the kind's own when None.

    Raises:
        RecordInvalid: the fields are not those of its kind.
    """
    read_view(kind, fields)
    return CaseRecord(
        case=case,
        record=record_id,
        kind=kind,
        section=section or SECTION_OF_KIND[kind],
        version=0,
        fields=fields,
        versions=dict.fromkeys(fields, 0),
        author=author.person,
        author_name=author.person_name,
        hat=author.id,
        at=at,
    )


def add_records(connection: Connection, county_id: CountyId, records: Sequence[CaseRecord]) -> None:
    """Number new records and store them."""
    if not records:
        return
    seals = open_seals(connection, county_id)
    seals.prepare(case_key(one.case) for one in records)
    last = lock_feed(connection, county_id)
    connection.execute(
        insert(record),
        [store_row(county_id, _number(one, n), seals) for n, one in enumerate(records, last + 1)],
    )
    rows = [FeedRow("put", one.case, one.section, one.record) for one in records]
    append_rows(connection, county_id, last, rows)


def store_row(county_id: CountyId, kept: CaseRecord, seals: Seals) -> dict[str, object]:
    """A record as a row of its table; the key of its case is loaded."""
    return {
        "county": county_id,
        "id": kept.record,
        "case_id": kept.case,
        "section": kept.section.value,
        "version": kept.version,
        "content": seal_record(kept, seals),
        "hat": kept.hat,
    }


def seal_record(kept: CaseRecord, seals: Seals) -> bytes:
    """What a record's row holds; the key of its case is loaded."""
    [sealed] = seal_records([kept], seals)
    return sealed


def seal_records(kept: Sequence[CaseRecord], seals: Seals) -> list[bytes]:
    """What records' rows hold; the keys of their cases are loaded."""
    return seals.seal_each(
        "record",
        [
            (case_key(one.case), one.record, one.version, one.model_dump_json().encode())
            for one in kept
        ],
    )


def open_row(seals: Seals, case: CaseId, record_id: str, version: int, content: bytes) -> bytes:
    """The JSON of a record's row; errors as `Seals.open`."""
    return seals.open(content, (case_key(case),), "record", record_id, version)


def _number(one: CaseRecord, version: int) -> CaseRecord:
    versions = dict.fromkeys(one.versions, version)
    return one.model_copy(update={"version": version, "versions": versions})
