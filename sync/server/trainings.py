# SPDX-License-Identifier: AGPL-3.0-or-later
"""Trainings people have had, as a supervisor told the county.

Invariants: a training is taken back by a mark, never deleted; what a laptop is told is what is in
force when it asks.
"""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from casework.ids import CountyId, PersonId
from casework.policy import TrainingHeld
from sync.server.errors import NotFound
from sync.server.tables import training_held


def record_training(
    connection: Connection,
    county_id: CountyId,
    person: PersonId,
    held: TrainingHeld,
    at: datetime,
) -> None:
    """Record that someone passed a training on a day; the same again changes nothing."""
    row = insert(training_held).values(
        county=county_id, person=person, code=held.code, passed_on=held.passed_on, recorded_at=at
    )
    connection.execute(
        row.on_conflict_do_update(
            index_elements=["county", "person", "code", "passed_on"], set_={"revoked_at": None}
        )
    )


def revoke_training(
    connection: Connection, county_id: CountyId, person: PersonId, code: str, at: datetime
) -> None:
    """Take every record of a training back, such as one entered by mistake.

    Raises:
        NotFound: there is none in force.
    """
    taken = connection.execute(
        update(training_held)
        .where(
            training_held.c.county == county_id,
            training_held.c.person == person,
            training_held.c.code == code,
            training_held.c.revoked_at.is_(None),
        )
        .values(revoked_at=at)
    )
    if not taken.rowcount:
        raise NotFound(f"No training “{code}” is recorded; see `fieldfare-county training list`.")


_HELD = (
    select(training_held)
    .where(training_held.c.county == bindparam("in_county"), training_held.c.revoked_at.is_(None))
    .order_by(training_held.c.code, training_held.c.passed_on)
)
_HELD_BY = _HELD.where(training_held.c.person == bindparam("held_by"))


def read_trainings(
    connection: Connection, county_id: CountyId, person: PersonId | None = None
) -> Mapping[PersonId, tuple[TrainingHeld, ...]]:
    """Trainings in force by person, by code and day; of one person where it is given."""
    query = _HELD if person is None else _HELD_BY
    told = {"in_county": county_id} | ({} if person is None else {"held_by": person})
    found: dict[PersonId, tuple[TrainingHeld, ...]] = {}
    for row in connection.execute(query, told):
        held = TrainingHeld(code=row.code, passed_on=row.passed_on)
        found[PersonId(row.person)] = (*found.get(PersonId(row.person), ()), held)
    return found


def days_of(held: tuple[TrainingHeld, ...]) -> list[tuple[str, date]]:
    """The latest day of each training."""
    return sorted({one.code: one.passed_on for one in held}.items())
