# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this laptop holds of the county's records, section by section, told and put right.

Invariants:
- What is told is read from the rows themselves, so that a row that was altered, lost or put back
  from an older copy shows.
- Putting a section right replaces the county's records in it by what the county says, and nothing
  else: operations and drafts stay, and own work is laid over what is there then.
- What goes because the county does not have it leaves nothing in freed space either.
- A large store is gone through in several syncs, case after case and round again.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from casework.digests import UNREADABLE, SectionDigest, digest_section
from casework.feed import CaseLeft, FeedPage
from casework.ids import CaseId, RecordId
from casework.policy import Membership
from casework.records import CaseRecord
from casework.vocabulary import Section
from storage import feed, rows, upkeep, work
from storage.attachments import expect_files
from storage.database import Database
from storage.model import Changes
from storage.profiles import CURSOR, ask_for_scrub, read_value, write_value

CHECKED = "sections.checked"
_CASES = (
    "SELECT c.id, c.case_id, c.membership FROM cases c"
    " WHERE c.within_reach AND c.membership IS NOT NULL AND c.case_id {after} ? ORDER BY c.case_id"
)
_ROWS = (
    "SELECT c.case_id, r.record_id, r.kind, r.section, r.version, r.fields, r.versions, r.author,"
    " r.author_name, r.hat, r.at, r.beneath, r.claims FROM records r"
    " JOIN cases c ON c.id = r.case_number WHERE r.case_number = ?"
)
Digests = dict[CaseId, dict[Section, SectionDigest]]


class SectionState(NamedTuple):
    """What the county says a section holds."""

    case: CaseId
    section: Section
    records: Sequence[CaseRecord]


class Sections:
    """The sections of an open store; all calls come from the store's one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._compared: set[CaseId] = set()
        self._narrowed = False

    def all_compared(self) -> bool:
        """Whether every case within reach was compared since the store was opened."""
        with self._database.read() as connection:
            found = connection.execute("SELECT case_id FROM cases WHERE within_reach").fetchall()
        return all(CaseId(row[0]) in self._compared for row in found)

    def digests(self, limit: int, fresh: Collection[CaseId] = ()) -> Digests:
        """Of the next cases in turn, about as many as hold `limit` records, each section's digest.

        The empty digest stands for what cannot be read.

        Args:
            fresh: cases that came whole with this sync; they are taken as compared, but for those
                in which work the county took is not shown to this laptop: nothing else forgets it.
        """
        with self._database.read() as connection:
            whole = {*fresh} - work.cases_with_work_of_others(connection, fresh)
            self._compared.update(whole)
            begin = read_value(connection, CHECKED) or ""
            found = connection.execute(_CASES.format(after=">"), (begin,)).fetchall()
            found += connection.execute(_CASES.format(after="<="), (begin,)).fetchall()
            told: Digests = {}
            seen = 0
            for number, case, membership in found:
                if seen >= limit:
                    break
                if case in whole:
                    continue
                held = Membership.model_validate_json(membership)
                digests, count = _digest_case(connection, number, held)
                told[CaseId(case)] = digests
                seen += max(1, count)
        return told

    def has_narrowed(self) -> bool:
        """Whether rights on this laptop ended by comparing since this was asked last."""
        narrowed, self._narrowed = self._narrowed, False
        return narrowed

    def put_right(
        self, checked: Sequence[CaseId], states: Sequence[SectionState], left: Sequence[CaseLeft]
    ) -> Changes:
        """Replace sections by what the county says, and go on after the cases checked next time."""
        changes = Changes()
        if not states and not left:
            self._compared.update(checked)
        with self._database.write() as connection:
            write_value(connection, CHECKED, checked[-1])
            if left:
                self._narrowed = True
                cursor = read_value(connection, CURSOR) or ""
                changes = feed.apply_entries(
                    connection, FeedPage(entries=tuple(left), cursor=cursor, done=True)
                )
            if states and _replace(connection, states):
                ask_for_scrub(connection)
            if work.forget_work_of_others(connection, checked):
                ask_for_scrub(connection)
                feed.rebuild_terms(connection)
                numbers = rows.case_numbers(connection, checked)
                rows.summarise_cases(connection, [number for number, _ in numbers.values()])
        cases = changes.cases | {one.case for one in states}
        kinds = {record.kind.value for one in states for record in one.records}
        upkeep.scrub_if_asked(self._database)
        self._database.checkpoint()
        return Changes(changes.kinds | kinds | ({"case"} if states else set()), cases)


def _digest_case(
    connection: Any, number: int, held: Membership
) -> tuple[dict[Section, SectionDigest], int]:
    sections: dict[str, list[Mapping[str, Any]] | None] = {one.value: [] for one in held.sections}
    found = connection.execute(_ROWS, (number,)).fetchall()
    for row in found:
        try:
            record = _read(row)
        except ValueError:
            sections[row[3]] = None
            continue
        already = sections.setdefault(row[3], []) if record is not None else None
        if record is not None and already is not None:
            already.append(record)
    return {
        Section(name): UNREADABLE if records is None else digest_section(records)
        for name, records in sections.items()
        if name in set(Section)
    }, len(found)


def _read(row: Sequence[Any]) -> Mapping[str, Any] | None:
    """The county's record of a row as JSON, None where the county has none; raises ValueError."""
    if row[11] is not None:
        beneath = json.loads(row[11])
        return beneath if isinstance(beneath, dict) else None
    names = ("case", "record", "kind", "section", "version", "fields", "versions", "author")
    told = dict(zip(names, row[:8], strict=True))
    told |= {"author_name": row[8], "hat": row[9], "at": row[10]}
    told |= {"fields": json.loads(row[5]), "versions": json.loads(row[6])}
    return told | (json.loads(row[12]) if row[12] else {})


def _replace(connection: Any, states: Sequence[SectionState]) -> bool:
    """Write what the county told; whether something went that it does not have."""
    known = rows.case_numbers(connection, [one.case for one in states])
    numbers = {case: number for case, (number, within_reach) in known.items() if within_reach}
    kept = {record.record for one in states for record in one.records}
    dropped = 0
    for state in states:
        if state.case in numbers:
            dropped += _drop(connection, numbers[state.case], state.section, kept)
    puts = [record for one in states if one.case in numbers for record in one.records]
    busy = work.records_with_work(connection, [one.record for one in puts])
    rows.write_rows(
        connection,
        numbers,
        [
            rows.RowToWrite(
                rows.as_stored(one), rows.encode_beneath(one) if one.record in busy else None
            )
            for one in puts
        ],
    )
    work.rebase(connection, busy)
    expect_files(connection, puts)
    # Words of what was altered may stand in the index under what they were altered to.
    feed.rebuild_terms(connection)
    rows.summarise_cases(connection, numbers.values())
    return dropped > 0


def _drop(connection: Any, number: int, section: Section, kept: set[RecordId]) -> int:
    """Take what the county does not have out of a section, but for own work; how many went."""
    found = connection.execute(
        "SELECT id, record_id FROM records WHERE case_number = ? AND section = ?",
        (number, section.value),
    ).fetchall()
    gone = {RecordId(row[1]): row[0] for row in found if row[1] not in kept}
    busy = work.records_with_work(connection, gone)
    rows.delete_rows(connection, [row_id for record, row_id in gone.items() if record not in busy])
    connection.executemany(
        "UPDATE records SET beneath = 'null' WHERE id = ?", [(gone[one],) for one in sorted(busy)]
    )
    work.rebase(connection, busy)
    return len(gone)
