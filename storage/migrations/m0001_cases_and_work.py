# SPDX-License-Identifier: AGPL-3.0-or-later
"""Version 1.0: profile, cases, records, search terms, drafts, work and feed.

Records are numbered as they come, so a pull only appends: keeping the records of one case together
rewrote most of the file at every page and made a pull three times slower (2026-11-23).

The search index has no prefix index: at 10,000 records it doubles the time of a pull (0.5 s to
1.1 s) and a one-letter search that hits nearly all takes 10 ms without it (2026-11-23).
"""

from typing import Any

VERSION = (1, 0)

STATEMENTS = (
    """CREATE TABLE values_by_name (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE enrolment (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        profile TEXT NOT NULL,
        private_key BLOB NOT NULL
    )""",
    """CREATE TABLE chain (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        counter INTEGER NOT NULL,
        previous TEXT NOT NULL,
        last_at TEXT NOT NULL
    )""",
    """CREATE TABLE cases (
        id INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL UNIQUE,
        within_reach INTEGER NOT NULL,
        has_unsent INTEGER NOT NULL DEFAULT 0,
        sort_name TEXT NOT NULL DEFAULT '',
        shown_name TEXT NOT NULL DEFAULT '',
        legal_name TEXT NOT NULL DEFAULT '',
        birth_date TEXT,
        opened_on TEXT,
        last_screened TEXT,
        last_activity TEXT,
        agency_numbers TEXT NOT NULL DEFAULT '',
        membership TEXT,
        reason TEXT
    )""",
    "CREATE INDEX cases_by_name ON cases (within_reach, sort_name, case_id)",
    """CREATE TABLE records (
        id INTEGER PRIMARY KEY,
        case_number INTEGER NOT NULL,
        record_id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        screened_on TEXT,
        unsent INTEGER NOT NULL DEFAULT 0,
        conflict INTEGER NOT NULL DEFAULT 0,
        refused TEXT,
        section TEXT NOT NULL,
        version INTEGER NOT NULL,
        author TEXT NOT NULL,
        author_name TEXT NOT NULL,
        hat TEXT NOT NULL,
        versions TEXT NOT NULL,
        beneath TEXT,
        names TEXT NOT NULL,
        fields TEXT NOT NULL,
        words TEXT NOT NULL
    )""",
    "CREATE INDEX records_by_case ON records (case_number, at)",
    "CREATE INDEX records_of_cases ON records (id, case_number)",
    """CREATE INDEX records_screened ON records (case_number, screened_on)
        WHERE screened_on IS NOT NULL""",
    "CREATE INDEX records_by_time ON records (at, kind)",
    """CREATE VIRTUAL TABLE terms USING fts5 (
        names, words,
        content = 'records', content_rowid = 'id', columnsize = 0,
        tokenize = 'unicode61 remove_diacritics 2'
    )""",
    "INSERT INTO terms (terms, rank) VALUES ('secure-delete', 1)",
    """CREATE TABLE operations (
        counter INTEGER PRIMARY KEY,
        operation_id TEXT NOT NULL UNIQUE,
        case_id TEXT NOT NULL,
        record_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'conflict', 'refused')),
        version INTEGER,
        reason TEXT,
        author_name TEXT NOT NULL,
        body TEXT NOT NULL
    )""",
    "CREATE INDEX operations_by_record ON operations (record_id, counter)",
    "CREATE INDEX operations_by_case ON operations (case_id, state)",
    "CREATE INDEX operations_by_state ON operations (state, counter)",
    """CREATE TABLE drafts (
        id TEXT PRIMARY KEY,
        case_id TEXT NOT NULL,
        instrument_id TEXT NOT NULL,
        instrument_version TEXT NOT NULL,
        instrument_sha256 TEXT NOT NULL,
        language TEXT NOT NULL,
        started_at TEXT NOT NULL,
        page INTEGER NOT NULL,
        title TEXT NOT NULL,
        closed_by TEXT,
        pack_json TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX drafts_by_case ON drafts (case_id)",
    """CREATE TABLE journal (
        id INTEGER PRIMARY KEY,
        draft TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        answer TEXT NOT NULL,
        at TEXT NOT NULL
    )""",
    "CREATE INDEX journal_by_path ON journal (draft, path, id)",
)


def apply(connection: Any) -> None:
    """Make the first schema in an empty store."""
    for statement in STATEMENTS:
        connection.execute(statement)
