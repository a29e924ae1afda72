# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answering a laptop at rest whether what it holds is still all there is.

Invariants: it is all only where nothing of the laptop's papers, orders, forms or wearer differs
from what it says it holds, and a page of the feed from its cursor on, with all checks of any page
(`pull`), brings nothing; whatever differs is answered by sending the laptop through a whole sync.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from sqlalchemy import Connection

from casework.county_policy import CountyPolicy
from casework.digests import digest_texts
from casework.ids import CountyId
from casework.index_talk import IndexWord
from casework.policy import Hat
from sync.server.clearances import DEVICE_CLEARED
from sync.server.devices import Device
from sync.server.driver import Question, Rows
from sync.server.index_standing import as_told, ask_standing, make_word
from sync.server.limits import LIMITS
from sync.server.papers import Contact, note_contact
from sync.server.pull import serve_page
from sync.server.run_out import ask_run_out
from sync.wire.messages import PullRequest
from sync.wire.news import Holding, NewsRequest
from sync.wire.rest import RestAsked

NOTHING = b'{"protocol":1,"sync":false}'
SYNC = b'{"protocol":1,"sync":true}'
_STATE = f"""
SELECT c.signing_key, c.revocations, c.policy, c.epoch, c.feed_n,
    EXISTS (
        SELECT FROM device_order WHERE county = c.county AND device = %(device)s
            AND lifted_at IS NULL
    ),
    ARRAY(
        SELECT statement FROM instrument WHERE county = c.county ORDER BY form_id, version
    ),
    (
        SELECT max(recorded_at) FROM ground WHERE county = c.county
            AND basis = 'emergency_break_glass'
    ),
    EXISTS ({DEVICE_CLEARED})
FROM county AS c WHERE c.county = %(county)s
"""  # noqa: S608 - constants


AskedNews = NewsRequest | RestAsked


class Told(Protocol):
    """What a laptop says it holds."""

    def holds(self, holding: Holding, epoch: str) -> bool: ...


class _State(NamedTuple):
    signing_key: str | None
    revocations: int
    policy: bytes | None
    epoch: str
    head: int
    is_ordered: bool
    statements: list[bytes]
    emergency: datetime | None
    is_cleared: bool


def ask_state(
    connection: Connection, county_id: CountyId, now: datetime, sender: Device
) -> tuple[Question, ...]:
    """What `tell_news` is to be told."""
    return (
        (_STATE, {"county": county_id, "device": sender.id}),
        ask_run_out(connection, county_id, sender.hat, now),
        ask_standing(county_id, sender.hat),
    )


def tell_news(
    connection: Connection,
    county_id: CountyId,
    sender: Device,
    hat: Hat,
    asked: AskedNews,
    said: Contact,
    answers: Sequence[Rows],
) -> bytes:
    """JSON of `sync.wire.news.NewsReply`.

    Args:
        answers: to `ask_state`.

    Raises:
        RequestRefused: the cursor is not one of this county's present epoch.
    """
    now = said.at
    states, run_out, index = answers
    state = _State(*states[0])
    worn = [
        hat.model_dump_json(),
        "cleared" if state.is_cleared else "",
        _as_text(as_told(make_word(hat, index, now))),
    ]
    cursor = asked.cursor if isinstance(asked, NewsRequest) else asked.cursor_in(state.epoch)
    if _differs(sender, digest_texts(worn), asked, state, now):
        note_contact(connection, county_id, sender.id, said)
        return SYNC
    if cursor == f"{state.epoch}.{state.head}" and not run_out:
        kept = said._replace(applied=state.head, served=state.head)
        note_contact(connection, county_id, sender.id, kept)
        return NOTHING
    return _bring(connection, county_id, sender, hat, cursor, said)


def _bring(
    connection: Connection,
    county_id: CountyId,
    sender: Device,
    hat: Hat,
    cursor: str,
    said: Contact,
) -> bytes:
    """What is new of the feed."""
    asked = PullRequest(cursor=cursor, limit=LIMITS.news)
    page = serve_page(connection, county_id, hat, asked, said.at)
    kept = said._replace(applied=page.applied, served=page.served)
    note_contact(connection, county_id, sender.id, kept)
    return NOTHING if page.is_empty else b'{"protocol":1,"sync":false,"page":%b}' % page.content


def _as_text(word: IndexWord | None) -> str:
    return "" if word is None else word.model_dump_json()


def _differs(sender: Device, worn: str, asked: Told, state: _State, now: datetime) -> bool:
    """Whether anything but the feed is not as the laptop says."""
    content, emergency = state.policy, state.emergency
    policy = CountyPolicy() if content is None else CountyPolicy.model_validate_json(content)
    if state.is_ordered or sender.forked_at is not None or _is_papers_due(sender, policy, now):
        return True
    # Papers tell of emergencies; row security shows those that concern this laptop's wearer.
    if emergency is not None and emergency > _given(sender, policy):
        return True
    holding = Holding(
        lease=sender.lease_number,
        revocations=state.revocations,
        counter=sender.last_counter,
        head=sender.head,
        policy=policy.version,
        signing_key=state.signing_key,
        hat=worn,
        instruments=digest_texts(bytes(one).decode() for one in state.statements),
    )
    return not asked.holds(holding, state.epoch)


def _is_papers_due(sender: Device, policy: CountyPolicy, now: datetime) -> bool:
    """Whether the lease was given an hour ago, or the certificate is to be renewed."""
    certified = sender.certified_until
    if sender.lease_until is None or certified is None:
        return True
    given = _given(sender, policy)
    return now - given > LIMITS.lease_renewed or certified - now <= LIMITS.certificate_renewed


def _given(sender: Device, policy: CountyPolicy) -> datetime:
    """When the lease was given."""
    assert sender.lease_until is not None
    return sender.lease_until - policy.lease_lasts
