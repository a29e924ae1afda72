# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 1.1: the county's instruments, what a draft left behind in a move, and attachments."""

from typing import Any

VERSION = (1, 1)

STATEMENTS = (
    """CREATE TABLE instruments (
        form_id TEXT NOT NULL,
        version TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        retired INTEGER NOT NULL,
        until TEXT,
        published_at TEXT NOT NULL,
        stated_at TEXT NOT NULL,
        statement TEXT NOT NULL,
        content BLOB,
        PRIMARY KEY (form_id, version)
    ) WITHOUT ROWID""",
    """CREATE TABLE incoming_parts (
        sha256 TEXT NOT NULL,
        start INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (sha256, start)
    )""",
    """CREATE TABLE draft_versions (
        draft TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
        sha256 TEXT NOT NULL,
        instrument_id TEXT NOT NULL,
        version TEXT NOT NULL,
        title TEXT NOT NULL,
        pack_json TEXT NOT NULL,
        left_at TEXT NOT NULL,
        PRIMARY KEY (draft, sha256)
    ) WITHOUT ROWID""",
    """CREATE TABLE kept_answers (
        draft TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        version TEXT NOT NULL,
        label TEXT NOT NULL,
        answer TEXT NOT NULL,
        PRIMARY KEY (draft, path, sha256)
    ) WITHOUT ROWID""",
    """CREATE TABLE attachments (
        id INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL,
        draft TEXT,
        record_id TEXT,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        sent INTEGER NOT NULL DEFAULT 0,
        content BLOB
    )""",
    """CREATE UNIQUE INDEX attachments_of_drafts ON attachments (draft, name)
        WHERE draft IS NOT NULL""",
    """CREATE UNIQUE INDEX attachments_of_records ON attachments (record_id, name)
        WHERE record_id IS NOT NULL""",
    "CREATE INDEX attachments_by_case ON attachments (case_id)",
)


def apply(connection: Any) -> None:
    """Add the tables."""
    for statement in STATEMENTS:
        connection.execute(statement)
