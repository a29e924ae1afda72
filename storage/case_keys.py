# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each case's own key, inside the encrypted store, and what is sealed under it.

Destroying one key makes all that was sealed under it unreadable, whatever copies of pages remain.

Invariants:
- A case has a key from the moment something of it is sealed, and loses it when it leaves; work the
  county does not have is sealed anew then, under a key that seals nothing else.
- What is sealed is bound to its case, its kind and its place: put elsewhere it does not open.
- Nothing that is sealed is searched or sorted by.
"""

import json
import os
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casework.ids import CaseId
from storage.errors import SealBroken
from storage.profiles import SCRUB_WAITING, write_value

KEY_BITS = 256
NONCE_BYTES = 12
_PURPOSE = "fieldfare case seal 1"


class SealedColumn(NamedTuple):
    """A column that is sealed: AES-256-GCM, the nonce before the ciphertext.

    Attributes:
        kind: what it is, authenticated along.
        keys: columns that find the row again.
        bound: columns authenticated with the content.
        of_case: which rows belong to a case.
    """

    kind: str
    table: str
    column: str
    keys: tuple[str, ...]
    bound: tuple[str, ...]
    of_case: str


_OF_DRAFTS = "draft IN (SELECT id FROM drafts WHERE case_id = ?)"
FILE_KEY = SealedColumn(
    "file",
    "attachments",
    "file_key",
    ("id",),
    ("coalesce(record_id, draft)", "name", "size", "sha256"),
    "case_id = ? AND file_key IS NOT NULL",
)
ANSWER = SealedColumn("answer", "journal", "answer", ("id",), ("draft", "path", "at"), _OF_DRAFTS)
ASIDE = SealedColumn(
    "aside",
    "kept_answers",
    "answer",
    ("draft", "path", "sha256"),
    ("draft", "path", "sha256"),
    _OF_DRAFTS,
)
NOTE = SealedColumn("note", "kept_notes", "note", ("case_id",), (), "case_id = ?")
COMING_KEY = FILE_KEY._replace(
    column="coming_key", of_case="case_id = ? AND coming_key IS NOT NULL"
)
THUMBNAIL = FILE_KEY._replace(
    kind="thumbnail", column="thumbnail", of_case="case_id = ? AND thumbnail IS NOT NULL"
)
KEPT_FORM = SealedColumn(
    "form", "kept_forms", "words", ("case_id", "place"), ("place",), "case_id = ?"
)
ADVOCATE_NOTE = SealedColumn(
    "advocate_note", "kept_advocate_notes", "note", ("case_id",), (), "case_id = ?"
)
SHARING = SealedColumn("sharing", "sharing_work", "body", ("id",), ("id",), "case_id = ?")
SEALED = (
    FILE_KEY,
    COMING_KEY,
    THUMBNAIL,
    ANSWER,
    ASIDE,
    NOTE,
    ADVOCATE_NOTE,
    KEPT_FORM,
    SHARING,
)


class CaseSeal:
    """Seals and opens with one case's key."""

    __slots__ = ("_case", "_cipher")

    def __init__(self, case: CaseId, key: bytes) -> None:
        self._case = case
        self._cipher = AESGCM(key)

    def seal(self, column: SealedColumn, content: bytes, *bound: object) -> bytes:
        """The content sealed, bound to its place."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, self._place(column, bound))

    def open(self, column: SealedColumn, sealed: bytes, *bound: object) -> bytes:
        """What was sealed.

        Raises:
            SealBroken: it is not what was sealed, or was sealed for another place.
        """
        try:
            place = self._place(column, bound)
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)
        except (InvalidTag, ValueError) as error:
            raise seal_broken() from error

    def _place(self, column: SealedColumn, bound: tuple[object, ...]) -> bytes:
        return json.dumps([_PURPOSE, self._case, column.kind, *map(str, bound)]).encode()


def seal_for(connection: Any, case: CaseId) -> CaseSeal:
    """The case's key, made when it has none; inside a write."""
    key = _read_key(connection, case)
    return _make(connection, case) if key is None else CaseSeal(case, key)


def seal_of(connection: Any, case: CaseId) -> CaseSeal:
    """The case's key.

    Raises:
        SealBroken: it is gone, so nothing sealed under it can be read.
    """
    key = _read_key(connection, case)
    if key is None:
        raise seal_broken()
    return CaseSeal(case, key)


def renew_key(connection: Any, case: CaseId) -> None:
    """Destroy a case's key; what is still sealed under it is sealed under a fresh one first."""
    key = _read_key(connection, case)
    if key is None:
        return
    connection.execute("DELETE FROM case_keys WHERE case_id = ?", (case,))
    old = CaseSeal(case, key)
    new: CaseSeal | None = None
    for column in SEALED:
        for sealed, keys, bound in _sealed_rows(connection, column, case):
            new = new or _make(connection, case)
            try:
                content = new.seal(column, old.open(column, sealed, *bound), *bound)
            except SealBroken:
                # It opened for nobody before; a case must be able to leave all the same.
                continue
            where = " AND ".join(f"{name} = ?" for name in column.keys)
            connection.execute(
                f"UPDATE {column.table} SET {column.column} = ? WHERE {where}",  # noqa: S608 - constant text
                (content, *keys),
            )
    write_value(connection, SCRUB_WAITING, "1")


def forget_unused_keys(connection: Any) -> None:
    """Destroy the keys of cases that have left once nothing of theirs is held any more."""
    gone = connection.execute(
        "DELETE FROM case_keys WHERE case_id NOT IN (SELECT case_id FROM cases WHERE within_reach)"
        " AND case_id NOT IN (SELECT case_id FROM drafts)"
        " AND case_id NOT IN (SELECT case_id FROM attachments)"
        " AND case_id NOT IN (SELECT case_id FROM kept_notes)"
        " AND case_id NOT IN (SELECT case_id FROM kept_forms)"
        " AND case_id NOT IN (SELECT case_id FROM kept_advocate_notes)"
        " AND case_id NOT IN (SELECT case_id FROM sharing_work)"
    ).rowcount
    if gone > 0:
        write_value(connection, SCRUB_WAITING, "1")


def seal_broken() -> SealBroken:
    """The one sentence for sealed content that does not open."""
    return SealBroken(
        "A file or an answer in this laptop's store was altered and does not open; the rest can "
        "be used, keep this laptop as it is and tell your administrator."
    )


def _sealed_rows(
    connection: Any, column: SealedColumn, case: CaseId
) -> list[tuple[bytes, tuple[Any, ...], tuple[Any, ...]]]:
    wanted = ", ".join((column.column, *column.keys, *column.bound))
    found = connection.execute(
        f"SELECT {wanted} FROM {column.table} WHERE {column.of_case}",  # noqa: S608 - constant text
        (case,),
    ).fetchall()
    split = 1 + len(column.keys)
    return [(bytes(row[0]), tuple(row[1:split]), tuple(row[split:])) for row in found]


def _read_key(connection: Any, case: CaseId) -> bytes | None:
    row = connection.execute("SELECT key FROM case_keys WHERE case_id = ?", (case,)).fetchone()
    return None if row is None else bytes(row[0])


def _make(connection: Any, case: CaseId) -> CaseSeal:
    key = AESGCM.generate_key(bit_length=KEY_BITS)
    connection.execute("INSERT INTO case_keys (case_id, key) VALUES (?, ?)", (case, key))
    return CaseSeal(case, key)
