# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 4.0: names are found by their sound, and youths are pinned.

The index holds a third column, the sounds of the words in `names`; an older program would take
wrong words out of it, therefore the new major. What it holds is what `casework.likeness` said when
this step was written.
"""

import re
import unicodedata
from typing import Any

from jellyfish import metaphone, nysiis

VERSION = (4, 0)
_WORD = re.compile(r"[^\W\d_]{3,}")

STATEMENTS = (
    "ALTER TABLE records ADD COLUMN sounds TEXT NOT NULL DEFAULT ''",
    "UPDATE records SET sounds = sounds_of(names) WHERE names <> ''",
    "DROP TABLE terms",
    "DROP VIEW searched",
    """CREATE VIEW searched (id, names, words, sounds) AS
        SELECT id, names, CASE
            WHEN words <> '' OR kind <> 'contact_note' OR NOT json_valid(fields) THEN words
            ELSE coalesce(json_extract(fields, '$.text'), '')
        END, sounds FROM records""",
    """CREATE VIRTUAL TABLE terms USING fts5 (
        names, words, sounds,
        content = 'searched', content_rowid = 'id', columnsize = 0,
        tokenize = 'unicode61 remove_diacritics 2'
    )""",
    "INSERT INTO terms (terms, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO terms (terms) VALUES ('rebuild')",
    "CREATE INDEX records_of_youths ON records (id, case_number) WHERE kind = 'youth'",
    (
        "CREATE INDEX records_status ON records (json_extract(fields, '$.entered_in_state_on'), at)"
        " WHERE kind = 'status_row'"
    ),
    "CREATE INDEX records_unsent ON records (at) WHERE unsent",
    "CREATE TABLE pins (case_id TEXT PRIMARY KEY, pinned_at TEXT NOT NULL) WITHOUT ROWID",
)


def apply(connection: Any) -> None:
    """Add the sounds to rows and index, and the table of pins."""
    connection.create_function("sounds_of", 1, _sounds_of, deterministic=True)
    for statement in STATEMENTS:
        connection.execute(statement)
    connection.create_function("sounds_of", 1, None)


def _sounds_of(names: str) -> str:
    keys = set()
    apart = unicodedata.normalize("NFKD", names.casefold())
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    for word in _WORD.findall(bare.replace("'", "").replace("’", "")):
        keys |= {f"m{metaphone(word)}", f"n{nysiis(word)}"}
    return " ".join(sorted(one.lower() for one in keys if len(one) > 2))
