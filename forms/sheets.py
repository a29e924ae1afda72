# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheets of a workbook that only we read, and what is wrong in them, with row and column.

Invariant: a reader notes every problem here and goes on, so that an author sees all of them.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from forms.convert import Row
from forms.definition import FormDefinition, Question
from forms.errors import Problem

MOST_DIGITS = 28


class Sheets:
    """Rows by sheet, beside the form they are about.

    Attributes:
        problems: collected by the readers.
        questions: by name; of two with one name the first.
    """

    def __init__(self, sheets: Mapping[str, tuple[Row, ...]], definition: FormDefinition) -> None:
        self._sheets = sheets
        self.problems: list[Problem] = []
        self.questions: dict[str, Question] = {}
        for question in definition.questions.values():
            self.questions.setdefault(question.name, question)
        self.groups = {path.rpartition("/")[2]: path for path in definition.groups}

    def rows(self, sheet: str) -> tuple[Row, ...]:
        """The rows of a sheet; none when it is not there."""
        return self._sheets.get(sheet, ())

    def note(self, key: str) -> Row:
        """The row of `score_notes` with a key, or an empty one."""
        found = (row for row in self.rows("score_notes") if row.get("key") == key)
        return next(found, Row())

    def wrong(self, sheet: str, row: Row, column: str, what: str, mend: str = "") -> None:
        """Note a problem."""
        number = row.number or None
        self.problems.append(Problem(what, mend, sheet=sheet, row=number, column=column))

    def number(self, sheet: str, row: Row, column: str) -> Decimal | None:
        """An exact number in a cell; None when empty or wrong."""
        written = row.get(column)
        if written is None:
            return None
        try:
            number = Decimal(written)
        except InvalidOperation:
            number = Decimal("NaN")
        far = number.is_finite() and abs(number.adjusted()) > 15
        if not number.is_finite() or far or len(number.as_tuple().digits) > MOST_DIGITS:
            self.wrong(sheet, row, column, f"“{written[:40]}” is not a number.")
            return None
        return number

    def whole(self, sheet: str, row: Row, column: str) -> int | None:
        """A whole number from 0 in a cell; None when empty or wrong."""
        number = self.number(sheet, row, column)
        if number is None:
            return None
        if number != int(number) or number < 0:
            self.wrong(sheet, row, column, f"“{row[column][:40]}” is not a whole number.")
            return None
        return int(number)

    def day(self, sheet: str, row: Row, column: str) -> date | None:
        """A day in a cell, as a date or as text like 2027-06-30; None when empty or wrong."""
        written = row.get(column)
        if written is None:
            return None
        try:
            return date.fromisoformat(written[:10])
        except ValueError:
            what = f"“{written[:40]}” is not a day such as 2027-06-30."
            self.wrong(sheet, row, column, what)
            return None

    def choices_of(self, question: Question) -> frozenset[str]:
        """What a question can be answered with; empty when that is not a list of the form."""
        source = question.choices
        return frozenset() if source is None else frozenset(one.value for one in source.items)

    def within(self, group: str) -> tuple[str, ...]:
        """Names of the questions in a group, by the group's name."""
        path = self.groups.get(group)
        if path is None:
            return ()
        inside = (one for one in self.questions.values() if one.path.startswith(f"{path}/"))
        return tuple(one.name for one in inside)


def by_language(row: Mapping[str, str], column: str) -> dict[str, str]:
    """The texts of `column::Language` cells by language."""
    prefix = f"{column}::"
    return {
        name.removeprefix(prefix): text for name, text in row.items() if name.startswith(prefix)
    }
