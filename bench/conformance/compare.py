# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comparing two filled forms node by node; knows neither engine.

A value of a node that is not relevant is not compared: it is never submitted, and engines differ
in whether they remember it. Neither are facets one side does not report (None).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Facet = Literal[
    "load",
    "operation",
    "absent",
    "value",
    "relevant",
    "required",
    "readonly",
    "choices",
    "valid",
    "label",
]


@dataclass(frozen=True)
class Node:
    """What is seen of one node.

    Attributes:
        text: the value; None for a group.
        offered: values of the choices offered; None when not a choice or not reported.
        valid: whether constraint and required are kept; None when not reported.
        label: as shown in the language of the moment; None when not reported.
    """

    text: str | None
    relevant: bool
    required: bool | None = None
    readonly: bool | None = None
    offered: tuple[str, ...] | None = None
    valid: bool | None = None
    label: str | None = None


@dataclass(frozen=True)
class Difference:
    """One facet of one node on which the two sides do not agree."""

    form: str
    node: str
    facet: Facet
    ours: str
    theirs: str

    def __str__(self) -> str:
        return f"{self.form} {self.node} {self.facet}: ours {self.ours!r}, theirs {self.theirs!r}"


@dataclass(frozen=True)
class Compared:
    """The outcome for one form: `facets` compared on `nodes` leaves and groups."""

    nodes: int
    facets: int
    differences: tuple[Difference, ...]


def compare_states(
    form: str,
    ours: Mapping[str, Node],
    theirs: Mapping[str, Node],
    without: frozenset[str] = frozenset(),
) -> Compared:
    """Compare every node but those whose generic path is in `without`.

    A group known to one side only is not a difference: not every engine lists them.
    """
    nodes = facets = 0
    differences: list[Difference] = []
    for path in dict.fromkeys([*theirs, *ours]):
        if generic(path) in without:
            continue
        mine, other = ours.get(path), theirs.get(path)
        if mine is None or other is None:
            known = mine or other
            if known is not None and known.text is not None:
                differences.append(_absent(form, path, mine, other))
                nodes, facets = nodes + 1, facets + 1
            continue
        nodes += 1
        for facet, left, right in _facets(mine, other):
            facets += 1
            if left != right:
                differences.append(Difference(form, path, facet, left, right))
    return Compared(nodes, facets, tuple(differences))


def generic(path: str) -> str:
    """A path without positions."""
    parts = (step.partition("[")[0] for step in path.split("/"))
    return "/".join(parts)


def _facets(mine: Node, other: Node) -> Iterator[tuple[Facet, str, str]]:
    yield "relevant", str(mine.relevant), str(other.relevant)
    if mine.text is None or other.text is None:
        return
    both_relevant = mine.relevant and other.relevant
    if both_relevant:
        yield "value", mine.text if mine.text.strip() else "", other.text
    if mine.required is not None and other.required is not None:
        yield "required", str(mine.required), str(other.required)
    if mine.readonly is not None and other.readonly is not None:
        yield "readonly", str(mine.readonly), str(other.readonly)
    if both_relevant and mine.offered is not None and other.offered is not None:
        yield "choices", " ".join(mine.offered), " ".join(other.offered)
    if both_relevant and mine.valid is not None and other.valid is not None:
        yield "valid", str(mine.valid), str(other.valid)
    if both_relevant and mine.label is not None and other.label is not None:
        yield "label", " ".join(mine.label.split()), " ".join(other.label.split())


def _absent(form: str, path: str, mine: Node | None, other: Node | None) -> Difference:
    def seen(node: Node | None) -> str:
        return "not there" if node is None else "there"

    return Difference(form, path, "absent", seen(mine), seen(other))
