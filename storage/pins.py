# SPDX-License-Identifier: AGPL-3.0-or-later
"""The youths a worker keeps at hand: pinned on this laptop, and those opened last.

Pins stand in the sealed store and are told to nobody; they leave with their case. What was opened
last is read off the log of this laptop, so nothing is kept twice.
"""

from datetime import datetime
from typing import Any

from casework.audit import AuditEvent, AuditOutcome
from casework.ids import CaseId
from storage.database import Database

LOOKED_BACK = 3_000
"""Entries of the log that are looked at for what was opened last."""


class Pins:
    """The pins of an open store; all calls come from the store's one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pinned(self) -> tuple[CaseId, ...]:
        """The pinned cases within reach, the one pinned last first."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT p.case_id FROM pins p JOIN cases c ON c.case_id = p.case_id"
                " WHERE c.within_reach ORDER BY p.pinned_at DESC, p.case_id"
            ).fetchall()
        return tuple(CaseId(row[0]) for row in found)

    def is_pinned(self, case: CaseId) -> bool:
        """Whether a case is pinned."""
        with self._database.read() as connection:
            row = connection.execute("SELECT 1 FROM pins WHERE case_id = ?", (case,)).fetchone()
        return row is not None

    def pin(self, case: CaseId, at: datetime) -> None:
        """Keep a case at hand; one that is pinned stays where it is."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO pins (case_id, pinned_at) VALUES (?, ?)",
                (case, at.isoformat()),
            )
        self._database.checkpoint()

    def unpin(self, case: CaseId) -> None:
        """Keep it at hand no longer."""
        with self._database.write() as connection:
            unpin(connection, case)
        self._database.checkpoint()

    def opened_last(self, limit: int) -> tuple[CaseId, ...]:
        """The cases within reach opened last at this laptop, the newest first."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT a.case_id FROM audit a JOIN cases c ON c.case_id = a.case_id"
                " WHERE c.within_reach AND a.event = ? AND a.outcome = ?"
                " AND a.number > (SELECT coalesce(max(number), 0) FROM audit) - ?"
                " GROUP BY a.case_id ORDER BY max(a.number) DESC LIMIT ?",
                (AuditEvent.CASE_READ.value, AuditOutcome.OK.value, LOOKED_BACK, limit),
            ).fetchall()
        return tuple(CaseId(row[0]) for row in found)


def unpin(connection: Any, case: CaseId) -> None:
    """Forget that a case was pinned."""
    connection.execute("DELETE FROM pins WHERE case_id = ?", (case,))
