# SPDX-License-Identifier: AGPL-3.0-or-later
"""A county whose cross-agency index is on, and people designated for it."""

from datetime import datetime, timedelta
from typing import Any

from pydantic import JsonValue

from casework.ids import CaseId, HatId
from casework.index_rules import Designation
from casework.index_talk import IndexChange, IndexQuestion
from casework.policy import Hat
from sync.server import index_duties
from sync.server.audit import Actor
from sync.wire.index import (
    PATH_DUPLICATES,
    PATH_INDEX,
    PATH_INDEX_QUESTION,
    DuplicatesReply,
    DuplicatesRequest,
    IndexAnswerReply,
    IndexQuestionRequest,
    IndexReply,
    IndexRequest,
)
from sync.wire.messages import Problem
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, new_id

AT_RISK = "A youth is at risk who lives with a caregiver unable to keep the youth from harm."


def an_entry(name: str = "Rosa Marisol Vega", **other: JsonValue) -> dict[str, JsonValue]:
    """An entry with something of every one of the four kinds."""
    youth: dict[str, JsonValue] = {
        "kinship": "youth",
        "name": name,
        "aliases": ["Mari"],
        "address": "12 Marsh Lane, Apt 4",
        "phone": "555-0100",
        "birth_date": "2011-03-09",
        "birth_place": "Fresno",
    }
    aunt: dict[str, JsonValue] = {"kinship": "household", "name": "Elena Vega"}
    fields: dict[str, JsonValue] = {
        "people": [youth, aunt],
        "case_number": "JV-4711",
        "contact": {"name": "Ana Reyes", "phone": "555-0123"},
        "contact_dates": ["2026-11-02", "2026-10-01"],
    }
    return fields | other


def an_actor(county: TestCounty) -> Actor:
    """Whoever administers the county."""
    return Actor("Test administrator", county.clock.now(), new_id())


def switch_on(county: TestCounty, *, substance_use: bool = False) -> None:
    """Define "at risk" and switch the index on."""
    with county.database.administer() as connection:
        index_duties.define(
            connection, COUNTY, an_actor(county), AT_RISK, substance_use=substance_use
        )
        index_duties.switch(connection, COUNTY, an_actor(county), on=True)


def switch_off(county: TestCounty) -> None:
    """Switch the index off."""
    with county.database.administer() as connection:
        index_duties.switch(connection, COUNTY, an_actor(county), on=False)


def designate(county: TestCounty, hat: Hat, until: datetime | None = None) -> None:
    """A director designates somebody."""
    one = Designation(
        hat=hat.id, agency=hat.agency, director="Dana Cole", since=county.clock.now(), until=until
    )
    with county.database.administer() as connection:
        index_duties.designate(connection, COUNTY, an_actor(county), one)


def undesignate(county: TestCounty, hat: HatId) -> None:
    """The director takes it back."""
    with county.database.administer() as connection:
        index_duties.withdraw(connection, COUNTY, an_actor(county), hat)


def a_change(case: CaseId, fields: dict[str, JsonValue] | None = None, **other: Any) -> IndexChange:
    """A new entry, as a laptop sends it."""
    told: dict[str, Any] = {
        "id": new_id(),
        "case": case,
        "base": 0,
        "fields": an_entry() if fields is None else fields,
        "at": datetime.fromisoformat("2026-11-20T10:00:00Z"),
    }
    return IndexChange(**(told | other))


def enter(laptop: TestLaptop, *changes: IndexChange) -> IndexReply:
    """Send entries."""
    answer = laptop.ask(PATH_INDEX, IndexRequest(changes=changes), IndexReply)
    assert isinstance(answer, IndexReply), answer
    return answer


def ask_index(laptop: TestLaptop, **said: Any) -> IndexAnswerReply:
    """Ask who else works with a youth."""
    request = IndexQuestionRequest(question=IndexQuestion(**said))
    answer = laptop.ask(PATH_INDEX_QUESTION, request, IndexAnswerReply)
    assert isinstance(answer, IndexAnswerReply), answer
    return answer


def ask_duplicates(laptop: TestLaptop, **said: Any) -> DuplicatesReply | Problem:
    """Ask what waits for a coordinator."""
    return laptop.ask(PATH_DUPLICATES, DuplicatesRequest(**said), DuplicatesReply)


def list_use(county: TestCounty, days: int = 30) -> list[str]:
    """The monitoring of use, as the command prints it."""
    with county.database.administer() as connection:
        return index_duties.list_use(connection, COUNTY, an_actor(county), days)


def list_pairs(county: TestCounty) -> list[str]:
    """Possible duplicates, as the command prints them."""
    with county.database.administer() as connection:
        return index_duties.list_pairs(connection, COUNTY)


LATER = timedelta(days=1)
