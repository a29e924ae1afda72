# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 4.3: ages without a birth date in lists, edits that take back others, words read again.

`terms_until` is the row below which names and words were taken out of records before 4.0 by other
rules; `storage/terms_again.py` goes through those rows a few at a time and then forgets it.
"""

from typing import Any

VERSION = (4, 3)

STATEMENTS = (
    "ALTER TABLE cases ADD COLUMN said_age INTEGER",
    "ALTER TABLE cases ADD COLUMN said_age_on TEXT",
    "ALTER TABLE operations ADD COLUMN takes_back INTEGER",
    """INSERT INTO values_by_name (name, value)
        SELECT 'terms_until', max(id) + 1 FROM records HAVING max(id) IS NOT NULL""",
)

_SAID = """SELECT json_extract(fields, '$.said_age'), json_extract(fields, '$.said_age_on'),
        case_number
    FROM records WHERE kind = 'youth' AND json_valid(fields)
        AND json_type(fields, '$.said_age') = 'integer'"""


def apply(connection: Any) -> None:
    """Add the columns, fill in the ages, and mark where words are read again."""
    for statement in STATEMENTS:
        connection.execute(statement)
    said = connection.execute(_SAID).fetchall()
    connection.executemany("UPDATE cases SET said_age = ?, said_age_on = ? WHERE id = ?", said)
