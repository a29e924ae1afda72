# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that belong to answers: photographs, signatures, drawings, sounds.

Invariants: they lie in the store and nowhere else, sealed under their case's key; a
name is made here and is never a path; a kept file is never replaced under its name; a file goes
with its draft or record, and stays as long as the county does not have it.
"""

import hashlib
import re
import shutil
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from casework.ids import CaseId, DraftId, RecordId
from casework.records import CaseRecord, name_files
from storage.case_keys import forget_unused_keys
from storage.coming_files import ComingFiles
from storage.errors import AttachmentTooLarge, DiskFull, StorageBug
from storage.files import wrapping_file_errors
from storage.limits import LIMITS
from storage.profiles import SCRUB_WAITING, write_value
from storage.sealed_files import find_files, move_file, read_content, write_content

_UNSAFE = re.compile(r"[^\w.-]+")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_WHOSE_RECORD_WENT = (
    "sent = 0 AND file_key IS NOT NULL AND record_id IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM operations o WHERE o.record_id = attachments.record_id"
    " AND o.state IN ({held}))"
)
_UNSENT = "sent = 0 AND record_id IS NOT NULL AND file_key IS NOT NULL"


@dataclass(frozen=True)
class KeptFile:
    """A file without its content; `size` in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class RecordFile:
    """A file of a record without its content; `size` in bytes."""

    record: RecordId
    name: str
    sha256: str
    size: int


class Attachments(ComingFiles):
    """The attachments part of an open store; all calls come from the store's one thread."""

    def keep(self, draft: DraftId, suggested_name: str, content: bytes) -> str:
        """Keep a file with a draft; the name under which it is kept.

        Raises:
            AttachmentTooLarge: nothing was kept.
            DiskFull: there is no room for it; nothing was kept or lost.
            StorageBug: the draft is not open.
        """
        if len(content) > LIMITS.attachment_bytes:
            raise AttachmentTooLarge(
                "The file is larger than {megabytes} MB; choose a smaller one.",
                megabytes=LIMITS.attachment_bytes // 1_000_000,
            )
        self.require_room(len(content))
        with self._database.write() as connection:
            case = _case_of(connection, draft)
            name = _free_name(safe_name(suggested_name), _names_of(connection, draft))
            connection.execute(
                "INSERT INTO attachments (case_id, draft, name, sha256, size)"
                " VALUES (?, ?, ?, ?, ?)",
                (case, draft, name, hashlib.sha256(content).hexdigest(), len(content)),
            )
            [file] = find_files(connection, "draft = ? AND name = ?", draft, name)
            write_content(connection, file, content)
        self._database.checkpoint()
        return name

    def read(self, draft: DraftId, name: str) -> bytes | None:
        """A file of a draft, or None.

        Raises:
            SealBroken: it was altered.
        """
        return self._read("draft = ? AND name = ?", draft, name)

    def read_of_record(self, record: RecordId, name: str) -> bytes | None:
        """A file of a record, or None when it is not on this laptop.

        Raises:
            SealBroken: it was altered.
        """
        return self._read("record_id = ? AND name = ?", record, name)

    def of_draft(self, draft: DraftId) -> tuple[KeptFile, ...]:
        """The files of a draft, by name."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT name, sha256, size FROM attachments WHERE draft = ? ORDER BY name",
                (draft,),
            ).fetchall()
        return tuple(KeptFile(*row) for row in rows)

    # On their way to and from the county

    def unsent(self, *, with_waiting: bool = False) -> tuple[RecordFile, ...]:
        """Files whose record the county has taken and which it does not have.

        Args:
            with_waiting: those too whose record goes out with them.
        """
        held = "'refused'" if with_waiting else "'waiting', 'refused'"
        return self._files(_WHOSE_RECORD_WENT.format(held=held))

    def missing(self) -> tuple[RecordFile, ...]:
        """Files of records here whose content is not, the smallest first."""
        return self._files("sent = 1 AND record_id IS NOT NULL AND file_key IS NULL")

    def read_part(self, record: RecordId, name: str, start: int, length: int) -> bytes:
        """Some bytes of a record's file, read without the others.

        Raises:
            SealBroken: they were altered.
        """
        with self._database.read() as connection:
            found = find_files(connection, "record_id = ? AND name = ?", record, name)
            return b"".join(read_content(connection, one, start, length) for one in found)

    def note_sent(self, record: RecordId, name: str) -> None:
        """Note that the county has a file; of a case that has left it goes at once."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE attachments SET sent = 1 WHERE record_id = ? AND name = ?", (record, name)
            )
            gone = connection.execute(
                "DELETE FROM attachments WHERE record_id = ? AND name = ? AND draft IS NULL"
                " AND case_id NOT IN (SELECT case_id FROM cases WHERE within_reach)",
                (record, name),
            ).rowcount
            if gone:
                forget_unused_keys(connection)
                write_value(connection, SCRUB_WAITING, "1")
        self._database.checkpoint()

    def _files(self, where: str) -> tuple[RecordFile, ...]:
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT record_id, name, sha256, size FROM attachments"  # noqa: S608 - constant text
                f" WHERE {where} ORDER BY size, id"
            ).fetchall()
        return tuple(RecordFile(RecordId(row[0]), row[1], row[2], row[3]) for row in rows)

    def _read(self, where: str, *values: str) -> bytes | None:
        with self._database.read() as connection:
            found = find_files(connection, where, *values)
            here = [one for one in found if one.key is not None]
            return read_content(connection, here[0]) if here else None

    def require_room(self, size: int) -> None:
        """Refuse a file for which the disk has no room.

        Raises:
            DiskFull: nothing was kept or lost.
        """
        # Once in the log and once in the file; a full disk met halfway would close the store.
        path = self._database.path
        with wrapping_file_errors(path):
            free = shutil.disk_usage(path.parent).free
        if free < 2 * size + LIMITS.spare_bytes:
            raise DiskFull(
                "The disk holding {path} is too full for this file; free some space and try "
                "again, nothing was lost.",
                path=path,
            )


def safe_name(suggested: str) -> str:
    """A plain file name out of any text: no folder, no hidden file, no device of any system."""
    bare = re.split(r"[/\\]", unicodedata.normalize("NFC", suggested))[-1]
    stem, dot, ending = _UNSAFE.sub("_", bare).strip("._ ").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem, ending = stem[:60].strip("._"), ending[:10].strip("._")
    name = f"{stem or 'file'}.{ending}" if ending else stem or "file"
    return f"file-{name}" if _DEVICES.match(name) else name


def tie_to_record(
    connection: Any, draft: DraftId, record: RecordId, names: Collection[str]
) -> None:
    """Give the files that signed answers name to the record; the others stay with the draft."""
    for name in names:
        for file in find_files(connection, "draft = ? AND name = ?", draft, name):
            move_file(connection, file, record)
            connection.execute(
                "UPDATE attachments SET record_id = ? WHERE id = ?", (record, file.id)
            )


def expect_files(connection: Any, records: Iterable[CaseRecord]) -> None:
    """Note the files that the county's records name, so that they are fetched."""
    connection.executemany(
        "INSERT INTO attachments (case_id, record_id, name, sha256, size, sent)"
        " VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING",
        [
            (record.case, record.record, file.name, file.sha256, file.size)
            for record in records
            for file in name_files(record.kind, record.fields)
        ],
    )


def leave_drafts(connection: Any) -> None:
    """Part files from drafts that are gone; what no record owns goes with its draft."""
    gone = "draft IS NOT NULL AND draft NOT IN (SELECT id FROM drafts)"
    connection.execute(f"DELETE FROM attachments WHERE record_id IS NULL AND {gone}")  # noqa: S608 - constant text
    connection.execute(f"UPDATE attachments SET draft = NULL WHERE {gone}")  # noqa: S608 - constant text


def delete_left(connection: Any, case: CaseId) -> None:
    """Remove the files of a case that has left, except those the county does not have."""
    leave_drafts(connection)
    connection.execute(
        f"DELETE FROM attachments WHERE case_id = ? AND draft IS NULL AND NOT ({_UNSENT})",  # noqa: S608 - constant text
        (case,),
    )


def count_unsent(connection: Any) -> tuple[int, int]:
    """How many files the county does not have whole, and their bytes."""
    row = connection.execute(
        f"SELECT count(*), coalesce(sum(size), 0) FROM attachments WHERE {_UNSENT}"  # noqa: S608 - constant text
    ).fetchone()
    return int(row[0]), int(row[1])


def _case_of(connection: Any, draft: DraftId) -> str:
    row = connection.execute(
        "SELECT case_id FROM drafts WHERE id = ? AND closed_by IS NULL", (draft,)
    ).fetchone()
    if row is None:
        raise StorageBug(
            "The draft {draft} is not open on this laptop; start it again.",
            draft=draft,
        )
    return str(row[0])


def _names_of(connection: Any, draft: DraftId) -> set[str]:
    rows = connection.execute("SELECT name FROM attachments WHERE draft = ?", (draft,))
    return {str(row[0]).casefold() for row in rows.fetchall()}


def _free_name(wanted: str, taken: Iterable[str]) -> str:
    """The name, or the first of name-2, name-3 … that is free, whatever the letter case."""
    known = set(taken)
    stem, dot, ending = wanted.rpartition(".")
    if not dot:
        stem, ending = wanted, ""
    name, number = wanted, 1
    while name.casefold() in known:
        number += 1
        name = f"{stem}-{number}{dot}{ending}"
    return name
