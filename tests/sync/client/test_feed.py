# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much of the feed is asked for at once."""

from datetime import datetime

from pydantic import BaseModel

from casework.feed import FeedPage
from casework.policy import Membership
from storage.model import Changes, Receipt
from sync.client.conversation import Answer
from sync.client.feed import FeedSync
from sync.client.limits import LIMITS
from sync.wire.files import FilePlace, FileRequest
from sync.wire.messages import PullRequest


class _Pages:
    """A county with so many entries, of which it shows none."""

    public_key = ""
    traffic = 0

    def __init__(self, waiting: int) -> None:
        self._waiting = waiting
        self.asked: list[int] = []

    def ask(self, path: str, message: BaseModel, kind: type[Answer]) -> Answer:
        assert isinstance(message, PullRequest), path
        self.asked.append(message.limit)
        self._waiting = max(0, self._waiting - message.limit)
        told = {"cursor": str(len(self.asked)), "done": not self._waiting}
        return kind.model_validate({"entries": (), "remaining": self._waiting, **told})

    def give_bytes(self, place: FilePlace, content: bytes) -> int:
        raise AssertionError(place, content)

    def fetch_bytes(self, asked: FileRequest) -> bytes:
        raise AssertionError(asked)


class _Kept:
    """A store that keeps the cursors it was given."""

    def __init__(self) -> None:
        self.cursors: list[str] = []

    def cursor(self) -> str:
        return ""

    def memberships(self) -> tuple[Membership, ...]:
        return ()

    def apply_page(
        self,
        page: FeedPage,
        *,
        anew: bool = False,
        receipt: Receipt | None = None,
        told_at: datetime | None = None,
    ) -> Changes:
        del anew, receipt, told_at
        self.cursors.append(page.cursor)
        return Changes()


def _pull(waiting: int) -> tuple[list[int], list[str]]:
    pages, kept = _Pages(waiting), _Kept()
    FeedSync(kept, pages, limits=LIMITS, progress=lambda _, __: None, pause=lambda: None).run()
    return pages.asked, kept.cursors


def test_each_page_is_twice_the_one_before_until_they_are_as_large_as_may_be() -> None:
    asked, cursors = _pull(15_000)
    assert asked == [500, 1000, 2000, 4000, 4000, 4000]
    assert cursors == [str(number) for number in range(1, len(asked) + 1)]
