# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a written path to the nodes it means: resolved once, walked at every evaluation.

A path is split into the part it shares with the node it is written for, and the steps down from
there. As in JavaRosa, an absolute path takes the repeat instances of its own node as far as both
run along the same names without a predicate; a step down after `..` means every instance.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.errors import ExpressionInvalid
from forms.xpath.nodes import Node, climb
from forms.xpath.ports import Closure, Compiling, FindNodes, Scope
from forms.xpath.tree import Expression, Path, Step
from forms.xpath.values import to_boolean

MOST_BRANCHES = 2000


@dataclass(frozen=True, slots=True)
class Down:
    """One step down: the child's name, its generic path, and predicates on it."""

    name: str
    path: str
    predicates: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """Where a path leads.

    Attributes:
        bound: generic path of the node shared with the start; empty above the root.
        levels: levels from the start up to it.
        from_origin: the path starts at `current()`.
    """

    bound: str
    levels: int
    downs: tuple[Down, ...]
    from_origin: bool

    @property
    def target(self) -> str:
        """Generic path of what it means."""
        return self.downs[-1].path if self.downs else self.bound


def resolve(path: Path, compiling: Compiling) -> list[Route]:
    """Every route a path may mean; several only where it has `*` or `//`.

    Raises:
        ExpressionInvalid: it climbs above the form.
    """
    from_origin = not isinstance(path.start, str)
    start = compiling.origin if from_origin else compiling.context
    steps: Sequence[Step]
    if path.start == "root" and path.steps[:1] == (Step("**"),):
        bound, steps = "/" + start.split("/")[1], path.steps
    elif path.start == "root":
        bound, steps = _run_along(path.steps, start)
    else:
        bound, steps = start, path.steps
    found: list[_State] = [(bound, ())]
    for step in steps:
        found = [one for each in found for one in _take(each, step, compiling)]
        if len(found) > MOST_BRANCHES:
            raise ExpressionInvalid("A path with “*” or “//” means too many places; name them.")
    if any(not bound and not downs for bound, downs in found):
        raise ExpressionInvalid("A path climbs above the form.")
    depth = start.count("/")
    return [Route(b, depth - b.count("/"), downs, from_origin) for b, downs in found]


def _run_along(steps: Sequence[Step], start: str) -> tuple[str, Sequence[Step]]:
    own = start.split("/")[1:]
    shared = 0
    for step, name in zip(steps, own, strict=False):
        if step.name != name or step.predicates:
            break
        shared += 1
    return "".join(f"/{one}" for one in own[:shared]), steps[shared:]


_State = tuple[str, tuple[Down, ...]]


def _take(state: _State, step: Step, compiling: Compiling) -> list[_State]:
    bound, downs = state
    if step.name == ".":
        return [state]
    if step.name == "..":
        if downs:
            return [(bound, downs[:-1])]
        if not bound:
            raise ExpressionInvalid("A path climbs above the form.")
        return [(bound.rpartition("/")[0], ())]
    here = downs[-1].path if downs else bound
    if step.name == "**":
        return [(bound, (*downs, *chain)) for chain in _all_below(here, compiling)]
    if step.name == "*":
        spec = compiling.names.node(here)
        names = [one.rpartition("/")[2] for one in spec.children] if spec is not None else []
        return [
            (bound, (*downs, Down(name, f"{here}/{name}", step.predicates)))
            for name in names
            if not name.startswith("@")
        ]
    path = f"{here}/{step.name}"
    return [(bound, (*downs, Down(step.name, path, step.predicates)))]


def _all_below(path: str, compiling: Compiling) -> list[tuple[Down, ...]]:
    found: list[tuple[Down, ...]] = [()]
    spec = compiling.names.node(path)
    for child in spec.children if spec is not None else ():
        first = Down(child.rpartition("/")[2], child)
        found.extend((first, *rest) for rest in _all_below(child, compiling))
        if len(found) > MOST_BRANCHES:
            raise ExpressionInvalid("A path with “//” means too many places; name them.")
    return found


def deepest_repeat(path: str, compiling: Compiling) -> str:
    """The innermost repeat a node stands in, or empty."""
    spec = compiling.names.node(path)
    return spec.repeats[-1] if spec is not None and spec.repeats else ""


def note_route(route: Route, compiling: Compiling) -> None:
    """Note what a route reads."""
    compiling.note(route.target, deepest_repeat(route.bound, compiling))


def is_single(route: Route, compiling: Compiling) -> bool:
    """Whether a route means one node at most."""
    names = compiling.names
    specs = [names.node(down.path) for down in route.downs]
    return not any(
        down.predicates or (spec is not None and spec.is_repeat)
        for down, spec in zip(route.downs, specs, strict=True)
    )


def build_single(route: Route, compiling: Compiling) -> Closure:
    """Read the one node of a route."""
    spec = compiling.names.node(route.target)
    if spec is not None and not spec.repeats:
        path = route.target

        def read_fixed(scope: Scope) -> str:
            scope.spend(1)
            node = scope.single[path]
            return node.text if node.shown else ""

        return read_fixed
    levels, names, from_origin = route.levels, [one.name for one in route.downs], route.from_origin

    def read(scope: Scope) -> str:
        scope.spend(1)
        node = climb(scope.origin if from_origin else scope.node, levels)
        for name in names:
            child = node.children[name]
            assert isinstance(child, Node)
            node = child
        return node.text if node.shown else ""

    return read


def build_walk(route: Route, compiling: Compiling) -> FindNodes:
    """Find the relevant nodes of a route, in document order."""
    tests = [
        [compiling.inside(down.path).build(one) for one in down.predicates] for down in route.downs
    ]
    steps = [(down.name, tested) for down, tested in zip(route.downs, tests, strict=True)]
    levels, from_origin = route.levels, route.from_origin
    root_tests: list[Closure] = []
    if not route.bound:
        # A predicate on the root itself: the walk begins there instead of above it.
        (_, root_tests), *steps = steps
        levels -= 1

    def walk(scope: Scope) -> list[Node]:
        found = [climb(scope.origin if from_origin else scope.node, levels)]
        found = keep_nodes(scope, found, root_tests)
        for name, tested in steps:
            found = [
                one
                for node in found
                for one in keep_nodes(scope, _below(scope, node, name), tested)
            ]
        return [one for one in found if one.shown]

    return walk


def _below(scope: Scope, node: Node, name: str) -> list[Node]:
    child = node.children.get(name)
    if child is None:
        return []
    found = child if isinstance(child, list) else [child]
    scope.spend(len(found) + 1)
    return found


def keep_nodes(scope: Scope, nodes: list[Node], tests: Sequence[Closure]) -> list[Node]:
    """Those nodes that pass every predicate, each seeing what the one before left."""
    for test in tests:
        before = (scope.node, scope.place, scope.size)
        kept: list[Node] = []
        try:
            scope.size = len(nodes)
            for place, node in enumerate(nodes, start=1):
                scope.spend(1)
                scope.node, scope.place = node, place
                if passes(test(scope), place):
                    kept.append(node)
        finally:
            scope.node, scope.place, scope.size = before
        nodes = kept
    return nodes


def passes(value: object, place: int) -> bool:
    """Whether a predicate's value keeps the candidate at a place: a number means its position."""
    if isinstance(value, float):
        return value == place
    assert isinstance(value, str | bool | tuple)
    return to_boolean(value)
