# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that are either whole or not there.

Invariants: a file is written under another name, made private to its owner, flushed to the disk
and only then put in place; a damaged file is set aside under a new name, never deleted.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from storage.errors import DiskFull, StorageUnreachable, StoreReadOnly

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


@contextmanager
def wrapping_file_errors(path: Path) -> Iterator[None]:
    """Turn the operating system's errors into this room's, naming the file."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull(
                "The disk holding {path} is full; free some space and try again, nothing saved "
                "before was lost.",
                path=path,
            ) from error
        if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            raise StoreReadOnly(
                "{path} may not be written; ask your administrator for write access to its folder.",
                path=path,
            ) from error
        raise StorageUnreachable(
            "{path} could not be read or written ({reason}); check that its drive is "
            "connected and try again.",
            path=path,
            reason=error.strerror,
        ) from error


def make_private_folder(folder: Path) -> None:
    """Make a folder only its owner may enter."""
    with wrapping_file_errors(folder):
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file's content, whole or not at all, even through a power cut."""
    making = path.with_name(path.name + ".making")
    with wrapping_file_errors(path):
        making.unlink(missing_ok=True)
        handle = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    put_in_place(making, path)


def put_in_place(making: Path, path: Path) -> None:
    """Move a finished file over `path` and make the move itself durable."""
    with wrapping_file_errors(path):
        making.chmod(PRIVATE_FILE)
        flush_to_disk(making)
        making.replace(path)
        flush_to_disk(path.parent)


def remove_with_log(path: Path) -> None:
    """Remove a copy of a store with what belongs to it; only ever a copy that is of no use."""
    with wrapping_file_errors(path):
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)


def flush_to_disk(path: Path) -> None:
    """Make a file or a folder's entries survive a power cut; folders only where the system can."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def set_aside(path: Path, at: datetime) -> Path:
    """Move a damaged file out of the way under a name that says when; returns its new place."""
    stamp = at.strftime("%Y%m%dT%H%M%SZ")
    number = 0
    while True:
        aside = path.with_name(f"{path.name}.damaged-{stamp}" + (f"-{number}" if number else ""))
        if not aside.exists():
            break
        number += 1
    with wrapping_file_errors(path):
        path.rename(aside)
        flush_to_disk(path.parent)
    return aside
