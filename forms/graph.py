# SPDX-License-Identifier: AGPL-3.0-or-later
"""What depends on what, worked out once per form over generic paths.

Cells are numbered in an order in which each comes after everything it reads, so one pass in that
order is enough for any answer. Two kinds of reading may run in a circle without harm, because
they end at run time: one instance of a repeat reading another, and the number of instances
depending on what stands in them. Any other circle is refused.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from forms.cells import Cell, CellKind, Graph, Leaf, LeafReader, Reader
from forms.definition import FormDefinition, Template
from forms.errors import FormInvalid, Problem
from forms.xpath.ports import LANGUAGE, Compiled, References


class _Needs(NamedTuple):
    """Cells that must come before: `hard` ones always, `soft` ones where no circle forbids it."""

    hard: set[Cell]
    soft: set[Cell]

    def and_softly(self, other: "_Needs") -> "_Needs":
        return _Needs(self.hard, self.soft | (other.hard | other.soft) - self.hard)


def build_graph(definition: FormDefinition) -> Graph:
    """Work out the graph of a form.

    Raises:
        FormInvalid: expressions depend on each other in a circle; names the questions.
    """
    reads = {cell: references for cell, references, _ in _computed(definition)}
    said = {cell: _labels_read(references, definition) for cell, references in reads.items()}
    own = {cell for cell, _, keeps_own in _computed(definition) if keeps_own}
    behind = _Behind(definition, reads.keys())
    needs = {
        cell: behind.of(cell, refs, keeps_own=cell in own).and_softly(
            behind.of(cell, said[cell], keeps_own=True)
        )
        for cell, refs in reads.items()
    }
    cells, circling = _sort(needs)
    rank = {cell: number for number, cell in enumerate(cells)}
    readers: dict[str, list[Reader]] = defaultdict(list)
    of_node: dict[str, list[int]] = defaultdict(list)
    for cell in cells:
        of_node[cell.path].append(rank[cell])
        for path, shared in {**said[cell], **reads[cell]}.items():
            readers[path].append(Reader(rank[cell], shared))
    return Graph(
        cells=cells,
        rank=rank,
        of_node={path: tuple(found) for path, found in of_node.items()},
        readers={path: tuple(found) for path, found in readers.items()},
        leaf_readers=_leaf_readers(definition),
        self_counting=frozenset(one.path for one in circling if one.kind is CellKind.COUNT),
    )


def _computed(definition: FormDefinition) -> Iterator[tuple[Cell, References, bool]]:
    for path, bind in definition.binds.items():
        if bind.relevant is not None:
            yield Cell(path, CellKind.RELEVANT), bind.relevant.references, False
        if bind.calculate is not None:
            rule = bind.calculate
            yield Cell(path, CellKind.CALCULATE), rule.references, rule.keeps_own
    for path, repeat in definition.repeats.items():
        if repeat.count is not None:
            yield Cell(path, CellKind.COUNT), repeat.count.references, False
    for path, question in definition.questions.items():
        if question.choices is not None and not question.choices.is_fixed:
            yield Cell(path, CellKind.OFFERED), question.choices.references, False


def _labels_read(references: References, definition: FormDefinition) -> References:
    """What the labels of choices say that an expression asks for, `jr:choice-name()` for one."""
    found: dict[str, str] = {}
    for reference in references:
        named = reference.removesuffix(LANGUAGE)
        question = definition.questions.get(named) if named != reference else None
        for choice in question.choices.items if question and question.choices else ():
            for path, shared in template_references(choice.label).items():
                found[path] = min(shared, references.get(named, ""), key=len)
    return found


class _Behind:
    """Finds the cells behind what an expression reads."""

    def __init__(self, definition: FormDefinition, cells: Iterable[Cell]) -> None:
        self._nodes = definition.nodes
        self._cells = frozenset(cells)
        self._governing: dict[str, tuple[Cell, ...]] = {}

    def of(self, cell: Cell, references: References, *, keeps_own: bool) -> _Needs:
        hard: set[Cell] = set()
        soft: set[Cell] = set()
        own = self._repeats(cell.path)
        for reference, shared in references.items():
            path = reference.rstrip("#")
            if path == cell.path and (keeps_own or cell.kind is CellKind.OFFERED):
                continue
            common = [one for one in self._repeats(path) if one in own]
            crosses = bool(common) and len(shared) < len(common[-1])
            wanted = soft if crosses else hard
            if not reference.endswith("#"):
                wanted.update(self._values(path))
            wanted.update(self._governors(path))
            counted = (Cell(one, CellKind.COUNT) for one in self._repeats(path) if one not in own)
            soft.update(one for one in counted if one in self._cells)
        return _Needs(hard, soft - hard)

    def _repeats(self, path: str) -> tuple[str, ...]:
        spec = self._nodes.get(path)
        return spec.repeats if spec is not None else ()

    def _values(self, path: str) -> Iterator[Cell]:
        for kind in (CellKind.CALCULATE, CellKind.OFFERED):
            if Cell(path, kind) in self._cells:
                yield Cell(path, kind)

    def _governors(self, path: str) -> tuple[Cell, ...]:
        known = self._governing.get(path)
        if known is None:
            outer = self._governors(path.rpartition("/")[0]) if path else ()
            cell = Cell(path, CellKind.RELEVANT)
            known = (*outer, cell) if cell in self._cells else outer
            self._governing[path] = known
        return known


def _sort(needs: Mapping[Cell, _Needs]) -> tuple[tuple[Cell, ...], set[Cell]]:
    """Cells in order, and those that are in, or behind, a circle that ends at run time."""
    ordered, stuck = _settle({cell: one.hard | one.soft for cell, one in needs.items()})
    circling = set(stuck)
    if stuck:
        # Without the soft readings of what is stuck, the rest must come out.
        again = {
            cell: one.hard if cell in stuck else one.hard | one.soft for cell, one in needs.items()
        }
        ordered, stuck = _settle(again)
        if stuck:
            raise _describe_circle(_find_circle(stuck, again))
    return tuple(ordered), circling


def _settle(reads: Mapping[Cell, set[Cell]]) -> tuple[list[Cell], set[Cell]]:
    """Cells in order as far as there is one, earliest of the form first, and what is left."""
    place = {cell: number for number, cell in enumerate(reads)}
    listed = list(reads)
    waiting = {cell: len(needed) for cell, needed in reads.items()}
    told: dict[Cell, list[Cell]] = defaultdict(list)
    for cell, needed in reads.items():
        for one in needed:
            told[one].append(cell)
    ready = [place[cell] for cell in reads if waiting[cell] == 0]
    heapq.heapify(ready)
    ordered: list[Cell] = []
    while ready:
        cell = listed[heapq.heappop(ready)]
        ordered.append(cell)
        for reader in told[cell]:
            waiting[reader] -= 1
            if waiting[reader] == 0:
                heapq.heappush(ready, place[reader])
    return ordered, {cell for cell in reads if waiting[cell] > 0}


def _find_circle(stuck: set[Cell], reads: Mapping[Cell, set[Cell]]) -> list[Cell]:
    cell = min(stuck)
    seen: list[Cell] = []
    while cell not in seen:
        seen.append(cell)
        cell = min(one for one in reads[cell] if one in stuck)
    return seen[seen.index(cell) :]


def _describe_circle(circle: list[Cell]) -> FormInvalid:
    names = [cell.path.rsplit("/", 1)[-1] for cell in circle]
    column = "relevant" if circle[0].kind is CellKind.RELEVANT else "calculation"
    if len(set(names)) == 1:
        what = f"The {column} of “{names[0]}” depends on itself."
    else:
        shown = list(dict.fromkeys(names))
        what = f"The expressions of “{'”, “'.join(shown[:6])}” depend on each other in a circle."
    return FormInvalid(
        Problem(
            what=what,
            mend="Take one of these references out.",
            question=names[0],
            column=column,
        )
    )


def _leaf_readers(definition: FormDefinition) -> dict[str, tuple[LeafReader, ...]]:
    found: dict[str, dict[LeafReader, None]] = defaultdict(dict)
    for references, path, leaf in _leaves(definition):
        for reference, shared in {**_labels_read(references, definition), **references}.items():
            found[reference][LeafReader(path, leaf, shared)] = None
    return {path: tuple(leaves) for path, leaves in found.items()}


def _leaves(definition: FormDefinition) -> Iterator[tuple[References, str, Leaf]]:
    for path, bind in definition.binds.items():
        if bind.required is not None:
            yield bind.required.references, path, Leaf.REQUIRED
        if bind.constraint is not None:
            yield bind.constraint.references, path, Leaf.CONSTRAINT
        for template in (bind.constraint_message, bind.required_message):
            yield template_references(template), path, Leaf.CONSTRAINT
        if bind.readonly is not None:
            for below in _questions_within(definition, path):
                yield bind.readonly.references, below, Leaf.READONLY
    for path, question in definition.questions.items():
        yield template_references(question.label), path, Leaf.LABEL
        yield template_references(question.hint), path, Leaf.LABEL
        if question.choices is not None:
            yield question.choices.references, path, Leaf.CHOICES
            yield question.choices.references, path, Leaf.CONSTRAINT
    for path, label in definition.group_labels.items():
        yield template_references(label), path, Leaf.LABEL


def _questions_within(definition: FormDefinition, path: str) -> Iterator[str]:
    for one in definition.questions:
        if one == path or one.startswith(f"{path}/"):
            yield one


def template_references(template: Template) -> dict[str, str]:
    """What a text reads, over all its languages."""
    found: dict[str, str] = {}
    for parts in template.values():
        for part in parts:
            if isinstance(part, Compiled):
                for path, shared in part.references.items():
                    known = found.get(path)
                    if known is None or len(shared) < len(known):
                        found[path] = shared
    return found
