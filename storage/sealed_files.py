# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file's content in the store: parts of one size under a key of the file's own.

The file's key is sealed under its case's key together with the file's place, name, size and hash.
So a part is read without the others, and a file changes its place, or its case's key, without
being written again.

Invariants: a part opens only as the part of its number of its file; a missing one is noticed.
"""

import os
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casework.ids import CaseId
from storage.case_keys import FILE_KEY, KEY_BITS, NONCE_BYTES, seal_broken, seal_for, seal_of

PART_BYTES = 256 * 1024


class FileRow(NamedTuple):
    """What is known of a file whose content may be here.

    Attributes:
        owner: its record, or its draft while no record has it.
        key: its own key, sealed; None while its content is not here.
    """

    id: int
    case: CaseId
    owner: str
    name: str
    size: int
    sha256: str
    key: bytes | None


_COLUMNS = "id, case_id, coalesce(record_id, draft), name, size, sha256, file_key"


def find_files(connection: Any, where: str, *values: object) -> list[FileRow]:
    """The files for which `where`, constant text, holds."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM attachments WHERE {where} ORDER BY id",  # noqa: S608 - constant text
        values,
    ).fetchall()
    return [FileRow(*row) for row in found]


def write_content(connection: Any, file: FileRow, content: bytes) -> None:
    """Keep the content of a file that has none here."""
    key = AESGCM.generate_key(bit_length=KEY_BITS)
    cipher, count = AESGCM(key), _count(file.size)
    for number in range(count):
        nonce = os.urandom(NONCE_BYTES)
        part = content[number * PART_BYTES : (number + 1) * PART_BYTES]
        sealed = nonce + cipher.encrypt(nonce, part, _place(number, count))
        connection.execute(
            "INSERT INTO attachment_parts (attachment, number, sealed) VALUES (?, ?, ?)",
            (file.id, number, sealed),
        )
    _keep_key(connection, file, key)


def read_content(connection: Any, file: FileRow, start: int = 0, length: int = -1) -> bytes:
    """Some bytes of a file, all of them when `length` is negative; empty when it is not here.

    Raises:
        SealBroken: a part was altered or is missing.
    """
    end = file.size if length < 0 else min(start + length, file.size)
    if file.key is None or start >= end:
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
    joined = b"".join(_open_part(cipher, row[1], row[0], count) for row in found)
    return joined[start - first * PART_BYTES : end - first * PART_BYTES]


def move_file(connection: Any, file: FileRow, owner: str) -> None:
    """Bind a file to another owner; the caller changes the row."""
    if file.key is not None:
        _keep_key(connection, file._replace(owner=owner), _open_key(connection, file))


def _open_key(connection: Any, file: FileRow) -> bytes:
    sealed = b"" if file.key is None else file.key
    return seal_of(connection, file.case).open(FILE_KEY, sealed, *_bound(file))


def _keep_key(connection: Any, file: FileRow, key: bytes) -> None:
    sealed = seal_for(connection, file.case).seal(FILE_KEY, key, *_bound(file))
    connection.execute("UPDATE attachments SET file_key = ? WHERE id = ?", (sealed, file.id))


def _bound(file: FileRow) -> tuple[object, ...]:
    return (file.owner, file.name, file.size, file.sha256)


def _open_part(cipher: AESGCM, sealed: bytes, number: int, count: int) -> bytes:
    try:
        return cipher.decrypt(
            bytes(sealed[:NONCE_BYTES]), bytes(sealed[NONCE_BYTES:]), _place(number, count)
        )
    except (InvalidTag, ValueError) as error:
        raise seal_broken() from error


def _count(size: int) -> int:
    return -(-size // PART_BYTES)


def _place(number: int, count: int) -> bytes:
    return f"fieldfare file part 1 {number} {count}".encode()
