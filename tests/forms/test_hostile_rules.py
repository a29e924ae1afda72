# SPDX-License-Identifier: AGPL-3.0-or-later
"""The hostile inputs that come as rules, each with its number in docs/forms-hostile.md."""

import re

import pytest

from forms.errors import BudgetExceeded, FormError, FormInvalid, FormUnreadable
from forms.limits import LIMITS
from forms.loader import load_form
from tests.fakes.forms import a_form, an_xform, filling


def calculating(source: str, value: str = "") -> str:
    """What a calculation over the text of `a` comes to."""
    session = filling(a_form({"a": value, "b": ""}, {"b": {"calculate": source}}))
    found = re.search(r"<b>([^<]*)</b>", session.to_xml().decode())
    return found[1] if found else ""


@pytest.mark.parametrize("name", ["l.xml", "l.geojson", "l.csv"])
def test_a_document_type_in_a_list_beside_the_form_does_no_harm(name: str) -> None:
    """Hostile input 3; in the form itself see test_bad_forms."""
    bomb = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><root><item>&e;</item></root>'
    kind = "file-csv" if name.endswith("csv") else "file"
    model = f'<instance id="l" src="jr://{kind}/{name}"/>'
    xform = an_xform("<a/>", body='<input ref="/data/a"><label>a</label></input>', model=model)
    try:
        definition = load_form(xform, {name: bomb})
    except FormUnreadable as error:
        assert str(error)
    else:
        assert "root:" not in repr(definition.lists)


def test_calculations_that_need_each_other_are_refused() -> None:
    """Hostile input 9."""
    with pytest.raises(FormInvalid, match="depend"):
        a_form(
            {"a": "", "b": "", "c": ""},
            {"a": {"calculate": "/data/b"}, "b": {"calculate": "/data/a"}},
        )


def test_a_calculation_of_itself_is_refused() -> None:
    """Hostile input 10."""
    with pytest.raises(FormInvalid, match="depends on itself"):
        a_form({"a": "", "c": ""}, {"a": {"calculate": "/data/a + 1"}})


def test_a_group_relevant_by_what_stands_in_it_is_refused() -> None:
    """Hostile input 11."""
    binds = '<bind nodeset="/data/g" relevant="/data/g/a = 1"/>'
    body = '<group ref="/data/g"><input ref="/data/g/a"><label>a</label></input></group>'
    with pytest.raises(FormInvalid, match="depends on itself"):
        load_form(an_xform("<g><a/></g>", binds, body))


@pytest.mark.parametrize(
    "source", ["((((", "not(" * 500 + "1" + ")" * 500, " + ".join(["1"] * 15_000)]
)
def test_what_no_author_would_write_is_refused(source: str) -> None:
    """Hostile inputs 14, 15 and 16."""
    with pytest.raises(FormError) as told:
        calculating(source)
    assert str(told.value)


def test_a_long_sum_that_is_short_enough_is_counted() -> None:
    """Hostile input 16, within the bounds: never a crash for its depth."""
    assert calculating("+".join(["1"] * 5_000)) == "5000"


def _big_list(rows: int) -> str:
    items = "".join(f"<item><name>n{one}</name></item>" for one in range(rows))
    return f'<instance id="l"><root>{items}</root></instance>'


def test_a_list_searched_for_each_of_its_own_rows_stops_at_the_budget() -> None:
    """Hostile input 17."""
    source = "count(instance('l')/root/item[count(instance('l')/root/item[name != 'x']) > 0])"
    binds = f'<bind nodeset="/data/b" calculate="{source}"/>'
    body = '<input ref="/data/a"><label>a</label></input>'
    with pytest.raises(BudgetExceeded):
        filling(load_form(an_xform("<a/><b/>", binds, body, _big_list(3_000))))


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|aa)+b", "(.*a){12}b", "(" * 900 + "a" + ")+" * 900]
)
def test_a_pattern_that_backtracks_without_end_is_answered(pattern: str) -> None:
    """Hostile input 18; how long it takes is measured by `python -m bench hostile`."""
    fits = calculating(f"regex(/data/a, '{pattern}')", "a" * LIMITS.text_characters)
    assert fits.lower() == str(pattern.endswith("+")).lower()


def test_a_pattern_too_large_for_its_text_stops_at_the_budget() -> None:
    """Hostile input 18: linear in the text, but with the whole pattern for each letter."""
    evil = ".*a[ab]{1000}[ab]{1000}[ab]{1000}"
    with pytest.raises(BudgetExceeded, match="shorten the pattern"):
        calculating(f"regex(/data/a, '{evil}')", "ab" * 50_000)
    assert calculating(f"regex(/data/a, '{evil}')", "ab" * 1_600 + "b").lower() == "true"


def test_patterns_are_paid_for_in_steps() -> None:
    """Hostile input 18, many times."""
    rules = " + ".join(f"regex(/data/a, '.*a.{{{size}}}')" for size in range(98, 123))
    with pytest.raises(BudgetExceeded, match="too much work"):
        calculating(rules, "a" * LIMITS.text_characters)


def test_a_text_that_doubles_forty_times_is_refused() -> None:
    """Hostile input 19."""
    names = {f"t{one}": "" for one in range(41)}
    binds = {
        f"t{one}": {"calculate": f"concat(/data/t{one - 1}, /data/t{one - 1})"}
        for one in range(1, 41)
    }
    with pytest.raises(BudgetExceeded):
        filling(a_form({**names, "t0": "x"}, binds))


def _repeats(count: str, inner: str) -> bytes:
    instance = '<r jr:template=""><a/><s jr:template=""><b/></s></r>'
    body = (
        f'<group ref="/data/r"><repeat nodeset="/data/r" jr:count="{count}">'
        '<input ref="/data/r/a"><label>a</label></input>'
        f'<group ref="/data/r/s"><repeat nodeset="/data/r/s" jr:count="{inner}">'
        '<input ref="/data/r/s/b"><label>b</label></input></repeat></group></repeat></group>'
    )
    return an_xform(f"<n>1000000000</n><m>900</m>{instance}", body=body)


@pytest.mark.parametrize(("count", "inner"), [("/data/n", "0"), ("/data/m", "/data/m")])
def test_repeats_without_end_stop_at_the_budget(count: str, inner: str) -> None:
    """Hostile inputs 20 and 21."""
    try:
        session = filling(load_form(_repeats(count, inner)))
    except FormError as error:
        assert str(error)
    else:
        assert len(list(session.nodes())) <= LIMITS.running_nodes


@pytest.mark.parametrize(
    "source",
    [
        "pow(10, 1000)",
        "pow(-1, 0.5)",
        "int(1 div 0)",
        "round(0 div 0, 400)",
        "round(1 div 0)",
        "exp(100000)",
        "10 mod 0",
        "date(1e300)",
        "format-date(1 div 0, '%Y')",
        "substr('a', 0 div 0, 1e300)",
    ],
)
def test_numbers_without_bounds_give_an_answer_or_a_sentence(source: str) -> None:
    """Hostile input 30."""
    try:
        calculating(source)
    except FormError as error:
        assert str(error)


@pytest.mark.parametrize("nodeset", ["", "..", "../..", "a", "./a", "//a", "/", "/data/none"])
def test_a_rule_for_a_strange_path_ends(nodeset: str) -> None:
    """Hostile input 31."""
    binds = f'<bind nodeset="{nodeset}" relevant="true()"/>'
    try:
        load_form(an_xform("<a/>", binds, '<input ref="/data/a"><label>a</label></input>'))
    except FormError as error:
        assert str(error)


def test_entities_of_a_later_version_are_refused() -> None:
    """Hostile input 33."""
    xform = an_xform("<a/>", body='<input ref="/data/a"><label>a</label></input>').replace(
        b"<model>",
        b'<model xmlns:e="http://www.opendatakit.org/xforms/entities" '
        b'e:entities-version="2099.1.0">',
    )
    with pytest.raises(FormInvalid, match="2099"):
        load_form(xform)


def test_values_that_set_each_other_come_to_an_end() -> None:
    """Hostile input 34; formulas in exports and changed content are tested with those."""
    body = "".join(
        f'<input ref="/data/{here}"><label>{here}</label>'
        f'<setvalue event="xforms-value-changed" ref="/data/{there}" value="/data/{here} + 1"/>'
        "</input>"
        for here, there in (("a", "b"), ("b", "a"))
    )
    session = filling(load_form(an_xform("<a>1</a><b>1</b>", body=body)))
    try:
        session.answer("/data/a", "5")
    except FormError as error:
        assert str(error)
