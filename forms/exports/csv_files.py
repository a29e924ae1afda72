# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables as CSV files that a spreadsheet opens without running anything.

Invariants: a text that a spreadsheet could take for a formula is written after an apostrophe, and
so is one that begins with an apostrophe, so that `plain_text` gives every text back; numbers are
numbers and stay as they are.
"""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from forms.exports.tables import Cell, Table

BYTE_ORDER_MARK: Final = "\ufeff"
_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_GUARD: Final = "'"


def write_csv(table: Table) -> bytes:
    """One table: UTF-8 with the mark Excel needs, RFC 4180 lines."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(name) for name in table.header])
    writer.writerows([_text(cell) for cell in row] for row in table.rows)
    return (BYTE_ORDER_MARK + out.getvalue()).encode("utf-8")


def write_csv_files(tables: Sequence[Table]) -> dict[str, bytes]:
    """Every table by file name."""
    found: dict[str, bytes] = {}
    for table in tables:
        name = file_name(table.name)
        while f"{name}.csv".casefold() in {one.casefold() for one in found}:
            name += "_"
        found[f"{name}.csv"] = write_csv(table)
    return found


def file_name(name: str) -> str:
    """A table's name as part of a file name."""
    plain = "".join(one if one.isalnum() or one in "-_" else "-" for one in name)
    return plain.strip("-") or "table"


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take a text for something to work out."""
    return text.lstrip(" \u00a0\u3000").startswith(_STARTS)


def guarded(text: str) -> str:
    """The text as it may stand in a cell."""
    return _GUARD + text if looks_like_formula(text) or text.startswith(_GUARD) else text


def plain_text(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell.removeprefix(_GUARD)


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
