# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cross-agency index on a laptop: own entries, their unsent changes, and answers kept a while.

Invariants:
- A change stays until the county has taken it, whatever else happens; a newer change of the same
  entry takes the place of one that was not taken, and names it.
- Answers and entries go as soon as the designation ends, and with their case; an answer is never
  given out at or after the moment it was kept until.
- What is entered is logged in the transaction that keeps it.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from casework.audit import NO_CASE, Actor, AuditEvent, AuditNote, AuditOutcome
from casework.ids import CaseId
from casework.index_talk import (
    IndexAnswer,
    IndexChange,
    IndexQuestion,
    IndexResult,
    IndexTold,
    IndexWord,
)
from casework.reasons import Reason
from storage.audit import append_notes
from storage.database import Database
from storage.kept_words import clear_kept
from storage.model import Changes, KeptPlace
from storage.profiles import SCRUB_WAITING, read_value, remove_value, write_value

WORD = "index.word"
MOST_ANSWERS = 200


class IndexWork(NamedTuple):
    """A change that the county has not taken; `refused` says why where it looked at it."""

    change: IndexChange
    refused: Reason | None


class KeptAnswer(BaseModel):
    """An answer to be read again without a network.

    Attributes:
        until: not shown from this moment on.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    question: IndexQuestion
    answer: IndexAnswer
    until: datetime


class CountyIndex:
    """The index part of an open store; all calls come from the store's one thread.

    Args:
        who: who works at this laptop now.
    """

    def __init__(self, database: Database, who: Callable[[], Actor]) -> None:
        self._database = database
        self._who = who

    def word(self) -> IndexWord | None:
        """What the county said last; None where the index does not concern this hat."""
        with self._database.read() as connection:
            text = read_value(connection, WORD)
        return None if text is None else IndexWord.model_validate_json(text)

    def work(self) -> tuple[IndexWork, ...]:
        """Every change the county has not taken, the oldest first."""
        with self._database.read() as connection:
            return read_index_work(connection)

    def entries(self) -> tuple[IndexTold, ...]:
        """Own entries as the county has them, by case."""
        with self._database.read() as connection:
            found = connection.execute("SELECT body FROM index_entries ORDER BY case_id")
            return tuple(IndexTold.model_validate_json(row[0]) for row in found.fetchall())

    def enter(self, change: IndexChange, clears: Collection[KeptPlace] = ()) -> Changes:
        """Keep a change to be sent, in place of an earlier one; what was typed is cleared."""
        with self._database.write() as connection:
            before = connection.execute(
                "SELECT body FROM index_work WHERE case_id = ?", (change.case,)
            ).fetchone()
            if before is not None:
                earlier = IndexChange.model_validate_json(before[0])
                replaced = (*earlier.replaces, earlier.id)[-MOST_ANSWERS:]
                change = change.model_copy(update={"replaces": replaced})
            note = AuditNote(AuditEvent.INDEX_ENTERED, change.case)
            append_notes(connection, self._who(), [note], change.at)
            connection.execute(
                "REPLACE INTO index_work VALUES (?, ?, NULL, ?)",
                (change.case, change.at.isoformat(), change.model_dump_json()),
            )
            clear_kept(connection, clears)
        self._database.checkpoint()
        return Changes(frozenset({"index", "work"}), frozenset({change.case}))

    def take_word(self, word: IndexWord | None) -> Changes:
        """Keep what the county said; where the designation has ended, nothing told stays here."""
        if word == self.word():
            return Changes(frozenset())
        with self._database.write() as connection:
            if word is None:
                remove_value(connection, WORD)
            else:
                write_value(connection, WORD, word.model_dump_json())
            if word is None or not word.power.may_ask:
                _forget_told(connection)
        self._database.checkpoint()
        return Changes(frozenset({"index"}))

    def settle(
        self, word: IndexWord | None, results: Sequence[IndexResult], entries: Sequence[IndexTold]
    ) -> Changes:
        """Keep what came of changes, and the own entries as the county has them now."""
        changes = self.take_word(word)
        with self._database.write() as connection:
            kept = {one.change.id: one for one in read_index_work(connection)}
            for result in results:
                if result.id in kept:
                    _settle_one(connection, kept[result.id].change.case, result)
            if word is not None and word.power.may_ask:
                _write_entries(connection, entries)
        self._database.checkpoint()
        return Changes(changes.kinds | {"index"}, frozenset(one.case for one in entries))

    def keep_answer(self, kept: KeptAnswer, at: datetime) -> None:
        """Keep an answer and log the question, before it is shown."""
        case = kept.question.case or NO_CASE
        done = AuditOutcome.OK if kept.answer.refused is None else AuditOutcome.REFUSED
        with self._database.write() as connection:
            note = AuditNote(AuditEvent.INDEX_ASKED, case, outcome=done)
            append_notes(connection, self._who(), [note], at)
            if kept.answer.refused is None:
                if case:
                    connection.execute("DELETE FROM index_answers WHERE case_id = ?", (case,))
                connection.execute(
                    "INSERT INTO index_answers VALUES (?, ?, ?, ?)",
                    (kept.id, case, kept.until.isoformat(), kept.model_dump_json()),
                )
                _forget_surplus(connection)
        self._database.checkpoint()

    def answers(self, now: datetime) -> tuple[KeptAnswer, ...]:
        """Answers that may still be read, the newest first; what is over is removed."""
        with self._database.read() as connection:
            found = connection.execute("SELECT id, body FROM index_answers").fetchall()
        kept = [KeptAnswer.model_validate_json(row[1]) for row in found]
        over = [one.id for one in kept if one.until <= now]
        if over:
            with self._database.write() as connection:
                _forget_answers(connection, over)
            self._database.checkpoint()
        left = [one for one in kept if one.until > now]
        return tuple(sorted(left, key=lambda one: one.answer.at, reverse=True))


def read_index_work(connection: Any) -> tuple[IndexWork, ...]:
    """Every change the county has not taken, the oldest first."""
    found = connection.execute("SELECT body, refused FROM index_work ORDER BY at, case_id")
    return tuple(
        IndexWork(
            IndexChange.model_validate_json(row[0]),
            None if row[1] is None else Reason.model_validate_json(row[1]),
        )
        for row in found.fetchall()
    )


def leave_index(connection: Any, case: CaseId) -> None:
    """Let what the county told about a case go with it; inside the write of its leaving."""
    connection.execute("DELETE FROM index_entries WHERE case_id = ?", (case,))
    connection.execute("DELETE FROM index_answers WHERE case_id = ?", (case,))


def _settle_one(connection: Any, case: CaseId, result: IndexResult) -> None:
    if result.refused is None:
        connection.execute("DELETE FROM index_work WHERE case_id = ?", (case,))
        return
    connection.execute(
        "UPDATE index_work SET refused = ? WHERE case_id = ?",
        (result.refused.model_dump_json(), case),
    )


def _write_entries(connection: Any, entries: Sequence[IndexTold]) -> None:
    connection.execute("DELETE FROM index_entries")
    connection.executemany(
        "INSERT INTO index_entries VALUES (?, ?)",
        [(one.case, one.model_dump_json()) for one in entries],
    )


def _forget_told(connection: Any) -> None:
    gone = connection.execute("DELETE FROM index_answers").rowcount
    gone += connection.execute("DELETE FROM index_entries").rowcount
    if gone > 0:
        write_value(connection, SCRUB_WAITING, "1")


def _forget_answers(connection: Any, ids: Sequence[str]) -> None:
    connection.executemany("DELETE FROM index_answers WHERE id = ?", [(one,) for one in ids])
    write_value(connection, SCRUB_WAITING, "1")


def _forget_surplus(connection: Any) -> None:
    """Ids begin with their moment, so the first are the oldest."""
    connection.execute(
        "DELETE FROM index_answers WHERE id NOT IN"
        " (SELECT id FROM index_answers ORDER BY id DESC LIMIT ?)",
        (MOST_ANSWERS,),
    )
