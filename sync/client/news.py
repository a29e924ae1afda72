# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking the county whether there is anything new, where nothing waits here (storage.rest).

Invariants: one signed request and its signed answer stand for the whole sync only where the county
says so for exactly what this laptop holds; a county that does not know the question, or that signs
with another key than before, is gone through with a whole sync.
"""

from datetime import datetime
from typing import Protocol

from storage.rest import Rest
from sync.client.conversation import RestTalk
from sync.client.errors import AnswerNotGenuine, CountyOlder, FeedRestarted, ReplyMalformed
from sync.wire.encoding import decode
from sync.wire.errors import WireError
from sync.wire.limits import LIMITS
from sync.wire.news import PATH_NEWS, Holding, NewsReply, NewsRequest
from sync.wire.rest import RestAsked, name_holding


class RestingStore(Protocol):
    """What this needs of the store."""

    def find(self, now: datetime) -> Rest | None: ...

    def begin(self, now: datetime, *, shortly: bool = False) -> None: ...

    def go_on(self, cursor: str) -> None: ...


def ask_for_news(conversation: RestTalk, rest: Rest, version: str) -> NewsReply:
    """Ask; a whole sync is due where the answer cannot be taken.

    Raises:
        SyncError: the county is away, or refuses this laptop.
    """
    short = _ask_shortly(conversation, rest) if rest.shortly else None
    if short is not None:
        return short
    asked = NewsRequest(
        lease=rest.lease.number,
        revocations=rest.lease.revocations,
        counter=rest.standing.counter,
        head=rest.standing.head,
        version=version,
        policy=rest.policy,
        cursor=rest.cursor,
        hat=rest.hat,
        instruments=rest.instruments,
        signing_key=rest.signing_key,
    )
    try:
        return conversation.ask(PATH_NEWS, asked, NewsReply)
    except (ReplyMalformed, AnswerNotGenuine, CountyOlder, FeedRestarted):
        return NewsReply(sync=True)


def _ask_shortly(conversation: RestTalk, rest: Rest) -> NewsReply | None:
    """Ask in the shortest form; None where the longer one is to be asked."""
    epoch, _, number = rest.cursor.rpartition(".")
    holding = Holding(
        lease=rest.lease.number,
        revocations=rest.lease.revocations,
        counter=rest.standing.counter,
        head=rest.standing.head,
        policy=rest.policy,
        signing_key=rest.signing_key,
        hat=rest.hat,
        instruments=rest.instruments,
    )
    told = conversation.ask_at_rest(RestAsked(int(number), name_holding(holding, epoch)))
    if not told:
        return None if told is None else NewsReply()
    try:
        return decode(NewsReply, told, limit=LIMITS.reply)
    except WireError:
        return None
