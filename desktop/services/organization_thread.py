# SPDX-License-Identifier: AGPL-3.0-or-later
"""The organization's part of a store, as a sync needs it: every call on the store's own thread."""

from collections.abc import Mapping, Sequence

from casework.rosters import Roster, SignedEntry
from casework.sealing import OpeningKey
from desktop.services.sharing_thread import CallOnStore
from storage.organization import OrganizationKeys


class OrganizationOnItsThread:
    """The organization's part of a store, every call carried to the store's thread."""

    def __init__(self, kept: OrganizationKeys, call: CallOnStore) -> None:
        self._kept = kept
        self._call = call

    def roster(self) -> Roster:
        """See OrganizationKeys."""
        return self._call(self._kept.roster)

    def founding(self) -> str | None:
        """See OrganizationKeys."""
        return self._call(self._kept.founding)

    def founding_told(self) -> str | None:
        """See OrganizationKeys."""
        return self._call(self._kept.founding_told)

    def note_founding_told(self, founding: str) -> None:
        """See OrganizationKeys."""
        self._call(lambda: self._kept.note_founding_told(founding))

    def trust(self, founding: str) -> None:
        """See OrganizationKeys."""
        self._call(lambda: self._kept.trust(founding))

    def take_entries(self, entries: Sequence[SignedEntry]) -> Roster:
        """See OrganizationKeys."""
        return self._call(lambda: self._kept.take_entries(entries))

    def entries_after(self, number: int) -> list[SignedEntry]:
        """See OrganizationKeys."""
        return self._call(lambda: self._kept.entries_after(number))

    def own_key(self) -> OpeningKey:
        """See OrganizationKeys."""
        return self._call(self._kept.own_key)

    def keep_secret(self, secret: bytes) -> None:
        """See OrganizationKeys."""
        self._call(lambda: self._kept.keep_secret(secret))

    def secrets(self) -> Mapping[int, bytes]:
        """See OrganizationKeys."""
        return self._call(self._kept.secrets)

    def forget(self) -> None:
        """See OrganizationKeys."""
        self._call(self._kept.forget)

    def note_laptops(self, laptops: Sequence[str]) -> None:
        """See OrganizationKeys."""
        self._call(lambda: self._kept.note_laptops(laptops))
