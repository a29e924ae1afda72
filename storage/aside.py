# SPDX-License-Identifier: AGPL-3.0-or-later
"""Setting a store aside that cannot be opened, so that its worker can go on in a new one.

Everything of the store moves, sealed as it is, to `set-aside/<moment>-<reason>/` beside it, with a
copy of the vault's header; whoever has the passphrase or the county's key can still open it.

Invariants: nothing is deleted and nothing written over; what a crash cut off is finished before
anything is put where the store was.
"""

import shutil
from datetime import datetime
from pathlib import Path

from storage.files import flush_to_disk, make_private_folder, put_in_place, wrapping_file_errors
from storage.store import STORE_FILE
from storage.vault.header import VAULT_FILE

ASIDE_FOLDER = "set-aside"
_MAKING = ".moving"


def set_store_aside(folder: Path, at: datetime, reason: str) -> Path | None:
    """Move the store in `folder` out of the way; returns where it is, None when there was none.

    Args:
        folder: the vault's folder.
        at: now (UTC).
        reason: one word, such as `damaged`.

    Raises:
        StoreReadOnly, DiskFull, StorageUnreachable: the store is where it was, or this can be
            called again and goes on.
    """
    finish_setting_aside(folder)
    if not _files_of_store(folder):
        return None
    place = _free_place(folder / ASIDE_FOLDER, f"{at:%Y%m%dT%H%M%SZ}-{reason}")
    making = place.with_name(place.name + _MAKING)
    make_private_folder(making)
    header = folder / VAULT_FILE
    if header.exists():
        with wrapping_file_errors(header):
            shutil.copyfile(header, making / VAULT_FILE)
        put_in_place(making / VAULT_FILE, making / VAULT_FILE)
    return _move(folder, making)


def finish_setting_aside(folder: Path) -> None:
    """Finish what a crash cut off; to be called before a store is opened or made in `folder`."""
    for making in sorted((folder / ASIDE_FOLDER).glob(f"*{_MAKING}")):
        _move(folder, making)


def stores_set_aside(folder: Path) -> tuple[Path, ...]:
    """The folders of the stores that were set aside, oldest first."""
    return tuple(sorted(one for one in (folder / ASIDE_FOLDER).glob("*") if one.is_dir()))


def _move(folder: Path, making: Path) -> Path:
    # The main file goes first: without it nothing can be opened and mistaken for the whole, and
    # its log is never left beside another file.
    place = making.with_name(making.name.removesuffix(_MAKING))
    with wrapping_file_errors(folder):
        for file in _files_of_store(folder):
            if not (making / file.name).exists():
                file.rename(making / file.name)
        flush_to_disk(making)
        flush_to_disk(folder)
        making.rename(place)
        flush_to_disk(place.parent)
    return place


def _files_of_store(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{STORE_FILE}*"), key=lambda one: (len(one.name), one.name))


def _free_place(folder: Path, name: str) -> Path:
    number, place = 1, folder / name
    while place.exists() or place.with_name(place.name + _MAKING).exists():
        number += 1
        place = folder / f"{name}-{number}"
    return place
