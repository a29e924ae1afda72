# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each member of the practice case sees is what the policy says, and differs as rights do."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest

from casework.practice import PRACTICE_ID, PracticeAnswer
from casework.vocabulary import Basis, Section
from sync.server.memberships import read_memberships
from sync.server.people import list_hats
from sync.server.practice import ask_for_everybody
from sync.server.training import make_training_county
from tests.fakes.county_databases import fresh_database

TODAY = date(2026, 11, 23)
NOON = datetime.combine(TODAY, time(20), UTC)
OFFICER, COUNSELOR, MENTOR = "Robin Castellanos", "Theo Lindqvarn", "Casey Moreland-Diaz"
SOCIAL_WORKER, CLINICIAN = "Hye-jin Parrow", "Imani Okonjo-Reyes"


Met = dict[str, frozenset[Section]]


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[list[PracticeAnswer], Met]]:
    """What the policy answers, and what each member's laptop is sent at most."""
    with fresh_database() as database, database.administer() as connection:
        county = make_training_county(connection, TODAY)
        met = {
            hat.person_name: one.sections
            for hat in list_hats(connection, county)
            for one in read_memberships(connection, county, hat.id)
            if one.case == PRACTICE_ID
        }
        yield ask_for_everybody(connection, county, NOON), met


@pytest.fixture
def answers(both: tuple[list[PracticeAnswer], Met]) -> list[PracticeAnswer]:
    return both[0]


def test_what_the_comparison_calls_open_is_sent_to_that_members_laptop(
    both: tuple[list[PracticeAnswer], Met],
) -> None:
    answers, met = both
    for one in answers:
        if one.decision.allowed:
            assert one.section in met[one.person] | {Section.IDENTITY}, (one.person, one.section)


def seen(answers: list[PracticeAnswer], person: str, section: Section) -> set[Basis | None]:
    """On which bases a member sees a part, whoever wrote it."""
    return {
        one.decision.basis
        for one in answers
        if (one.person, one.section) == (person, section) and one.decision.allowed
    }


def test_each_ground_opens_what_it_names_to_whom_it_names(answers: list[PracticeAnswer]) -> None:
    assert Basis.PART2_CONSENT in seen(answers, OFFICER, Section.SUBSTANCE_USE)
    assert seen(answers, COUNSELOR, Section.SUBSTANCE_USE) == {Basis.CASE_ASSIGNMENT}
    assert not seen(answers, CLINICIAN, Section.SUBSTANCE_USE)
    assert seen(answers, MENTOR, Section.SAFETY_PLAN) == {Basis.CONSENT_GENERIC}
    assert not seen(answers, MENTOR, Section.SCREENING)
    assert Basis.COURT_ORDER in seen(answers, SOCIAL_WORKER, Section.LEGAL)
    assert Basis.S13753_TEAM in seen(answers, CLINICIAN, Section.SCREENING)


def test_the_youths_private_part_is_open_to_its_own_worker_alone(
    answers: list[PracticeAnswer],
) -> None:
    people = {one.person for one in answers}
    open_to = {one for one in people if seen(answers, one, Section.YOUTH_PRIVATE)}
    assert len(people) == 9
    assert open_to == {OFFICER}


def test_every_right_of_another_agencys_work_has_an_end(answers: list[PracticeAnswer]) -> None:
    for one in answers:
        if one.decision.allowed and one.decision.ground:
            assert one.decision.until is not None
            assert one.decision.until > NOON
