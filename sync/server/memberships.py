# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is assigned to which case: granting, taking back, running out.

Invariants: at most one membership of a hat in a case is in force; every change of rights writes
what laptops must hear of it in the same transaction.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from casework.ids import CaseId, CountyId, HatId, RecordId
from casework.policy import AccessQuestion, Hat, Membership, decide
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import Action, Basis, Section
from sync.server.errors import NotFound
from sync.server.feed import FeedRow, append_rows, lock_feed
from sync.server.tables import case_file, membership, record


class InForce(NamedTuple):
    """A membership and the feed number of its `enter`."""

    membership: Membership
    entered_n: int


def grant(
    connection: Connection, county_id: CountyId, membership_id: str, granted: Membership
) -> None:
    """Assign a hat to a case, replacing what it had there.

    Needs administration. The hat is told to drop the case first where the new right is narrower.

    Raises:
        NotFound: the county does not know the case.
    """
    known = select(case_file.c.id).where(
        case_file.c.county == county_id, case_file.c.id == granted.case
    )
    if connection.execute(known).first() is None:
        raise NotFound(f"The county does not know the case {granted.case}.")
    last = lock_feed(connection, county_id)
    rows = []
    replaced = _end_memberships(connection, county_id, granted.hat, granted.case, granted.starts)
    if any(not set(one.sections) <= granted.sections for one in replaced):
        rows.append(_leave_row(granted.hat, granted.case, _revoked(granted.starts)))
    connection.execute(
        insert(membership).values(
            county=county_id,
            id=membership_id,
            hat=granted.hat,
            case_id=granted.case,
            basis=granted.basis.value,
            sections=sorted(granted.sections),
            starts=granted.starts,
            ends=granted.ends,
            entered_n=last + len(rows) + 1,
        )
    )
    rows.append(FeedRow("enter", granted.case, hat=granted.hat))
    rows += _existing_records(connection, county_id, granted)
    append_rows(connection, county_id, last, rows)


def revoke(
    connection: Connection, county_id: CountyId, hat_id: HatId, case: CaseId, now: datetime
) -> None:
    """Take a hat off a case at once.

    Raises:
        NotFound: it is not assigned to it.
    """
    last = lock_feed(connection, county_id)
    if not _end_memberships(connection, county_id, hat_id, case, now):
        raise NotFound("This hat is not assigned to this case.")
    append_rows(connection, county_id, last, [_leave_row(hat_id, case, _revoked(now))])


def expire(connection: Connection, county_id: CountyId, worn: Hat, now: datetime) -> None:
    """Write the `leave` of every membership of a hat that has run out by itself."""
    ran_out = (
        select(membership.c.id, membership.c.case_id)
        .where(
            membership.c.county == county_id,
            membership.c.hat == worn.id,
            membership.c.revoked_at.is_(None),
            membership.c.left_at.is_(None),
            membership.c.ends <= now,
        )
        .order_by(membership.c.id)
    )
    if connection.execute(ran_out).first() is None:
        return
    last = lock_feed(connection, county_id)
    due = connection.execute(ran_out).all()
    mine = read_memberships(connection, county_id, worn.id)
    rows = []
    for one in due:
        case = CaseId(one.case_id)
        question = AccessQuestion(
            hat=worn, case=case, section=Section.IDENTITY, action=Action.READ, at=now
        )
        rows.append(_leave_row(worn.id, case, decide(question, mine).reason))
        connection.execute(
            update(membership)
            .where(membership.c.county == county_id, membership.c.id == one.id)
            .values(left_at=now)
        )
    append_rows(connection, county_id, last, rows)


def read_memberships(
    connection: Connection,
    county_id: CountyId,
    hat_id: HatId,
    cases: Iterable[CaseId] | None = None,
) -> list[Membership]:
    """Every membership of a hat, live or dead; of some cases only where `cases` is given."""
    query = select(membership).where(membership.c.county == county_id, membership.c.hat == hat_id)
    if cases is not None:
        query = query.where(membership.c.case_id.in_(set(cases)))
    return [read_membership(row) for row in connection.execute(query)]


def read_in_force(
    connection: Connection, county_id: CountyId, hat_id: HatId
) -> dict[CaseId, InForce]:
    """By case, the one membership of a hat that was neither replaced nor taken back."""
    query = select(membership).where(
        membership.c.county == county_id,
        membership.c.hat == hat_id,
        membership.c.revoked_at.is_(None),
    )
    return {
        CaseId(row.case_id): InForce(read_membership(row), row.entered_n)
        for row in connection.execute(query)
    }


def read_membership(row: Row[tuple[object, ...]]) -> Membership:
    """A row of the table as the field's record."""
    return Membership(
        case=CaseId(row.case_id),
        hat=HatId(row.hat),
        basis=Basis(row.basis),
        sections=frozenset(map(Section, row.sections)),
        starts=row.starts,
        ends=row.ends,
        revoked_at=row.revoked_at,
    )


def _end_memberships(
    connection: Connection, county_id: CountyId, hat_id: HatId, case: CaseId, now: datetime
) -> list[Row[tuple[list[str]]]]:
    """Close what is in force; returns what had not already run out."""
    ended = connection.execute(
        update(membership)
        .where(
            membership.c.county == county_id,
            membership.c.hat == hat_id,
            membership.c.case_id == case,
            membership.c.revoked_at.is_(None),
        )
        .values(revoked_at=func.least(now, membership.c.ends))
        .returning(membership.c.sections, membership.c.left_at)
    ).all()
    return [row for row in ended if row.left_at is None]


def _existing_records(
    connection: Connection, county_id: CountyId, granted: Membership
) -> list[FeedRow]:
    found = connection.execute(
        select(record.c.id, record.c.section)
        .where(
            record.c.county == county_id,
            record.c.case_id == granted.case,
            or_(*(record.c.section == one.value for one in granted.sections)),
        )
        .order_by(record.c.version)
    )
    return [
        FeedRow("put", granted.case, Section(row.section), RecordId(row.id), granted.hat)
        for row in found
    ]


def _leave_row(hat_id: HatId, case: CaseId, reason: Reason) -> FeedRow:
    return FeedRow("leave", case, hat=hat_id, reason=reason)


def _revoked(now: datetime) -> Reason:
    return Reason.of(ReasonCode.REVOKED, date=now.date().isoformat())
