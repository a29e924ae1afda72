# SPDX-License-Identifier: AGPL-3.0-or-later
"""Properties of questions that no expression reads, and which of them changed."""

from forms.answers import Missing
from forms.cells import LEAVES, Leaf
from forms.changes import Changed, Choice
from forms.definition import ChoiceItem, FormDefinition, Question, Template
from forms.recompute import Touched
from forms.running import RunningInstance
from forms.scope import RunningScope
from forms.sources import Sources
from forms.xpath.nodes import Node
from forms.xpath.ports import Compiled
from forms.xpath.values import to_boolean


class Leaves:
    """Required, read-only, error, texts and choices of one running form's questions."""

    def __init__(
        self,
        definition: FormDefinition,
        instance: RunningInstance,
        scope: RunningScope,
        sources: Sources,
    ) -> None:
        self._sources = sources
        self._definition = definition
        self._instance = instance
        self._scope = scope
        self._known: dict[tuple[Node, Leaf], object] = {}
        self._fixed_choices: dict[tuple[str, str], tuple[Choice, ...]] = {}
        binds = definition.binds
        self._fixed = frozenset(p for p, bind in binds.items() if bind.readonly is not None)

    def is_required(self, node: Node) -> bool:
        """Whether an answer is needed."""
        bind = self._definition.binds.get(node.path)
        if bind is None or bind.required is None:
            return False
        return to_boolean(self._scope.evaluate(bind.required, node))

    def is_readonly(self, node: Node) -> bool:
        """Whether the form, or a group around the node, forbids changing it."""
        current: Node | None = node
        while current is not None and self._fixed:
            if current.path in self._fixed:
                rule = self._definition.binds[current.path].readonly
                if rule is not None and to_boolean(self._scope.evaluate(rule, current)):
                    return True
            current = current.parent
        return False

    def error(self, node: Node) -> str | None:
        """What is wrong with a question's answer, or None."""
        if not node.kept or not node.shown:
            return None
        if not node.text:
            return None
        bind = self._definition.binds.get(node.path)
        if bind is None or bind.constraint is None:
            return None
        if to_boolean(self._scope.evaluate(bind.constraint, node)):
            return None
        message = self._scope.say(bind.constraint_message, node)
        return message or self._scope.standard_message("constraint")

    def problem(self, node: Node) -> str | None:
        """What about a question stops signing, or None."""
        if not node.shown:
            return None
        error = self.error(node)
        answered = node.text != "" or isinstance(node.answer, Missing)
        if error is None and not answered and self.is_required(node):
            return self.required_message(node)
        if error is None and self._sources.is_wanting(node):
            return self._scope.standard_message("source")
        return error

    def notice(self, node: Node) -> str:
        """That a choice made is no longer offered; it reads as empty until it is offered again."""
        gone = node.shown and node.kept != node.text
        return self._scope.standard_message("gone") if gone else ""

    def required_message(self, node: Node) -> str:
        """What to say when an answer is needed and missing."""
        bind = self._definition.binds[node.path]
        message = self._scope.say(bind.required_message, node)
        return message or self._scope.standard_message("required")

    def choices(self, node: Node, question: Question) -> tuple[Choice, ...]:
        """The choices offered now, as shown; ones that are always the same are made once."""
        source = question.choices
        if source is None:
            return ()
        key = (question.path, self._scope.language)
        known = self._fixed_choices.get(key)
        if known is None:
            known = tuple(self._choice(one, node) for one in self._scope.offered(question, node))
            if source.is_fixed and not any(_is_alive(one.label) for one in source.items):
                self._fixed_choices[key] = known
        return known

    def _choice(self, one: ChoiceItem, node: Node) -> Choice:
        label = self._scope.say(one.label, node) or one.value
        media = {form: self._scope.say(text, node) for form, text in one.media.items()}
        return Choice(one.value, label, media)

    def note_all(self) -> None:
        """Remember how every question stands, so that later only changes are told."""
        self._scope.refill()
        self._known.clear()
        for node in self._instance.each():
            question = self._definition.questions.get(node.path)
            if question is not None:
                for leaf in LEAVES:
                    if self._can_change(node, leaf, question):
                        self._known[(node, leaf)] = self._state(node, leaf, question)

    def report(self, touched: Touched, changed: Changed) -> None:
        """Tell which of the touched leaves changed."""
        self._scope.refill()
        for node, leaf in touched:
            question = self._definition.questions.get(node.path)
            path = self._instance.running_path(node)
            if question is None:
                if leaf is Leaf.LABEL and node.path in self._definition.group_labels:
                    changed.labels.add(path)
                continue
            if not self._can_change(node, leaf, question):
                continue
            state = self._state(node, leaf, question)
            if (node, leaf) in self._known and self._known[(node, leaf)] == state:
                continue
            self._known[(node, leaf)] = state
            _tell(changed, path, leaf, state)

    def _can_change(self, node: Node, leaf: Leaf, question: Question) -> bool:
        bind = self._definition.binds.get(node.path)
        match leaf:
            case Leaf.REQUIRED:
                return bind is not None and bind.required is not None
            case Leaf.READONLY:
                return bool(self._fixed)
            case Leaf.CONSTRAINT:
                filtered = question.choices is not None and not question.choices.is_fixed
                return filtered or (bind is not None and bind.constraint is not None)
            case Leaf.LABEL:
                return _is_alive(question.label) or _is_alive(question.hint)
            case Leaf.CHOICES:
                return question.choices is not None and not question.choices.is_fixed

    def _state(self, node: Node, leaf: Leaf, question: Question) -> object:
        match leaf:
            case Leaf.REQUIRED:
                return self.is_required(node)
            case Leaf.READONLY:
                return self.is_readonly(node)
            case Leaf.CONSTRAINT:
                return self.error(node), self.notice(node)
            case Leaf.LABEL:
                return self._scope.say(question.label, node), self._scope.say(question.hint, node)
            case Leaf.CHOICES:
                return tuple(one.value for one in self._scope.offered(question, node))


def _is_alive(template: Template) -> bool:
    return any(isinstance(part, Compiled) for parts in template.values() for part in parts)


def _tell(changed: Changed, path: str, leaf: Leaf, state: object) -> None:
    match leaf:
        case Leaf.REQUIRED:
            changed.required[path] = bool(state)
        case Leaf.READONLY:
            changed.readonly[path] = bool(state)
        case Leaf.CONSTRAINT:
            error = state[0] if isinstance(state, tuple) else None
            changed.errors[path] = error if isinstance(error, str) else None
        case Leaf.LABEL:
            changed.labels.add(path)
        case Leaf.CHOICES:
            changed.choices.add(path)
