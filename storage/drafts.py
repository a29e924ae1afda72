# SPDX-License-Identifier: AGPL-3.0-or-later
"""Screenings under way and the journal of their answers.

Invariants:
- The journal only grows; the newest entry of a path is its answer.
- An answer is sealed under its case's key; `given` says whether it is one.
- A draft with answers leaves the laptop only after the county has taken what was signed from it.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import JsonValue

from casework.ids import CaseId, DraftId, OperationId
from storage.attachments import delete_left, leave_drafts
from storage.case_keys import ANSWER, CaseSeal, seal_for, seal_of
from storage.errors import StorageBug
from storage.model import Draft, DraftRow

_LATEST = "SELECT max(id) FROM journal WHERE draft = ? GROUP BY path"


def insert_draft(connection: Any, draft: Draft) -> None:
    """Keep a new draft."""
    connection.execute(
        "INSERT INTO drafts (id, case_id, instrument_id, instrument_version, instrument_sha256,"
        " language, started_at, page, title, pack_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            draft.id,
            draft.case,
            draft.instrument_id,
            draft.instrument_version,
            draft.instrument_sha256,
            draft.language,
            draft.started_at.isoformat(),
            draft.page,
            draft.title,
            draft.pack_json,
        ),
    )


def insert_answer(
    connection: Any, draft: DraftId, path: str, answer: JsonValue, at: datetime
) -> None:
    """Add an answer to the journal of an open draft."""
    case = _case_of_open(connection, draft)
    moment = at.isoformat()
    content = json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass")
    sealed = seal_for(connection, case).seal(ANSWER, content, draft, path, moment)
    connection.execute(
        "INSERT INTO journal (draft, path, answer, at, given) VALUES (?, ?, ?, ?, ?)",
        (draft, path, sealed, moment, answer is not None),
    )


def read_draft(connection: Any, draft: DraftId) -> tuple[Draft, dict[str, JsonValue]]:
    """An open draft and its answers by path."""
    row = connection.execute(
        "SELECT case_id, instrument_id, instrument_version, instrument_sha256, pack_json, language,"
        " started_at, page, title FROM drafts WHERE id = ? AND closed_by IS NULL",
        (draft,),
    ).fetchone()
    if row is None:
        raise _unknown(draft)
    entries = connection.execute(
        f"SELECT path, at, answer FROM journal WHERE id IN ({_LATEST}) ORDER BY id",  # noqa: S608 constant text
        (draft,),
    ).fetchall()
    kept = Draft(
        id=draft,
        case=CaseId(row[0]),
        instrument_id=row[1],
        instrument_version=row[2],
        instrument_sha256=row[3],
        pack_json=row[4],
        language=row[5],
        started_at=datetime.fromisoformat(row[6]),
        last_saved_at=datetime.fromisoformat(entries[-1][1]) if entries else None,
        page=row[7],
        title=row[8],
    )
    return kept, {path: answer for path, _, answer in _open(connection, kept.case, draft, entries)}


def read_journal(connection: Any, draft: DraftId) -> list[tuple[str, JsonValue, datetime]]:
    """Every answer of an open draft in the order in which it was kept."""
    rows = connection.execute(
        "SELECT path, at, answer FROM journal WHERE draft = ? ORDER BY id", (draft,)
    ).fetchall()
    if not rows:
        return []
    opened = _open(connection, case_of_draft(connection, draft), draft, rows)
    return [(path, answer, datetime.fromisoformat(at)) for path, at, answer in opened]


def list_drafts(connection: Any) -> tuple[DraftRow, ...]:
    """Open drafts, the one touched last first."""
    rows = connection.execute(
        "SELECT d.id, d.case_id, coalesce(c.shown_name, ''), d.title, d.language, d.started_at,"
        " (SELECT count(*) FROM journal j WHERE j.id IN"
        "   (SELECT max(id) FROM journal WHERE draft = d.id GROUP BY path)"
        "   AND j.given AND j.path NOT LIKE '%#source'),"
        " (SELECT at FROM journal j WHERE j.draft = d.id ORDER BY j.id DESC LIMIT 1) AS saved"
        " FROM drafts d LEFT JOIN cases c ON c.case_id = d.case_id AND c.within_reach"
        " WHERE d.closed_by IS NULL ORDER BY coalesce(saved, d.started_at) DESC, d.id"
    ).fetchall()
    return tuple(
        DraftRow(
            id=DraftId(row[0]),
            case=CaseId(row[1]),
            shown_name=row[2],
            title=row[3],
            language=row[4],
            answered=row[6],
            started_at=datetime.fromisoformat(row[5]),
            last_saved_at=None if row[7] is None else datetime.fromisoformat(row[7]),
        )
        for row in rows
    )


def update_place(connection: Any, draft: DraftId, page: int, language: str) -> None:
    """Remember where the worker was."""
    changed = connection.execute(
        "UPDATE drafts SET page = ?, language = ? WHERE id = ? AND closed_by IS NULL",
        (page, language, draft),
    ).rowcount
    if changed != 1:
        raise _unknown(draft)


def delete_empty_draft(connection: Any, draft: DraftId) -> bool:
    """Remove an open draft whose journal is empty; False when it was kept or is unknown."""
    removed = connection.execute(
        "DELETE FROM drafts WHERE id = ? AND closed_by IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM journal WHERE draft = drafts.id)"
        " AND NOT EXISTS (SELECT 1 FROM attachments WHERE draft = drafts.id)",
        (draft,),
    ).rowcount
    return bool(removed)


def close_draft(connection: Any, draft: DraftId, operation: OperationId) -> None:
    """Tie a draft to the operation that was signed from it."""
    closed = connection.execute(
        "UPDATE drafts SET closed_by = ? WHERE id = ? AND closed_by IS NULL", (operation, draft)
    ).rowcount
    if closed != 1:
        raise _unknown(draft)


def delete_sent_drafts(connection: Any, operations: Sequence[OperationId]) -> bool:
    """Remove the drafts of operations the county has taken, with their journals."""
    gone = connection.execute(
        "DELETE FROM drafts WHERE closed_by IN (SELECT value FROM json_each(?))",
        (json.dumps(list(operations)),),
    ).rowcount
    if gone:
        leave_drafts(connection)
    return bool(gone)


def delete_left_drafts(connection: Any, case: CaseId) -> None:
    """Remove the drafts of a case that has left, except those holding unsent work."""
    connection.execute(
        "DELETE FROM drafts WHERE case_id = ? AND closed_by IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM journal WHERE draft = drafts.id)"
        " AND NOT EXISTS (SELECT 1 FROM attachments WHERE draft = drafts.id)",
        (case,),
    )
    connection.execute(
        "DELETE FROM drafts WHERE case_id = ? AND closed_by IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM operations WHERE operation_id = drafts.closed_by)",
        (case,),
    )
    delete_left(connection, case)


def case_of_draft(connection: Any, draft: DraftId) -> CaseId:
    """The case of a draft, open or not.

    Raises:
        StorageBug: there is no such draft.
    """
    row = connection.execute("SELECT case_id FROM drafts WHERE id = ?", (draft,)).fetchone()
    if row is None:
        raise _unknown(draft)
    return CaseId(row[0])


def _case_of_open(connection: Any, draft: DraftId) -> CaseId:
    row = connection.execute(
        "SELECT case_id FROM drafts WHERE id = ? AND closed_by IS NULL", (draft,)
    ).fetchone()
    if row is None:
        raise _unknown(draft)
    return CaseId(row[0])


def _open(
    connection: Any, case: CaseId, draft: DraftId, entries: list[tuple[str, str, bytes]]
) -> list[tuple[str, str, JsonValue]]:
    """(path, moment, answer) of sealed entries."""
    if not entries:
        return []
    seal: CaseSeal = seal_of(connection, case)
    return [
        (path, at, _decode(seal.open(ANSWER, bytes(answer), draft, path, at)))
        for path, at, answer in entries
    ]


def _unknown(draft: DraftId) -> StorageBug:
    return StorageBug(
        "The draft {draft} is not open on this laptop; start it again.",
        draft=draft,
    )


def _decode(content: bytes) -> JsonValue:
    answer: JsonValue = json.loads(content.decode("utf-8", "surrogatepass"))
    return answer
