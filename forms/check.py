# SPDX-License-Identifier: AGPL-3.0-or-later
"""Telling an author what a form is and everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from forms.convert import SPREADSHEETS, open_workbook
from forms.errors import FormError, FormUnreadable, Problem
from forms.evidence import scores_of
from forms.pack import build_pack, load_definition


@dataclass(frozen=True)
class CheckReport:
    """What a form is.

    Attributes:
        problems: errors first make it unusable; warnings do not.
    """

    kind: Literal["XLSForm", "XForm"]
    form_id: str = ""
    title: str = ""
    version: str = ""
    question_count: int = 0
    languages: tuple[str, ...] = ()
    has_score: bool = False
    problems: tuple[Problem, ...] = field(default=())

    @property
    def is_usable(self) -> bool:
        """True when no problem is an error."""
        return all(one.severity != "error" for one in self.problems)


def check_form(content: bytes, filename: str) -> CheckReport:
    """Check a form file; every problem is in the report, none is raised."""
    is_sheet = filename.casefold().endswith(SPREADSHEETS)
    kind: Literal["XLSForm", "XForm"] = "XLSForm" if is_sheet else "XForm"
    try:
        pack = build_pack(content, filename)
        definition = load_definition(pack)
    except FormError as error:
        rows = _find_rows(content) if filename.casefold().endswith((".xlsx", ".xlsm")) else {}
        return CheckReport(kind, problems=tuple(_place(one, rows) for one in error.problems))
    return CheckReport(
        kind=kind,
        form_id=definition.form_id,
        title=definition.title,
        version=definition.version,
        question_count=len(definition.questions),
        languages=definition.languages,
        has_score=bool(scores_of(pack.scoring, pack.evidence)),
        problems=tuple(Problem(what=one, severity="warning") for one in definition.warnings),
    )


def _place(problem: Problem, rows: Mapping[str, int]) -> Problem:
    row = rows.get(problem.question or "")
    if problem.row is not None or row is None:
        return problem
    return replace(problem, sheet="survey", row=row)


def _find_rows(content: bytes) -> dict[str, int]:
    """Row of the survey sheet by question name; empty when the file cannot be read."""
    try:
        book = open_workbook(content)
    except FormUnreadable:
        return {}
    sheet = next((one for one in book.worksheets if one.title.casefold() == "survey"), None)
    found: dict[str, int] = {}
    if sheet is not None:
        rows = sheet.iter_rows(values_only=True)
        header = [str(cell or "").strip().casefold() for cell in next(rows, ())]
        column = header.index("name") if "name" in header else None
        for number, row in enumerate(rows, start=2):
            if column is not None and column < len(row) and row[column]:
                found.setdefault(str(row[column]).strip(), number)
    book.close()
    return found
