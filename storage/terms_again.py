# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking names and words out of older rows again, where the rules for it have changed since.

A migration says up to which row that is to be done (`terms_until`). It is done from there down, a
few rows in a transaction of their own with the place it came to, so that it may stop or be killed
anywhere and goes on where it was. What a row holds is not touched, only what it is found by.
"""

import json
from typing import Any

from storage import rows
from storage.profiles import read_value, remove_value, write_value

UNTIL = "terms_until"


def read_terms_again(connection: Any, limit: int) -> bool:
    """Do it for some rows; whether there are more."""
    until = read_value(connection, UNTIL)
    if until is None:
        return False
    found = connection.execute(
        "SELECT id, names, words, sounds FROM searched WHERE id < ? ORDER BY id DESC LIMIT ?",
        (int(until), limit),
    ).fetchall()
    if not found:
        remove_value(connection, UNTIL)
        return False
    _renew(connection, {row[0]: tuple(row[1:]) for row in found})
    write_value(connection, UNTIL, str(found[-1][0]))
    return True


def _renew(connection: Any, held: dict[int, tuple[str, str, str]]) -> None:
    ids = json.dumps(sorted(held))
    which = "WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.id"
    shown = connection.execute(rows.select_shown(which), (ids,)).fetchall()
    records = [rows.decode_row(row[1:]).record for row in shown]
    now = {
        row: (rows.terms_of(record), record)
        for row, record in zip(sorted(held), records, strict=True)
    }
    others = [row for row, (terms, _) in now.items() if terms != held[row]]
    rows.delete_terms(connection, [(row,) for row in others])
    changed = [(row, *now[row]) for row in others]
    connection.executemany(
        "UPDATE records SET names = ?, words = ?, sounds = ? WHERE id = ?",
        [
            (terms[0], rows.words_apart(record, terms[1]), terms[2], row)
            for row, terms, record in changed
        ],
    )
    connection.executemany(
        "INSERT INTO terms (rowid, names, words, sounds) VALUES (?, ?, ?, ?)",
        [(row, *terms) for row, terms, _ in changed if any(terms)],
    )
