# SPDX-License-Identifier: AGPL-3.0-or-later
"""From an author's spreadsheet to an XForm, with the size of what comes in bounded first.

pyxform does the conversion; whatever it raises becomes problems with sheet, row and column.
"""

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from pyxform.errors import PyXFormError
from pyxform.xls2xform import ConvertResult, convert
from xlrd import XLRDError
from xlrd.compdoc import CompDocError

from forms.errors import FormInvalid, FormUnreadable, Problem
from forms.limits import LIMITS
from forms.workbook import refuse_hostile_members, refuse_protected

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
)
SPREADSHEETS = (".xlsx", ".xlsm", ".xls")
_ROW = re.compile(r"\[row\s*:\s*(\d+)\]\s*")
_SHEET = re.compile(
    r"\b(?:the |On the )?['‘“]?(survey|choices|settings)['’”]? sheet", re.IGNORECASE
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
    warnings: tuple[str, ...]


def convert_spreadsheet(content: bytes, suffix: str) -> Converted:
    """Convert an XLSForm.

    Raises:
        FormUnreadable: not a workbook, damaged, protected or too large.
        FormInvalid: it breaks XLSForm's rules; lists the problems.
    """
    if len(content) > LIMITS.file_bytes:
        raise FormUnreadable(
            f"The file is larger than {LIMITS.file_bytes // 1_000_000} MB; a form never is."
        )
    refuse_protected(content)
    if suffix != ".xls":
        _check_workbook(content)
    found: list[str] = []
    try:
        done = _convert(content, suffix, found)
    except PyXFormError as error:
        raise FormInvalid(*_problems_of(str(error))) from error
    except RecursionError as error:
        raise FormInvalid("The form's groups are nested too deeply; flatten them.") from error
    except _READER_ERRORS as error:
        # pyxform lets the readers' own errors through on damaged workbooks.
        raise FormUnreadable(
            "The spreadsheet cannot be read; open it, save it as .xlsx without a password and "
            "try again."
        ) from error
    sheets = {} if suffix == ".xls" else _own_sheets(content)
    return Converted(done.xform.encode(), sheets, tuple(found))


def _convert(content: bytes, suffix: str, found: list[str]) -> ConvertResult:
    with warnings.catch_warnings():
        # openpyxl warns of styles and extensions it does not know; none of them matters here.
        warnings.simplefilter("ignore")
        return convert(
            xlsform=content, file_type=suffix, validate=False, warnings=found, pretty_print=False
        )


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
    if "xl/workbook.xml" not in names:
        raise FormUnreadable("The file is an archive but not a spreadsheet; save it as .xlsx.")


def open_workbook(content: bytes) -> Workbook:
    """A workbook to read values from.

    Raises:
        FormUnreadable: it cannot be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise FormUnreadable("The spreadsheet cannot be read; save it again as .xlsx.") from error


def _own_sheets(content: bytes) -> dict[str, tuple[Row, ...]]:
    book = open_workbook(content)
    found = {
        sheet.title.strip().casefold(): tuple(_rows(sheet.iter_rows(values_only=True)))
        for sheet in book.worksheets
        if sheet.title.strip().casefold() in OWN_SHEETS
    }
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


def _problems_of(message: str) -> list[Problem]:
    problems = []
    for line in message.splitlines():
        text = line.strip()
        if not text:
            continue
        row, sheet = _ROW.search(text), _SHEET.search(text)
        problems.append(
            Problem(
                what=_ROW.sub("", text),
                sheet=sheet.group(1).lower() if sheet else ("survey" if row else None),
                row=int(row.group(1)) if row else None,
            )
        )
    return problems or [Problem(what="The spreadsheet breaks XLSForm's rules.")]
