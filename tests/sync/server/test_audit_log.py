# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's log only grows, is each laptop's own, and shows supervisors what is theirs."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.audit import (
    Actor,
    AuditEntry,
    AuditEvent,
    AuditHead,
    AuditNote,
    make_entry,
    to_stamp,
)
from casework.ids import CaseId
from casework.policy import Hat
from casework.vocabulary import AgencyKind, LegalRole
from sync.server.audit_duties import IN_WORDS
from sync.server.database import Identity
from sync.wire.audit import (
    PATH_AUDIT,
    PATH_AUDIT_ENTRIES,
    AuditEntriesReply,
    AuditEntriesRequest,
    AuditReply,
    AuditRequest,
    AuditStanding,
)
from sync.wire.messages import Problem, ProblemCode
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, county_in_memory, new_id
from tests.fakes.people import a_hat


@pytest.fixture
def county() -> Iterator[TestCounty]:
    with county_in_memory() as made:
        yield made


def a_laptop(county: TestCounty, hat: Hat) -> TestLaptop:
    made = TestLaptop(county)
    made.enrol(county.add_hat(hat))
    return made


def entries(
    laptop: TestLaptop, cases: list[CaseId], head: AuditHead | None = None
) -> list[AuditEntry]:
    worn, made, end = laptop.enrolment.hat, [], AuditHead()
    actor = Actor(laptop.enrolment.device, worn.person, worn.id)
    for case in cases:
        note = AuditNote(AuditEvent.CASE_READ, case)
        entry = make_entry(end, actor, note, laptop.county.clock.now())
        end = entry.head()
        made.append(entry)
    return made


def send(laptop: TestLaptop, sent: list[AuditEntry]) -> AuditReply | Problem:
    lines = tuple(one.line().decode() for one in sent)
    return laptop.ask(PATH_AUDIT, AuditRequest(lines=lines), AuditReply)


def test_a_gap_is_told_and_set_aside_and_what_follows_is_taken(county: TestCounty) -> None:
    laptop = a_laptop(county, a_hat(1))
    made = entries(laptop, [CaseId(new_id()) for _ in range(6)])
    send(laptop, made[:2])
    told = send(laptop, made[4:])
    assert isinstance(told, AuditReply)
    assert (told.standing, told.number) == (AuditStanding.GAP, 2)
    assert told.digest == made[1].digest()
    again = send(laptop, made[1:])
    assert isinstance(again, AuditReply)
    assert (again.standing, again.number) == (AuditStanding.TAKEN, 6)
    assert county.sql("SELECT count(*) FROM audit_entry") == [(6,)]
    assert county.sql("SELECT count(*) FROM audit_quarantine") == [(2,)]


@pytest.mark.parametrize("part", ["held", "next"])
def test_another_history_sets_the_laptop_aside_and_replaces_nothing(
    county: TestCounty, part: str
) -> None:
    laptop = a_laptop(county, a_hat(1))
    made = entries(laptop, [CaseId(new_id()) for _ in range(3)])
    send(laptop, made)
    other = entries(laptop, [CaseId(new_id()) for _ in range(4)])
    told = send(laptop, other[1:2] if part == "held" else other[3:])
    assert isinstance(told, Problem)
    assert told.code is ProblemCode.FORKED_DEVICE
    assert county.sql("SELECT previous FROM audit_entry ORDER BY position") == [
        (one.previous,) for one in made
    ]
    assert county.sql("SELECT count(*) FROM audit_quarantine") == [(1,)]
    ((forked,),) = county.sql("SELECT forked_at FROM device")
    assert forked is not None


@pytest.mark.parametrize("bad", ["nonsense", "1\t2\n", "9" * 399])
def test_what_is_no_line_is_refused(county: TestCounty, bad: str) -> None:
    laptop = a_laptop(county, a_hat(1))
    told = laptop.ask(PATH_AUDIT, AuditRequest(lines=(bad,)), AuditReply)
    assert isinstance(told, Problem)
    assert told.code is ProblemCode.BAD_REQUEST


def test_nobody_can_change_or_take_out_a_line(county: TestCounty) -> None:
    laptop = a_laptop(county, a_hat(1))
    made = entries(laptop, [CaseId(new_id())])
    send(laptop, made)
    identity = Identity(COUNTY, laptop.enrolment.hat.id, laptop.enrolment.device)
    for table in ("audit_entry", "audit_tree", "audit_head", "audit_quarantine"):
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET county = 'x'"):
            with pytest.raises(DBAPIError), county.database.act_as(identity) as connection:
                connection.execute(text(statement))
            with county.database.administer() as connection:
                assert connection.execute(text(statement)).rowcount == 0
    assert county.sql("SELECT count(*) FROM audit_entry") == [(1,)]


def test_a_laptop_neither_sees_nor_writes_anothers_log(county: TestCounty) -> None:
    first, second = a_laptop(county, a_hat(1)), a_laptop(county, a_hat(2))
    send(first, entries(first, [CaseId(new_id())]))
    theirs = Identity(COUNTY, second.enrolment.hat.id, second.enrolment.device)
    with county.database.act_as(theirs) as connection:
        assert connection.execute(text("SELECT count(*) FROM audit_entry")).scalar() == 0
    told = send(second, entries(first, [CaseId(new_id())]))
    assert isinstance(told, Problem)
    assert "another laptop" in told.sentence
    [own] = entries(second, [CaseId(new_id())])
    told = send(second, [own._replace(person=first.enrolment.hat.person)])
    assert isinstance(told, Problem)
    assert "another laptop, hat or person" in told.sentence


# What supervisors see


def ask(laptop: TestLaptop, case: str = "") -> AuditEntriesReply | Problem:
    now = to_stamp(laptop.county.clock.now())
    request = AuditEntriesRequest(since=now - 100_000, until=now + 100, case=CaseId(case))
    return laptop.ask(PATH_AUDIT_ENTRIES, request, AuditEntriesReply)


def test_a_supervisor_sees_who_opened_their_cases_and_no_others(county: TestCounty) -> None:
    worker = a_laptop(county, a_hat(1))
    boss_hat = a_hat(2, role=LegalRole.SUPERVISOR)
    boss = a_laptop(county, boss_hat)
    mine, other = (county.add_case(author=worker.enrolment.hat) for _ in range(2))
    county.grant(boss_hat, mine)
    send(worker, entries(worker, [mine, other, mine]))
    told = ask(boss)
    assert isinstance(told, AuditEntriesReply)
    assert [line.split("\t")[6] for line in told.lines] == [mine, mine]
    assert told.people == {worker.enrolment.hat.person: "Worker 1"}
    assert not told.more
    only = ask(boss, other)
    assert isinstance(only, AuditEntriesReply)
    assert only.lines == ()
    county.revoke(boss_hat, mine)
    after = ask(boss)
    assert isinstance(after, AuditEntriesReply)
    assert after.lines == ()


def test_that_notes_are_written_or_treatment_given_is_told_to_their_own_supervisors(
    county: TestCounty,
) -> None:
    hats = [
        a_hat(1),
        a_hat(40, role=LegalRole.CLINICIAN_SUBSTANCE_USE, agency=40),
        a_hat(50, role=LegalRole.HUMAN_TRAFFICKING_CASEWORKER, agency=50).model_copy(
            update={"agency_kind": AgencyKind.ADVOCATE_ORGANIZATION}
        ),
    ]
    laptops = [a_laptop(county, one) for one in hats]
    case = county.add_case(author=hats[0])
    for one in laptops:
        send(one, entries(one, [case]))
    seen = []
    for number, agency in ((2, 1), (41, 40)):
        boss = a_hat(number, role=LegalRole.SUPERVISOR, agency=agency)
        desk = a_laptop(county, boss)
        county.grant(boss, case)
        told = ask(desk)
        assert isinstance(told, AuditEntriesReply)
        seen.append(set(told.people.values()))
    assert seen == [{"Worker 1"}, {"Worker 1", "Worker 40"}]


def test_whoever_is_no_supervisor_is_refused(county: TestCounty) -> None:
    worker = a_laptop(county, a_hat(1))
    told = ask(worker)
    assert isinstance(told, Problem)
    assert "supervisor" in told.sentence


def test_everything_that_is_logged_can_be_read_in_plain_words() -> None:
    assert set(IN_WORDS) == set(AuditEvent)
