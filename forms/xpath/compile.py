# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the typed tree to one closure per expression, with what it depends on.

Invariants:
- Compiling resolves every reference to a generic path of the form. An absolute path that does not
  exist is refused here; a relative one reads as an empty set of nodes, as in every ODK engine
  (authors write `null`), and the author is warned.
- A closure touches the instance only through its `Scope`, which counts steps.
"""

import math
from collections.abc import Callable

from forms.errors import ExpressionInvalid
from forms.limits import LIMITS
from forms.xpath.functions import FUNCTIONS, WANTS_NODES
from forms.xpath.lists import ItemsQuery, build_list_path, build_query
from forms.xpath.operators import OPERATORS
from forms.xpath.ports import Closure, Compiled, FindNodes, Names, Node, References, Scope, Template
from forms.xpath.routes import (
    Route,
    build_single,
    build_walk,
    deepest_repeat,
    is_single,
    keep_nodes,
    note_route,
    passes,
    resolve,
)
from forms.xpath.special import SPECIAL, find_indexed
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
from forms.xpath.values import XValue, to_boolean, to_number

_OF_TRUTHS = frozenset({"boolean", "not"})
_SAMPLES = {"format-date": "2000-01-01", "format-date-time": "2000-01-01T00:00"}
"""What is tried with a pattern written in the form, so that a wrong one is told when loading."""


ROUTE_CLOSURES = 10
"""What a further route costs, in closures of other parts."""


def compile_expression(
    source: str, context: str, names: Names, *, in_items: bool = False, is_truth: bool = False
) -> Compiled:
    """Compile one expression of a form.

    Args:
        source: the text.
        context: generic path of the node it belongs to.
        names: what exists in the form.
        in_items: True for a choice filter, where plain names are columns of the choice list.
        is_truth: True where only true or false is wanted of it.

    Raises:
        ExpressionInvalid: it cannot be parsed, names what does not exist, or calls a function
            that is unknown or has the wrong number of arguments.
    """
    compiler = _Compiler(context, context, names, source, in_items=in_items)
    tree = names.parsed(source)
    closure = compiler.build_truth(tree) if is_truth else compiler.build(tree)
    own_first = (
        isinstance(tree, Call)
        and tree.name == "coalesce"
        and compiler.generic_path(tree.arguments[0]) == context
    )
    return Compiled(
        source,
        closure,
        compiler.references,
        compiler.keeps_own or own_first,
        tuple(compiler.warnings),
    )


def compile_items_query(
    source: str, context: str, names: Names
) -> tuple[ItemsQuery, References, tuple[str, ...]]:
    """Compile the nodeset a question's choices come from: rows of a list, or nodes of the form.

    Returns:
        The choices asked for, what they read, and warnings for the author.

    Raises:
        ExpressionInvalid: it is of neither form or names what does not exist.
    """
    compiler = _Compiler(context, context, names, source, in_items=False)
    query = build_query(names.parsed(source), compiler)
    return query, compiler.references, tuple(compiler.warnings)


class _Compiler:
    def __init__(
        self, context: str, origin: str, names: Names, source: str, *, in_items: bool
    ) -> None:
        self.context = context
        self.origin = origin
        self.names = names
        self.in_items = in_items
        self.references: dict[str, str] = {}
        self.warnings: list[str] = []
        self.keeps_own = False
        self.reads_item = False
        self._source = source
        self._left = [LIMITS.closures]

    def build(self, tree: Expression) -> Closure:
        self._spend(1)
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
            case Union():
                return _texts(self.build_nodes(tree))
            case Pick():
                return self._pick(tree)

    def build_truth(self, tree: Expression) -> Closure:
        """As `build`, where true or false is wanted: a node of numbers is true unless it is 0."""
        inner = self.build(tree)
        path = self.generic_path(tree) if isinstance(tree, Path) else None
        if path is None or not self.names.is_number(path):
            return inner
        return lambda scope: _is_other_than_0(inner(scope))

    def _spend(self, closures: int) -> None:
        self._left[0] -= closures
        if self._left[0] < 0:
            raise ExpressionInvalid("The expression means too many places; name them.")

    def build_nodes(self, tree: Expression) -> FindNodes:
        """The nodes an expression means.

        Raises:
            ExpressionInvalid: it is no path into the form.
        """
        match tree:
            case Path() if not _is_list(tree):
                return self._walk(self._routes(tree))
            case Union(paths):
                walks = [self.build_nodes(one) for one in paths]
                return lambda scope: [node for walk in walks for node in walk(scope)]
            case Pick(nodes, predicates):
                walk = self.build_nodes(nodes)
                below = self.inside(self.generic_path(nodes) or self.context)
                tests = [below.build(one) for one in predicates]
                return lambda scope: keep_nodes(scope, walk(scope), tests)
            case Call("current", ()):
                self.note(self.origin, deepest_repeat(self.origin, self))
                return lambda scope: [scope.origin]
            case Call("indexed-repeat"):
                return find_indexed(self, tree)
        raise ExpressionInvalid("A path to questions of the form is needed here.")

    def note(self, path: str, shared: str) -> None:
        """Note a path read, and the repeat whose instance is shared with the reader."""
        known = self.references.get(path)
        if known is None or len(shared) < len(known):
            self.references[path] = shared

    def note_template(self, template: Template) -> None:
        """Note all a text reads."""
        for parts in template.values():
            for part in parts:
                if isinstance(part, Compiled):
                    for path, shared in part.references.items():
                        self.note(path, shared)

    def generic_path(self, tree: Expression) -> str | None:
        """The generic path an expression names; None when it is no plain path."""
        if isinstance(tree, Pick):
            return self.generic_path(tree.nodes)
        if not isinstance(tree, Path) or _is_list(tree) or self._is_column(tree):
            return None
        routes = resolve(tree, self)
        return routes[0].target if len(routes) == 1 else None

    def inside_items(self) -> "_Compiler":
        """A compiler for predicates over the rows of a list, sharing what is collected."""
        return self._inner(self.context, in_items=True)

    def inside(self, path: str) -> "_Compiler":
        """A compiler for predicates over nodes of a path, sharing what is collected."""
        return self._inner(path, in_items=False)

    def _inner(self, context: str, *, in_items: bool) -> "_Compiler":
        inner = _Compiler(context, self.origin, self.names, self._source, in_items=in_items)
        inner.references = self.references
        inner.warnings = self.warnings
        inner._left = self._left
        return inner

    def _chain(self, tree: Binary) -> Closure:
        # A long sum is a deep left spine; folding it in a loop keeps the stack flat.
        links: list[tuple[Callable[[XValue, XValue], XValue], Closure]] = []
        node: Expression = tree
        while isinstance(node, Binary) and (not links or node.operator not in ("and", "or")):
            if node.operator in ("and", "or"):
                return self._logic(node)
            links.append((OPERATORS[node.operator], self.build(node.right)))
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
            parts.append(self.build_truth(node.right))
            node = node.left
        ordered = [self.build_truth(node), *parts[::-1]]
        if tree.operator == "and":
            return lambda scope: all(to_boolean(part(scope)) for part in ordered)
        return lambda scope: any(to_boolean(part(scope)) for part in ordered)

    def _call(self, call: Call) -> Closure:
        special = SPECIAL.get(call.name)
        if special is not None:
            least, most, build = special
            self._check_count(call, least, most)
            return build(self, call)
        if call.name not in FUNCTIONS:
            raise ExpressionInvalid(f"The function {call.name}() is not known.")
        least, most_or_any, function = FUNCTIONS[call.name]
        if not call.arguments and call.name in _OF_OWN_NODE:
            call = Call(call.name, (Path("context", (Step("."),)),))
        self._check_count(call, least, most_or_any)
        if call.name in _SAMPLES and isinstance(call.arguments[1], Text):
            function(_SAMPLES[call.name], call.arguments[1].value)
        keep_nodes = call.name in WANTS_NODES
        arguments = [self._argument(one, keep_nodes=keep_nodes) for one in call.arguments]
        if call.name in _OF_TRUTHS:
            arguments = [self.build_truth(one) for one in call.arguments]
        if len(arguments) == 1:
            only = arguments[0]
            return lambda scope: function(only(scope))
        if len(arguments) == 2:
            first, second = arguments
            return lambda scope: function(first(scope), second(scope))
        return lambda scope: function(*[argument(scope) for argument in arguments])

    def _argument(self, tree: Expression, *, keep_nodes: bool) -> Closure:
        if keep_nodes and isinstance(tree, Path) and not _is_list(tree):
            if self._is_column(tree):
                column = self.build(tree)
                return lambda scope: (_as_text(column(scope)),)
            return _texts(self.build_nodes(tree))
        return self.build(tree)

    def _check_count(self, call: Call, least: int, most: int | None) -> None:
        count = len(call.arguments)
        if count < least or (most is not None and count > most):
            wanted = str(least) if most == least else f"{least} or more"
            raise ExpressionInvalid(
                f"The function {call.name}() needs {wanted} arguments but has {count}."
            )

    def _is_column(self, path: Path) -> bool:
        return self.in_items and path.start == "context" and path.steps[0].name != ".."

    def _path(self, path: Path) -> Closure:
        if _is_list(path):
            return build_list_path(path, self)
        if self._is_column(path):
            return self._column(path.steps)
        routes = self._routes(path)
        if len(routes) == 1 and is_single(routes[0], self):
            note_route(routes[0], self)
            return build_single(routes[0], self)
        return _texts(self._walk(routes)) if routes else lambda _scope: ()

    def _routes(self, path: Path) -> list[Route]:
        """The routes of a path that lead somewhere."""
        if isinstance(path.start, Call) and path.start.name != "current":
            raise ExpressionInvalid(f"A path cannot go on after {path.start.name}().")
        routes = resolve(path, self)
        # Predicates are built for every route anew, and may hold such paths themselves.
        self._spend(ROUTE_CLOSURES * (len(routes) - 1))
        found = [one for one in routes if self.names.node(one.target) is not None]
        if found or any(step.name in ("*", "**") for step in path.steps):
            return found
        if routes and routes[0].target == "":
            return []
        if path.start == "root":
            raise ExpressionInvalid(f"There is no question {routes[0].target} in this form.")
        written = "/".join(step.name for step in path.steps)
        self.warnings.append(
            f"“{written}” is no question of this form and always reads as empty "
            f"in “{self._source.strip()[:80]}”; put it in quotes if a text is meant."
        )
        return []

    def _walk(self, routes: list[Route]) -> FindNodes:
        for route in routes:
            note_route(route, self)
        walks = [build_walk(one, self) for one in routes]
        if len(walks) == 1:
            return walks[0]
        return lambda scope: [node for walk in walks for node in walk(scope)]

    def _pick(self, tree: Pick) -> Closure:
        if isinstance(tree.nodes, Path | Union) and not (
            isinstance(tree.nodes, Path) and _is_list(tree.nodes)
        ):
            return _texts(self.build_nodes(tree))
        values = self.build(tree.nodes)
        tests = [self.build(one) for one in tree.predicates]

        def pick(scope: Scope) -> XValue:
            found = values(scope)
            kept = found if isinstance(found, tuple) else (_as_text(found),)
            for test in tests:
                kept = tuple(
                    one for place, one in enumerate(kept, start=1) if passes(test(scope), place)
                )
            return kept

        return pick

    def _column(self, steps: tuple[Step, ...]) -> Closure:
        if any(step.predicates or step.name in ("..", "*", "**") for step in steps):
            raise ExpressionInvalid("A choice filter may name a column of the list only.")
        name = "/".join(step.name for step in steps)
        self.reads_item = True
        return lambda scope: scope.item.get(name, "") if scope.item is not None else ""


_OF_OWN_NODE = frozenset({"string", "number", "string-length", "normalize-space", "boolean"})


def _is_other_than_0(value: XValue) -> XValue:
    if isinstance(value, tuple):
        return value
    number = to_number(value)
    return bool(number) and not math.isnan(number)


def _is_list(path: Path) -> bool:
    return isinstance(path.start, Call) and path.start.name == "instance"


def _texts(walk: FindNodes) -> Closure:
    return lambda scope: tuple(_read(node) for node in walk(scope))


def _read(node: Node) -> str:
    return node.text


def _as_text(value: XValue) -> str:
    return value if isinstance(value, str) else str(value)
