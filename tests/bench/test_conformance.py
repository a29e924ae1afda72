# SPDX-License-Identifier: AGPL-3.0-or-later
"""The comparer finds every difference, and only a row that fits explains one."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.conformance.compare import Difference, Node, compare_states
from bench.conformance.corpus import find_forms
from bench.conformance.explained import explain, read_rows
from bench.conformance.rules import not_comparable, not_sayable, read_rules
from bench.conformance.run import read_peer

AGE = "/data/person[1]/age"
NODE = Node(
    "5", relevant=True, required=False, readonly=False, offered=("a",), valid=True, label="A b"
)
XFORM = b"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><model>
 <instance><data id="f"><dice/><double/><after/><age/><meta><instanceID/></meta></data></instance>
 <instance id="towns" src="jr://file-csv/towns.csv"/>
 <bind nodeset="/data/dice" calculate="once(random())" type="string"/>
 <bind nodeset="/data/double" calculate="../dice * 2"/>
 <bind nodeset="/data/after" relevant="/data/double &gt; 1"/>
 <bind nodeset="/data/age" calculate="round(7 div 2)" jr:preload="date"/>
 </model></h:head><h:body><select1 ref="/data/age">
 <itemset nodeset="instance('towns')/root/item[county = /data/after]"><value ref="code"/></itemset>
 </select1></h:body></h:html>"""


def differences(ours: dict[str, Node], theirs: dict[str, Node]) -> list[tuple[str, str]]:
    compared = compare_states("f.xml", ours, theirs)
    return [(one.node, one.facet) for one in compared.differences]


@pytest.mark.parametrize(
    ("changed", "facet"),
    [
        (replace(NODE, text="6"), "value"),
        (replace(NODE, relevant=False), "relevant"),
        (replace(NODE, required=True), "required"),
        (replace(NODE, readonly=True), "readonly"),
        (replace(NODE, offered=("a", "b")), "choices"),
        (replace(NODE, valid=False), "valid"),
        (replace(NODE, label="A c"), "label"),
    ],
)
def test_each_facet_that_differs_is_found(changed: Node, facet: str) -> None:
    assert differences({AGE: NODE}, {AGE: changed}) == [(AGE, facet)]


def test_equal_states_are_counted_and_not_reported() -> None:
    compared = compare_states("f.xml", {AGE: NODE}, {AGE: NODE})
    assert (compared.nodes, compared.facets, compared.differences) == (1, 7, ())


def test_white_space_in_a_label_is_no_difference() -> None:
    assert differences({AGE: NODE}, {AGE: replace(NODE, label=" A\n b ")}) == []


def test_a_leaf_known_to_one_side_only_is_a_difference() -> None:
    assert differences({AGE: NODE}, {}) == [(AGE, "absent")]
    assert differences({}, {AGE: NODE}) == [(AGE, "absent")]


def test_a_group_known_to_one_side_only_is_not_a_difference() -> None:
    assert differences({}, {"/data/g": Node(None, relevant=True)}) == []


def test_what_is_remembered_where_nothing_is_relevant_is_not_compared() -> None:
    hidden = replace(NODE, relevant=False)
    other = replace(hidden, text="", offered=(), valid=False)
    assert differences({AGE: hidden}, {AGE: other}) == []


def test_what_one_side_does_not_report_is_not_compared() -> None:
    assert differences({AGE: Node("5", relevant=True)}, {AGE: NODE}) == []


def test_nodes_of_chance_and_all_that_reads_them_are_not_comparable() -> None:
    found = not_comparable(read_rules(XFORM))
    assert found == {"/data/dice", "/data/double", "/data/after", "/data/age"}
    compared = compare_states("f.xml", {}, {"/data/dice": NODE}, without=found)
    assert (compared.nodes, compared.differences) == (0, ())


def test_rules_name_binds_preloads_controls_and_choice_lists() -> None:
    rules = read_rules(XFORM)["/data/age"]
    assert "calculate: round(7 div 2)" in rules
    assert "preload: date" in rules
    assert "control: select1" in rules
    assert any(one.startswith("itemset: instance('towns')") for one in rules)


REPEAT = b"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><model>
 <itext><translation lang="en"><text id="t"><value><output value="/data/dice"/></value></text>
 </translation></itext>
 <instance><data id="f"><dice/><p><a>1</a><b/></p><q jr:template=""><c>2</c></q></data></instance>
 <bind nodeset="dice" calculate="random()"/>
 <bind nodeset="/data/p/b" calculate="/data/p/a + 1"/>
 </model></h:head><h:body>
 <repeat nodeset="/data/p"><input ref="/data/p/a"><label ref="jr:itext('t')"/></input></repeat>
 <repeat nodeset="/data/q"><input ref="/data/q/c"/></repeat>
 </h:body></h:html>"""


def test_rules_tell_what_is_particular_to_repeats_and_relative_binds() -> None:
    rules = read_rules(REPEAT)
    assert "copied default: 1" in rules["/data/p/a"]
    assert not any(one.startswith("copied") for one in rules["/data/q/c"])
    assert "own repeat: /data/p" in rules["/data/p/b"]
    assert not any(one.startswith("own") for one in rules["/data/p/a"])
    assert "written: dice" in rules["/data/dice"]


def test_a_label_that_says_chance_is_not_compared_but_its_answer_is() -> None:
    rules = read_rules(REPEAT)
    without = not_comparable(rules)
    assert without == {"/data/dice"}
    assert not_sayable(rules, without) == {"/data/p/a"}


ROW = r"| D1 | `*.xml` | `/data/*/age` | value valid | `calculate: round\(\|preload` | JavaRosa … |"


def test_only_a_row_whose_form_node_facet_and_rule_all_fit_explains(tmp_path: Path) -> None:
    document = tmp_path / "rows.md"
    document.write_text(f"# Title\n\n| row | form |\n|---|---|\n{ROW}\n")
    rows = read_rows(document)
    rules = {"/data/person/age": ("calculate: round(1.5)",), "/data/x/age": ("calculate: 1",)}
    fits = Difference("f.xml", AGE, "value", "2", "1")
    others = [
        replace(fits, form="f.xlsx"),
        replace(fits, node="/data/name"),
        replace(fits, facet="relevant"),
        replace(fits, node="/data/x/age"),
    ]
    assert explain([fits, *others], rows, rules) == {fits: "D1"}


def test_the_document_has_rows_only_of_the_right_form() -> None:
    for row in read_rows():
        assert row.facets <= {
            "load", "operation", "absent", "value", "relevant",
            "required", "readonly", "choices", "valid", "label",
        }  # fmt: skip


def test_the_root_is_no_node_and_a_calculation_is_never_judged_valid() -> None:
    seen = {
        "kind": "model-value", "text": "1", "relevant": True, "required": False,
        "readonly": False, "offered": None, "violation": None, "label": None,
    }  # fmt: skip
    state = read_peer({"/data": seen, "/data/a": seen, "/data/b": seen | {"kind": "input"}})
    assert {path: one.valid for path, one in state.items()} == {"/data/a": None, "/data/b": True}


def test_a_list_a_form_asks_for_is_taken_from_beside_it(tmp_path: Path) -> None:
    (tmp_path / "form.xml").write_bytes(XFORM)
    (tmp_path / "towns.csv").write_text("code,county\n1,a\n")
    (tmp_path / "other.xml").write_text("<data/>")
    (form,) = find_forms(tmp_path)
    assert form.attachments == {"towns.csv": tmp_path / "towns.csv"}


def test_a_list_that_is_nowhere_is_made_with_the_columns_the_form_reads(tmp_path: Path) -> None:
    (tmp_path / "form.xml").write_bytes(XFORM)
    (form,) = find_forms(tmp_path)
    header = form.attachments["towns.csv"].read_text().splitlines()[0]
    assert set(header.split(",")) == {"name", "label", "code", "county"}
