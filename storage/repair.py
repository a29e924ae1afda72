# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting what was saved of a damaged store where it can be used.

Invariants: the damaged store is kept as it is, set aside; the recovered one takes its place only
when it is known who the laptop is and where its chain ends, because a chain that begins again at an
earlier number forks the device; otherwise it lies among the stores set aside.
"""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage.aside import ASIDE_FOLDER, finish_setting_aside, set_store_aside
from storage.database import Database
from storage.errors import SealBroken, StoreUndamaged
from storage.files import flush_to_disk, make_private_folder, put_in_place, wrapping_file_errors
from storage.keys import StoreKey
from storage.profiles import read_link
from storage.salvage import Salvage, salvage_into_file
from storage.sealed_files import find_files, read_content
from storage.snapshot import refuse_open_store, take_snapshot
from storage.store import STORE_FILE
from storage.vault.header import VAULT_FILE
from storage.vault.marks import Marks

RECOVERED_FILE = "recovered.db"


@dataclass(frozen=True)
class Recovery:
    """What was done.

    Attributes:
        original: the folder with the damaged store.
        place: the folder with the recovered one.
        in_place: it is the laptop's store now.
        was_whole: no damage was found.
        files, files_lost: files whose content is whole, and those whose is not.
    """

    salvage: Salvage
    original: Path
    place: Path
    in_place: bool
    was_whole: bool
    files: int
    files_lost: int


def recover_store(
    folder: Path,
    key: StoreKey,
    at: datetime,
    source: Path | None = None,
    marks: Marks | None = None,
) -> Recovery:
    """Save what can be read of the store in `folder`, or of one in `source` that was set aside.

    Args:
        folder: the vault's folder.
        key: of the store.
        at: now (UTC).
        source: the folder of a store that was set aside; the laptop's own store when None.
        marks: what is remembered of the store outside it.

    Raises:
        StoreInUse: a window has it open.
        StoreUndamaged: it opens and is whole; there is nothing to recover.
        StoreMissing, StoreDamaged, StoreTooNew: nothing can be saved; nothing was changed.
        DiskFull, StoreReadOnly: nothing was changed.
    """
    finish_setting_aside(folder)
    damaged = (source or folder) / STORE_FILE
    refuse_open_store(damaged)
    snapshot = take_snapshot(damaged, key)
    if snapshot.is_whole and source is None:
        raise StoreUndamaged(
            "The case store {path} is whole, so there is nothing to recover; unlock it.",
            path=damaged,
        )
    making = folder / RECOVERED_FILE
    salvage = salvage_into_file(snapshot, making, key)
    files, files_lost, counter = _check(making, key)
    is_free = source is None or not (folder / STORE_FILE).exists()
    is_newest = marks is None or counter >= marks.read().counter
    in_place = salvage.may_go_on and is_free and is_newest
    original = source
    if source is None:
        original = set_store_aside(folder, at, "damaged")
    place = folder if in_place else _place_aside(folder, at)
    if in_place and marks is not None:
        # The file is another from here on; a crash must not make it look put back.
        marks.keep(marks.read().model_copy(update={"seal": ""}))
    put_in_place(making, place / STORE_FILE)
    flush_to_disk(folder)
    return Recovery(
        salvage, original or folder, place, in_place, snapshot.is_whole, files, files_lost
    )


def _place_aside(folder: Path, at: datetime) -> Path:
    number, place = 1, folder / ASIDE_FOLDER / f"{at:%Y%m%dT%H%M%SZ}-recovered"
    while place.exists():
        number += 1
        place = place.with_name(f"{at:%Y%m%dT%H%M%SZ}-recovered-{number}")
    make_private_folder(place)
    with wrapping_file_errors(place):
        if (folder / VAULT_FILE).exists():
            shutil.copyfile(folder / VAULT_FILE, place / VAULT_FILE)
    return place


def _check(path: Path, key: StoreKey) -> tuple[int, int, int]:
    """(files that are whole, files that are not, number of the last operation)."""
    database = Database(path, key)
    whole = lost = 0
    try:
        with database.read() as connection:
            counter = read_link(connection).counter - 1
            for file in find_files(connection, "file_key IS NOT NULL"):
                try:
                    whole += len(read_content(connection, file)) == file.size
                except SealBroken:
                    lost += 1
    finally:
        database.close()
    return whole, lost, counter
