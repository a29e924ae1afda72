# SPDX-License-Identifier: AGPL-3.0-or-later
"""Following the county's feed to its end, a page at a time.

Invariants: a page and its cursor are kept together, so that whatever stops it, the next pull goes
on from the last applied page. A feed that began anew is asked for from the beginning; what it does
not mention leaves at its end, unsent work stays, what the county had taken is sent again at the
next sync. Only a whole feed tells what is gone: until its end the kept cursor carries a mark, and a
sync that finds the mark begins that feed again.
"""

from collections import Counter, deque
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Protocol

from casework.feed import CaseEntered, CaseLeft, FeedPage, RecordPut
from casework.ids import CaseId
from casework.policy import Membership
from casework.reasons import Reason, ReasonCode
from storage.model import Changes, Receipt
from storage.sent_work import ANEW
from sync.client.conversation import Talk
from sync.client.errors import FeedRestarted, ReplyMalformed
from sync.client.limits import ClientLimits
from sync.client.pauses import collector_paused
from sync.wire.messages import PATH_PULL, PullRequest


class FeedStore(Protocol):
    """What following the feed needs of the store."""

    def cursor(self) -> str: ...

    def memberships(self) -> tuple[Membership, ...]: ...

    def apply_page(
        self,
        page: FeedPage,
        *,
        anew: bool = False,
        receipt: Receipt | None = None,
        told_at: datetime | None = None,
    ) -> Changes: ...


def ask_from(kept: str) -> str:
    """Where a pull begins, by the kept cursor: a feed begun anew is begun again."""
    return "" if kept.startswith(ANEW) else kept


class FeedSync:
    """Pulls once.

    Args:
        progress: called after each page with what came so far, and what there is in all.
        pause: asked before each page; raises when the user stops the sync.
        told_at: when the county said what a stick brings; None for just now.

    Attributes:
        entered: cases that came in reach.
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
        told_at: datetime | None = None,
    ) -> None:
        self._store = store
        self._told_at = told_at
        self._conversation = conversation
        self._limits = limits
        self._progress = progress
        self._pause = pause
        self.entered: set[CaseId] = set()
        self.received = 0
        self.left = 0
        self.passed_over = 0
        self.changes = Changes()
        self._size = 0

    def run(self) -> None:
        """Pull to the end; raises SyncError."""
        cursor = self._store.cursor()
        if cursor.startswith(ANEW):
            self._pull_anew()
            return
        try:
            self._pull_from(cursor)
        except FeedRestarted:
            self._pull_anew()

    def _pull_anew(self) -> None:
        """Take in a feed that began anew, whole; what it does not mention is out of reach."""
        self.entered.clear()
        try:
            cursor = self._pull_from("", mark=ANEW)
        except FeedRestarted as error:
            raise ReplyMalformed(
                "The county's feed began anew twice in a row; nothing was lost, try again later."
            ) from error
        gone = {one.case for one in self._store.memberships()} - self.entered
        reason = Reason.of(ReasonCode.NOT_ASSIGNED)
        entries = tuple(CaseLeft(case=case, reason=reason) for case in sorted(gone))
        self._apply(FeedPage(entries=entries, cursor=cursor, done=True))

    def _pull_from(self, cursor: str, mark: str = "") -> str:
        """Fetch some pages ahead while one is being applied; returns the last cursor.

        `mark` is put before every cursor that is kept.
        """
        with collector_paused(), ThreadPoolExecutor(1, thread_name_prefix="feed") as fetcher:
            try:
                self._size = min(self._limits.first_records, self._limits.page_records)
                follow = partial(self._follow, seen={cursor})
                last = fetcher.submit(follow, cursor, 0)
                ahead = deque([last])
                for _ in range(self._limits.pages):
                    self._pause()
                    while len(ahead) < self._limits.pages_ahead:
                        last = fetcher.submit(_after, last, follow)
                        ahead.append(last)
                    page = ahead.popleft().result()
                    assert page is not None, "nothing was asked after the last page"
                    kept = page.model_copy(update={"cursor": mark + page.cursor})
                    self._apply(kept, anew=bool(mark))
                    if page.done:
                        return page.cursor
            finally:
                fetcher.shutdown(cancel_futures=True)
        raise ReplyMalformed("The county's feed does not come to an end; nothing was lost.")

    def take(self, page: FeedPage, asked: str, make_receipt: Callable[[], Receipt]) -> None:
        """Apply a page that came with other news, and the receipt with it where it is the last.

        Raises:
            ReplyMalformed: it does not lead on from the cursor it was asked for.
        """
        self._check_page(page, asked, {asked}, self._limits.page_records)
        self._count(page)
        self._keep(page, receipt=make_receipt() if page.done else None)

    def _follow(self, cursor: str, waiting: int, *, seen: set[str]) -> FeedPage | None:
        """Fetch the page after a cursor, and check that it leads on."""
        page = self._fetch(cursor, waiting)
        self._check_page(page, cursor, seen, self._size)
        seen.add(page.cursor)
        self._size = min(2 * self._size, self._limits.page_records)
        return page

    def _check_page(self, page: FeedPage, asked: str, seen: Collection[str], most: int) -> None:
        if len(page.entries) > most:
            raise ReplyMalformed("The county sent more than it was asked for; nothing was lost.")
        if not 0 < len(page.cursor) <= self._limits.cursor_length:
            raise ReplyMalformed("The county's feed names no place to go on from; try again later.")
        if page.cursor in seen and not (page.done and page.cursor == asked):
            raise ReplyMalformed("The county's feed does not move on; nothing was lost.")

    def _fetch(self, cursor: str, waiting: int) -> FeedPage:
        request = PullRequest(cursor=cursor, limit=self._size, waiting=waiting)
        return self._conversation.ask(PATH_PULL, request, FeedPage)

    def _apply(self, page: FeedPage, *, anew: bool = False) -> None:
        self._keep(page, anew=anew)
        self._count(page)
        done = self.received + self.left
        self._progress(done, done + page.remaining)

    def _keep(self, page: FeedPage, *, anew: bool = False, receipt: Receipt | None = None) -> None:
        changed = self._store.apply_page(page, anew=anew, receipt=receipt, told_at=self._told_at)
        kinds, cases = self.changes.kinds | changed.kinds, self.changes.cases | changed.cases
        self.changes = Changes(kinds, cases)

    def _count(self, page: FeedPage) -> None:
        kinds = Counter(map(type, page.entries))
        if kinds[CaseEntered]:
            self.entered.update(one.case for one in page.entries if isinstance(one, CaseEntered))
        self.received += kinds[RecordPut]
        self.passed_over += page.passed_over
        self.left += kinds[CaseLeft]


def _after(
    before: Future[FeedPage | None], follow: Callable[[str, int], FeedPage | None]
) -> FeedPage | None:
    """The page after one that was fetched, None where that was the last."""
    page = before.result()
    return None if page is None or page.done else follow(page.cursor, page.remaining)
