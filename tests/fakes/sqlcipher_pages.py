# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every page of an SQLCipher file in the clear, freed pages and log frames included.

An independent reading of the SQLCipher 4 page format, so that a test can prove what is *not* in a
store: AES-256-CBC with the raw key; each 4096-byte page ends in 80 reserved bytes, the
initialisation vector (16) and a SHA-512 HMAC (64); page 1 begins with the 16-byte salt in place of
SQLite's header text. The HMAC is checked, so a wrong key cannot pass for an empty page.
"""

import hashlib
import hmac
import struct
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVED = 80
IV = 16
SALT = 16
WAL_HEADER = 32
FRAME_HEADER = 24


def decrypt_pages(db_path: Path, raw_key: bytes) -> bytes:
    """All pages of the file, decrypted and joined."""
    content = Path(db_path).read_bytes()
    assert content, "the store's file is empty"
    assert len(content) % PAGE == 0, "the store's file ends in the middle of a page"
    salt = content[:SALT]
    pages = (content[at : at + PAGE] for at in range(0, len(content), PAGE))
    return b"".join(
        _decrypt(page, number, raw_key, salt) for number, page in enumerate(pages, start=1)
    )


def decrypt_wal(wal_path: Path, raw_key: bytes) -> bytes:
    """All frames of a write-ahead log, stale ones too; empty when there is no log.

    The salt is read from the store's file beside it (`store.db-wal` belongs to `store.db`).
    """
    log = Path(wal_path)
    if not log.exists():
        return b""
    salt = log.with_name(log.name.removesuffix("-wal")).read_bytes()[:SALT]
    content = log.read_bytes()
    frames = []
    for at in range(WAL_HEADER, len(content), FRAME_HEADER + PAGE):
        page = content[at + FRAME_HEADER : at + FRAME_HEADER + PAGE]
        if len(page) == PAGE:
            number = int.from_bytes(content[at : at + 4], "big")
            frames.append(_decrypt(page, number, raw_key, salt))
    return b"".join(frames)


def _decrypt(page: bytes, number: int, raw_key: bytes, salt: bytes) -> bytes:
    start = SALT if number == 1 else 0
    sealed, tail = page[start : PAGE - RESERVED], page[PAGE - RESERVED :]
    hmac_salt = bytes(byte ^ 0x3A for byte in salt)
    hmac_key = hashlib.pbkdf2_hmac("sha512", raw_key, hmac_salt, 2, 32)
    covered = sealed + tail[:IV] + struct.pack("<I", number)
    right = hmac.digest(hmac_key, covered, "sha512")
    assert hmac.compare_digest(right, tail[IV:]), f"page {number} is not from this store"
    cipher = Cipher(algorithms.AES(raw_key), modes.CBC(tail[:IV])).decryptor()
    return cipher.update(sealed) + cipher.finalize()
