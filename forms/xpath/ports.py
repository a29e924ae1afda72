# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a compiled expression is, what it may ask while it runs, and what its compiler may ask."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol, TypeAlias

from forms.xpath.tree import Expression
from forms.xpath.values import XValue

Item: TypeAlias = Mapping[str, str]


class Scope(Protocol):
    """What an expression may ask of the running session.

    Attributes:
        item: the row of a list a filter looks at.
        chance: source of random numbers; what is random comes from outside.
        order_seed: seed of random orders nobody gave a seed for; one per session.
        version: of the form.
    """

    item: Item | None
    chance: Random
    order_seed: int
    version: str

    def text(self, path: str) -> str: ...

    def own_text(self, path: str) -> str: ...

    def items(self, name: str) -> Sequence[Item]: ...

    def choice_label(self, value: str, path: str) -> str: ...

    def say(self, template: "Template") -> str: ...

    def today(self) -> str: ...

    def now(self) -> str: ...

    def spend(self, steps: int) -> None: ...


Closure: TypeAlias = Callable[[Scope], XValue]
Rows: TypeAlias = Callable[[Scope], Sequence[int]]
"""Which rows of a list are asked for: their numbers, in the order wanted."""


@dataclass(frozen=True)
class Compiled:
    """An expression ready to run.

    Attributes:
        source: the text it came from.
        evaluate: the closure.
        references: absolute paths whose value or relevance it reads.
        keeps_own: True for `once(…)` and `coalesce(own, …)`, which may read the node they fill:
            filling it again gives the same value.
        warnings: sentences for the author about what was accepted but is probably not meant.
    """

    source: str
    evaluate: Closure
    references: frozenset[str]
    keeps_own: bool = False
    warnings: tuple[str, ...] = ()


Template: TypeAlias = Mapping[str, tuple["str | Compiled", ...]]
"""A text by language; parts are plain text or expressions to fill in."""


class Names(Protocol):
    """What the compiler asks of the form."""

    def has_leaf(self, path: str) -> bool: ...

    def has_group(self, path: str) -> bool: ...

    def has_list(self, name: str) -> bool: ...

    def index(self, name: str, column: str) -> Mapping[str, tuple[int, ...]]: ...

    def by_id(self, text_id: str, path: str) -> Template: ...


class Compiling(Protocol):
    """What a special form asks of the compiler it is built by.

    Attributes:
        context: absolute path of the node the expression belongs to.
        references: paths read so far.
        warnings: sentences for the author.
        keeps_own: set by a form that may read the node it fills.
        reads_item: set when a column of the row looked at was read.
    """

    context: str
    names: Names
    references: set[str]
    warnings: list[str]
    keeps_own: bool
    reads_item: bool

    def build(self, tree: Expression) -> Closure: ...

    def find_path(self, tree: Expression) -> str | None: ...

    def inside_items(self) -> "Compiling": ...
