# SPDX-License-Identifier: AGPL-3.0-or-later
"""The training county: the same every time, plausible, and nobody's."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import TypeVar

import pytest

from casework.absences import Absence
from casework.clock import COUNTY_ZONE
from casework.due import screening_due
from casework.kinds import check_answers
from casework.policy import Hat
from casework.practice import PRACTICE_ID
from casework.reasons import ReasonCode
from casework.record_parts import Surroundings
from casework.records import CaseRecord, ContactNote, Screening, Youth, read_view
from casework.referrals import ReferralAnswer, ReferralReply
from casework.sign_offs import SignOff, SignOffAct, digest_of
from casework.vocabulary import LegalRole, RecordKind, Section
from sync.server.database import CountyDatabase
from sync.server.inbox import list_refused
from sync.server.memberships import read_memberships
from sync.server.people import list_hats
from sync.server.training import make_training_county
from sync.server.training_words import AGENCIES, COLLEAGUE, OFFICER
from tests.fakes.county_databases import fresh_database
from tests.fakes.kept_content import unsealed_records
from tests.fakes.words import LABELS

TODAY = date(2026, 11, 23)
Filled = tuple[list[CaseRecord], list[Hat], dict[str, set[str]]]
Kind = TypeVar("Kind")


def fill(database: CountyDatabase) -> Filled:
    with database.administer() as connection:
        county = make_training_county(connection, TODAY)
        hats = list_hats(connection, county)
        cases = {
            hat.person_name: {one.case for one in read_memberships(connection, county, hat.id)}
            for hat in hats
        }
        records = unsealed_records(connection, county)
    return records, hats, cases


@pytest.fixture(scope="module")
def county() -> Iterator[Filled]:
    with fresh_database() as database:
        yield fill(database)


def test_the_same_day_gives_the_same_county(
    county: Filled,
) -> None:
    with fresh_database() as database:
        assert fill(database) == county


def test_forty_youths_of_nine_to_seventeen_some_without_a_birth_date(
    county: Filled,
) -> None:
    youths = views(county[0], Youth)
    ages = [one.age_on(TODAY) for one in youths]
    assert len(youths) == len({one.legal_name for one in youths}) == 40
    assert 3 <= ages.count(None) <= 6
    known = [age for age in ages if age is not None]
    assert (min(known), max(known)) == (9, 17)
    assert all(one.agency_numbers for one in youths)


def test_the_agencies_of_the_law_and_a_dozen_hats_one_without_content(
    county: Filled,
) -> None:
    _, hats, cases = county
    assert {one.agency_kind for one in hats} == set(AGENCIES)
    assert len(hats) in {12, 13}
    [admin] = [one for one in hats if one.legal_role is LegalRole.COUNTY_ADMINISTRATOR]
    assert cases[admin.person_name] == set()


def test_the_officer_has_fourteen_cases_some_shared_with_the_clinician(
    county: Filled,
) -> None:
    cases = county[2]
    assert len(cases[OFFICER]) == 14
    assert 3 <= len(cases[OFFICER] & cases[COLLEAGUE]) < 14


def test_the_officers_day_has_something_overdue_something_due_and_something_done(
    county: Filled,
) -> None:
    records, _, cases = county
    dues = Counter[str]()
    for case in cases[OFFICER]:
        mine = [one for one in records if one.case == case]
        [youth] = views(mine, Youth)
        last = max((one.signed_at.date() for one in views(mine, Screening)), default=None)
        due = screening_due(opened_on=youth.opened_on, age=youth.age_on(TODAY), last_screened=last)
        if due is None:
            dues["none"] += 1
        else:
            dues["overdue" if due.on < TODAY else "today" if due.on == TODAY else "later"] += 1
    assert set(dues) >= {"overdue", "today", "later"}
    assert dues["overdue"] <= 6


def test_every_record_is_one_a_laptop_could_have_written(
    county: Filled,
) -> None:
    kinds = Counter(one.kind for one in county[0])
    assert min(kinds[RecordKind.CONTACT_NOTE], kinds[RecordKind.SCREENING]) >= 15
    for record in county[0]:
        read_view(record.kind, record.fields)
        assert record.at


def test_notes_keep_to_reserved_telephone_numbers_and_the_fields_words(
    county: Filled,
) -> None:
    for note in views(county[0], ContactNote):
        assert not LABELS.search(note.text)
        assert "runaway" not in note.text.casefold()
        assert all(re.fullmatch(r"555-01\d\d", one) for one in re.findall(r"\d{3}-\d+", note.text))
        assert "{" not in note.text
        assert note.happened_at <= note.entered_at


def test_there_is_a_youth_in_every_state(county: Filled) -> None:
    kinds = {one.kind for one in county[0]}
    assert kinds >= {
        RecordKind.STATUS_ROW,
        RecordKind.ABSENCE,
        RecordKind.SEARCH_EFFORT,
        RecordKind.CLOCK,
        RecordKind.NOTICE,
        RecordKind.PLACEMENT,
        RecordKind.YOUTH_PLAN,
        RecordKind.TEAM_PLAN,
        RecordKind.NEED,
        RecordKind.SERVICE,
        RecordKind.SAFETY_FLAG,
        RecordKind.COURT_DATE,
        RecordKind.TASK,
        RecordKind.REFERRAL,
        RecordKind.MEETING,
        RecordKind.SIGN_OFF,
        RecordKind.COUNTY_ON_CASE,
        RecordKind.HAND_OFF,
    }
    assert {one.reply for one in views(county[0], ReferralAnswer)} == {
        ReferralReply.ACCEPTED,
        ReferralReply.DECLINED,
    }
    kept = {one.record: one for one in county[0]}
    words = views(county[0], SignOff)
    assert {one.act for one in words} == set(SignOffAct)
    outdated = [one for one in words if one.sha256 != digest_of(kept[one.about].fields)]
    assert [kept[one.about].kind for one in outdated] == [RecordKind.TEAM_PLAN]
    absences = views(county[0], Absence)
    assert sorted(one.is_open for one in absences) == [False, True, True]
    assert [one.located_is_approved for one in absences if one.is_open].count(False) == 1
    assert sum(one.closed_on is not None for one in views(county[0], Youth)) == 1
    assert sum(bool(one.disputes) for one in county[0]) == 1


def test_nothing_in_a_case_is_wrong_among_its_other_records(county: Filled) -> None:
    by_case: dict[str, list[CaseRecord]] = {}
    for one in county[0]:
        by_case.setdefault(one.case, []).append(one)
    now = datetime.combine(TODAY, time(23), UTC)
    for records in by_case.values():
        known = [(one.record, read_view(one.kind, one.fields)) for one in records]
        for one in records:
            around = Surroundings(
                now, COUNTY_ZONE, None, tuple(pair for pair in known if pair[0] != one.record)
            )
            faults = check_answers(one.kind, one.fields, around).faults
            assert not faults, (one.kind, one.fields, faults)


def test_the_practice_case_is_shared_by_several_grounds(county: Filled) -> None:
    members = [name for name, cases in county[2].items() if PRACTICE_ID in cases]
    assert len(members) == 9
    sections = {one.section for one in county[0] if one.case == PRACTICE_ID}
    assert {Section.SUBSTANCE_USE, Section.MENTAL_HEALTH, Section.PHYSICAL_HEALTH} <= sections


def test_work_of_somebody_who_was_not_assigned_waits_in_the_inbox() -> None:
    with fresh_database() as database, database.administer() as connection:
        county = make_training_county(connection, TODAY)
        (work,) = list_refused(connection, county)
        assert work.reason.code is ReasonCode.NOT_ASSIGNED


def views(records: list[CaseRecord], kind: type[Kind]) -> list[Kind]:
    read = [read_view(one.kind, one.fields) for one in records]
    return [one for one in read if isinstance(one, kind)]
