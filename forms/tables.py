# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheets of an XLSForm as rows of texts, whatever kind of file they stand in.

We read them ourselves, and not through pyxform, so that sizes are bounded while reading, a formula
without a value is told, and what is wrong keeps its sheet, row and column. Invariant: row N of a
sheet (header is row 1) is `rows[N - 2]`, empty rows included.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import openpyxl
import xlrd
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from pyxform.xls2json_backends import xls_value_to_unicode, xlsx_value_to_str

from forms.errors import FormInvalid, FormUnreadable, Problem
from forms.limits import LIMITS

XLSFORM_SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
_EMPTY_COLUMNS = 20
_EMPTY_ROWS = 60
_SPACES = re.compile(r"\s+")
_UNSEEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\u200b\ufeff\ud800-\udfff]")
_FORMULA = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"[^>]*>\s*<f(?: [^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v>\s*</v>|<v ?/>)?\s*</c>'
)
_MOST_PROBLEMS = 50


@dataclass
class Sheet:
    """One sheet.

    Attributes:
        name: as XLSForm calls it; `title` is as the author wrote it.
        header: names of the columns in order; None where there is none.
        rows: cells by column name, the first row under the header first.
    """

    name: str
    title: str
    header: list[str | None] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows with their numbers, as the spreadsheet shows them."""
        return enumerate(self.rows, start=2)


@dataclass
class Book:
    """The sheets that XLSForm knows, by name, the titles of all, and what was told on the way."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    told: list[Problem] = field(default_factory=list)

    def tell(
        self, what: str, sheet: str, row: int | None = None, column: str | None = None
    ) -> None:
        """Keep a warning for the author."""
        self.told.append(
            Problem(what=what, sheet=sheet, row=row, column=column, severity="warning")
        )


def read_book(content: bytes, suffix: str) -> Book:
    """The sheets of a file that is known to be of its kind; readers' own errors pass through.

    Raises:
        FormUnreadable: it holds more than a form may.
        FormInvalid: two columns have one name, or a formula has no value.
    """
    book = Book()
    for title, rows in _sheets(content, suffix):
        book.titles.append(title)
        _take(book, title, rows)
    if not book.sheets and len(book.titles) == 1:
        _take(book, book.titles[0], next(iter(_sheets(content, suffix)))[1], "survey")
    if suffix in {".xlsx", ".xlsm"}:
        _refuse_formulas(content, book)
    return book


def _sheets(content: bytes, suffix: str) -> Iterator[tuple[str, Iterator[Sequence[str]]]]:
    if suffix == ".csv":
        return _csv_sheets(content)
    if suffix == ".md":
        return _markdown_sheets(content)
    return _xls_sheets(content) if suffix == ".xls" else _xlsx_sheets(content)


def _xlsx_sheets(content: bytes) -> Iterator[tuple[str, Iterator[Sequence[str]]]]:
    book = load_xlsx(content)
    for sheet in book.worksheets:
        # what a sheet declares of its size may be wrong; rows beyond it would be lost silently.
        sheet.reset_dimensions()
        yield sheet.title, _xlsx_rows(sheet.iter_rows(values_only=True))
    book.close()


def load_xlsx(content: bytes, *, values: bool = True) -> Workbook:
    """A workbook read as it goes; `values` for what formulas gave, else the formulas."""
    with warnings.catch_warnings():
        # openpyxl warns of styles and extensions it does not know; none of them matters here.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=values)


def _xlsx_rows(rows: Iterable[tuple[object, ...]]) -> Iterator[Sequence[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for row in rows:
            yield ["" if cell is None else xlsx_value_to_str(cell) for cell in row]


def _xls_sheets(content: bytes) -> Iterator[tuple[str, Iterator[Sequence[str]]]]:
    book = xlrd.open_workbook(file_contents=content)
    for sheet in book.sheets():
        yield (
            sheet.name,
            (
                [str(xls_value_to_unicode(one.value, one.ctype, book.datemode)) for one in row]
                for row in sheet.get_rows()
            ),
        )
    book.release_resources()


def _csv_sheets(content: bytes) -> Iterator[tuple[str, Iterator[Sequence[str]]]]:
    text = content.decode("utf-8-sig", errors="replace")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if rows and "type" in {cell.strip().casefold() for cell in rows[0]}:
        return iter([("survey", iter(rows))])
    return _stacked(rows)


def _markdown_sheets(content: bytes) -> Iterator[tuple[str, Iterator[Sequence[str]]]]:
    lines = content.decode("utf-8-sig", errors="replace").splitlines()
    rows = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        for line in lines
        if line.strip().startswith("|") and not re.fullmatch(r"[\s|:-]+", line)
    ]
    return _stacked(rows)


def _stacked(rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, Iterator[Sequence[str]]]]:
    """Sheets one under the other: a name in the first column begins one, the rest is its rows."""
    found: list[tuple[str, list[Sequence[str]]]] = []
    for row in rows:
        if row and row[0].strip():
            found.append((row[0].strip(), []))
        if found and any(cell.strip() for cell in row[1:]):
            found[-1][1].append(row[1:])
    return iter([(title, iter(held)) for title, held in found])


def _take(book: Book, title: str, rows: Iterator[Sequence[str]], name: str = "") -> None:
    name = name or _SPACES.sub("_", title.strip().casefold())
    if name not in XLSFORM_SHEETS:
        return
    if name != title.casefold():
        book.tell(f"The sheet “{title}” was read as “{name}”.", name)
    sheet = Sheet(name, title)
    if name in book.sheets:
        raise FormInvalid(Problem(f"Two sheets are named “{name}”.", "Remove one.", name))
    book.sheets[name] = sheet
    sheet.header = _read_header(next(rows, ()), name)
    columns = _columns(book, sheet)
    empty = 0
    for number, row in enumerate(rows, start=2):
        if number > LIMITS.rows:
            raise FormUnreadable(
                f"The sheet {name} has more than {LIMITS.rows} rows; remove those it does not need."
            )
        cells = _cells(book, sheet, number, chain(row), columns)
        empty = 0 if cells else empty + 1
        if empty > _EMPTY_ROWS:
            break
        sheet.rows.append(cells)
    while sheet.rows and not sheet.rows[-1]:
        sheet.rows.pop()


def _read_header(row: Sequence[str], name: str) -> list[str | None]:
    header: list[str | None] = []
    empty = 0
    for cell in row:
        text = _SPACES.sub(" ", _UNSEEN.sub("", cell)).strip()
        empty = 0 if text else empty + 1
        if empty > _EMPTY_COLUMNS:
            break
        header.append(text or None)
    if len(header) > LIMITS.columns:
        raise FormUnreadable(
            f"The sheet {name} has more than {LIMITS.columns} columns; remove those it does not "
            "need."
        )
    return header


def _columns(book: Book, sheet: Sheet) -> list[tuple[int, str]]:
    """Places and names of the columns; of two by one name both are read, see `_cells`."""
    seen: set[str] = set()
    for place, name in enumerate(sheet.header, start=1):
        if name is not None and name in seen:
            book.tell(
                f"The column “{name}” stands twice; column {get_column_letter(place)} fills in "
                "where the first is empty.",
                sheet.name,
                1,
                name,
            )
        seen.add(name or "")
    return [(place, name) for place, name in enumerate(sheet.header) if name]


def _cells(
    book: Book, sheet: Sheet, number: int, row: Iterable[str], columns: list[tuple[int, str]]
) -> dict[str, str]:
    values, found = list(row), dict[str, str]()
    for place, name in columns:
        text = values[place] if place < len(values) else ""
        clean = _UNSEEN.sub("", text).replace("\xa0", " ").strip()
        if clean != text.replace("\xa0", " ").strip():
            book.tell("Characters that cannot be seen were taken out.", sheet.name, number, name)
        if found.get(name, clean) != clean and clean:
            raise FormInvalid(
                Problem(
                    f"The column “{name}” stands twice with different contents.",
                    "Rename one of the two, for example to “label::Language”.",
                    sheet.name,
                    number,
                    name,
                )
            )
        if clean:
            found[name] = clean
    return found


def _refuse_formulas(content: bytes, book: Book) -> None:
    """Tell formulas whose value was never stored, which every reader takes for empty cells."""
    unsaved: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for one in archive.namelist():
            if one.startswith("xl/worksheets/") and one.endswith(".xml"):
                found = _FORMULA.finditer(archive.read(one))
                unsaved |= {cell[1].decode() for cell in found if b't="str"' not in cell[0]}
    if not unsaved:
        return
    problems: list[Problem] = []
    formulas = load_xlsx(content, values=False)
    for sheet in formulas.worksheets:
        known = next((one for one in book.sheets.values() if one.title == sheet.title), None)
        if known is not None:
            most = len(known.rows) + _EMPTY_ROWS
            rows = sheet.iter_rows(min_row=2, max_row=most, values_only=True)
            problems += _empty_formulas(known, rows, unsaved)
    formulas.close()
    book.told += [one for one in problems if one.severity == "warning"]
    errors = [one for one in problems if one.severity == "error"]
    if errors:
        raise FormInvalid(*errors[:_MOST_PROBLEMS])


def _empty_formulas(
    sheet: Sheet, rows: Iterable[tuple[object, ...]], unsaved: Collection[str]
) -> Iterator[Problem]:
    for number, row in enumerate(rows, start=2):
        kept = sheet.rows[number - 2] if number - 2 < len(sheet.rows) else {}
        for place, (name, cell) in enumerate(zip(sheet.header, row, strict=False), start=1):
            if not name or name in kept or f"{get_column_letter(place)}{number}" not in unsaved:
                continue
            if isinstance(cell, str) and cell.startswith("="):
                yield Problem(
                    "The cell is a formula whose result was not saved.",
                    "Open the workbook in a spreadsheet program and save it, or write the text.",
                    sheet.name,
                    number,
                    name,
                    severity="warning" if name.casefold() == "version" else "error",
                )
