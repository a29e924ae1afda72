# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a laptop asks about sharing, however many cases it holds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from casework.hats import Hat
from casework.ids import CaseId
from casework.policy import Membership
from casework.sharing_work import CaseSharing, KeptWork, SharingResult, TeamTold
from casework.vocabulary import Basis, Section
from storage.model import Changes
from sync.client.sharing import SharingSync
from sync.wire.sharing import MOST_CASES, SharingReply, SharingRequest
from tests.fakes.people import NOON, a_hat, an_id


class Kept:
    """A store that remembers what it was told, and when it noted that all was."""

    def __init__(self) -> None:
        self.told: list[CaseId] = []
        self.done: list[int] = []

    def work(self, case: CaseId | None = None) -> tuple[KeptWork, ...]:
        del case
        return ()

    def settle(self, results: Sequence[SharingResult]) -> Changes:
        raise AssertionError(results)

    def told_at(self) -> datetime | None:
        return None

    def take_people(self, people: Sequence[Hat], teams: Sequence[TeamTold], at: datetime) -> None:
        del teams, at
        assert people
        self.done.append(len(self.told))

    def take_cases(self, told: Sequence[CaseSharing]) -> None:
        self.told += [one.case for one in told]


class Answering:
    """A county that tells of every case it is asked about."""

    def ask(self, path: str, request: Any, kind: type[Any]) -> Any:
        del path, kind
        assert isinstance(request, SharingRequest)
        told = tuple(CaseSharing(case=one, grounds=()) for one in request.cases)
        return SharingReply(sharing=told, people=(a_hat(),) if request.people else ())


def _assigned(number: int) -> Membership:
    return Membership(
        case=CaseId(an_id(number)),
        hat=a_hat().id,
        basis=Basis.CASE_ASSIGNMENT,
        sections=frozenset({Section.IDENTITY}),
        starts=NOON,
    )


def test_it_hears_of_every_case_and_notes_that_all_was_told_only_then() -> None:
    for count in (0, 1, MOST_CASES, 2 * MOST_CASES + 3):
        rights = [_assigned(number) for number in range(count)]
        kept = Kept()
        SharingSync(kept, Answering()).hear(rights, NOON)
        assert kept.told == [one.case for one in rights]
        assert kept.done == [count]
