# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a laptop says and hears about sharing, where it says more than it may."""

from datetime import timedelta

import pytest

from casework.bases import BrokenGlass
from casework.hats import Hat
from casework.ids import CaseId, HatId, PersonId, RecordId
from casework.reasons import ReasonCode
from casework.sharing_work import RecordGround, Seen, SharingResult, SharingWork, TakeBack
from casework.vocabulary import Basis, LegalRole, RecordKind, Section
from sync.server.cases import add_records, make_record
from sync.server.rights import record_ground
from sync.wire.messages import PapersReply, Problem, ProblemCode
from sync.wire.sharing import PATH_SHARING, SharingReply, SharingRequest
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, new_id
from tests.fakes.grounds import a_broken_glass, a_consent
from tests.fakes.index import an_actor
from tests.fakes.people import a_hat
from tests.sync.server.conftest import enrolled

CONTACTS = frozenset({Section.CONTACTS})


@pytest.fixture
def case(county: TestCounty, ana: Hat) -> CaseId:
    return county.add_case(author=ana)


def ask(laptop: TestLaptop, **said: object) -> SharingReply:
    reply = laptop.ask(PATH_SHARING, SharingRequest.model_validate(said), SharingReply)
    assert isinstance(reply, SharingReply), reply
    return reply


def an_emergency(laptop: TestLaptop, case: CaseId, told: PersonId) -> BrokenGlass:
    hat = laptop.enrolment.hat
    return a_broken_glass(
        id=new_id(),
        case=case,
        sections=CONTACTS,
        starts=laptop.county.clock.now(),
        named=frozenset({hat.id}),
        person=hat.person,
        told=told,
    )


def break_glass(laptop: TestLaptop, glass: BrokenGlass) -> SharingResult:
    [hat] = glass.named
    act = RecordGround(ground=glass, seen=(Seen(hat=HatId(hat), sections=CONTACTS),))
    work = SharingWork(id=new_id(), case=glass.case, hat=hat, at=glass.starts, act=act)
    [result] = ask(laptop, work=(work,)).results
    return result


def emergencies(laptop: TestLaptop) -> list[str]:
    papers = laptop.ask_papers()
    assert isinstance(papers, PapersReply)
    return [one.ground for one in papers.emergencies]


def test_only_the_second_person_says_that_they_know_of_an_emergency(
    county: TestCounty, ben: Hat, case: CaseId
) -> None:
    boss = enrolled(county, county.add_hat(a_hat(7, role=LegalRole.SUPERVISOR)))
    told = enrolled(county, ben)
    glass = an_emergency(boss, case, ben.person)
    assert break_glass(boss, glass).refused is None
    ask(boss, seen=(glass.id,))
    assert emergencies(told) == [glass.id]
    ask(told, seen=(glass.id,))
    assert emergencies(told) == []


def test_an_emergency_of_which_nobody_could_be_told_is_not_opened(
    laptop: TestLaptop, case: CaseId
) -> None:
    result = break_glass(laptop, an_emergency(laptop, case, PersonId(new_id())))
    assert result.refused is not None
    assert result.refused.code is ReasonCode.PERSON_UNKNOWN


def test_a_moment_without_its_zone_is_a_bad_request(laptop: TestLaptop, case: CaseId) -> None:
    glass = an_emergency(laptop, case, PersonId(new_id()))
    nowhere = glass.model_copy(update={"starts": glass.starts.replace(tzinfo=None)})
    asked = SharingRequest.model_construct(record=nowhere)
    reply = laptop.ask(PATH_SHARING, asked, SharingReply)
    assert isinstance(reply, Problem)
    assert reply.code is ProblemCode.BAD_REQUEST


def test_what_no_database_keeps_is_a_bad_request_and_no_busy_county(
    laptop: TestLaptop, ana: Hat, case: CaseId
) -> None:
    act = TakeBack(ground="any", reason="She said so.")
    work = SharingWork(id="a\0b", case=case, hat=ana.id, at=laptop.county.clock.now(), act=act)
    reply = laptop.ask(PATH_SHARING, SharingRequest(work=(work,)), SharingReply)
    assert isinstance(reply, Problem)
    assert reply.code is ProblemCode.BAD_REQUEST


def test_what_a_treatment_program_showed_is_accounted_for_to_the_program_alone(
    county: TestCounty, laptop: TestLaptop, ana: Hat, case: CaseId
) -> None:
    counselor = county.add_hat(a_hat(40, role=LegalRole.CLINICIAN_SUBSTANCE_USE, agency=40))
    reader = county.add_hat(a_hat(8, agency=2))
    need = {"domain": "substance_use", "words": "Somebody to talk to."}
    at, section = "1763900000000-0000", Section.SUBSTANCE_USE
    made = make_record(case, RecordId(new_id()), RecordKind.NEED, need, counselor, at, section)
    now = county.clock.now()
    consent = a_consent(
        Basis.PART2_CONSENT,
        id=new_id(),
        case=case,
        owners=frozenset({counselor.agency}),
        starts=now,
        ends=now + timedelta(days=9),
        recipients=({"hat": reader.id},),
    )
    with county.database.administer() as connection:
        add_records(connection, COUNTY, [made])
        record_ground(connection, COUNTY, consent, an_actor(county))
    enrolled(county, reader).pull_all()
    lines = []
    for hat, asking in ((ana, laptop), (counselor, enrolled(county, counselor))):
        county.grant(hat, case)
        lines.append([one.section for one in ask(asking, account=case).lines])
    assert lines == [[], [Section.SUBSTANCE_USE]]


def test_of_several_cases_each_is_told_with_its_own_grounds_and_none_out_of_reach(
    county: TestCounty, laptop: TestLaptop, ana: Hat, ben: Hat
) -> None:
    mine, bare, others = (county.add_case(author=ana) for _ in range(3))
    for case in (mine, bare):
        county.grant(ana, case)
    now = county.clock.now()
    with county.database.administer() as connection:
        for case in (mine, others):
            consent = a_consent(
                id=new_id(),
                case=case,
                owners=frozenset({ana.agency}),
                starts=now,
                ends=now + timedelta(days=9),
                recipients=({"hat": ben.id},),
            )
            record_ground(connection, COUNTY, consent, an_actor(county))
    told = ask(laptop, cases=(bare, others, mine)).sharing
    assert [(one.case, [ground.case for ground in one.grounds]) for one in told] == [
        (bare, []),
        (mine, [mine]),
    ]
