# SPDX-License-Identifier: AGPL-3.0-or-later
"""What depends on what, worked out once per form.

Cells are numbered in an order in which each comes after everything it reads, so one pass in that
order is enough for any answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from forms.cells import Cell, CellKind, Graph, Leaf
from forms.definition import FormDefinition, Template
from forms.errors import FormInvalid, Problem
from forms.xpath.ports import Compiled


def parent_of(path: str) -> str:
    """The path one level up."""
    return path.rpartition("/")[0]


def build_graph(definition: FormDefinition) -> Graph:
    """Work out the graph of a form.

    Raises:
        FormInvalid: expressions depend on each other in a circle; names the questions.
    """
    binds = definition.binds
    own = {path for path, bind in binds.items() if bind.relevant is not None}
    governed = _find_governors([*definition.groups, *definition.leaves], own)
    reads: dict[Cell, set[Cell]] = {}
    readers: dict[str, set[Cell]] = defaultdict(set)
    for path, bind in binds.items():
        for kind, compiled in (
            (CellKind.RELEVANT, bind.relevant),
            (CellKind.CALCULATE, bind.calculate),
        ):
            if compiled is None:
                continue
            cell = Cell(path, kind)
            needed = _cells_behind(compiled, path, binds.keys(), definition, governed)
            outer = governed.get(parent_of(path))
            if kind is CellKind.RELEVANT and outer is not None:
                needed.add(Cell(outer, CellKind.RELEVANT))
            reads[cell] = needed
            for reference in compiled.references:
                readers[reference].add(cell)
    cells = _sort(reads)
    inside: dict[str, list[Cell]] = defaultdict(list)
    for path in own:
        outer = governed.get(parent_of(path))
        if outer is not None:
            inside[outer].append(Cell(path, CellKind.RELEVANT))
    below: dict[str, list[str]] = defaultdict(list)
    for path, governor in governed.items():
        if governor is not None:
            below[governor].append(path)
    return Graph(
        cells=cells,
        rank={cell: number for number, cell in enumerate(cells)},
        readers={path: tuple(found) for path, found in readers.items()},
        leaf_readers=_leaf_readers(definition),
        inside={path: tuple(found) for path, found in inside.items()},
        governed=governed,
        below={path: tuple(found) for path, found in below.items()},
    )


def _find_governors(paths: Iterable[str], own: set[str]) -> dict[str, str | None]:
    governed: dict[str, str | None] = {"": None}
    for path in sorted(paths, key=lambda one: one.count("/")):
        governed[path] = path if path in own else governed.get(parent_of(path))
    return governed


def _cells_behind(
    compiled: Compiled,
    path: str,
    known: Iterable[str],
    definition: FormDefinition,
    governed: Mapping[str, str | None],
) -> set[Cell]:
    found: set[Cell] = set()
    for reference in compiled.references:
        if reference == path and compiled.keeps_own:
            continue
        bind = definition.binds.get(reference) if reference in known else None
        if bind is not None and bind.calculate is not None:
            found.add(Cell(reference, CellKind.CALCULATE))
        governor = governed.get(reference)
        if governor is not None:
            found.add(Cell(governor, CellKind.RELEVANT))
    return found


def _sort(reads: Mapping[Cell, set[Cell]]) -> tuple[Cell, ...]:
    waiting = {cell: len(needed) for cell, needed in reads.items()}
    told: dict[Cell, list[Cell]] = defaultdict(list)
    for cell, needed in reads.items():
        for one in needed:
            told[one].append(cell)
    ready = [cell for cell in reads if waiting[cell] == 0]
    ordered: list[Cell] = []
    while ready:
        cell = ready.pop()
        ordered.append(cell)
        for reader in told[cell]:
            waiting[reader] -= 1
            if waiting[reader] == 0:
                ready.append(reader)
    if len(ordered) < len(reads):
        stuck = {cell for cell in reads if waiting[cell] > 0}
        raise _describe_circle(_find_circle(stuck, reads))
    return tuple(ordered)


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


def _leaf_readers(definition: FormDefinition) -> dict[str, tuple[tuple[str, Leaf], ...]]:
    found: dict[str, dict[tuple[str, Leaf], None]] = defaultdict(dict)

    def note(references: Iterable[str], path: str, leaf: Leaf) -> None:
        for reference in references:
            found[reference][(path, leaf)] = None

    for path, bind in definition.binds.items():
        for leaf, compiled in (
            (Leaf.REQUIRED, bind.required),
            (Leaf.READONLY, bind.readonly),
            (Leaf.CONSTRAINT, bind.constraint),
        ):
            if compiled is not None:
                note(compiled.references, path, leaf)
        for template in (bind.constraint_message, bind.required_message):
            note(_template_references(template), path, Leaf.CONSTRAINT)
    for path, question in definition.questions.items():
        note(_template_references(question.label), path, Leaf.LABEL)
        note(_template_references(question.hint), path, Leaf.LABEL)
        if question.choices is not None:
            note(question.choices.references, path, Leaf.CHOICES)
            note(question.choices.references, path, Leaf.CONSTRAINT)
    for path, label in definition.group_labels.items():
        note(_template_references(label), path, Leaf.LABEL)
    return {path: tuple(leaves) for path, leaves in found.items()}


def _template_references(template: Template) -> set[str]:
    return {
        reference
        for parts in template.values()
        for part in parts
        if isinstance(part, Compiled)
        for reference in part.references
    }
