# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rights this laptop's hat has, read from the store once and again whenever they may differ.

Invariant: whatever takes a right away is seen at the next question, by which way it came.
"""

from typing import Any

from casework.feed import CaseEntered
from casework.policy import Membership
from storage.database import Database
from storage.feed import open_case
from storage.sections import Sections
from storage.sharing import CountySharing, read_rights


class RightsHere:
    """All calls come from the store's one thread."""

    def __init__(self, database: Database, sharing: CountySharing, sections: Sections) -> None:
        self._database, self._sharing, self._sections = database, sharing, sections
        self._read: tuple[Membership, ...] | None = None

    def forget(self) -> None:
        """The rights here were written."""
        self._read = None

    def begin(self, connection: Any, opens: CaseEntered | None) -> None:
        """Begin a case on this laptop, where there is one, inside the caller's transaction."""
        if opens is not None:
            open_case(connection, opens)
            self.forget()

    def read(self) -> tuple[Membership, ...]:
        """Every right; the same tuple as long as none differs."""
        narrowed = self._sharing.has_narrowed() | self._sections.has_narrowed()
        if self._read is None or narrowed:
            with self._database.read() as connection:
                self._read = read_rights(connection)
        return self._read
