# SPDX-License-Identifier: AGPL-3.0-or-later
"""`regex()`: patterns of strangers over answers, in linear time.

JavaRosa matches the whole text with Java's patterns. RE2 does not go back, so it has no lookaround
and no references to groups; everything else authors use means the same, once Java's names of
character classes are written the way RE2 has them.
"""

import re

import re2

from forms.errors import ExpressionInvalid
from forms.xpath.values import XValue, to_text

_POSIX = frozenset(
    {"Lower", "Upper", "ASCII", "Alpha", "Digit", "Alnum", "Punct", "Graph", "Print", "Blank"}
    | {"Cntrl", "XDigit", "Space"}
)
_NAMED = re.compile(r"\\([pP])\{(?:Is)?(\w+)\}|\\(Z)|\\.|\[\^?\]?|\]", re.DOTALL)


def matches(text: XValue, pattern: XValue) -> bool:
    """Whether the whole text fits a pattern.

    Raises:
        ExpressionInvalid: the pattern is not valid, or needs what would take unbounded time.
    """
    written = to_text(pattern)
    try:
        return re2.fullmatch(_translated(written), to_text(text), _options()) is not None
    except re2.error as error:
        raise ExpressionInvalid(
            f"regex() cannot use the pattern {written[:80]!r}; check its brackets, and write it "
            "without (?=…), (?!…), (?<…) and \\1."
        ) from error


def _options() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    return options


def _translated(pattern: str) -> str:
    """Java's pattern as RE2 reads it."""
    depth = 0

    def rewrite(found: re.Match[str]) -> str:
        nonlocal depth
        here = found.group()
        if here[0] == "[":
            depth += 1
        elif here == "]":
            depth = max(0, depth - 1)
        elif found[3]:
            return r"\z"
        elif found[2] in _POSIX:
            negated = "^" if found[1] == "P" else ""
            inner = f"[:{negated}{found[2].lower()}:]"
            return inner if depth else f"[{inner}]"
        elif found[2]:
            return rf"\{found[1]}{{{found[2]}}}"
        return here

    return _NAMED.sub(rewrite, pattern)
