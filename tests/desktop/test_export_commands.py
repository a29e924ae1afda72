# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare form` writes answers for other programs."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from fhir.resources.questionnaire import Questionnaire
from fhir.resources.questionnaireresponse import QuestionnaireResponse

from desktop.commands import main
from forms.instance import read_instance_xml
from tests.fakes.exports import PICTURE, a_household, fill_household, household
from tests.forms.exports.test_entities import CREATING


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A form, a filled instance and its picture."""
    (tmp_path / "form.xml").write_bytes(household())
    (tmp_path / "filled.xml").write_bytes(fill_household().to_xml("0" * 8))
    (tmp_path / "photo.png").write_bytes(PICTURE)
    (tmp_path / "answers.json").write_text(json.dumps({"name": "Ana", "photo": "photo.png"}))
    return tmp_path


def export(folder: Path, kind: str, out: str) -> Path:
    words = ["form", "export", str(folder / "form.xml"), str(folder / "filled.xml")]
    assert main([*words, "--kind", kind, "--out", str(folder / out)]) == 0
    return folder / out


def test_an_instance_becomes_a_submission_in_a_folder_or_an_archive(folder: Path) -> None:
    out = export(folder, "openrosa", "sent")
    assert (out / "photo.png").read_bytes() == PICTURE
    assert read_instance_xml(a_household(), (out / "submission.xml").read_bytes())
    with zipfile.ZipFile(export(folder, "openrosa", "sent.zip")) as archive:
        assert archive.namelist() == ["submission.xml", "photo.png"]


def test_an_instance_becomes_tables(folder: Path) -> None:
    sheet = openpyxl.load_workbook(export(folder, "xlsx", "a.xlsx"))
    assert sheet.sheetnames == ["answers", "person", "person-pet", "code_book", "choices"]
    rows = (export(folder, "csv", "tables") / "answers.csv").read_text("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(rows)))["total"] == "34"


def test_an_instance_becomes_fhir(folder: Path) -> None:
    response = export(folder, "fhir-r5", "r.json").read_bytes()
    assert QuestionnaireResponse.model_validate_json(response).status == "completed"
    form = export(folder, "fhir-form-r5", "q.json").read_bytes()
    assert Questionnaire.model_validate_json(form).item


def test_a_form_just_filled_is_exported_at_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["form", "fill", str(folder / "form.xml"), "--answers", str(folder / "answers.json")]
    more = ["--export", "openrosa", "--out", str(folder / "x.zip"), "--files", str(folder)]
    assert main([*words, *more]) == 0
    with zipfile.ZipFile(folder / "x.zip") as archive:
        assert archive.read("photo.png") == PICTURE
    assert main([*words, "--export", "csv"]) == 1
    assert "--out" in capsys.readouterr().err


def test_answers_to_another_form_are_refused_with_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "filled.xml").write_bytes(b'<data id="other"/>')
    words = ["form", "export", str(folder / "form.xml"), str(folder / "filled.xml")]
    assert main([*words, "--kind", "csv", "--out", str(folder / "x.zip")]) == 1
    assert "other" in capsys.readouterr().err
    assert not (folder / "x.zip").exists()


def test_an_answer_outside_the_choice_list_is_refused_with_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = (folder / "filled.xml").read_text(encoding="utf-8")
    chosen = re.sub(r"<safe[^>]*/>", "<safe>dragon</safe>", plain)
    (folder / "filled.xml").write_text(chosen, encoding="utf-8")
    words = ["form", "export", str(folder / "form.xml"), str(folder / "filled.xml")]
    assert main([*words, "--kind", "csv", "--out", str(folder / "x.zip")]) == 1
    said = capsys.readouterr().err
    assert "/data/safe holds 'dragon', which is none of its choices" in said
    assert said.count("\n") == 1
    assert not (folder / "x.zip").exists()


def test_filling_says_which_entities_it_makes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "form.xml").write_bytes(CREATING)
    (tmp_path / "answers.json").write_text(json.dumps({"species": "Oak", "age": 5}))
    words = ["form", "fill", str(tmp_path / "form.xml"), "--answers"]
    assert main([*words, str(tmp_path / "answers.json")]) == 0
    (entity,) = json.loads(capsys.readouterr().out)["entities"]
    assert (entity["dataset"], entity["label"], entity["problem"]) == ("trees", "Oak", "")
    assert entity["properties"] == {"species": "Oak", "years": "5"}
