# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 4.4: the search index is merged at sixteen pieces of a size, not at four.

Merging at four wrote the terms of a pull nearly twice: a fifth of all pages for 10,000 records, a
sixth for 50,000. A search looks through a dozen pieces in the same time (2026-11-30).
"""

from typing import Any

VERSION = (4, 4)

STATEMENTS = (
    "INSERT INTO terms (terms, rank) VALUES ('automerge', 16)",
    "INSERT INTO terms (terms, rank) VALUES ('crisismerge', 32)",
)


def apply(connection: Any) -> None:
    """Keep how the index is merged beside it."""
    for statement in STATEMENTS:
        connection.execute(statement)
