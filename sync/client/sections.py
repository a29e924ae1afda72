# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comparing what this laptop holds with the county's, section by section, and putting it right.

Invariants: it comes after the pull, so that a difference is no matter of what is new; only what
differs is fetched; the outbox is never touched.
"""

from collections.abc import Collection, Sequence
from typing import Protocol

from casework.feed import CaseLeft
from casework.ids import CaseId
from storage.model import Changes
from storage.sections import Digests, SectionState
from sync.client.conversation import Talk
from sync.client.errors import ReplyMalformed
from sync.client.limits import LIMITS, ClientLimits
from sync.wire.messages import PATH_SECTIONS, SectionsReply, SectionsRequest

HEALED = (
    "A part of a case on this laptop was not as the county has it and was fetched anew; if this "
    "happens again, tell your administrator."
)


class SectionStore(Protocol):
    """What comparing needs of the store."""

    def digests(self, limit: int, fresh: Collection[CaseId] = ()) -> Digests: ...

    def put_right(
        self, checked: Sequence[CaseId], states: Sequence[SectionState], left: Sequence[CaseLeft]
    ) -> Changes: ...


class SectionSync:
    """Compares once."""

    def __init__(
        self, store: SectionStore, conversation: Talk, limits: ClientLimits = LIMITS
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._limits = limits
        self.healed = self.passed_over = 0

    def run(self, fresh: Collection[CaseId] = ()) -> Changes:
        """Compare the next cases in turn; raises SyncError.

        Args:
            fresh: cases that came whole with this sync, just written from the county's own word.
        """
        told = self._store.digests(self._limits.digest_records, fresh)
        if not told:
            return Changes()
        reply = self._conversation.ask(PATH_SECTIONS, SectionsRequest(digests=told), SectionsReply)
        return self.take(tuple(told), reply)

    def take(self, told: Sequence[CaseId], reply: SectionsReply) -> Changes:
        """Put right what differs.

        Args:
            told: the cases that were asked about, in their order.

        Raises:
            ReplyMalformed: the answer is about others.
        """
        states = [SectionState(one.case, one.section, one.records) for one in reply.differing]
        self._check(told, states, reply.left)
        self.passed_over = reply.passed_over
        # What is passed over differs each time, and nothing of it was put right.
        self.healed = 0 if self.passed_over else len(states) + len(reply.left)
        return self._store.put_right(list(told), states, reply.left)

    @staticmethod
    def _check(
        told: Sequence[CaseId], states: Sequence[SectionState], left: Sequence[CaseLeft]
    ) -> None:
        """Nothing is taken that was not asked about."""
        cases = {one.case for one in states} | {one.case for one in left}
        strays = any(
            (record.case, record.section) != (one.case, one.section)
            for one in states
            for record in one.records
        )
        if strays or not cases <= set(told):
            raise ReplyMalformed("The county answered for other cases; nothing was lost.")
