# SPDX-License-Identifier: AGPL-3.0-or-later
"""Expressions mean what ODK means by them, and bad ones are refused in one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import BudgetExceeded, ExpressionInvalid, FormError
from forms.names import FormNames
from forms.session import Session
from forms.xpath.compile import compile_expression
from forms.xpath.parser import parse
from forms.xpath.values import number_text, to_number
from tests.fakes.forms import DAY, a_form

NODES = {"a": "", "b": "", "c": ""}
ONE = a_form({"a": ""})


def value_of(expression: str, **texts: str) -> str:
    """The text of a calculation over nodes a, b and c."""
    definition = a_form({**NODES, "out": ""}, {"out": {"calculate": expression, "type": "string"}})
    answers = {f"/data/{name}": text for name, text in texts.items()}
    session = Session(definition, today=DAY, answers=answers)
    return str(session.relevant_answers().get("/data/out", ""))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 div 2", "3.5"),
        ("-7 mod 3", "-1"),
        ("2 - - 2", "4"),
        ("1 div 0", "Infinity"),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("1 < 2 and 2 < 1", "false"),
        ("1 < 2 or 2 < 1", "true"),
        ("1 = 1 = 1", "true"),
        ("'2020-01-01' < '2021-01-01'", "true"),
        ("date('2020-03-01') - date('2020-02-28')", "2"),
        ("today()", "2026-11-23"),
        ("format-date(today(), '%e/%n/%Y')", "23/11/2026"),
        ("format-date('2026-01-05', '%d %m %y')", "05 01 26"),
        ("date(0)", "1970-01-01"),
        ("number('1970-01-11')", "10"),
        ("concat('a', 1, true())", "a1true"),
        ("join('-', 'a', 'b', 'c')", "a-b-c"),
        ("substr('screening', 0, 6)", "screen"),
        ("substr('abc', -2)", "bc"),
        ("substring-before('a:b', ':')", "a"),
        ("substring-after('a:b', ':')", "b"),
        ("translate('bar', 'abc', 'AB')", "BAr"),
        ("string-length('año')", "3"),
        ("normalize-space('  a   b ')", "a b"),
        ("contains('night', 'gh')", "true"),
        ("regex('95814', '[0-9]{5}')", "true"),
        ("regex('958145', '[0-9]{5}')", "false"),
        ("if('' = '', 'empty', 1 div 'x')", "empty"),
        ("coalesce('', 'b')", "b"),
        ("selected('one two', 'two')", "true"),
        ("selected('one twofold', 'two')", "false"),
        ("selected-at('one two', 1)", "two"),
        ("count-selected('one two three')", "3"),
        ("round(2.5)", "3"),
        ("round(-1.5)", "-1"),
        ("round(1.2345, 2)", "1.23"),
        ("int(-3.7)", "-3"),
        ("max(1, 'x')", "1"),
        ("max(3, 11, 7)", "11"),
        ("min(3, 11, 7)", "3"),
        ("sum(1, 2, 3)", "6"),
        ("pow(2, 10)", "1024"),
        ("abs(-4)", "4"),
        ("boolean-from-string('TRUE')", "true"),
        ("checklist(1, 2, true(), false())", "true"),
        ("not('')", "true"),
        ("decimal-date-time('1970-01-02T12:00:00Z')", "1.5"),
        ("sqrt(-1)", ""),
    ],
)
def test_an_expression_has_odk_s_value(expression: str, expected: str) -> None:
    assert value_of(expression) == expected


def test_a_question_that_is_empty_is_neither_zero_nor_false() -> None:
    assert value_of("/data/a = 0") == "false"
    assert value_of("/data/a = ''") == "true"
    assert value_of("number(/data/a) = 0") == "false"
    assert value_of("sum(/data/a) + 1", a="4") == "5"


def test_relative_and_current_paths_reach_siblings() -> None:
    assert value_of("../a", a="x") == "x"
    assert value_of("current()/../b", b="y") == "y"
    assert value_of("concat(../a, /data/b)", a="x", b="y") == "xy"


@pytest.mark.parametrize(
    ("expression", "named"),
    [
        ("((((", "expected"),
        ("1 +", "expected"),
        ("“quoted”", "straight quotes"),
        ("unknown-function(1)", "unknown-function"),
        ("concat(/data/missing, 1)", "/data/missing"),
        ("../../../../x", "above the form"),
        ("if(1, 2)", "3 arguments"),
        ("not(" * 200 + "1" + ")" * 200, "deeply"),
        ("a" * 30_000, "longer than"),
        ("instance('nope')/root/item[name = 1]/label", "nope"),
    ],
)
def test_a_bad_expression_is_refused_with_what_is_wrong(expression: str, named: str) -> None:
    definition = a_form(NODES)
    with pytest.raises(ExpressionInvalid, match=named.replace("(", r"\(")):
        compile_expression(expression, "/data/a", FormNames(definition.nodes, {}))


def test_an_unknown_relative_name_reads_as_empty_and_the_author_is_told() -> None:
    binds = {"out": {"calculate": "if(/data/a = 1, 'one', null)"}}
    definition = a_form({"a": "", "out": ""}, binds)
    assert "“null” is no question" in definition.warnings[0]
    session = Session(definition, today=DAY)
    assert "/data/out" not in session.relevant_answers()
    session.answer("/data/a", "1")
    assert session.relevant_answers()["/data/out"] == "one"


def test_a_calculation_may_keep_the_answer_it_stands_in_for() -> None:
    binds = {
        "own": {
            "calculate": "coalesce(/data/own, /data/a)",
            "relevant": "/data/b != 'no'",
            "readonly": "false()",
        }
    }
    session = Session(a_form({"a": "", "b": "", "own": ""}, binds, INPUTS), today=DAY)
    session.answer("/data/a", "default")
    assert session.answers()["/data/own"] == "default"
    session.answer("/data/own", "mine")
    session.answer("/data/a", "other")
    session.answer("/data/b", "no")
    session.answer("/data/b", "yes")
    assert session.answers()["/data/own"] == "mine"
    assert session.answer("/data/own", None).values == {"/data/own": "other"}


INPUTS = "".join(
    f'<input ref="/data/{name}"><label>{name}</label></input>' for name in ("a", "b", "own")
)


def test_a_sum_of_thousands_of_terms_needs_no_deep_stack() -> None:
    assert value_of("+".join(["1"] * 5_000)) == "5000"
    assert value_of(" or ".join(["0"] * 2_000)) == "false"


def test_a_text_that_doubles_itself_is_stopped() -> None:
    nodes = {"a": "", **{f"n{i}": "" for i in range(30)}}
    binds = {"n0": {"calculate": "concat(/data/a, /data/a)"}}
    for i in range(1, 30):
        binds[f"n{i}"] = {"calculate": f"concat(/data/n{i - 1}, /data/n{i - 1})"}
    session = Session(a_form(nodes, binds), today=DAY)
    with pytest.raises(BudgetExceeded):
        session.answer("/data/a", "0123456789")


def test_a_pattern_made_to_hang_does_not() -> None:
    assert value_of("regex('" + "a" * 200 + "!', '(a+)+b')") == "false"


@given(st.text(max_size=80))
def test_any_text_parses_or_is_refused_in_words(source: str) -> None:
    try:
        parse(source)
    except FormError as error:
        assert str(error)


EXPRESSION_PARTS = st.sampled_from(
    ["1", "'x'", "/data/a", "..", ".", "(", ")", "[", "]", "+", "*", "and", "not(", "if(", ",", "/"]
)


@given(st.lists(EXPRESSION_PARTS, max_size=20))
def test_any_mix_of_tokens_compiles_or_is_refused_in_words(parts: list[str]) -> None:
    try:
        compile_expression(
            " ".join(parts), "/data/a", FormNames(a_form({"a": ""}).nodes, {"list": ()})
        )
    except FormError as error:
        assert str(error)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_without_exponent_and_read_back(number: float) -> None:
    text = number_text(number)
    assert "e" not in text
    assert to_number(text) == pytest.approx(number, rel=1e-12, abs=1e-12)
