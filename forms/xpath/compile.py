# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the typed tree to one closure per expression, with what it depends on.

Invariants:
- Compiling resolves every reference to an absolute path of the form. An absolute path that does
  not exist is refused here; a relative one reads as an empty set of nodes, as in every ODK engine
  (authors write `null`), and the author is warned.
- A closure touches the instance only through its `Scope`, which counts steps.
"""

from collections.abc import Callable

from forms.errors import ExpressionInvalid
from forms.xpath.functions import FUNCTIONS, WANTS_NODES
from forms.xpath.lists import ListQuery, build_list_path, build_query
from forms.xpath.operators import OPERATORS
from forms.xpath.parser import parse
from forms.xpath.ports import Closure, Compiled, Names, Scope
from forms.xpath.special import SPECIAL
from forms.xpath.tree import Binary, Call, Expression, Negate, Number, Path, Step, Text
from forms.xpath.values import XValue, to_boolean, to_number, to_text


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
    compiler = _Compiler(context, names, source, in_items=in_items)
    tree = parse(source)
    closure = compiler.build(tree)
    own_first = (
        isinstance(tree, Call)
        and tree.name == "coalesce"
        and compiler.find_path(tree.arguments[0]) == context
    )
    return Compiled(
        source,
        closure,
        frozenset(compiler.references),
        compiler.keeps_own or own_first,
        tuple(compiler.warnings),
    )


class _Compiler:
    def __init__(self, context: str, names: Names, source: str, *, in_items: bool) -> None:
        self.context = context
        self.names = names
        self._source = source
        self._in_items = in_items
        self.references: set[str] = set()
        self.warnings: list[str] = []
        self.keeps_own = False
        self.reads_item = False

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
            parts.append(self.build(node.right))
            node = node.left
        ordered = [self.build(node), *parts[::-1]]
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

    def find_path(self, tree: Expression) -> str | None:
        """The absolute path an expression names; None when it is no plain path."""
        if not isinstance(tree, Path):
            return None
        if self._in_items and tree.start == "context" and tree.steps[0].name != "..":
            return None
        return self._resolve(tree)

    def _path(self, path: Path) -> Closure:
        if isinstance(path.start, Call) and path.start.name == "instance":
            return build_list_path(path, self)
        if self._in_items and path.start == "context" and path.steps[0].name != "..":
            return self._column(path.steps)
        resolved = self._resolve(path)
        if resolved is None:
            raise ExpressionInvalid("This kind of path is not supported.")
        if self.names.has_group(resolved):
            self.references.add(resolved)
            return lambda _scope: ""
        if self.names.has_leaf(resolved):
            self.references.add(resolved)
            return lambda scope: scope.text(resolved)
        if path.start == "root":
            raise ExpressionInvalid(f"There is no question {resolved} in this form.")
        written = "/".join(step.name for step in path.steps)
        self.warnings.append(
            f"“{written}” is no question of this form and always reads as empty "
            f"in “{self._source.strip()[:80]}”; put it in quotes if a text is meant."
        )
        return lambda _scope: ()

    def _resolve(self, path: Path) -> str | None:
        if path.start == "root":
            parts: list[str] = []
        elif path.start == "context" or (
            isinstance(path.start, Call) and path.start.name == "current"
        ):
            parts = self.context.strip("/").split("/")
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
        return "/" + "/".join(parts)

    def _column(self, steps: tuple[Step, ...]) -> Closure:
        name = steps[0].name
        if len(steps) != 1 or steps[0].predicates:
            raise ExpressionInvalid("A choice filter may name a column of the list only.")
        self.reads_item = True
        return lambda scope: scope.item.get(name, "") if scope.item is not None else ""

    def inside_items(self) -> "_Compiler":
        """A compiler for predicates over the rows of a list, sharing what is collected."""
        inner = _Compiler(self.context, self.names, self._source, in_items=True)
        inner.references = self.references
        inner.warnings = self.warnings
        return inner


def compile_list_query(
    source: str, context: str, names: Names
) -> tuple[ListQuery, frozenset[str], tuple[str, ...]]:
    """Compile the nodeset of a choice list, `instance('list')/root/item[…]`.

    Returns:
        The list and its rows, the paths they read, and warnings for the author.

    Raises:
        ExpressionInvalid: it is not of that form or names what does not exist.
    """
    compiler = _Compiler(context, names, source, in_items=False)
    query = build_query(parse(source), compiler)
    return query, frozenset(compiler.references), tuple(compiler.warnings)
