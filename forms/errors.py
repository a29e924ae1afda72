# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can go wrong with a form.

FormError                 base; its text is one sentence: what, where, how to mend
├── FormUnreadable        the author: the file is not a form, is damaged or too large
├── FormInvalid           the author: the form breaks a rule (names, references, cycles)
│   ├── ExpressionInvalid the author: one expression cannot be understood
│   └── FormUnsupported   us: a kind of question this version cannot show yet
├── AnswerTypeError       the user: the answer is not of the question's kind; the old one stays
└── BudgetExceeded        the author: an expression asks for too much work
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a form.

    Attributes:
        sheet, row, column: where in the spreadsheet, as far as known (rows count from 1).
        what: one sentence saying what is wrong.
        mend: one sentence saying what to change; may be empty.
        question: name of the question it is about, from which the row can be found.
    """

    what: str
    mend: str = ""
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    question: str | None = None
    severity: Literal["error", "warning"] = "error"

    @property
    def place(self) -> str:
        """Where it is, in words, or an empty text."""
        parts = [
            f"sheet {self.sheet}" if self.sheet else "",
            f"row {self.row}" if self.row else "",
            f"column {self.column}" if self.column else "",
        ]
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.what}" + (f" {self.mend}" if self.mend else "")


class FormError(Exception):
    """Base of every error that leaves forms.

    Attributes:
        problems: each thing that is wrong, in order; at least one.
    """

    def __init__(self, *problems: Problem | str) -> None:
        self.problems = tuple(
            one if isinstance(one, Problem) else Problem(what=one) for one in problems
        )
        more = len(self.problems) - 1
        super().__init__(str(self.problems[0]) + (f" ({more} more)" if more else ""))


class FormUnreadable(FormError):
    """The file is not a form, is damaged, or is larger than allowed."""


class FormInvalid(FormError):
    """The form breaks a rule."""


class ExpressionInvalid(FormInvalid):
    """One expression cannot be understood."""


class FormUnsupported(FormInvalid):
    """The form asks for something this version cannot show."""


class AnswerTypeError(FormError):
    """The answer is not of the question's kind."""


class BudgetExceeded(FormError):
    """An expression asked for more work or memory than allowed."""
