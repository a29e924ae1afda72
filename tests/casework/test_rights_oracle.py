# SPDX-License-Identifier: AGPL-3.0-or-later
"""The policy says what the oracle says, which was written apart from it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bench.rights_facts import matrix_of, memberships_of, question_of
from bench.rights_histories import History
from bench.rights_oracle import MOST, answer
from bench.rights_soak import compare, differs, draw
from casework.policy import decide
from casework.vocabulary import Basis

HISTORIES = st.integers(min_value=0, max_value=2**62).map(draw)


@given(HISTORIES)
def test_policy_and_oracle_agree_on_any_history(history: History) -> None:
    assert differs(history) == ""


@given(HISTORIES)
def test_every_answer_has_its_words_and_every_yes_its_basis(history: History) -> None:
    decision = decide(question_of(history.asked), memberships_of(history), matrix_of(history))
    assert decision.reason.sentence.endswith(".")
    assert "{" not in decision.reason.sentence
    assert (decision.basis is not None) == decision.allowed


@given(HISTORIES)
def test_an_administrator_sees_no_content_in_any_history(history: History) -> None:
    asked = replace(history.asked, role="county_admin_no_content")
    assert not decide(question_of(asked), memberships_of(history), matrix_of(history)).allowed


def test_the_histories_reach_every_basis_that_shares() -> None:
    shared = {basis for seed in range(4_000) for basis in answer(draw(seed))[1]}
    assert shared >= set(MOST)
    assert set(MOST) == set(Basis) - {Basis.CASE_ASSIGNMENT, Basis.OWN_AGENCY}


def test_a_stretch_of_seeds_is_compared_and_counted() -> None:
    tally = compare(0, 200)
    assert tally.different == ()
    assert 0 < tally.allowed < 200
