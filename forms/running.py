# SPDX-License-Identifier: AGPL-3.0-or-later
"""The instance being filled: a tree of nodes whose repeats grow and shrink.

Invariants:
- An instance of a repeat has a key that never changes and is never given again in its range, so a
  running path (`/data/person[~2]/age`) means the same node while others come and go.
- A removed instance keeps its answers and can be put back; software never destroys them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from forms.definition import FormDefinition, Seed
from forms.errors import AnswerTypeError, BudgetExceeded
from forms.limits import LIMITS
from forms.xpath.nodes import Node

_STEP = re.compile(r"([^\[\]/]+)(?:\[(~?)([^\[\]]+)\])?")
Range = tuple[Node, str]
"""Where a repeat stands: the node above, and the repeat's generic path."""


class RunningInstance:
    """Nodes of one form being filled.

    Attributes:
        root: the instance's own root.
        single: nodes that stand in no repeat, by path.
    """

    def __init__(self, definition: FormDefinition) -> None:
        self._specs = definition.nodes
        self._templates = definition.templates
        repeats = definition.repeats.items()
        self._counted = frozenset(path for path, one in repeats if one.count is not None)
        self._count = 0
        self._used: dict[Range, int] = {}
        self._away: dict[Range, dict[str, Node]] = {}
        self.single: dict[str, Node] = {}
        self.root = self._build(definition.root, None, definition.seed)

    def _build(self, path: str, parent: Node | None, seed: Seed) -> Node:
        self._count += 1
        if self._count > LIMITS.running_nodes:
            raise BudgetExceeded(
                f"The form would hold more than {LIMITS.running_nodes} answers at once; "
                "ask for fewer repetitions."
            )
        spec = self._specs[path]
        node = Node(path, parent)
        node.text = node.kept = seed.texts.get(path, "")
        if not spec.repeats:
            self.single[path] = node
        for child in spec.children:
            inner = self._specs[child]
            if inner.is_repeat:
                node.children[inner.name] = []
                for first in seed.ranges.get(child, ()):
                    made = self._make(child, node, first, "")
                    if child in self._counted:
                        # They come in when the count asks for them.
                        self._away.setdefault((node, child), {})[made.key] = made
                    else:
                        self._attach(made)
            else:
                node.children[inner.name] = self._build(child, node, seed)
        return node

    def _make(self, path: str, parent: Node, seed: Seed, key: str) -> Node:
        made = self._build(path, parent, seed)
        used = self._used.get((parent, path), 0)
        made.key = key or str(used + 1)
        number = int(made.key) if made.key.isdecimal() else 0
        self._used[(parent, path)] = max(used, number)
        return made

    def range_of(self, parent: Node, path: str) -> list[Node]:
        """The instances of a repeat below a node, in order."""
        found = parent.children[path.rpartition("/")[2]]
        assert isinstance(found, list)
        return found

    def _attach(self, node: Node, at: int | None = None) -> None:
        assert node.parent is not None
        held = self.range_of(node.parent, node.path)
        held.insert(len(held) if at is None else at, node)
        for index, one in enumerate(held):
            one.index = index

    def add(self, parent: Node, path: str, *, key: str = "") -> Node:
        """A new last instance of a repeat, or one that was away and has this key.

        Raises:
            BudgetExceeded: there would be too many.
        """
        held = self.range_of(parent, path)
        if len(held) >= LIMITS.instances:
            raise BudgetExceeded(
                f"“{path.rpartition('/')[2]}” can be repeated {LIMITS.instances} times at most."
            )
        node = self._away.get((parent, path), {}).pop(key, None) if key else None
        if node is None:
            node = self._make(path, parent, self._templates[path], key)
        self._attach(node)
        return node

    def remove(self, node: Node) -> None:
        """Take an instance out; it is kept aside under its key."""
        assert node.parent is not None
        held = self.range_of(node.parent, node.path)
        held.remove(node)
        self._away.setdefault((node.parent, node.path), {})[node.key] = node
        for index, one in enumerate(held):
            one.index = index

    def put_back(self, parent: Node, path: str, key: str, at: int) -> Node | None:
        """Bring a removed instance back to its place; None when there is no such one."""
        node = self._away.get((parent, path), {}).pop(key, None)
        if node is not None:
            self._attach(node, at)
        return node

    def arrange(self, parent: Node, path: str, keys: tuple[str, ...]) -> None:
        """Make the instances of a repeat exactly those with these keys, in this order."""
        for node in list(self.range_of(parent, path)):
            if node.key not in keys:
                self.remove(node)
        held = {node.key: node for node in self.range_of(parent, path)}
        ordered = [held.get(key) or self.add(parent, path, key=key) for key in keys]
        self.range_of(parent, path)[:] = ordered
        for index, one in enumerate(ordered):
            one.index = index

    def away(self, node_range: Range) -> Mapping[str, Node]:
        """Removed instances by key."""
        return self._away.get(node_range, {})

    def is_away(self, node: Node) -> bool:
        """Whether a node stands in an instance that was removed."""
        current: Node | None = node
        while current is not None and current.parent is not None:
            if current.key and current not in self.range_of(current.parent, current.path):
                return True
            current = current.parent
        return False

    def below(self, path: str, anchor: Node) -> list[Node]:
        """Every node of a generic path at or below an anchor."""
        rest = path[len(anchor.path) :].split("/")[1:]
        found = [anchor]
        for name in rest:
            found = list(chain.from_iterable(_children(node, name) for node in found))
        return found

    def running_path(self, node: Node) -> str:
        """The path of one node, with keys where a repeat stands."""
        if not self._specs[node.path].repeats:
            return node.path
        return self._written(node, lambda one: f"[~{one.key}]" if one.key else "")

    def place_path(self, node: Node) -> str:
        """The path of one node, with positions from 1 where a repeat stands."""
        if not self._specs[node.path].repeats:
            return node.path
        return self._written(node, lambda one: f"[{one.index + 1}]" if one.key else "")

    def _written(self, node: Node, mark: Callable[[Node], str]) -> str:
        steps: list[str] = []
        current: Node | None = node
        while current is not None:
            steps.append(current.path.rpartition("/")[2] + mark(current))
            current = current.parent
        return "/" + "/".join(reversed(steps))

    def find(self, written: str) -> Node:
        """The node a running path names, by key or by position.

        Raises:
            AnswerTypeError: there is none.
        """
        single = self.single.get(written)
        if single is not None:
            return single
        node = self.walk_to(written, make=False)
        if node is None:
            raise AnswerTypeError(f"There is no question {written[:120]} in this form.")
        return node

    def walk_to(self, written: str, *, make: bool) -> Node | None:
        """The node a running path names; when asked, instances that are missing are made, aside."""
        steps = _STEP.findall(written)
        if not steps or steps[0][0] != self.root.path[1:]:
            return None
        node = self.root
        for name, tilde, which in steps[1:]:
            child = node.children.get(name)
            if child is None:
                return None
            if isinstance(child, list):
                path = f"{node.path}/{name}"
                chosen = self._choose(node, path, which, by_key=bool(tilde), make=make)
                if chosen is None:
                    return None
                node = chosen
            else:
                node = child
        return node

    def _choose(
        self, parent: Node, path: str, which: str, *, by_key: bool, make: bool
    ) -> Node | None:
        held = self.range_of(parent, path)
        if not by_key:
            at = int(which) if which.isdecimal() else 1
            return held[at - 1] if 1 <= at <= len(held) else None
        for node in chain(held, self.away((parent, path)).values()):
            if node.key == which:
                return node
        if not make:
            return None
        node = self._make(path, parent, self._templates[path], which)
        self._away.setdefault((parent, path), {})[which] = node
        return node

    def each(self) -> Iterator[Node]:
        """Every node, in document order."""
        return self.root.each()


def _children(node: Node, name: str) -> list[Node]:
    child = node.children.get(name)
    if child is None:
        return []
    return child if isinstance(child, list) else [child]
