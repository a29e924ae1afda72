# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county itself, its agencies and the hats people wear in them."""

import base64
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, Row, insert, select, update

from casework.ids import AgencyId, CountyId, HatId, PersonId
from casework.policy import Hat, TrainingHeld
from casework.sealing import SealingKey
from casework.vocabulary import AgencyKind, LegalRole
from sync.server.clearances import read_cleared
from sync.server.driver import Question, Rows, ask_driver
from sync.server.errors import DatabaseUnusable, NotFound
from sync.server.tables import agency, county, hat
from sync.server.trainings import read_trainings

_HATS = select(hat, agency.c.name.label("agency_name"), agency.c.kind.label("agency_kind")).join(
    agency, (agency.c.county == hat.c.county) & (agency.c.id == hat.c.agency)
)

_TRAININGS = """
FROM training_held AS t
WHERE t.county = h.county AND t.revoked_at IS NULL AND t.person = h.person
ORDER BY t.code, t.passed_on
"""
# In the order of `_HatRow`, with the trainings and the clearance of whoever wears it.
_ONE_HAT = f"""
SELECT h.id, h.person, h.person_name, h.agency, h.legal_role, h.title, a.name, a.kind,
    ARRAY(SELECT t.code {_TRAININGS}), ARRAY(SELECT t.passed_on {_TRAININGS}),
    EXISTS (
        SELECT FROM clearance AS c WHERE c.county = h.county AND c.kind = 'person'
            AND c.revoked_at IS NULL AND c.subject = h.person
    )
FROM hat AS h JOIN agency AS a ON a.county = h.county AND a.id = h.agency
WHERE h.county = %(county)s AND h.id = %(hat)s
"""  # noqa: S608 - constants of this module


class _HatRow(NamedTuple):
    id: str
    person: str
    person_name: str
    agency: str
    legal_role: str
    title: str
    agency_name: str
    agency_kind: str


def add_county(connection: Connection, county_id: CountyId, name: str, epoch: str) -> None:
    """Found a county; its feed begins at 0."""
    row = {"county": county_id, "name": name, "epoch": epoch, "feed_n": 0}
    connection.execute(insert(county).values(row))


def read_county(connection: Connection) -> tuple[CountyId, str] | None:
    """The one county of this database and its name, or None before it is founded.

    Raises:
        DatabaseUnusable: there are several; one server serves one county.
    """
    rows = connection.execute(select(county.c.county, county.c.name).limit(2)).all()
    if len(rows) > 1:
        raise DatabaseUnusable("This database holds several counties; one server serves one.")
    return (CountyId(rows[0].county), rows[0].name) if rows else None


def read_sealing_key(connection: Connection, county_id: CountyId) -> SealingKey | None:
    """The public half of the county's offline key, or None where it has none yet."""
    query = select(county.c.sealing_key).where(county.c.county == county_id)
    text = connection.execute(query).scalar_one()
    return SealingKey(base64.urlsafe_b64decode(text)) if text else None


def write_sealing_key(connection: Connection, county_id: CountyId, key: SealingKey) -> None:
    """Hand out this public half from now on."""
    text = base64.urlsafe_b64encode(key.raw).decode("ascii")
    connection.execute(update(county).where(county.c.county == county_id).values(sealing_key=text))


def begin_epoch(connection: Connection, county_id: CountyId, epoch: str) -> None:
    """Tell every laptop to pull anew, e.g. after a restore: old cursors are refused."""
    connection.execute(update(county).where(county.c.county == county_id).values(epoch=epoch))


def add_agency(
    connection: Connection, county_id: CountyId, agency_id: AgencyId, name: str, kind: AgencyKind
) -> None:
    """Add an agency."""
    row = {"county": county_id, "id": agency_id, "name": name, "kind": kind.value}
    connection.execute(insert(agency).values(row))


def find_agency(connection: Connection, county_id: CountyId, name: str) -> AgencyId | None:
    """An agency by its exact name."""
    found = connection.execute(
        select(agency.c.id).where(agency.c.county == county_id, agency.c.name == name)
    ).scalar()
    return None if found is None else AgencyId(found)


def add_hat(connection: Connection, county_id: CountyId, worn: Hat) -> None:
    """Add a hat; its agency exists."""
    connection.execute(
        insert(hat).values(
            county=county_id,
            id=worn.id,
            person=worn.person,
            person_name=worn.person_name,
            agency=worn.agency,
            legal_role=worn.legal_role.value,
            title=worn.title,
        )
    )


def list_hats(connection: Connection, county_id: CountyId) -> list[Hat]:
    """Every hat, by agency and name."""
    rows = connection.execute(
        _HATS.where(hat.c.county == county_id).order_by(agency.c.name, hat.c.person_name, hat.c.id)
    )
    held, cleared = read_trainings(connection, county_id), read_cleared(connection, county_id)
    return [
        _read_hat(row, held.get(PersonId(row.person), ()), cleared=row.person in cleared)
        for row in rows
    ]


def read_hat(connection: Connection, county_id: CountyId, hat_id: HatId) -> Hat:
    """One hat; raises NotFound."""
    question, told = ask_hat(county_id, hat_id)
    return make_hat(hat_id, ask_driver(connection, question, told))


def ask_hat(county_id: CountyId, hat_id: HatId) -> Question:
    """What `make_hat` is to be told."""
    return _ONE_HAT, {"county": county_id, "hat": hat_id}


def make_hat(hat_id: HatId, rows: Rows) -> Hat:
    """A hat, of what `ask_hat` found; raises NotFound."""
    if not rows:
        raise NotFound(f"No user has the hat {hat_id}; see `fieldfare-county user list`.")
    *worn, codes, days, is_cleared = rows[0]
    held = zip(codes, days, strict=True)
    trainings = tuple(TrainingHeld(code=code, passed_on=day) for code, day in held)
    return _read_hat(_HatRow._make(worn), trainings, cleared=is_cleared)


def find_hat(connection: Connection, county_id: CountyId, named: str) -> Hat:
    """A hat by its id or by the full name of the one person who wears a single hat.

    Raises:
        NotFound: nobody is called that, or more than one hat is meant.
    """
    wanted = named.strip().casefold()
    found = [
        one
        for one in list_hats(connection, county_id)
        if wanted in {one.id, one.person_name.casefold()}
    ]
    if len(found) != 1:
        count = "No hat" if not found else "More than one hat"
        raise NotFound(f"{count} answers to “{named}”; see `fieldfare-county user list`.")
    return found[0]


def name_people(
    connection: Connection, county_id: CountyId, people: Collection[PersonId]
) -> dict[PersonId, str]:
    """The names of some people, by id."""
    rows = connection.execute(
        select(hat.c.person, hat.c.person_name).where(
            hat.c.county == county_id, hat.c.person.in_(people)
        )
    )
    return {PersonId(row.person): row.person_name for row in rows}


def _read_hat(
    row: _HatRow | Row[tuple[object, ...]],
    trainings: tuple[TrainingHeld, ...],
    *,
    cleared: bool,
) -> Hat:
    return Hat(
        id=HatId(row.id),
        person=PersonId(row.person),
        person_name=row.person_name,
        agency=AgencyId(row.agency),
        agency_name=row.agency_name,
        agency_kind=AgencyKind(row.agency_kind),
        legal_role=LegalRole(row.legal_role),
        title=row.title,
        trainings=trainings,
        cji_cleared=cleared,
    )
