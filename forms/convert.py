# SPDX-License-Identifier: AGPL-3.0-or-later
"""From an author's spreadsheet to an XForm, with the size of what comes in bounded first.

pyxform does the conversion; whatever it raises becomes problems with sheet, row and column.
"""

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from pyxform.errors import PyXFormError
from pyxform.xls2xform import ConvertResult, convert
from xlrd import XLRDError
from xlrd.compdoc import CompDocError
from xlrd.xldate import XLDateError

from forms.errors import FormInvalid, FormUnreadable, Problem
from forms.limits import LIMITS
from forms.outside import close_off
from forms.plain import in_words, problems_of
from forms.repairs import repair
from forms.tables import Book, load_xlsx, read_book
from forms.workbook import refuse_hostile_members, refuse_other_archives, true_kind

_READER_ERRORS = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    AssertionError,
    struct.error,
    XLRDError,
    CompDocError,
    zipfile.BadZipFile,
    InvalidFileException,
    XLDateError,
    SyntaxError,  # ElementTree's ParseError
    ArithmeticError,
    EOFError,
    RuntimeError,
    zlib.error,
    csv.Error,
)
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".csv", ".md")
_ARCHIVES = (".xlsx", ".xlsm")
_ZIP = b"PK"
_UNREADABLE = (
    "The spreadsheet cannot be read; open it, save it as .xlsx without a password and try again."
)


OWN_SHEETS = frozenset(
    {
        "scoring",
        "scores",
        "item_rules",
        "bands",
        "score_notes",
        "county_cuts",
        "trip_wires",
        "gate",
        "license",
        "training",
        "accuracy",
    }
)
"""The sheets only we read; pyxform leaves them alone."""


class Row(dict[str, str]):
    """The cells of one row by column, and its number in the sheet, from 1."""

    number: int = 0


class Converted(NamedTuple):
    """An XForm, and the rows of the sheets only we read (empty without them)."""

    xform: bytes
    sheets: Mapping[str, tuple[Row, ...]]
    warnings: tuple[Problem, ...]


def convert_spreadsheet(content: bytes, suffix: str) -> Converted:
    """Convert an XLSForm.

    Raises:
        FormUnreadable: not a workbook, damaged, protected or too large.
        FormInvalid: it breaks XLSForm's rules; lists the problems.
    """
    told: list[Problem] = []
    book = read_sheets(content, suffix, told)
    try:
        own = _own_sheets(content, told) if content.startswith(_ZIP) else {}
    except _READER_ERRORS as error:
        raise FormUnreadable(_UNREADABLE) from error
    return _convert_book(book, own, told)


def read_sheets(content: bytes, suffix: str, told: list[Problem] | None = None) -> Book:
    """The sheets of a workbook, once its outside was found harmless; errors as above."""
    if len(content) > LIMITS.file_bytes:
        raise FormUnreadable(
            f"The file is larger than {LIMITS.file_bytes // 1_000_000} MB; a form never is."
        )
    suffix = true_kind(content, suffix, [] if told is None else told)
    if suffix in _ARCHIVES:
        _check_workbook(content)
    try:
        return read_book(content, suffix)
    except _READER_ERRORS as error:
        # the readers let their own errors through on damaged workbooks.
        raise FormUnreadable(_UNREADABLE) from error


def _convert_book(book: Book, own: Mapping[str, tuple[Row, ...]], told: list[Problem]) -> Converted:
    repair(book)
    close_off(book)
    found: list[str] = []
    try:
        done = _convert(book, found)
    except PyXFormError as error:
        raise FormInvalid(*problems_of(str(error), book)) from error
    except RecursionError as error:
        raise FormInvalid("The form's groups are nested too deeply; flatten them.") from error
    except _READER_ERRORS as error:
        raise FormInvalid(
            "The sheets break XLSForm's rules in a way that could not be placed; compare their "
            "columns with a form that works."
        ) from error
    told += book.told
    told += [replace(one, severity="warning") for one in map(in_words, found)]
    return Converted(done.xform.encode(), own, tuple(dict.fromkeys(told)))


def _convert(book: Book, found: list[str]) -> ConvertResult:
    given: dict[str, object] = {"sheet_names": book.titles}
    for name, sheet in book.sheets.items():
        given[name] = sheet.rows
        given[f"{name}_header"] = [{one: None for one in sheet.header if one}]
    return convert(xlsform=given, validate=False, warnings=found, pretty_print=False)


def _check_workbook(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            names = set(archive.namelist())
            refuse_hostile_members(archive)
    except (zipfile.BadZipFile, struct.error, ValueError, OSError) as error:
        raise FormUnreadable(
            "The file is not a spreadsheet (.xlsx), or it is damaged or protected by a password; "
            "save it again without a password."
        ) from error
    if unpacked > LIMITS.unpacked_bytes:
        raise FormUnreadable(
            f"The workbook unpacks to {unpacked // 1_000_000} MB, more than any form needs; "
            "remove empty rows and pictures."
        )
    refuse_other_archives(names)


def open_workbook(content: bytes) -> Workbook:
    """A workbook to read values from.

    Raises:
        FormUnreadable: it cannot be read.
    """
    try:
        return load_xlsx(content)
    except _READER_ERRORS as error:
        raise FormUnreadable("The spreadsheet cannot be read; save it again as .xlsx.") from error


_NEEDED_COLUMN = {"license": "key", "training": "code", "accuracy": "key", "gate": "opens"}


def _own_sheets(content: bytes, told: list[Problem]) -> dict[str, tuple[Row, ...]]:
    book = open_workbook(content)
    found = {}
    for sheet in book.worksheets:
        name = sheet.title.strip().casefold()
        if name not in OWN_SHEETS:
            continue
        rows = tuple(_rows(sheet.iter_rows(values_only=True)))
        needed = _NEEDED_COLUMN.get(name)
        if rows and needed and all(needed not in row for row in rows):
            what = f"The sheet has no column “{needed}” and was taken for the author's own notes."
            told.append(Problem(what, sheet=name, row=1, severity="warning"))
            continue
        found[name] = rows
    book.close()
    return found


def _rows(rows: Iterator[tuple[object, ...]]) -> Iterator[Row]:
    header = [str(cell or "").strip() for cell in next(rows, ())]
    for number, row in enumerate(rows, start=2):
        cells = Row(
            (name, str(cell).strip())
            for name, cell in zip(header, row, strict=False)
            if name and cell is not None
        )
        cells.number = number
        if cells:
            yield cells
