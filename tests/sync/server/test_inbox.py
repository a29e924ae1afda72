# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refused work is decided about by a person; every decision is kept and heard by its author."""

import pytest

from casework.ids import CaseId, HatId, RecordId
from casework.operations import Operation, Outcome
from casework.policy import Hat
from casework.reasons import ReasonCode
from casework.vocabulary import RecordKind, Section
from sync.server.audit import Actor
from sync.server.errors import InboxRefused, NotFound
from sync.server.inbox import accept, list_refused, reassign, send_back
from sync.wire.messages import PushReply
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, a_note, new_id


@pytest.fixture
def case(county: TestCounty, ana: Hat) -> CaseId:
    return county.add_case(author=ana)


@pytest.fixture
def refused(county: TestCounty, laptop: TestLaptop, case: CaseId, ana: Hat) -> Operation:
    """A note by somebody who may write screenings only, and one more that is fine."""
    county.grant(ana, case, sections=frozenset({Section.SCREENING}))
    work = laptop.write(case, a_note("Written in good faith."))
    assert outcomes(laptop, work) == [Outcome.REFUSED]
    return work


def outcomes(laptop: TestLaptop, *works: Operation) -> list[Outcome]:
    reply = laptop.push(*works)
    assert isinstance(reply, PushReply)
    return [one.outcome for one in reply.results]


def supervisor(county: TestCounty) -> Actor:
    return Actor("Test supervisor", county.clock.now(), new_id())


def test_refused_work_waits_with_its_reason(county: TestCounty, refused: Operation) -> None:
    with county.database.administer() as connection:
        [waiting] = list_refused(connection, COUNTY)
    assert waiting.work == refused
    assert waiting.reason.code is ReasonCode.SECTION_NOT_GRANTED
    assert waiting.given_to == refused.hat


def test_accepted_work_is_in_the_record_under_its_author_and_its_laptop_hears_it(
    county: TestCounty, laptop: TestLaptop, refused: Operation
) -> None:
    with county.database.administer() as connection:
        done = accept(connection, COUNTY, refused.device, refused.counter, supervisor(county))
        assert list_refused(connection, COUNTY) == []
    assert done.outcome is Outcome.APPLIED
    [(version,)] = county.sql("SELECT version FROM record WHERE id = :id", id=refused.record)
    assert version == done.version
    assert county.sql("SELECT feed_n FROM county") == [(version,)]
    reply = laptop.push(refused)
    assert isinstance(reply, PushReply)
    assert (reply.results[0].outcome, reply.results[0].version) == (Outcome.DUPLICATE, version)
    [(act, by)] = county.sql("SELECT act, actor FROM audit WHERE act LIKE 'refused%'")
    assert (act, by) == ("refused work accepted", "Test supervisor")


def test_returned_work_tells_its_author_why(
    county: TestCounty, laptop: TestLaptop, refused: Operation
) -> None:
    with county.database.administer() as connection:
        device, counter = refused.device, refused.counter
        send_back(
            connection, COUNTY, device, counter, "Ask for the right first.", supervisor(county)
        )
        assert list_refused(connection, COUNTY) == []
    reply = laptop.push(refused)
    assert isinstance(reply, PushReply)
    [told] = reply.results
    assert told.outcome is Outcome.REFUSED
    assert told.reason is not None
    assert told.reason.sentence == "Your supervisor gave this back: Ask for the right first."


def test_reassigned_work_waits_for_somebody_else_and_can_still_be_accepted(
    county: TestCounty, refused: Operation, ben: Hat
) -> None:
    device, counter = refused.device, refused.counter
    with county.database.administer() as connection:
        reassign(connection, COUNTY, device, counter, ben.id, supervisor(county))
        [waiting] = list_refused(connection, COUNTY)
        assert waiting.given_to == ben.id
        with pytest.raises(NotFound):
            reassign(connection, COUNTY, device, counter, HatId("nobody"), supervisor(county))
        accept(connection, COUNTY, device, counter, supervisor(county))
    decisions = county.sql("SELECT decision FROM inbox_decision ORDER BY decided_at, decision DESC")
    assert [one for (one,) in decisions] == ["reassigned", "accepted"]


def test_what_waits_no_more_is_not_decided_again(county: TestCounty, refused: Operation) -> None:
    with county.database.administer() as connection:
        accept(connection, COUNTY, refused.device, refused.counter, supervisor(county))
        with pytest.raises(NotFound, match="refused list"):
            accept(connection, COUNTY, refused.device, refused.counter, supervisor(county))


def test_work_that_fits_no_record_cannot_be_accepted_and_waits_on(
    county: TestCounty, laptop: TestLaptop, case: CaseId, ana: Hat
) -> None:
    county.grant(ana, case)
    note = laptop.write(case, a_note())
    again = laptop.write(case, a_note("Changed."), record=note.record)
    elsewhere = laptop.write(CaseId(new_id()), a_note())
    broken = laptop.write(case, {"legal_name": 7}, kind=RecordKind.YOUTH, record=RecordId(new_id()))
    refused = [Outcome.REFUSED] * 3
    assert outcomes(laptop, note, again, elsewhere, broken) == [Outcome.APPLIED, *refused]
    for work in (again, elsewhere, broken):
        with county.database.administer() as connection, pytest.raises(InboxRefused):
            accept(connection, COUNTY, work.device, work.counter, supervisor(county))
    with county.database.administer() as connection:
        assert len(list_refused(connection, COUNTY)) == 3
