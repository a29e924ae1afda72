# SPDX-License-Identifier: AGPL-3.0-or-later
"""Applying a page of the county's feed.

Invariants:
- Cases that leave go before anything else in the page, with all their rows, search terms, sent
  drafts, sent work and their key; work the county does not have stays, without the youth's name,
  sealed under a key of its own.
- What a page says of a case before saying that it leaves is not kept.
- An older state of a record never replaces a newer one, so applying a page again changes nothing;
  only a feed that began anew, whose numbers are others, replaces whatever is here.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from casework.feed import CaseEntered, CaseLeft, FeedEntry, FeedPage, RecordPut
from casework.ids import CaseId
from casework.records import CaseRecord
from storage import rows, work
from storage.attachments import expect_files
from storage.authors import take_authors
from storage.case_keys import forget_unused_keys, renew_key
from storage.drafts import delete_left_drafts
from storage.errors import StorageBug
from storage.index import leave_index
from storage.model import Changes, Receipt
from storage.pins import unpin
from storage.profiles import (
    CJI_DEVICE,
    CURSOR,
    SCRUB_WAITING,
    ask_for_scrub,
    read_value,
    remove_value,
    take_hat,
    write_receipt,
    write_value,
)
from storage.sent_work import ANEW
from storage.sharing import leave_sharing


def apply_entries(
    connection: Any, page: FeedPage, *, anew: bool = False, receipt: Receipt | None = None
) -> Changes:
    """Apply a page and its cursor inside the caller's transaction.

    Args:
        anew: the page is part of a feed that began anew. Its numbers do not compare with those
            kept here, so what it says replaces them; and work the county had taken may be work it
            has lost since, so that it is sent again, once: what it has, it answers as before.
        receipt: of the sync, where the page is the last of it.
    """
    if anew and not (read_value(connection, CURSOR) or "").startswith(ANEW):
        work.send_again(connection)
    leaves = {one.case: one for one in page.entries if isinstance(one, CaseLeft)}
    for leave in leaves.values():
        _leave(connection, leave)
    kept = _after_leaving(page.entries)
    entered = [one for one in kept if isinstance(one, CaseEntered)]
    puts = [one.record for one in kept if isinstance(one, RecordPut)]
    _enter(connection, entered)
    _put(connection, puts, anew=anew)
    take_authors(connection, page.authors)
    write_value(connection, CURSOR, page.cursor)
    if receipt is not None:
        write_receipt(connection, receipt)
    cases = {*leaves, *(one.case for one in entered), *(one.case for one in puts)}
    kinds: set[str] = {one.value for one in {put.kind for put in puts}}
    if leaves:
        kinds |= {"case", "draft", "work"}
    if entered:
        kinds.add("case")
    if take_hat(connection, page.hat):
        kinds.add("profile")
    if page.cji_device is not None:
        write_value(connection, CJI_DEVICE, "1" if page.cji_device else "")
    return Changes(frozenset(kinds), frozenset(cases))


def open_case(connection: Any, opened: CaseEntered) -> None:
    """Begin a case on this laptop; the county's word on it replaces this when it comes."""
    _enter(connection, [opened])


def drop_empty_cases(connection: Any, cases: Iterable[CaseId]) -> None:
    """Remove what is left of cases that have left once none of their work is held any more."""
    gone = connection.executemany(
        "DELETE FROM cases WHERE case_id = ? AND NOT within_reach"
        " AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.case_id = cases.case_id)",
        [(case,) for case in cases],
    ).rowcount
    forget_unused_keys(connection)
    if gone > 0:
        ask_for_scrub(connection)


def scrub_is_waiting(connection: Any) -> bool:
    """True when a case was deleted and its freed space has not been written over."""
    return read_value(connection, SCRUB_WAITING) is not None


def rebuild_terms(connection: Any) -> None:
    """Make the search index anew from the rows, so that no deleted term stays in its tree."""
    connection.execute("INSERT INTO terms (terms) VALUES ('rebuild')")


def summarise_all(connection: Any) -> None:
    """Bring every case's dates and marks in line with its records and work."""
    rows.summarise_cases(connection, [one for (one,) in connection.execute("SELECT id FROM cases")])


def note_scrubbed(connection: Any) -> None:
    """Note that no freed space holds anything deleted."""
    remove_value(connection, SCRUB_WAITING)


def _after_leaving(entries: Sequence[FeedEntry]) -> list[FeedEntry]:
    left_at = {one.case: at for at, one in enumerate(entries) if isinstance(one, CaseLeft)}
    if not left_at:
        return list(entries)
    return [one for at, one in enumerate(entries) if at > left_at.get(_case_of(one), -1)]


def _case_of(entry: FeedEntry) -> CaseId:
    return entry.record.case if isinstance(entry, RecordPut) else entry.case


def _leave(connection: Any, leave: CaseLeft) -> None:
    known = rows.case_numbers(connection, [leave.case]).get(leave.case)
    if known is not None:
        number = known[0]
        rows.delete_rows(connection, rows.ids_of_case(connection, number))
        work.forget_sent_work(connection, leave.case)
        connection.execute(
            "UPDATE cases SET within_reach = 0, membership = NULL, reason = ?, sort_name = '',"
            " shown_name = '', legal_name = '', birth_date = NULL, said_age = NULL,"
            " said_age_on = NULL, opened_on = NULL, agency_numbers = '' WHERE id = ?",
            (leave.reason.model_dump_json(), number),
        )
        work.rebase(connection, work.left_work(connection, leave.case))
        rows.summarise_cases(connection, [number])
        drop_empty_cases(connection, [leave.case])
    delete_left_drafts(connection, leave.case)
    leave_index(connection, leave.case)
    leave_sharing(connection, leave.case)
    unpin(connection, leave.case)
    renew_key(connection, leave.case)
    ask_for_scrub(connection)


def _enter(connection: Any, entered: Sequence[CaseEntered]) -> None:
    connection.executemany(
        "INSERT INTO cases (case_id, within_reach, membership, reason) VALUES (?, 1, ?, ?)"
        " ON CONFLICT (case_id) DO UPDATE SET within_reach = 1, membership = excluded.membership,"
        " reason = excluded.reason",
        [
            (one.case, one.membership.model_dump_json(), one.reason.model_dump_json())
            for one in entered
        ],
    )


def _put(connection: Any, puts: Sequence[CaseRecord], *, anew: bool) -> None:
    known = rows.case_numbers(connection, [one.case for one in puts])
    numbers = {case: number for case, (number, within_reach) in known.items() if within_reach}
    if not numbers.keys() >= {one.case for one in puts}:
        raise StorageBug(
            "The county sent a record of a case it never let in; nothing of this page was kept, "
            "report this to your county."
        )
    newest = rows.only_newer(connection, puts, anew=anew)
    busy = work.records_with_work(connection, [one.record for one in newest])
    beneath = {one.record: rows.encode_beneath(one) for one in newest if one.record in busy}
    stored = [rows.RowToWrite(rows.as_stored(one), beneath.get(one.record)) for one in newest]
    rows.write_rows(connection, numbers, stored)
    expect_files(connection, newest)
    work.rebase(connection, busy)
    rows.summarise_cases(connection, numbers.values())
