# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the typed tree to one closure per expression, with what it depends on.

Invariants:
- Compiling resolves every reference to an absolute path of the form; a name that does not exist
  is refused here, never met as an empty text later.
- A closure touches the instance only through its `Scope`, which counts steps.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from forms.errors import ExpressionInvalid
from forms.xpath.functions import FUNCTIONS, WANTS_NODES
from forms.xpath.parser import parse
from forms.xpath.tree import Binary, Call, Expression, Negate, Number, Path, Step, Text
from forms.xpath.values import XValue, are_equal, to_boolean, to_number, to_text

Item: TypeAlias = Mapping[str, str]


class Scope(Protocol):
    """What an expression may ask of the running session."""

    item: Item | None

    def text(self, path: str) -> str: ...

    def items(self, name: str) -> Sequence[Item]: ...

    def choice_label(self, value: str, path: str) -> str: ...

    def today(self) -> str: ...

    def now(self) -> str: ...

    def spend(self, steps: int) -> None: ...


Closure: TypeAlias = Callable[[Scope], XValue]


class Names(Protocol):
    """What the compiler asks of the form."""

    def has_leaf(self, path: str) -> bool: ...

    def has_group(self, path: str) -> bool: ...

    def has_list(self, name: str) -> bool: ...


@dataclass(frozen=True)
class Compiled:
    """An expression ready to run.

    Attributes:
        source: the text it came from.
        evaluate: the closure.
        references: absolute paths whose value or relevance it reads.
        keeps_own: True for `once(...)`, which may read the node it fills.
    """

    source: str
    evaluate: Closure
    references: frozenset[str]
    keeps_own: bool = False


def compile_expression(
    source: str, context: str, names: Names, *, in_items: bool = False
) -> Compiled:
    """Compile one expression of a form.

    Args:
        source: the text.
        context: absolute path of the node it belongs to.
        names: what exists in the form.
        in_items: True for a choice filter, where plain names are columns of the choice list.

    Raises:
        ExpressionInvalid: it cannot be parsed, names what does not exist, or calls a function
            that is unknown or has the wrong number of arguments.
    """
    compiler = _Compiler(context, names, in_items=in_items)
    closure = compiler.build(parse(source))
    return Compiled(source, closure, frozenset(compiler.references), compiler.keeps_own)


class _Compiler:
    def __init__(self, context: str, names: Names, *, in_items: bool) -> None:
        self._context = context
        self._names = names
        self._in_items = in_items
        self.references: set[str] = set()
        self.keeps_own = False

    def build(self, tree: Expression) -> Closure:
        match tree:
            case Number(value) | Text(value):
                constant: XValue = value
                return lambda _scope: constant
            case Negate(operand):
                inner = self.build(operand)
                return lambda scope: -to_number(inner(scope))
            case Binary():
                return self._chain(tree)
            case Call():
                return self._call(tree)
            case Path():
                return self._path(tree)

    def _chain(self, tree: Binary) -> Closure:
        # A long sum is a deep left spine; folding it in a loop keeps the stack flat.
        links: list[tuple[Callable[[XValue, XValue], XValue], Closure]] = []
        node: Expression = tree
        while isinstance(node, Binary) and (not links or node.operator not in ("and", "or")):
            if node.operator in ("and", "or"):
                return self._logic(node)
            links.append((_OPERATORS[node.operator], self.build(node.right)))
            node = node.left
        first = self.build(node)
        if len(links) == 1:
            apply, right = links[0]
            return lambda scope: apply(first(scope), right(scope))
        ordered = links[::-1]

        def fold(scope: Scope) -> XValue:
            scope.spend(len(ordered))
            value = first(scope)
            for apply, right in ordered:
                value = apply(value, right(scope))
            return value

        return fold

    def _logic(self, tree: Binary) -> Closure:
        parts: list[Closure] = []
        node: Expression = tree
        while isinstance(node, Binary) and node.operator == tree.operator:
            parts.append(self.build(node.right))
            node = node.left
        ordered = [self.build(node), *parts[::-1]]
        if tree.operator == "and":
            return lambda scope: all(to_boolean(part(scope)) for part in ordered)
        return lambda scope: any(to_boolean(part(scope)) for part in ordered)

    def _call(self, call: Call) -> Closure:
        special = _SPECIAL.get(call.name)
        if special is not None:
            least, most, build = special
            self._check_count(call, least, most)
            return build(self, call)
        if call.name not in FUNCTIONS:
            raise ExpressionInvalid(f"The function {call.name}() is not known.")
        least, most_or_any, function = FUNCTIONS[call.name]
        self._check_count(call, least, most_or_any)
        keep_nodes = call.name in WANTS_NODES
        arguments = [self._argument(one, keep_nodes=keep_nodes) for one in call.arguments]
        if len(arguments) == 1:
            only = arguments[0]
            return lambda scope: function(only(scope))
        if len(arguments) == 2:
            first, second = arguments
            return lambda scope: function(first(scope), second(scope))
        return lambda scope: function(*[argument(scope) for argument in arguments])

    def _argument(self, tree: Expression, *, keep_nodes: bool) -> Closure:
        closure = self.build(tree)
        if keep_nodes and isinstance(tree, Path):

            def as_nodes(scope: Scope) -> XValue:
                value = closure(scope)
                return value if isinstance(value, tuple) else (to_text(value),)

            return as_nodes
        return closure

    def _check_count(self, call: Call, least: int, most: int | None) -> None:
        count = len(call.arguments)
        if count < least or (most is not None and count > most):
            wanted = str(least) if most == least else f"{least} or more"
            raise ExpressionInvalid(
                f"The function {call.name}() needs {wanted} arguments but has {count}."
            )

    def build_if(self, call: Call) -> Closure:
        condition, then, otherwise = (self.build(one) for one in call.arguments)
        return lambda scope: then(scope) if to_boolean(condition(scope)) else otherwise(scope)

    def build_coalesce(self, call: Call) -> Closure:
        options = [self.build(one) for one in call.arguments]

        def first_filled(scope: Scope) -> XValue:
            for option in options:
                text = to_text(option(scope))
                if text != "":
                    return text
            return ""

        return first_filled

    def build_once(self, call: Call) -> Closure:
        fresh, own = self.build(call.arguments[0]), self._context
        self.keeps_own = True
        return lambda scope: scope.text(own) or fresh(scope)

    def build_position(self, call: Call) -> Closure:
        self.build(call.arguments[0])
        return lambda _scope: 1.0

    def build_choice_name(self, call: Call) -> Closure:
        value = self.build(call.arguments[0])
        target = call.arguments[1]
        if not isinstance(target, Text):
            raise ExpressionInvalid("jr:choice-name() needs the question's path in quotes.")
        path = self._leaf(parse(target.value))
        self.references.add(path)
        return lambda scope: scope.choice_label(to_text(value(scope)), path)

    def _leaf(self, tree: Expression) -> str:
        if isinstance(tree, Path):
            path = self._resolve(tree)
            if path is not None:
                return path
        raise ExpressionInvalid("A path to a question was expected.")

    def _path(self, path: Path) -> Closure:
        if isinstance(path.start, Call) and path.start.name == "instance":
            return self._items(path.start, path.steps)
        if self._in_items and path.start == "context" and path.steps[0].name not in (".", ".."):
            return self._column(path.steps)
        resolved = self._resolve(path)
        if resolved is None:
            raise ExpressionInvalid("This kind of path is not supported.")
        self.references.add(resolved)
        if self._names.has_group(resolved):
            return lambda _scope: ""
        return lambda scope: scope.text(resolved)

    def _resolve(self, path: Path) -> str | None:
        if path.start == "root":
            parts: list[str] = []
        elif path.start == "context" or (
            isinstance(path.start, Call) and path.start.name == "current"
        ):
            parts = self._context.strip("/").split("/")
        else:
            return None
        for step in path.steps:
            if step.predicates or step.name == "*":
                return None
            if step.name == "..":
                if not parts:
                    raise ExpressionInvalid("A path climbs above the form.")
                parts.pop()
            elif step.name != ".":
                parts.append(step.name)
        resolved = "/" + "/".join(parts)
        if not (self._names.has_leaf(resolved) or self._names.has_group(resolved)):
            raise ExpressionInvalid(f"There is no question {resolved} in this form.")
        return resolved

    def _column(self, steps: tuple[Step, ...]) -> Closure:
        name = steps[0].name
        if len(steps) != 1 or steps[0].predicates:
            raise ExpressionInvalid("A choice filter may name a column of the list only.")
        return lambda scope: scope.item.get(name, "") if scope.item is not None else ""

    def _items(self, call: Call, steps: tuple[Step, ...]) -> Closure:
        if len(call.arguments) != 1 or not isinstance(call.arguments[0], Text):
            raise ExpressionInvalid("instance() needs the name of a list in quotes.")
        name = call.arguments[0].value
        if not self._names.has_list(name):
            raise ExpressionInvalid(f"There is no choice list {name!r} in this form.")
        if len(steps) != 3:
            raise ExpressionInvalid("A list is asked as instance('list')/root/item[…]/column.")
        filters = compile_filters(steps[1].predicates, self)
        column = steps[2].name

        def look_up(scope: Scope) -> XValue:
            return tuple(item.get(column, "") for item in filter_items(scope, name, filters))

        return look_up

    def inside_items(self) -> "_Compiler":
        """A compiler for predicates over the items of a list, sharing what is collected."""
        inner = _Compiler(self._context, self._names, in_items=True)
        inner.references = self.references
        return inner


def compile_filters(predicates: Sequence[Expression], compiler: _Compiler) -> list[Closure]:
    """Closures of the predicates that stand on a list's items."""
    inner = compiler.inside_items()
    return [inner.build(predicate) for predicate in predicates]


def filter_items(scope: Scope, name: str, filters: Sequence[Closure]) -> list[Item]:
    """The items of a list for which every filter is true, in list order."""
    items = scope.items(name)
    if not filters:
        return list(items)
    scope.spend(len(items) * len(filters))
    outer = scope.item
    kept: list[Item] = []
    try:
        for item in items:
            scope.item = item
            if all(to_boolean(one(scope)) for one in filters):
                kept.append(item)
    finally:
        scope.item = outer
    return kept


def _divide(left: XValue, right: XValue) -> float:
    over, under = to_number(left), to_number(right)
    if under == 0:
        return math.nan if over == 0 or math.isnan(over) else math.copysign(math.inf, over)
    return over / under


def _modulo(left: XValue, right: XValue) -> float:
    over, under = to_number(left), to_number(right)
    return math.nan if under == 0 or math.isinf(over) else math.fmod(over, under)


_OPERATORS: dict[str, Callable[[XValue, XValue], XValue]] = {
    "=": are_equal,
    "!=": lambda left, right: not are_equal(left, right),
    "<": lambda left, right: to_number(left) < to_number(right),
    "<=": lambda left, right: to_number(left) <= to_number(right),
    ">": lambda left, right: to_number(left) > to_number(right),
    ">=": lambda left, right: to_number(left) >= to_number(right),
    "+": lambda left, right: to_number(left) + to_number(right),
    "-": lambda left, right: to_number(left) - to_number(right),
    "*": lambda left, right: to_number(left) * to_number(right),
    "div": _divide,
    "mod": _modulo,
}

_SPECIAL: dict[str, tuple[int, int | None, Callable[[_Compiler, Call], Closure]]] = {
    "if": (3, 3, _Compiler.build_if),
    "coalesce": (1, None, _Compiler.build_coalesce),
    "once": (1, 1, _Compiler.build_once),
    "position": (1, 1, _Compiler.build_position),
    "jr:choice-name": (2, 2, _Compiler.build_choice_name),
    "today": (0, 0, lambda _compiler, _call: lambda scope: scope.today()),
    "now": (0, 0, lambda _compiler, _call: lambda scope: scope.now()),
}


def compile_list_query(
    source: str, context: str, names: Names
) -> tuple[str, list[Closure], frozenset[str]]:
    """Compile the nodeset of a choice list, `instance('list')/root/item[…]`.

    Returns:
        The list's name, the filters over its rows, and the paths they read.

    Raises:
        ExpressionInvalid: it is not of that form or names what does not exist.
    """
    tree = parse(source)
    if isinstance(tree, Call) and tree.name == "randomize" and tree.arguments:
        tree = tree.arguments[0]
    if (
        not isinstance(tree, Path)
        or not isinstance(tree.start, Call)
        or tree.start.name != "instance"
        or len(tree.steps) != 2
        or not isinstance(name := next(iter(tree.start.arguments), None), Text)
    ):
        raise ExpressionInvalid(f"Choices must come from a list, not from “{source[:80]}”.")
    if not names.has_list(name.value):
        raise ExpressionInvalid(f"There is no choice list {name.value!r} in this form.")
    compiler = _Compiler(context, names, in_items=False)
    filters = compile_filters(tree.steps[1].predicates, compiler)
    return name.value, filters, frozenset(compiler.references)
