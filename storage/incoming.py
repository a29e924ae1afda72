# SPDX-License-Identifier: AGPL-3.0-or-later
"""Large things on their way in, by their hash: parts that survive a cut and a restart.

Invariants: parts follow one another without a gap; whoever has them whole checks the hash; parts of
a case's file are sealed under that case's key.
"""

from typing import Any

from casework.ids import CaseId
from storage.case_keys import PART, seal_for, seal_of
from storage.database import Database
from storage.errors import StorageBug


class IncomingParts:
    """The parts of an open store; all calls come from the store's one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def part_size(self, sha256: str) -> int:
        """How many bytes of what is coming in have arrived."""
        with self._database.read() as connection:
            return _part_size(connection, sha256)

    def keep_part(self, sha256: str, start: int, content: bytes) -> None:
        """Keep the next bytes of what is coming in.

        Raises:
            StorageBug: they do not follow those that are here.
        """
        with self._database.write() as connection:
            if _part_size(connection, sha256) != start:
                raise StorageBug("A part of what is coming in does not follow the last one.")
            case = _case_of(connection, sha256)
            kept = content
            if case is not None:
                kept = seal_for(connection, case).seal(PART, content, sha256, start)
            connection.execute(
                "INSERT INTO incoming_parts (sha256, start, content, size, case_id)"
                " VALUES (?, ?, ?, ?, ?)",
                (sha256, start, kept, len(content), case),
            )

    def parts(self, sha256: str) -> bytes:
        """The bytes of what is coming in that have arrived."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT case_id, start, content FROM incoming_parts WHERE sha256 = ?"
                " ORDER BY start",
                (sha256,),
            ).fetchall()
            return b"".join(
                bytes(content)
                if case is None
                else seal_of(connection, case).open(PART, bytes(content), sha256, start)
                for case, start, content in rows
            )

    def drop_parts(self, sha256: str) -> None:
        """Forget parts, because they are whole by now or were not what they should be."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM incoming_parts WHERE sha256 = ?", (sha256,))


def _part_size(connection: Any, sha256: str) -> int:
    row = connection.execute(
        "SELECT coalesce(sum(size), 0) FROM incoming_parts WHERE sha256 = ?",
        (sha256,),
    ).fetchone()
    return int(row[0])


def _case_of(connection: Any, sha256: str) -> CaseId | None:
    """The case whose file is expected under this hash; None for what belongs to no case."""
    row = connection.execute(
        "SELECT case_id FROM attachments WHERE sha256 = ? AND file_key IS NULL ORDER BY id LIMIT 1",
        (sha256,),
    ).fetchone()
    return None if row is None else CaseId(row[0])
