# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a running form as a whole: its answers, what must be kept, and every node."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from forms.answers import Answer, Instances, Kept
from forms.definition import FormDefinition, Repeat, Template
from forms.entry import answer_of_text
from forms.leaves import Leaves
from forms.recompute import Recomputing
from forms.running import RunningInstance
from forms.scope import RunningScope
from forms.xpath.nodes import Node


class RunningNode(NamedTuple):
    """One node as it stands; `path` has positions from 1 where a repeat stands."""

    path: str
    text: str
    relevant: bool
    required: bool
    readonly: bool


class Reading:
    """Views over one running form."""

    def __init__(
        self,
        definition: FormDefinition,
        instance: RunningInstance,
        leaves: Leaves,
        scope: RunningScope,
        recompute: Recomputing,
    ) -> None:
        self._definition = definition
        self._instance = instance
        self._leaves = leaves
        self._scope = scope
        self._recompute = recompute

    @property
    def root(self) -> Node:
        """The instance's own root."""
        return self._instance.root

    def instances(self, path: str, base: Node) -> list[Node]:
        """Instances of a repeat below a node (forms.pages.Running)."""
        return self._instance.below(path, base)

    def running_path(self, path: str, base: Node) -> str:
        """Running path of a generic path within a node (forms.pages.Running)."""
        return self.range_path(base, path if path.startswith(base.path) else base.path)

    def may_grow(self, repeat: Repeat, base: Node) -> bool:
        """Whether an instance can be added by hand (forms.pages.Running)."""
        return repeat.may_change or self._recompute.wants_more(base, repeat.path)

    def say_at(self, template: Template, path: str, base: Node | None) -> str:
        """A text of a path as said within a node, or nowhere (forms.pages.Running)."""
        found = [] if base is None else self._instance.below(path, base)
        return self._scope.say(template, next(iter(found), None), blank=not found)

    def answers(self) -> dict[str, Answer]:
        """Every answer given in the form as it stands, with those that are not relevant now."""
        return {
            self._instance.running_path(node): answer_of(node)
            for node in self.questions()
            if node.answer is not None
        }

    def kept(self) -> dict[str, Kept]:
        """All that must be kept to go on later: answers, repeats, and what cannot be recomputed."""
        found: dict[str, Kept] = {}
        for node in self._instance.each():
            found.update(self._ranges(node))
        leaves = self._definition.leaves
        for node in self.questions():
            if node.answer is not None or leaves[node.path]:
                found[self._instance.running_path(node)] = answer_of(node)
        return found

    def relevant_answers(self) -> dict[str, Kept]:
        """What would be submitted: repeats, answers and calculations of relevant nodes."""
        found: dict[str, Kept] = {}
        for node in self._instance.each():
            if node.shown:
                found.update(self._ranges(node))
            if not node.shown or node.children or node.path in self._definition.groups:
                continue
            answer = answer_of(node) if node.kept == node.text else self._read(node)
            if answer is None and node.path not in self._definition.questions:
                answer = node.text or None
            if answer is not None:
                found[self._instance.running_path(node)] = answer
        return found

    def nodes(self) -> Iterator[RunningNode]:
        """Every node as it stands, attributes apart."""
        for node in self._instance.each():
            if "@" not in node.path:
                yield RunningNode(
                    self._instance.place_path(node),
                    node.text,
                    node.shown,
                    self._leaves.is_required(node),
                    self._leaves.is_readonly(node),
                )

    def asked(self, names: frozenset[str]) -> dict[str, list[str]]:
        """Running paths of the relevant questions with one of these names, by name."""
        found: dict[str, list[str]] = {}
        questions = self._definition.questions
        for node in self.questions():
            name = questions[node.path].name
            if node.shown and name in names:
                found.setdefault(name, []).append(self._instance.running_path(node))
        return found

    def questions(self) -> Iterator[Node]:
        """Nodes of questions, in document order."""
        for node in self._instance.each():
            if node.path in self._definition.questions:
                yield node

    def range_path(self, parent: Node, path: str) -> str:
        """Running path of a repeat below a node."""
        return self._instance.running_path(parent) + path[len(parent.path) :]

    def _ranges(self, node: Node) -> Iterator[tuple[str, Instances]]:
        for name, child in node.children.items():
            if isinstance(child, list):
                path = self.range_path(node, f"{node.path}/{name}")
                yield path, Instances(tuple(one.key for one in child))

    def _read(self, node: Node) -> Answer:
        question = self._definition.questions.get(node.path)
        return answer_of_text(question, node.text) if question is not None else node.text or None


def answer_of(node: Node) -> Answer:
    """The answer a node holds."""
    answer = node.answer
    assert answer is None or isinstance(answer, str | int | Decimal | date | tuple)
    return answer
