# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who works on this laptop, each in a vault of their own; and what becomes of a broken store.

Invariants:
- The first worker's vault stays where a laptop with one worker has it; nothing is moved.
- A label is neutral, chosen at set-up, and lies beside the vault in the clear; no name does.
- A store is set aside only after the right passphrase opened its vault and the store did not open.
- A new store needs a new invite: the operations of the old one are numbered in it, and two stores
  must never number for one device.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from casework.clock import Clock
from casework.ids import NewId
from desktop.paths import Places
from desktop.security_keys import FidoSecurityKey
from desktop.shown_errors import shown_errors
from desktop.vaults import find_vault
from storage.aside import finish_setting_aside, set_store_aside, stores_set_aside
from storage.errors import (
    DiskFull,
    StorageBug,
    StorageError,
    StoreDamaged,
    StoreMissing,
    StoreNotEncrypted,
    StoreReadOnly,
    StoreRolledBack,
    StoreTooNew,
)
from storage.files import wrapping_file_errors, write_durably
from storage.keys import StoreKey
from storage.rekey import unlock_store
from storage.removal import REMOVING, finish_removal, refuse_unsent, remove_vault
from storage.snapshot import take_snapshot
from storage.store import STORE_FILE, Store
from storage.vault.vault import vault_exists
from ui.errors import ShownError, StoreUnusable
from ui.keeping_port import SetUpView, WayBack, WorkerChoice, WorkersView

LABEL_FILE = "label.json"
MOST_LABEL_LETTERS = 20
REASONS: tuple[tuple[type[StorageError], str], ...] = (
    (StoreDamaged, "damaged"),
    (StoreRolledBack, "put-back"),
    (StoreTooNew, "newer-version"),
    (StoreNotEncrypted, "not-encrypted"),
    (DiskFull, "disk-full"),
    (StoreReadOnly, "read-only"),
    (StoreMissing, "missing"),
    (StorageBug, "update-failed"),
)
HOW_TO_GO_ON = (
    "You can set this store aside, sealed, and go on in a new one; nothing is deleted, and you "
    "need a new invite."
)
WAS_SET_ASIDE = "The store was set aside, sealed; nothing of it is deleted."
HOW_AFTER_ASIDE = (
    "Ask your administrator for a new invite, set this laptop up with it and your same passphrase, "
    "and tell them to recover the old store."
)

HOW_WITHOUT_STORE = (
    "Put back a copy of it, or ask your administrator for a new invite and set this laptop up with "
    "it and your same passphrase."
)


class Keeping:
    """Fulfils ui.keeping_port.KeepingPort for one installation.

    Attributes:
        places: of the chosen worker.
    """

    def __init__(self, home: Places, clock: Clock, new_id: NewId) -> None:
        self._home = home
        self._clock = clock
        self._new_id = new_id
        self._unusable = ""
        self.places = home
        if not vault_exists(home.vault):
            self.places = next(iter(places_with_vaults(home)), home)

    def workers(self) -> WorkersView:
        """Everyone with a vault here."""
        found = places_with_vaults(self._home)
        choices = (
            WorkerChoice(one.worker, read_label(one, number))
            for number, one in enumerate(found, start=1)
        )
        return WorkersView(tuple(choices), self.places.worker)

    def choose(self, worker: str) -> None:
        """Ask for this worker's passphrase from now on."""
        self._unusable = ""
        known = {one.worker: one for one in places_with_vaults(self._home)}
        if worker not in known:
            raise ShownError("This worker is not on this laptop any more.", "Choose another one.")
        self.places = known[worker]

    def prepare_set_up(self) -> SetUpView:
        """A free label, and whether the chosen vault only needs a new store."""
        taken = {one.label for one in self.workers().workers}
        number = len(taken) + 1
        while f"Worker {number}" in taken:
            number += 1
        return SetUpView(f"Worker {number}", same_vault=self.needs_store())

    def settle(self) -> None:
        """Finish a removal or a setting aside that was cut off.

        Raises:
            ShownError: the disk does not let it; the next call goes on.
        """
        with shown_errors():
            _finish_what_was_begun(self._home)

    def needs_store(self) -> bool:
        """Whether the chosen worker has a vault and no store beside it."""
        vault = self.places.vault
        return vault_exists(vault) and not (vault / STORE_FILE).exists()

    def places_to_set_up(self, *, same_vault: bool) -> Places:
        """Where the next set-up goes: the chosen vault, the first place, or a new worker's."""
        if same_vault or not vault_exists(self._home.vault):
            return self.places if same_vault else self._home
        return replace(self._home, worker=self._new_id())

    def note_set_up(self, places: Places, label: str) -> None:
        """Keep the label of a worker whose vault was made, and choose them."""
        chosen = label.strip()[:MOST_LABEL_LETTERS]
        if chosen:
            write_durably(places.own / LABEL_FILE, json.dumps({"label": chosen}).encode())
        self.places = places

    def way_back(self) -> WayBack:
        """Whether the county has a way into the chosen vault; into a privileged worker's not."""
        with shown_errors():
            has_way = find_vault(self.places).protection().county_key is not None
        return WayBack.COUNTY if has_way else WayBack.ANEW

    def remove(self, passphrase: str) -> None:
        """Remove the chosen worker's vault.

        Raises:
            ShownError: the passphrase is wrong, or there is unsent work; nothing was removed.
        """
        with shown_errors():
            folder = self.places.vault
            vault = find_vault(self.places)
            key = unlock_store(vault, folder, passphrase, FidoSecurityKey())
            store = Store.open(folder, key, self._clock, self._new_id, vault.marks())
            try:
                refuse_unsent(store, folder)
            finally:
                store.close()
                key.wipe()
            remove_vault(vault, folder)
            _remove_label(self.places)
        self.places = next(iter(places_with_vaults(self._home)), self._home)

    @contextmanager
    def noticing_unusable(self, key: StoreKey) -> Iterator[None]:
        """Remember why the store of a vault that was unlocked with `key` cannot be opened.

        Raises:
            StoreUnusable: in the place of the storage's error; setting aside may be offered.
        """
        self._unusable = ""
        try:
            yield
        except StorageError as refused:
            error = self._tell_damage(refused, key)
            for kind, reason in REASONS:
                if isinstance(error, kind):
                    self._unusable = reason
                    raise StoreUnusable(error.template, HOW_TO_GO_ON, error.parameters) from refused
            raise

    def _tell_damage(self, error: StorageError, key: StoreKey) -> StorageError:
        """A file that is another than the one closed last may be damaged rather than put back."""
        if not isinstance(error, StoreRolledBack):
            return error
        path = self.places.vault / STORE_FILE
        if take_snapshot(path, key).is_whole:
            return error
        return StoreDamaged(
            "The case store {path} is damaged; keep the file and tell your administrator, "
            "`fieldfare vault recover` saves what can be read.",
            path=path,
        )

    def set_aside(self) -> None:
        """Set the chosen worker's store aside.

        Raises:
            ShownError: no unlock said that it cannot be opened, or it cannot be moved.
        """
        if not self._unusable:
            raise ShownError("This store can be opened.", "Unlock it with your passphrase.")
        with shown_errors():
            set_store_aside(self.places.vault, self._clock.now(), self._unusable)
        self._unusable = ""

    def say_missing_store(self) -> tuple[str, str]:
        """What the unlock screen says when there is a vault without a store."""
        if stores_set_aside(self.places.vault):
            return WAS_SET_ASIDE, HOW_AFTER_ASIDE
        return (
            "The store of this laptop is not where it was.",
            HOW_WITHOUT_STORE,
        )


def places_with_vaults(home: Places) -> tuple[Places, ...]:
    """The places of every worker with a vault, the first worker first."""
    others = sorted(one.name for one in (home.home / "people").glob("*") if one.is_dir())
    candidates = (home, *(replace(home, worker=one) for one in others))
    return tuple(one for one in candidates if vault_exists(one.vault))


def read_label(places: Places, number: int) -> str:
    """The label of a worker; `Worker N` where there is none that can be read."""
    try:
        label = json.loads((places.own / LABEL_FILE).read_bytes())["label"]
    except (OSError, ValueError, KeyError, TypeError):
        return f"Worker {number}"
    return label[:MOST_LABEL_LETTERS] if isinstance(label, str) and label else f"Worker {number}"


def key_of_vault_without_store(places: Places, passphrase: str) -> StoreKey | None:
    """The key of a vault whose store was set aside; None when there is no such vault.

    Raises:
        WrongPassphrase, TriesSpent: it is not the passphrase of that vault.
    """
    if not vault_exists(places.vault) or (places.vault / STORE_FILE).exists():
        return None
    finish_setting_aside(places.vault)
    return unlock_store(find_vault(places), places.vault, passphrase, FidoSecurityKey())


def _finish_what_was_begun(home: Places) -> None:
    people = home.home / "people"
    for worker in ("", *(one.name for one in people.glob("*") if one.is_dir())):
        places = replace(home, worker=worker)
        if (places.vault / REMOVING).exists():
            finish_removal(find_vault(places), places.vault)
            _remove_label(places)
        if places.vault.exists():
            finish_setting_aside(places.vault)


def _remove_label(places: Places) -> None:
    folder: Path = places.own
    with wrapping_file_errors(folder):
        (folder / LABEL_FILE).unlink(missing_ok=True)
        if places.worker:
            for empty in (places.vault, folder):
                if empty.exists() and not any(empty.iterdir()):
                    empty.rmdir()
