# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 3.0: the text of a note is kept once, and the search index reads it from there.

A note's text stood in `fields` and once more in `words`, which made a first pull write nearly twice
the pages. An older program would take wrong words out of the index, therefore the new major.
"""

from typing import Any

VERSION = (3, 0)

STATEMENTS = (
    """CREATE VIEW searched (id, names, words) AS
        SELECT id, names, CASE
            WHEN words <> '' OR kind <> 'contact_note' OR NOT json_valid(fields) THEN words
            ELSE coalesce(json_extract(fields, '$.text'), '')
        END FROM records""",
    "DROP TABLE terms",
    """CREATE VIRTUAL TABLE terms USING fts5 (
        names, words,
        content = 'searched', content_rowid = 'id', columnsize = 0,
        tokenize = 'unicode61 remove_diacritics 2'
    )""",
    "INSERT INTO terms (terms, rank) VALUES ('secure-delete', 1)",
    """UPDATE records SET words = '' WHERE kind = 'contact_note' AND json_valid(fields)
        AND words = json_extract(fields, '$.text')""",
    "INSERT INTO terms (terms) VALUES ('rebuild')",
)


def apply(connection: Any) -> None:
    """Let the index read through the view, and drop what stands twice."""
    for statement in STATEMENTS:
        connection.execute(statement)
