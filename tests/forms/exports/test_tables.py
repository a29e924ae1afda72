# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables hold every answer, say why there is none, and never start a formula."""

import csv
import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from forms.errors import AnswerTypeError, FormError
from forms.exports.csv_files import plain_text, write_csv, write_csv_files
from forms.exports.filled import Decided, KeptAside
from forms.exports.tables import CHOICES, CODE_BOOK, Table, make_tables
from forms.exports.xlsx import MOST_CHARACTERS, write_xlsx
from forms.pack import load_definition, load_sample_packs
from forms.session import Session
from tests.fakes.exports import (
    INSTANCE_ID,
    a_filled_household,
    a_household,
    fill_household,
    household,
)
from tests.fakes.forms import DAY, an_xform

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
HOSTILE = st.builds(
    "{}{}".format,
    st.sampled_from(["", "=", "+", "-", "@", "\t", "\r", "'", " =", "＝", "\n=", "_x0041_"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def open_sheets(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def by_column(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table.header, row, strict=True)) for row in table.rows]


def test_a_filling_is_one_row_and_each_repeat_a_table_of_its_own() -> None:
    tables = {one.name: one for one in make_tables([a_filled_household()])}
    assert list(tables) == ["answers", "person", "person/pet", CODE_BOOK, CHOICES]
    key = f"uuid:{INSTANCE_ID}"
    answers = by_column(tables["answers"])[0]
    assert answers["KEY"] == key
    assert answers["about/worth"] == Decimal("11.50")
    assert answers["about/seen"] == "yes no"
    assert answers["total"] == 34
    assert [(row["PARENT_KEY"], row["KEY"], row["age"]) for row in by_column(tables["person"])] == [
        (key, f"{key}/person[1]", 30),
        (key, f"{key}/person[2]", 4),
    ]
    assert [
        (row["PARENT_KEY"], row["KEY"], row["kind"]) for row in by_column(tables["person/pet"])
    ] == [
        (f"{key}/person[2]", f"{key}/person[2]/pet[1]", "dog"),
        (f"{key}/person[2]", f"{key}/person[2]/pet[2]", "cat"),
    ]


def test_why_there_is_no_answer_and_where_one_came_from_have_columns_of_their_own() -> None:
    session = fill_household()
    session.answer("/data/about/born", None)
    tables = {one.name: one for one in make_tables([a_filled_household(session)])}
    answers = by_column(tables["answers"])[0]
    assert (answers["safe"], answers["safe:missing"]) == ("", "declined")
    assert (answers["about/born"], answers["about/born:missing"]) == ("", "unanswered")
    assert answers["name:source"] == "record"
    assert "about/seen:missing" not in answers
    assert [row["age:source"] for row in by_column(tables["person"])] == ["", "youth"]


def test_the_code_book_says_what_every_column_and_choice_means() -> None:
    tables = {one.name: one for one in make_tables([a_filled_household()])}
    named = {row["column"]: row for row in by_column(tables[CODE_BOOK])}
    assert named["safe"] == {
        "table": "answers",
        "column": "safe",
        "path": "/data/safe",
        "type": "select_one",
        "label::default": "Safe now?",
    }
    assert named["total"]["type"] == "calculate"
    assert named["kind"]["table"] == "person/pet"
    said = {
        (row["column"], row["value"]): row["label::default"] for row in by_column(tables[CHOICES])
    }
    assert said["safe", "yes"] == "Yes, often"
    columns = {(t.name, c) for t in tables.values() for c in t.header if ":" not in c}
    assert {(row["table"], row["column"]) for row in named.values()} <= columns


def test_versions_of_one_instrument_share_a_table() -> None:
    newer = household("<added/>").replace(b'version="1"', b'version="2"')
    first, second = a_filled_household(), a_filled_household(fill_household(a_household(newer)))
    answers = by_column(make_tables([first, second])[0])
    assert [row["FORM_VERSION"] for row in answers] == ["1", "2"]
    assert "added" in answers[0]


def test_a_question_cannot_take_the_name_of_a_column_of_ours() -> None:
    form = an_xform("<KEY/><g><a-b/></g>", body='<input ref="/data/KEY"/>')
    session = Session(a_household(form), today=DAY)
    session.answer("/data/KEY", "mine")
    row = by_column(make_tables([a_filled_household(session)])[0])[0]
    assert (row["KEY"], row["./KEY"]) == (f"uuid:{INSTANCE_ID}", "mine")
    assert "g/a-b" in row


@given(name=HOSTILE)
def test_no_cell_starts_a_formula_and_every_text_comes_back(name: str) -> None:
    session = fill_household()
    try:
        session.answer("/data/name", name or None)
    except AnswerTypeError:
        return
    table = make_tables([a_filled_household(session)])[0]
    cells = read(write_csv(table))
    assert not [one for row in cells for one in row if one.lstrip(" ").startswith(STARTS)]
    held = dict(zip(cells[0], cells[1], strict=True))
    given_back = session.question("/data/name").answer or ""
    assert plain_text(held["name"]) == given_back
    sheet = open_sheets(write_xlsx([table])).worksheets[0]
    for row in sheet.iter_rows():
        assert all(cell.data_type in "sn" for cell in row)
    column = table.header.index("name") + 1
    shown = sheet.cell(2, column).value
    assert (unescape(shown) if shown else "") == given_back


@given(
    st.lists(
        st.lists(
            HOSTILE | st.integers() | st.decimals(-1000, 1000, places=3), min_size=3, max_size=3
        )
    )
)
def test_any_table_reads_back_from_csv(rows: list[list[Any]]) -> None:
    table = Table("t", ("a", "b", "=c"), tuple(tuple(row) for row in rows))
    found = read(write_csv(table))
    assert [plain_text(one) for one in found[0]] == ["a", "b", "=c"]
    wanted = [
        [
            one if isinstance(one, str) else format(one, "f" if isinstance(one, Decimal) else "")
            for one in row
        ]
        for row in rows
    ]
    assert [[plain_text(one) for one in row] for row in found[1:]] == wanted


def test_numbers_are_numbers_until_a_spreadsheet_would_round_them() -> None:
    table = Table("t", ("a",), ((Decimal("11.5"),), (-3,), (Decimal("0.1234567890123456"),)))
    sheet = open_sheets(write_xlsx([table])).worksheets[0]
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == [11.5, -3, "0.1234567890123456"]


def test_a_workbook_takes_any_names_and_shows_what_was_cut() -> None:
    names = ["a" * 40, "a" * 41, "history", "x/y", "x:y", "'"]
    tables = [Table(name, ("h",), (("x" * 40_000,),)) for name in names]
    book = open_sheets(write_xlsx(tables))
    assert len({one.casefold() for one in book.sheetnames}) == len(names)
    assert all(len(one) <= 31 for one in book.sheetnames)
    cell = book.worksheets[0]["A2"].value
    assert len(cell) == MOST_CHARACTERS
    assert "cut" in cell[-60:]
    assert len(write_csv_files(tables)) == len(names)


def test_the_same_tables_make_the_same_workbook_and_it_names_nobody() -> None:
    tables = make_tables([a_filled_household()])
    assert write_xlsx(tables) == write_xlsx(tables)
    with zipfile.ZipFile(io.BytesIO(write_xlsx(tables))) as book:
        assert not [one for one in book.namelist() if "docProps" in one]


def test_a_table_too_large_for_a_workbook_is_refused_with_one_sentence() -> None:
    wide = Table("t", tuple(f"c{number}" for number in range(16_385)), ())
    with pytest.raises(FormError, match="save it as CSV"):
        write_xlsx([wide])


def test_answers_kept_from_another_version_have_a_table_of_their_own() -> None:
    aside = (KeptAside("0", "/data/old", "Old question", "=1"),)
    filled = replace(a_filled_household(), aside=aside)
    (kept,) = [one for one in make_tables([filled]) if one.name == "kept_answers"]
    assert kept.rows == ((f"uuid:{INSTANCE_ID}", "0", "/data/old", "Old question", "=1"),)
    assert b"'=1" in write_csv(kept)


def test_every_score_and_what_a_person_decided_have_columns() -> None:
    for pack in load_sample_packs():
        session = Session(load_definition(pack), today=DAY)
        decided = Decided("Concern", "Bruises", "R. O.")
        row = by_column(make_tables([replace(a_filled_household(session), decided=decided)])[0])[0]
        assert (row["DECIDED"], row["DECIDED_WHY"], row["DECIDED_BY"]) == tuple(
            vars(decided).values()
        )
        result = session.result()
        for one in result.scores[1:] if result is not None else ():
            assert row[f"SCORE:{one.name}"] == ("" if one.score is None else one.score)
            assert row[f"SCORE_WITHHELD:{one.name}"] == (one.withheld_reason or "")
