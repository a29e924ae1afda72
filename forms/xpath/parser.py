# SPDX-License-Identifier: AGPL-3.0-or-later
"""From text to the typed tree: a small precedence-climbing parser with a depth budget."""

from forms.errors import ExpressionInvalid
from forms.limits import LIMITS
from forms.xpath.lexer import Token, split_tokens
from forms.xpath.tree import (
    Binary,
    Call,
    Expression,
    Negate,
    Number,
    Path,
    Pick,
    Step,
    Text,
    Union,
)

_LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
_LEVEL_OF = {text: level for level, found in enumerate(_LEVELS) for text in found}

_SIGNS = frozenset({"symbol", "operator"})
_NODE_TESTS = frozenset({"node", "text"})
_STEP_STARTS = frozenset({".", "..", "*", "@"})
_ABBREVIATED = {"self": ".", "parent": ".."}
_AXES = frozenset({"child", "attribute", "self", "parent"})


def parse(source: str) -> Expression:
    """Parse one expression.

    Raises:
        ExpressionInvalid: one sentence naming the place.
    """
    parser = _Parser(source)
    tree = parser.expression()
    parser.expect("end", "")
    return tree


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        tokens = split_tokens(source)
        # The end stands twice: it may be looked past by one.
        self._tokens = [*tokens, tokens[-1]]
        self._position = 0
        self._token = tokens[0]
        self._depth = 0

    def _advance(self) -> None:
        self._position += 1
        self._token = self._tokens[self._position]

    def _take(self) -> Token:
        token = self._token
        self._advance()
        return token

    def _at(self, text: str) -> bool:
        token = self._token
        return token.text == text and token.kind in _SIGNS

    def _accept(self, text: str) -> bool:
        token = self._token
        if token.text != text or token.kind not in _SIGNS:
            return False
        self._advance()
        return True

    def expect(self, kind: str, text: str) -> None:
        """Take a token that must come now."""
        token = self._token
        if token.kind != kind or token.text != text:
            found = f"“{token.text}”" if token.text else "the end"
            wanted = f"“{text}”" if text else "the end"
            raise ExpressionInvalid(
                f"{wanted} was expected but {found} stands there in “{self._source[:80]}”."
            )
        self._advance()

    def expression(self, level: int = 0) -> Expression:
        """An expression of this precedence level or a tighter one."""
        self._depth += 1
        # A pair of parentheses and the operand it stands in count one each.
        if self._depth > LIMITS.depth * 2:
            raise ExpressionInvalid(f"“{self._source[:60]}…” is nested too deeply.")
        left = self._unary()
        while True:
            token = self._token
            found = _LEVEL_OF.get(token.text, -1) if token.kind in _SIGNS else -1
            if found < level:
                break
            self._advance()
            left = Binary(token.text, left, self.expression(found + 1))
        self._depth -= 1
        return left

    def _unary(self) -> Expression:
        negative = False
        while self._accept("-"):
            negative = not negative
        operand = self._union()
        return Negate(operand) if negative else operand

    def _union(self) -> Expression:
        paths = [self._primary()]
        while self._accept("|"):
            paths.append(self._primary())
        return paths[0] if len(paths) == 1 else Union(tuple(paths))

    def _primary(self) -> Expression:
        token = self._token
        if token.kind == "number":
            return Number(float(self._take().text))
        if token.kind == "text":
            return Text(self._take().text[1:-1])
        if self._accept("("):
            inner = self.expression()
            self.expect("symbol", ")")
            predicates = self._predicates()
            return Pick(inner, predicates) if predicates else inner
        if self._at_call():
            return self._call()
        return self._path()

    def _at_call(self) -> bool:
        if self._token.kind != "name" or self._token.text in _NODE_TESTS:
            return False
        return self._tokens[self._position + 1].text == "("

    def _call(self) -> Expression:
        name = self._take().text
        self.expect("symbol", "(")
        arguments: list[Expression] = []
        if not self._accept(")"):
            arguments.append(self.expression())
            while self._accept(","):
                arguments.append(self.expression())
            self.expect("symbol", ")")
        call = Call(name, tuple(arguments))
        if self._at("/") or self._at("//"):
            return Path(call, self._steps(began=True))
        predicates = self._predicates()
        return Pick(call, predicates) if predicates else call

    def _path(self) -> Expression:
        if self._at("//"):
            return Path("root", self._steps(began=True))
        if self._accept("/"):
            at_name = self._token.kind == "name" or self._token.text in _STEP_STARTS
            return Path("root", self._steps() if at_name else ())
        return Path("context", self._steps())

    def _steps(self, *, began: bool = False) -> tuple[Step, ...]:
        steps = [] if began else [self._step()]
        while self._at("/") or self._at("//"):
            if self._take().text == "//":
                steps.append(Step("**"))
            steps.append(self._step())
        return tuple(steps)

    def _predicates(self) -> tuple[Expression, ...]:
        predicates: list[Expression] = []
        while self._accept("["):
            predicates.append(self.expression())
            self.expect("symbol", "]")
        return tuple(predicates)

    def _axis(self) -> str:
        if self._accept("@"):
            return "attribute"
        if self._token.kind != "name" or self._tokens[self._position + 1].text != "::":
            return "child"
        axis = self._take().text
        if axis not in _AXES:
            raise ExpressionInvalid(f"The axis “{axis}::” is not known to forms.")
        self.expect("symbol", "::")
        return axis

    def _step(self) -> Step:
        axis = self._axis()
        token = self._take()
        if token.kind == "name" or token.text in (".", "..", "*"):
            name = token.text.rpartition(":")[2]
            if token.text in _NODE_TESTS and self._accept("("):
                self.expect("symbol", ")")
                name = "." if token.text == "text" else "*"
            if axis in _ABBREVIATED:
                name = _ABBREVIATED[axis]
            # Names are compared without their namespace: a form never has both.
            return Step(f"@{name}" if axis == "attribute" else name, self._predicates())
        found = f"“{token.text}”" if token.text else "the end"
        raise ExpressionInvalid(
            f"A name or value was expected but {found} stands there in “{self._source[:80]}”."
        )
