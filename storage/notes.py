# SPDX-License-Identifier: AGPL-3.0-or-later
"""Contact notes that are still being written, one a case, sealed under the case's key.

Invariant: the words stay until the worker saved the note or emptied it, also of a case that left.
"""

from typing import Any

from casework.ids import CaseId
from storage.case_keys import NOTE, forget_unused_keys, seal_for, seal_of
from storage.database import Database


class Notes:
    """The half-written notes of an open store; all calls come from the store's one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, case: CaseId) -> str:
        """The words of the note; empty when there is none.

        Raises:
            SealBroken: they were altered.
        """
        with self._database.read() as connection:
            return read_note(connection, case)

    def keep(self, case: CaseId, text: str) -> None:
        """Keep the words; empty once the note was saved."""
        with self._database.write() as connection:
            write_note(connection, case, text)
        self._database.checkpoint()


def read_note(connection: Any, case: CaseId) -> str:
    """The words, empty when there are none."""
    row = connection.execute("SELECT note FROM kept_notes WHERE case_id = ?", (case,)).fetchone()
    if row is None:
        return ""
    return seal_of(connection, case).open(NOTE, bytes(row[0])).decode("utf-8", "surrogatepass")


def write_note(connection: Any, case: CaseId, text: str) -> None:
    """Keep the words; empty ones leave nothing behind."""
    if not text:
        connection.execute("DELETE FROM kept_notes WHERE case_id = ?", (case,))
        forget_unused_keys(connection)
        return
    sealed = seal_for(connection, case).seal(NOTE, text.encode("utf-8", "surrogatepass"))
    connection.execute("REPLACE INTO kept_notes VALUES (?, ?)", (case, sealed))
