# SPDX-License-Identifier: AGPL-3.0-or-later
"""The typed tree of an expression. Immutable; says nothing about evaluation."""

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """A numeric literal."""

    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """A string literal."""

    value: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path.

    Attributes:
        name: a child's name, `@name`, `.`, `..`, `*`, or `**` for any number of levels down.
    """

    name: str
    predicates: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A location path.

    Attributes:
        start: "root" for `/a`, "context" for `a`, or the call it hangs on (`current()/..`).
    """

    start: "Literal['root', 'context'] | Call"
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Union:
    """Several paths joined by `|`."""

    paths: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Pick:
    """A set of nodes with a predicate around it: `(path)[1]`."""

    nodes: "Expression"
    predicates: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function call."""

    name: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and an operator."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Negate:
    """Unary minus."""

    operand: "Expression"


Expression: TypeAlias = Number | Text | Path | Union | Pick | Call | Binary | Negate
