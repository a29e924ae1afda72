# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which agency those who wrote the records on this laptop work for, as the county told.

It decides offline whose work a record is, and with that whether a ground is needed to see it. Holds
names of agencies, colleagues and roles, nothing of a youth.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from casework.feed import Author
from casework.hats import Hat
from casework.ids import AgencyId, HatId, RecordId
from storage.database import Database
from storage.profiles import read_value, write_value
from storage.sharing import read_people

AUTHORS = "feed.authors"
_AUTHORS: TypeAdapter[dict[HatId, Author]] = TypeAdapter(dict[HatId, Author])


class Colleague(BaseModel):
    """Somebody of the county in one of their roles, as the county told last."""

    model_config = ConfigDict(frozen=True)

    hat: HatId
    name: str
    title: str
    agency: AgencyId
    agency_name: str

    @classmethod
    def of(cls, hat: Hat) -> "Colleague":
        """What is kept of a hat."""
        return cls(
            hat=hat.id,
            name=hat.person_name,
            title=hat.title,
            agency=hat.agency,
            agency_name=hat.agency_name,
        )


class Authors:
    """The authors of an open store; all calls come from the store's one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_hats(self) -> Mapping[HatId, Author]:
        """Everyone the county has named so far."""
        with self._database.read() as connection:
            return read_authors(connection)

    def hat_of(self, record: RecordId) -> HatId | None:
        """Who wrote a record, or None when it is not here."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT hat FROM records WHERE record_id = ?", (record,)
            ).fetchone()
        return None if row is None else HatId(row[0])

    def people(self) -> tuple[Colleague, ...]:
        """The county's people as they were told last, by agency and name."""
        with self._database.read() as connection:
            return tuple(map(Colleague.of, read_people(connection)))


def read_authors(connection: Any) -> dict[HatId, Author]:
    """Everyone the county has named so far."""
    text = read_value(connection, AUTHORS)
    return {} if text is None else _AUTHORS.validate_json(text)


def take_authors(connection: Any, told: Mapping[HatId, Author]) -> None:
    """Keep those the county names anew, inside the caller's transaction."""
    known = read_authors(connection) if told else {}
    if any(known.get(hat) != author for hat, author in told.items()):
        write_value(connection, AUTHORS, _AUTHORS.dump_json(known | dict(told)).decode())
