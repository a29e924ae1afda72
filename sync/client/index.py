# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sending entries of the cross-agency index, and asking it.

Invariants:
- A hat the county says nothing to about the index asks nothing, unless entries wait to be sent.
- The county's word comes first: where the designation has ended, what was told leaves the laptop
  before anything else; unsent entries stay.
- One bad entry holds up no other.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from casework.index_talk import (
    IndexQuestion,
    IndexResult,
    IndexTold,
    IndexWord,
    PossibleDuplicate,
)
from storage.index import IndexWork
from storage.model import Changes
from sync.client.conversation import Talk
from sync.client.errors import ReplyMalformed
from sync.wire.index import (
    PATH_DUPLICATES,
    PATH_INDEX,
    PATH_INDEX_QUESTION,
    DuplicateDecided,
    DuplicatesReply,
    DuplicatesRequest,
    IndexAnswerReply,
    IndexQuestionRequest,
    IndexReply,
    IndexRequest,
)

MOST_AT_ONCE = 50


class IndexStore(Protocol):
    """What this needs of the store."""

    def word(self) -> IndexWord | None: ...

    def work(self) -> tuple[IndexWork, ...]: ...

    def entries(self) -> tuple[IndexTold, ...]: ...

    def take_word(self, word: IndexWord | None) -> Changes: ...

    def settle(
        self, word: IndexWord | None, results: Sequence[IndexResult], entries: Sequence[IndexTold]
    ) -> Changes: ...


class IndexSync:
    """One exchange about the index.

    Attributes:
        sent, held: entries the county took, and refused.
        changes: what changed in the store.
    """

    def __init__(self, store: IndexStore, conversation: Talk) -> None:
        self._store = store
        self._conversation = conversation
        self._word: IndexWord | None = None
        self.sent = self.held = 0
        self.changes = Changes(frozenset())

    def hear(self, word: IndexWord | None) -> None:
        """Keep what the papers said."""
        self._word = word
        self.changes = self._store.take_word(word)

    def run(self) -> None:
        """Send what waits; without anything to send, ask for the own entries.

        Raises:
            SyncError: as any request; nothing is lost.
        """
        for request in gather_entries(self._store, self._word):
            reply = self._conversation.ask(PATH_INDEX, request, IndexReply)
            if [one.id for one in reply.results] != [one.id for one in request.changes]:
                raise ReplyMalformed("The county answered, but not for the entries that were sent.")
            self._count(reply.results)
            self._settle(reply.word, reply.results, reply.entries)

    def take_carried(self, replies: Iterable[IndexReply], *, newest: bool) -> None:
        """Take receipts that came by hand.

        Args:
            newest: nothing newer came over the network since; otherwise receipts alone are taken.
        """
        waiting = {one.change.id for one in self._store.work()}
        for reply in replies:
            results = [one for one in reply.results if one.id in waiting]
            self._count(results)
            if newest:
                self._settle(reply.word, results, reply.entries)
            else:
                self._settle(self._store.word(), results, self._store.entries())

    def _count(self, results: Sequence[IndexResult]) -> None:
        refused = sum(one.refused is not None for one in results)
        self.held += refused
        self.sent += len(results) - refused

    def _settle(
        self, word: IndexWord | None, results: Sequence[IndexResult], entries: Sequence[IndexTold]
    ) -> None:
        told = self._store.settle(word, results, entries)
        self.changes = Changes(self.changes.kinds | told.kinds, self.changes.cases | told.cases)


def gather_entries(store: IndexStore, word: IndexWord | None) -> Iterator[IndexRequest]:
    """What waits, in batches; without anything to send, the question for the own entries."""
    designated = word is not None and word.power.may_ask
    # What was refused may be taken once the designation or the assignment is there again.
    waiting = [one.change for one in store.work() if designated or one.refused is None]
    if not waiting and not designated:
        return
    for at in range(0, max(len(waiting), 1), MOST_AT_ONCE):
        yield IndexRequest(changes=tuple(waiting[at : at + MOST_AT_ONCE]))


def ask_index(conversation: Talk, question: IndexQuestion) -> IndexAnswerReply:
    """Ask who else works with a youth; raises SyncError."""
    request = IndexQuestionRequest(question=question)
    return conversation.ask(PATH_INDEX_QUESTION, request, IndexAnswerReply)


def ask_duplicates(
    conversation: Talk, decided: Sequence[DuplicateDecided] = ()
) -> tuple[PossibleDuplicate, ...]:
    """What waits for a coordinator, after some decisions; raises SyncError."""
    request = DuplicatesRequest(decided=tuple(decided))
    return conversation.ask(PATH_DUPLICATES, request, DuplicatesReply).waiting
