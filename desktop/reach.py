# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which of the cases on this laptop its hat may see at this moment.

A right can end while the laptop is offline, and so can the lease; from then on nothing of the case
is shown, although its rows stay sealed in the store until the county says more. The policy decides;
this only remembers its answers until a right begins or ends or the rights on the laptop change.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from casework.clock import Clock
from casework.ids import CaseId
from casework.policy import AccessQuestion, Hat, Membership, decide
from casework.vocabulary import Action, Section
from storage.store import Store


class Reach:
    """Answers for one session."""

    def __init__(self, store: Store, read_hat: Callable[[], Hat], clock: Clock) -> None:
        self._store = store
        self._read_hat = read_hat
        self._clock = clock
        self._seen: tuple[Membership, ...] | None = None
        self._by_case: dict[CaseId, list[Membership]] = {}
        self._until: datetime | None = None
        self._hidden: frozenset[CaseId] = frozenset()

    def lease_counts(self) -> bool:
        """Whether a lease in force lets this laptop show anything now."""
        standing = self._store.papers.judge(self._clock.now())
        return standing is not None and standing.stand.may_read

    def memberships_of(self, case: CaseId) -> list[Membership]:
        """The rights on record for one case."""
        self._refresh()
        return self._by_case.get(case, [])

    def hidden_cases(self) -> frozenset[CaseId]:
        """Cases on this laptop whose youth may not be named now."""
        self._refresh()
        return self._hidden if self.lease_counts() else frozenset(self._by_case)

    def _refresh(self) -> None:
        memberships, now = self._store.memberships(), self._clock.now()
        is_same = memberships is self._seen
        if is_same and (self._until is None or now < self._until):
            return
        by_case: dict[CaseId, list[Membership]] = defaultdict(list)
        for one in memberships:
            by_case[one.case].append(one)
        self._seen, self._by_case = memberships, dict(by_case)
        self._hidden = frozenset(case for case in by_case if not self._may_name(case, now))
        self._until = _next_change(memberships, now)

    def _may_name(self, case: CaseId, now: datetime) -> bool:
        question = AccessQuestion(
            hat=self._read_hat(), case=case, section=Section.IDENTITY, action=Action.READ, at=now
        )
        return decide(question, self._by_case[case]).allowed


def _next_change(memberships: tuple[Membership, ...], now: datetime) -> datetime | None:
    moments = (
        moment
        for one in memberships
        for moment in (one.starts, one.ends, one.revoked_at, *_ends_of(one, now))
        if moment is not None and moment > now
    )
    return min(moments, default=None)


def _ends_of(membership: Membership, now: datetime) -> list[datetime | None]:
    return [one.end_at(membership.hat, now) for one in membership.grounds]
