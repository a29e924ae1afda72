# SPDX-License-Identifier: AGPL-3.0-or-later
"""A form as loaded: immutable, built once, shared by every session that fills it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from forms.cells import Graph
from forms.scoring import ScoringRules
from forms.xpath.compile import Closure, Compiled, Item


class Control(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    NOTE = "note"


Template: TypeAlias = Mapping[str, tuple["str | Compiled", ...]]
"""A text by language; parts are plain text or expressions to fill in."""


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
        filters: closures over a choice's row; empty when all are offered.
        references: paths the filters read.
    """

    items: tuple[ChoiceItem, ...]
    filters: tuple[Closure, ...] = ()
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
    scoring: ScoringRules | None = None
    graph: Graph = field(default_factory=Graph)
