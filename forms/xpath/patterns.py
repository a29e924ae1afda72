# SPDX-License-Identifier: AGPL-3.0-or-later
"""`regex()`: patterns of strangers over answers, in linear time.

JavaRosa matches the whole text with Java's patterns. RE2 never goes back, so it has no lookaround
and no references to groups. Everything else authors use means the same, once Java's names of
character classes are written as RE2 has them; what would silently mean something else (a class
within a class, `&&`) is refused.
"""

import re

import re2

from forms.errors import ExpressionInvalid
from forms.xpath.values import XValue, to_text

_POSIX = frozenset(
    re.findall(
        r"\w+", "Lower Upper ASCII Alpha Digit Alnum Punct Graph Print Blank Cntrl XDigit Space"
    )
)
_PARTS = re.compile(r"\\([pP])\{(?:Is)?(\w+)\}|\\(Z)|\\.|\[:\^?\w+:\]|\[\^?|\]|&&", re.DOTALL)


def matches(text: XValue, pattern: XValue) -> bool:
    """Whether the whole text fits a pattern.

    Raises:
        ExpressionInvalid: the pattern is not valid, or needs what would take unbounded time.
    """
    written = to_text(pattern)
    try:
        return re2.fullmatch(_translated(written), to_text(text), _quiet()) is not None
    except (re2.error, UnicodeEncodeError) as error:
        raise _refused(written) from error


def _refused(pattern: str) -> ExpressionInvalid:
    return ExpressionInvalid(
        f"regex() cannot use the pattern {pattern[:80]!r}; check its brackets, and write it "
        "without (?=…), (?!…), (?<…), \\1, && and brackets within brackets."
    )


def _quiet() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
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
