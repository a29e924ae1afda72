# SPDX-License-Identifier: AGPL-3.0-or-later
"""`pulldata()` reads a file the form does not declare, or one that an answer names."""

import datetime as dt

import pytest

from forms.loader import load_form
from forms.session import Session
from tests.fakes.form_files import an_xform

TREES = {"trees.csv": b"name,height\noak,30\n"}


@pytest.mark.parametrize("written", ["'trees'", "'trees.csv'", "/data/q"])
def test_a_file_beside_the_form_is_read(written: str) -> None:
    rule = f"pulldata({written}, 'height', 'name', 'oak')"
    form = load_form(an_xform({"q": {}, "tall": {"calculate": rule}}, shown=["q"]), TREES)
    session = Session(form, today=dt.date(2026, 1, 5))
    session.answer("/data/q", "trees")
    assert session.relevant_answers()["/data/tall"] == "30"
    session.answer("/data/q", "shrubs")
    assert ("/data/tall" in session.relevant_answers()) is (written != "/data/q")


def test_a_file_that_is_not_there_is_told_and_reads_as_empty() -> None:
    rule = "pulldata('shrubs', 'height', 'name', 'oak')"
    form = load_form(an_xform({"q": {}, "tall": {"calculate": rule}}, shown=["q"]), TREES)
    assert any("“shrubs.csv” is not with the form" in one for one in form.warnings)


def test_a_list_asked_without_its_root_is_told_and_reads_as_empty() -> None:
    made = an_xform({"tall": {"calculate": "instance('trees')/item[name = 'oak']/height"}})
    source = b'</instance><instance id="trees" src="jr://file-csv/trees.csv"/>'
    form = load_form(made.replace(b"</instance>", source, 1), TREES)
    assert any("is asked without its root" in one for one in form.warnings)
    session = Session(form, today=dt.date(2026, 1, 5))
    assert "/data/tall" not in session.relevant_answers()
