# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare form` checks and fills forms without a window."""

import argparse
import json
from importlib import resources
from pathlib import Path

import pytest

from desktop.form_commands import add_form_parser
from forms.errors import FormError
from tests.fakes.form_files import a_workbook, an_xform


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_form_parser(parser.add_subparsers(required=True))
    chosen = parser.parse_args(["form", *words])
    code: int = chosen.run(chosen)
    return code


def test_check_says_what_the_sample_is(capsys: pytest.CaptureFixture[str]) -> None:
    sample = resources.files("forms") / "packs" / "community_safety.xlsx"
    assert run("check", str(sample)) == 0
    shown = capsys.readouterr().out
    assert "questions: 24" in shown
    assert "English (en), Español (es)" in shown
    assert "score: yes" in shown


def test_check_gives_sheet_row_and_column_and_exits_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.xlsx"
    rows = [["type", "name", "label", "calculation"], ["calculate", "c", None, "odd(1)"]]
    file.write_bytes(a_workbook(survey=[*rows, ["text", "q", "Q", None]]))
    assert run("check", str(file)) == 1
    assert "sheet survey, row 2, column calculation" in capsys.readouterr().out


@pytest.mark.parametrize(("value", "code"), [(3, 0), (30, 1), ("many", 1)])
def test_fill_prints_values_and_exits_1_on_a_broken_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], value: object, code: int
) -> None:
    form, answers, out = tmp_path / "f.xml", tmp_path / "a.json", tmp_path / "out.xml"
    form.write_bytes(an_xform({"n": {"type": "int", "constraint": ". < 10", "required": "true()"}}))
    answers.write_text(json.dumps({"n": value}))
    assert run("fill", str(form), "--answers", str(answers), "--xml", str(out)) == code
    shown = json.loads(capsys.readouterr().out)
    assert {"values", "relevance", "validity", "scores"} <= shown.keys()
    assert (shown["validity"]["/data/n"] is None) == (code == 0)
    assert out.read_bytes().startswith(b"<?xml")


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="cannot be read"):
        run("check", str(tmp_path / "none.xlsx"))
