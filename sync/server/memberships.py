# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is assigned to which case: granting, taking back, running out.

Invariants: at most one membership of a hat in a case is in force, and it covers all the hat may
meet there: what it is assigned to and what recorded grounds open to it; every change of rights
writes what laptops must hear of it in the same transaction.
"""

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, Row, any_, bindparam, func, insert, or_, select, update

from casework.bases import Ground
from casework.ids import CaseId, CountyId, HatId, RecordId
from casework.policy import AccessQuestion, Decision, Hat, Membership, decide
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import Action, Basis, Section
from sync.server.errors import NotFound
from sync.server.feed import FeedRow, append_rows, lock_feed
from sync.server.grounds import Grounds, is_live, read_grounds, sections_of
from sync.server.run_out import find_run_out
from sync.server.tables import case_file, membership, record

_OF_HAT = select(membership).where(
    membership.c.county == bindparam("in_county"), membership.c.hat == bindparam("worn")
)
# One array, not a placeholder for each case: the statement stays the same for any number.
_OF_CASES = _OF_HAT.where(
    membership.c.case_id == any_(bindparam("of_cases", type_=membership.c.sections.type))
)


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
    now, hat_id, case = granted.starts, granted.hat, granted.case
    shared = sections_of(_live_grounds(connection, county_id, hat_id, case, now))
    # What ran out since the last pull was never told: it leaves with what is replaced.
    has_run_out = bool(find_run_out(connection, county_id, hat_id, now, case))
    replaced = _end_memberships(connection, county_id, hat_id, case, now)
    rows = []
    if has_run_out or any(not set(one.sections) <= granted.sections | shared for one in replaced):
        rows.append(_leave_row(hat_id, case, _revoked(now)))
    held = granted.model_copy(
        update={"sections": granted.sections | shared, "assigned": granted.sections}
    )
    _enter(connection, county_id, membership_id, held, last, rows, now)


def revoke(
    connection: Connection, county_id: CountyId, hat_id: HatId, case: CaseId, now: datetime
) -> None:
    """Take a hat off a case at once; what recorded grounds open to it stays.

    Raises:
        NotFound: it is not assigned to it.
    """
    last = lock_feed(connection, county_id)
    if not _end_memberships(connection, county_id, hat_id, case, now):
        raise NotFound("This hat is not assigned to this case.")
    rows = [_leave_row(hat_id, case, _revoked(now))]
    shared = sections_of(_live_grounds(connection, county_id, hat_id, case, now))
    if not shared:
        append_rows(connection, county_id, last, rows)
        return
    held = _reached(hat_id, case, shared, now)
    _enter(connection, county_id, f"{hat_id}.{last}", held, last, rows, now)


def settle(
    connection: Connection,
    county_id: CountyId,
    hat_id: HatId,
    case: CaseId,
    now: datetime,
    leaving: Reason | None = None,
) -> None:
    """Bring where a hat stands in a case in line with the grounds on record.

    Args:
        leaving: why the hat drops the case before it gets the rest anew; None where nothing
            became narrower.
    """
    last = lock_feed(connection, county_id)
    held = read_in_force(connection, county_id, hat_id, [case]).get(case)
    shared = sections_of(_live_grounds(connection, county_id, hat_id, case, now))
    if leaving is None and find_run_out(connection, county_id, hat_id, now, case):
        leaving = _part_ended(now)
    ended = _end_memberships(connection, county_id, hat_id, case, now)
    rows = [_leave_row(hat_id, case, leaving)] if leaving is not None and ended else []
    old = None if held is None else held.membership
    if old is not None and old.assigned_sections and (old.ends is None or now < old.ends):
        fresh = old.model_copy(
            update={
                "sections": old.assigned_sections | shared,
                "assigned": old.assigned_sections,
            }
        )
    elif shared:
        fresh = _reached(hat_id, case, shared, now)
    else:
        append_rows(connection, county_id, last, rows)
        return
    _enter(connection, county_id, f"{hat_id}.{last}", fresh, last, rows, now)


def expire(
    connection: Connection, county_id: CountyId, worn: Hat, now: datetime, *, cji_device: bool
) -> None:
    """Write the `leave` of every right of a hat that has run out by itself, and what is left."""
    if not find_run_out(connection, county_id, worn.id, now):
        return
    last = lock_feed(connection, county_id)
    due = find_run_out(connection, county_id, worn.id, now)
    mine = read_memberships(connection, county_id, worn.id, {CaseId(one.case_id) for one in due})
    rows: list[FeedRow] = []
    for one in due:
        case = CaseId(one.case_id)
        opening, identity = _ask_all(worn, _read_plain(one), mine, now, cji_device=cji_device)
        rows.append(_leave_row(worn.id, case, _part_ended(now) if opening else identity.reason))
        changed: dict[str, object] = {"settled_at": now, "left_at": None if opening else now}
        if opening:
            # What the feed said before this comes anew after it, and would come without its case
            # where a page ends in between.
            changed["entered_n"] = last + len(rows) + 1
            rows.append(FeedRow("enter", case, hat=worn.id))
            rows += _existing_records(connection, county_id, _read_plain(one))
        this = (membership.c.county == county_id) & (membership.c.id == one.id)
        connection.execute(update(membership).where(this).values(changed))
    append_rows(connection, county_id, last, rows)


def _ask_all(
    worn: Hat,
    held: Membership,
    mine: Collection[Membership],
    now: datetime,
    *,
    cji_device: bool,
) -> tuple[bool, Decision]:
    """Whether any section of a case is open to a hat now; what is said of who the youth is."""
    asked = {
        section: decide(
            AccessQuestion(
                hat=worn,
                case=held.case,
                section=section,
                action=Action.READ,
                at=now,
                cji_device=cji_device,
            ),
            mine,
        )
        for section in {*held.sections, Section.IDENTITY}
    }
    return any(one.allowed for one in asked.values()), asked[Section.IDENTITY]


def read_memberships(
    connection: Connection,
    county_id: CountyId,
    hat_id: HatId,
    cases: Collection[CaseId] | None = None,
) -> list[Membership]:
    """Every membership of a hat, live or dead; of some cases only where `cases` is given.

    What is in force carries the grounds that name the hat.
    """
    told: dict[str, object] = {"in_county": county_id, "worn": hat_id}
    if cases is None:
        rows = connection.execute(_OF_HAT, told).all()
    else:
        rows = connection.execute(_OF_CASES, told | {"of_cases": sorted(set(cases))}).all()
    known = read_grounds(connection, county_id, hat_id, cases)
    return [read_membership(row, known) for row in rows]


def read_in_force(
    connection: Connection,
    county_id: CountyId,
    hat_id: HatId,
    cases: Collection[CaseId] | None = None,
) -> dict[CaseId, InForce]:
    """By case, the one membership of a hat that was neither replaced nor taken back.

    Without its grounds, which a page reads for its own cases alone.
    """
    query = select(membership).where(
        membership.c.county == county_id,
        membership.c.hat == hat_id,
        membership.c.revoked_at.is_(None),
    )
    if cases is not None:
        query = query.where(membership.c.case_id.in_(set(cases)))
    return {
        CaseId(row.case_id): InForce(read_membership(row, {}), row.entered_n)
        for row in connection.execute(query)
    }


def read_membership(row: Row[tuple[object, ...]], grounds: Grounds) -> Membership:
    """A row of the table as the field's record, with the grounds of its case while in force."""
    plain = _read_plain(row)
    mine = grounds.get(plain.case, ()) if plain.revoked_at is None else ()
    return plain.model_copy(update={"grounds": mine}) if mine else plain


def _read_plain(row: Row[tuple[object, ...]]) -> Membership:
    return Membership(
        case=CaseId(row.case_id),
        hat=HatId(row.hat),
        basis=Basis(row.basis),
        sections=_read_sections(tuple(row.sections)),
        starts=row.starts,
        ends=row.ends,
        revoked_at=row.revoked_at,
        assigned=None if row.assigned is None else _read_sections(tuple(row.assigned)),
    )


@lru_cache(maxsize=1024)
def _read_sections(names: tuple[str, ...]) -> frozenset[Section]:
    """Few sets of sections stand in very many rows."""
    return frozenset(map(Section, names))


def _live_grounds(
    connection: Connection, county_id: CountyId, hat_id: HatId, case: CaseId, now: datetime
) -> list[Ground]:
    found = read_grounds(connection, county_id, hat_id, [case]).get(case, ())
    return [one for one in found if is_live(one, hat_id, now)]


def _reached(hat_id: HatId, case: CaseId, shared: frozenset[Section], now: datetime) -> Membership:
    """Where a hat stands that is assigned to nothing and reached by recorded grounds."""
    return Membership(
        case=case,
        hat=hat_id,
        basis=Basis.CASE_ASSIGNMENT,
        sections=shared,
        starts=now,
        assigned=frozenset(),
    )


def _enter(
    connection: Connection,
    county_id: CountyId,
    membership_id: str,
    held: Membership,
    last: int,
    rows: list[FeedRow],
    now: datetime,
) -> None:
    """Put a membership in force and tell its hat, after `rows`."""
    connection.execute(
        insert(membership).values(
            county=county_id,
            id=membership_id,
            hat=held.hat,
            case_id=held.case,
            basis=held.basis.value,
            sections=sorted(held.sections),
            assigned=sorted(held.assigned_sections),
            starts=held.starts,
            ends=held.ends,
            entered_n=last + len(rows) + 1,
            settled_at=now,
        )
    )
    rows.append(FeedRow("enter", held.case, hat=held.hat))
    rows += _existing_records(connection, county_id, held)
    append_rows(connection, county_id, last, rows)


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
    return Reason.on(ReasonCode.REVOKED, now)


def _part_ended(now: datetime) -> Reason:
    return Reason.on(ReasonCode.GROUND_ENDED, now)
