# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cross-agency index on a real database: four kinds, designated staff, monitored use."""

from datetime import date, timedelta

import pytest
from pydantic import JsonValue
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.clock import county_day
from casework.ids import AgencyId, CaseId
from casework.likeness import Sign
from casework.policy import Hat
from casework.reasons import ReasonCode
from casework.vocabulary import AgencyKind, LegalRole, RecordKind
from sync.server import index_duties
from sync.server.database import Identity
from sync.server.errors import IndexDutyRefused
from sync.wire.messages import PapersReply
from tests.fakes.county import COUNTY, MovableClock, TestCounty, TestLaptop, a_note, new_id
from tests.fakes.index import (
    LATER,
    a_change,
    an_actor,
    an_entry,
    ask_index,
    designate,
    enter,
    list_use,
    switch_off,
    switch_on,
    undesignate,
)
from tests.fakes.people import a_hat, an_id


@pytest.fixture
def case(county: TestCounty, ana: Hat) -> CaseId:
    """Ana's, whose director designated her; the index is on."""
    switch_on(county)
    designate(county, ana)
    case = county.add_case(author=ana)
    county.grant(ana, case)
    return case


@pytest.fixture
def elsewhere(county: TestCounty) -> TestLaptop:
    """A designated person of another agency."""
    return a_laptop(county, a_hat(7, agency=7))


def a_laptop(county: TestCounty, hat: Hat) -> TestLaptop:
    county.add_hat(hat)
    designate(county, hat)
    made = TestLaptop(county)
    made.enrol(hat)
    return made


def refusal(laptop: TestLaptop, case: CaseId, fields: dict[str, JsonValue]) -> str:
    [result] = enter(laptop, a_change(case, fields)).results
    assert result.version is None
    assert result.refused is not None
    return result.refused.sentence


def entries(county: TestCounty) -> int:
    [(count,)] = county.sql("SELECT count(*) FROM index_entry")
    return int(count)


def test_another_agency_is_told_whom_to_call_and_nothing_else(
    case: CaseId, laptop: TestLaptop, elsewhere: TestLaptop
) -> None:
    [result] = enter(laptop, a_change(case)).results
    assert result.version == 1
    answer = ask_index(elsewhere, name="Rosa Vega", birth_date=date(2011, 3, 9)).answer
    [match] = answer.matches
    assert match.agency == laptop.enrolment.hat.agency_name
    assert (match.contact_name, match.contact_phone) == ("Ana Reyes", "555-0123")
    assert match.case_number == "JV-4711"
    assert match.contact_dates == (date(2026, 10, 1), date(2026, 11, 2))
    assert match.signs == {Sign.SAME_NAME, Sign.SAME_BIRTH_DATE}
    assert set(match.model_dump()) == {
        "agency",
        "case_number",
        "contact_name",
        "contact_phone",
        "contact_dates",
        "signs",
    }


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"name": "Mari"}, True),
        ({"name": "Roza Marizol Bega"}, False),
        ({"name": "Rosa Marisol Vega"}, True),
        ({"name": "Vega, Rosa", "birth_date": date(2011, 3, 9)}, True),
        ({"name": "Rósa Véga", "birth_date": date(2011, 9, 3)}, True),
        ({"name": "Rosa Vega", "birth_date": date(2003, 1, 1)}, False),
        ({"number": "jv 4711"}, True),
        ({"name": "Somebody Else"}, False),
    ],
)
def test_a_youth_is_found_by_name_alias_slip_and_number(
    case: CaseId, laptop: TestLaptop, elsewhere: TestLaptop, said: dict[str, object], found: bool
) -> None:
    enter(laptop, a_change(case))
    assert bool(ask_index(elsewhere, **said).answer.matches) is found


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        (an_entry(risk_level="high"), "risk level"),
        (an_entry(contact={"name": "Ana Reyes", "phone": "", "notes": "x"}), "notes"),
        (an_entry(people=[{"kinship": "youth", "name": "Rosa", "diagnosis": "x"}]), "diagnosis"),
        (an_entry(contact_dates=[{"date": "2026-11-02", "why": "x"}]), "contact dates"),
    ],
)
def test_a_fifth_kind_is_refused_with_its_name_wherever_it_stands(
    county: TestCounty, case: CaseId, laptop: TestLaptop, fields: dict[str, JsonValue], named: str
) -> None:
    sentence = refusal(laptop, case, fields)
    assert named in sentence
    assert "index may" in sentence
    assert entries(county) == 0
    [(kept,)] = county.sql("SELECT count(*) FROM index_change WHERE version IS NULL")
    assert kept == 1


@pytest.mark.parametrize(
    "fields",
    [
        an_entry(name="Rosa; uses substances"),
        an_entry(case_number="residential treatment"),
        an_entry(contact={"name": "Ana Reyes", "phone": "call the clinic"}),
        an_entry(people=[]),
        an_entry(contact_dates=["2031-01-01"]),
    ],
)
def test_a_sentence_does_not_pass_for_a_field(
    county: TestCounty, case: CaseId, laptop: TestLaptop, fields: dict[str, JsonValue]
) -> None:
    assert refusal(laptop, case, fields)
    assert entries(county) == 0


def test_one_bad_entry_stands_in_nobodys_way_and_the_same_again_gets_the_same_answer(
    county: TestCounty, case: CaseId, laptop: TestLaptop
) -> None:
    bad, good = a_change(case, an_entry(risk="x")), a_change(case)
    first = enter(laptop, bad, good)
    assert [one.version for one in first.results] == [None, 1]
    assert enter(laptop, bad, good).results == first.results
    assert entries(county) == 1


def test_a_date_is_ahead_by_the_countys_calendar_and_not_by_that_of_greenwich(
    county: TestCounty, case: CaseId, laptop: TestLaptop, clock: MovableClock
) -> None:
    clock.at = (clock.at + timedelta(days=1)).replace(hour=2)
    tomorrow, today = clock.at.date(), county_day(clock.at)
    assert tomorrow != today
    assert refusal(laptop, case, an_entry(contact_dates=[tomorrow.isoformat()]))
    [taken] = enter(laptop, a_change(case, an_entry(contact_dates=[today.isoformat()]))).results
    assert taken.refused is None


def test_nobody_uses_it_before_it_is_defined_on_and_they_are_designated(
    county: TestCounty, ana: Hat, laptop: TestLaptop
) -> None:
    case = county.add_case(author=ana)
    county.grant(ana, case)
    with (
        pytest.raises(IndexDutyRefused, match="stays off until"),
        county.database.administer() as connection,
    ):
        index_duties.switch(connection, COUNTY, an_actor(county), on=True)
    told = []
    for step in (lambda: None, lambda: switch_on(county), lambda: designate(county, ana)):
        step()
        [result] = enter(laptop, a_change(case)).results
        told.append(result.refused.code if result.refused else None)
    assert told == [ReasonCode.INDEX_OFF, ReasonCode.INDEX_NOT_DESIGNATED, None]
    switch_off(county)
    reply = ask_index(laptop, name="Rosa Vega")
    assert reply.answer.refused is not None
    assert reply.answer.refused.code is ReasonCode.INDEX_OFF
    assert reply.word.definition == ""


def test_a_designation_ends_by_its_day_and_when_it_is_taken_back(
    county: TestCounty, case: CaseId, laptop: TestLaptop, clock: MovableClock, ben: Hat
) -> None:
    enter(laptop, a_change(case))
    other = TestLaptop(county)
    other.enrol(ben)
    designate(county, ben, until=county.clock.now() + LATER)
    assert ask_index(other, name="Rosa Vega").answer.refused is None
    clock.move(LATER)
    ended = ask_index(other, name="Rosa Vega").answer.refused
    assert ended is not None
    assert ended.code is ReasonCode.INDEX_DESIGNATION_ENDED
    undesignate(county, laptop.enrolment.hat.id)
    reply = enter(laptop)
    assert not reply.word.power.may_ask
    assert reply.entries == ()


def test_administrators_and_analysts_are_not_designated_and_nobody_designates_themselves(
    county: TestCounty, ana: Hat
) -> None:
    admin = county.add_hat(a_hat(9, role=LegalRole.COUNTY_ADMINISTRATOR))
    with pytest.raises(IndexDutyRefused, match="Administrators"):
        designate(county, admin)
    vain = ana.model_copy(update={"person_name": "Dana Cole", "id": an_id(77), "person": an_id(78)})
    with pytest.raises(IndexDutyRefused, match="designates themselves"):
        designate(county, county.add_hat(vain))


def test_only_own_cases_are_entered(
    county: TestCounty, case: CaseId, laptop: TestLaptop, elsewhere: TestLaptop, ana: Hat
) -> None:
    assert "assigned" in refusal(elsewhere, case, an_entry())
    county.revoke(ana, case)
    assert "assigned" in refusal(laptop, case, an_entry())
    assert "assigned" in refusal(laptop, CaseId(new_id()), an_entry())


def test_what_a_colleague_changed_meanwhile_is_not_written_over(
    county: TestCounty, case: CaseId, laptop: TestLaptop, ana: Hat
) -> None:
    colleague = a_laptop(county, ana.model_copy(update={"id": an_id(501), "person": an_id(502)}))
    county.grant(colleague.enrolment.hat, case)
    enter(laptop, a_change(case))
    [told] = enter(colleague).entries
    assert (told.version, told.by_name) == (1, ana.person_name)
    fields = an_entry(case_number="JV-2")
    [mine] = enter(colleague, a_change(case, fields, base=1)).results
    assert mine.version == 2
    [late] = enter(laptop, a_change(case, an_entry(case_number="JV-3"), base=1)).results
    assert late.refused is not None
    assert late.refused.code is ReasonCode.INDEX_CHANGED_MEANWHILE
    [after] = enter(laptop).entries
    assert (after.version, after.entry.case_number) == (2, "JV-2")


def test_whether_there_are_privileged_notes_or_any_other_record_changes_no_answer(
    county: TestCounty, case: CaseId, laptop: TestLaptop, elsewhere: TestLaptop, ana: Hat
) -> None:
    enter(laptop, a_change(case))
    before = ask_index(elsewhere, name="Rosa Vega", birth_date=date(2011, 3, 9))
    county.add_record(case, RecordKind.CONTACT_NOTE, a_note(), author=ana)
    sealed: dict[str, JsonValue] = {"organization": ana.agency, "generation": 1, "box": "AAAA"}
    county.add_record(case, RecordKind.PRIVILEGED_NOTE, sealed, author=ana)
    after = ask_index(elsewhere, name="Rosa Vega", birth_date=date(2011, 3, 9))
    assert after.answer.matches == before.answer.matches


def test_a_substance_use_program_is_told_of_only_where_the_definition_says_so(
    county: TestCounty, case: CaseId, elsewhere: TestLaptop
) -> None:
    program = a_hat(8, agency=8).model_copy(
        update={
            "agency": AgencyId(an_id(5008)),
            "agency_name": "Recovery program",
            "agency_kind": AgencyKind.SUBSTANCE_USE,
        }
    )
    clinic = a_laptop(county, program)
    county.grant(program, case)
    assert "substance use program" in refusal(clinic, case, an_entry())
    assert ask_index(clinic, name="Rosa Vega").answer.refused is None
    switch_on(county, substance_use=True)
    assert enter(clinic, a_change(case)).results[0].version == 1
    assert ask_index(elsewhere, name="Rosa Marisol Vega").answer.matches
    switch_on(county, substance_use=False)
    assert ask_index(elsewhere, name="Rosa Marisol Vega").answer.matches == ()


def test_every_use_is_monitored_and_what_stands_out_is_said(
    county: TestCounty, case: CaseId, laptop: TestLaptop, elsewhere: TestLaptop, ben: Hat
) -> None:
    enter(laptop, a_change(case))
    for _ in range(10):
        ask_index(elsewhere, name="Nobody Known")
    stranger = TestLaptop(county)
    stranger.enrol(ben)
    ask_index(stranger, name="Rosa Vega")
    lines = list_use(county)
    asker = elsewhere.enrolment.hat
    [told] = [one for one in lines if one.startswith(f"use\t{asker.person_name}\t")]
    assert "asked 10" in told
    assert "name 10" in told
    assert "found 0" in told
    unusual = [one for one in lines if one.startswith("unusual")]
    assert any(asker.person_name in one and "without finding" in one for one in unusual)
    assert any(ben.person_name in one and "without being allowed" in one for one in unusual)
    assert not any("Vega" in one or "Nobody" in one for one in lines)
    [(acts,)] = county.sql("SELECT count(*) FROM audit WHERE act = 'index use read'")
    assert acts == 1


def test_the_database_holds_no_word_of_an_entry_or_a_question_in_the_clear(
    county: TestCounty, case: CaseId, laptop: TestLaptop
) -> None:
    enter(laptop, a_change(case), a_change(case, an_entry(name="Rosa; x")))
    ask_index(laptop, name="Marisol Quiroga")
    for table in ("index_entry", "index_change", "index_use"):
        held = repr([bytes(row[0]) for row in county.sql(f"SELECT content FROM {table}")])
        assert "Vega" not in held
        assert "Quiroga" not in held


def test_destroying_a_cases_key_takes_its_entry_out_of_every_answer(
    county: TestCounty, case: CaseId, laptop: TestLaptop, elsewhere: TestLaptop
) -> None:
    enter(laptop, a_change(case))
    county.sql(
        "UPDATE content_key SET wrapped = NULL, destroyed_at = now() WHERE id = :id", id=case
    )
    assert ask_index(elsewhere, name="Rosa Marisol Vega").answer.matches == ()


def test_papers_tell_only_designated_staff_of_the_index(
    case: CaseId, laptop: TestLaptop, other_laptop: TestLaptop
) -> None:
    assert case
    mine, others = laptop.ask_papers(), other_laptop.ask_papers()
    assert isinstance(mine, PapersReply)
    assert isinstance(others, PapersReply)
    assert mine.index is not None
    assert mine.index.power.may_enter
    assert others.index is None


def test_row_security_shows_entries_to_designated_hats_only_while_the_index_is_on(
    county: TestCounty, case: CaseId, laptop: TestLaptop, other_laptop: TestLaptop, ben: Hat
) -> None:
    enter(laptop, a_change(case))

    def seen(of: TestLaptop) -> int:
        identity = Identity(COUNTY, of.enrolment.hat.id, of.enrolment.device)
        with county.database.act_as(identity) as connection:
            query = text("SELECT count(*) FROM index_entry")
            return int(connection.execute(query).scalar_one())

    assert (seen(laptop), seen(other_laptop)) == (1, 0)
    designate(county, ben)
    assert seen(other_laptop) == 1
    switch_off(county)
    assert (seen(laptop), seen(other_laptop)) == (0, 0)


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE index_use SET found = 0",
        "DELETE FROM index_use",
        "SELECT count(*) FROM index_use",
        "DELETE FROM index_entry",
        "INSERT INTO index_designation SELECT county, 'x', id, agency, 'x', now() FROM hat",
        "UPDATE index_standing SET on_since = now()",
        "INSERT INTO index_entry SELECT county, id, 'x', 1, 'x', now(), '' FROM case_file",
    ],
)
def test_the_app_role_can_neither_hide_a_use_nor_designate_nor_enter_for_others(
    county: TestCounty, case: CaseId, laptop: TestLaptop, elsewhere: TestLaptop, attempt: str
) -> None:
    enter(laptop, a_change(case))
    identity = Identity(COUNTY, elsewhere.enrolment.hat.id, elsewhere.enrolment.device)
    with (
        pytest.raises(DBAPIError, match=r"permission denied|row-level security"),
        county.database.act_as(identity) as connection,
    ):
        connection.execute(text(attempt))
