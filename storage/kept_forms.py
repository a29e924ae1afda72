# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms of records that are being filled: what is typed and not saved, sealed under the case's key.

A place names one form of one case, such as `placement` for a new one or `placement/<record>` for a
change. Invariant: the words stay until the worker saved the form or emptied it, also of a case that
left.
"""

from typing import Any

from casework.ids import CaseId
from storage.case_keys import KEPT_FORM, forget_unused_keys, seal_for, seal_of
from storage.database import Database


class KeptForms:
    """The half-filled forms of an open store; all calls come from the store's one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, case: CaseId, place: str) -> str:
        """What was typed; empty when nothing is kept.

        Raises:
            SealBroken: it was altered.
        """
        with self._database.read() as connection:
            return read_form(connection, case, place)

    def keep(self, case: CaseId, place: str, words: str) -> None:
        """Keep what is typed; empty once the form was saved."""
        with self._database.write() as connection:
            write_form(connection, case, place, words)
        self._database.checkpoint()

    def places(self, case: CaseId) -> tuple[str, ...]:
        """Which forms of a case are half filled."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT place FROM kept_forms WHERE case_id = ? ORDER BY place", (case,)
            ).fetchall()
        return tuple(row[0] for row in found)

    def cases(self, place: str) -> tuple[CaseId, ...]:
        """Of which cases a form is half filled."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT case_id FROM kept_forms WHERE place = ? ORDER BY case_id", (place,)
            ).fetchall()
        return tuple(CaseId(row[0]) for row in found)


def read_form(connection: Any, case: CaseId, place: str) -> str:
    """What was typed, empty when nothing is kept."""
    row = connection.execute(
        "SELECT words FROM kept_forms WHERE case_id = ? AND place = ?", (case, place)
    ).fetchone()
    if row is None:
        return ""
    opened = seal_of(connection, case).open(KEPT_FORM, bytes(row[0]), place)
    return opened.decode("utf-8", "surrogatepass")


def write_form(connection: Any, case: CaseId, place: str, words: str) -> None:
    """Keep what is typed; nothing typed leaves nothing behind."""
    if not words:
        connection.execute("DELETE FROM kept_forms WHERE case_id = ? AND place = ?", (case, place))
        forget_unused_keys(connection)
        return
    content = words.encode("utf-8", "surrogatepass")
    sealed = seal_for(connection, case).seal(KEPT_FORM, content, place)
    connection.execute("REPLACE INTO kept_forms VALUES (?, ?, ?)", (case, place, sealed))
