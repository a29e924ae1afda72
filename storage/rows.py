# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of records and cases, with the search terms that belong to them.

Invariants:
- A record's row is what is shown. `beneath` is NULL when that is the county's own record;
  otherwise it holds the county's record under the own work, or the word `null`.
- The search index always holds exactly what `searched` says of the rows: every function here that
  changes a row changes its terms. (Triggers would do the same at twice the time of a pull.) A
  note's words are its text, which is kept once, in `fields`.
- Ids ascend within one batch: the index writes itself to disk whenever they step back.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from pydantic_core import to_json

from casework.errors import RecordInvalid
from casework.ids import CaseId, HatId, PersonId, RecordId
from casework.likeness import sound_keys
from casework.reasons import Reason
from casework.records import CaseRecord, Youth, read_view, searchable_text
from casework.vocabulary import RecordKind, Section
from storage.errors import StorageBug
from storage.model import RecordRow, StoredRecord

# Six that decide where a record stands in the indexes of every kind, and the others.
_KEYS = "id, case_number, record_id, kind, at, screened_on"
_REST = (
    "unsent, conflict, refused, section, version, author, author_name, hat, versions, beneath,"
    " names, fields, words, claims, sounds"
)
_REST_MARKS = ", ".join("?" * len(_REST.split(",")))
_VALUES = f"({_KEYS}, {_REST}) VALUES (?, ?, ?, ?, ?, ?, {_REST_MARKS})"
_UPDATE = f"UPDATE records SET ({_REST}) = ({_REST_MARKS}) WHERE id = ?"  # noqa: S608 constant text
_SHOWN = (
    "r.record_id, r.kind, r.at, r.unsent, r.conflict, r.refused, r.section, r.version, r.author,"
    " r.author_name, r.hat, r.versions, r.fields, r.claims"
)
_RECORD = TypeAdapter(CaseRecord | None)


class RowToWrite(NamedTuple):
    """A record to keep and the county's record under it (see `beneath` above)."""

    stored: StoredRecord
    beneath: str | None = None


def write_rows(connection: Any, numbers: Mapping[CaseId, int], rows: Sequence[RowToWrite]) -> None:
    """Insert or replace records, their search terms and what lists need of their cases."""
    by_record = {row.stored.record.record: row for row in rows}
    known = _known_rows(connection, list(by_record))
    next_id = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM records").fetchone()[0]
    fresh: list[tuple[Any, ...]] = []
    moved: list[tuple[Any, ...]] = []
    renewed: list[tuple[Any, ...]] = []
    outdated: list[tuple[int]] = []
    new_terms: list[tuple[int, str, str, str]] = []
    for record_id, row in by_record.items():
        number = numbers[row.stored.record.case]
        terms = terms_of(row.stored.record)
        found = known.get(record_id)
        row_id = next_id if found is None else found.id
        next_id += found is None
        if found is not None and found.case_number != number:
            raise StorageBug("A record was sent under two cases; report this to your county.")
        if found is None or found.terms != terms:
            if found is not None and any(found.terms):
                outdated.append((row_id,))
            if any(terms):
                new_terms.append((row_id, *terms))
        encoded = _encode(row_id, number, row, terms)
        if found is None:
            fresh.append(encoded)
        elif found.place == encoded[_PLACE]:
            renewed.append((*encoded[_PLACE.stop :], row_id))
        else:
            moved.append(encoded)
    delete_terms(connection, sorted(outdated))
    connection.executemany(f"INSERT INTO records {_VALUES}", fresh)
    # Replacing writes a record's place in every index anew; most records keep theirs.
    connection.executemany(_UPDATE, renewed)
    connection.executemany(f"REPLACE INTO records {_VALUES}", sorted(moved))
    connection.executemany(
        "INSERT INTO terms (rowid, names, words, sounds) VALUES (?, ?, ?, ?)", sorted(new_terms)
    )
    _name_cases(connection, numbers, [row.stored.record for row in by_record.values()])


def only_newer(
    connection: Any, records: Sequence[CaseRecord], *, anew: bool = False
) -> list[CaseRecord]:
    """The newest state of each record, without those older than the county's state kept here.

    Args:
        anew: versions kept here are of another feed and do not count.
    """
    found = connection.execute(
        "SELECT record_id, CASE WHEN beneath IS NULL THEN version"
        " ELSE coalesce(json_extract(beneath, '$.version'), -1) END FROM records"
        " WHERE record_id IN (SELECT value FROM json_each(?))",
        (json.dumps([one.record for one in records]),),
    )
    versions: dict[str, int] = {} if anew else dict(found.fetchall())
    newest: dict[RecordId, CaseRecord] = {}
    for one in records:
        if one.version >= versions.get(one.record, -1):
            newest[one.record] = one
            versions[one.record] = one.version
    return list(newest.values())


def delete_rows(connection: Any, ids: Sequence[int]) -> None:
    """Remove records and their search terms."""
    marked = [(one,) for one in sorted(ids)]
    delete_terms(connection, marked)
    connection.executemany("DELETE FROM records WHERE id = ?", marked)


def ids_of_case(connection: Any, number: int) -> list[int]:
    """Row ids of all records of a case."""
    found = connection.execute("SELECT id FROM records WHERE case_number = ?", (number,))
    return [row[0] for row in found.fetchall()]


def read_case_rows(connection: Any, number: int) -> tuple[StoredRecord, ...]:
    """The records of a case, oldest first."""
    found = connection.execute(
        f"SELECT c.case_id, {_SHOWN} FROM records r JOIN cases c ON c.id = r.case_number"  # noqa: S608 constant text
        " WHERE r.case_number = ? ORDER BY r.at, r.id",
        (number,),
    )
    return tuple(decode_row(row) for row in found.fetchall())


def select_shown(tail: str, index: str = "") -> str:
    """A query of (shown_name, then what `decode_row` reads) over cases c and records r.

    Args:
        index: by which the records are found, where the planner would rather read all of them.
    """
    by = f" INDEXED BY {index}" if index else ""
    return (
        f"SELECT CASE WHEN c.within_reach THEN c.shown_name ELSE '' END, c.case_id, {_SHOWN}"  # noqa: S608 constant text
        f" FROM records r{by} JOIN cases c ON c.id = r.case_number {tail}"
    )


def read_recent(connection: Any, *, limit: int, kind: RecordKind | None) -> tuple[RecordRow, ...]:
    """The newest records of all cases within reach, of one kind or of all, newest first."""
    only = "" if kind is None else " AND r.kind = ?"
    tail = f"WHERE c.within_reach{only} ORDER BY r.at DESC, r.id LIMIT ?"
    query = select_shown(tail, "records_by_time")
    values = (limit,) if kind is None else (kind.value, limit)
    found = connection.execute(query, values).fetchall()
    return tuple(RecordRow(row[0], decode_row(row[1:])) for row in found)


def decode_row(row: Sequence[Any]) -> StoredRecord:
    """A record as shown, from a row of `case_id` and the shown columns."""
    record = CaseRecord(
        case=CaseId(row[0]),
        record=RecordId(row[1]),
        kind=RecordKind(row[2]),
        at=row[3],
        section=Section(row[7]),
        version=row[8],
        author=PersonId(row[9]),
        author_name=row[10],
        hat=HatId(row[11]),
        versions=json.loads(row[12]),
        fields=json.loads(row[13]),
        **(json.loads(row[14]) if row[14] else {}),
    )
    refused = None if row[6] is None else Reason.model_validate_json(row[6])
    return StoredRecord(record, unsent=bool(row[4]), refused=refused, conflict=bool(row[5]))


def as_stored(server: CaseRecord) -> StoredRecord:
    """The county's record as it is shown where no own work lies over it."""
    return StoredRecord(server, conflict=bool(server.disputes and server.open_disputes))


def read_in_conflict(connection: Any) -> tuple[RecordRow, ...]:
    """The records of cases within reach about which people disagree, the oldest first."""
    tail = "WHERE c.within_reach AND r.conflict ORDER BY r.at, r.id"
    query = select_shown(tail, "records_in_conflict")
    found = connection.execute(query).fetchall()
    return tuple(RecordRow(row[0], decode_row(row[1:])) for row in found)


def read_server_record(connection: Any, record: RecordId) -> CaseRecord | None:
    """The county's record as last pulled, whatever own work lies over it."""
    return read_server_records(connection, [record]).get(record)


def read_server_records(connection: Any, records: Sequence[RecordId]) -> dict[RecordId, CaseRecord]:
    """The county's records as last pulled, of those that it has."""
    found = connection.execute(
        f"SELECT r.beneath, c.case_id, {_SHOWN} FROM records r"  # noqa: S608 constant text
        " JOIN cases c ON c.id = r.case_number"
        " WHERE r.record_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(records)),),
    )
    held = {}
    for row in found.fetchall():
        one = decode_row(row[1:]).record if row[0] is None else _RECORD.validate_json(row[0])
        if one is not None:
            held[RecordId(row[2])] = one
    return held


def encode_beneath(server: CaseRecord | None) -> str:
    """The `beneath` column of a row with own work over `server`."""
    return _RECORD.dump_json(server).decode()


def case_numbers(connection: Any, cases: Iterable[CaseId]) -> dict[CaseId, tuple[int, bool]]:
    """(number, within reach) of the cases that are known here."""
    found = connection.execute(
        "SELECT case_id, id, within_reach FROM cases"
        " WHERE case_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(cases))),),
    )
    return {CaseId(row[0]): (row[1], bool(row[2])) for row in found.fetchall()}


def summarise_cases(connection: Any, numbers: Iterable[int]) -> None:
    """Bring the dates and marks of cases in line with their records and work."""
    connection.executemany(
        "UPDATE cases SET"
        " last_activity = (SELECT max(at) FROM records WHERE case_number = cases.id),"
        " last_screened = (SELECT max(screened_on) FROM records"
        "   WHERE case_number = cases.id AND screened_on IS NOT NULL),"
        " has_unsent = EXISTS (SELECT 1 FROM operations o WHERE o.case_id = cases.case_id"
        "   AND o.state IN ('waiting', 'refused'))"
        " WHERE id = ?",
        [(one,) for one in sorted(set(numbers))],
    )


class _Known(NamedTuple):
    """What is asked of a row before it is written again; `place` is what `_PLACE` is of a row."""

    id: int
    case_number: int
    place: tuple[str, str, str | None]
    terms: tuple[str, str, str]


_PLACE = slice(3, 6)


def _known_rows(connection: Any, records: list[RecordId]) -> dict[RecordId, _Known]:
    found = connection.execute(
        "SELECT r.record_id, r.id, r.case_number, r.kind, r.at, r.screened_on,"
        " s.names, s.words, s.sounds FROM records r JOIN searched s ON s.id = r.id"
        " WHERE r.record_id IN (SELECT value FROM json_each(?))",
        (json.dumps(records),),
    )
    return {
        RecordId(row[0]): _Known(row[1], row[2], tuple(row[3:6]), tuple(row[6:]))
        for row in found.fetchall()
    }


def _encode(
    row_id: int, number: int, row: RowToWrite, terms: tuple[str, str, str]
) -> tuple[Any, ...]:
    stored, record = row.stored, row.stored.record
    return (
        row_id,
        number,
        record.record,
        record.kind.value,
        record.at,
        None if stored.refused is not None else _screened_on(record),
        stored.unsent,
        stored.conflict,
        None if stored.refused is None else stored.refused.model_dump_json(),
        record.section.value,
        record.version,
        record.author,
        record.author_name,
        record.hat,
        to_json(record.versions).decode(),
        row.beneath,
        terms[0],
        to_json(record.fields).decode(),
        words_apart(record, terms[1]),
        _claims_of(record),
        terms[2],
    )


def words_apart(record: CaseRecord, words: str) -> str:
    """The words that do not stand in `fields` as they are (the view `searched`)."""
    is_text = record.kind is RecordKind.CONTACT_NOTE and words == record.fields.get("text")
    return "" if is_text else words


def _claims_of(record: CaseRecord) -> str:
    """Who wrote which field and what is disputed, as JSON; empty for most records."""
    if not record.writers and not record.disputes:
        return ""
    return record.model_dump_json(include={"writers", "disputes"})


def _screened_on(record: CaseRecord) -> str | None:
    signed_at = record.fields.get("signed_at")
    if record.kind is RecordKind.SCREENING and isinstance(signed_at, str):
        return signed_at[:10]
    return None


def terms_of(record: CaseRecord) -> tuple[str, str, str]:
    """Names and numbers, free text, and how the names sound."""
    try:
        names, words = searchable_text(record)
    except RecordInvalid:
        # A newer county may send fields this program cannot read, and unsent work may hold a part
        # of a record only: it is kept and shown, it just cannot be found by its words.
        return "", "", ""
    return names, words, " ".join(sound_keys(names)) if names else ""


def delete_terms(connection: Any, ids: Iterable[tuple[int]]) -> None:
    """Take rows out of the index while `searched` still says what it holds of them."""
    connection.executemany(
        "INSERT INTO terms (terms, rowid, names, words, sounds)"
        " SELECT 'delete', id, names, words, sounds FROM searched"
        " WHERE id = ? AND (names <> '' OR words <> '')",
        ids,
    )


def _name_cases(
    connection: Any, numbers: Mapping[CaseId, int], records: Iterable[CaseRecord]
) -> None:
    named = []
    for record in records:
        if record.kind is not RecordKind.YOUTH:
            continue
        try:
            youth = read_view(record.kind, record.fields)
        except RecordInvalid:
            continue
        assert isinstance(youth, Youth)
        named.append(
            (
                _sort_name(youth.shown_name),
                youth.shown_name,
                youth.legal_name,
                _day(youth.birth_date),
                youth.said_age,
                _day(youth.said_age_on),
                _day(youth.opened_on),
                ", ".join(f"{agency} {number}" for agency, number in youth.agency_numbers.items()),
                numbers[record.case],
            )
        )
    connection.executemany(
        "UPDATE cases SET sort_name = ?, shown_name = ?, legal_name = ?, birth_date = ?,"
        " said_age = ?, said_age_on = ?, opened_on = ?, agency_numbers = ? WHERE id = ?",
        named,
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _sort_name(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name)
    return "".join(one for one in apart if not unicodedata.combining(one)).casefold()
