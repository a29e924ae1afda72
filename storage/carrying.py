# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this laptop remembers of syncs that are carried by hand: one value, as sync.client reads it.

It is kept in the store because it holds the keys that open the answers.
"""

from storage.database import Database
from storage.profiles import read_value, write_value

_BOOK = "bundles.book"


class Carrying:
    """The carrying part of an open store; all calls come from the store's one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def book(self) -> str | None:
        """What was kept, JSON; None before the first."""
        with self._database.read() as connection:
            return read_value(connection, _BOOK)

    def keep_book(self, book: str) -> None:
        """Keep it; it is on the disk when this returns."""
        with self._database.write() as connection:
            write_value(connection, _BOOK, book)
        self._database.checkpoint()
