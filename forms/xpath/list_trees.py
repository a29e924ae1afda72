# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists whose rows hold rows: `instance('x')/states/state[…]/counties/county[…]`.

A list is read as flat rows wherever a path allows it, because those can be indexed; only paths
that go deeper walk the list as the tree it was written as.
"""

from collections.abc import Sequence

from forms.xpath.nodes import Row
from forms.xpath.ports import Closure, Compiling, Scope
from forms.xpath.routes import passes
from forms.xpath.tree import Path

Tests = list[tuple[str, list[Closure]]]


def build_tree_walk(path: Path, name: str, compiler: Compiling) -> tuple[list[Row], "Walk"]:
    """Every row a path could mean, in order, and a closure for those it means now."""
    steps: Tests = [
        (step.name, [compiler.inside_items().build(one) for one in step.predicates])
        for step in path.steps[1:]
    ]
    root = compiler.names.tree(name)
    all_rows = [root]
    for step, _ in steps:
        all_rows = [row for one in all_rows for row in _below(one, step)]
    return all_rows, Walk(root, steps)


class Walk:
    """Walks a list from its root along tested steps."""

    def __init__(self, root: Row, steps: Tests) -> None:
        self._root = root
        self._steps = steps

    def __call__(self, scope: Scope) -> list[Row]:
        found = [self._root]
        for step, tests in self._steps:
            found = [row for one in found for row in _keep(scope, list(_below(one, step)), tests)]
        return found


def _below(row: Row, step: str) -> Sequence[Row]:
    return row.rows if step == "*" else [one for one in row.rows if one.name == step]


def _keep(scope: Scope, rows: list[Row], tests: Sequence[Closure]) -> list[Row]:
    scope.spend(len(rows) * (1 + len(tests)))
    before = scope.item, scope.place, scope.size
    try:
        for test in tests:
            kept: list[Row] = []
            scope.size = len(rows)
            for place, row in enumerate(rows, start=1):
                scope.item, scope.place = row.item, place
                if passes(test(scope), place):
                    kept.append(row)
            rows = kept
    finally:
        scope.item, scope.place, scope.size = before
    return rows
