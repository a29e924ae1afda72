# SPDX-License-Identifier: AGPL-3.0-or-later
"""ODK's functions give ODK's values; expected values are facts of the public test suites."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import BudgetExceeded, FormError
from forms.loader import load_form
from forms.session import Session
from forms.xpath.geometry import area, distance, intersects
from forms.xpath.shuffle import shuffle
from tests.fakes.forms import DAY, xform

LETTERS = "".join(f"<item><name>{one}</name><n>{n}</n></item>" for n, one in enumerate("ABCDEF"))
LIST = f'</instance><instance id="list"><root>{LETTERS}</root></instance>'
ITEXT = (
    '<itext><translation lang="en"><text id="hello"><value>Hello</value></text>'
    '<text id="named"><value>Dear <output value="/data/a"/></value></text>'
    '<text id="loop"><value><output value="jr:itext(\'loop\')"/></value></text>'
    "</translation></itext>"
)


def value_of(expression: str, answer: str | None = None, seed: int = 1) -> str:
    """The text of a calculation in a form with a node, a list and texts."""
    made = xform({"a": "", "out": ""}, {"out": {"calculate": expression}})
    made = made.replace(b"<model>", b"<model>" + ITEXT.encode())
    made = made.replace(b"</instance>", LIST.encode(), 1)
    session = Session(load_form(made), today=DAY, chance=Random(seed))
    if answer is not None:
        session.answer("/data/a", answer)
    return str(session.relevant_answers().get("/data/out", ""))


SQUARE = "0 0 0 0;0 1 0 0;1 1 0 0;1 0 0 0;0 0 0 0"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("join('', randomize(instance('list')/root/item/name, 42))", "AFCBDE"),
        ("join('', randomize(instance('list')/root/item/name, 1))", "BFEACD"),
        ("join('', randomize(instance('list')/root/item/name, 1.9))", "BFEACD"),
        ("join('', randomize(instance('list')/root/item/name, -42))", "EDAFBC"),
        ("join('', randomize(instance('list')/root/item/name, 11111111))", "ACDBFE"),
        ("weighted-checklist(-1, 2, 2 > 1, 2)", "true"),
        ("weighted-checklist(-1, 2, 2 > 1, 3)", "false"),
        ("weighted-checklist(-1, 2, 1 = 1, 1, 2 = 2, 1, 3 = 3, 1)", "false"),
        ("weighted-checklist(3, -1, 1 = 1, 1, 1 = 2, 9, 1, 2)", "false"),
        ("checklist(1, 2, true(), false())", "true"),
        ("digest('some text', 'MD5', 'hex')", "552e21cd4cd9918678e3c1a0df491bc3"),
        ("digest('', 'SHA-1', 'hex')", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        ("digest('abc', 'SHA-256')", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        ("base64-decode('SGVsbG8sIMOp')", "Hello, é"),
        ("base64-decode('not base64!')", ""),
        ("decimal-time('06:00:00.000-07:00')", "0.25"),
        ("decimal-time('12:00')", "0.5"),
        ("decimal-time('noon')", ""),
        ("exp10(2)", "100"),
        ("exp10(-1)", "0.1"),
        ("round(sin(pi() div 2), 6)", "1"),
        ("round(cos(pi()), 6)", "-1"),
        ("round(tan(pi() div 4), 6)", "1"),
        ("asin(2)", ""),
        ("acos(1)", "0"),
        ("round(atan(1), 6)", "0.785398"),
        ("round(atan2(1, -1), 6)", "2.356194"),
        ("version()", "1"),
        ("jr:itext('hello')", "Hello"),
        ("pulldata('list', 'n', 'name', 'C')", "2"),
        ("pulldata('list', 'n', 'name', 'Z')", ""),
        ("instance('list')/root/item[name = 'D']/n", "3"),
        ("instance('list')/root/item[n = 4]/name", "E"),
        ("instance('list')/root/item[n > 2 and name != 'D' and n = '5']/name", "F"),
        ("count(instance('list')/root/item[n > 2])", "3"),
        ("sum(instance('list')/root/item/n)", "15"),
        ("translate('aBcB', 'B', 'x')", "axcx"),
        ("translate('abc', 'ab', 'x')", "xc"),
        ("string-length(uuid())", "36"),
        ("string-length(uuid(8))", "8"),
        ("random() < 1", "true"),
        (f"round(area('{SQUARE}') div 1000000)", "12391"),
        ("area('0 0;0 1')", "0"),
        ("round(distance('0 0 0 0;0 1 0 0'))", "111319"),
        ("round(distance('0 0', '0 1', '0 2'))", "222638"),
        ("distance('5 5')", "0"),
        ("distance('nowhere;0 0')", ""),
        (f"geofence('0.5 0.5 0 0', '{SQUARE}')", "true"),
        (f"geofence('1.5 0.5 0 0', '{SQUARE}')", "false"),
        (f"intersects('{SQUARE}')", "false"),
        ("intersects('0 0;1 1;0 1;1 0')", "true"),
    ],
)
def test_a_function_has_odk_s_value(expression: str, expected: str) -> None:
    assert value_of(expression) == expected


def test_a_text_by_id_follows_the_answers_it_shows() -> None:
    assert value_of("jr:itext('named')", answer="Ana") == "Dear Ana"


def test_what_is_random_comes_from_outside() -> None:
    for expression in ("uuid()", "random()", "uuid(5)"):
        assert value_of(expression, seed=3) == value_of(expression, seed=3)
        assert value_of(expression, seed=3) != value_of(expression, seed=4)


@pytest.mark.parametrize(
    "expression",
    [
        "jr:itext('loop')",
        "pulldata('none', 'a', 'b', 'c')",
        "pulldata(/data/a, 'a', 'b', 'c')",
        "digest('a', 'SHA-3')",
        "digest('a', 'MD5', 'octal')",
        "weighted-checklist(1, 2, 3, 4, 5)",
    ],
)
def test_a_function_that_cannot_be_answered_is_refused_in_words(expression: str) -> None:
    with pytest.raises(FormError):
        value_of(expression)


@given(st.lists(st.integers(), max_size=40), st.integers(-(2**63), 2**63 - 1))
def test_a_shuffle_loses_nothing_and_repeats_itself(things: list[int], seed: int) -> None:
    assert sorted(shuffle(things, seed)) == sorted(things)
    assert shuffle(things, seed) == shuffle(things, seed)


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


def test_a_line_of_too_many_places_is_refused_before_it_is_compared() -> None:
    with pytest.raises(BudgetExceeded):
        intersects(";".join(["0 0"] * 5_000))


NUMBERS = st.lists(st.sampled_from(["", "1", "2", "02", "x", "2.0"]), max_size=8)


@given(NUMBERS, st.sampled_from(["", "1", "2", "x", "2.0"]))
def test_an_index_finds_what_a_scan_finds(column: list[str], wanted: str) -> None:
    rows = "".join(f"<item><k>{one}</k><n>{i}</n></item>" for i, one in enumerate(column))
    made = xform(
        {"a": "", "fast": "", "slow": "", "number": "", "numbers": ""},
        {
            "fast": {"calculate": "join(' ', instance('l')/root/item[k = /data/a]/n)"},
            "slow": {"calculate": "join(' ', instance('l')/root/item[not(k != /data/a)]/n)"},
            "number": {"calculate": "join(' ', instance('l')/root/item[k = number(/data/a)]/n)"},
            "numbers": {"calculate": "join(' ', instance('l')/root/item[k - /data/a = 0]/n)"},
        },
    ).replace(
        b"</instance>", f'</instance><instance id="l"><root>{rows}</root></instance>'.encode(), 1
    )
    session = Session(load_form(made), today=DAY)
    session.answer("/data/a", wanted or None)
    found = session.relevant_answers()
    assert found.get("/data/fast") == found.get("/data/slow")
    assert found.get("/data/number") == found.get("/data/numbers")
