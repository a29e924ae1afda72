# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sending decisions about sharing, and hearing what is needed to make them without a network.

Invariants:
- One refused decision holds up no other, nor does one that an older county cannot read and that
  waits until it is updated. A refused one is not sent again by itself: a person looks first.
- Who is there and what is shared is asked for twice a day at most, and after a decision was taken.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from casework.hats import Hat
from casework.ids import CaseId
from casework.policy import Membership
from casework.sharing_work import CaseSharing, KeptWork, SharingResult, SharingWork, TeamTold
from storage.model import Changes
from sync.client.conversation import Talk
from sync.client.errors import ReplyMalformed, RequestUnread
from sync.wire.sharing import MOST_CASES, MOST_WORK, PATH_SHARING, SharingReply, SharingRequest

TOLD_LASTS = timedelta(hours=12)


class SharingStore(Protocol):
    """What this needs of the store."""

    def work(self, case: CaseId | None = None) -> tuple[KeptWork, ...]: ...

    def settle(self, results: Sequence[SharingResult]) -> Changes: ...

    def told_at(self) -> datetime | None: ...

    def take_people(
        self, people: Sequence[Hat], teams: Sequence[TeamTold], at: datetime
    ) -> None: ...

    def take_cases(self, told: Sequence[CaseSharing]) -> None: ...


class SharingSync:
    """One exchange about sharing.

    Attributes:
        sent, held: decisions the county took, and refused.
        results: what the county said to each.
        changes: what changed in the store.
    """

    def __init__(self, store: SharingStore, conversation: Talk) -> None:
        self._store = store
        self._conversation = conversation
        self.sent = self.held = 0
        self.results: tuple[SharingResult, ...] = ()
        self.changes = Changes(frozenset())

    def hear(self, rights: Collection[Membership], now: datetime) -> None:
        """Ask who is there and what is shared, where that was told long ago.

        Raises:
            SyncError: as any request.
        """
        told = self._store.told_at()
        if told is None or not timedelta(0) <= now - told < TOLD_LASTS:
            self._ask_all([one.case for one in rights if one.assigned_sections], now)

    def send_waiting(self) -> None:
        """Send what the county has not looked at.

        Raises:
            SyncError: as any request; nothing is lost.
        """
        waiting = find_waiting(self._store)
        unread: RequestUnread | None = None
        for at in range(0, len(waiting), MOST_WORK):
            unread = self._send_readable(waiting[at : at + MOST_WORK]) or unread
        if unread is not None:
            raise unread

    def _send_readable(self, batch: Sequence[SharingWork]) -> RequestUnread | None:
        """Send a batch, one by one where the county cannot read it; what it said to the last."""
        try:
            self._send(batch)
        except RequestUnread as error:
            if len(batch) == 1:
                return error
            told = [self._send_readable([one]) for one in batch]
            return next((one for one in told if one is not None), None)
        return None

    def take(self, reply: SharingReply) -> None:
        """Keep what the county said to decisions."""
        told = self._store.settle(reply.results)
        self.results += reply.results
        refused = sum(one.refused is not None for one in reply.results)
        self.held += refused
        self.sent += len(reply.results) - refused
        self._store.take_cases(reply.sharing)
        self.changes = Changes(self.changes.kinds | told.kinds, self.changes.cases | told.cases)

    def _send(self, batch: Sequence[SharingWork]) -> None:
        reply = self._conversation.ask(PATH_SHARING, ask_to_record(batch), SharingReply)
        if [one.id for one in reply.results] != [one.id for one in batch]:
            raise ReplyMalformed("The county answered, but not for the decisions that were sent.")
        self.take(reply)

    def _ask_all(self, cases: Sequence[CaseId], now: datetime) -> None:
        """The people last: with them it is noted that all was told."""
        last = max(0, len(cases) - 1) // MOST_CASES * MOST_CASES
        for at in range(0, last + 1, MOST_CASES):
            is_last = at == last
            request = SharingRequest(
                people=is_last, teams=is_last, cases=tuple(cases[at : at + MOST_CASES])
            )
            reply = self._conversation.ask(PATH_SHARING, request, SharingReply)
            self._store.take_cases(reply.sharing)
        self._store.take_people(reply.people, reply.teams, now)


def ask_to_record(batch: Sequence[SharingWork]) -> SharingRequest:
    """A request with some decisions, that asks what is on record about their cases after it."""
    cases = sorted({one.case for one in batch if one.case})
    return SharingRequest(work=tuple(batch), cases=tuple(cases))


def find_waiting(store: SharingStore) -> tuple[SharingWork, ...]:
    """What the county has not looked at, the oldest first."""
    return tuple(one.work for one in store.work() if one.refused is None)
