# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables as one workbook (.xlsx), made in memory.

Written by hand because the usual library keeps every sheet in a temporary file on disk, where
answers must never lie in the clear. Source: ECMA-376, SpreadsheetML.

Invariants: a text is typed as text, so that no program works it out, and is marked as one, so
that editing it does not either; the same tables always make the same bytes; nothing in it says
who made it or when.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from forms.errors import FormError
from forms.exports.csv_files import looks_like_formula
from forms.exports.openrosa import zip_files
from forms.exports.tables import Cell, Table

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
MOST_CHARACTERS: Final = 32_767
SHEET_NAME: Final = 31
CUT: Final = " … (cut: a cell holds no more; the CSV copy has all of it)"
_EXACT_DIGITS: Final = 15
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_PLAIN, _QUOTED, _BOLD = 0, 1, 2
_STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/></font>'
    '<font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf xfId="0"/><xf xfId="0" quotePrefix="1"/>'
    '<xf xfId="0" fontId="1" applyFont="1"/></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def write_xlsx(tables: Sequence[Table]) -> bytes:
    """One sheet per table, the first row fixed.

    Raises:
        FormError: a table is larger than a workbook can hold.
    """
    for table in tables:
        if len(table.rows) >= MOST_ROWS or len(table.header) > MOST_COLUMNS:
            raise FormError(
                f"The table “{table.name}” is larger than a workbook can hold; save it as CSV."
            )
    names = _sheet_names(tables)
    numbers = range(1, len(tables) + 1)
    files = {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": _relations(["officeDocument", "xl/workbook.xml"]),
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _relations(
            *(["worksheet", f"worksheets/sheet{number}.xml"] for number in numbers),
            ["styles", "styles.xml"],
        ),
        "xl/styles.xml": _STYLES,
    }
    for number, table in zip(numbers, tables, strict=True):
        files[f"xl/worksheets/sheet{number}.xml"] = "".join(_sheet(table))
    return zip_files({name: text.encode("utf-8") for name, text in files.items()})


def _sheet(table: Table) -> Iterator[str]:
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews><sheetData>"
    )
    letters = [_letters(number) for number in range(1, len(table.header) + 1)]
    yield from _row(1, letters, table.header, _BOLD)
    for number, row in enumerate(table.rows, start=2):
        yield from _row(number, letters, row, _PLAIN)
    yield "</sheetData></worksheet>"


def _row(number: int, letters: Sequence[str], cells: Sequence[Cell], style: int) -> Iterator[str]:
    yield f'<row r="{number}">'
    for column, cell in zip(letters, cells, strict=True):
        if cell == "":
            continue
        text = _number(cell)
        if text is not None:
            yield f'<c r="{column}{number}"><v>{text}</v></c>'
            continue
        said = str(cell)
        look = _QUOTED if looks_like_formula(said) or said.startswith("'") else style
        yield (
            f'<c r="{column}{number}" t="inlineStr" s="{look}"><is>'
            f'<t xml:space="preserve">{_text(said)}</t></is></c>'
        )
    yield "</row>"


def _number(cell: Cell) -> str | None:
    """The cell as a number, when a spreadsheet keeps it exactly."""
    if isinstance(cell, str):
        return None
    exact = Decimal(cell)
    digits = len(exact.normalize().as_tuple().digits)
    return format(exact, "f") if digits <= _EXACT_DIGITS and abs(exact.adjusted()) < 100 else None


def _text(said: str) -> str:
    if len(said) > MOST_CHARACTERS:
        said = said[: MOST_CHARACTERS - len(CUT)] + CUT
    said = _ESCAPED.sub("_x005F_", _FORBIDDEN.sub("\ufffd", said))
    return escape(said).replace("\r", "_x000D_")


def _letters(number: int) -> str:
    """The name of a column, counted from 1."""
    name = ""
    while number:
        number, left = divmod(number - 1, 26)
        name = chr(ord("A") + left) + name
    return name


def _sheet_names(tables: Sequence[Table]) -> list[str]:
    """Names a workbook takes, each once."""
    found: list[str] = []
    for table in tables:
        plain = re.sub(r"[\[\]:*?/\\']", "-", table.name).strip("-.") or "table"
        name, number = plain[:SHEET_NAME], 2
        while name.casefold() in ("history", *(one.casefold() for one in found)):
            ending = f"-{number}"
            name, number = plain[: SHEET_NAME - len(ending)] + ending, number + 1
        found.append(name)
    return found


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    return f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{sheets}</sheets></workbook>'


def _relations(*targets: list[str]) -> str:
    held = "".join(
        f'<Relationship Id="rId{number}" Type="{_REL}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{space}">{held}</Relationships>'


def _content_types(numbers: Sequence[int]) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        f'ContentType="{_TYPES}.worksheet+xml"/>'
        for number in numbers
    )
    return (
        f'{_HEAD}<Types xmlns="{space}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>{sheets}</Types>'
    )
