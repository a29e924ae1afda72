# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answering a laptop at rest whether what it holds is still all there is.

Invariants: it is all only where nothing of the laptop's papers, orders, forms or wearer differs
from what it says it holds, and a page of the feed from its cursor on, with all checks of any page
(`pull`), brings nothing; whatever differs is answered by sending the laptop through a whole sync.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from casework.county_policy import CountyPolicy
from casework.digests import digest_texts
from casework.ids import CountyId
from casework.policy import Hat
from sync.server.clearances import is_device_cleared
from sync.server.database import ask_driver
from sync.server.devices import Device, note_pull
from sync.server.index_standing import find_word
from sync.server.limits import LIMITS
from sync.server.pull import serve_page
from sync.wire.messages import PullRequest
from sync.wire.news import NewsRequest

NOTHING = b'{"protocol":1,"sync":false}'
SYNC = b'{"protocol":1,"sync":true}'
_STATE = """
SELECT c.signing_key, c.revocations, c.policy,
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
    )
FROM county AS c WHERE c.county = %(county)s
"""


def tell_news(
    connection: Connection,
    county_id: CountyId,
    sender: Device,
    hat: Hat,
    asked: NewsRequest,
    now: datetime,
) -> bytes:
    """JSON of `sync.wire.news.NewsReply`.

    Raises:
        RequestRefused: the cursor is not one of this county's present epoch.
    """
    told = {"county": county_id, "device": sender.id}
    [state] = ask_driver(connection, _STATE, told)
    word = find_word(connection, county_id, hat.id, now)
    worn = digest_texts(
        [
            hat.model_dump_json(),
            "cleared" if is_device_cleared(connection, county_id) else "",
            "" if word is None else word.model_dump_json(),
        ]
    )
    if _differs(sender, worn, asked, state, now):
        return SYNC
    page = serve_page(
        connection, county_id, hat, PullRequest(cursor=asked.cursor, limit=LIMITS.news), now
    )
    note_pull(connection, county_id, sender.id, page.applied, page.served)
    return NOTHING if page.is_empty else b'{"protocol":1,"sync":false,"page":%b}' % page.content


def _differs(
    sender: Device, worn: str, asked: NewsRequest, state: tuple[Any, ...], now: datetime
) -> bool:
    """Whether anything but the feed is not as the laptop says."""
    signing_key, revocations, content, is_ordered, statements, emergency = state
    policy = CountyPolicy() if content is None else CountyPolicy.model_validate_json(content)
    if is_ordered or sender.forked_at is not None or _is_papers_due(sender, policy, now):
        return True
    # Papers tell of emergencies; row security shows those that concern this laptop's wearer.
    if emergency is not None and emergency > _given(sender, policy):
        return True
    held = (
        asked.lease,
        asked.revocations,
        asked.counter,
        asked.head,
        asked.policy,
        asked.signing_key,
        asked.hat,
        asked.instruments,
    )
    return held != (
        sender.lease_number,
        revocations,
        sender.last_counter,
        sender.head,
        policy.version,
        signing_key,
        worn,
        digest_texts(bytes(one).decode() for one in statements),
    )


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
