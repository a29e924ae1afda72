# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between typed words and answers."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Answer
from forms.definition import Control
from ui.screening.readings import UnreadableAnswer, read_typed, show_typed


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_reads_back_as_itself(number: int) -> None:
    assert read_typed(Control.INTEGER, show_typed(Control.INTEGER, number)) == number


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    )
)
def test_a_decimal_reads_back_exactly(number: Decimal) -> None:
    assert read_typed(Control.DECIMAL, show_typed(Control.DECIMAL, number)) == number


@given(st.dates())
def test_a_date_reads_back_as_itself_in_both_writings(day: date) -> None:
    assert read_typed(Control.DATE, show_typed(Control.DATE, day)) == day
    assert read_typed(Control.DATE, f"{day.month}/{day.day}/{day.year:04d}") == day


@given(st.sampled_from([Control.INTEGER, Control.DECIMAL, Control.DATE]), st.text())
def test_any_words_are_an_answer_or_one_sentence(control: Control, words: str) -> None:
    try:
        answer: Answer = read_typed(control, words)
    except UnreadableAnswer as error:
        assert str(error).startswith("Write a")
    else:
        assert answer is None or isinstance(answer, int | Decimal | date)


@pytest.mark.parametrize("control", list(Control))
def test_nothing_typed_is_no_answer(control: Control) -> None:
    assert read_typed(control, "  ") is None


@pytest.mark.parametrize("words", ["often", "3.5", "1e3", "٣", "--3"])
def test_words_that_are_no_whole_number_are_refused(words: str) -> None:
    with pytest.raises(UnreadableAnswer):
        read_typed(Control.INTEGER, words)
