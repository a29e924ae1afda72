# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of a dependency graph.

A cell is a value that is computed: a node's calculation or own relevance, the number of instances
of a repeat, or what of a choice is still offered. Leaves (required, read-only, constraint, texts,
choices) are properties that no expression reads. All of it is generic: one cell stands for every
instance of its node.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple


class CellKind(IntEnum):
    """What a cell computes."""

    RELEVANT = 0
    CALCULATE = 1
    COUNT = 2
    OFFERED = 3


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


LEAVES = tuple(Leaf)


class Reader(NamedTuple):
    """A cell that reads a path, and the repeat whose instance both share ("" for none)."""

    rank: int
    shared: str


class LeafReader(NamedTuple):
    """A leaf that reads a path, and the repeat whose instance both share ("" for none)."""

    path: str
    leaf: Leaf
    shared: str


@dataclass(frozen=True)
class Graph:
    """The order of computation and who must be told of what.

    Attributes:
        cells: every cell, each after all it reads, save where instances of a repeat read each
            other in turn.
        rank: a cell's place in `cells`.
        of_node: ranks of the cells of a path.
        readers, leaf_readers: who reads the value of a path.
        self_counting: repeats whose number of instances depends on what stands in them.
    """

    cells: tuple[Cell, ...] = ()
    rank: Mapping[Cell, int] = field(default_factory=dict)
    of_node: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    readers: Mapping[str, tuple[Reader, ...]] = field(default_factory=dict)
    leaf_readers: Mapping[str, tuple[LeafReader, ...]] = field(default_factory=dict)
    self_counting: frozenset[str] = frozenset()
