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
- The page's bytes are joined from stored JSON without being read: content is never altered here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Row, text

from casework.feed import CaseEntered, CaseLeft
from casework.ids import CaseId, CountyId
from casework.policy import AccessQuestion, Decision, Hat, Membership, decide
from casework.reasons import Reason
from casework.vocabulary import Action, Section
from sync.server.errors import RequestRefused
from sync.server.memberships import InForce, expire, read_in_force, read_memberships
from sync.wire.limits import LIMITS
from sync.wire.messages import ProblemCode, PullRequest

_HEAD = text("SELECT epoch, feed_n FROM county WHERE county = :county")

_ROWS = """
SELECT n, kind, case_id, section, record, reason FROM feed
WHERE county = :county AND hat = :hat AND n > :after AND n <= :head
UNION ALL
SELECT f.n, f.kind, f.case_id, f.section, f.record, f.reason
FROM unnest(CAST(:cases AS text[]), CAST(:entered AS bigint[])) AS m (case_id, entered_n)
JOIN feed AS f ON f.county = :county AND f.hat IS NULL AND f.case_id = m.case_id
  AND f.n > greatest(m.entered_n, :after) AND f.n <= :head
"""

_PAGE = text(f"""
SELECT f.n, f.kind, f.case_id, f.section, f.reason, r.id AS record, r.version, r.content
FROM ({_ROWS} ORDER BY n LIMIT :limit) AS f
LEFT JOIN record AS r
  ON f.kind = 'put' AND r.county = :county AND r.id = f.record
ORDER BY f.n
""")  # noqa: S608 - constants of this module

_COUNT = text(f"SELECT count(*) FROM ({_ROWS}) AS waiting")  # noqa: S608 - constants of this module


@dataclass
class _Reader:
    """What the policy says to one hat at one moment, asked once for each case and section."""

    hat: Hat
    memberships: Sequence[Membership]
    in_force: Mapping[CaseId, InForce]
    at: datetime
    _asked: dict[tuple[CaseId, Section], Decision] = field(default_factory=dict)

    def may_read(self, case: CaseId, section: Section) -> Decision:
        known = self._asked.get((case, section))
        if known is None:
            question = AccessQuestion(
                hat=self.hat, case=case, section=section, action=Action.READ, at=self.at
            )
            known = self._asked[case, section] = decide(
                question, [one for one in self.memberships if one.case == case]
            )
        return known

    def entered(self, case: CaseId) -> CaseEntered | None:
        """The entry for a case in reach now, or None."""
        held = self.in_force[case].membership
        for section in sorted(held.sections):
            decision = self.may_read(case, section)
            if decision.allowed:
                return CaseEntered(case=case, membership=held, reason=decision.reason)
        return None

    def is_past(self, case: CaseId, n: int) -> bool:
        """Whether an entry belongs to an earlier membership than the one in force."""
        held = self.in_force.get(case)
        return held is None or n < held.entered_n


@dataclass
class _Page:
    """Entries as JSON, each kind apart: leaves come first, then cases, then records."""

    left: list[bytes] = field(default_factory=list)
    entered: list[bytes] = field(default_factory=list)
    records: dict[str, bytes] = field(default_factory=dict)
    size: int = 0
    last: int = 0

    def add(self, row: Row[tuple[object, ...]], reader: _Reader) -> None:
        case = CaseId(row.case_id)
        if row.kind == "leave":
            reason = Reason.model_validate_json(row.reason)
            self.left.append(CaseLeft(case=case, reason=reason).model_dump_json().encode())
        elif reader.is_past(case, row.n):
            pass
        elif row.kind == "enter":
            entered = reader.entered(case)
            if entered is not None:
                self.entered.append(entered.model_dump_json().encode())
        elif (
            row.content is not None
            and row.version <= row.n
            and reader.may_read(case, Section(row.section)).allowed
        ):
            self.records[row.record] = b'{"entry":"put","record":%b}' % row.content
            self.size += len(row.content)
        self.last = row.n

    def join(self, cursor: str, *, done: bool, remaining: int) -> bytes:
        entries = b",".join([*self.left, *self.entered, *self.records.values()])
        return b'{"entries":[%b],"cursor":"%b","done":%b,"remaining":%d}' % (
            entries,
            cursor.encode(),
            b"true" if done else b"false",
            remaining,
        )


def serve_page(
    connection: Connection, county_id: CountyId, hat: Hat, asked: PullRequest, now: datetime
) -> bytes:
    """The page after a cursor, as the JSON text of `casework.feed.FeedPage`.

    Raises:
        RequestRefused: the cursor is not one of this county's present epoch.
    """
    expire(connection, county_id, hat, now)
    county = connection.execute(_HEAD, {"county": county_id}).one()
    after = _read_cursor(asked.cursor, county.epoch, county.feed_n)
    memberships = read_memberships(connection, county_id, hat.id)
    in_force = read_in_force(connection, county_id, hat.id)
    scope = {
        "county": county_id,
        "hat": hat.id,
        "cases": list(in_force),
        "entered": [one.entered_n for one in in_force.values()],
        "after": after,
        "head": county.feed_n,
    }
    rows = connection.execute(_PAGE, scope | {"limit": asked.limit + 1}).all()
    reader, page = _Reader(hat, memberships, in_force, now), _Page()
    taken = 0
    for row in rows[: asked.limit]:
        if page.size > LIMITS.page_bytes:
            break
        page.add(row, reader)
        taken += 1
    done = taken == len(rows)
    last = county.feed_n if done else page.last
    remaining = 0
    if not done:
        remaining = connection.execute(_COUNT, scope | {"after": last}).scalar_one()
    return page.join(f"{county.epoch}.{last}", done=done, remaining=remaining)


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
