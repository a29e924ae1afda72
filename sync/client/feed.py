# SPDX-License-Identifier: AGPL-3.0-or-later
"""Following the county's feed to its end, a page at a time.

Invariants: a page and its cursor are kept together, so that whatever stops it, the next pull goes
on from the last applied page. A feed that began anew is asked for from the beginning; what it does
not mention leaves at its end, unsent work stays, what the county had taken is sent again at the
next sync. Only a whole feed tells what is gone: until its end the kept cursor carries a mark, and a
sync that finds the mark begins that feed again.
"""

from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from casework.feed import CaseEntered, CaseLeft, FeedPage, RecordPut
from casework.ids import CaseId
from casework.policy import Membership
from casework.reasons import Reason, ReasonCode
from storage.model import Changes
from sync.client.conversation import Talk
from sync.client.errors import FeedRestarted, ReplyMalformed
from sync.client.limits import ClientLimits
from sync.wire.messages import PATH_PULL, PullRequest

_ANEW = "anew "


class FeedStore(Protocol):
    """What following the feed needs of the store."""

    def cursor(self) -> str: ...

    def memberships(self) -> tuple[Membership, ...]: ...

    def apply_page(self, page: FeedPage, *, anew: bool = False) -> Changes: ...


def ask_from(kept: str) -> str:
    """Where a pull begins, by the kept cursor: a feed begun anew is begun again."""
    return "" if kept.startswith(_ANEW) else kept


class FeedSync:
    """Pulls once.

    Args:
        progress: called after each page with what came so far, and what there is in all.
        pause: asked before each page; raises when the user stops the sync.

    Attributes:
        received, left: records that came in, cases that went out of reach.
        changes: what that changed.
    """

    def __init__(
        self,
        store: FeedStore,
        conversation: Talk,
        *,
        limits: ClientLimits,
        progress: Callable[[int, int], None],
        pause: Callable[[], None],
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._limits = limits
        self._progress = progress
        self._pause = pause
        self._entered: set[CaseId] = set()
        self.received = 0
        self.left = 0
        self.changes = Changes()

    def run(self) -> None:
        """Pull to the end; raises SyncError."""
        cursor = self._store.cursor()
        if cursor.startswith(_ANEW):
            self._pull_anew()
            return
        try:
            self._pull_from(cursor)
        except FeedRestarted:
            self._pull_anew()

    def _pull_anew(self) -> None:
        """Take in a feed that began anew, whole; what it does not mention is out of reach."""
        self._entered.clear()
        try:
            cursor = self._pull_from("", mark=_ANEW)
        except FeedRestarted as error:
            raise ReplyMalformed(
                "The county's feed began anew twice in a row; nothing was lost, try again later."
            ) from error
        gone = {one.case for one in self._store.memberships()} - self._entered
        reason = Reason.of(ReasonCode.NOT_ASSIGNED)
        entries = tuple(CaseLeft(case=case, reason=reason) for case in sorted(gone))
        self._apply(FeedPage(entries=entries, cursor=cursor, done=True))

    def _pull_from(self, cursor: str, mark: str = "") -> str:
        """Fetch the next page while the last one is being applied; returns the last cursor.

        `mark` is put before every cursor that is kept.
        """
        seen = {cursor}
        with ThreadPoolExecutor(1, thread_name_prefix="feed") as fetcher:
            waiting: Future[FeedPage] | None = fetcher.submit(self._fetch, cursor)
            for _ in range(self._limits.pages):
                self._pause()
                assert waiting is not None
                page = waiting.result()
                self._check_page(page, cursor, seen)
                cursor = page.cursor
                seen.add(cursor)
                waiting = None if page.done else fetcher.submit(self._fetch, cursor)
                self._apply(page.model_copy(update={"cursor": mark + cursor}), anew=bool(mark))
                if waiting is None:
                    return cursor
        raise ReplyMalformed("The county's feed does not come to an end; nothing was lost.")

    def _check_page(self, page: FeedPage, asked: str, seen: Collection[str]) -> None:
        if len(page.entries) > self._limits.page_records:
            raise ReplyMalformed("The county sent more than it was asked for; nothing was lost.")
        if not 0 < len(page.cursor) <= self._limits.cursor_length:
            raise ReplyMalformed("The county's feed names no place to go on from; try again later.")
        if page.cursor in seen and not (page.done and page.cursor == asked):
            raise ReplyMalformed("The county's feed does not move on; nothing was lost.")

    def _fetch(self, cursor: str) -> FeedPage:
        request = PullRequest(cursor=cursor, limit=self._limits.page_records)
        return self._conversation.ask(PATH_PULL, request, FeedPage)

    def _apply(self, page: FeedPage, *, anew: bool = False) -> None:
        changed = self._store.apply_page(page, anew=anew)
        kinds, cases = self.changes.kinds | changed.kinds, self.changes.cases | changed.cases
        self.changes = Changes(kinds, cases)
        self._entered.update(one.case for one in page.entries if isinstance(one, CaseEntered))
        self.received += sum(isinstance(one, RecordPut) for one in page.entries)
        self.left += sum(isinstance(one, CaseLeft) for one in page.entries)
        done = self.received + self.left
        self._progress(done, done + page.remaining)
