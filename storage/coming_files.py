# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files on their way into the store, from the county or from the worker's own disk.

Invariants: memory holds one part at a time, however large the file is; the bytes follow one
another without a gap, sealed from the first one; a file counts as here only after its hash was
compared with the one it must have; what is not whole is no work yet.
"""

from typing import Any

from casework.ids import CaseId, RecordId
from casework.records import AttachedFile
from storage.case_keys import THUMBNAIL, forget_unused_keys, seal_for, seal_of
from storage.database import Database
from storage.errors import StorageBug
from storage.profiles import SCRUB_WAITING, write_value
from storage.sealed_files import (
    FileRow,
    append_content,
    begin_content,
    count_arrived,
    find_files,
    finish_content,
    hash_content,
)

_OWN = "sent = 0 AND draft IS NULL AND file_key IS NULL"


class ComingFiles:
    """The part of an open store that takes files in; all calls come from the store's thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tidy(self) -> None:
        """Forget what was left half added, and keep no room in memory for the pages of files."""
        self.drop_unfinished()
        with self._database.read() as connection:
            query = "SELECT coalesce(sum(size), 0) FROM attachments WHERE file_key IS NOT NULL"
            in_files = int(connection.execute(query).fetchone()[0])
        self._database.fit_cache(in_files)

    def begin(self, case: CaseId, record: RecordId, file: AttachedFile) -> None:
        """Begin to take in a file of a record that this laptop is about to make."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO attachments (case_id, record_id, name, sha256, size)"
                " VALUES (?, ?, ?, ?, ?)",
                (case, record, file.name, file.sha256, file.size),
            )

    def arrived(self, record: RecordId, name: str) -> int:
        """How many bytes of a file that is not whole yet are here."""
        with self._database.read() as connection:
            return sum(count_arrived(connection, one) for one in _coming(connection, record, name))

    def keep_next(self, record: RecordId, name: str, start: int, content: bytes) -> None:
        """Keep the next bytes of a file.

        Raises:
            StorageBug: they do not follow those that are here, or are too many.
        """
        with self._database.write() as connection:
            for file in _coming(connection, record, name):
                have = count_arrived(connection, file)
                if have != start or start + len(content) > file.size:
                    raise StorageBug("A part of what is coming in does not follow the last one.")
                begun = begin_content(connection, file) if file.coming is None else file
                append_content(connection, begun, start, content)

    def has_all(self, record: RecordId, name: str) -> bool:
        """Whether all of a file is here; what has another hash than it must is thrown away."""
        with self._database.read() as connection:
            [file] = _coming(connection, record, name)
            if count_arrived(connection, file) < file.size:
                return False
            if hash_content(connection, file) == file.sha256:
                return True
        with self._database.write() as connection:
            connection.execute("DELETE FROM attachment_parts WHERE attachment = ?", (file.id,))
            connection.execute("UPDATE attachments SET coming_key = NULL WHERE id = ?", (file.id,))
        return False

    def finish(self, record: RecordId, name: str) -> bool:
        """Let a fetched file count as here once `has_all` holds; False when it does not."""
        if not self.has_all(record, name):
            return False
        with self._database.write() as connection:
            for file in _coming(connection, record, name):
                _finish(connection, file)
        self._database.checkpoint()
        return True

    def drop_unfinished(self, record: RecordId | None = None) -> None:
        """Forget files the worker began to add and no record was made for; none of it was work.

        Args:
            record: only those of this one; None for all.
        """
        with self._database.write() as connection:
            gone = connection.execute(
                f"DELETE FROM attachments WHERE {_OWN} AND (:one IS NULL OR record_id = :one)",  # noqa: S608 - constant text
                {"one": record},
            ).rowcount
            if gone:
                forget_unused_keys(connection)
                write_value(connection, SCRUB_WAITING, "1")

    def keep_thumbnail(self, record: RecordId, name: str, picture: bytes) -> None:
        """Keep a small picture of a file, sealed beside it."""
        with self._database.write() as connection:
            for file in find_files(connection, "record_id = ? AND name = ?", record, name):
                sealed = seal_for(connection, file.case).seal(THUMBNAIL, picture, *file.place)
                connection.execute(
                    "UPDATE attachments SET thumbnail = ? WHERE id = ?", (sealed, file.id)
                )

    def thumbnail(self, record: RecordId, name: str) -> bytes | None:
        """The small picture of a file, or None while there is none.

        Raises:
            SealBroken: it was altered.
        """
        with self._database.read() as connection:
            for file in find_files(connection, "record_id = ? AND name = ?", record, name):
                row = connection.execute(
                    "SELECT thumbnail FROM attachments WHERE id = ?", (file.id,)
                ).fetchone()
                if row[0] is not None:
                    seal = seal_of(connection, file.case)
                    return seal.open(THUMBNAIL, bytes(row[0]), *file.place)
        return None


def adopt_own_file(connection: Any, record: RecordId) -> None:
    """Let a file that was taken in whole belong to the record made in the same transaction."""
    for file in find_files(connection, f"record_id = ? AND {_OWN}", record):
        if file.coming is None:
            raise StorageBug("A document was saved before its file; try again and report this.")
        finish_content(connection, file)


def _finish(connection: Any, file: FileRow) -> None:
    finish_content(connection, begin_content(connection, file) if file.coming is None else file)


def _coming(connection: Any, record: RecordId, name: str) -> list[FileRow]:
    return find_files(connection, "record_id = ? AND name = ? AND file_key IS NULL", record, name)
