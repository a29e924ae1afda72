# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping and handing on what advocate organizations agree on among themselves.

Invariants: only those whom the law gives a privilege take part, and only in their own organization;
an entry is kept only where it follows and its sender signed it, or a paper of the organization,
whose code was typed there, or a member gives back what the county lost; nothing kept is ever
replaced, and no key lies in the place of one that the organization has not begun. The county opens
no key: whoever has all of its database and keys reads no privileged note.
"""

from contextlib import suppress

from pydantic import ValidationError
from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from casework.errors import RosterBroken
from casework.ids import CountyId, DeviceId
from casework.policy import Hat, is_privileged
from casework.recovery_papers import is_paper
from casework.rosters import Member, Roster, RosterEntry, SignedEntry, follow
from sync.server.errors import RequestRefused
from sync.server.tables import hat as hat_table
from sync.server.tables import roster_candidate, roster_entry, wrapped_generation
from sync.wire.messages import ProblemCode
from sync.wire.organizations import (
    MOST_ENTRIES,
    Candidate,
    OrganizationReply,
    OrganizationRequest,
    WrappedGeneration,
)

_CHANGED_MEANWHILE = "A colleague changed the list meanwhile; sync once more."


def exchange(
    connection: Connection,
    county_id: CountyId,
    sender: DeviceId,
    hat: Hat,
    asked: OrganizationRequest,
) -> OrganizationReply:
    """Take what a laptop adds and give what is new to it.

    Raises:
        RequestRefused: the law gives its wearer no privilege, an entry does not follow or is not
            its own, or it hands out keys without being a member.
    """
    if not is_privileged(hat):
        raise RequestRefused(
            ProblemCode.BAD_REQUEST,
            "Only counselors and caseworkers of an advocate organization hold its keys.",
        )
    _take_candidate(connection, county_id, sender, hat, asked.asks)
    kept = _read_entries(connection, county_id, hat)
    roster = _follow(Roster(hat.agency), kept)
    roster = _take_entries(connection, county_id, sender, roster, asked.entries)
    _take_wrapped(connection, county_id, sender, roster, asked.wrapped)
    papers = [asked.paper] if asked.paper is not None and is_paper(asked.paper) else []
    fresh = [*kept, *asked.entries][asked.after :]
    return OrganizationReply(
        entries=tuple(fresh[:MOST_ENTRIES]),
        wrapped=_read_wrapped(connection, county_id, hat, [sender, *papers]),
        laptops=_read_candidates(connection, county_id, hat),
        number=roster.number,
    )


def _take_candidate(
    connection: Connection,
    county_id: CountyId,
    sender: DeviceId,
    hat: Hat,
    asks: Member | None,
) -> None:
    if asks is None:
        return
    if asks.device != sender:
        raise RequestRefused(
            ProblemCode.BAD_REQUEST, "A laptop asks to be admitted itself, not for another."
        )
    row = {"member": asks.model_dump_json()}
    query = insert(roster_candidate).values(
        county=county_id, agency=hat.agency, device=sender, hat=hat.id, **row
    )
    keys = [roster_candidate.c.county, roster_candidate.c.device]
    connection.execute(query.on_conflict_do_update(index_elements=keys, set_=row))


def _read_candidates(
    connection: Connection, county_id: CountyId, hat: Hat
) -> tuple[Candidate, ...]:
    columns = roster_candidate.c
    query = (
        select(columns.member, hat_table.c.person_name)
        .join(hat_table, (hat_table.c.county == columns.county) & (hat_table.c.id == columns.hat))
        .where(columns.county == county_id, columns.agency == hat.agency)
        .order_by(columns.device)
    )
    return tuple(
        Candidate(member=Member.model_validate_json(row.member), name=row.person_name)
        for row in connection.execute(query)
    )


def _take_entries(
    connection: Connection,
    county_id: CountyId,
    sender: DeviceId,
    roster: Roster,
    entries: tuple[SignedEntry, ...],
) -> Roster:
    gives_back = sender in _follow_anyhow(roster, entries).members
    for one in entries:
        _refuse_late(roster, one)
        roster = _follow(roster, [one])
        by = RosterEntry.model_validate_json(one.text).by
        if by != sender and not is_paper(by) and not gives_back:
            raise RequestRefused(
                ProblemCode.BAD_REQUEST, "An entry was signed on another laptop than this one."
            )
        values = {
            "county": county_id,
            "agency": roster.organization,
            "number": roster.number,
            "text": one.text,
            "signature": one.signature,
        }
        query = insert(roster_entry).values(values).on_conflict_do_nothing()
        if connection.execute(query.returning(roster_entry.c.number)).first() is None:
            raise RequestRefused(ProblemCode.BUSY, _CHANGED_MEANWHILE)
    return roster


def _follow_anyhow(roster: Roster, entries: tuple[SignedEntry, ...]) -> Roster:
    """Where entries lead; no further than they were where they do not follow."""
    with suppress(RosterBroken):
        return follow(roster, entries)
    return roster


def _refuse_late(roster: Roster, signed: SignedEntry) -> None:
    """A member who was slower than a colleague hears so, and of no list that is not what it was."""
    with suppress(ValidationError):
        entry = RosterEntry.model_validate_json(signed.text)
        if entry.number <= roster.number and entry.by in roster.members:
            raise RequestRefused(ProblemCode.BUSY, _CHANGED_MEANWHILE)


def _take_wrapped(
    connection: Connection,
    county_id: CountyId,
    sender: DeviceId,
    roster: Roster,
    wrapped: tuple[WrappedGeneration, ...],
) -> None:
    if not wrapped:
        return
    if sender not in roster.members or any(one.device not in roster.members for one in wrapped):
        raise RequestRefused(
            ProblemCode.BAD_REQUEST, "Keys pass from members of the organization to members only."
        )
    if any(one.generation > roster.generation for one in wrapped):
        raise RequestRefused(
            ProblemCode.BAD_REQUEST, "Nobody passes on a key that the organization has not begun."
        )
    rows = [
        {
            "county": county_id,
            "agency": roster.organization,
            "device": one.device,
            "generation": one.generation,
            "content": one.content,
        }
        for one in wrapped
    ]
    connection.execute(insert(wrapped_generation).on_conflict_do_nothing(), rows)


def _follow(roster: Roster, entries: list[SignedEntry]) -> Roster:
    try:
        return follow(roster, entries)
    except RosterBroken as error:
        raise RequestRefused(ProblemCode.BAD_REQUEST, str(error)) from error


def _read_entries(connection: Connection, county_id: CountyId, hat: Hat) -> list[SignedEntry]:
    columns = roster_entry.c
    query = select(columns.text, columns.signature).where(
        columns.county == county_id, columns.agency == hat.agency
    )
    rows = connection.execute(query.order_by(columns.number))
    return [SignedEntry(text=row.text, signature=row.signature) for row in rows]


def _read_wrapped(
    connection: Connection, county_id: CountyId, hat: Hat, holders: list[DeviceId]
) -> tuple[WrappedGeneration, ...]:
    columns = wrapped_generation.c
    query = select(columns.device, columns.generation, columns.content).where(
        columns.county == county_id, columns.agency == hat.agency, columns.device.in_(holders)
    )
    return tuple(
        WrappedGeneration(
            device=DeviceId(row.device), generation=row.generation, content=bytes(row.content)
        )
        for row in connection.execute(query.order_by(columns.generation))
    )
