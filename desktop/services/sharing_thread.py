# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sharing part of a store, every call carried to the store's own thread."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from casework.hats import Hat
from casework.ids import CaseId
from casework.sharing_work import CaseSharing, KeptWork, SharingResult, TeamTold
from storage.model import Changes
from storage.sharing import CountySharing

T = TypeVar("T")


class CallOnStore(Protocol):
    """Runs a job on the store's thread and returns its result."""

    def __call__(self, job: Callable[[], T], /) -> T: ...


class SharingOnItsThread:
    """Fulfils sync.client.sharing.SharingStore from a network thread."""

    def __init__(self, kept: CountySharing, call: CallOnStore) -> None:
        self._kept = kept
        self._call = call

    def work(self, case: CaseId | None = None) -> tuple[KeptWork, ...]:
        """See CountySharing."""
        return self._call(lambda: self._kept.work(case))

    def settle(self, results: Sequence[SharingResult]) -> Changes:
        """See CountySharing."""
        return self._call(lambda: self._kept.settle(results))

    def told_at(self) -> datetime | None:
        """See CountySharing."""
        return self._call(self._kept.told_at)

    def take_people(self, people: Sequence[Hat], teams: Sequence[TeamTold], at: datetime) -> None:
        """See CountySharing."""
        self._call(lambda: self._kept.take_people(people, teams, at))

    def take_cases(self, told: Sequence[CaseSharing]) -> None:
        """See CountySharing."""
        self._call(lambda: self._kept.take_cases(told))
