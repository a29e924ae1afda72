# SPDX-License-Identifier: AGPL-3.0-or-later
"""Filling one form: each answer recomputes what depends on it and reports exactly what changed.

Invariants:
- An answer is never dropped: one of the wrong type is refused and the old one stays; one that
  breaks a rule is kept and reported; one that is no longer relevant is remembered, reads as empty
  and is not submitted.
- After any answer the state equals what a full recomputation would give (property test).
"""

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from random import Random, SystemRandom

from forms.answers import Answer, Missing
from forms.cells import CellKind, Leaf
from forms.definition import FormDefinition, Question
from forms.entry import answer_of_text, check_answer, describe_answer, text_of_answer
from forms.errors import AnswerTypeError, FormError
from forms.instance import write_instance
from forms.scope import RunningScope
from forms.scoring import ScreeningResult, score_answers
from forms.xpath.values import to_boolean, to_text


@dataclass
class Changed:
    """Exactly what one answer changed; paths are absolute."""

    values: dict[str, Answer] = field(default_factory=dict)
    relevance: dict[str, bool] = field(default_factory=dict)
    required: dict[str, bool] = field(default_factory=dict)
    readonly: dict[str, bool] = field(default_factory=dict)
    errors: dict[str, str | None] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    choices: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice as shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class QuestionState:
    """One question as it stands now."""

    path: str
    label: str
    hint: str
    choices: tuple[Choice, ...]
    answer: Answer
    relevant: bool
    required: bool
    readonly: bool
    error: str | None
    allows_missing: bool

    @property
    def answer_label(self) -> str:
        """The answer as shown to a person."""
        return describe_answer(self.answer, {one.value: one.label for one in self.choices})


class Session:
    """One form being filled.

    Args:
        definition: the form; shared, never changed.
        today: what the form's expressions take for today.
        language: language of labels; the form's default when None.
        answers: earlier answers by path; ones the form does not know are refused.
        chance: what random(), uuid() and an unseeded randomize() draw from; the system when None.
    """

    def __init__(
        self,
        definition: FormDefinition,
        *,
        today: date,
        language: str | None = None,
        answers: Mapping[str, Answer] | None = None,
        chance: Random | None = None,
    ) -> None:
        self.definition = definition
        self._graph = definition.graph
        self._scoring = definition.scoring
        self._scope = RunningScope(
            definition, datetime.combine(today, time(12), UTC), chance or SystemRandom()
        )
        self._answers: dict[str, Answer] = {}
        self._flags: dict[tuple[str, Leaf], object] = {}
        self.language = definition.default_language
        if language is not None:
            self.use_language(language)
        self._begin(answers)

    def use_language(self, language: str) -> None:
        """Show labels in another of the form's languages; answers stay as they are.

        Raises:
            FormError: the form does not have this language.
        """
        if language not in self.definition.languages:
            raise FormError(f"The form is not available in {language}.")
        self.language = self._scope.language = language

    def answer(self, path: str, answer: Answer) -> Changed:
        """Give or take back (None) one answer.

        Raises:
            AnswerTypeError: the answer is not of the question's kind; the old one stays.
        """
        question = self._question(path)
        if self._is_readonly(path):
            raise AnswerTypeError(f"“{question.name}” is worked out by the form itself.")
        offered = [one.value for one in self._scope.offered(question)]
        checked = check_answer(question, answer, offered)
        changed = Changed()
        if self._answers.get(path) == checked and type(self._answers.get(path)) is type(checked):
            return changed
        self._keep(path, checked)
        changed.values[path] = checked
        self._scope.refill()
        self._spread(path, changed)
        return changed

    def question(self, path: str) -> QuestionState:
        """One question as it stands now, in the current language."""
        question = self._question(path)
        scope = self._scope
        scope.refill()
        return QuestionState(
            path=path,
            label=scope.say(question.label),
            hint=scope.say(question.hint),
            choices=tuple(
                Choice(one.value, scope.say(one.label) or one.value)
                for one in scope.offered(question)
            ),
            answer=self._answers.get(path),
            relevant=scope.is_relevant(path),
            required=self._is_required(path),
            readonly=self._is_readonly(path),
            error=self._error(path),
            allows_missing=question.allows_missing,
        )

    def group_label(self, path: str) -> str:
        """The label of a group, empty when it has none."""
        return self._scope.say(self.definition.group_labels.get(path, {}))

    def is_relevant(self, path: str) -> bool:
        """Whether a question or group is shown."""
        return self._scope.is_relevant(path)

    def answers(self) -> dict[str, Answer]:
        """Every answer given, with those that are not relevant now."""
        return {path: one for path, one in self._answers.items() if one is not None}

    def relevant_answers(self) -> dict[str, Answer]:
        """What would be submitted: answers and calculations of relevant nodes."""
        found: dict[str, Answer] = {}
        for path in self.definition.leaves:
            if not self._scope.is_relevant(path):
                continue
            answer = self._answers.get(path)
            if answer is None and path not in self.definition.questions:
                answer = self._scope.texts.get(path) or None
            if answer is not None:
                found[path] = answer
        return found

    def problems(self) -> tuple[tuple[str, str], ...]:
        """(path, sentence) of everything that stops signing, in document order."""
        found: list[tuple[str, str]] = []
        self._scope.refill()
        for path in self.definition.questions:
            if not self._scope.is_relevant(path):
                continue
            error = self._error(path)
            if error is None and self._is_required(path) and self._answers.get(path) is None:
                error = self._required_message(path)
            if error is not None:
                found.append((path, error))
        return tuple(found)

    def result(self) -> ScreeningResult | None:
        """The score so far with its trace; None when the form has no scoring."""
        if self._scoring is None:
            return None
        asked = {
            question.name: self.question(path)
            for path, question in self.definition.questions.items()
            if question.name in self._scoring.items and self._scope.is_relevant(path)
        }
        return score_answers(self._scoring, asked, self.language)

    def to_xml(self, instance_id: str = "") -> bytes:
        """The filled instance as OpenRosa XML, relevant nodes only."""
        texts = {
            path: text for path, text in self._scope.texts.items() if self._scope.is_relevant(path)
        }
        missing = {
            path: answer
            for path, answer in self._answers.items()
            if isinstance(answer, Missing) and path in texts
        }
        return write_instance(self.definition, texts, missing, instance_id)

    def _question(self, path: str) -> Question:
        question = self.definition.questions.get(path)
        if question is None:
            raise AnswerTypeError(f"There is no question {path} in this form.")
        return question

    def _begin(self, answers: Mapping[str, Answer] | None) -> None:
        scope = self._scope
        for path, question in self.definition.questions.items():
            default = answer_of_text(question, self.definition.leaves[path])
            if default is not None:
                self._keep(path, default)
        if answers is None:
            self._recompute_all()
            for path, compiled in self.definition.on_first_load:
                text = to_text(compiled.evaluate(scope))
                scope.texts[path] = text
                if path in self.definition.questions:
                    self._answers[path] = answer_of_text(self.definition.questions[path], text)
        for path, answer in (answers or {}).items():
            if path in self.definition.questions:
                self._keep(path, answer)
            elif path in self.definition.leaves and isinstance(answer, str):
                scope.texts[path] = answer
            else:
                raise AnswerTypeError(f"There is no question {path} in this form.")
        self._recompute_all()

    def _keep(self, path: str, answer: Answer) -> None:
        self._answers[path] = answer
        self._scope.texts[path] = text_of_answer(answer)

    def _recompute_all(self) -> None:
        self._scope.refill()
        for cell in self._graph.cells:
            self._compute(cell.path, cell.kind)
        for path in self.definition.questions:
            for leaf in Leaf:
                self._flags[(path, leaf)] = self._leaf_state(path, leaf)

    def _compute(self, path: str, kind: CellKind) -> bool:
        """Recompute one cell; True when it changed."""
        scope, bind = self._scope, self.definition.binds[path]
        if kind is CellKind.RELEVANT:
            assert bind.relevant is not None
            outer = self._graph.governed.get(path.rpartition("/")[0])
            shown = (outer is None or scope.shown[outer]) and to_boolean(
                bind.relevant.evaluate(scope)
            )
            before = scope.shown.get(path)
            scope.shown[path] = shown
            return shown != before
        assert bind.calculate is not None
        text = scope.as_type(bind.datatype, bind.calculate.evaluate(scope))
        if scope.texts.get(path) == text:
            return False
        scope.texts[path] = text
        question = self.definition.questions.get(path)
        if question is not None:
            self._answers[path] = answer_of_text(question, text)
        return True

    def _spread(self, path: str, changed: Changed) -> None:
        """Recompute, in order, everything that reads what changed at a path."""
        graph = self._graph
        waiting: list[int] = []
        queued: set[int] = set()
        touched: set[tuple[str, Leaf]] = {(path, leaf) for leaf in Leaf}

        def tell_readers(source: str) -> None:
            touched.update(graph.leaf_readers.get(source, ()))
            for cell in graph.readers.get(source, ()):
                _queue(graph.rank[cell], waiting, queued)

        tell_readers(path)
        while waiting:
            cell = graph.cells[heapq.heappop(waiting)]
            if not self._compute(cell.path, cell.kind):
                continue
            if cell.kind is CellKind.CALCULATE:
                if cell.path in self.definition.questions:
                    changed.values[cell.path] = self._answers.get(cell.path)
                tell_readers(cell.path)
                continue
            for inner in graph.inside.get(cell.path, ()):
                _queue(graph.rank[inner], waiting, queued)
            for below in graph.below[cell.path]:
                changed.relevance[below] = self._scope.shown[cell.path]
                touched.update((below, leaf) for leaf in Leaf)
                tell_readers(below)
        self._report(touched, changed)

    def _report(self, touched: set[tuple[str, Leaf]], changed: Changed) -> None:
        for path, leaf in touched:
            if path not in self.definition.questions:
                if leaf is Leaf.LABEL and path in self.definition.group_labels:
                    changed.labels.add(path)
                continue
            state = self._leaf_state(path, leaf)
            if self._flags.get((path, leaf)) == state:
                continue
            self._flags[(path, leaf)] = state
            match leaf:
                case Leaf.REQUIRED:
                    changed.required[path] = bool(state)
                case Leaf.READONLY:
                    changed.readonly[path] = bool(state)
                case Leaf.CONSTRAINT:
                    changed.errors[path] = state if isinstance(state, str) else None
                case Leaf.LABEL:
                    changed.labels.add(path)
                case Leaf.CHOICES:
                    changed.choices.add(path)

    def _leaf_state(self, path: str, leaf: Leaf) -> object:
        question = self.definition.questions[path]
        match leaf:
            case Leaf.REQUIRED:
                return self._is_required(path)
            case Leaf.READONLY:
                return self._is_readonly(path)
            case Leaf.CONSTRAINT:
                return self._error(path)
            case Leaf.LABEL:
                return self._scope.say(question.label), self._scope.say(question.hint)
            case Leaf.CHOICES:
                if question.choices is None or question.choices.rows is None:
                    return None
                return tuple(one.value for one in self._scope.offered(question))

    def _is_required(self, path: str) -> bool:
        bind = self.definition.binds.get(path)
        if bind is None or bind.required is None:
            return False
        return to_boolean(bind.required.evaluate(self._scope))

    def _is_readonly(self, path: str) -> bool:
        bind = self.definition.binds.get(path)
        if bind is None:
            return False
        if bind.readonly is None:
            return bind.calculate is not None
        return to_boolean(bind.readonly.evaluate(self._scope))

    def _error(self, path: str) -> str | None:
        scope, bind = self._scope, self.definition.binds.get(path)
        if not scope.texts.get(path) or not scope.is_relevant(path):
            return None
        question = self.definition.questions[path]
        gone = scope.no_longer_offered(question, self._answers.get(path))
        if gone:
            return scope.standard_message("gone")
        if bind is None or bind.constraint is None:
            return None
        if to_boolean(bind.constraint.evaluate(scope)):
            return None
        return scope.say(bind.constraint_message) or scope.standard_message("constraint")

    def _required_message(self, path: str) -> str:
        bind = self.definition.binds[path]
        return self._scope.say(bind.required_message) or self._scope.standard_message("required")


def _queue(rank: int, waiting: list[int], queued: set[int]) -> None:
    if rank not in queued:
        queued.add(rank)
        heapq.heappush(waiting, rank)
