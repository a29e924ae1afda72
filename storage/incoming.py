# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms on their way in, by their hash: parts that survive a cut and a restart.

Invariants: parts follow one another without a gap; whoever has them whole checks the hash. Files of
records arrive elsewhere, straight into their seals (`storage.coming_files`).
"""

from typing import Any

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
            connection.execute(
                "INSERT INTO incoming_parts (sha256, start, content, size) VALUES (?, ?, ?, ?)",
                (sha256, start, content, len(content)),
            )

    def parts(self, sha256: str) -> bytes:
        """The bytes of what is coming in that have arrived."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT content FROM incoming_parts WHERE sha256 = ? ORDER BY start", (sha256,)
            ).fetchall()
            return b"".join(bytes(row[0]) for row in rows)

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
