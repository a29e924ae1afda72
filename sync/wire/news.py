# SPDX-License-Identifier: AGPL-3.0-or-later
"""The short question of a laptop at rest: is what I hold still all there is?

It says what the laptop holds; the county answers that this is all, or brings what is new of the
feed along, or says that a whole sync is due. A county that does not know the question leaves the
laptop to a whole sync.
"""

from typing import Annotated, NamedTuple

from pydantic import Field

from casework.feed import FeedPage
from sync.wire.protocols import Message

PATH_NEWS = "/v1/news"

Short = Annotated[str, Field(max_length=64)]
Number = Annotated[int, Field(ge=0, le=2**62)]


class Holding(NamedTuple):
    """Everything a laptop holds that may change, beside the feed."""

    lease: int
    revocations: int
    counter: int
    head: str
    policy: int
    signing_key: str | None
    hat: str
    instruments: str


class NewsRequest(Message):
    """What a laptop holds that has nothing to send.

    Attributes:
        lease, revocations, counter, head, version: as in `PapersRequest`.
        policy: version of the policy it keeps to.
        cursor: where it stands in the feed.
        hat, instruments: hashes (casework.digests.digest_texts) of what it knows of its wearer and
            of the statements on published forms.
        signing_key: name of the county's key it has pinned.
    """

    lease: Number
    revocations: Number
    counter: Number
    head: Short
    version: Annotated[str, Field(max_length=40)] = ""
    policy: Number
    cursor: Annotated[str, Field(max_length=200)]
    hat: Short
    instruments: Short
    signing_key: Short

    def holds(self, holding: Holding, epoch: str) -> bool:
        """Whether this is what the laptop holds; the cursor names its epoch itself."""
        del epoch
        said = (self.lease, self.revocations, self.counter, self.head, self.policy)
        return holding == (*said, self.signing_key, self.hat, self.instruments)


class NewsReply(Message):
    """What is to be done about it.

    Attributes:
        sync: a whole sync is due.
        page: what is new of the feed, None where that is nothing.
    """

    sync: bool = False
    page: FeedPage | None = None
