# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file's content in the store: parts of one size under a key of the file's own.

The file's key is sealed under its case's key together with the file's place, name, size and hash.
So a part is read without the others, and a file changes its place, or its case's key, without
being written again. While a file arrives its key stands in `coming_key`; it moves to `file_key`
once all of it is here and has the hash it must have.

Invariants: a part opens only as the part of its number of its file; a missing one is noticed; a
part that is not full yet opens only as such, with its length.
"""

import hashlib
import os
from collections.abc import Iterator
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casework.ids import CaseId
from storage.case_keys import FILE_KEY, KEY_BITS, NONCE_BYTES, seal_broken, seal_for, seal_of

PART_BYTES = 256 * 1024
OVERHEAD = NONCE_BYTES + 16


class FileRow(NamedTuple):
    """What is known of a file whose content may be here.

    Attributes:
        owner: its record, or its draft while no record has it.
        key: its own key, sealed; None while its content is not here whole.
        coming: the same while its content arrives.
    """

    id: int
    case: CaseId
    owner: str
    name: str
    size: int
    sha256: str
    key: bytes | None
    coming: bytes | None

    @property
    def place(self) -> tuple[object, ...]:
        """What its key is bound to."""
        return (self.owner, self.name, self.size, self.sha256)


_COLUMNS = "id, case_id, coalesce(record_id, draft), name, size, sha256, file_key, coming_key"


def find_files(connection: Any, where: str, *values: object) -> list[FileRow]:
    """The files for which `where`, constant text, holds."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM attachments WHERE {where} ORDER BY id",  # noqa: S608 - constant text
        values,
    ).fetchall()
    return [FileRow(*row) for row in found]


def write_content(connection: Any, file: FileRow, content: bytes) -> None:
    """Keep the whole content of a file that has none here."""
    append_content(connection, begin_content(connection, file), 0, content)
    finish_content(connection, file)


def begin_content(connection: Any, file: FileRow) -> FileRow:
    """Give a file that begins to arrive its key."""
    key = AESGCM.generate_key(bit_length=KEY_BITS)
    sealed = seal_for(connection, file.case).seal(FILE_KEY, key, *file.place)
    connection.execute("UPDATE attachments SET coming_key = ? WHERE id = ?", (sealed, file.id))
    return file._replace(coming=sealed)


def append_content(connection: Any, file: FileRow, start: int, content: bytes) -> None:
    """Keep the next bytes of a file that arrives; `start` is how many are here."""
    cipher, count = AESGCM(_open_key(connection, file)), _count(file.size)
    number, within = divmod(start, PART_BYTES)
    if within:
        content = _read_tail(connection, file, cipher, number, within) + content
    for at in range(0, len(content), PART_BYTES):
        part = content[at : at + PART_BYTES]
        nonce = os.urandom(NONCE_BYTES)
        place = _place(number, count, len(part), file.size)
        connection.execute(
            "INSERT INTO attachment_parts (attachment, number, sealed) VALUES (?, ?, ?)"
            " ON CONFLICT (attachment, number) DO UPDATE SET sealed = excluded.sealed",
            (file.id, number, nonce + cipher.encrypt(nonce, part, place)),
        )
        number += 1


def finish_content(connection: Any, file: FileRow) -> None:
    """Say that all of a file is here."""
    connection.execute(
        "UPDATE attachments SET file_key = coming_key, coming_key = NULL WHERE id = ?", (file.id,)
    )


def count_arrived(connection: Any, file: FileRow) -> int:
    """How many bytes of a file are here."""
    row = connection.execute(
        f"SELECT coalesce(sum(length(sealed) - {OVERHEAD}), 0) FROM attachment_parts"  # noqa: S608 - a number
        " WHERE attachment = ?",
        (file.id,),
    ).fetchone()
    return int(row[0])


def hash_content(connection: Any, file: FileRow) -> str:
    """SHA-256 of what is here of a file, as hexadecimal; a part at a time."""
    digest = hashlib.sha256()
    for part in iterate_content(connection, file):
        digest.update(part)
    return digest.hexdigest()


def iterate_content(connection: Any, file: FileRow) -> Iterator[bytes]:
    """All of a file, a part at a time.

    Raises:
        SealBroken: a part was altered or is missing.
    """
    for start in range(0, file.size, PART_BYTES):
        yield read_content(connection, file, start, PART_BYTES)


def read_content(connection: Any, file: FileRow, start: int = 0, length: int = -1) -> bytes:
    """Some bytes of a file, all of them when `length` is negative; empty when it is not here.

    Raises:
        SealBroken: a part was altered or is missing.
    """
    end = file.size if length < 0 else min(start + length, file.size)
    if (file.key is None and file.coming is None) or start >= end:
        return b""
    first, last = start // PART_BYTES, (end - 1) // PART_BYTES
    cipher, count = AESGCM(_open_key(connection, file)), _count(file.size)
    found = connection.execute(
        "SELECT number, sealed FROM attachment_parts"
        " WHERE attachment = ? AND number BETWEEN ? AND ? ORDER BY number",
        (file.id, first, last),
    ).fetchall()
    if [row[0] for row in found] != list(range(first, last + 1)):
        raise seal_broken()
    whole = (_place(row[0], count, PART_BYTES, file.size) for row in found)
    joined = b"".join(
        _open_part(cipher, row[1], place) for row, place in zip(found, whole, strict=True)
    )
    return joined[start - first * PART_BYTES : end - first * PART_BYTES]


def move_file(connection: Any, file: FileRow, owner: str) -> None:
    """Bind a file to another owner; the caller changes the row."""
    if file.key is not None:
        key, moved = _open_key(connection, file), file._replace(owner=owner)
        sealed = seal_for(connection, file.case).seal(FILE_KEY, key, *moved.place)
        connection.execute("UPDATE attachments SET file_key = ? WHERE id = ?", (sealed, file.id))


def _open_key(connection: Any, file: FileRow) -> bytes:
    sealed = file.key or file.coming or b""
    return seal_of(connection, file.case).open(FILE_KEY, sealed, *file.place)


def _read_tail(connection: Any, file: FileRow, cipher: AESGCM, number: int, length: int) -> bytes:
    row = connection.execute(
        "SELECT sealed FROM attachment_parts WHERE attachment = ? AND number = ?",
        (file.id, number),
    ).fetchone()
    sealed = b"" if row is None else bytes(row[0])
    return _open_part(cipher, sealed, _place(number, _count(file.size), length, file.size))


def _open_part(cipher: AESGCM, sealed: bytes, place: bytes) -> bytes:
    try:
        return cipher.decrypt(bytes(sealed[:NONCE_BYTES]), bytes(sealed[NONCE_BYTES:]), place)
    except (InvalidTag, ValueError) as error:
        raise seal_broken() from error


def _count(size: int) -> int:
    return -(-size // PART_BYTES)


def _place(number: int, count: int, length: int, size: int) -> bytes:
    if length >= min(PART_BYTES, size - number * PART_BYTES):
        return f"fieldfare file part 1 {number} {count}".encode()
    return f"fieldfare file tail 1 {number} {count} {length}".encode()
