# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas, distances and fences have JavaRosa's figures; crossing lines are found as Collect does.

The lines of PUBLIC are those of JavaRosa's GeoUtilsTest and of web-forms with JavaRosa's figures,
those of CROSSINGS partly of ODK Collect's GeometryTest.
"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import BudgetExceeded
from forms.xpath.geometry import area, distance, geofence, intersects
from forms.xpath.values import XValue
from tests.fakes.expressions import text_of

SHAPE = (
    "7.9377 -11.5845 0 0;7.9324 -11.5902 0 0;7.927 -11.5857 0 0;7.925 -11.578 0 0;"
    "7.9267 -11.5722 0 0;7.9325 -11.5708 0 0;7.9372 -11.5737 0 0;7.9393 -11.579 0 0;"
    "7.9377 -11.5845 0 0"
)
TRACE_1 = (
    "38.253094215699576 21.756382658677467;38.25021274773806 21.756382658677467;"
    "38.25007793942195 21.763892843919166;38.25290886154963 21.763935759263404;"
    "38.25146813817506 21.758421137528785"
)
TRACE_2 = (
    "38.25304740874071 21.75644703234866;38.25308110946615 21.763377860443143;"
    "38.25078942453431 21.763399318115262;38.25090738066984 21.756640151397733;"
    "38.25197740258244 21.75892539347842"
)
TRACE_3 = (
    "38.252845204059824 21.763313487426785;38.25303055837213 21.755867675201443;"
    "38.25072202094234 21.755803302185086;38.25062091543717 21.76294870700076;"
    "38.25183417221606 21.75692982997134"
)
LINE = "7.9377 -11.5845 0 0;7.9324 -11.5902 0 0"
SQUARE = "0 0 0 0;0 1 0 0;1 1 0 0;1 0 0 0;0 0 0 0"

PUBLIC = [
    (SHAPE, 2333221.04, 5724.36),
    (TRACE_1, 151452.30, 1800.69),
    (TRACE_2, 122754.93, 1684.62),
    (TRACE_3, 93911.59, 2076.24),
    (LINE, 0.0, 861.99),
    ("7.9377 -11.5845 0 0;7.9377 -11.5845 0 0", 0.0, 0.0),
    ("0 0;0 1", 0.0, 111318.85),
    ("0 0;0 90", 0.0, 10018696.05),
    ("0 1 0 0; 0 91 0 0;", 0.0, 10018696.05),
    ("0 1 0 0; 0 91 0 0; 0 1 0 0;", 0.0, 20037392.10),
    ("0 1 0 0;", 0.0, 0.0),
    ("90 0;90 1", 0.0, 0.0),
    ("", 0.0, 0.0),
]


@pytest.mark.parametrize(("places", "covered", "long"), PUBLIC)
def test_a_line_or_shape_has_javarosa_s_area_and_length(
    places: str, covered: float, long: float
) -> None:
    assert area(places) == pytest.approx(covered, abs=0.006)
    assert distance(places) == pytest.approx(long, abs=0.006)
    nodes = tuple(one for one in places.split(";") if one.strip())
    assert area(nodes) == pytest.approx(covered, abs=0.006)
    assert distance(*nodes) == pytest.approx(long, abs=0.006)


@pytest.mark.parametrize(
    "text", ["a", "5000 5000; 5000 5000", "0", "1 2 3 4 5", "91 0", "0 181", "NaN NaN", "1e400 0"]
)
def test_what_is_no_place_has_no_area_and_no_length(text: str) -> None:
    assert math.isnan(area(text))
    assert math.isnan(distance(text, "0 0"))
    assert not geofence(text, SQUARE)
    assert not intersects(text)


FENCES = [
    ("0.5 0.5 0 0", SQUARE, True),
    ("-1 0.5 0 0", SQUARE, False),
    ("2 0.5 0 0", SQUARE, False),
    ("0.5 2 0 0", SQUARE, False),
    ("0.5 -1 0 0", SQUARE, False),
    ("-1 0 0 0", SQUARE, False),
    ("-1 1 0 0", SQUARE, False),
    ("0 -1 0 0", SQUARE, False),
    ("38.25081280703969 21.760299116099116", f"{TRACE_1};{TRACE_1.partition(';')[0]}", True),
    ("38.251790 21.756845", f"{TRACE_1};{TRACE_1.partition(';')[0]}", True),
    ("38.252062644683356 21.758894013612437", f"{TRACE_1};{TRACE_1.partition(';')[0]}", False),
    ("", SQUARE, False),
    ("0 0 0 0", "", False),
    ("", "", False),
    ("0.5 0.5", "0 0", False),
]


@pytest.mark.parametrize(("point", "shape", "inside"), FENCES)
def test_a_place_is_inside_a_fence_or_not(point: str, shape: str, inside: bool) -> None:
    assert geofence(point, shape) == inside
    assert geofence((point,), (shape,)) == inside
    assert geofence(point, tuple(shape.split(";"))) == inside


CROSSINGS = [
    ("", False),
    ("0 0", False),
    ("0 0;1 1", False),
    ("0 0;1 1;2 2", False),
    (SQUARE, False),
    (SHAPE, False),
    (TRACE_1, False),
    ("0 0;1 1;0 1;1 0", True),
    ("0 0;1 1;0 1;1 0;0 0", True),
    ("0 0;0 2;1 1;-1 1", True),
    ("0 0;0 2;1 2;1 1;0 1", True),
    ("0 0;0 2;1 2;0 0.5", True),
    ("0 0;0 1;1 1;1 0;0 0;0 1", True),
    ("0 0;1 0;1 0;2 0", False),
    ("0 0;1 1;2 0", False),
    ("0 0;1 1;2 0;0 0", False),
    ("1 1;1 3;2 3;2 2;0 2", True),
    ("1 1;1 3;2 3;2 2;0 2;1 1", True),
    ("1 1;1 2;3 3;0 3", False),
    ("0 0;1 1;2 0;-1 0", True),
    ("0 0;0 1;0 0.5", True),
    ("0 0;0 1;0 -1", True),
    ("0 0;0 1;0 0", True),
    ("0 0;0 1;0 2;1 2;0 1", True),
    ("0 0;10 10;0 10", False),
    ("0 0;2 0;1 0;0 0", True),
    ("0 0;0 0;0 0", False),
]


@pytest.mark.parametrize(("places", "crosses"), CROSSINGS)
def test_a_line_that_crosses_or_touches_itself_is_found(places: str, crosses: bool) -> None:
    assert intersects(places) == crosses
    assert intersects(tuple(places.split(";"))) == crosses


def test_places_are_read_from_answers_and_from_texts_alike() -> None:
    assert text_of("round(area(/data/a), 2)", a=SHAPE) == "2333221.04"
    assert text_of("round(distance(/data/a, /data/b))", a="0 0", b="0 1") == "111319"
    assert text_of("round(distance('0 0', /data/b))", b="0 1") == "111319"
    assert text_of("round(distance(concat(/data/a, ';', /data/b)))", a="0 0", b="0 1") == "111319"
    assert text_of("geofence(/data/a, /data/b)", a="0.5 0.5", b=SQUARE) == "true"
    assert text_of("area(/data/c)") == "0"
    assert text_of("intersects(/data/a)", a=SQUARE) == "false"
    assert text_of("enclosed-area(/data/a) = area(/data/a)", a=SHAPE) == "true"


PLACES = st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=12)


@given(PLACES)
def test_a_line_is_as_long_backwards_and_a_shape_as_large(
    places: list[tuple[float, float]],
) -> None:
    there = ";".join(f"{y} {x}" for y, x in places)
    back = ";".join(f"{y} {x}" for y, x in reversed(places))
    assert distance(there) == pytest.approx(distance(back), rel=1e-9, abs=1e-3)
    assert area(there) >= 0
    assert intersects(there) == intersects(back)


@given(st.one_of(st.text(max_size=40), st.floats(), st.booleans(), st.tuples(st.text(max_size=9))))
def test_no_value_makes_a_function_over_places_fail(value: XValue) -> None:
    assert isinstance(area(value), float)
    assert isinstance(distance(value, "0 0"), float)
    assert isinstance(geofence(value, SQUARE), bool)
    assert isinstance(geofence("0 0", value), bool)
    assert isinstance(intersects(value), bool)


def test_a_line_of_too_many_places_is_refused_before_it_is_compared() -> None:
    with pytest.raises(BudgetExceeded):
        intersects(";".join(["0 0"] * 5_000))
