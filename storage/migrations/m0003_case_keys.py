# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 2.0: each case's own key, and files, answers and half-written notes sealed under it.

The forms written here are those of the program of this step; they are repeated, not imported.
"""

import json
import os
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = (2, 0)
PART_BYTES = 256 * 1024
NOTE_SETTING = "setting.kept_note:"

STATEMENTS = (
    "CREATE TABLE case_keys (case_id TEXT PRIMARY KEY, key BLOB NOT NULL)",
    """CREATE TABLE attachment_parts (
        attachment INTEGER NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (attachment, number)
    )""",
    "CREATE TABLE kept_notes (case_id TEXT PRIMARY KEY, note BLOB NOT NULL)",
    "ALTER TABLE attachments ADD COLUMN file_key BLOB",
    "ALTER TABLE journal ADD COLUMN given INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE incoming_parts ADD COLUMN size INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE incoming_parts ADD COLUMN case_id TEXT",
    "UPDATE journal SET given = 0 WHERE answer = 'null'",
    "UPDATE incoming_parts SET size = length(content)",
    """UPDATE incoming_parts SET case_id = (SELECT a.case_id FROM attachments a
        WHERE a.sha256 = incoming_parts.sha256 AND a.content IS NULL ORDER BY a.id LIMIT 1)""",
)


def apply(connection: Any) -> None:
    """Add the tables and seal what is there; the freed pages are written over afterwards."""
    for statement in STATEMENTS:
        connection.execute(statement)
    keys: dict[str, bytes] = {}
    _seal_files(connection, keys)
    _seal_answers(connection, keys)
    _seal_notes(connection, keys)
    _seal_parts(connection, keys)
    connection.executemany("INSERT INTO case_keys (case_id, key) VALUES (?, ?)", keys.items())
    connection.execute("ALTER TABLE attachments DROP COLUMN content")
    connection.execute("REPLACE INTO values_by_name VALUES ('store.scrub_waiting', '1')")


def _seal_files(connection: Any, keys: dict[str, bytes]) -> None:
    files = connection.execute(
        "SELECT id, case_id, coalesce(record_id, draft), name, size, sha256 FROM attachments"
        " WHERE content IS NOT NULL"
    ).fetchall()
    for number_of_file, case, owner, name, size, sha256 in files:
        content = bytes(
            connection.execute(
                "SELECT content FROM attachments WHERE id = ?", (number_of_file,)
            ).fetchone()[0]
        )
        key = AESGCM.generate_key(bit_length=256)
        count = -(-size // PART_BYTES)
        for number in range(count):
            part = content[number * PART_BYTES : (number + 1) * PART_BYTES]
            place = f"fieldfare file part 1 {number} {count}".encode()
            connection.execute(
                "INSERT INTO attachment_parts VALUES (?, ?, ?)",
                (number_of_file, number, _encrypt(key, part, place)),
            )
        sealed = _seal(keys, case, "file", key, owner, name, size, sha256)
        connection.execute(
            "UPDATE attachments SET file_key = ? WHERE id = ?", (sealed, number_of_file)
        )


def _seal_answers(connection: Any, keys: dict[str, bytes]) -> None:
    journal = connection.execute(
        "SELECT j.id, d.case_id, j.draft, j.path, j.at, j.answer FROM journal j"
        " JOIN drafts d ON d.id = j.draft"
    ).fetchall()
    connection.executemany(
        "UPDATE journal SET answer = ? WHERE id = ?",
        [
            (_seal(keys, case, "answer", answer.encode(), draft, path, at), number)
            for number, case, draft, path, at, answer in journal
        ],
    )
    aside = connection.execute(
        "SELECT d.case_id, k.draft, k.path, k.sha256, k.answer FROM kept_answers k"
        " JOIN drafts d ON d.id = k.draft"
    ).fetchall()
    connection.executemany(
        "UPDATE kept_answers SET answer = ? WHERE draft = ? AND path = ? AND sha256 = ?",
        [
            (_seal(keys, case, "aside", answer.encode(), draft, path, sha256), draft, path, sha256)
            for case, draft, path, sha256, answer in aside
        ],
    )


def _seal_notes(connection: Any, keys: dict[str, bytes]) -> None:
    marked = (NOTE_SETTING, len(NOTE_SETTING))
    notes = connection.execute(
        "SELECT substr(name, ?2 + 1), value FROM values_by_name"
        " WHERE substr(name, 1, ?2) = ?1 AND value <> ''",
        marked,
    ).fetchall()
    connection.executemany(
        "INSERT INTO kept_notes VALUES (?, ?)",
        [(case, _seal(keys, case, "note", text.encode())) for case, text in notes],
    )
    connection.execute("DELETE FROM values_by_name WHERE substr(name, 1, ?2) = ?1", marked)


def _seal_parts(connection: Any, keys: dict[str, bytes]) -> None:
    parts = connection.execute(
        "SELECT case_id, sha256, start, content FROM incoming_parts WHERE case_id IS NOT NULL"
    ).fetchall()
    connection.executemany(
        "UPDATE incoming_parts SET content = ? WHERE sha256 = ? AND start = ?",
        [
            (_seal(keys, case, "part", bytes(content), sha256, start), sha256, start)
            for case, sha256, start, content in parts
        ],
    )


def _seal(keys: dict[str, bytes], case: str, kind: str, content: bytes, *bound: object) -> bytes:
    key = keys.setdefault(case, AESGCM.generate_key(bit_length=256))
    place = json.dumps(["fieldfare case seal 1", case, kind, *map(str, bound)]).encode()
    return _encrypt(key, content, place)


def _encrypt(key: bytes, content: bytes, place: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, content, place)
