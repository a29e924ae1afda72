# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may begin a case, and what they are assigned to by it."""

from datetime import UTC, datetime

import pytest

from casework.hats import Hat
from casework.ids import CaseId
from casework.opening import assignment_of_opener, find_opening_refusal
from casework.policy import AccessQuestion, decide
from casework.vocabulary import Action, LegalRole, Section
from tests.fakes.people import a_hat, an_id

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
CASE = CaseId(an_id(1))
NEVER = (
    LegalRole.COUNTY_ADMINISTRATOR,
    LegalRole.DATA_ANALYST,
    LegalRole.PROSECUTOR,
    LegalRole.LAW_OFFICER,
    LegalRole.MINORS_ATTORNEY,
)
OPENERS = [one for one in LegalRole if find_opening_refusal(a_hat(1, role=one)) is None]


def may(hat: Hat, section: Section) -> bool:
    question = AccessQuestion(hat=hat, case=CASE, section=section, action=Action.WRITE, at=NOW)
    return decide(question, [assignment_of_opener(hat, CASE, NOW)]).allowed


@pytest.mark.parametrize("role", NEVER)
def test_roles_that_do_not_work_with_youths_of_their_own_begin_no_case(role: LegalRole) -> None:
    refused = find_opening_refusal(a_hat(1, role=role))
    assert refused is not None
    assert "do not begin cases" in refused.sentence


@pytest.mark.parametrize("role", OPENERS)
def test_whoever_begins_a_case_may_screen_and_write_who_the_youth_is(role: LegalRole) -> None:
    hat = a_hat(1, role=role)
    assert may(hat, Section.IDENTITY)
    assert may(hat, Section.SCREENING)
    assert not may(hat, Section.ADOPTION)
    assert not may(hat, Section.CRIMINAL_JUSTICE)


def test_beginning_a_case_gives_nobody_another_discipline() -> None:
    officer = a_hat(1, role=LegalRole.PROBATION_OFFICER)
    assert not may(officer, Section.SUBSTANCE_USE)
    assert not may(officer, Section.MENTAL_HEALTH)
    assert not may(officer, Section.ADVOCATE_NOTES)
