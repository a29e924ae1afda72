# SPDX-License-Identifier: AGPL-3.0-or-later
"""A form as loaded: immutable, built once, shared by every session that fills it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from forms.cells import Graph
from forms.scoring import ScoringRules
from forms.xpath.ports import Compiled, Item, Rows
from forms.xpath.ports import Template as Template


class Control(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    NOTE = "note"


@dataclass(frozen=True)
class Bind:
    """The rules of one node; None where the form sets no rule."""

    datatype: str = "string"
    relevant: Compiled | None = None
    required: Compiled | None = None
    readonly: Compiled | None = None
    constraint: Compiled | None = None
    calculate: Compiled | None = None
    constraint_message: Template = field(default_factory=dict)
    required_message: Template = field(default_factory=dict)
    allows_missing: bool = False


@dataclass(frozen=True)
class ChoiceItem:
    """One choice: what is stored, how it is shown, and its row of the list for filters."""

    value: str
    label: Template
    item: Item


@dataclass(frozen=True)
class ChoiceSource:
    """Where a question's choices come from.

    Attributes:
        items: every choice of the list, in order.
        rows: which of them are offered, and in which order; None for all as listed.
        references: paths that decides.
    """

    items: tuple[ChoiceItem, ...]
    rows: Rows | None = None
    references: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Question:
    """One visible question.

    Attributes:
        path: absolute path, `/data/group/name`.
        allows_missing: may be marked not asked, declined or no information.
    """

    path: str
    name: str
    control: Control
    appearance: str
    datatype: str
    label: Template
    hint: Template
    choices: ChoiceSource | None
    allows_missing: bool


@dataclass(frozen=True)
class Page:
    """What is shown at once: one top-level group, or one ungrouped question.

    Attributes:
        path: of the group or question.
        title: the group's label; empty for a lone question.
    """

    path: str
    title: Template
    question_paths: tuple[str, ...]


@dataclass(frozen=True)
class FormDefinition:
    """A whole form.

    Attributes:
        leaves: initial text of every value node, in document order.
        groups: paths of all groups.
        binds: rules by path, of leaves and groups.
        lists: secondary instances by name.
        namespaces: of the nodes that have one of their own, by path.
        graph: what depends on what.
        scoring: how the pack scores; None for a plain form.
        on_first_load: (path, expression) evaluated once when a session begins without answers.
    """

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    root: str
    leaves: Mapping[str, str]
    groups: frozenset[str]
    binds: Mapping[str, Bind]
    pages: tuple[Page, ...]
    questions: Mapping[str, Question]
    group_labels: Mapping[str, Template]
    lists: Mapping[str, tuple[Item, ...]]
    on_first_load: tuple[tuple[str, Compiled], ...]
    warnings: tuple[str, ...] = ()
    namespaces: Mapping[str, str] = field(default_factory=dict)
    scoring: ScoringRules | None = None
    graph: Graph = field(default_factory=Graph)
