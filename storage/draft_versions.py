# SPDX-License-Identifier: AGPL-3.0-or-later
"""A draft that moves to another version of its instrument, and what it takes along.

Invariants: a move is one transaction; the version left and every answer without a place stay with
the draft, so that moving back is possible until signing; the journal only grows.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import JsonValue

from casework.ids import DraftId
from storage.case_keys import ASIDE, seal_for, seal_of
from storage.drafts import case_of_draft, insert_answer, read_draft
from storage.model import Draft


@dataclass(frozen=True)
class DraftVersion:
    """A version of an instrument as a draft holds it."""

    instrument_id: str
    version: str
    sha256: str
    title: str
    pack_json: str


@dataclass(frozen=True)
class AsideAnswer:
    """An answer that has no place in the draft's present version.

    Attributes:
        sha256, version: the version it was given in.
        label: of its question then; empty for what the form keeps without showing.
        answer: encoded (forms.answers).
    """

    path: str
    sha256: str
    version: str
    label: str
    answer: JsonValue


@dataclass(frozen=True)
class DraftMove:
    """A whole move.

    Attributes:
        aside: answers that lose their place; they leave the form, not the draft.
        back: answers kept aside that find a place again.
    """

    to: DraftVersion
    aside: Sequence[AsideAnswer]
    back: Sequence[AsideAnswer]


def move_draft(connection: Any, draft: DraftId, move: DraftMove, at: datetime) -> None:
    """Make a move; the draft is open."""
    left, _ = read_draft(connection, draft)
    connection.execute(
        "REPLACE INTO draft_versions (draft, sha256, instrument_id, version, title, pack_json,"
        " left_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            draft,
            left.instrument_sha256,
            left.instrument_id,
            left.instrument_version,
            left.title,
            left.pack_json,
            at.isoformat(),
        ),
    )
    connection.execute(
        "UPDATE drafts SET instrument_id = ?, instrument_version = ?, instrument_sha256 = ?,"
        " title = ?, pack_json = ? WHERE id = ?",
        (
            move.to.instrument_id,
            move.to.version,
            move.to.sha256,
            move.to.title,
            move.to.pack_json,
            draft,
        ),
    )
    _put_aside(connection, left, move.aside, at)
    for one in move.back:
        connection.execute(
            "DELETE FROM kept_answers WHERE draft = ? AND path = ? AND sha256 = ?",
            (draft, one.path, one.sha256),
        )
        insert_answer(connection, draft, one.path, one.answer, at)


def read_aside(connection: Any, draft: DraftId) -> tuple[AsideAnswer, ...]:
    """The answers a draft keeps without a place, by path."""
    rows = connection.execute(
        "SELECT path, sha256, version, label, answer FROM kept_answers WHERE draft = ?"
        " ORDER BY path, version",
        (draft,),
    ).fetchall()
    if not rows:
        return ()
    seal = seal_of(connection, case_of_draft(connection, draft))
    return tuple(
        AsideAnswer(
            path=path,
            sha256=sha256,
            version=version,
            label=label,
            answer=json.loads(seal.open(ASIDE, bytes(sealed), draft, path, sha256)),
        )
        for path, sha256, version, label, sealed in rows
    )


def read_left_version(connection: Any, draft: DraftId) -> DraftVersion | None:
    """The version a draft left last, other than its present one."""
    row = connection.execute(
        "SELECT v.instrument_id, v.version, v.sha256, v.title, v.pack_json FROM draft_versions v"
        " JOIN drafts d ON d.id = v.draft WHERE v.draft = ? AND v.sha256 <> d.instrument_sha256"
        " ORDER BY v.left_at DESC LIMIT 1",
        (draft,),
    ).fetchone()
    return None if row is None else DraftVersion(*row)


def _put_aside(connection: Any, draft: Draft, aside: Sequence[AsideAnswer], at: datetime) -> None:
    """Answers leave the form; their words stay with the draft."""
    seal = seal_for(connection, draft.case)
    for one in aside:
        sealed = seal.seal(ASIDE, _encode(one.answer), draft.id, one.path, one.sha256)
        connection.execute(
            "REPLACE INTO kept_answers (draft, path, sha256, version, label, answer)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (draft.id, one.path, one.sha256, one.version, one.label, sealed),
        )
        insert_answer(connection, draft.id, one.path, None, at)


def _encode(answer: JsonValue) -> bytes:
    return json.dumps(answer).encode()
