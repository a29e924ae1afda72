# SPDX-License-Identifier: AGPL-3.0-or-later
"""One youth in two cases: the coordinator hears of it, the worker never does."""

from typing import Any

import pytest
from pydantic import JsonValue
from sqlalchemy import text

from casework.ids import CaseId
from casework.likeness import Sign
from casework.policy import Hat
from casework.vocabulary import LegalRole, RecordKind
from sync.server import duplicates, index_duties
from sync.server.database import Identity, seek_duplicates
from sync.server.errors import NotFound
from sync.wire.index import DuplicateDecision, DuplicatesReply
from sync.wire.messages import Problem, PushReply
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, new_id
from tests.fakes.index import (
    a_change,
    an_actor,
    ask_duplicates,
    ask_index,
    designate,
    enter,
    list_pairs,
    switch_on,
)
from tests.fakes.people import a_hat

BORN: dict[str, JsonValue] = {"birth_date": "2011-03-09"}


@pytest.fixture
def twice(county: TestCounty, ana: Hat, ben: Hat) -> tuple[CaseId, CaseId]:
    """One youth in Ana's case and in Ben's, and somebody else."""
    first = county.add_case(legal_name="Rosa Marisol Vega", author=ana, youth=BORN)
    second = county.add_case(legal_name="Vega, Rosa", author=ben, youth=BORN)
    other = county.add_case(legal_name="Kim Tran", author=ben, youth=BORN)
    county.grant(ana, first)
    county.grant(ben, second)
    county.grant(ben, other)
    ordered = sorted((first, second))
    return ordered[0], ordered[1]


@pytest.fixture
def coordinator(county: TestCounty) -> TestLaptop:
    hat = county.add_hat(a_hat(30, role=LegalRole.MDT_COORDINATOR, agency=30))
    laptop = TestLaptop(county)
    laptop.enrol(hat)
    return laptop


def waiting(laptop: TestLaptop, **said: Any) -> DuplicatesReply:
    reply = ask_duplicates(laptop, **said)
    assert isinstance(reply, DuplicatesReply), reply
    return reply


def test_the_coordinator_hears_which_cases_and_agencies_but_no_name(
    twice: tuple[CaseId, CaseId], coordinator: TestLaptop
) -> None:
    [pair] = waiting(coordinator).waiting
    assert (pair.first.case, pair.second.case) == twice
    assert pair.signs == {Sign.SAME_NAME, Sign.SAME_BIRTH_DATE}
    assert pair.first.agencies
    assert (pair.first.shown_name, pair.first.birth_date) == ("", None)


def test_a_coordinator_who_is_designated_for_the_index_hears_the_names(
    county: TestCounty, twice: tuple[CaseId, CaseId], coordinator: TestLaptop
) -> None:
    assert twice
    switch_on(county)
    designate(county, coordinator.enrolment.hat)
    [pair] = waiting(coordinator).waiting
    names = {pair.first.shown_name, pair.second.shown_name}
    assert names == {"Rosa Marisol Vega", "Vega, Rosa"}


def test_a_worker_is_refused_whether_there_are_any_or_not(
    county: TestCounty, laptop: TestLaptop, ana: Hat
) -> None:
    before = ask_duplicates(laptop)
    county.add_case(legal_name="Rosa Vega", author=ana, youth=BORN)
    county.add_case(legal_name="Rosa Vega", author=ana, youth=BORN)
    assert ask_duplicates(laptop) == before
    assert isinstance(before, Problem)


def test_taking_in_a_youth_never_looks_for_duplicates_and_answers_alike(
    county: TestCounty,
    laptop: TestLaptop,
    other_laptop: TestLaptop,
    ana: Hat,
    twice: tuple[CaseId, CaseId],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a worker's request looked for duplicates")

    assert twice
    monkeypatch.setattr(duplicates, "find_alike", never)
    monkeypatch.setattr(duplicates, "find_duplicates", never)
    told = []
    for name in ("Rosa Marisol Vega", "Quite Somebody-Else"):
        case = county.add_case(author=ana)
        county.grant(ana, case)
        youth = {"legal_name": name, **BORN}
        reply = laptop.push(laptop.write(case, youth, kind=RecordKind.YOUTH))
        assert isinstance(reply, PushReply)
        told.append((reply.results[0].outcome, reply.results[0].reason))
    assert told[0] == told[1]
    assert other_laptop.pull_all()


def test_a_decision_takes_the_pair_off_the_list_at_the_coordinators_or_the_command_line(
    county: TestCounty, twice: tuple[CaseId, CaseId], coordinator: TestLaptop
) -> None:
    assert list_pairs(county)[0].split("\t")[:2] == list(twice)
    with county.database.administer() as connection:
        cases, told = twice, DuplicateDecision.DISMISSED
        index_duties.decide_pair(connection, COUNTY, an_actor(county), cases, told)
    assert list_pairs(county) == []
    assert waiting(coordinator).waiting == ()
    decided = {"first": twice[1], "second": twice[0], "decision": "joined"}
    assert waiting(coordinator, decided=[decided]).waiting == ()
    assert county.sql("SELECT decision FROM duplicate_decision") == [("joined",)]


def test_a_decision_about_an_unknown_case_is_refused(
    county: TestCounty, twice: tuple[CaseId, CaseId], coordinator: TestLaptop
) -> None:
    decided = {"first": twice[0], "second": new_id(), "decision": "joined"}
    assert isinstance(ask_duplicates(coordinator, decided=[decided]), Problem)
    same, joined, actor = (twice[0], twice[0]), DuplicateDecision.JOINED, an_actor(county)
    with pytest.raises(NotFound), county.database.administer() as connection:
        index_duties.decide_pair(connection, COUNTY, actor, same, joined)


def test_a_join_lets_the_index_answer_for_the_joined_case(
    county: TestCounty,
    twice: tuple[CaseId, CaseId],
    coordinator: TestLaptop,
    laptop: TestLaptop,
    ana: Hat,
    ben: Hat,
) -> None:
    assert ben
    switch_on(county)
    designate(county, ana)
    hat = a_hat(7, agency=7)
    abroad = TestLaptop(county)
    abroad.enrol(county.add_hat(hat))
    designate(county, hat)
    [(mine,)] = county.sql("SELECT case_id FROM membership WHERE hat = :hat", hat=ana.id)
    other = next(one for one in twice if one != mine)
    county.grant(hat, other)
    enter(abroad, a_change(other))
    said = {"name": "Entirely Different", "case": mine}
    assert ask_index(laptop, **said).answer.matches == ()
    decided = {"first": twice[0], "second": twice[1], "decision": "joined"}
    waiting(coordinator, decided=[decided])
    [match] = ask_index(laptop, **said).answer.matches
    assert match.signs == {Sign.JOINED}


def test_row_security_shows_a_coordinator_no_record_but_youths_and_only_while_seeking(
    county: TestCounty,
    twice: tuple[CaseId, CaseId],
    coordinator: TestLaptop,
    laptop: TestLaptop,
    ana: Hat,
) -> None:
    county.add_records(
        twice[0],
        RecordKind.CONTACT_NOTE,
        [
            {
                "text": "x",
                "happened_at": "2026-11-20T10:00:00Z",
                "entered_at": "2026-11-20T11:00:00Z",
            }
        ],
        author=ana,
    )

    def seen(of: TestLaptop, *, seeking: bool) -> set[str]:
        identity = Identity(COUNTY, of.enrolment.hat.id, of.enrolment.device)
        with county.database.act_as(identity) as connection:
            if seeking:
                seek_duplicates(connection)
            query = text("SELECT DISTINCT section FROM record")
            return set(connection.execute(query).scalars())

    assert seen(coordinator, seeking=False) == set()
    assert seen(coordinator, seeking=True) == {"identity"}
    assert seen(laptop, seeking=True) == seen(laptop, seeking=False)


def test_that_a_youth_is_in_treatment_is_told_only_where_the_county_decided_so(
    county: TestCounty, twice: tuple[CaseId, CaseId], coordinator: TestLaptop
) -> None:
    counselor = a_hat(40, role=LegalRole.CLINICIAN_SUBSTANCE_USE, agency=40)
    county.grant(county.add_hat(counselor), twice[0])
    told = [waiting(coordinator).waiting]
    switch_on(county, substance_use=True)
    told.append(waiting(coordinator).waiting)
    named = ["Agency 40" in pair.first.agencies for [pair] in told]
    assert named == [False, True]
