# SPDX-License-Identifier: AGPL-3.0-or-later
"""The hostile inputs that come as a workbook, each with its number in docs/forms-hostile.md."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from forms.check import CheckReport, check_form
from forms.convert import convert_spreadsheet
from forms.errors import FormError, FormUnreadable
from forms.limits import LIMITS
from forms.loader import load_form
from forms.markdown import to_plain
from forms.pack import build_pack
from tests.fakes.form_files import a_workbook
from tests.fakes.forms import filling

HEAD = ["type", "name", "label", "appearance", "relevant"]
PLAIN = a_workbook(survey=[HEAD, ["text", "a", "Axyz"]])


def edited(change: Callable[[str, bytes], bytes], content: bytes = PLAIN) -> bytes:
    """The workbook with each of its parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.infolist():
            new.writestr(one.filename, change(one.filename, old.read(one)))
    return out.getvalue()


def in_sheet(old: bytes, new: bytes) -> bytes:
    return edited(lambda name, part: part.replace(old, new) if "sheet1" in name else part)


def report_of(*rows: list[object], head: list[object] | None = None) -> CheckReport:
    return check_form(a_workbook(survey=[head or HEAD, *rows]), "form.xlsx")


@pytest.mark.parametrize(
    "type_",
    ['<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE x [<!ENTITY a "aaaa">]>'],
)
def test_entities_in_a_sheet_are_refused(type_: str) -> None:
    """Hostile inputs 1 and 2."""
    with pytest.raises(FormUnreadable, match="document type"):
        build_pack(in_sheet(b"<worksheet", type_.encode() + b"<worksheet"), "form.xlsx")


def test_a_workbook_that_lies_about_its_size_is_refused() -> None:
    """Hostile input 4: the sizes that a bomb declares are not its own."""
    bomb = bytearray(in_sheet(b"<sheetData>", b"<sheetData>" + b" " * 5_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(bomb))) as archive:
        sheet = next(one for one in archive.infolist() if "sheet1" in one.filename)
    said, lie = struct.pack("<I", sheet.file_size), struct.pack("<I", 900)
    with pytest.raises(FormUnreadable):
        build_pack(bytes(bomb).replace(said, lie), "form.xlsx")


def test_rows_without_end_are_refused() -> None:
    """Hostile input 5."""
    row = b'<row><c t="inlineStr"><is><t>text</t></is></c></row>'
    bomb = in_sheet(b"</sheetData>", row * (LIMITS.rows + 1) + b"</sheetData>")
    with pytest.raises(FormUnreadable, match="more than 150000 rows"):
        build_pack(bomb, "form.xlsx")


def test_columns_without_end_are_refused() -> None:
    """Hostile input 5, on its side."""
    with pytest.raises(FormUnreadable, match="more than 500 columns"):
        build_pack(a_workbook(survey=[[f"c{one}" for one in range(600)]]), "form.xlsx")


def test_a_ghost_cell_in_the_last_row_changes_nothing() -> None:
    """Hostile input 6."""
    ghost = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    with_ghost = in_sheet(b"</sheetData>", ghost + b"</sheetData>")
    assert build_pack(with_ghost, "form.xlsx") == build_pack(PLAIN, "form.xlsx")


def test_hundreds_of_nested_groups_are_refused() -> None:
    """Hostile input 8."""
    begun: list[list[object]] = [["begin_group", f"g{one}", "G"] for one in range(600)]
    ended: list[list[object]] = [["end_group"]] * 600
    (problem,) = report_of(*begun, ["text", "a", "A"], *ended).problems
    assert "nested too deeply" in problem.what


def test_names_that_differ_by_capitals_only_are_told() -> None:
    """Hostile input 12; names that do not differ are refused, see test_convert_repairs."""
    report = report_of(["text", "a", "A"], ["text", "A", "B"])
    assert report.is_usable
    assert "differs from another by capital letters only" in report.problems[0].what


@pytest.mark.parametrize("said", ["A\x01B", "A\ufffeB"])
def test_characters_that_xml_forbids_are_refused_and_never_escape(said: str) -> None:
    """Hostile input 23, in the workbook's own XML."""
    with pytest.raises(FormUnreadable, match="cannot be read"):
        build_pack(edited(lambda _, part: part.replace(b"Axyz", said.encode())), "form.xlsx")


def test_characters_that_cannot_be_seen_are_taken_out_and_told() -> None:
    """Hostile input 23, in a list of values."""
    report = check_form(b"type,name,label\ntext,a,A\x07\xe2\x80\x8bB\n", "form.csv")
    assert report.is_usable
    assert "Characters that cannot be seen were taken out" in report.problems[0].what


def test_a_curly_quotation_mark_that_cannot_be_mended_is_named() -> None:
    """Hostile input 24; those that can be are, see test_convert_repairs."""
    (problem,) = report_of(["text", "a", "A"], ["text", "b", "B", None, "${a} = ’x"]).problems
    assert (problem.sheet, problem.row, problem.column) == ("survey", 3, "relevant")


def test_an_unknown_default_language_and_ragged_translations_are_told() -> None:
    """Hostile input 25."""
    rows = [["type", "name", "label::en", "hint::es"], ["text", "a", "A", "Pista"]]
    settings = [["form_id", "default_language"], ["a", "xx"]]
    report = check_form(a_workbook(survey=rows, settings=settings), "form.xlsx")
    assert report.is_usable
    assert any("default language “xx”" in one.what for one in report.problems)


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd.csv", "/etc/passwd.csv", "..\\x.csv", "https://evil.example/x.csv"],
)
def test_a_list_outside_the_forms_own_files_is_refused(name: str) -> None:
    """Hostile input 26."""
    (problem,) = report_of([f"select_one_from_file {name}", "a", "A"]).problems
    assert name in problem.what


@pytest.mark.parametrize("name", ["../x.png", "https://evil.example/x.png", "C:\\x.png"])
def test_a_picture_outside_the_forms_own_files_is_left_out(name: str) -> None:
    """Hostile input 26, as media."""
    content = a_workbook(survey=[[*HEAD, "image"], ["text", "a", "A", None, None, name]])
    made = convert_spreadsheet(content, ".xlsx")
    assert name.encode() not in made.xform
    assert "was left out" in made.warnings[0].what


def test_an_address_to_send_to_is_ignored_and_told() -> None:
    """Hostile input 27."""
    settings = [["form_id", "submission_url", "auto_send"], ["a", "https://evil.example", "true"]]
    content = a_workbook(survey=[HEAD, ["text", "a", "A"]], settings=settings)
    report = check_form(content, "form.xlsx")
    assert report.is_usable
    assert any("that is ignored" in one.what for one in report.problems)


def test_another_program_is_never_started() -> None:
    """Hostile input 28."""
    content = a_workbook(survey=[HEAD, ["text", "a", "A", "multiline ex:org.evil.app(x=1)"]])
    made = convert_spreadsheet(content, ".xlsx")
    assert b"ex:org" not in made.xform
    assert b"multiline" in made.xform
    assert "another program" in made.warnings[0].what


def test_markup_in_a_label_stays_text() -> None:
    """Hostile input 29."""
    label = "<img src='file:///etc/passwd'> <a href='javascript:x'>x</a>"
    content = a_workbook(survey=[HEAD, ["text", "a", label]])
    session = filling(load_form(convert_spreadsheet(content, ".xlsx").xform))
    assert to_plain(session.question("/data/a").label) == label


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"%PDF-1.7", "form.xlsx", "a PDF document"),
        (b"\n<!DOCTYPE html><html>", "form.xls", "a web page"),
        (b"<?xml version='1.0'?><h:html/>", "form.xlsx", "rename it to .xml"),
        (b"\x1f\x8b\x08", "form.xlsx", "a packed archive"),
        (b"", "form.xlsx", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "form.xlsx", "cannot be read"),
        (PLAIN[: len(PLAIN) // 2], "form.xlsx", "damaged"),
    ],
)
def test_a_file_that_is_no_workbook_is_named_for_what_it_is(
    content: bytes, name: str, words: str
) -> None:
    """Hostile input 32: truncated or renamed."""
    with pytest.raises(FormError, match=words):
        build_pack(content, name)


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("word/document.xml", "a Word document"),
        ("content.xml", "an OpenDocument file"),
        ("xl/workbook.bin", "a binary workbook"),
        ("readme.txt", "an archive but not a spreadsheet"),
    ],
)
def test_another_kind_of_archive_is_named_for_what_it_is(member: str, words: str) -> None:
    """Hostile input 32: renamed archives."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(member, "<x/>")
    with pytest.raises(FormUnreadable, match=words):
        build_pack(out.getvalue(), "form.xlsx")


@pytest.mark.parametrize("name", ["form.xls", "form.csv"])
def test_a_workbook_under_another_name_is_read_and_told(name: str) -> None:
    """Hostile input 32: renamed."""
    report = check_form(PLAIN, name)
    assert report.is_usable
    assert "it was read as that" in report.problems[0].what


def test_macros_are_never_run_and_told() -> None:
    """Hostile input 32: .xlsm."""
    report = check_form(PLAIN, "form.xlsm")
    assert report.is_usable
    assert "macros" in report.problems[0].what
