# SPDX-License-Identifier: AGPL-3.0-or-later
"""The clocks that run in the cases within reach, found without reading every record.

A clock runs until a notice names it; a notice that the county refused closes nothing.
"""

from typing import Any

from storage.database import Database
from storage.model import RecordRow
from storage.rows import decode_row, select_shown

_RUNNING = (
    "WHERE r.kind = 'clock' AND r.refused IS NULL AND c.within_reach AND NOT EXISTS ("
    "SELECT 1 FROM records n WHERE n.kind = 'notice' AND n.refused IS NULL"
    " AND json_extract(n.fields, '$.clock') = r.record_id)"
)


class Clocks:
    """The running clocks of an open store; all calls come from the store's one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def running(self) -> tuple[RecordRow, ...]:
        """Every clock that nothing has closed yet, in no order."""
        with self._database.read() as connection:
            return _read(connection)


def _read(connection: Any) -> tuple[RecordRow, ...]:
    found = connection.execute(select_shown(_RUNNING)).fetchall()
    return tuple(RecordRow(row[0], decode_row(row[1:])) for row in found)
