# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a compiled expression is, what it may ask while it runs, and what its compiler may ask."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Protocol, TypeAlias

from forms.xpath.nodes import Node as Node
from forms.xpath.nodes import Row
from forms.xpath.tree import Expression
from forms.xpath.values import XValue

Item: TypeAlias = Mapping[str, str]
References: TypeAlias = Mapping[str, str]
"""Generic paths read → the repeat whose instance reader and read share ("" for none).

A path with `#` at its end stands for the number and order of a repeat's instances.
"""


LANGUAGE = "%"
"""A reference to the language the form is shown in; after a path, to its choices' labels."""


class Scope(Protocol):
    """What an expression may ask of the running session.

    Attributes:
        node: the node `.` means; changes inside predicates.
        origin: the node the expression belongs to, `current()`.
        place, size: position and number of candidates inside a predicate; place 0 outside one.
        single: nodes that stand in no repeat, by path.
        item: the row of a list a filter looks at.
        chance: source of random numbers; what is random comes from outside.
        order_seed: seed of random orders nobody gave a seed for; one per session.
        version: of the form.
    """

    node: Node
    origin: Node
    place: int
    size: int
    single: Mapping[str, Node]
    item: Item | None
    chance: Random
    order_seed: int
    version: str

    def items(self, name: str) -> Sequence[Item]: ...

    def choice_label(self, value: str, node: Node) -> str: ...

    def say(self, template: "Template") -> str: ...

    def today(self) -> str: ...

    def now(self) -> str: ...

    def spend(self, steps: int) -> None: ...


Closure: TypeAlias = Callable[[Scope], XValue]
FindNodes: TypeAlias = Callable[[Scope], list[Node]]
Rows: TypeAlias = Callable[[Scope], Sequence[int]]
"""Which rows of a list are asked for: their numbers, in the order wanted."""


@dataclass(frozen=True)
class Compiled:
    """An expression ready to run.

    Attributes:
        source: the text it came from.
        evaluate: the closure.
        references: what it reads.
        keeps_own: True for `once(…)` and `coalesce(own, …)`, which may read the node they fill:
            filling it again gives the same value.
        warnings: sentences for the author about what was accepted but is probably not meant.
    """

    source: str
    evaluate: Closure
    references: References = field(default_factory=dict)
    keeps_own: bool = False
    warnings: tuple[str, ...] = ()


Template: TypeAlias = Mapping[str, tuple["str | Compiled", ...]]
"""A text by language; parts are plain text or expressions to fill in."""


class NodeNames(Protocol):
    """What the compiler asks of one node of the form."""

    @property
    def children(self) -> tuple[str, ...]: ...
    @property
    def is_leaf(self) -> bool: ...
    @property
    def is_repeat(self) -> bool: ...
    @property
    def repeats(self) -> tuple[str, ...]: ...


class Names(Protocol):
    """What the compiler asks of the form."""

    def node(self, path: str) -> NodeNames | None: ...

    def is_number(self, path: str) -> bool: ...

    def has_list(self, name: str) -> bool: ...

    def tree(self, name: str) -> Row: ...

    def index(self, name: str, column: str) -> Mapping[str, tuple[int, ...]]: ...

    def by_id(self, text_id: str, path: str) -> Template: ...

    def parsed(self, source: str) -> Expression: ...


class Compiling(Protocol):
    """What a special form asks of the compiler it is built by.

    Attributes:
        context: generic path of the node `.` means.
        origin: generic path of the node the expression belongs to.
        in_items: plain names are columns of a list.
        warnings: sentences for the author.
        keeps_own: set by a form that may read the node it fills.
        reads_item: set when a column of the row looked at was read.
    """

    context: str
    origin: str
    in_items: bool
    names: Names
    warnings: list[str]
    keeps_own: bool
    reads_item: bool

    def build(self, tree: Expression) -> Closure: ...

    def build_truth(self, tree: Expression) -> Closure: ...

    def build_nodes(self, tree: Expression) -> FindNodes: ...

    def generic_path(self, tree: Expression) -> str | None: ...

    def note(self, path: str, shared: str) -> None: ...

    def note_template(self, template: Template) -> None: ...

    def inside_items(self) -> "Compiling": ...

    def inside(self, path: str) -> "Compiling": ...
