# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county key, which wraps the keys of content, behind a small port.

`FileCountyKeys` keeps it in files beside the certificate's folder, readable by the server's account
only; `sync.server.token_keys` keeps it in a PKCS#11 token. The port asks for wrapping and never for
the key itself, so that such a key need not leave its device.

Invariants: a county key is on the disk before anything names it, and is removed only when nothing
names it any more; a name is worked out from the key, so that a file of another key is noticed.
"""

import hashlib
import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.server.certificate import write_secret
from sync.server.errors import StartFailed

KEYS_FOLDER = "content-keys"
KEY_BYTES = 32
NONCE_BYTES = 12
_CURRENT = "current"
_NAME = re.compile(r"[0-9a-f]{16}")


class CountyKeys(Protocol):
    """Whatever holds the county's key; every method raises StartFailed when it is not at hand."""

    def find_current(self) -> str | None:
        """The name of the key that new keys are wrapped under, or None before there is one."""

    def begin_next(self) -> str:
        """Make a key and let new keys be wrapped under it; older ones still unwrap."""

    def retire_all_but(self, names: Collection[str]) -> None:
        """Destroy every other key; the caller knows that nothing is wrapped under them."""

    def wrap(self, name: str, secret: bytes, bound: bytes) -> bytes:
        """Encrypt a key; it opens only together with `bound`."""

    def unwrap(self, name: str, wrapped: bytes, bound: bytes) -> bytes:
        """Decrypt a key."""


class FileCountyKeys:
    """Keys in a folder: NAME.key for each, and `current`, which names one of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, AESGCM] = {}

    def find_current(self) -> str | None:
        """As the port says."""
        try:
            name = (self._folder / _CURRENT).read_text("ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise self._unreadable(self._folder / _CURRENT) from error
        if not _NAME.fullmatch(name):
            raise self._unreadable(self._folder / _CURRENT)
        return name

    def begin_next(self) -> str:
        """As the port says; cut short anywhere it leaves the present key in force."""
        key = os.urandom(KEY_BYTES)
        name = name_county_key(key)
        fresh = self._folder / f"{_CURRENT}.new"
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            write_secret(self._file(name), key.hex().encode() + b"\n")
            write_secret(fresh, name.encode() + b"\n")
            fresh.replace(self._folder / _CURRENT)
            self._sync_folder()
        except OSError as error:
            raise StartFailed(
                f"The county key cannot be written to {self._folder}: {error.strerror}."
            ) from error
        return name

    def has(self, name: str) -> bool:
        """Whether the file of a key is there."""
        return self._file(name).exists()

    def retire_all_but(self, names: Collection[str]) -> None:
        """As the port says."""
        if not self._folder.exists():
            return
        for file in self._folder.glob("*.key"):
            if file.stem not in names:
                file.unlink(missing_ok=True)
                self._read.pop(file.stem, None)
        current = self.find_current()
        if current is not None and current not in names:
            (self._folder / _CURRENT).unlink()
        self._sync_folder()

    def wrap(self, name: str, secret: bytes, bound: bytes) -> bytes:
        """As the port says; a nonce of 96 random bits stands first."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher(name).encrypt(nonce, secret, bound)

    def unwrap(self, name: str, wrapped: bytes, bound: bytes) -> bytes:
        """As the port says."""
        try:
            return self._cipher(name).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound)
        except (InvalidTag, ValueError) as error:
            raise StartFailed(
                f"A key in the database does not open with the county key {name}; it was altered "
                "or belongs elsewhere. Restore the database from the backup."
            ) from error

    def _cipher(self, name: str) -> AESGCM:
        known = self._read.get(name)
        if known is None:
            known = self._read[name] = AESGCM(self._load(name))
        return known

    def _load(self, name: str) -> bytes:
        file = self._file(name)
        try:
            key = bytes.fromhex(file.read_text("ascii"))
        except FileNotFoundError as error:
            raise StartFailed(
                f"The county key {file} is missing; restore it from the backup, or give the right "
                "--data. Without it no content can be read."
            ) from error
        except (OSError, ValueError) as error:
            raise self._unreadable(file) from error
        if len(key) != KEY_BYTES or name_county_key(key) != name:
            raise self._unreadable(file)
        return key

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.key"

    def _sync_folder(self) -> None:
        """A rename is on the disk only once its folder is."""
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def _unreadable(self, file: Path) -> StartFailed:
        return StartFailed(
            f"{file} cannot be read or is not what it was; restore it from the backup."
        )


def name_county_key(key: bytes) -> str:
    """What a county key is called: 16 hexadecimal digits that tell nothing of it."""
    return hashlib.sha256(b"fieldfare county key 1\n" + key).hexdigest()[:16]
