# SPDX-License-Identifier: AGPL-3.0-or-later
"""A form as loaded: immutable, built once, shared by every session that fills it.

Paths here are generic (`/data/person/age`): they name every instance of a repeat at once. A
running session names one instance (`/data/person[2]/age`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

from forms.cells import Graph
from forms.evidence import NO_EVIDENCE, EvidenceRules
from forms.scoring import ScoringRules
from forms.xpath.ports import Compiled, Item, Node, References, Rows, Scope
from forms.xpath.ports import Template as Template

NOTHING: Template = {}
WantsSource: TypeAlias = Literal["", "yes", "required"]
"""Whether a question takes the source of its answer, and whether signing waits for it."""


class Control(StrEnum):
    """How a question is answered; what a device cannot do is answered by entry or by a file."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    RANGE = "range"
    TRIGGER = "trigger"
    NOTE = "note"
    GEOPOINT = "geopoint"
    GEOTRACE = "geotrace"
    GEOSHAPE = "geoshape"
    BARCODE = "barcode"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"


UPLOADS = frozenset({Control.IMAGE, Control.AUDIO, Control.VIDEO, Control.FILE})
CHOOSING = frozenset({Control.SELECT_ONE, Control.SELECT_MULTIPLE, Control.RANK})


@dataclass(frozen=True)
class Bind:
    """The rules of one node; None where the form sets no rule.

    Attributes:
        preload: (kind, parameter) of a value the session fills by itself.
        for_youth: a youth may answer it, or everything within it, alone.
    """

    datatype: str = "string"
    relevant: Compiled | None = None
    required: Compiled | None = None
    readonly: Compiled | None = None
    constraint: Compiled | None = None
    calculate: Compiled | None = None
    constraint_message: Template = field(default_factory=dict)
    required_message: Template = field(default_factory=dict)
    allows_missing: bool = False
    wants_source: WantsSource = ""
    rates: str = ""
    preload: tuple[str, str] | None = None
    for_youth: bool = False
    extras: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ChoiceItem:
    """One choice: what is stored, how it is shown, and its row of the list for filters.

    Attributes:
        media: `image`, `audio`, `video`, `big-image` → name of the file, by language.
    """

    value: str
    label: Template
    item: Item
    media: Mapping[str, Template] = field(default_factory=dict)


@dataclass(frozen=True)
class NodeChoices:
    """Choices made of the form's own nodes, e.g. the persons listed in a repeat."""

    nodes: Callable[[Scope], list[Node]]
    value: Compiled
    label: Compiled


@dataclass(frozen=True)
class ChoiceSource:
    """Where a question's choices come from.

    Attributes:
        items: every choice of the list, in order.
        rows: which of them are offered, and in which order; None for all as listed.
        references: paths that decides.
        from_nodes: set instead of items when the choices are nodes of the form.
    """

    items: tuple[ChoiceItem, ...]
    rows: Rows | None = None
    references: References = field(default_factory=dict)
    from_nodes: NodeChoices | None = None

    @property
    def is_fixed(self) -> bool:
        """True when every choice is always offered, in the order listed."""
        return self.rows is None and self.from_nodes is None


@dataclass(frozen=True)
class Range:
    """A scale from `start` to `end`; texts of exact decimals."""

    start: str
    end: str
    step: str


@dataclass(frozen=True)
class Action:
    """Set a node when something happens.

    Attributes:
        target: generic path of the node set.
        value: what it is set to; None empties it.
        holder: generic path of the repeat or question the action hangs on.
    """

    target: str
    value: Compiled | None
    holder: str = ""


@dataclass(frozen=True)
class Question:
    """One visible question.

    Attributes:
        path: generic path, `/data/group/name`.
        allows_missing: may be marked not asked, declined, no information or not applicable.
        guidance: longer hint for whoever wants it.
        media: `image`, `audio`, `video`, `big-image` → name of the file, by language.
        parameters: attributes of the control that are left to the screen: `rows`, `accept`,
            `max-pixels`, `mediatype`, …
        wants_source: whether the source of the answer is kept with it.
        rates: generic path of the question whose answer this one rates; empty for none.
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
    guidance: Template = field(default_factory=dict)
    media: Mapping[str, Template] = field(default_factory=dict)
    range: Range | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    wants_source: WantsSource = ""
    rates: str = ""

    def looks(self, word: str) -> bool:
        """Whether the appearance has a word; `word*` for any that begins so."""
        words = self.appearance.split()
        if word.endswith("*"):
            return any(one.startswith(word[:-1]) for one in words)
        return word in words


@dataclass(frozen=True)
class Group:
    """A group as shown.

    Attributes:
        path: generic path; of the nearest node when the group has none of its own.
        key: names the group in the body, even when several share one path.
        children: questions (by path), groups and repeats, in order.
    """

    path: str
    label: Template
    appearance: str
    children: tuple["BodyPart", ...]
    hint: Template = field(default_factory=dict)


@dataclass(frozen=True)
class Repeat:
    """A repeating group as shown.

    Attributes:
        count: how many instances there are to be; None when the person filling decides.
        may_change: instances may be added and removed by hand.
    """

    path: str
    label: Template
    appearance: str
    children: tuple["BodyPart", ...]
    count: Compiled | None = None
    may_change: bool = True


BodyPart: TypeAlias = str | Group | Repeat
"""A question is named by its generic path."""


@dataclass(frozen=True)
class StaticPage:
    """What is shown at once, with every repeat shown once; `forms.pages` has running ones.

    Attributes:
        path: of the group or question.
        title: the group's label; empty for a lone question.
    """

    path: str
    title: Template
    question_paths: tuple[str, ...]


@dataclass(frozen=True)
class NodeSpec:
    """One node of the instance.

    Attributes:
        path: generic path; an attribute is `/data/@name`.
        children: paths of its child nodes, in document order.
        repeats: paths of the repeats it stands in, itself included, outermost first.
        namespace: its own namespace, or empty.
    """

    path: str
    name: str
    parent: str
    children: tuple[str, ...]
    is_leaf: bool
    is_repeat: bool
    repeats: tuple[str, ...]
    namespace: str = ""


@dataclass(frozen=True)
class Seed:
    """First content of a part of the instance.

    Attributes:
        texts: by generic path, of the leaves outside inner repeats.
        ranges: first instances of each inner repeat.
    """

    texts: Mapping[str, str]
    ranges: Mapping[str, tuple["Seed", ...]]


@dataclass(frozen=True)
class Entity:
    """What an answer makes of, or changes in, a list of things the county keeps (ODK entities).

    Attributes:
        path: generic path of the entity element in the instance.
        version: of the entities specification the form was made for.
    """

    path: str
    dataset: str
    version: str


@dataclass(frozen=True)
class FormDefinition:
    """A whole form.

    Attributes:
        nodes: every node by generic path, in document order.
        seed: first content of the instance; `templates`: of a new instance of each repeat.
        leaves: initial text of every value node, in document order.
        groups: paths of all groups.
        binds: rules by path, of leaves and groups.
        body: what is shown, in order.
        lists: secondary instances by name.
        namespaces: of the nodes that have one of their own, by path.
        graph: what depends on what.
        scoring: how the pack scores; None for a plain form.
        evidence: what the pack adds for a screening: scores, trip-wires, gate, who may use it.
        on_first_load: actions run once when a session begins without answers.
        on_new_repeat: actions by path of the repeat that grew.
        on_change: actions by path of the question that changed.
        submission_key: public key (base64) the author wants submissions encrypted with, or empty.
    """

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    root: str
    nodes: Mapping[str, NodeSpec]
    seed: Seed
    templates: Mapping[str, Seed]
    leaves: Mapping[str, str]
    groups: frozenset[str]
    binds: Mapping[str, Bind]
    body: tuple[BodyPart, ...]
    pages: tuple[StaticPage, ...]
    questions: Mapping[str, Question]
    repeats: Mapping[str, Repeat]
    group_labels: Mapping[str, Template]
    lists: Mapping[str, tuple[Item, ...]]
    on_first_load: tuple[Action, ...] = ()
    on_new_repeat: Mapping[str, tuple[Action, ...]] = field(default_factory=dict)
    on_change: Mapping[str, tuple[Action, ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    namespaces: Mapping[str, str] = field(default_factory=dict)
    entity: Entity | None = None
    submission_key: str = ""
    appearance: str = ""
    scoring: ScoringRules | None = None
    evidence: EvidenceRules = NO_EVIDENCE
    graph: Graph = field(default_factory=Graph)
