# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be told about a vault's folder: without its passphrase, and with its key.

Invariants: numbers and standing only, never a name, never content; nothing on the disk changes.
"""

from dataclasses import dataclass
from pathlib import Path

from storage.aside import stores_set_aside
from storage.errors import StorageError
from storage.files import wrapping_file_errors
from storage.keys import StoreKey
from storage.salvage import Salvage, salvage_into_memory
from storage.snapshot import Snapshot, take_snapshot
from storage.unsent import UnsentWork, count_unsent_work
from storage.vault.header import VAULT_FILE, Header, decode_header, version_of


@dataclass(frozen=True)
class FolderInspection:
    """What lies in a vault's folder.

    Attributes:
        files: bytes by name.
        version: of the header; 0 when it cannot be read.
        header: the header of the present version, or None.
        problem: why the header cannot be used; empty when it can.
        aside: names of the stores that were set aside.
    """

    files: dict[str, int]
    version: int
    header: Header | None
    problem: str
    aside: tuple[str, ...]


@dataclass(frozen=True)
class StoreInspection:
    """What its key tells about a store.

    Attributes:
        schema: major and minor.
        unsent: what the county does not have, as far as it can be read.
    """

    schema: tuple[int, int]
    snapshot: Snapshot
    salvage: Salvage
    unsent: UnsentWork


def inspect_folder(folder: Path) -> FolderInspection:
    """What can be told without a passphrase.

    Raises:
        StorageUnreachable: the folder cannot be read.
    """
    header, problem, version = None, "", 0
    path = folder / VAULT_FILE
    with wrapping_file_errors(folder):
        files = {one.name: one.stat().st_size for one in sorted(folder.glob("*")) if one.is_file()}
        content = path.read_bytes() if path.exists() else b""
    try:
        version = version_of(content, path)
        header = decode_header(content, path) if version > 1 else None
    except StorageError as error:
        problem = str(error)
    aside = tuple(one.name for one in stores_set_aside(folder))
    return FolderInspection(files, version, header, problem, aside)


def inspect_store(path: Path, key: StoreKey) -> StoreInspection:
    """What the store at `path` holds, damaged or not.

    Raises:
        StoreMissing, StoreNotEncrypted, StoreDamaged, StoreTooNew: nothing can be told.
    """
    snapshot = take_snapshot(path, key)
    connection, salvage = salvage_into_memory(snapshot)
    try:
        unsent = count_unsent_work(connection)
        number = snapshot.connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()
    return StoreInspection(divmod(int(number), 65_536), snapshot, salvage, unsent)
