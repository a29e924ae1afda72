# SPDX-License-Identifier: AGPL-3.0-or-later
"""Functions that ask the session or a list, in a form that has them; the order of a seed."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import FormError
from forms.loader import load_form
from forms.session import Session
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


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("join('', randomize(instance('list')/root/item/name, 42))", "AFCBDE"),
        ("join('', randomize(instance('list')/root/item/name, 1))", "BFEACD"),
        ("join('', randomize(instance('list')/root/item/name, 1.9))", "BFEACD"),
        ("join('', randomize(instance('list')/root/item/name, '42'))", "AFCBDE"),
        ("join('', randomize(instance('list')/root/item/name, 'mirror'))", "ACBEDF"),
        ("join('', randomize(instance('list')/root/item/name, ''))", "CBEAFD"),
        ("join('', randomize(instance('list')/root/item/name, 0 div 0))", "CBEAFD"),
        ("join('', randomize(instance('list')/root/item/name, 1 div 0))", "ECFDBA"),
        ("join('', randomize(instance('list')/root/item/name, -42))", "EDAFBC"),
        ("join('', randomize(instance('list')/root/item/name, 11111111))", "ACDBFE"),
        ("version()", "1"),
        ("jr:itext('hello')", "Hello"),
        ("pulldata('list', 'n', 'name', 'C')", "2"),
        ("pulldata('list', 'n', 'name', 'Z')", ""),
        ("pulldata('list.csv', 'n', 'name', 'C')", "2"),
        ("pulldata(/data/a, 'a', 'b', 'c')", ""),
        ("instance('list')/root/item[name = 'D']/n", "3"),
        ("instance('list')/root/item[n = 4]/name", "E"),
        ("instance('list')/root/item[n > 2 and name != 'D' and n = '5']/name", "F"),
        ("count(instance('list')/root/item[n > 2])", "3"),
        ("sum(instance('list')/root/item/n)", "15"),
        ("string-length(uuid())", "36"),
        ("string-length(uuid(8))", "8"),
        ("random() < 1", "true"),
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
        "digest('a', 'SHA-3')",
        "digest('a', 'MD5', 'octal')",
        "weighted-checklist(1, 2, 3, 4, 5)",
    ],
)
def test_a_function_that_cannot_be_answered_is_refused_in_words(expression: str) -> None:
    with pytest.raises(FormError):
        value_of(expression)


@pytest.mark.parametrize(
    ("seed", "order"),
    [
        (42, "AFCBDE"),
        (-42, "EDAFBC"),
        (1, "BFEACD"),
        (0, "CBEAFD"),
        (-1, "DCBFEA"),
        (33, "DFEBCA"),
        (11111111, "ACDBFE"),
        (2**31 - 1, "CBEAFD"),
        (1 - 2**31, "CBEAFD"),
        (2**32, "ECFDBA"),
        (2**63 - 1, "ECFDBA"),
        (-(2**63), "ABFCDE"),
        (5989458117437254, "ACBEDF"),
    ],
)
def test_a_seed_gives_javarosa_s_order(seed: int, order: str) -> None:
    assert "".join(shuffle("ABCDEF", seed)) == order


@given(st.lists(st.integers(), max_size=40), st.integers(-(2**63), 2**63 - 1))
def test_a_shuffle_loses_nothing_and_repeats_itself(things: list[int], seed: int) -> None:
    assert sorted(shuffle(things, seed)) == sorted(things)
    assert shuffle(things, seed) == shuffle(things, seed)


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
