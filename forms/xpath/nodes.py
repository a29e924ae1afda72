# SPDX-License-Identifier: AGPL-3.0-or-later
"""The running instance as expressions see it: a plain tree of nodes.

Invariants: a child is one node, or a list of nodes where the form repeats it; `index` is a node's
place in that list. A node that is not relevant reads as empty and is in no set of nodes (JavaRosa
filters node sets the same way).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Children: TypeAlias = "dict[str, Node | list[Node]]"


class Node:
    """One node of a running instance.

    Attributes:
        path: generic path.
        children: by name; a list of instances where the child repeats.
        text: value of a leaf, as the instance holds it.
        own: what the node's own relevance rule says; `shown`: that of its ancestors too.
        key: names an instance of a repeat for as long as it lives; empty for other nodes.
        kept: a select's answer as given, of which `text` holds what is still offered.
    """

    __slots__ = (
        "answer",
        "children",
        "index",
        "kept",
        "key",
        "own",
        "parent",
        "path",
        "shown",
        "text",
    )

    def __init__(self, path: str, parent: "Node | None") -> None:
        self.path = path
        self.parent = parent
        self.children: Children = {}
        self.text = ""
        self.own = True
        self.shown: bool = parent.shown if parent is not None else True
        self.index = 0
        self.key = ""
        self.answer: object = None
        self.kept = ""

    def value(self) -> str:
        """What an expression reads."""
        return self.text if self.shown else ""

    def each(self) -> "Iterator[Node]":
        """This node and all below it, in document order."""
        yield self
        for child in self.children.values():
            if isinstance(child, list):
                for one in child:
                    yield from one.each()
            else:
                yield from child.each()


@dataclass(eq=False)
class Row:
    """One element of a list whose rows hold rows.

    Attributes:
        item: its leaves by name, so that predicates read it like a flat row.
    """

    name: str
    item: Mapping[str, str]
    rows: "list[Row]" = field(default_factory=list)


def climb(node: Node, levels: int) -> Node:
    """The ancestor so many levels up."""
    for _ in range(levels):
        assert node.parent is not None
        node = node.parent
    return node
