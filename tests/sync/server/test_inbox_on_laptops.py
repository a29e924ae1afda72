# SPDX-License-Identifier: AGPL-3.0-or-later
"""A supervisor decides about refused work at a laptop, as far as their own right reaches."""

from datetime import timedelta

import pytest
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.ids import CaseId, HatId
from casework.operations import Operation, Outcome
from casework.policy import Hat
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import LegalRole, RecordKind, Section
from sync.server.case_key_duties import destroy
from sync.server.database import Identity
from sync.server.errors import InboxRefused
from sync.server.inbox import accept
from sync.wire.inbox import (
    PATH_INBOX,
    PATH_INBOX_DECISION,
    PATH_INBOX_WORK,
    InboxDecided,
    InboxDecision,
    InboxDecisionRequest,
    InboxReply,
    InboxRequest,
    InboxWork,
    InboxWorkRequest,
    WorkPlace,
)
from sync.wire.messages import Problem, ProblemCode, PushReply
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, a_note
from tests.fakes.index import an_actor
from tests.fakes.people import a_hat
from tests.sync.server.conftest import enrolled


@pytest.fixture
def case(county: TestCounty, ana: Hat) -> CaseId:
    return county.add_case(author=ana)


@pytest.fixture
def boss(county: TestCounty) -> Hat:
    return county.add_hat(a_hat(7, role=LegalRole.SUPERVISOR))


@pytest.fixture
def desk(county: TestCounty, boss: Hat) -> TestLaptop:
    return enrolled(county, boss)


@pytest.fixture
def refused(county: TestCounty, laptop: TestLaptop, case: CaseId, ana: Hat) -> Operation:
    county.grant(ana, case, sections=frozenset({Section.SCREENING}))
    work = laptop.write(case, a_note("Written in good faith."))
    assert result_of(laptop, work) is Outcome.REFUSED
    return work


def result_of(laptop: TestLaptop, work: Operation) -> Outcome:
    reply = laptop.push(work)
    assert isinstance(reply, PushReply)
    return reply.results[0].outcome


def place_of(work: Operation) -> WorkPlace:
    return WorkPlace(device=work.device, counter=work.counter)


def waiting(desk: TestLaptop) -> InboxReply:
    reply = desk.ask(PATH_INBOX, InboxRequest(), InboxReply)
    assert isinstance(reply, InboxReply), reply
    return reply


def show(desk: TestLaptop, work: Operation) -> InboxWork | Problem:
    return desk.ask(PATH_INBOX_WORK, InboxWorkRequest(place=place_of(work)), InboxWork)


def decide(desk: TestLaptop, work: Operation, decision: InboxDecision, **more: str) -> BaseModel:
    asked = InboxDecisionRequest.model_validate(
        {"place": place_of(work), "decision": decision, **more}
    )
    return desk.ask(PATH_INBOX_DECISION, asked, InboxDecided)


def sentence_of(answer: BaseModel) -> str:
    assert isinstance(answer, Problem), answer
    assert answer.code is ProblemCode.INBOX
    return answer.sentence


def test_a_supervisor_on_the_case_sees_reads_and_takes_in(
    county: TestCounty, laptop: TestLaptop, desk: TestLaptop, boss: Hat, refused: Operation
) -> None:
    county.grant(boss, refused.case)
    [told] = waiting(desk).waiting
    assert (told.author, told.case, told.kind) == (refused.hat, refused.case, refused.kind)
    assert (told.reason.code, told.held) == (ReasonCode.SECTION_NOT_GRANTED, None)
    shown = show(desk, refused)
    assert isinstance(shown, InboxWork)
    assert (shown.fields["text"], shown.present) == ("Written in good faith.", {})
    assert isinstance(decide(desk, refused, InboxDecision.ACCEPT), InboxDecided)
    assert waiting(desk).waiting == ()
    assert result_of(laptop, refused) is Outcome.DUPLICATE
    [kept] = [one for one in county.kept_records() if one.record == refused.record]
    assert kept.fields["text"] == "Written in good faith."
    [(decision, by)] = county.sql("SELECT decision, decided_by FROM inbox_decision")
    assert (decision, by) == ("accepted", boss.person_name)
    assert "does not wait any more" in sentence_of(decide(desk, refused, InboxDecision.ACCEPT))


def test_a_supervisor_without_the_case_learns_that_it_waits_and_gives_it_back(
    laptop: TestLaptop, desk: TestLaptop, refused: Operation
) -> None:
    [told] = waiting(desk).waiting
    assert (told.author, told.case, told.record, told.kind) == (refused.hat, None, None, None)
    assert told.held is not None
    assert "not assigned" in sentence_of(show(desk, refused))
    assert "not assigned" in sentence_of(decide(desk, refused, InboxDecision.ACCEPT))
    assert "what is to be done" in sentence_of(decide(desk, refused, InboxDecision.RETURN))
    done = decide(desk, refused, InboxDecision.RETURN, note="Ask for the right first.")
    assert isinstance(done, InboxDecided)
    reply = laptop.push(refused)
    assert isinstance(reply, PushReply)
    assert reply.results[0].reason is not None
    assert "Ask for the right first" in reply.results[0].reason.sentence
    assert waiting(desk).waiting == ()


def test_what_another_agency_wrote_is_neither_shown_nor_changed(
    county: TestCounty, laptop: TestLaptop, desk: TestLaptop, ana: Hat, boss: Hat, case: CaseId
) -> None:
    cora = county.add_hat(a_hat(8, agency=2))
    theirs = {"words": "Find a bed in Fresno.", "owner": "Cora"}
    task = county.add_record(case, RecordKind.TASK, theirs, author=cora)
    for hat in (ana, boss):
        county.grant(hat, case)
    work = laptop.write(case, {"words": "Leave it."}, kind=RecordKind.TASK, record=task)
    assert result_of(laptop, work) is Outcome.REFUSED
    [told] = waiting(desk).waiting
    assert told.held is not None
    assert told.held.code is ReasonCode.READ_ONLY
    shown = show(desk, work)
    assert isinstance(shown, InboxWork)
    assert (shown.fields, shown.present) == ({"words": "Leave it."}, {})
    assert "another agency" in sentence_of(decide(desk, work, InboxDecision.ACCEPT))
    with county.database.administer() as connection, pytest.raises(InboxRefused, match="another"):
        accept(connection, COUNTY, work.device, work.counter, an_actor(county))
    assert theirs in [one.fields for one in county.kept_records()]


def test_work_about_a_case_whose_key_was_destroyed_hides_no_other(
    county: TestCounty, laptop: TestLaptop, desk: TestLaptop, ana: Hat, refused: Operation
) -> None:
    other = county.add_case(author=ana)
    work = laptop.write(other)
    assert result_of(laptop, work) is Outcome.REFUSED
    county.revoke(ana, refused.case)
    with county.database.administer() as connection:
        destroy(connection, COUNTY, refused.case, "ordered by the court", an_actor(county))
    [told] = waiting(desk).waiting
    assert told.place == place_of(work)


def test_it_can_be_handed_to_a_colleague_of_the_agency_only(
    county: TestCounty, desk: TestLaptop, ana: Hat, ben: Hat, refused: Operation
) -> None:
    stranger = county.add_hat(
        a_hat(8).model_copy(update={"agency": "elsewhere", "agency_name": "Elsewhere"})
    )
    assert {one.hat for one in waiting(desk).colleagues} >= {ana.id, ben.id}
    assert stranger.id not in {one.hat for one in waiting(desk).colleagues}
    assert "your own agency" in sentence_of(
        decide(desk, refused, InboxDecision.REASSIGN, hat=stranger.id)
    )
    assert isinstance(decide(desk, refused, InboxDecision.REASSIGN, hat=ben.id), InboxDecided)
    assert waiting(desk).waiting[0].given_to == ben.id


def test_nobody_else_sees_or_decides_anything(
    county: TestCounty, laptop: TestLaptop, other_laptop: TestLaptop, refused: Operation
) -> None:
    foreign = a_hat(9, role=LegalRole.SUPERVISOR)
    foreign = county.add_hat(
        foreign.model_copy(update={"agency": "elsewhere", "agency_name": "Elsewhere"})
    )
    for one in (laptop, other_laptop, enrolled(county, foreign)):
        assert waiting(one).waiting == ()
        assert "not yours" in sentence_of(show(one, refused))
        assert "not yours" in sentence_of(decide(one, refused, InboxDecision.RETURN, note="x"))
    assert county.sql("SELECT count(*) FROM inbox_decision") == [(0,)]


def test_nobody_decides_about_their_own_work(
    county: TestCounty, desk: TestLaptop, boss: Hat, case: CaseId
) -> None:
    county.grant(boss, case, sections=frozenset({Section.SCREENING}))
    own = desk.write(case)
    assert result_of(desk, own) is Outcome.REFUSED
    county.grant(boss, case)
    assert waiting(desk).waiting == ()
    assert "not yours" in sentence_of(decide(desk, own, InboxDecision.ACCEPT))


def test_work_under_anothers_name_is_given_back_at_most(
    county: TestCounty, laptop: TestLaptop, desk: TestLaptop, boss: Hat, ben: Hat, case: CaseId
) -> None:
    county.grant(boss, case)
    forged = laptop.write(case, author=ben.person, hat=ben.id)
    assert result_of(laptop, forged) is Outcome.REFUSED
    said = sentence_of(decide(desk, forged, InboxDecision.ACCEPT))
    assert said == Reason.of(ReasonCode.NOT_AUTHOR).sentence
    assert county.sql("SELECT count(*) FROM record WHERE id = :id", id=forged.record) == [(0,)]


def test_a_supervisor_whose_right_ended_reads_nothing_more(
    county: TestCounty, desk: TestLaptop, boss: Hat, refused: Operation
) -> None:
    county.grant(boss, refused.case, ends=county.clock.now() + timedelta(days=1))
    assert isinstance(show(desk, refused), InboxWork)
    county.revoke(boss, refused.case)
    assert isinstance(show(desk, refused), Problem)


@pytest.mark.parametrize("who", ["author", "supervisor", "stranger"])
def test_the_database_lets_their_supervisor_answer_refused_work_anew_and_its_laptop_once(
    county: TestCounty, laptop: TestLaptop, desk: TestLaptop, ben: Hat, refused: Operation, who: str
) -> None:
    identity = {
        "author": Identity(COUNTY, laptop.enrolment.hat.id, laptop.enrolment.device),
        "supervisor": Identity(COUNTY, desk.enrolment.hat.id, desk.enrolment.device),
        "stranger": Identity(COUNTY, HatId(ben.id), desk.enrolment.device),
    }[who]
    unsaid = text("UPDATE operation SET outcome = 'applied'")
    if who != "stranger":
        with county.database.act_as(identity) as connection, pytest.raises(DBAPIError):
            connection.execute(unsaid)
    query = text("UPDATE operation SET outcome = 'refused', was_refused = true")
    changed = []
    for _ in range(2):
        with county.database.act_as(identity) as connection:
            changed.append(connection.execute(query).rowcount)
    assert changed == {"author": [1, 0], "supervisor": [1, 1], "stranger": [0, 0]}[who]
    with county.database.act_as(identity) as connection, pytest.raises(DBAPIError):
        connection.execute(text("UPDATE operation SET content = ''"))


def test_no_reason_tells_a_supervisor_what_kind_of_work_it_is_that_they_may_not_read(
    county: TestCounty, laptop: TestLaptop, desk: TestLaptop, boss: Hat, case: CaseId
) -> None:
    ana = laptop.enrolment.hat
    county.grant(ana, case, sections=frozenset({Section.CONTACTS, Section.SUBSTANCE_USE}))
    wrong = laptop.write(case, {"text": 7, "at": "soon"})
    treated = {"domain": "substance_use", "words": "Somebody to talk to."}
    withheld = laptop.write(case, treated, kind=RecordKind.NEED, section=Section.SUBSTANCE_USE)
    for work in (wrong, withheld):
        assert result_of(laptop, work) is Outcome.REFUSED
    told = [
        one.reason.sentence + (one.held.sentence if one.held else "")
        for one in waiting(desk).waiting
    ]
    for named in ("contact", "text", "need", "ubstance", "reatment", "Part 2"):
        assert not [one for one in told if named in one], named
    county.grant(boss, case)
    [seen] = [one for one in waiting(desk).waiting if one.case is not None]
    assert "text" in seen.reason.sentence


def test_a_privileged_note_is_no_supervisors(
    county: TestCounty, laptop: TestLaptop, desk: TestLaptop, boss: Hat, case: CaseId
) -> None:
    county.grant(boss, case)
    work = laptop.write(case, {"organization": "other"}, kind=RecordKind.PRIVILEGED_NOTE)
    assert result_of(laptop, work) is Outcome.REFUSED
    [told] = waiting(desk).waiting
    assert (told.kind, told.case) == (None, None)
    assert isinstance(show(desk, work), Problem)
