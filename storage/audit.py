# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log of who did what on this laptop (casework.audit), in the sealed store.

Invariants:
- An entry is on the disk before what it tells of is shown, and in the same transaction as what it
  tells of where that is written; where it cannot be written, neither happens.
- It only grows: no code here or elsewhere changes or removes an entry, sent or not, and the
  database refuses to.
- Failed log-ons come in from beside the vault (storage.vault.attempts) once each.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from casework.audit import (
    NO_CASE,
    NO_RECORD,
    Actor,
    AuditEntry,
    AuditEvent,
    AuditHead,
    AuditNote,
    AuditOutcome,
    make_entry,
    read_line,
    to_stamp,
    walk_chains,
)
from casework.clock import Clock
from casework.ids import CaseId, DeviceId, HatId, PersonId, RecordId
from casework.operations import Operation
from casework.vocabulary import RecordKind
from storage.database import Database
from storage.marked import StoreMark
from storage.model import Profile
from storage.profiles import read_value, write_value
from storage.search import shown_names
from storage.vault.attempts import AttemptList

SENT = "audit.sent"
ATTEMPTS_TAKEN = "audit.attempts_taken"
TREE = "audit.tree"
NOBODY = Actor(DeviceId("none"), PersonId("none"), HatId("none"))
"""In a store that no county has taken in yet."""

_LINE = (
    "number || char(9) || stamp || char(9) || device || char(9) || person || char(9) || hat"
    " || char(9) || event || char(9) || case_id || char(9) || record_id || char(9) || outcome"
    " || char(9) || previous || char(10)"
)


class AuditLog:
    """The log part of an open store; all calls come from the store's one thread.

    Args:
        who: who works at this laptop now.
        mark: remembers outside the store where the log ends.
    """

    def __init__(
        self, database: Database, clock: Clock, who: Callable[[], Actor], mark: StoreMark
    ) -> None:
        self._database = database
        self._clock = clock
        self._who = who
        self._mark = mark

    def note(
        self,
        event: AuditEvent,
        *,
        case: CaseId = NO_CASE,
        record: RecordId = NO_RECORD,
        outcome: AuditOutcome = AuditOutcome.OK,
    ) -> None:
        """Write one entry; it is on the disk when this returns.

        Raises:
            StorageError: it is not, and what it tells of must not happen.
        """
        self.note_all([AuditNote(event, case, record, outcome)])

    def note_all(self, notes: Sequence[AuditNote]) -> None:
        """Write several entries of one moment, all or none."""
        with self._database.write() as connection:
            head = append_notes(connection, self._who(), notes, self._clock.now())
        self._database.checkpoint()
        self._mark.note_log(head)

    def note_log_on(self, attempts: AttemptList | None = None) -> None:
        """Write that somebody logged on, after the failed attempts before it.

        What is in the log already is not written again; that a list of attempts is another than the
        one known here, or an older copy of it, is.
        """
        with self._database.write() as connection:
            actor = self._who()
            failed = () if attempts is None else attempts.attempts[:-1]
            known = read_value(connection, ATTEMPTS_TAKEN)
            begun, _, last = (known or "").partition(" ")
            if attempts is not None and begun == str(attempts.begun) and attempts.last > int(last):
                failed = tuple(one for one in failed if one.number > int(last))
            elif known is not None:
                altered = AuditNote(AuditEvent.ATTEMPTS_ALTERED, outcome=AuditOutcome.FAILED)
                append_notes(connection, actor, [altered], self._clock.now())
            for one in failed:
                append_notes(connection, actor, [one.note], one.at)
            log_on = AuditNote(AuditEvent.LOG_ON)
            head = append_notes(connection, actor, [log_on], self._clock.now())
            if attempts is not None:
                write_value(connection, ATTEMPTS_TAKEN, f"{attempts.begun} {attempts.last}")
        self._database.checkpoint()
        self._mark.note_log(head)

    def head(self) -> AuditHead:
        """Where the log ends: number, hash and stamp of its last entry."""
        with self._database.read() as connection:
            return read_head(connection)

    def sent(self) -> int:
        """The number of the last entry the county has confirmed."""
        with self._database.read() as connection:
            return _read_sent(connection)

    def unsent(self, limit: int) -> tuple[AuditEntry, ...]:
        """Entries the county has not confirmed, by number."""
        with self._database.read() as connection:
            where = "WHERE number > ? ORDER BY number LIMIT ?"
            return tuple(_read(connection, where, (_read_sent(connection), limit)))

    def count_unsent(self) -> int:
        """How many entries the county has not confirmed."""
        with self._database.read() as connection:
            return read_head(connection).number - _read_sent(connection)

    def count_unsent_of_cases(self) -> int:
        """How many of them say what was done with a case, or asked of the index."""
        with self._database.read() as connection:
            query = "SELECT count(*) FROM audit WHERE number > ? AND (case_id <> '' OR event = ?)"
            told = (_read_sent(connection), AuditEvent.INDEX_ASKED.value)
            return int(connection.execute(query, told).fetchone()[0])

    def note_received(self, number: int, tree: str | None = None) -> None:
        """Remember up to which entry the county has the log, and its word on the whole log.

        Args:
            tree: the county's signed tree head as it came; None leaves the one before.
        """
        with self._database.write() as connection:
            write_value(connection, SENT, str(number))
            if tree is not None:
                write_value(connection, TREE, tree)
        self._database.checkpoint()

    def tree(self) -> str | None:
        """The county's signed tree head that was kept last, or None."""
        with self._database.read() as connection:
            return read_value(connection, TREE)

    def entry(self, number: int) -> AuditEntry | None:
        """One entry, or None."""
        with self._database.read() as connection:
            return next(_read(connection, "WHERE number = ?", (number,)), None)

    def entries(
        self,
        *,
        since: datetime,
        until: datetime,
        case: CaseId | None = None,
        limit: int,
    ) -> tuple[AuditEntry, ...]:
        """Entries from a moment on and before another, the newest first."""
        where = "WHERE stamp >= ? AND stamp < ?" + ("" if case is None else " AND case_id = ?")
        values = (to_stamp(since), to_stamp(until), *(() if case is None else (case,)), limit)
        with self._database.read() as connection:
            return tuple(_read(connection, f"{where} ORDER BY number DESC LIMIT ?", values))

    def of_case(self, case: CaseId, events: Collection[AuditEvent]) -> tuple[AuditEntry, ...]:
        """What was done with a case at this laptop, of some events, the newest first."""
        where = (
            "WHERE case_id = ? AND event IN (SELECT value FROM json_each(?)) ORDER BY number DESC"
        )
        named = json.dumps(sorted(one.value for one in events))
        with self._database.read() as connection:
            return tuple(_read(connection, where, (case, named)))

    def find(self, event: AuditEvent, record: RecordId) -> AuditEntry | None:
        """The newest entry of an event on a record, or None."""
        with self._database.read() as connection:
            tail = "WHERE event = ? AND record_id = ? ORDER BY number DESC LIMIT 1"
            return next(_read(connection, tail, (event.value, record)), None)

    def shown_names(self, cases: Collection[CaseId]) -> dict[CaseId, str]:
        """The names of the youths of those cases that are within reach, for a reader of the log."""
        with self._database.read() as connection:
            return shown_names(connection, cases)

    def verify(self) -> AuditHead:
        """Follow the whole chain; its end.

        Raises:
            casework.errors.AuditBroken: it does not hold; says at which entry.
        """
        with self._database.read() as connection:
            for _ in walk_chains(read_lines(connection)):
                pass
            return read_head(connection)


def actor_of(profile: Profile | None) -> Actor:
    """Who works at a laptop that is enrolled so."""
    if profile is None:
        return NOBODY
    return Actor(profile.device, profile.hat.person, profile.hat.id)


def append_notes(
    connection: Any, actor: Actor, notes: Iterable[AuditNote], at: datetime
) -> AuditHead:
    """Write entries in the transaction of what they tell of; where the log ends then."""
    head = read_head(connection)
    for note in notes:
        entry = make_entry(head, actor, note, at)
        connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", entry)
        head = entry.head()
    return head


def append_work(connection: Any, operations: Iterable[Operation], at: datetime) -> None:
    """Write what was worked, by whom the operations say did it."""
    for one in operations:
        actor = Actor(one.device, one.author, one.hat)
        append_notes(connection, actor, [AuditNote(_event_of(one), one.case, one.record)], at)


def read_head(connection: Any) -> AuditHead:
    """Where the log ends."""
    last = next(_read(connection, "ORDER BY number DESC LIMIT 1", ()), None)
    return AuditHead() if last is None else last.head()


def read_lines(connection: Any) -> Iterator[bytes]:
    """Every line of the log as it is hashed, by number; made by the database itself."""
    found = connection.execute(f"SELECT {_LINE} FROM audit ORDER BY number")  # noqa: S608 constant text
    while rows := found.fetchmany(10_000):
        for row in rows:
            yield row[0].encode()


def _event_of(operation: Operation) -> AuditEvent:
    if operation.decides:
        return AuditEvent.CONFLICT_DECIDED
    if any(operation.base.values()):
        return AuditEvent.RECORD_CHANGED
    if operation.kind is RecordKind.SCREENING:
        return AuditEvent.RECORD_SIGNED
    return AuditEvent.RECORD_CREATED


def _read(connection: Any, tail: str, values: tuple[Any, ...]) -> Iterator[AuditEntry]:
    found = connection.execute(f"SELECT {_LINE} FROM audit {tail}", values)  # noqa: S608 constant text
    return (read_line(row[0]) for row in found.fetchall())


def _read_sent(connection: Any) -> int:
    return int(read_value(connection, SENT) or "0")
