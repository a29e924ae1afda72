# SPDX-License-Identifier: AGPL-3.0-or-later
"""One page of the feed for one hat.

Invariants:
- Every entry is asked of `casework.policy.decide` at the moment it is served; row security in the
  database is the second wall, not the first.
- What a hat is told about a case begins with the `enter` of the membership in force; older
  entries but `leave` are passed over.
- A record is served where the feed reaches its present version and nowhere before it, so that
  following the feed to its end gives the present state, each record once.
- A `leave` is always served.
- What another agency wrote is served on a recorded ground only, and each copy of it has a line in
  the ledger of disclosures, written in the same transaction.
- The page's bytes are joined from unsealed JSON without being read: content is never altered here.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from casework.county_policy import CountyPolicy
from casework.feed import Author
from casework.ids import CountyId
from casework.policy import Hat
from casework.sharing_matrix import NARROWEST, SharingMatrix
from sync.server.arrays import Numbers, Words
from sync.server.clearances import ask_device_cleared
from sync.server.content_seals import case_key, open_seals
from sync.server.driver import ask_all, ask_driver
from sync.server.entered import read_entered
from sync.server.errors import RequestRefused
from sync.server.limits import LIMITS as SERVER_LIMITS
from sync.server.memberships import expire
from sync.server.page_entries import Page, PageReader, Row
from sync.server.page_rights import PageRights
from sync.server.run_out import ask_run_out
from sync.wire.messages import ProblemCode, PullRequest

# How many cases a county has is only told roughly, as of the last time the system counted.
_HEAD = """
SELECT c.epoch, c.feed_n, c.policy,
    (SELECT reltuples FROM pg_class WHERE oid = 'case_file'::regclass), m.newest, m.held
FROM county AS c CROSS JOIN (
    SELECT coalesce(max(entered_n), 0) AS newest, count(*) AS held FROM membership
    WHERE county = %(county)s AND hat = %(hat)s AND revoked_at IS NULL
) AS m
WHERE c.county = %(county)s
"""

_ADDRESSED = """
SELECT n, kind, case_id, section, record, reason FROM feed
WHERE county = %(county)s AND hat = %(hat)s AND n > %(after)s AND n <= %(head)s
"""

# OFFSET 0 keeps the planner from reading every case's entries where a few cases are asked for.
_SHARED = """
SELECT f.n, f.kind, f.case_id, f.section, f.record, f.reason
FROM unnest(%(cases)s, %(entered)s) AS m (case_id, entered_n)
CROSS JOIN LATERAL (
    SELECT * FROM feed
    WHERE county = %(county)s AND hat IS NULL AND case_id = m.case_id
      AND n > greatest(m.entered_n, %(after)s::bigint) AND n <= %(head)s
    OFFSET 0
) AS f
"""

# Where little came since a laptop last asked, or its hat sees a good part of all cases, the feed is
# gone through in its order, and row security leaves only what concerns the hat. What belongs to an
# earlier membership is passed over later.
_RECENT = """
SELECT n, kind, case_id, section, record, reason FROM feed
WHERE county = %(county)s AND n > %(after)s AND n <= %(head)s
    AND (hat = %(hat)s OR hat IS NULL)
"""

# Each record by its key, not all of a county's; one that a later entry brings is left where it is.
_RECORDS = """
SELECT f.n, f.kind, f.case_id, f.section, f.reason, f.record, r.version, r.content, r.hat
FROM ({entries} ORDER BY n LIMIT %(limit)s) AS f
LEFT JOIN LATERAL (
    SELECT version, content, hat FROM record
    WHERE county = %(county)s AND id = f.record AND version <= f.n
    OFFSET 0
) AS r ON f.kind = 'put'
ORDER BY f.n
"""
_WRITERS = """
SELECT h.id, h.agency, a.name FROM hat AS h
LEFT JOIN agency AS a ON a.county = h.county AND a.id = h.agency
WHERE h.county = %(county)s AND h.id = ANY (%(hats)s)
"""
_PAGE = _RECORDS.format(
    entries=f"({_ADDRESSED} ORDER BY n LIMIT %(limit)s)"
    f" UNION ALL ({_SHARED} ORDER BY n LIMIT %(limit)s)"
)
_RECENT_PAGE = _RECORDS.format(entries=_RECENT)

_RECENT_COUNT = f"SELECT count(*) FROM ({_RECENT}) AS f"  # noqa: S608 - constants of this module
_COUNT = f"""
SELECT (SELECT count(*) FROM ({_ADDRESSED}) AS a) + (SELECT count(*) FROM ({_SHARED}) AS s)
"""  # noqa: S608 - constants of this module


class _County(NamedTuple):
    """Where the county stands, and the hat in it.

    Attributes:
        cases: about how many there are.
        newest, held: the last `enter` of the hat, and how many cases it is in.
    """

    epoch: str
    feed_n: int
    policy: bytes | None
    cases: float
    newest: int
    held: int


class ServedPage(NamedTuple):
    """A page as it is sent.

    Attributes:
        content: JSON text of `casework.feed.FeedPage`.
        applied: the laptop had applied everything up to this number when it asked.
        served: after this page it may have everything up to this number.
        is_empty: it brings nothing and nothing waits after it.
    """

    content: bytes
    applied: int
    served: int
    is_empty: bool


def serve_page(
    connection: Connection, county_id: CountyId, hat: Hat, asked: PullRequest, now: datetime
) -> ServedPage:
    """The page after a cursor.

    Raises:
        RequestRefused: the cursor is not one of this county's present epoch.
    """
    cleared, county = _begin(connection, county_id, hat, now)
    after = _read_cursor(asked.cursor, county.epoch, county.feed_n)
    scope: dict[str, Any] = {"county": county_id, "hat": hat.id, "after": after}
    scope |= {"head": county.feed_n}
    query = _choose_query(after, county)
    entered_at = read_entered(connection, county_id, hat.id) if query == _PAGE else {}
    scope |= {"cases": Words.of(entered_at), "entered": Numbers.of(list(entered_at.values()))}
    rows = ask_driver(connection, query, scope | {"limit": asked.limit + 1}) if query else []
    on_page: list[Row] = rows[: asked.limit]
    rights = PageRights(hat, now, _matrix_of(county.policy), cleared)
    reader = _meet(connection, county_id, rights, on_page)
    page = Page()
    taken = page.fill(on_page, reader)
    done = taken == len(rows)
    last = county.feed_n if done else on_page[taken - 1][0]
    remaining = 0
    if not done and asked.waiting > taken:
        remaining = asked.waiting - taken
    elif not done:
        count = _COUNT if query == _PAGE else _RECENT_COUNT
        [(remaining,)] = ask_driver(connection, count, scope | {"after": last})
    page.ledger.write(connection, county_id, hat.id, now)
    content = page.join(f"{county.epoch}.{last}", reader, done=done, remaining=remaining)
    return ServedPage(content, after, last, done and page.is_empty)


def _meet(
    connection: Connection, county_id: CountyId, rights: PageRights, rows: Sequence[Row]
) -> PageReader:
    """Rights, keys and authors of the rows of a page, in one way to the database."""
    seals = open_seals(connection, county_id)
    if not rows:
        return PageReader(rights, seals, {})
    cases, sealed, authors = set(), set(), set()
    for _, _, case, _, _, _, _, content, author in rows:
        cases.add(case)
        if content is not None:
            sealed.add(case)
            authors.add(author)
    keys, held, grounds, writers = ask_all(
        connection,
        seals.ask(map(case_key, sealed)),
        *rights.ask(county_id, cases),
        (_WRITERS, {"county": county_id, "hats": Words.of(filter(None, authors))}),
    )
    seals.take(keys)
    rights.take(connection, county_id, held, grounds)
    known = {hat: Author(agency=agency, agency_name=name or "") for hat, agency, name in writers}
    return PageReader(rights, seals, known)


def _begin(
    connection: Connection, county_id: CountyId, hat: Hat, now: datetime
) -> tuple[bool, _County]:
    """Whether the laptop is cleared, and where the county stands once what ran out was told."""
    head = (_HEAD, {"county": county_id, "hat": hat.id})
    ended = ask_run_out(connection, county_id, hat.id, now)
    cleared, over, heads = ask_all(connection, ask_device_cleared(county_id), ended, head)
    if over:
        expire(connection, county_id, hat, now, cji_device=bool(cleared))
        [heads] = ask_all(connection, head)
    return bool(cleared), _County._make(heads[0])


def _choose_query(after: int, county: _County) -> str:
    """The way through the feed that passes over least; empty where nothing was written since."""
    if after == county.feed_n:
        return ""
    is_near = county.feed_n - after <= SERVER_LIMITS.recent
    is_wide = county.held * SERVER_LIMITS.wide >= county.cases
    return _RECENT_PAGE if county.newest <= after and (is_near or is_wide) else _PAGE


def _matrix_of(policy: bytes | None) -> SharingMatrix:
    return NARROWEST if policy is None else CountyPolicy.model_validate_json(policy).sharing


def _read_cursor(cursor: str, epoch: str, head: int) -> int:
    if not cursor:
        return 0
    spoken, _, number = cursor.rpartition(".")
    if spoken != epoch or not number.isascii() or not number.isdigit() or int(number) > head:
        raise RequestRefused(
            ProblemCode.CURSOR,
            "The county has begun a new feed since this laptop's last sync; it pulls anew.",
        )
    return int(number)
