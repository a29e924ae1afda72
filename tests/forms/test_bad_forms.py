# SPDX-License-Identifier: AGPL-3.0-or-later
"""A bad form gets sentences that say what, where and how to mend; nothing else ever escapes."""

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.check import check_form
from forms.errors import FormError, FormUnreadable
from forms.instance import read_instance_xml
from forms.limits import LIMITS
from forms.loader import load_form
from forms.pack import build_pack
from tests.fakes.form_files import a_workbook, an_xform
from tests.fakes.forms import filling

HEAD = ["type", "name", "label", "calculation"]


@pytest.mark.parametrize("column", ["type", "name"])
def test_a_missing_column_is_told_on_the_survey_sheet(column: str) -> None:
    head = [one for one in ("type", "name", "label") if one != column]
    report = check_form(a_workbook(survey=[head, ["text", "First"]]), "form.xlsx")
    assert not report.is_usable
    assert report.problems[0].what


def test_a_circular_calculation_names_its_questions_and_the_row() -> None:
    rows = [HEAD, ["calculate", "a", None, "${b} + 1"], ["calculate", "b", None, "${a} + 1"]]
    rows.append(["text", "shown", "Shown", None])
    report = check_form(a_workbook(survey=rows), "form.xlsx")
    (problem,) = report.problems
    assert "“a”" in problem.what
    assert "“b”" in problem.what
    assert (problem.sheet, problem.row) == ("survey", 2)


def test_a_calculation_of_itself_is_refused() -> None:
    with pytest.raises(FormError, match="depends on itself"):
        load_form(an_xform({"a": {"calculate": "/data/a + 1"}}))


def test_an_unknown_function_is_named_with_its_row_and_column() -> None:
    rows = [HEAD, ["text", "q", "Q", None], ["calculate", "c", None, "frobnicate(${q})"]]
    (problem,) = check_form(a_workbook(survey=rows), "form.xlsx").problems
    assert "frobnicate()" in problem.what
    assert (problem.sheet, problem.row, problem.column) == ("survey", 3, "calculation")


@pytest.mark.parametrize(
    "source", ["((((", "1 +", "'open", "a b", "not(" * 500 + ")" * 500, "/x/y"]
)
def test_an_expression_that_cannot_be_read_is_refused(source: str) -> None:
    with pytest.raises(FormError):
        load_form(an_xform({"a": {}, "b": {"calculate": source}}))


@pytest.mark.parametrize("nodeset", ["", "../a", "../../a"])
def test_a_rule_for_no_question_of_the_form_is_refused(nodeset: str) -> None:
    xform = an_xform({"a": {}}).replace(b'nodeset="/data/a"', f'nodeset="{nodeset}"'.encode())
    with pytest.raises(FormError, match="not in the form"):
        load_form(xform)


@pytest.mark.parametrize("nodeset", ["/data/none", "none", "/other/a"])
def test_a_rule_for_a_missing_node_does_nothing_and_is_told(nodeset: str) -> None:
    xform = an_xform({"a": {"relevant": "false()"}})
    definition = load_form(xform.replace(b'nodeset="/data/a"', f'nodeset="{nodeset}"'.encode()))
    assert "does nothing" in definition.warnings[0]
    assert filling(definition).is_relevant("/data/a")


@pytest.mark.parametrize("nodeset", ["a", "./a", "x:a", "/x:data/a"])
def test_a_rule_finds_its_node_by_a_relative_or_prefixed_path(nodeset: str) -> None:
    xform = an_xform({"a": {"relevant": "false()"}})
    definition = load_form(xform.replace(b'nodeset="/data/a"', f'nodeset="{nodeset}"'.encode()))
    assert definition.warnings == ()
    assert not filling(definition).is_relevant("/data/a")


@pytest.mark.parametrize("nodeset", ["", ' nodeset="/data/none"'])
def test_a_repeat_of_no_group_of_the_form_is_refused(nodeset: str) -> None:
    """Found by fuzzing: its answers could be given, but not taken up again."""
    xform = an_xform({"a": {}}).replace(b"<a/>", b"<g><a/></g>")
    body = f'<group ref="/data/g"><repeat{nodeset}><input ref="/data/g/a"/></repeat></group>'
    with pytest.raises(FormError, match="repeat"):
        load_form(re.sub(rb"<h:body>.*</h:body>", f"<h:body>{body}</h:body>".encode(), xform))


def test_a_document_type_is_refused() -> None:
    with pytest.raises(FormUnreadable, match="document type"):
        load_form(b'<!DOCTYPE x [<!ENTITY e "y">]>' + an_xform({"a": {}}))


def test_deep_nesting_is_refused() -> None:
    deep = "<g>" * 200 + "<q/>" + "</g>" * 200
    xform = an_xform({"a": {}}).replace(b"<a/>", b"<a/>" + deep.encode())
    with pytest.raises(FormError):
        load_form(xform)


def test_a_truncated_workbook_is_refused() -> None:
    whole = a_workbook(survey=[HEAD, ["text", "q", "Q", None]])
    for size in (0, 10, len(whole) // 2, len(whole) - 30):
        with pytest.raises(FormError):
            build_pack(whole[:size], "form.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (LIMITS.unpacked_bytes + 1))
    with pytest.raises(FormUnreadable, match="unpacks to"):
        build_pack(out.getvalue(), "form.xlsx")


TOKENS = [
    "(",
    ")",
    "[",
    "]",
    "/data/a",
    ".",
    "..",
    "+",
    "-",
    "*",
    "div",
    "and",
    "=",
    "'x'",
    "1",
    ",",
    "if(",
    "not(",
    "regex(",
    "sum(",
    "current()",
    "instance('l')",
    "$",
    "é",
]


@given(st.lists(st.sampled_from(TOKENS), max_size=25).map(" ".join) | st.text(max_size=40))
def test_no_expression_raises_anything_but_a_form_error(source: str) -> None:
    text = "".join(one for one in source if one >= " " and one not in "\ufffe\uffff")
    text = text.encode("utf-8", "ignore").decode()
    try:
        load_form(an_xform({"a": {}, "b": {"calculate": text}}))
    except FormError as error:
        assert str(error)


@given(st.binary(max_size=300), st.sampled_from(["f.xlsx", "f.xls", "f.xml", "f.doc"]))
def test_no_file_raises_anything_but_a_form_error(content: bytes, filename: str) -> None:
    with pytest.raises(FormError):
        build_pack(content, filename)


@pytest.mark.parametrize(
    ("datatype", "first", "kept"),
    [
        ("int", "$4", None),
        ("int", "12", 12),
        ("int", "12.7", 12),
        ("int", "1e999999999", None),
        ("decimal", "1e999999999", None),
        ("date", "soon", None),
    ],
)
def test_what_a_node_begins_with_and_cannot_hold_is_empty(
    datatype: str, first: str, kept: object
) -> None:
    """Found by fuzzing: it could be written out, but not taken up again."""
    definition = load_form(
        an_xform({"a": {"type": datatype}}).replace(b"<a/>", f"<a>{first}</a>".encode())
    )
    session = filling(definition)
    assert session.question("/data/a").answer == kept
    again = read_instance_xml(definition, session.to_xml())
    assert again.get("/data/a") == kept
