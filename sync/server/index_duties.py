# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a county decides about its cross-agency index, and the monitoring of its use.

None of it shows content: no name of a youth, nothing of what was asked.
"""

from collections import Counter, defaultdict
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.postgresql import insert

from casework.clock import COUNTY_ZONE, county_day
from casework.hats import Hat
from casework.ids import CaseId, CountyId, HatId
from casework.index_rules import (
    NO_CONTENT,
    AskedBy,
    Designation,
    IndexUse,
    UseKind,
    find_unusual,
    is_part2,
)
from sync.server.audit import Actor, note_act
from sync.server.duplicates import Decider, decide_duplicate, find_duplicates
from sync.server.errors import IndexDutyRefused, NotFound
from sync.server.index_standing import read_designations, read_standing
from sync.server.index_tables import index_designation, index_standing, index_use
from sync.server.people import list_hats
from sync.wire.index import DuplicateDecision


def define(
    connection: Connection, county: CountyId, actor: Actor, text: str, *, substance_use: bool
) -> list[str]:
    """Store the county's definition of "at risk"; the index stays on or off as it was.

    Raises:
        IndexDutyRefused: it says nothing.
    """
    definition = text.strip()
    if len(definition.split()) < 5 or len(definition) > 20_000:
        raise IndexDutyRefused(
            "Give the county's definition of “at risk” as its agencies agreed on it, in a sentence "
            "or more."
        )
    told = {"definition": definition, "substance_use": substance_use, "defined_at": actor.at}
    connection.execute(
        insert(index_standing)
        .values(county=county, **told)
        .on_conflict_do_update(index_elements=["county"], set_=told)
    )
    detail = "substance use programs take part" if substance_use else ""
    note_act(connection, county, actor, "index defined", county, detail)
    return []


def switch(connection: Connection, county: CountyId, actor: Actor, *, on: bool) -> list[str]:
    """Switch the index on or off.

    Raises:
        IndexDutyRefused: there is no definition yet.
    """
    if not read_standing(connection, county).definition:
        raise IndexDutyRefused(
            "The index stays off until the county's definition of “at risk” is stored: "
            "fieldfare-county index define FILE."
        )
    connection.execute(
        update(index_standing)
        .where(index_standing.c.county == county)
        .values(on_since=actor.at if on else None)
    )
    note_act(connection, county, actor, "index on" if on else "index off", county, "")
    return []


def designate(connection: Connection, county: CountyId, actor: Actor, one: Designation) -> None:
    """Put a director's designation on record in place of an earlier one.

    Raises:
        IndexDutyRefused: it is not one the law or the county allows.
    """
    wearer = _hat(connection, county, one.hat)
    if wearer.legal_role in NO_CONTENT:
        raise IndexDutyRefused("Administrators and analysts do not use the cross-agency index.")
    if not one.director.strip() or one.director.strip().casefold() == wearer.person_name.casefold():
        raise IndexDutyRefused(
            "Name the director of the agency who designated them; nobody designates themselves."
        )
    if one.until is not None and one.until <= one.since:
        raise IndexDutyRefused("The designation ends before it begins.")
    _end(connection, county, one.hat, actor.at)
    connection.execute(
        index_designation.insert().values(
            county=county,
            id=actor.line,
            hat=one.hat,
            agency=wearer.agency,
            director=one.director.strip(),
            since=one.since,
            until=one.until,
        )
    )
    note_act(connection, county, actor, "index designation", one.hat, one.director.strip())


def withdraw(connection: Connection, county: CountyId, actor: Actor, hat_id: HatId) -> list[str]:
    """End a designation at once.

    Raises:
        NotFound: nobody designated them.
    """
    if not _end(connection, county, hat_id, actor.at):
        raise NotFound("Nobody designated them for the index; see `fieldfare-county index list`.")
    note_act(connection, county, actor, "index designation revoked", hat_id, "")
    return []


def list_standing(connection: Connection, county: CountyId, now: datetime) -> list[str]:
    """How the index stands, the definition, and one line for each designation."""
    standing = read_standing(connection, county)
    state = "on" if standing.is_on else "off"
    part2 = "take part" if standing.substance_use else "do not take part"
    lines = [f"index\t{state}", f"substance use programs\t{part2}"]
    lines.append(f"at risk\t{' '.join(standing.definition.split()) or 'not defined'}")
    hats = {one.id: one for one in list_hats(connection, county)}
    for one in read_designations(connection, county):
        worn = hats[one.hat]
        until = "" if one.until is None else f"{county_day(one.until):%Y-%m-%d}"
        holds = "in force" if one.holds(now) else "ended" if one.since <= now else "to come"
        entering = "asks only" if is_part2(worn) and not standing.substance_use else ""
        told = (
            worn.person_name,
            worn.agency_name,
            one.director,
            f"{county_day(one.since):%Y-%m-%d}",
            until,
        )
        lines.append("\t".join(("designated", *told, holds, entering)))
    return lines


def list_use(connection: Connection, county: CountyId, actor: Actor, days: int) -> list[str]:
    """Who used the index how, and what stands out, for the last days; itself noted."""
    uses = _read_uses(connection, county, actor.at - timedelta(days=days))
    hats = {one.id: one for one in list_hats(connection, county)}
    by_hat: defaultdict[HatId, Counter[str]] = defaultdict(Counter)
    for one in uses:
        told = by_hat[one.hat]
        told[one.kind.value] += 1
        told["refused"] += one.refused
        told["found"] += one.kind is UseKind.ASKED and bool(one.found)
        for by in one.by:
            told[by.value] += 1
    lines = []
    words = (*UseKind, *AskedBy)
    for hat_id, counts in sorted(by_hat.items(), key=lambda pair: hats[pair[0]].person_name):
        cells = [f"{one.value.replace('_', ' ')} {counts[one.value]}" for one in words]
        cells += [f"found {counts['found']}", f"refused {counts['refused']}"]
        lines.append("\t".join(("use", *_who(hats[hat_id]), *cells)))
    lines += [
        "\t".join(
            ("unusual", *_who(hats[one.hat]), one.day.isoformat(), one.why.value, str(one.times))
        )
        for one in find_unusual(uses, COUNTY_ZONE)
    ]
    note_act(connection, county, actor, "index use read", county, f"{days} days")
    return lines


def list_pairs(connection: Connection, county: CountyId) -> list[str]:
    """Cases that may be of one youth: ids, agencies, how alike and why."""
    return [
        "\t".join(
            (
                one.first.case,
                one.second.case,
                f"{one.score:.2f}",
                ",".join(sorted(one.signs)),
                ", ".join(one.first.agencies) or "nobody",
                ", ".join(one.second.agencies) or "nobody",
            )
        )
        for one in find_duplicates(connection, county, named=False)
    ]


def decide_pair(
    connection: Connection,
    county: CountyId,
    actor: Actor,
    cases: tuple[str, str],
    decision: DuplicateDecision,
) -> list[str]:
    """Keep a coordinator's decision about two cases."""
    from_ids = (CaseId(cases[0]), CaseId(cases[1]))
    decide_duplicate(connection, county, from_ids, decision, Decider(actor.name, actor.at))
    note_act(connection, county, actor, f"duplicate {decision.value}", cases[0], cases[1])
    return []


def _read_uses(connection: Connection, county: CountyId, since: datetime) -> list[IndexUse]:
    query = select(index_use).where(index_use.c.county == county, index_use.c.at >= since)
    return [
        IndexUse(
            hat=HatId(row.hat),
            at=row.at,
            kind=UseKind(row.kind),
            by=frozenset(map(AskedBy, row.asked_by)),
            found=row.found,
            refused=row.refused,
            own_case=row.own_case,
        )
        for row in connection.execute(query.order_by(index_use.c.at, index_use.c.id))
    ]


def _end(connection: Connection, county: CountyId, hat_id: HatId, at: datetime) -> int:
    done = connection.execute(
        update(index_designation)
        .where(
            index_designation.c.county == county,
            index_designation.c.hat == hat_id,
            index_designation.c.revoked_at.is_(None),
        )
        .values(revoked_at=at)
    )
    return done.rowcount


def _hat(connection: Connection, county: CountyId, hat_id: HatId) -> Hat:
    return next(one for one in list_hats(connection, county) if one.id == hat_id)


def _who(worn: Hat) -> tuple[str, str]:
    return worn.person_name, worn.agency_name
