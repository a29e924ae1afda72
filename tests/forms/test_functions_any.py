# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever values an answer brings, a function gives a value or one of our sentences."""

import math
from datetime import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from forms.errors import BudgetExceeded, ExpressionInvalid
from forms.limits import LIMITS
from forms.xpath.functions import FUNCTIONS, WANTS_NODES
from forms.xpath.values import XValue, are_equal, to_boolean, to_number, to_text, to_whole

HOSTILE = st.sampled_from(
    [
        "",
        " ",
        "NaN",
        "Infinity",
        "-0",
        "1e400",
        "9" * 400,
        "0." + "0" * 400 + "1",
        "\0",
        "\u2028",
        "\ud800",
        "٣",
        "9999-12-31T23:59:59.999999999-14:00",
        "0001-01-01T00:00:00+14:00",
        "2026-02-30",
        "90 180;-90 -180;0 0;90 180",
        "%Y%3%",
        "(((((",
        "a{1000}",
        "[[:alpha:]]",
    ]
)
TEXTS = st.one_of(HOSTILE, st.text(max_size=20), st.datetimes().map(datetime.isoformat))
NUMBERS = st.one_of(st.floats(), st.sampled_from([0.0, -0.0, 1e308, 5e-324, 2.0**63, -719163.0]))
VALUES: st.SearchStrategy[XValue] = st.one_of(
    TEXTS, NUMBERS, st.booleans(), st.lists(TEXTS, max_size=4).map(tuple)
)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
@settings(max_examples=60)
@given(data=st.data())
def test_a_function_gives_a_value_or_one_sentence(name: str, data: st.DataObject) -> None:
    least, most, function = FUNCTIONS[name]
    count = data.draw(st.integers(least, most if most is not None else least + 4))
    arguments = [data.draw(VALUES) for _ in range(count)]
    try:
        value = function(*arguments)
    except (BudgetExceeded, ExpressionInvalid) as error:
        assert str(error).endswith(".")
        return
    assert type(value) in (str, float, bool, tuple)
    assert len(to_text(value)) <= LIMITS.text_characters


def test_what_keeps_sets_of_nodes_is_a_function() -> None:
    assert set(FUNCTIONS) >= WANTS_NODES


@given(VALUES)
@example(value=())
def test_every_value_is_a_text_a_number_a_place_and_true_or_false(value: XValue) -> None:
    assert type(to_text(value)) is str
    assert type(to_number(value)) is float
    assert type(to_boolean(value)) is bool
    assert abs(to_whole(value)) <= 2**31


@given(VALUES, VALUES)
def test_equality_does_not_ask_which_side_a_value_stands_on(one: XValue, other: XValue) -> None:
    assert are_equal(one, other) == are_equal(other, one)


@given(VALUES)
def test_a_value_equals_itself_unless_it_is_no_finite_number(value: XValue) -> None:
    finite = not isinstance(value, float) or math.isfinite(value)
    assert are_equal(value, value) == finite


@pytest.mark.parametrize(
    ("nodes", "text", "truth"),
    [
        ((), "", False),
        (("",), "", False),
        (("0",), "0", True),
        (("a", "b"), "a", True),
        (("", ""), "", True),
    ],
)
def test_a_set_of_nodes_counts_as_its_first_and_an_empty_one_as_nothing(
    nodes: tuple[str, ...], text: str, truth: bool
) -> None:
    assert to_text(nodes) == text
    assert to_boolean(nodes) == truth
    assert are_equal(nodes, text)
    assert are_equal(nodes, truth)
