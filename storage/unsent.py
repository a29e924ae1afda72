# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this store holds that the county does not: counted before anything is given up.

Invariant: whatever `NOTHING_UNSENT_IS_DESTROYED` names is counted here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from casework.ids import CaseId
from casework.outbox_file import seal_outbox
from casework.sealing import SealingKey
from storage.case_keys import seal_broken
from storage.database import Database
from storage.edits import Edit, note_taking_back, read_edit, read_taken_back
from storage.errors import SealBroken
from storage.index import read_index_work
from storage.kept_forms import read_form
from storage.kept_words import clear_kept
from storage.model import NOTE_PLACE, KeptPlace
from storage.notes import read_note
from storage.outbox import device_key, gather_outbox
from storage.sharing import count_sharing_work


class LeftWords(NamedTuple):
    """What was typed in a case that then left; `words` None where they do not open any more."""

    at: KeptPlace
    words: str | None


@dataclass(frozen=True)
class UnsentWork:
    """Numbers only.

    Attributes:
        operations: waiting for the county, or refused by it.
        drafts: with an answer or a file, not signed.
        files: of signed work, that the county does not have whole.
        notes: half written, forms of records among them.
        entries: of the cross-agency index.
        sharing: decisions about sharing.
    """

    operations: int
    drafts: int
    files: int
    notes: int
    entries: int = 0
    sharing: int = 0

    def __bool__(self) -> bool:
        return any(
            (self.operations, self.drafts, self.files, self.notes, self.entries, self.sharing)
        )


_COUNTS = (
    "SELECT count(*) FROM operations WHERE state IN ('waiting', 'refused')",
    (
        "SELECT count(*) FROM drafts d WHERE closed_by IS NULL AND ("
        " EXISTS (SELECT 1 FROM journal WHERE draft = d.id)"
        " OR EXISTS (SELECT 1 FROM attachments WHERE draft = d.id))"
    ),
    (
        "SELECT count(*) FROM attachments"
        " WHERE sent = 0 AND record_id IS NOT NULL AND file_key IS NOT NULL"
    ),
    (
        "SELECT (SELECT count(*) FROM kept_notes) + (SELECT count(*) FROM kept_forms)"
        " + (SELECT count(*) FROM kept_advocate_notes)"
    ),
)


_STATES = (
    "SELECT counter, state FROM operations WHERE state IN ('waiting', 'refused') ORDER BY counter",
    "SELECT count(*), max(id) FROM journal",
    "SELECT draft, path, sha256 FROM kept_answers ORDER BY draft, path, sha256",
    (
        "SELECT id, draft, record_id, file_key FROM attachments"
        " WHERE sent = 0 AND file_key IS NOT NULL ORDER BY id"
    ),
    "SELECT case_id, note FROM kept_notes ORDER BY case_id",
    "SELECT case_id, place, words FROM kept_forms ORDER BY case_id, place",
    "SELECT case_id, note FROM kept_advocate_notes ORDER BY case_id",
    "SELECT case_id, body FROM index_work ORDER BY case_id",
    "SELECT id FROM sharing_work ORDER BY id",
)
"""What is sealed is sealed anew with each write, so that its bytes tell one from another."""


def count_unsent_work(connection: Any) -> UnsentWork:
    """What the county does not have."""
    counts = [int(connection.execute(one).fetchone()[0]) for one in _COUNTS]
    counts += [len(read_index_work(connection)), count_sharing_work(connection)]
    return UnsentWork(*counts)


_KEPT = """
SELECT k.case_id, k.place, EXISTS (SELECT 1 FROM cases WHERE case_id = k.case_id AND within_reach)
FROM (
    SELECT case_id, '' AS place FROM kept_notes UNION ALL SELECT case_id, place FROM kept_forms
) AS k ORDER BY k.case_id, k.place
"""


def _read_words(connection: Any, at: KeptPlace) -> LeftWords:
    try:
        if at.place == NOTE_PLACE:
            return LeftWords(at, read_note(connection, at.case))
        return LeftWords(at, read_form(connection, at.case, at.place))
    except SealBroken:
        return LeftWords(at, None)


class Unsent:
    """The part of an open store that tells what is unsent."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self) -> UnsentWork:
        """What the county does not have."""
        with self._database.read() as connection:
            return count_unsent_work(connection)

    def left_words(self, hidden: Collection[CaseId]) -> tuple[LeftWords, ...]:
        """What was typed under ids of no case within reach; advocate notes stay sealed.

        Args:
            hidden: cases that may not be shown any more, although they did not leave yet.
        """
        with self._database.read() as connection:
            kept = connection.execute(_KEPT).fetchall()
            left = [KeptPlace(case, at) for case, at, here in kept if not here or case in hidden]
            return tuple(_read_words(connection, one) for one in left)

    def throw_away(self, at: KeptPlace) -> None:
        """Let go of what was typed in one place, as its writer wants."""
        with self._database.write() as connection:
            clear_kept(connection, [at])
        self._database.checkpoint()

    def last_edit(self) -> Edit | None:
        """The newest edit kept here that was not taken back, with its record before and after."""
        with self._database.read() as connection:
            return read_edit(connection)

    def last_taken_back(self) -> Edit | None:
        """What took the last edit back, where nothing else was done since."""
        with self._database.read() as connection:
            return read_taken_back(connection)

    def note_taking_back(self, counter: int, taken: int) -> None:
        """Note that an operation takes back another.

        Where a crash comes before this, the next taking back brings the edit again.
        """
        with self._database.write() as connection:
            note_taking_back(connection, counter, taken)
        self._database.checkpoint()

    def mark(self) -> str:
        """Differs wherever what is unsent does; says nothing of it."""
        digest = sha256()
        with self._database.read() as connection:
            for one in _STATES:
                digest.update(repr(connection.execute(one).fetchall()).encode())
        return digest.hexdigest()

    def seal_to(self, county: SealingKey, at: datetime) -> bytes:
        """All of it in a box that only the county's offline key opens; empty when there is none.

        Raises:
            SealBroken: some of it cannot be read any more; nothing may be given up.
        """
        with self._database.read() as connection:
            if not count_unsent_work(connection):
                return b""
            outbox = gather_outbox(connection, at)
            if outbox.unreadable:
                raise seal_broken()
            return seal_outbox(outbox, county, device_key(connection))
