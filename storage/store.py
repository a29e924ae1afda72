# SPDX-License-Identifier: AGPL-3.0-or-later
"""The laptop's case store: one door to everything that is kept.

Invariants:
- Every write is one transaction that is on the disk when the call returns.
- What a screen reads is the county's record with own unsent work laid over it.
- All calls come from one thread; the first database error closes the store.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Self

from pydantic import JsonValue

from casework.clock import Clock
from casework.feed import FeedPage
from casework.ids import CaseId, DraftId, NewId
from casework.operations import Operation, OperationResult
from casework.policy import Membership
from casework.vocabulary import RecordKind
from storage import drafts, profiles
from storage.database import Database
from storage.errors import VaultExists
from storage.files import make_private_folder
from storage.keys import StoreKey
from storage.model import (
    CaseFile,
    CasePage,
    CaseScreeningFacts,
    ChainLink,
    Changes,
    Draft,
    DraftRow,
    Profile,
    Receipt,
    RecordRow,
    WorkSummary,
)
from storage.schema import make_store, open_store

STORE_FILE = "store.db"


class Store:
    """An open case store."""

    def __init__(self, database: Database, clock: Clock, new_id: NewId) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    @classmethod
    def create(cls, folder: Path, key: StoreKey, clock: Clock, new_id: NewId) -> Self:
        """Make a new store in `folder` and open it.

        Raises:
            VaultExists: there is a store already; it is never overwritten.
        """
        path = folder / STORE_FILE
        if path.exists():
            raise VaultExists(
                f"There is already a case store in {folder}; unlock it, or choose another folder."
            )
        make_private_folder(folder)
        make_store(path, key)
        return cls.open(folder, key, clock, new_id)

    @classmethod
    def open(cls, folder: Path, key: StoreKey, clock: Clock, new_id: NewId) -> Self:
        """Open the store in `folder`; an older one is brought up to date on a copy first.

        Raises:
            StoreMissing, StoreNotEncrypted, CipherMissing, StoreDamaged, StoreTooNew, StoreInUse.
        """
        return cls(open_store(folder / STORE_FILE, key), clock, new_id)

    def close(self) -> None:
        """Merge the log into the main file and let go of it; may be called again."""
        self._database.close()

    # Who this laptop belongs to

    def profile(self) -> Profile | None:
        """The enrolment, or None before it."""
        with self._database.read() as connection:
            return profiles.read_profile(connection)

    def save_profile(self, profile: Profile, device_private_key: bytes) -> Changes:
        """Keep the enrolment and the device's private key."""
        with self._database.write() as connection:
            profiles.write_profile(connection, profile, device_private_key)
        self._database.checkpoint()
        return Changes(kinds=frozenset({"profile"}))

    def device_private_key(self) -> bytes:
        """The device's private key, as it was saved."""
        with self._database.read() as connection:
            return profiles.read_private_key(connection)

    def setting(self, name: str) -> str | None:
        """A setting of this laptop's worker, or None."""
        with self._database.read() as connection:
            return profiles.read_value(connection, profiles.SETTING + name)

    def save_setting(self, name: str, value: str) -> None:
        """Keep a setting."""
        with self._database.write() as connection:
            profiles.write_value(connection, profiles.SETTING + name, value)
        self._database.checkpoint()

    # Drafts and the journal of answers

    def start_draft(self, draft: Draft) -> Changes:
        """Keep a new draft."""
        with self._database.write() as connection:
            drafts.insert_draft(connection, draft)
        self._database.checkpoint()
        return Changes(frozenset({"draft"}), frozenset({draft.case}))

    def journal_answer(self, draft: DraftId, path: str, answer: JsonValue) -> datetime:
        """Keep one answer; it is on the disk when this returns the moment of saving (UTC)."""
        at = self._clock.now()
        with self._database.write() as connection:
            drafts.insert_answer(connection, draft, path, answer, at)
        self._database.checkpoint()
        return at

    def draft(self, draft: DraftId) -> tuple[Draft, dict[str, JsonValue]]:
        """An open draft and the latest answer of each path."""
        with self._database.read() as connection:
            return drafts.read_draft(connection, draft)

    def drafts(self) -> tuple[DraftRow, ...]:
        """Open drafts, the one touched last first."""
        with self._database.read() as connection:
            return drafts.list_drafts(connection)

    def save_draft_place(self, draft: DraftId, page: int, language: str) -> None:
        """Remember on which page and in which language the worker was."""
        with self._database.write() as connection:
            drafts.update_place(connection, draft, page, language)
        self._database.checkpoint()

    def remove_empty_draft(self, draft: DraftId) -> bool:
        """Remove a draft without answers; False, and kept, when anything was answered."""
        with self._database.write() as connection:
            removed = drafts.delete_empty_draft(connection, draft)
        self._database.checkpoint()
        return removed
