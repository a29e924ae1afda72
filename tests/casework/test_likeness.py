# SPDX-License-Identifier: AGPL-3.0-or-later
"""How alike two descriptions of a youth are, and why."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.alike import AlikeYouths, find_alike
from casework.likeness import ALIKE, Sign, Sketch, compare, draw

BORN = date(2011, 3, 9)
NAMES = st.lists(
    st.sampled_from(["Rosa", "Rosalía", "Vega", "Bega", "Kim", "Tran", "Trần", "Marisol", "Jo"]),
    min_size=1,
    max_size=3,
).map(" ".join)
DATES = st.none() | st.dates(date(2008, 1, 1), date(2014, 12, 31))
SKETCHES = st.builds(
    lambda names, born, numbers: draw(tuple(names), born, tuple(numbers)),
    st.lists(NAMES, max_size=3),
    DATES,
    st.lists(st.sampled_from(["JV-1", "jv 1", "22", ""]), max_size=2),
)


@given(SKETCHES, SKETCHES)
def test_likeness_has_no_direction_and_lies_between_0_and_1(one: Sketch, other: Sketch) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there == back
    assert 0 <= there.score <= 1


@given(SKETCHES)
def test_a_description_with_a_whole_name_and_a_birth_date_is_alike_to_itself(one: Sketch) -> None:
    whole = any(len(set(name.split())) > 1 for name in one.names)
    if whole and one.birth_date is not None:
        assert compare(one, one).is_alike


@given(st.lists(SKETCHES, max_size=12))
def test_blocks_lose_no_pair_that_shares_a_number_or_a_birth_date(many: list[Sketch]) -> None:
    sketches = dict(enumerate(many))
    found = {frozenset(pair[:2]) for pair in find_alike(sketches)}
    for one, mine in sketches.items():
        for other in range(one):
            theirs = sketches[other]
            shares = mine.numbers & theirs.numbers or (
                mine.birth_date is not None and mine.birth_date == theirs.birth_date
            )
            if shares and compare(mine, theirs).is_alike:
                assert frozenset({one, other}) in found


@given(st.lists(SKETCHES, max_size=12), st.randoms())
def test_youths_that_come_one_after_another_are_compared_as_all_together(
    many: list[Sketch], chance: Random
) -> None:
    sketches = dict(enumerate(many))
    together = {frozenset(one[:2]): one[2] for one in find_alike(sketches)}
    apart = AlikeYouths[int]()
    order = list(sketches)
    for key in chance.sample(order, len(order)):
        apart.put(key, chance.choice(many))
    for key in chance.sample(order, len(order)):
        apart.put(key, sketches[key])
    assert apart.alike == together
    for key in order:
        apart.drop(key)
    assert apart.alike == {}


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("Rosa Marisol Vega", "Vega, Rosa", Sign.SAME_NAME),
        ("Rosa Vega", "Rósa Véga", Sign.SAME_NAME),
        ("Marisol Quiroga", "Marisol Quirrogo", Sign.LIKE_NAME),
        ("Steven Fillips", "Stephen Phillips", Sign.SOUNDS_ALIKE),
        ("Rosa Vega", "Kim Tran", None),
    ],
)
def test_names_are_alike_whatever_their_order_accents_and_spelling(
    one: str, other: str, sign: Sign | None
) -> None:
    signs = compare(draw((one,)), draw((other,))).signs
    assert signs == (frozenset() if sign is None else {sign})


@pytest.mark.parametrize(
    ("born", "sign"),
    [
        (date(2011, 3, 9), Sign.SAME_BIRTH_DATE),
        (date(2011, 9, 3), Sign.NEAR_BIRTH_DATE),
        (date(2011, 3, 19), Sign.NEAR_BIRTH_DATE),
        (date(2013, 5, 21), None),
    ],
)
def test_a_slip_in_a_birth_date_still_speaks_for_it(born: date, sign: Sign | None) -> None:
    likeness = compare(draw(("Rosa Vega",), BORN), draw(("Rosa Vega",), born))
    assert likeness.signs - {Sign.SAME_NAME} == ({sign} if sign else set())
    assert likeness.is_alike is (sign is not None)


def test_an_age_speaks_where_no_birth_date_is_known() -> None:
    told = draw(("Rosa Vega",), age=15, on=date(2026, 11, 30))
    assert Sign.AGE_FITS in compare(told, draw(("Rosa Vega",), BORN)).signs
    assert not compare(told, draw(("Rosa Vega",), date(2001, 1, 1))).is_alike


def test_an_alias_alone_needs_more_than_itself() -> None:
    one, other = draw(("Rosa Vega", "Mari")), draw(("Mari",))
    assert compare(one, other).score < ALIKE
    assert compare(draw(("Rosa Vega", "Mari"), BORN), draw(("Mari",), BORN)).is_alike


def test_the_same_number_with_another_name_is_for_a_person_to_look_at() -> None:
    one, other = draw(("Rosa Vega",), BORN, ("JV-1",)), draw(("R. Vega",), BORN, ("jv1",))
    assert compare(one, other).is_alike
    assert compare(draw((), None, ("1",)), draw((), None, ("2",))).score == 0
