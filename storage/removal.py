# SPDX-License-Identifier: AGPL-3.0-or-later
"""Removing a worker's vault from a laptop that they leave.

Invariants: a vault with unsent work, with log entries about a case that the county does not have,
or with a store that was set aside, is never removed; the ways to the key go first, so that whatever
a crash leaves behind opens for nobody; the next look at the folder finishes what was begun.
"""

from dataclasses import asdict
from pathlib import Path

from storage.aside import ASIDE_FOLDER, stores_set_aside
from storage.errors import UnsentWorkLeft, VaultDamaged
from storage.files import flush_to_disk, wrapping_file_errors, write_durably
from storage.store import STORE_FILE, Store
from storage.vault.attempts import ATTEMPTS_FILE
from storage.vault.header import VAULT_FILE
from storage.vault.tries import TRIES_FILE
from storage.vault.vault import Vault, vault_exists

REMOVING = "removing"


def refuse_unsent(store: Store, folder: Path) -> None:
    """Refuse to go on while this vault holds anything the county does not have.

    Raises:
        UnsentWorkLeft: it does; the sentence says what and how to send it.
    """
    unsent = store.unsent.count()
    if unsent:
        raise UnsentWorkLeft(
            "This worker's store holds work the county does not have (pieces of work: "
            "{operations}, drafts: {drafts}, files: {files}, half-written notes: {notes}, entries "
            "of the index: {entries}, decisions about sharing: {sharing}), so it stays; sync, or "
            "write it sealed to the county's key with `fieldfare vault export-outbox`, and ask "
            "your administrator before you try again.",
            **asdict(unsent),
        )
    if store.audit.count_unsent_of_cases():
        raise UnsentWorkLeft(
            "This worker's log says of cases what the county has not heard yet, so it stays; "
            "unlock, sync, and try again."
        )
    aside = len(stores_set_aside(folder))
    if aside:
        raise UnsentWorkLeft(
            "Beside this worker's store lie {aside} that were set aside and may hold unsent "
            "work, so they stay; have them recovered with `fieldfare vault recover` first.",
            aside=aside,
        )


def remove_vault(vault: Vault, folder: Path) -> None:
    """Destroy the ways to the key, then the files; the store is closed and nothing is unsent.

    Raises:
        StorageUnreachable, StoreReadOnly: it is not finished; the next call goes on.
    """
    write_durably(folder / REMOVING, b"")
    finish_removal(vault, folder)


def finish_removal(vault: Vault, folder: Path) -> bool:
    """Go on with a removal that was begun; False when there was none."""
    if not (folder / REMOVING).exists():
        return False
    if vault_exists(folder):
        _destroy(vault, folder)
    with wrapping_file_errors(folder):
        for file in (*folder.glob(f"{STORE_FILE}*"), folder / TRIES_FILE, folder / ATTEMPTS_FILE):
            file.unlink(missing_ok=True)
        if (folder / ASIDE_FOLDER).exists():
            (folder / ASIDE_FOLDER).rmdir()
        flush_to_disk(folder)
        (folder / REMOVING).unlink()
        flush_to_disk(folder)
    return True


def _destroy(vault: Vault, folder: Path) -> None:
    try:
        vault.destroy()
    except VaultDamaged:
        # It was overwritten when the removal was cut off; what opened it is gone.
        with wrapping_file_errors(folder):
            (folder / VAULT_FILE).unlink()
