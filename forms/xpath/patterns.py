# SPDX-License-Identifier: AGPL-3.0-or-later
"""`regex()`: patterns of strangers over answers, in linear time.

JavaRosa matches the whole text with Java's patterns. RE2 never goes back, so it has no lookaround
and no references to groups. Everything else authors use means the same, once Java's names of
character classes are written as RE2 has them; what would silently mean something else (a class
within a class, `&&`) is refused.

Linear in the text is not little: at worst RE2 walks the whole pattern for each letter. So groups
are never captured (900 of them took 52 s of a long text, and take 1 ms), and pattern times text is
bounded and paid for in steps.
"""

import re
from collections.abc import Callable

import re2

from forms.errors import BudgetExceeded, ExpressionInvalid
from forms.limits import LIMITS
from forms.xpath.values import XValue, to_text

_POSIX = frozenset(
    re.findall(
        r"\w+", "Lower Upper ASCII Alpha Digit Alnum Punct Graph Print Blank Cntrl XDigit Space"
    )
)
_PARTS = re.compile(r"\\([pP])\{(?:Is)?(\w+)\}|\\(Z)|\\.|\[:\^?\w+:\]|\[\^?|\]|&&", re.DOTALL)


_WORK_OF_A_STEP = 1_000
"""Parts of a pattern times letters of a text that cost about as much as one step."""


def matches(
    text: XValue, pattern: XValue, spend: Callable[[int], None] = lambda _steps: None
) -> bool:
    """Whether the whole text fits a pattern.

    Args:
        spend: takes the steps it costs.

    Raises:
        ExpressionInvalid: the pattern is not valid, or needs what would take unbounded time.
        BudgetExceeded: the pattern is too large for a text of this length.
    """
    written, given = to_text(pattern), to_text(text)
    try:
        compiled = re2.compile(_translated(written), _options())
        work = compiled.programsize * len(given)
        if work > LIMITS.pattern_work:
            raise BudgetExceeded(
                f"regex() would take too long with the pattern {written[:80]!r} on a text of "
                f"{len(given)} characters; shorten the pattern."
            )
        spend(work // _WORK_OF_A_STEP)
        return compiled.fullmatch(given) is not None
    except (re2.error, UnicodeEncodeError) as error:
        raise _refused(written) from error


def _refused(pattern: str) -> ExpressionInvalid:
    return ExpressionInvalid(
        f"regex() cannot use the pattern {pattern[:80]!r}; check its brackets, and write it "
        "without (?=…), (?!…), (?<…), \\1, && and brackets within brackets."
    )


def _options() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    return options


def _translated(pattern: str) -> str:
    """Java's pattern as RE2 reads it."""
    inside = False

    def rewrite(found: re.Match[str]) -> str:
        nonlocal inside
        here = found.group()
        if here == "]":
            inside = False
        elif here in ("[", "[^"):
            if inside:
                raise _refused(pattern)
            inside = True
        elif here == "&&" and inside:
            raise _refused(pattern)
        elif found[3]:
            return r"\z"
        elif found[2] in _POSIX:
            negated = "^" if found[1] == "P" else ""
            inner = f"[:{negated}{found[2].lower()}:]"
            return inner if inside else f"[{inner}]"
        elif found[2]:
            return rf"\{found[1]}{{{found[2]}}}"
        return here

    return _PARTS.sub(rewrite, pattern)
