# SPDX-License-Identifier: AGPL-3.0-or-later
"""The records of team meetings within reach, found without reading every record.

A meeting is a shared id in records of several cases; the list of its youths is nowhere but in this
query's answer.
"""

from typing import Any

from storage.database import Database
from storage.model import RecordRow
from storage.rows import decode_row, select_shown

_OF_MEETINGS = "WHERE r.kind IN ('meeting', 'minutes') AND r.refused IS NULL AND c.within_reach"


class Meetings:
    """The meetings of an open store; all calls come from the store's one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def records(self) -> tuple[RecordRow, ...]:
        """What every case holds of meetings and their minutes, in no order."""
        with self._database.read() as connection:
            return _read(connection, _OF_MEETINGS)

    def records_of(self, meeting: str) -> tuple[RecordRow, ...]:
        """What every case holds of one meeting, in no order."""
        which = f"{_OF_MEETINGS} AND json_extract(r.fields, '$.meeting') = ?"
        with self._database.read() as connection:
            return _read(connection, which, meeting)


def _read(connection: Any, which: str, *values: str) -> tuple[RecordRow, ...]:
    found = connection.execute(select_shown(which), values).fetchall()
    return tuple(RecordRow(row[0], decode_row(row[1:])) for row in found)
