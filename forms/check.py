# SPDX-License-Identifier: AGPL-3.0-or-later
"""Telling an author what a form is and everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Literal

from forms.convert import SPREADSHEETS, read_sheets
from forms.errors import FormError, Problem
from forms.evidence import scores_of
from forms.pack import load_definition, pack_converted, read_form_file
from forms.repairs import column


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
        converted = read_form_file(content, filename)
        pack = pack_converted(converted)
        definition = load_definition(pack)
    except FormError as error:
        rows = _find_rows(content, PurePath(filename).suffix.casefold()) if is_sheet else {}
        return CheckReport(kind, problems=tuple(_place(one, rows) for one in error.problems))
    return CheckReport(
        kind=kind,
        form_id=definition.form_id,
        title=definition.title,
        version=definition.version,
        question_count=len(definition.questions),
        languages=definition.languages,
        has_score=bool(scores_of(pack.scoring, pack.evidence)),
        problems=converted.warnings
        + tuple(Problem(what=one, severity="warning") for one in definition.warnings),
    )


def _place(problem: Problem, rows: Mapping[str, int]) -> Problem:
    row = rows.get(problem.question or "")
    if problem.row is not None or row is None:
        return problem
    return replace(problem, sheet="survey", row=row)


def _find_rows(content: bytes, suffix: str) -> dict[str, int]:
    """Row of the survey sheet by question name; empty when the file cannot be read."""
    try:
        sheet = read_sheets(content, suffix).sheets.get("survey")
    except FormError:
        return {}
    names = column(sheet, "name", "tag", "value") if sheet is not None else None
    found: dict[str, int] = {}
    if sheet is not None and names is not None:
        for number, row in sheet.numbered():
            if names in row:
                found.setdefault(row[names], number)
    return found
