# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking a list for rows: `instance('list')/root/item[…]`, `pulldata()` and `randomize()`.

A predicate that compares a column with something that does not depend on the row is answered
from an index; a scan of every row is left to what remains and is paid for in steps.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from forms.errors import ExpressionInvalid
from forms.xpath.list_trees import build_tree_walk
from forms.xpath.ports import Closure, Compiling, FindNodes, Item, Rows, Scope
from forms.xpath.routes import passes
from forms.xpath.shuffle import seed_of, shuffle
from forms.xpath.tree import Binary, Call, Expression, Path, Text
from forms.xpath.values import XValue, are_equal, to_text


class ItemsQuery(NamedTuple):
    """What a question's choices are: rows of a list (None for all), or nodes of the form.

    Attributes:
        items: the rows counted, when they are not the list's own.
    """

    name: str
    rows: Rows | None
    nodes: FindNodes | None = None
    path: str = ""
    items: tuple[Item, ...] | None = None


def list_named(call: Call, compiler: Compiling) -> str:
    """The list an `instance('…')` call names."""
    if len(call.arguments) != 1 or not isinstance(call.arguments[0], Text):
        raise ExpressionInvalid("instance() needs the name of a list in quotes.")
    name = call.arguments[0].value
    if not compiler.names.has_list(name):
        raise ExpressionInvalid(f"There is no choice list {name!r} in this form.")
    return name


def build_list_path(path: Path, compiler: Compiling) -> Closure:
    """The texts of a column, or of the rows themselves, of the rows asked for."""
    assert isinstance(path.start, Call)
    name = list_named(path.start, compiler)
    if len(path.steps) < 2:
        raise ExpressionInvalid("A list is asked as instance('list')/root/item[…]/column.")
    if path.steps[0].predicates:
        compiler.warnings.append(
            f"The list “{name}” is asked without its root and reads as empty; "
            f"write instance('{name}')/root/item[…]/column."
        )
        return lambda _scope: ()
    if any(step.predicates for step in path.steps[2:]) or _is_deep(path, name, compiler):
        return _build_deep(path, name, compiler)
    rows = build_rows(name, path.steps[1].predicates, compiler)
    column = "/".join(step.name for step in path.steps[2:]) or "."

    def look_up(scope: Scope) -> XValue:
        items = scope.items(name)
        return tuple(items[row].get(column, "") for row in rows(scope))

    return look_up


def _is_deep(path: Path, name: str, compiler: Compiling) -> bool:
    """Whether a path goes on from rows that hold several rows of one name."""
    rows = compiler.names.tree(name).rows
    if len({row.name for row in rows}) > 1:
        return True
    return len(path.steps) > 3 and any(
        len(row.rows) != len({one.name for one in row.rows}) for row in rows
    )


def _build_deep(path: Path, name: str, compiler: Compiling) -> Closure:
    *outer, last = path.steps
    _, walk_rows = build_tree_walk(Path(path.start, tuple(outer)), name, compiler)
    column = last.name
    if last.predicates:
        _, walk_all = build_tree_walk(path, name, compiler)
        return lambda scope: tuple(row.item.get(".", "") for row in walk_all(scope))
    return lambda scope: tuple(row.item.get(column, "") for row in walk_rows(scope))


def build_rows(name: str, predicates: Sequence[Expression], compiler: Compiling) -> Rows:
    """Which rows satisfy every predicate, in list order."""
    if not predicates:
        return lambda scope: range(len(scope.items(name)))
    first, *later = predicates
    parts = _split(first)
    begun = _first_rows(name, first, parts, compiler)
    if not later:
        return begun
    tests_later = [[_build_test(one, compiler)] for one in later]

    def rows(scope: Scope) -> Sequence[int]:
        kept = begun(scope)
        for tests in tests_later:
            kept = keep_rows(scope, name, kept, tests)
        return kept

    return rows


def _first_rows(name: str, first: Expression, parts: list[Expression], compiler: Compiling) -> Rows:
    for number, part in enumerate(parts):
        found = None if _counts(first) else _as_lookup(part, compiler)
        if found is not None:
            column, key = found
            rest = [_build_test(one, compiler) for one in parts[:number] + parts[number + 1 :]]
            return _indexed(name, column, key, rest, compiler)
    tests = [_build_test(first, compiler)]
    return lambda scope: keep_rows(scope, name, range(len(scope.items(name))), tests)


def _counts(tree: Expression) -> bool:
    """Whether a predicate asks for its place among the candidates."""
    match tree:
        case Call(name, arguments):
            return name in ("position", "last") or any(_counts(one) for one in arguments)
        case Binary(_, left, right):
            return _counts(left) or _counts(right)
        case _:
            return False


def keep_rows(
    scope: Scope, name: str, rows: Sequence[int], tests: Sequence[Closure]
) -> Sequence[int]:
    """Those of some rows for which every test is true."""
    if not tests:
        return rows
    scope.spend(len(rows) * len(tests))
    items = scope.items(name)
    before = (scope.item, scope.place, scope.size)
    kept: list[int] = []
    try:
        scope.size = len(rows)
        for place, row in enumerate(rows, start=1):
            scope.item, scope.place = items[row], place
            if all(passes(test(scope), place) for test in tests):
                kept.append(row)
    finally:
        scope.item, scope.place, scope.size = before
    return kept


def build_query(tree: Expression, compiler: Compiling) -> ItemsQuery:
    """The nodeset of a choice list, possibly in random order.

    Raises:
        ExpressionInvalid: it is of no such form or names what does not exist.
    """
    seed: Closure | None = None
    mixed = isinstance(tree, Call) and tree.name == "randomize" and len(tree.arguments) in (1, 2)
    if mixed and isinstance(tree, Call):
        seed = compiler.build(tree.arguments[1]) if len(tree.arguments) == 2 else None
        tree = tree.arguments[0]
    if not isinstance(tree, Path):
        raise ExpressionInvalid("Choices must come from a list: instance('list')/root/item[…].")
    if not isinstance(tree.start, Call) or tree.start.name != "instance":
        nodes, path = compiler.build_nodes(tree), compiler.generic_path(tree) or ""
        if not mixed:
            return ItemsQuery("", None, nodes, path)
        return ItemsQuery("", None, lambda scope: shuffle(nodes(scope), seed_of(scope, seed)), path)
    if len(tree.steps) < 2:
        raise ExpressionInvalid("Choices must come from a list: instance('list')/root/item[…].")
    name = list_named(tree.start, compiler)
    if len(tree.steps) > 2:
        return _deep_query(tree, name, compiler)
    if not tree.steps[-1].predicates and not mixed:
        return ItemsQuery(name, None)
    rows = build_rows(name, tree.steps[-1].predicates, compiler)
    if not mixed:
        return ItemsQuery(name, rows)
    return ItemsQuery(name, lambda scope: shuffle(rows(scope), seed_of(scope, seed)))


def _deep_query(tree: Path, name: str, compiler: Compiling) -> ItemsQuery:
    every, walk = build_tree_walk(tree, name, compiler)
    place = {id(row): at for at, row in enumerate(every)}
    return ItemsQuery(
        name,
        lambda scope: [place[id(row)] for row in walk(scope)],
        items=tuple(row.item for row in every),
    )


def build_pulldata(compiler: Compiling, call: Call) -> Closure:
    """`pulldata(list, wanted column, key column, key)`: the first match, or empty.

    A list named in quotes must exist; one an answer names may not, and then nothing is found.
    """
    first = call.arguments[0]
    if isinstance(first, Text) and not compiler.names.has_list(_pulled_name(first.value)):
        raise ExpressionInvalid(f"There is no list {first.value!r} in this form.")
    lists = compiler.names
    parts = [compiler.build(one) for one in call.arguments]

    def pull(scope: Scope) -> XValue:
        name, wanted, column, key = (to_text(part(scope)) for part in parts)
        name = _pulled_name(name)
        found = lists.index(name, column).get(key, ()) if lists.has_list(name) else ()
        return scope.items(name)[found[0]].get(wanted, "") if found else ""

    return pull


def _pulled_name(written: str) -> str:
    return written.removesuffix(".csv")


def _split(predicate: Expression) -> list[Expression]:
    """The conditions an `and` joins."""
    if isinstance(predicate, Binary) and predicate.operator == "and":
        return [*_split(predicate.left), *_split(predicate.right)]
    return [predicate]


def _build_test(predicate: Expression, compiler: Compiling) -> Closure:
    return compiler.inside_items().build(predicate)


def _as_lookup(tree: Expression, compiler: Compiling) -> tuple[str, Closure] | None:
    """(column, key) of `column = key` when the key does not depend on the row."""
    if not isinstance(tree, Binary) or tree.operator != "=":
        return None
    for column, key in ((tree.left, tree.right), (tree.right, tree.left)):
        if not isinstance(column, Path) or column.start != "context" or len(column.steps) != 1:
            continue
        step = column.steps[0]
        if step.predicates or step.name in (".", "..", "*"):
            continue
        inner = compiler.inside_items()
        closure = inner.build(key)
        if not inner.reads_item:
            return step.name, closure
    return None


def _indexed(
    name: str, column: str, key: Closure, rest: Sequence[Closure], compiler: Compiling
) -> Rows:
    index = compiler.names.index(name, column)

    def rows(scope: Scope) -> Sequence[int]:
        scope.spend(1)
        value = key(scope)
        if isinstance(value, str):
            found: Sequence[int] = index.get(value, ())
        elif isinstance(value, tuple):
            found = sorted({row for one in value for row in index.get(one, ())})
        else:
            found = _equal_rows(scope, index, value)
        return keep_rows(scope, name, found, rest)

    return rows


def _equal_rows(scope: Scope, index: Mapping[str, tuple[int, ...]], value: XValue) -> Sequence[int]:
    """Rows whose column equals a number or a boolean, which no text index can answer alone."""
    scope.spend(len(index))
    return sorted(row for text, found in index.items() if are_equal(text, value) for row in found)
