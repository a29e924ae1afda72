# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a laptop remembers of its bundles: which are under way, and the keys of their answers.

Invariants: a number is used once, and kept before its file is written; the key of an answer is
forgotten when that answer, or a later one, was read.
"""

from datetime import datetime
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from casework.ids import CaseId
from casework.sealing import OpeningKey
from sync.client.errors import StickAnswerRefused
from sync.wire.orders import Order

_MOST_OUT = 5
NOT_OURS = (
    "This answer is for another laptop, or for a file whose answer was read already; nothing was "
    "changed."
)


class BookStore(Protocol):
    """What the book needs of the store."""

    def book(self) -> str | None: ...

    def keep_book(self, book: str) -> None: ...


class _Model(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="ignore", ser_json_bytes="base64", val_json_bytes="base64"
    )


class BundleOut(_Model):
    """A bundle whose answer was not read.

    Attributes:
        name: of its file, without ending.
        headers: of the one request it is; the answer is bound to them.
        opening_key, thumbprint: what opens the answer, and its public half's name.
        cases: whose sections were compared, in their order.
        log_to, tree_size: newest entry of the log it carries; size of the tree it named.
        operations, files: how many pieces of work and files it carries.
        order: number of the order it says is being obeyed, 0 for none.
        mark: of the unsent work that is sealed in it.
    """

    number: int
    name: str
    written_at: datetime
    expires_at: datetime
    headers: dict[str, str]
    opening_key: bytes
    thumbprint: str
    cases: tuple[CaseId, ...] = ()
    log_to: int = 0
    tree_size: int = 0
    operations: int = 0
    files: int = 0
    order: int = 0
    mark: str = ""

    @property
    def key(self) -> OpeningKey:
        """What opens its answer."""
        return OpeningKey(self.opening_key)


class BundleBook(_Model):
    """The whole memory.

    Attributes:
        number: the highest used.
        out: oldest first.
        have: how many bytes of a file, by its hash, the county said it has.
        order: the order that is being obeyed by hand, or None.
    """

    number: int = 0
    out: tuple[BundleOut, ...] = ()
    have: dict[str, int] = {}
    order: Order | None = None

    def with_out(self, one: BundleOut) -> "BundleBook":
        """With a bundle that is about to be written; the oldest is given up beyond a few."""
        kept = (*self.out, one)[-_MOST_OUT:]
        return self.model_copy(update={"number": one.number, "out": kept})

    def without(self, number: int) -> "BundleBook":
        """Without a bundle and those before it."""
        return self.model_copy(
            update={"out": tuple(one for one in self.out if one.number > number)}
        )

    def find(self, thumbprint: str) -> BundleOut:
        """The bundle an answer belongs to; raises StickAnswerRefused."""
        for one in self.out:
            if one.thumbprint == thumbprint:
                return one
        raise StickAnswerRefused(NOT_OURS)


def forget_out(store: BookStore, number: int) -> None:
    """Forget a bundle whose file was not written; its number stays used."""
    book = read_book(store)
    kept = tuple(one for one in book.out if one.number != number)
    keep_book(store, book.model_copy(update={"out": kept}))


def read_book(store: BookStore) -> BundleBook:
    """The memory as it was kept."""
    text = store.book()
    return BundleBook() if text is None else BundleBook.model_validate_json(text)


def keep_book(store: BookStore, book: BundleBook) -> None:
    """Keep it."""
    store.keep_book(book.model_dump_json())
