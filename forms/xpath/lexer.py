# SPDX-License-Identifier: AGPL-3.0-or-later
"""Splitting an expression into tokens (XPath 1.0 section 3.7, with its operator-name rule)."""

import re
from typing import NamedTuple

from forms.errors import ExpressionInvalid
from forms.limits import LIMITS

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<name>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)
    | (?P<symbol>//|::|\.\.|!=|<=|>=|[()\[\],/.@*+\-=<>|])
    )""",
    re.VERBOSE,
)
_OPERATOR_NAMES = frozenset({"and", "or", "div", "mod"})
_BEFORE_OPERAND = frozenset("([,/@|+-*=<>") | {"//", "::", "!=", "<=", ">="}


class Token(NamedTuple):
    """One token: its kind (number, text, name, symbol, operator, end), its text and its place."""

    kind: str
    text: str
    at: int


def split_tokens(source: str) -> list[Token]:
    """Tokens of an expression, ending with one of kind "end".

    Raises:
        ExpressionInvalid: a character belongs to no token.
    """
    if len(source) > LIMITS.expression_characters:
        raise ExpressionInvalid(
            f"An expression is longer than {LIMITS.expression_characters} characters."
        )
    tokens: list[Token] = []
    position, end = 0, len(source.rstrip())
    find = _TOKEN.match
    while position < end:
        match = find(source, position)
        if match is None:
            bad = source[position:].lstrip()[:1]
            hint = " Use straight quotes." if bad in "“”‘’" else ""
            raise ExpressionInvalid(
                f"The character {bad!r} cannot stand at this place in “{source[:80]}”.{hint}"
            )
        kind = match.lastgroup or ""
        text = match.group(kind)
        if (text == "*" or kind == "name") and _is_operator(text, tokens):
            kind = "operator"
        tokens.append(Token(kind, text, position))
        position = match.end()
    tokens.append(Token("end", "", end))
    return tokens


def _is_operator(text: str, before: list[Token]) -> bool:
    if not before or (text != "*" and text not in _OPERATOR_NAMES):
        return False
    last = before[-1]
    return last.kind != "operator" and last.text not in _BEFORE_OPERAND
