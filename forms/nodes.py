# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading the primary instance: which nodes a form has, and what they hold at first.

A repeat's first element marked `jr:template`, or its only element, is what new instances begin
as. Attributes of nodes are nodes too, because entities are made of them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from forms.definition import NodeSpec, Seed
from forms.errors import FormInvalid
from forms.limits import LIMITS
from forms.xml import JAVAROSA, XFORMS, Element, attributes, children, local_name, namespace_of

_TEMPLATE = f"{{{JAVAROSA}}}template"


class Instance(NamedTuple):
    """The nodes of a form and their first content."""

    nodes: dict[str, NodeSpec]
    seed: Seed
    templates: dict[str, Seed]


def read_instance(data: Element, repeats: frozenset[str]) -> Instance:
    """Read the primary instance.

    Args:
        data: its root element.
        repeats: generic paths that the body repeats.

    Raises:
        FormInvalid: two nodes have one place, or groups are nested too deeply.
    """
    reader = _Reader(repeats)
    root = "/" + local_name(data)
    reader.read_node(data, root, "", (), 0)
    return Instance(reader.nodes, reader.seed_of(data, root), reader.templates)


class _Reader:
    def __init__(self, repeats: frozenset[str]) -> None:
        self._repeats = repeats
        self.nodes: dict[str, NodeSpec] = {}
        self.templates: dict[str, Seed] = {}

    def read_node(
        self, element: Element, path: str, parent: str, outer: tuple[str, ...], depth: int
    ) -> None:
        if depth > LIMITS.depth:
            raise FormInvalid(
                f"The form's groups are nested more than {LIMITS.depth} deep; flatten them."
            )
        is_repeat = path in self._repeats
        within = (*outer, path) if is_repeat else outer
        inner = _by_name(element, path, self._repeats)
        described = attributes(element)
        namespace = namespace_of(element)
        self.nodes[path] = NodeSpec(
            path=path,
            name=path.rpartition("/")[2],
            parent=parent,
            children=(
                *(f"{path}/@{one.name}" for one in described),
                *(f"{path}/{name}" for name in inner),
            ),
            is_leaf=not inner and not is_repeat and depth > 0,
            is_repeat=is_repeat,
            repeats=within,
            namespace="" if namespace == XFORMS else namespace,
        )
        for one in described:
            at = f"{path}/@{one.name}"
            self.nodes[at] = NodeSpec(
                path=at,
                name=f"@{one.name}",
                parent=path,
                children=(),
                is_leaf=True,
                is_repeat=False,
                repeats=within,
                namespace=one.namespace,
            )
        for name, found in inner.items():
            self.read_node(found[0], f"{path}/{name}", path, within, depth + 1)
            if f"{path}/{name}" in self._repeats:
                self.templates[f"{path}/{name}"] = self.seed_of(found[0], f"{path}/{name}")

    def seed_of(self, element: Element, path: str) -> Seed:
        """First content of an element, inner repeats apart."""
        ranges: dict[str, tuple[Seed, ...]] = {}
        return Seed(dict(self._texts(element, path, ranges)), ranges)

    def _texts(
        self, element: Element, path: str, ranges: dict[str, tuple[Seed, ...]]
    ) -> Iterator[tuple[str, str]]:
        spec = self.nodes.get(path)
        if spec is None:
            return
        for one in attributes(element):
            if f"{path}/@{one.name}" in self.nodes:
                yield f"{path}/@{one.name}", one.value
        if spec.is_leaf:
            yield path, (element.text or "").strip()
            return
        for name, found in _by_name(element, path, self._repeats).items():
            below = f"{path}/{name}"
            if below not in self._repeats:
                yield from self._texts(found[0], below, ranges)
                continue
            ranges[below] = tuple(
                self.seed_of(one, below) for one in found if one.get(_TEMPLATE) is None
            )


def _by_name(element: Element, path: str, repeats: frozenset[str]) -> dict[str, list[Element]]:
    """Child elements by name; a repeat's template comes first."""
    found: dict[str, list[Element]] = {}
    for child in children(element):
        found.setdefault(local_name(child), []).append(child)
    for name, same in found.items():
        if len(same) == 1:
            continue
        if f"{path}/{name}" not in repeats:
            raise FormInvalid(f"Two questions have the same name and place: {path}/{name}.")
        same.sort(key=lambda one: one.get(_TEMPLATE) is None)
    return found
