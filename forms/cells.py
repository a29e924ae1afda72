# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of a dependency graph.

A cell is a value that is computed: the calculation of a node or its effective relevance. Leaves
(required, read-only, constraint, texts, choices) are properties that no expression reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple


class CellKind(IntEnum):
    """What a cell computes."""

    RELEVANT = 0
    CALCULATE = 1


class Cell(NamedTuple):
    """One computed value of one node."""

    path: str
    kind: CellKind


class Leaf(IntEnum):
    """A property of a node that no expression reads."""

    REQUIRED = 0
    READONLY = 1
    CONSTRAINT = 2
    LABEL = 3
    CHOICES = 4


@dataclass(frozen=True)
class Graph:
    """The order of computation and who must be told of what.

    Attributes:
        cells: every cell, each after all it reads.
        rank: a cell's place in `cells`.
        readers: cells that read the value of a path.
        leaf_readers: (path, leaf) pairs that read the value of a path.
        inside: relevance cells directly below a relevance cell's node.
        governed: nearest ancestor-or-self with a relevance cell, by path; None when always shown.
        below: paths governed by a relevance cell's node, itself included.
    """

    cells: tuple[Cell, ...] = ()
    rank: Mapping[Cell, int] = field(default_factory=dict)
    readers: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    leaf_readers: Mapping[str, tuple[tuple[str, Leaf], ...]] = field(default_factory=dict)
    inside: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    governed: Mapping[str, str | None] = field(default_factory=dict)
    below: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
