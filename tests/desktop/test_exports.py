# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signed screenings leave the laptop only as far as the hat may read them, and name nobody."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from casework.ids import CaseId, RecordId
from desktop.instruments import InstrumentShelf
from forms.exports.kinds import ExportKind
from forms.exports.openrosa import Submission
from forms.instance import read_instance_xml
from forms.pack import build_pack, load_definition, load_sample_packs
from tests.desktop.test_casework_services import fill_all
from tests.fakes.desks import PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.exports import PICTURE, household
from tests.fakes.people import an_id
from tests.forms.exports.test_encryption import open_as_central, published
from ui.errors import ShownError
from ui.jobs import Cancellation
from ui.ports import Workspace

CASE, OTHER = CaseId(an_id(5001)), CaseId(an_id(5002))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    desk = a_desk(a_workspace_folder(tmp_path, [CASE, OTHER]))
    yield desk.unlock(PASSPHRASE)
    desk.lock()


def sign(workspace: Workspace, case: CaseId) -> RecordId:
    draft = fill_all(workspace, case)
    return workspace.screenings.sign(draft, "")[0]


def exported(
    workspace: Workspace, records: Sequence[tuple[CaseId, RecordId]], kind: ExportKind
) -> bytes:
    told: list[int] = []
    content = workspace.exports.export(records, kind, told.append, Cancellation())
    assert told == [at + 1 for at in range(len(records))]
    assert content is not None
    return content


def test_a_copy_that_was_stopped_is_none_at_all(workspace: Workspace) -> None:
    stopped = Cancellation()
    stopped.cancel()
    records = [(CASE, sign(workspace, CASE))]
    assert workspace.exports.export(records, ExportKind.CSV, lambda _: None, stopped) is None


def test_signed_screenings_of_one_instrument_are_one_group(workspace: Workspace) -> None:
    assert workspace.exports.groups() == ()
    first, second = sign(workspace, CASE), sign(workspace, OTHER)
    (group,) = workspace.exports.groups()
    assert set(group.records) == {(CASE, first), (OTHER, second)}
    book = openpyxl.load_workbook(io.BytesIO(exported(workspace, group.records, ExportKind.XLSX)))
    keys = [row[0].value for row in book["answers"].iter_rows(min_row=2)]
    assert set(keys) == {f"uuid:{first}", f"uuid:{second}"}


def test_a_signed_screening_is_a_submission_with_what_was_signed(workspace: Workspace) -> None:
    record = sign(workspace, CASE)
    packed = exported(workspace, [(CASE, record)], ExportKind.OPENROSA)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        xml = archive.read("submission.xml")
    held = read_instance_xml(load_definition(load_sample_packs()[0]), xml)
    signed = workspace.screenings.signed(CASE, record).screening
    assert set(signed.answers) - {"/data/@id", "/data/@version"} <= set(held)


def test_a_signed_screening_is_valid_fhir_and_names_no_youth(workspace: Workspace) -> None:
    record = sign(workspace, CASE)
    content = exported(workspace, [(CASE, record)], ExportKind.FHIR_R4)
    response = QuestionnaireResponse.model_validate_json(content)
    assert response.status == "completed"
    assert response.subject is None
    view = workspace.screenings.signed(CASE, record)
    assert view.shown_name
    assert view.shown_name.encode() not in content


def test_a_case_out_of_reach_is_never_exported(workspace: Workspace) -> None:
    record = sign(workspace, CASE)
    with pytest.raises(ShownError):
        exported(workspace, [(CaseId(an_id(5999)), record)], ExportKind.CSV)
    with pytest.raises(ShownError, match="not on this laptop"):
        exported(workspace, [(OTHER, record)], ExportKind.CSV)


def test_a_submission_carries_its_files_and_the_log_of_how_it_was_filled(tmp_path: Path) -> None:
    asked = household().replace(b"<instanceID/>", b"<instanceID/><audit/>")
    pack = build_pack(asked, "asked.xml")
    desk = a_desk(a_workspace_folder(tmp_path, [CASE]), shelf=InstrumentShelf([pack]))
    workspace = desk.unlock(PASSPHRASE)
    draft = workspace.screenings.start(CASE, pack.form_id, "")
    workspace.screenings.journal(draft, "/data/name", "Ana")
    name = workspace.screenings.keep_attachment(draft, "photo.png", PICTURE)
    workspace.screenings.journal(draft, "/data/about/photo", name)
    record, _ = workspace.screenings.sign(draft, "")
    packed = exported(workspace, [(CASE, record)], ExportKind.OPENROSA)
    desk.lock()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        log = archive.read("audit.csv").decode()
        assert archive.read(name) == PICTURE
        assert b"<audit>audit.csv</audit>" in archive.read("submission.xml")
    assert [line.split(",")[:2] for line in log.splitlines()[1:3]] == [
        ["form start", ""],
        ["question", "/data/name"],
    ]


def test_a_form_with_its_authors_key_leaves_encrypted(tmp_path: Path) -> None:
    key = published()
    asked = household(model=f'<submission base64RsaPublicKey="{key}"/>')
    pack = build_pack(asked, "asked.xml")
    desk = a_desk(a_workspace_folder(tmp_path, [CASE]), shelf=InstrumentShelf([pack]))
    workspace = desk.unlock(PASSPHRASE)
    draft = workspace.screenings.start(CASE, pack.form_id, "")
    workspace.screenings.journal(draft, "/data/name", "Ana Sol")
    record, _ = workspace.screenings.sign(draft, "")
    packed = exported(workspace, [(CASE, record)], ExportKind.OPENROSA)
    desk.lock()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sent = Submission("test", "1", f"uuid:{record}", files.pop("submission.xml"), files)
    assert b"Ana Sol" not in sent.xml + b"".join(files.values())
    assert b"Ana Sol" in open_as_central(sent)["submission.xml"]


def test_where_an_answer_came_from_leaves_with_it(tmp_path: Path) -> None:
    asked = household().replace(
        b'<bind nodeset="/data/name" ', b'<bind nodeset="/data/name" fieldfare:source="yes" '
    )
    pack = build_pack(asked, "asked.xml")
    desk = a_desk(a_workspace_folder(tmp_path, [CASE]), shelf=InstrumentShelf([pack]))
    workspace = desk.unlock(PASSPHRASE)
    draft = workspace.screenings.start(CASE, pack.form_id, "")
    workspace.screenings.journal(draft, "/data/name", "Ana")
    workspace.screenings.journal(draft, "/data/name#source", {"source": "third_party"})
    record, _ = workspace.screenings.sign(draft, "")
    one = [(CASE, record)]
    book = openpyxl.load_workbook(io.BytesIO(exported(workspace, one, ExportKind.XLSX)))
    header, row = book["answers"].iter_rows(values_only=True)
    packed = exported(workspace, one, ExportKind.OPENROSA)
    desk.lock()
    assert dict(zip(header, row, strict=True))["name:source"] == "third_party"
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert b'fieldfare:source="third_party">Ana<' in archive.read("submission.xml")
