# SPDX-License-Identifier: AGPL-3.0-or-later
"""A wrong pattern written in the form is told when the form is loaded, not while it is filled."""

import pytest

from forms.errors import FormInvalid
from forms.loader import load_form
from tests.fakes.form_files import an_xform


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("regex(., '[a-z')", "cannot use the pattern '[a-z'"),
        ("regex(., '(?!0).*')", "without (?=…)"),
        ("format-date(., '%Q') = ''", "unknown code “%Q”"),
        ("format-date-time(., '%Y %') = ''", "The date pattern '%Y %'"),
    ],
)
def test_a_wrong_pattern_is_refused_with_its_question_and_column(rule: str, said: str) -> None:
    with pytest.raises(FormInvalid) as refused:
        load_form(an_xform({"q": {"constraint": rule}}))
    (problem,) = refused.value.problems
    assert said in problem.what
    assert (problem.question, problem.column) == ("q", "constraint")


def test_a_pattern_an_answer_holds_is_left_to_the_filling() -> None:
    load_form(an_xform({"p": {}, "q": {"constraint": "regex(., /data/p)"}}))
