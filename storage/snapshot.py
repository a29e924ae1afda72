# SPDX-License-Identifier: AGPL-3.0-or-later
"""A store's pages as they lie on the disk, read without touching a byte of it.

SQLCipher stops at the first page that is not what was written. To tell and to save what is around
such a page, this reads the file itself: AES-256-CBC under the raw key, each 4096-byte page with its
initialisation vector (16) and HMAC-SHA-512 (64) at the end, the salt in place of the first 16 bytes
(SQLCipher 4's format), and the write-ahead log of SQLite over it.

Invariants: the clear pages are in memory only; a page whose HMAC is wrong counts as missing, except
the first, whose header is known, and except where the salt itself is damaged, which is told.
"""

import hashlib
import hmac
import sqlite3
import struct
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from storage.database import refuse_plain_file, require_file
from storage.errors import StoreDamaged, StoreInUse
from storage.files import wrapping_file_errors
from storage.keys import StoreKey

PAGE = 4096
_RESERVED, _IV, _SALT = 80, 16, 16
_LOG_HEADER, _FRAME_HEADER = 32, 24
# Page size, formats 1 and 1 (no log in memory), reserved bytes and fractions: SQLite's file format.
_HEADER = b"SQLite format 3\x00" + bytes([0x10, 0, 1, 1, _RESERVED, 64, 32, 32])


@dataclass(frozen=True)
class Snapshot:
    """A store in memory.

    Attributes:
        connection: plain SQLite over the pages that are whole.
        pages, damaged: how many there should be, and how many of them are not what was written.
        frames, damaged_frames: the same of the write-ahead log.
        is_verified: False when the salt is damaged, so that no page could be verified.
    """

    connection: sqlite3.Connection
    pages: int
    damaged: int
    frames: int
    damaged_frames: int
    is_verified: bool

    @property
    def is_whole(self) -> bool:
        """True when nothing is damaged."""
        return self.is_verified and not self.damaged and not self.damaged_frames


class _Pages:
    """Opens pages with one key and salt."""

    def __init__(self, key: bytes, salt: bytes) -> None:
        self._key = key
        masked = bytes(byte ^ 0x3A for byte in salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", key, masked, 2, 32)

    def open(self, page: bytes, number: int) -> tuple[bytes, bool]:
        """The page in the clear, and whether it is what was written."""
        start = _SALT if number == 1 else 0
        sealed, tail = page[start : PAGE - _RESERVED], page[PAGE - _RESERVED :]
        covered = sealed + tail[:_IV] + struct.pack("<I", number)
        right = hmac.digest(self._mac_key, covered, "sha512")
        cipher = Cipher(algorithms.AES(self._key), modes.CBC(tail[:_IV])).decryptor()
        clear = cipher.update(sealed) + cipher.finalize() + bytes(_RESERVED)
        whole = hmac.compare_digest(right, tail[_IV:])
        return (_HEADER[:_SALT] + clear if number == 1 else clear), whole


def take_snapshot(path: Path, key: StoreKey) -> Snapshot:
    """Read the store at `path` and its log.

    Raises:
        StoreMissing, StoreNotEncrypted: there is nothing to read.
        StoreDamaged: not one page can be told to belong to this key.
    """
    require_file(path)
    refuse_plain_file(path)
    log_path = path.with_name(f"{path.name}-wal")
    with wrapping_file_errors(path):
        content = path.read_bytes()
        log = log_path.read_bytes() if log_path.exists() else b""
    opener = _Pages(key.reveal(), content[:_SALT])
    pages, whole = _open_file(opener, content)
    frames, damaged_frames, size = _lay_log_over(opener, log, pages, whole)
    is_verified = any(whole.values())
    if not is_verified:
        if pages.get(1, b"")[16:18] != _HEADER[16:18] or pages[1][20:24] != _HEADER[20:24]:
            raise StoreDamaged(
                "Nothing in the case store {path} can be read with this vault's key; keep the "
                "file and tell your administrator.",
                path=path,
            )
        whole = dict.fromkeys(whole, True)
    count = _count_pages(pages, whole, size)
    kept = [pages[one] if _usable(one, whole) else bytes(PAGE) for one in range(1, count + 1)]
    damaged = sum(not whole.get(one, False) for one in range(1, count + 1))
    return Snapshot(_load(kept), count, damaged, frames, damaged_frames, is_verified)


def refuse_open_store(path: Path) -> None:
    """Refuse to go on while a window of the program has the store open; changes nothing.

    Raises:
        StoreInUse: one has.
    """
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0)
        try:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") in ("SQLITE_BUSY", "SQLITE_LOCKED"):
            raise StoreInUse(
                "The case store {path} is open; close the window of this program first.",
                path=path,
            ) from error


def _open_file(opener: _Pages, content: bytes) -> tuple[dict[int, bytes], dict[int, bool]]:
    pages, whole = {}, {}
    for at in range(0, len(content) - PAGE + 1, PAGE):
        number = at // PAGE + 1
        pages[number], whole[number] = opener.open(content[at : at + PAGE], number)
    return pages, whole


def _lay_log_over(
    opener: _Pages, log: bytes, pages: dict[int, bytes], whole: dict[int, bool]
) -> tuple[int, int, int]:
    """Lay every committed frame over the pages: (frames, damaged frames, pages at the end)."""
    step = _FRAME_HEADER + PAGE
    starts = range(_LOG_HEADER, len(log) - step + 1, step)
    salts = log[16:24]
    own = [at for at in starts if log[at + 8 : at + 16] == salts]
    last = own[-1] if own else -1
    pending: dict[int, bytes] = {}
    frames = damaged = size = 0
    for at in (one for one in starts if one <= last):
        number, commits = struct.unpack(">II", log[at : at + 8])
        page, is_whole = opener.open(log[at + _FRAME_HEADER : at + step], number)
        frames += 1
        damaged += not is_whole
        if is_whole:
            pending[number] = page
        if commits:
            pages.update(pending)
            whole.update(dict.fromkeys(pending, True))
            pending, size = {}, commits
    # A log whose end was cut off, or whose own header no frame agrees with, is damaged too.
    leftover = bool(log) and (not own or (len(log) - _LOG_HEADER) % step)
    return frames, damaged + bool(leftover), size


def _count_pages(pages: dict[int, bytes], whole: dict[int, bool], size: int) -> int:
    if size:
        return size
    told = struct.unpack(">I", pages[1][28:32])[0] if whole.get(1) else 0
    return max(told, *pages) if told < 2**22 else max(pages)


def _usable(number: int, whole: dict[int, bool]) -> bool:
    return whole.get(number, False) or (number == 1 and number in whole)


def _load(pages: list[bytes]) -> sqlite3.Connection:
    first = bytearray(pages[0])
    first[: len(_HEADER)] = _HEADER
    first[28:32] = struct.pack(">I", len(pages))
    # The page count is believed only where these two agree.
    first[92:96] = first[24:28]
    connection = sqlite3.connect(":memory:")
    connection.deserialize(bytes(first) + b"".join(pages[1:]))
    return connection
