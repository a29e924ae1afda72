# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work the county has taken, kept a while: a county put back from a backup may have lost it.

Invariants: it is kept only while its record is shown here, and goes with it (a trigger of the
schema), so that nothing of a case that left stays; brought back it is waiting work like any other,
which the county answers as known where it still has it.
"""

import json
from collections.abc import Iterable
from typing import Any

from casework.ids import CaseId, RecordId
from casework.reasons import ReasonCode

ANEW = "anew "
"""Before the kept place in a feed that began anew, until that was taken in whole."""
KEPT_DAYS = 35
"""Longer than a county's oldest backup that is likely to be put back."""

_KEEP = """
INSERT OR REPLACE INTO sent_operations
SELECT o.counter, o.operation_id, o.case_id, o.record_id, o.kind, o.at, o.author_name, o.body
FROM operations o JOIN cases c ON c.case_id = o.case_id
WHERE c.within_reach AND o.counter IN (SELECT value FROM json_each(?))
"""
# A few of the oldest at a time: more go than come.
_PRUNE = """
DELETE FROM sent_operations
WHERE counter IN (SELECT counter FROM sent_operations ORDER BY counter LIMIT 100) AND at < (
    SELECT printf('%013d', CAST(substr(at, 1, 13) AS INTEGER) - ? * 86400000)
    FROM sent_operations ORDER BY counter DESC LIMIT 1)
"""
_BRING_BACK = """
INSERT INTO operations
    (counter, operation_id, case_id, record_id, kind, at, state, author_name, body)
SELECT counter, operation_id, case_id, record_id, kind, at, 'waiting', author_name, body
FROM sent_operations WHERE case_id IN (SELECT case_id FROM cases)
"""
_ANSWERED = """
UPDATE operations SET state = 'waiting', version = NULL, reason = NULL
WHERE state IN ('taken', 'conflict')
    OR state = 'refused' AND json_extract(reason, '$.code') = ?
"""
_FILES = """
UPDATE attachments SET sent = 0
WHERE sent = 1 AND file_key IS NOT NULL AND record_id IN (SELECT value FROM json_each(?))
"""


def keep_sent(connection: Any, counters: Iterable[int]) -> None:
    """Keep operations that the county has and that are about to go from the outbox."""
    told = list(counters)
    if told:
        connection.execute(_KEEP, (json.dumps(told),))
        connection.execute(_PRUNE, (KEPT_DAYS,))


def bring_back(connection: Any) -> set[RecordId]:
    """Let all of it wait again, its files too, and what no longer followed; the records concerned.

    The caller lays them over again.
    """
    found = connection.execute("SELECT DISTINCT record_id FROM sent_operations").fetchall()
    records = {RecordId(row[0]) for row in found}
    connection.execute(_BRING_BACK)
    connection.execute("DELETE FROM sent_operations")
    connection.execute(_ANSWERED, (ReasonCode.BROKEN_CHAIN.value,))
    connection.execute(_FILES, (json.dumps(sorted(records)),))
    return records


def forget_sent(connection: Any, case: CaseId) -> None:
    """Remove what is kept of a case."""
    connection.execute("DELETE FROM sent_operations WHERE case_id = ?", (case,))
