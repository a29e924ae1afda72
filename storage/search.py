# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cases as lists show them, by name, and the words of what someone types."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from pydantic_core import to_json

from casework.ages import KnownAge
from casework.ids import CaseId
from storage.limits import LIMITS
from storage.model import CasePage, CaseRow, CaseScreeningFacts

# What the index's tokenizer (unicode61) takes for a part of a word: letters, numbers, marks.
_WORD = re.compile(r"[^\W_]+")
_SHOWN = " AND case_id NOT IN (SELECT value FROM json_each(?))"
_LISTED = (
    "id, case_id, shown_name, legal_name, birth_date, said_age, said_age_on, agency_numbers,"
    " last_activity, has_unsent"
)


def words_of(text: str) -> list[str]:
    """The words to look for, without anything the index could take for an operator."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return _WORD.findall(unicodedata.normalize("NFC", bare))[: LIMITS.search_words]


def screening_facts(connection: Any) -> tuple[CaseScreeningFacts, ...]:
    """What decides when each case within reach is screened next."""
    found = connection.execute(
        "SELECT case_id, shown_name, opened_on, last_screened, birth_date, said_age, said_age_on"
        " FROM cases"
        " WHERE within_reach ORDER BY sort_name, case_id"
    )
    return tuple(
        CaseScreeningFacts(CaseId(row[0]), row[1], _day(row[2]), _age(row[4:]), _day(row[3]))
        for row in found.fetchall()
    )


def list_cases(
    connection: Any,
    *,
    offset: int,
    limit: int,
    hidden: frozenset[CaseId] = frozenset(),
    newest: bool = False,
) -> CasePage:
    """Cases within reach by name, or the ones worked on last first.

    Args:
        offset: how many cases of the list to pass over.
        limit: how many to return.
        hidden: cases that are here but may not be shown now.
    """
    gone = to_json(sorted(hidden)).decode()
    shown = f"FROM cases WHERE within_reach = 1{_SHOWN}"
    total = connection.execute(f"SELECT count(*) {shown}", (gone,)).fetchone()[0]
    order = "last_activity DESC, case_id" if newest else "sort_name, case_id"
    found = connection.execute(
        f"SELECT id {shown} ORDER BY {order} LIMIT ? OFFSET ?",
        (gone, limit, offset),
    ).fetchall()
    return CasePage(total, read_cases(connection, [row[0] for row in found]))


def shown_names(connection: Any, cases: Collection[CaseId]) -> dict[CaseId, str]:
    """The names of the youths of those cases that are within reach."""
    found = connection.execute(
        "SELECT case_id, shown_name FROM cases WHERE within_reach"
        " AND case_id IN (SELECT value FROM json_each(?))",
        (to_json(sorted(cases)).decode(),),
    )
    return {CaseId(row[0]): row[1] for row in found.fetchall()}


def read_cases(connection: Any, ids: Sequence[int]) -> tuple[CaseRow, ...]:
    """Cases by their row ids, as a list shows them and in that order."""
    marks = ", ".join("?" * len(ids))
    found = connection.execute(f"SELECT {_LISTED} FROM cases WHERE id IN ({marks})", ids)  # noqa: S608 marks only
    by_id = {row[0]: row for row in found.fetchall()}
    return tuple(
        CaseRow(
            case=CaseId(row[1]),
            shown_name=row[2],
            legal_name=row[3],
            age=_age(row[4:7]),
            agency_numbers=row[7],
            last_activity=row[8],
            has_unsent=bool(row[9]),
        )
        for row in (by_id[one] for one in ids)
    )


def _age(columns: Sequence[Any]) -> KnownAge:
    return KnownAge(_day(columns[0]), columns[1], _day(columns[2]))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
