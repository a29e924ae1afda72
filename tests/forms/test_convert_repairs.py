# SPDX-License-Identifier: AGPL-3.0-or-later
"""Old workbooks are mended with a warning each, or refused with the place and the fix."""

import pytest

from forms.check import CheckReport, check_form
from forms.convert import convert_spreadsheet
from forms.pack import build_pack
from forms.repairs import straighten
from tests.fakes.form_files import a_workbook

HEAD = ["type", "name", "label", "relevant"]
AGE = ["integer", "age", "Age", None]
LISTS = ["list_name", "name", "label", "town"]


def report_of(survey: list[list[object]], *choices: list[object]) -> CheckReport:
    sheets = {"survey": survey} | ({"choices": [LISTS, *choices]} if choices else {})
    return check_form(a_workbook(**sheets), "form.xlsx")


def warned(report: CheckReport) -> str:
    assert report.is_usable, report.problems
    return " ".join(str(one) for one in report.problems if one.severity == "warning")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hidden string", "hidden"),
        ("hidden geopoint", "hidden"),
        ("tel", "text"),
        ("Integer", "integer"),
        ("Select_One yes_no", "select_one yes_no"),
        ("select-one yes_no", "select_one yes_no"),
        ("Select one from yes_no", "select one from yes_no"),
    ],
)
def test_a_type_of_old_is_read_as_todays_and_told(old: str, new: str) -> None:
    report = report_of([HEAD, AGE, [old, "q", "Q", None]], ["yes_no", "yes", "Yes"])
    assert f"sheet survey, row 3, column type: The type “{old}” was read as “{new}”." in warned(
        report
    )


def test_a_group_written_with_capitals_opens_and_closes() -> None:
    rows: list[list[object]] = [HEAD, ["Begin Group", "g", "G"], AGE, ["END-GROUP", None, None]]
    assert "“Begin Group” was read as “begin_group”" in warned(report_of(rows))


def test_curly_quotation_marks_around_a_text_are_straightened_and_told() -> None:
    """Hostile input 24."""
    report = report_of([HEAD, AGE, ["text", "why", "Why", "${age} = ‘12’"]])
    assert "row 3, column relevant: Curly quotation marks were read" in warned(report)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a = ‘b’", "a = 'b'"),
        ("a = “b”", 'a = "b"'),
        ("a = 'don’t'", "a = 'don’t'"),
        ('"he said “no”"', '"he said “no”"'),
        ("’", "’"),
    ],
)
def test_only_marks_that_stand_for_straight_ones_are_straightened(old: str, new: str) -> None:
    assert straighten(old) == new


def test_a_name_with_spaces_is_joined_wherever_it_is_used() -> None:
    rows: list[list[object]] = [HEAD, ["integer", "his age", "Age"]]
    rows.append(["text", "why", "Why", "${his age} > 12"])
    assert "The name “his age” was read as “his_age”." in warned(report_of(rows))


def test_a_name_is_not_joined_into_one_that_is_taken() -> None:
    rows: list[list[object]] = [HEAD, ["text", "a b", "A"], ["text", "a_b", "B"]]
    (problem, *_) = report_of(rows).problems
    assert (problem.sheet, problem.row, problem.column) == ("survey", 2, "name")
    assert "Begin it with a letter" in problem.mend


def test_the_reserved_name_meta_is_changed_and_told() -> None:
    rows: list[list[object]] = [HEAD, ["begin_group", "meta", "M"], AGE, ["end_group", "meta"]]
    report = report_of([*rows, ["text", "why", "Why", "../meta/age > 12"]])
    assert "it was read as “meta_group”" in warned(report)


def test_a_repeat_named_as_the_form_is_kept_and_the_form_renamed() -> None:
    rows: list[list[object]] = [HEAD, ["begin_repeat", "data", "Child"], AGE, ["end_repeat"]]
    assert "the form was named “form”" in warned(report_of(rows))


def test_a_column_that_names_two_languages_is_left_out_and_told() -> None:
    twice = "hint::French (fr)hint::English (en)"
    head = ["type", "name", "label::French (fr)", "label::English (en)", twice]
    told = warned(report_of([head, ["text", "q", "Q", "Q", "both"]]))
    assert f"The column “{twice}” names more than one language and was left out." in told


def test_a_column_of_choices_that_is_no_text_of_theirs_is_left_out_and_told() -> None:
    choices = [["list_name", "name", "label", "base::label"], ["yes_no", "yes", "Yes", "Oui"]]
    survey: list[list[object]] = [HEAD, ["select_one yes_no", "q", "Q"]]
    told = warned(check_form(a_workbook(survey=survey, choices=choices), "form.xlsx"))
    assert "The column “base::label” is no column of choices and was left out." in told


def test_a_question_named_as_the_form_can_be_spoken_of() -> None:
    rows: list[list[object]] = [HEAD, ["date", "data", "Day"], ["text", "q", "Q", "${data} != ''"]]
    assert "A question is named “data” as the form itself" in warned(report_of(rows))
    assert warned(report_of([HEAD, ["date", "data", "Day"]])) == ""


def test_a_choice_written_twice_alike_is_left_out_once() -> None:
    one = ["yes_no", "yes", "Yes"]
    report = report_of([HEAD, ["select_one yes_no", "q", "Q"]], one, one)
    assert "sheet choices, row 3, column name: The choice “yes” stands twice" in warned(report)


def test_choices_that_another_column_tells_apart_are_kept() -> None:
    rows = [["yes_no", "yes", "Yes", "here"], ["yes_no", "yes", "Yes", "there"]]
    report = report_of([HEAD, ["select_one yes_no", "q", "Q"]], *rows)
    assert "told apart by another column" in warned(report)


def test_choices_of_one_name_and_two_labels_are_refused_with_their_row() -> None:
    rows = [["yes_no", "yes", "Yes"], ["yes_no", "yes", "Yes, often"]]
    (problem,) = report_of([HEAD, ["select_one yes_no", "q", "Q"]], *rows).problems
    assert str(problem).startswith("sheet choices, row 3, column name: Two choices of one list")
    assert problem.mend


def test_columns_that_mean_the_same_are_read_as_one_when_they_agree() -> None:
    rows: list[list[object]] = [["type", "name", "label", "relevant", "bind::relevant"]]
    rows += [AGE, ["text", "a", "A", None, "${age} > 1"], ["text", "b", "B", "${age} > 2", None]]
    assert "they were read as one" in warned(report_of(rows))


def test_a_column_that_stands_twice_with_other_contents_is_refused() -> None:
    rows: list[list[object]] = [["type", "name", "label", "label"], ["text", "a", "A", "Ä"]]
    (problem,) = report_of(rows).problems
    assert (problem.sheet, problem.row, problem.column) == ("survey", 2, "label")


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ([["text", "1a", "A"]], ("survey", 2, "name"), "The name is not allowed."),
        ([["text", None, "A"]], ("survey", 2, None), "The row has no name."),
        ([[None, "a", "A"]], ("survey", 2, None), "The row has no type."),
        ([["wish", "a", "A"]], ("survey", 2, "type"), "The type “wish” is not known."),
        ([["calculate", "a"], AGE], ("survey", 2, None), "The calculation is empty."),
        ([["begin_group", "g", "G"], AGE], ("survey", 2, None), "begins here and never ends."),
        ([AGE, ["end_group"]], ("survey", 3, None), "ends here that did not begin."),
        ([AGE, AGE], ("survey", 3, "name"), "The name “age” is used twice in one group."),
        ([["text", "a", "${none}"]], ("survey", 2, "label"), "no question named “none”."),
        ([["select_one none", "a", "A"]], ("survey", 2, "type"), "“none” is not on the sheet"),
    ],
)
def test_what_cannot_be_mended_is_refused_with_its_place(
    rows: list[list[object]], place: tuple[str, int, str | None], words: str
) -> None:
    """Hostile inputs 12 and 13: a name twice, a reference to no question."""
    (problem, *_) = report_of([HEAD, *rows], ["yes_no", "yes", "Yes"]).problems
    assert words in problem.what
    assert (problem.sheet, problem.row, problem.column) == place
    assert problem.mend


def test_a_formula_whose_result_was_not_saved_is_named() -> None:
    """Hostile input 22."""
    (problem,) = report_of([HEAD, AGE, ["text", "a", '="A"&"b"', None]]).problems
    assert "formula whose result was not saved" in problem.what
    assert (problem.sheet, problem.row, problem.column) == ("survey", 3, "label")


def test_a_sheet_named_with_capitals_and_spaces_is_found() -> None:
    found = check_form(a_workbook(**{"Survey ": [HEAD, AGE]}), "form.xlsx")
    assert "was read as “survey”" in warned(found)


def test_a_license_sheet_of_the_authors_own_is_left_alone() -> None:
    book = a_workbook(survey=[HEAD, AGE], license=[["MIT License"], ["Free of charge"]])
    assert "author's own notes" in warned(check_form(book, "form.xlsx"))


CSV = b"type,name,label\ninteger,age,Age\n"
STACKED = b'survey,,,\n,type,name,label\n,integer,age,Age\nsettings,,\n,form_id,\n,"my, form",\n'
MARKDOWN = b"| survey |         |      |       |\n|        | type    | name | label |\n"
MARKDOWN += b"|        | integer | age  | Age   |\n"


@pytest.mark.parametrize(
    ("content", "name"), [(CSV, "f.csv"), (STACKED, "f.csv"), (MARKDOWN, "f.md")]
)
def test_a_form_written_as_text_is_read(content: bytes, name: str) -> None:
    assert "/data/age" in build_pack(content, name).xform


def test_nothing_is_told_of_a_form_that_needs_no_mending() -> None:
    whole = a_workbook(survey=[HEAD, AGE], settings=[["form_id", "version"], ["a", "1"]])
    assert convert_spreadsheet(whole, ".xlsx").warnings == ()
