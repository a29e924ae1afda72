# SPDX-License-Identifier: AGPL-3.0-or-later
"""What waits for somebody within reach, found without reading every record.

Clocks that run, plans in use, talks after a return, and status rows the state does not have.
The plus before a column takes its type away, without which the index of an expression is not used.
A clock runs until a notice names it; a notice that the county refused closes nothing.
"""

from datetime import date
from typing import Any

from storage.database import Database
from storage.model import RecordRow
from storage.profiles import CURSOR, RECEIPT
from storage.rows import decode_row, select_shown

_RUNNING = (
    "WHERE r.record_id IN (SELECT k.record_id FROM records k INDEXED BY records_running"
    " WHERE k.kind = 'clock' AND k.refused IS NULL AND NOT EXISTS ("
    "SELECT 1 FROM records n INDEXED BY records_closing WHERE n.kind = 'notice'"
    " AND n.refused IS NULL AND json_extract(n.fields, '$.clock') = +k.record_id))"
    " AND c.within_reach"
)

_PLANS = (
    "WHERE r.kind IN ('youth_plan', 'team_plan') AND r.refused IS NULL AND c.within_reach"
    " AND json_extract(r.fields, '$.ended_on') IS NULL"
    " AND json_extract(r.fields, '$.review_on') <= ?"
)

_NOT_IN_STATE = (
    "WHERE r.kind = 'status_row' AND r.refused IS NULL AND c.within_reach"
    " AND json_extract(r.fields, '$.entered_in_state_on') IS NULL ORDER BY r.at DESC LIMIT ?"
)

_MARK = (
    "SELECT (SELECT counter FROM chain), (SELECT value FROM values_by_name WHERE name = ?),"
    " (SELECT value FROM values_by_name WHERE name = ?)"
)

_DEBRIEFS = "WHERE r.kind = 'debrief' AND r.refused IS NULL AND c.within_reach"


class Clocks:
    """The running clocks of an open store; all calls come from the store's one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(self) -> tuple[object, ...]:
        """Another one wherever records here may be others; opening a case changes none."""
        with self._database.read() as connection:
            row = connection.execute(_MARK, (CURSOR, RECEIPT)).fetchone()
        return tuple(row)

    def running(self) -> tuple[RecordRow, ...]:
        """Every clock that nothing has closed yet, in no order."""
        with self._database.read() as connection:
            return _read(connection, _RUNNING)

    def plans_to_review(self, until: date) -> tuple[RecordRow, ...]:
        """Safety plans in use that are to be looked at again by a day, in no order."""
        with self._database.read() as connection:
            return _read(connection, _PLANS, until.isoformat())

    def not_in_state(self, limit: int) -> tuple[RecordRow, ...]:
        """CSEC status rows nobody said to be in the state's system, the newest first."""
        with self._database.read() as connection:
            return _read(connection, _NOT_IN_STATE, limit)

    def debriefs(self) -> tuple[RecordRow, ...]:
        """Every talk after a return, in no order."""
        with self._database.read() as connection:
            return _read(connection, _DEBRIEFS)


def _read(connection: Any, which: str, *values: object) -> tuple[RecordRow, ...]:
    found = connection.execute(select_shown(which), values).fetchall()
    return tuple(RecordRow(row[0], decode_row(row[1:])) for row in found)
