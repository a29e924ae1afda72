# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking a list for rows: `instance('list')/root/item[…]`, `pulldata()` and `randomize()`.

A predicate that compares a column with something that does not depend on the row is answered
from an index; a scan of every row is left to what remains and is paid for in steps.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from forms.errors import ExpressionInvalid
from forms.xpath.ports import Closure, Compiling, Rows, Scope
from forms.xpath.shuffle import seed_of, shuffle
from forms.xpath.tree import Binary, Call, Expression, Path, Text
from forms.xpath.values import XValue, are_equal, to_boolean, to_text


class ListQuery(NamedTuple):
    """The list a question's choices come from and which of its rows; None for all of them."""

    name: str
    rows: Rows | None


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
    if len(path.steps) not in (2, 3) or path.steps[0].predicates:
        raise ExpressionInvalid("A list is asked as instance('list')/root/item[…]/column.")
    rows = build_rows(name, path.steps[1].predicates, compiler)
    column = path.steps[2].name if len(path.steps) == 3 else "."

    def look_up(scope: Scope) -> XValue:
        items = scope.items(name)
        return tuple(items[row].get(column, "") for row in rows(scope))

    return look_up


def build_rows(name: str, predicates: Sequence[Expression], compiler: Compiling) -> Rows:
    """Which rows satisfy every predicate, in list order."""
    parts = [part for predicate in predicates for part in _split(predicate)]
    for number, part in enumerate(parts):
        found = _as_lookup(part, compiler)
        if found is not None:
            column, key = found
            rest = [_build_test(one, compiler) for one in parts[:number] + parts[number + 1 :]]
            return _indexed(name, column, key, rest, compiler)
    tests = [_build_test(one, compiler) for one in parts]
    return lambda scope: keep_rows(scope, name, range(len(scope.items(name))), tests)


def keep_rows(
    scope: Scope, name: str, rows: Sequence[int], tests: Sequence[Closure]
) -> Sequence[int]:
    """Those of some rows for which every test is true."""
    if not tests:
        return rows
    scope.spend(len(rows) * len(tests))
    items, outer = scope.items(name), scope.item
    kept: list[int] = []
    try:
        for row in rows:
            scope.item = items[row]
            if all(to_boolean(test(scope)) for test in tests):
                kept.append(row)
    finally:
        scope.item = outer
    return kept


def build_query(tree: Expression, compiler: Compiling) -> ListQuery:
    """The nodeset of a choice list, possibly in random order.

    Raises:
        ExpressionInvalid: it is not of that form or names what does not exist.
    """
    seed: Closure | None = None
    mixed = isinstance(tree, Call) and tree.name == "randomize" and len(tree.arguments) in (1, 2)
    if mixed and isinstance(tree, Call):
        seed = compiler.build(tree.arguments[1]) if len(tree.arguments) == 2 else None
        tree = tree.arguments[0]
    if (
        not isinstance(tree, Path)
        or not isinstance(tree.start, Call)
        or tree.start.name != "instance"
        or len(tree.steps) != 2
    ):
        raise ExpressionInvalid("Choices must come from a list: instance('list')/root/item[…].")
    name = list_named(tree.start, compiler)
    if not tree.steps[1].predicates and not mixed:
        return ListQuery(name, None)
    rows = build_rows(name, tree.steps[1].predicates, compiler)
    if not mixed:
        return ListQuery(name, rows)
    return ListQuery(name, lambda scope: shuffle(rows(scope), seed_of(scope, seed)))


def build_pulldata(compiler: Compiling, call: Call) -> Closure:
    """`pulldata('list', 'wanted column', 'key column', key)`: the first match, or empty."""
    texts = [one.value if isinstance(one, Text) else None for one in call.arguments[:3]]
    name, wanted, column = texts
    if name is None or wanted is None or column is None:
        raise ExpressionInvalid("pulldata() needs its list and its two columns in quotes.")
    if not compiler.names.has_list(name):
        raise ExpressionInvalid(f"There is no list {name!r} in this form.")
    index, key = compiler.names.index(name, column), compiler.build(call.arguments[3])

    def pull(scope: Scope) -> XValue:
        found = index.get(to_text(key(scope)), ())
        return scope.items(name)[found[0]].get(wanted, "") if found else ""

    return pull


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
