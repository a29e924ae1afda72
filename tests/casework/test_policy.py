# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may see what, and the words in which they are told."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.ids import CaseId
from casework.policy import AccessQuestion, Hat, Membership, decide
from casework.reasons import ReasonCode
from casework.vocabulary import ORDINARY_SECTIONS, Action, Basis, LegalRole, Section
from tests.fakes.people import NOON, a_hat, a_membership, an_id

CASE = CaseId(an_id(1))
OTHER_CASE = CaseId(an_id(2))
HOURS = st.integers(min_value=-72, max_value=72).map(lambda hours: NOON + timedelta(hours=hours))
HATS = st.sampled_from([a_hat(1), a_hat(2)])
ORDINARY = st.sampled_from(sorted(ORDINARY_SECTIONS))


@st.composite
def memberships(draw: st.DrawFn) -> Membership:
    """Any membership, sensible or not."""
    return a_membership(
        draw(HATS),
        draw(st.sampled_from([CASE, OTHER_CASE])),
        sections=draw(st.frozensets(st.sampled_from(Section))),
        starts=draw(HOURS),
        ends=draw(st.none() | HOURS),
        revoked_at=draw(st.none() | HOURS),
    )


def ask(hat: Hat, section: Section = Section.SCREENING) -> AccessQuestion:
    return AccessQuestion(hat=hat, case=CASE, section=section, action=Action.READ, at=NOON)


def oracle_allows(question: AccessQuestion, held: list[Membership]) -> bool:
    """The rule, written again as plainly as possible."""
    for one in held:
        if one.case != question.case or one.hat != question.hat.id:
            continue
        if question.section not in one.sections or one.starts > question.at:
            continue
        if one.ends is not None and one.ends <= question.at:
            continue
        if one.revoked_at is not None and one.revoked_at <= question.at:
            continue
        return question.hat.legal_role is not LegalRole.COUNTY_ADMINISTRATOR
    return False


@given(st.lists(memberships()), HATS, ORDINARY)
def test_the_policy_allows_exactly_what_the_plain_rule_allows(
    held: list[Membership], hat: Hat, section: Section
) -> None:
    question = ask(hat, section)
    assert decide(question, held).allowed == oracle_allows(question, held)


@given(st.lists(memberships()), HATS)
def test_every_answer_says_why_and_every_yes_names_its_basis(
    held: list[Membership], hat: Hat
) -> None:
    decision = decide(ask(hat), held)
    assert decision.reason.sentence.endswith(".")
    assert "{" not in decision.reason.sentence
    assert (decision.basis is Basis.CASE_ASSIGNMENT) == decision.allowed


@given(st.lists(memberships()))
def test_an_administrator_never_sees_content(held: list[Membership]) -> None:
    admin = a_hat(1, role=LegalRole.COUNTY_ADMINISTRATOR)
    decision = decide(ask(admin), held)
    assert not decision.allowed
    assert decision.reason.code is ReasonCode.NO_CONTENT_ROLE


def test_nobody_is_let_in_without_a_membership() -> None:
    assert decide(ask(a_hat()), []).reason.code is ReasonCode.NOT_ASSIGNED


def test_a_revoked_right_tells_the_day_it_was_taken_back() -> None:
    taken = a_membership(a_hat(), CASE, starts=NOON - timedelta(days=9), revoked_at=NOON)
    decision = decide(ask(a_hat()), [taken])
    assert decision.reason.code is ReasonCode.REVOKED
    assert "2026-11-23" in decision.reason.sentence


def test_a_right_ends_at_its_very_end_moment() -> None:
    held = a_membership(a_hat(), CASE, starts=NOON - timedelta(days=9), ends=NOON)
    assert decide(ask(a_hat()), [held]).reason.code is ReasonCode.ENDED


def test_a_future_right_tells_when_it_begins() -> None:
    held = a_membership(a_hat(), CASE, starts=NOON + timedelta(days=1))
    assert decide(ask(a_hat()), [held]).reason.code is ReasonCode.NOT_YET


def test_a_section_outside_the_assignment_is_named_as_such() -> None:
    held = a_membership(a_hat(), CASE, sections=frozenset({Section.IDENTITY}))
    assert decide(ask(a_hat()), [held]).reason.code is ReasonCode.SECTION_NOT_GRANTED


def test_of_two_rights_the_one_that_lasts_longest_is_shown() -> None:
    soon = a_membership(a_hat(), CASE, ends=NOON + timedelta(days=1))
    later = a_membership(a_hat(), CASE, ends=NOON + timedelta(days=30))
    assert decide(ask(a_hat()), [soon, later]).until == NOON + timedelta(days=30)
