# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding cases as someone types.

Every word typed is the beginning of a word somewhere in the case: a name, a number, or the text
of a note. Cases whose names hold all the words come first. Any text is safe to search for.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from pydantic_core import to_json

from casework.ids import CaseId
from storage.limits import LIMITS
from storage.model import CasePage, CaseRow, CaseScreeningFacts

# What the index's tokenizer (unicode61) takes for a part of a word: letters, numbers, marks.
_WORD = re.compile(r"[^\W_]+")
# The index named here holds all that is asked; the rows themselves are long and spread far apart.
_CASES_WITH = (
    "SELECT r.case_number FROM terms CROSS JOIN records r INDEXED BY records_of_cases"
    " ON r.id = terms.rowid WHERE terms MATCH ?"
)
_SHOWN = " AND case_id NOT IN (SELECT value FROM json_each(?))"
_LISTED = (
    "id, case_id, shown_name, legal_name, birth_date, agency_numbers, last_activity, has_unsent"
)


def words_of(text: str) -> list[str]:
    """The words to look for, without anything the index could take for an operator."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return _WORD.findall(unicodedata.normalize("NFC", bare))[: LIMITS.search_words]


def find_cases(
    connection: Any, text: str, *, offset: int, limit: int, hidden: frozenset[CaseId] = frozenset()
) -> CasePage:
    """Cases within reach that match, the ones matching by name first, then by name.

    Args:
        connection: an open connection.
        text: what was typed; blank text lists all.
        offset: how many cases of the list to pass over.
        limit: how many to return.
        hidden: cases that are here but may not be shown now.
    """
    gone = to_json(sorted(hidden)).decode()
    if not text.strip():
        return _all_cases(connection, offset, limit, gone)
    words = words_of(text)
    if not words:
        return CasePage(0, ())
    prefixes = [f'"{word}"*' for word in words]
    somewhere = f" AND id IN ({_CASES_WITH})"
    found = connection.execute(
        f"SELECT id FROM cases WHERE within_reach{_SHOWN}{somewhere * len(words)}"  # noqa: S608 constant text
        f" ORDER BY id NOT IN ({_CASES_WITH}),"
        " sort_name, case_id",
        (gone, *prefixes, f"{{names}} : ({' AND '.join(prefixes)})"),
    ).fetchall()
    ids = [row[0] for row in found[offset : offset + limit]]
    return CasePage(len(found), _rows(connection, ids))


def screening_facts(connection: Any) -> tuple[CaseScreeningFacts, ...]:
    """What decides when each case within reach is screened next."""
    found = connection.execute(
        "SELECT case_id, shown_name, opened_on, birth_date, last_screened FROM cases"
        " WHERE within_reach ORDER BY sort_name, case_id"
    )
    return tuple(
        CaseScreeningFacts(CaseId(row[0]), row[1], _day(row[2]), _day(row[3]), _day(row[4]))
        for row in found.fetchall()
    )


def _all_cases(connection: Any, offset: int, limit: int, gone: str) -> CasePage:
    shown = f"FROM cases WHERE within_reach = 1{_SHOWN}"
    total = connection.execute(f"SELECT count(*) {shown}", (gone,)).fetchone()[0]
    found = connection.execute(
        f"SELECT id {shown} ORDER BY sort_name, case_id LIMIT ? OFFSET ?",
        (gone, limit, offset),
    ).fetchall()
    return CasePage(total, _rows(connection, [row[0] for row in found]))


def shown_names(connection: Any, cases: Collection[CaseId]) -> dict[CaseId, str]:
    """The names of the youths of those cases that are within reach."""
    found = connection.execute(
        "SELECT case_id, shown_name FROM cases WHERE within_reach"
        " AND case_id IN (SELECT value FROM json_each(?))",
        (to_json(sorted(cases)).decode(),),
    )
    return {CaseId(row[0]): row[1] for row in found.fetchall()}


def _rows(connection: Any, ids: Sequence[int]) -> tuple[CaseRow, ...]:
    marks = ", ".join("?" * len(ids))
    found = connection.execute(f"SELECT {_LISTED} FROM cases WHERE id IN ({marks})", ids)  # noqa: S608 marks only
    by_id = {row[0]: row for row in found.fetchall()}
    return tuple(
        CaseRow(
            case=CaseId(row[1]),
            shown_name=row[2],
            legal_name=row[3],
            birth_date=_day(row[4]),
            agency_numbers=row[5],
            last_activity=row[6],
            has_unsent=bool(row[7]),
        )
        for row in (by_id[one] for one in ids)
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
