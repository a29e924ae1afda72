# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms other people made can be saved in every way there is."""

import io
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import openpyxl
import pytest
from fhir.resources.questionnaire import Questionnaire
from fhir.resources.questionnaireresponse import QuestionnaireResponse

from forms.definition import Control, FormDefinition
from forms.errors import AnswerTypeError, BudgetExceeded, FormError
from forms.exports.export import Surroundings, as_one_file, export_forms
from forms.exports.kinds import ExportKind
from forms.instance import read_instance_xml
from forms.pack import build_pack, load_definition
from forms.session import Session
from tests.fakes.exports import a_filled_household
from tests.fakes.forms import DAY

SHARED = Path(__file__).parents[4] / "shared" / "forms"
FILES = sorted(one for one in SHARED.glob("**/*") if one.suffix in (".xml", ".xls", ".xlsx"))
AROUND = Surroundings(UTC, bytes, {})


def answer_some(definition: FormDefinition) -> Session:
    """A session with an answer to most questions and one more instance of each outer repeat."""
    session = Session(definition, today=DAY)
    for path, spec in definition.nodes.items():
        if spec.is_repeat and len(spec.repeats) == 1:
            try:
                session.add_instance(path)
            except (AnswerTypeError, BudgetExceeded):
                continue
    for path, question in definition.questions.items():
        given = {Control.TEXT: "=1+1", Control.INTEGER: 3, Control.DATE: DAY}.get(question.control)
        if question.choices is not None and question.choices.items:
            given = question.choices.items[0].value
        try:
            session.answer(path, (given,) if question.control is Control.SELECT_MULTIPLE else given)
        except (AnswerTypeError, BudgetExceeded):
            continue
    return session


@pytest.mark.skipif(not FILES, reason="the shared forms are not beside the repository")
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@pytest.mark.parametrize("file", FILES, ids=lambda one: one.name)
def test_any_form_can_be_saved_in_every_way(file: Path) -> None:
    try:
        loaded = load_definition(build_pack(file.read_bytes(), file.name))
    except FormError as error:
        assert str(error)
        return
    definition = replace(loaded, submission_key="")
    filled = a_filled_household(answer_some(definition), sources={})
    found = {kind: export_forms(kind, [filled], AROUND) for kind in ExportKind}
    assert read_instance_xml(definition, found[ExportKind.OPENROSA]["submission.xml"])
    book = openpyxl.load_workbook(
        io.BytesIO(as_one_file(found[ExportKind.XLSX], ExportKind.XLSX)), read_only=True
    )
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "inlineStr"}
    assert len(book.sheetnames) == len(found[ExportKind.CSV])
    QuestionnaireResponse.model_validate_json(found[ExportKind.FHIR_R5]["answers.json"])
    Questionnaire.model_validate_json(found[ExportKind.QUESTIONNAIRE_R5]["form.json"])
