# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recomputing what depends on what changed, in the order of the form's graph.

Invariant: cells wait in a queue ordered by rank, each node at most once; a cell whose value does
not change tells nobody. Bounded by the budget of cells for one answer.
"""

import heapq
import math
from collections.abc import Callable, Iterable, Iterator
from itertools import count

from forms.cells import LEAVES, Cell, CellKind, Leaf
from forms.changes import Changed
from forms.definition import FormDefinition
from forms.entry import answer_of_text, cast_text
from forms.errors import BudgetExceeded
from forms.limits import LIMITS
from forms.running import RunningInstance
from forms.scope import RunningScope
from forms.xpath.nodes import Node
from forms.xpath.ports import LANGUAGE
from forms.xpath.values import to_boolean, to_number, to_text

Touched = set[tuple[Node, Leaf]]


class Recomputing:
    """One running form's cells.

    Attributes:
        touched: leaves to look at again.
        changed_nodes: nodes whose value changed, in order, for actions that wait for that.
    """

    def __init__(
        self, definition: FormDefinition, instance: RunningInstance, scope: RunningScope
    ) -> None:
        self._definition = definition
        self._graph = definition.graph
        self._instance = instance
        self._scope = scope
        self._queue: list[tuple[int, int, Node]] = []
        self._queued: set[tuple[int, Node]] = set()
        self._order = count()
        self._left = LIMITS.computations
        self.touched: Touched = set()
        self.changed_nodes: list[Node] = []

    def refill(self) -> None:
        """A fresh budget, for the next answer."""
        self._left = LIMITS.computations
        self._queue.clear()
        self._queued.clear()
        self.touched.clear()
        self.changed_nodes.clear()

    def enqueue_all(self, nodes: Iterable[Node]) -> None:
        """Let every cell of some nodes be computed."""
        for node in nodes:
            for rank in self._graph.of_node.get(node.path, ()):
                if self._graph.cells[rank].kind is CellKind.COUNT:
                    continue
                self._enqueue(rank, node)
            self._enqueue_counts(node)

    def _enqueue_counts(self, node: Node) -> None:
        for name, child in node.children.items():
            if isinstance(child, list):
                rank = self._graph.rank.get(Cell(f"{node.path}/{name}", CellKind.COUNT))
                if rank is not None:
                    self._enqueue(rank, node)

    def value_changed(self, node: Node) -> None:
        """Let everything that reads a node be computed."""
        self.changed_nodes.append(node)
        self.tell_readers(node)

    def tell_readers(self, node: Node) -> None:
        """Let what reads a node's value or relevance be computed."""
        self._tell(node.path, node)

    def tell_of_order(self, path: str, parent: Node) -> None:
        """Let what reads the number or order of a repeat's instances be computed."""
        self._tell(f"{path}#", parent)
        self._tell(path, parent)

    def tell_of_language(self, root: Node) -> None:
        """Let what reads a text of the form be computed, in the language it is now shown in.

        What a worker may have written over stays: another language is no other answer.
        """
        self._tell(LANGUAGE, root, but=self._may_be_typed)

    def _may_be_typed(self, cell: Cell) -> bool:
        bind = self._definition.binds.get(cell.path)
        is_open = cell.path in self._definition.questions and (bind is None or not bind.readonly)
        return cell.kind is CellKind.CALCULATE and is_open

    def tell_of_absence(self, gone: Node) -> None:
        """Let what read a removed instance, or a new one, be computed."""
        for node in gone.each():
            self.tell_readers(node)

    def _tell(
        self, path: str, source: Node, but: Callable[[Cell], bool] = lambda _cell: False
    ) -> None:
        graph = self._graph
        for rank, shared in graph.readers.get(path, ()):
            cell = graph.cells[rank]
            where = cell.path
            if but(cell):
                continue
            if cell.kind is CellKind.COUNT:
                where = self._definition.nodes[where].parent
            for node in self.contexts(where, shared, source):
                self._enqueue(rank, node)
        for where, leaf, shared in graph.leaf_readers.get(path, ()):
            for node in self.contexts(where, shared, source):
                self.touched.add((node, leaf))

    def contexts(self, path: str, shared: str, source: Node) -> list[Node]:
        """Nodes of a path that share a repeat's instance with a source."""
        single = self._instance.single.get(path)
        if single is not None:
            return [single]
        anchor = source
        while anchor.parent is not None and anchor.path != shared:
            anchor = anchor.parent
        return self._instance.below(path, anchor)

    def _enqueue(self, rank: int, node: Node) -> None:
        if (rank, node) not in self._queued:
            self._queued.add((rank, node))
            heapq.heappush(self._queue, (rank, next(self._order), node))

    def drain(self, changed: Changed) -> None:
        """Compute all that waits.

        Raises:
            BudgetExceeded: it does not come to an end within the budget.
        """
        while self._queue:
            self._left -= 1
            if self._left < 0:
                raise BudgetExceeded("The form's calculations do not come to an end; mend them.")
            rank, _, node = heapq.heappop(self._queue)
            self._queued.discard((rank, node))
            cell = self._graph.cells[rank]
            match cell.kind:
                case CellKind.RELEVANT:
                    self._compute_relevance(node, changed)
                case CellKind.CALCULATE:
                    self._compute_value(node, changed)
                case CellKind.COUNT:
                    self._compute_count(node, cell.path, changed)
                case CellKind.OFFERED:
                    self._compute_offered(node, changed)

    def run_actions(self, changed: Changed) -> None:
        """Set what the form sets when a value changes, until nothing more changes.

        Raises:
            BudgetExceeded: the form sets its own values without an end.
        """
        left = LIMITS.actions
        waiting = list(self.ready())
        while waiting:
            source = waiting.pop(0)
            for action in self._definition.on_change.get(source.path, ()):
                left -= 1
                if left < 0:
                    raise BudgetExceeded("The form sets its own values without an end; mend it.")
                shared = deepest_common(action.target, source)
                for target in self.contexts(action.target, shared, source):
                    value = action.value
                    text = "" if value is None else to_text(self._scope.evaluate(value, target))
                    if text != target.text:
                        self.set_text(target, text, changed, hidden=True)
            self.drain(changed)
            waiting.extend(self.ready())

    def _compute_relevance(self, node: Node, changed: Changed) -> None:
        rule = self._definition.binds[node.path].relevant
        assert rule is not None
        own = to_boolean(self._scope.evaluate(rule, node))
        if own != node.own:
            node.own = own
            self.cascade(node, changed)

    def cascade(self, top: Node, changed: Changed) -> None:
        """Bring the effective relevance below a node up to date."""
        waiting = [top]
        while waiting:
            node = waiting.pop()
            shown = node.own and (node.parent is None or node.parent.shown)
            if shown == node.shown:
                continue
            node.shown = shown
            changed.relevance[self._instance.running_path(node)] = shown
            self.tell_readers(node)
            if node.path in self._definition.questions:
                self.touched.update((node, leaf) for leaf in LEAVES)
            if shown:
                self._enqueue_counts(node)
            for child in node.children.values():
                waiting.extend(child if isinstance(child, list) else (child,))

    def _compute_value(self, node: Node, changed: Changed) -> None:
        bind = self._definition.binds[node.path]
        assert bind.calculate is not None
        text = self._scope.as_type(bind.datatype, self._scope.evaluate(bind.calculate, node))
        if text != node.text:
            self.set_text(node, text, changed, hidden=bind.calculate.keeps_own)

    def set_text(self, node: Node, text: str, changed: Changed, *, hidden: bool) -> None:
        """Put a text into a node and let its readers know.

        Args:
            hidden: the text cannot be worked out again, so it must be kept.
        """
        bind = self._definition.binds.get(node.path)
        text = text if bind is None else cast_text(bind.datatype, text)
        node.text = node.kept = text
        question = self._definition.questions.get(node.path)
        if question is not None:
            node.answer = answer = answer_of_text(question, text)
            changed.values[self._instance.running_path(node)] = answer
            self.touched.update((node, leaf) for leaf in LEAVES)
        elif hidden:
            changed.hidden[self._instance.running_path(node)] = text
        self.value_changed(node)

    def _compute_offered(self, node: Node, changed: Changed) -> None:
        if not node.kept:
            return
        question = self._definition.questions[node.path]
        offered = {one.value for one in self._scope.offered(question, node)}
        several = isinstance(node.answer, tuple)
        chosen = node.kept.split(" ") if several else [node.kept]
        text = " ".join(one for one in chosen if one in offered)
        if text != node.text:
            node.text = text
            changed.values.setdefault(
                self._instance.running_path(node), answer_of_text(question, text)
            )
            self.touched.add((node, Leaf.CONSTRAINT))
            self.value_changed(node)

    def _compute_count(self, parent: Node, path: str, changed: Changed) -> None:
        repeat = self._definition.repeats[path]
        assert repeat.count is not None
        if not parent.shown:
            # What is hidden keeps its instances; cascade asks again when it is shown.
            return
        number = to_number(to_text(self._scope.evaluate(repeat.count, parent)))
        if math.isnan(number):
            # A count that is blank for a moment takes nothing away, as in JavaRosa.
            return
        wanted = int(max(0, min(number, LIMITS.instances + 1)))
        held = self._instance.range_of(parent, path)
        if path in self._graph.self_counting and wanted > len(held) > 0:
            # It would grow without end by itself; the person filling asks for the next one.
            return
        if path in self._graph.self_counting:
            wanted = min(wanted, max(1, len(held)))
        if wanted == len(held):
            return
        changed.structure.add(self._instance.running_path(parent) + path[len(parent.path) :])
        while len(held) > wanted:
            self.remove(held[-1])
        while len(held) < wanted:
            self.add(parent, path, str(len(held) + 1), changed)

    def wants_more(self, parent: Node, path: str) -> bool:
        """Whether a repeat that counts itself would have another instance now."""
        count = self._definition.repeats[path].count
        if path not in self._graph.self_counting or count is None:
            return False
        number = to_number(to_text(self._scope.evaluate(count, parent)))
        return number > len(self._instance.range_of(parent, path))

    def add(self, parent: Node, path: str, key: str, changed: Changed) -> Node:
        """Add an instance, run the actions that wait for it, and queue its cells."""
        node = self._instance.add(parent, path, key=key)
        for one in node.each():
            question = self._definition.questions.get(one.path)
            if question is not None and one.answer is None and one.text:
                one.answer = answer_of_text(question, one.text)
        self.enter(node)
        for action in self._definition.on_new_repeat.get(path, ()):
            for target in self.contexts(action.target, deepest_common(action.target, node), node):
                text = (
                    ""
                    if action.value is None
                    else to_text(self._scope.evaluate(action.value, target))
                )
                self.set_text(target, text, changed, hidden=True)
        return node

    def enter(self, node: Node) -> None:
        """Bring an instance that came in up to date."""
        assert node.parent is not None
        self.cascade_in(node)
        self.enqueue_all(node.each())
        self.tell_of_absence(node)
        self.tell_of_order(node.path, node.parent)

    def cascade_in(self, node: Node) -> None:
        """Effective relevance below a node that was not part of the instance."""
        for one in node.each():
            one.shown = one.own and (one.parent is None or one.parent.shown)

    def remove(self, node: Node) -> None:
        """Take an instance out and let its readers know."""
        assert node.parent is not None
        self.tell_of_absence(node)
        self._instance.remove(node)
        self.tell_of_order(node.path, node.parent)

    def ready(self) -> Iterator[Node]:
        """Nodes that changed, each once, and forget them."""
        found = dict.fromkeys(self.changed_nodes)
        self.changed_nodes.clear()
        yield from found


def deepest_common(path: str, node: Node) -> str:
    """The innermost repeat instance around a node that a path stands in too."""
    current: Node | None = node
    while current is not None:
        if current.key and path.startswith(f"{current.path}/"):
            return current.path
        current = current.parent
    return ""
