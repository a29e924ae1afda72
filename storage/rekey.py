# SPDX-License-Identifier: AGPL-3.0-or-later
"""Giving a store a new key, so that the old one and every old header open nothing any more.

First the header offers the new key beside the old one, then a copy of the store is written with it
and put in the store's place in one move, then the header lets the old key go. Whatever step a crash
or a full disk comes after, the header holds a way to the key the store is written with, and the
next unlock finishes or takes back what was begun.
"""

from pathlib import Path

from storage.database import Database, require_file
from storage.errors import StorageError, StoreDamaged, StoreMissing
from storage.files import put_in_place, remove_with_log
from storage.keys import StoreKey
from storage.marked import StoreMark
from storage.store import STORE_FILE
from storage.vault.slots import SecurityKey
from storage.vault.vault import Vault

COPY = "rekeyed"


def unlock_store(
    vault: Vault, folder: Path, passphrase: str, security_key: SecurityKey | None = None
) -> StoreKey:
    """The key of the store in `folder`, after settling a change of key that was cut off.

    Raises:
        As Vault.unlock.
    """
    key = vault.unlock(passphrase, security_key)
    if not vault.is_changing_key():
        return key
    store = folder / STORE_FILE
    new = vault.open_offered(passphrase, security_key)
    if _opens(store, new):
        vault.take_offered(new)
        key.wipe()
        return new
    if _opens(store, key):
        remove_with_log(_copy_of(store))
        vault.drop_offered(key)
    # A store that opens with neither is damaged: its copy may be the only whole one and stays.
    new.wipe()
    return key


def give_new_key(
    vault: Vault, folder: Path, passphrase: str, security_key: SecurityKey | None = None
) -> StoreKey:
    """Write the closed store in `folder` with a new key, which is returned.

    Raises:
        As Vault.unlock; DiskFull: there is no room for a copy, and everything is as it was.
    """
    old = unlock_store(vault, folder, passphrase, security_key)
    store = folder / STORE_FILE
    mark = StoreMark(store, vault.marks())
    mark.require_unaltered()
    copy = _copy_of(store)
    remove_with_log(copy)
    new = vault.offer_new_key(old, passphrase, security_key)
    try:
        _copy_with_key(store, old, copy, new)
    except StorageError:
        remove_with_log(copy)
        vault.drop_offered(old)
        raise
    # The file is another from here on; a crash must not make it look put back.
    mark.begin()
    put_in_place(copy, store)
    vault.take_offered(new)
    old.wipe()
    return new


def _copy_with_key(store: Path, old: StoreKey, copy: Path, new: StoreKey) -> None:
    source = Database(store, old)
    try:
        source.checkpoint()
        source.export_to(copy, new)
    finally:
        source.close()
    written = Database(copy, new)
    try:
        with written.read() as connection:
            sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    finally:
        written.close()
    if not sound:
        raise StoreDamaged(
            "The copy of {path} with its new key is not whole; the store is as it was, "
            "report this.",
            path=store,
        )


def _opens(store: Path, key: StoreKey) -> bool:
    try:
        require_file(store)
        Database(store, key).close()
    except (StoreDamaged, StoreMissing):
        return False
    return True


def _copy_of(store: Path) -> Path:
    return store.with_name(f"{store.name}.{COPY}")
