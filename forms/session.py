# SPDX-License-Identifier: AGPL-3.0-or-later
"""Filling one form: each answer recomputes what depends on it and reports exactly what changed.

Invariants:
- An answer is never dropped: one of the wrong type is refused and the old one stays; one that
  breaks a rule is kept and reported; one that is no longer relevant or no longer offered is
  remembered, reads as empty and is not submitted; a removed instance can be put back.
- After any answer the state equals what a full recomputation would give (property test).
- A form that asks for too much refuses the answer that made it so and stays as it was.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from random import Random, SystemRandom

from forms.answers import Answer, Instances, Kept, Source
from forms.begin import begin_afresh, take_up
from forms.cells import LEAVES
from forms.changes import Changed, Choice, QuestionState
from forms.definition import FormDefinition, Question, Template
from forms.entry import check_answer, text_of_answer
from forms.errors import AnswerTypeError, BudgetExceeded, FormError
from forms.evidence import full_years, judged_questions
from forms.instance import write_instance
from forms.judging import Judgement, judge
from forms.leaves import Leaves
from forms.pages import Page, running_pages
from forms.reading import Reading, RunningNode, answer_of
from forms.recompute import Recomputing
from forms.running import RunningInstance
from forms.scope import RunningScope
from forms.scoring import AgeCheck, ScreeningResult
from forms.sources import Sources
from forms.xpath.nodes import Node

__all__ = ["Changed", "Choice", "QuestionState", "RunningNode", "Session"]


class Session:
    """One form being filled.

    Args:
        definition: the form; shared, never changed.
        today: what the form's expressions take for today.
        language: language of labels; the form's default when None.
        answers: what was kept of an earlier filling, by running path (`kept()`).
        chance: what random(), uuid() and an unseeded randomize() draw from; the system when None.
        moment: what the form's expressions take for now; noon of `today` when None.
        birth_date: the youth's, for the ages an instrument was made for; None when not known.

    Raises:
        AnswerTypeError: the answers name a question the form does not have.
    """

    def __init__(
        self,
        definition: FormDefinition,
        *,
        today: date,
        language: str | None = None,
        answers: Mapping[str, Kept] | None = None,
        chance: Random | None = None,
        moment: datetime | None = None,
        birth_date: date | None = None,
    ) -> None:
        self.definition = definition
        self._age = None if birth_date is None else full_years(birth_date, today)
        self._instance = RunningInstance(definition)
        self._scope = RunningScope(
            definition,
            self._instance,
            moment or datetime.combine(today, time(12), UTC),
            chance or SystemRandom(),
        )
        self._sources = Sources(definition, self._instance)
        self._leaves = Leaves(definition, self._instance, self._scope, self._sources)
        self._recompute = Recomputing(definition, self._instance, self._scope)
        self._reading = Reading(
            definition, self._instance, self._leaves, self._scope, self._recompute
        )
        self.language = definition.default_language
        if language is not None:
            self._speak(language)
        begun = Changed()
        if answers is None:
            begin_afresh(definition, self._instance, self._scope, self._recompute, begun)
        else:
            take_up(definition, self._instance, answers)
            self._sources.take_up(answers)
        self._recompute_all(begun)
        self._hidden = dict(begun.hidden)

    def use_language(self, language: str) -> Changed:
        """Show labels in another of the form's languages; answers stay as they are.

        What is worked out from a label follows the language; what changed is told.

        Raises:
            FormError: the form does not have this language.
        """
        before = self.language
        self._speak(language)
        root = self._instance.root
        return self._change(
            lambda _: self._recompute.tell_of_language(root), undo=lambda: self._speak(before)
        )

    def _speak(self, language: str) -> None:
        if language not in self.definition.languages:
            raise FormError(f"The form is not available in {language}.")
        self.language = self._scope.language = language

    def answer(self, path: str, answer: Answer) -> Changed:
        """Give or take back (None) one answer.

        Raises:
            AnswerTypeError: the answer is not of the question's kind; the old one stays.
            BudgetExceeded: the form asks for too much work with it; the old one stays.
        """
        node, question = self._question(path)
        self._scope.refill()
        if self._leaves.is_readonly(node):
            raise AnswerTypeError(f"“{question.name}” is worked out by the form itself.")
        offered = [one.value for one in self._scope.offered(question, node)]
        checked = check_answer(question, answer, offered)
        before = node.answer
        if before == checked and type(before) is type(checked):
            return Changed()

        def put(given: object, text: str) -> None:
            node.answer = given
            node.text = node.kept = text

        old_text = node.kept

        def give(changed: Changed) -> None:
            put(checked, text_of_answer(checked))
            changed.values[self._instance.running_path(node)] = checked
            self._recompute.touched.update((node, leaf) for leaf in LEAVES)
            self._recompute.value_changed(node)

        return self._change(give, undo=lambda: put(before, old_text))

    def set_source(self, path: str, source: Source | None) -> Changed:
        """Say where an answer comes from, or take that back; kept under the path and `#source`.

        Raises:
            AnswerTypeError: there is no such question, or it takes no source.
        """
        return self._sources.put(self._question(path)[0], source)

    def add_instance(self, path: str) -> Changed:
        """Add an instance at the end of a repeat.

        Args:
            path: running path of the repeat, e.g. `/data/household[~1]/person`.

        Raises:
            AnswerTypeError: there is no such repeat, or its number is not the filler's to choose.
            BudgetExceeded: there would be too many; nothing was added.
        """
        parent, repeat = self._range(path)
        if not self._reading.may_grow(self.definition.repeats[repeat], parent):
            raise AnswerTypeError("The form itself decides how many of these there are.")
        held = self._instance.range_of(parent, repeat)
        before = len(held)

        def give(changed: Changed) -> None:
            changed.structure.add(path)
            self._recompute.add(parent, repeat, "", changed)

        def undo() -> None:
            for node in held[before:]:
                self._instance.remove(node)

        return self._change(give, undo=undo)

    def remove_instance(self, path: str) -> Changed:
        """Take an instance of a repeat out; `restore_instance` brings it back.

        Raises:
            AnswerTypeError: there is none, or its number is not the filler's to choose.
        """
        node = self._instance.find(path)
        repeat = self.definition.repeats.get(node.path)
        if repeat is None or not node.key or not repeat.may_change:
            raise AnswerTypeError("This part of the form cannot be removed.")
        assert node.parent is not None
        parent, at = node.parent, node.index
        held = self._instance.range_of(parent, node.path)
        if node not in held:
            raise AnswerTypeError("This part of the form was removed before.")

        def give(changed: Changed) -> None:
            changed.structure.add(self._reading.range_path(parent, node.path))
            self._recompute.remove(node)

        return self._change(
            give, undo=lambda: self._instance.put_back(parent, node.path, node.key, at)
        )

    def restore_instance(self, path: str, at: int) -> Changed:
        """Bring a removed instance back to its place, counted from 0.

        Raises:
            AnswerTypeError: there is none that was removed.
        """
        node = self._instance.walk_to(path, make=False)
        if node is None or node.parent is None or not node.key:
            raise AnswerTypeError("There is nothing to bring back.")
        parent = node.parent

        def give(changed: Changed) -> None:
            if self._instance.put_back(parent, node.path, node.key, at) is None:
                raise AnswerTypeError("There is nothing to bring back.")
            changed.structure.add(self._reading.range_path(parent, node.path))
            self._recompute.enter(node)

        return self._change(give, undo=lambda: self._instance.remove(node))

    def question(self, path: str) -> QuestionState:
        """One question as it stands now, in the current language."""
        node, question = self._question(path)
        scope = self._scope
        scope.refill()

        def said(media: Mapping[str, Template]) -> dict[str, str]:
            return {form: scope.say(text, node) for form, text in media.items()}

        return QuestionState(
            path=self._instance.running_path(node),
            label=scope.say(question.label, node),
            hint=scope.say(question.hint, node),
            choices=self._leaves.choices(node, question),
            answer=answer_of(node),
            relevant=node.shown,
            required=self._leaves.is_required(node),
            readonly=self._leaves.is_readonly(node),
            error=self._leaves.error(node),
            allows_missing=question.allows_missing,
            question=question,
            notice=self._leaves.notice(node),
            guidance=scope.say(question.guidance, node),
            media=said(question.media),
            source=self._sources.of(node),
        )

    @property
    def reading(self) -> Reading:
        """The running form as a tree, to read only."""
        return self._reading

    def pages(self) -> tuple[Page, ...]:
        """What is shown page by page, as the repeats are now, relevant or not."""
        self._scope.refill()
        return tuple(running_pages(self.definition.body, self._instance.root, self._reading))

    def is_relevant(self, path: str) -> bool:
        """Whether a question or group is shown; one that is no longer there is not."""
        single = self._instance.single.get(path)
        if single is not None:
            return single.shown
        node = self._instance.walk_to(path, make=False)
        return node is not None and node.shown and not self._instance.is_away(node)

    def is_readonly(self, path: str) -> bool:
        """Whether a question cannot be changed now."""
        return self._leaves.is_readonly(self._instance.find(path))

    def is_answered(self, path: str) -> bool:
        """Whether a question has an answer, or a reason for none."""
        return self._instance.find(path).answer is not None

    def has_error(self, path: str) -> bool:
        """Whether the answer to a question breaks a rule or is no longer offered."""
        node = self._instance.find(path)
        return self._leaves.error(node) is not None or self._leaves.notice(node) != ""

    def is_repeat_shown(self, path: str) -> bool:
        """Whether a repeat, by running path, stands where something is shown."""
        above = path.rpartition("/")[0]
        return self.is_relevant(above)

    def question_at(self, path: str) -> Question:
        """The question at a running path."""
        return self._question(path)[1]

    def answers(self) -> dict[str, Answer]:
        """Every answer given in the form as it stands, with those that are not relevant now."""
        return self._reading.answers()

    def kept(self) -> dict[str, Kept]:
        """All that must be kept to go on later: answers, repeats, and what cannot be recomputed."""
        return self._reading.kept() | self._hidden | self._sources.kept()

    def relevant_sources(self) -> dict[str, Source]:
        """Where the answers that would be submitted come from, by path."""
        return dict(self._sources.relevant())

    def relevant_answers(self) -> dict[str, Kept]:
        """What would be submitted: repeats, answers and calculations of relevant nodes."""
        return self._reading.relevant_answers()

    def nodes(self) -> Iterator[RunningNode]:
        """Every node as it stands, attributes apart."""
        return self._reading.nodes()

    def instances_of(self, path: str) -> Instances:
        """Which instances a repeat has now, by running path of the repeat."""
        parent, repeat = self._range(path)
        return Instances(tuple(one.key for one in self._instance.range_of(parent, repeat)))

    def problems(self) -> tuple[tuple[str, str], ...]:
        """(path, sentence) of everything that stops signing, in document order."""
        self._scope.refill()
        found = ((node, self._leaves.problem(node)) for node in self._reading.questions())
        return tuple(
            (self._instance.running_path(node), problem)
            for node, problem in found
            if problem is not None
        )

    def problem(self, path: str) -> str | None:
        """What about one question stops signing, or None."""
        self._scope.refill()
        return self._leaves.problem(self._instance.find(path))

    def result(self) -> ScreeningResult | None:
        """The score so far with its trace; None when the form has no scoring."""
        form = self.definition
        paths = self._reading.asked(judged_questions(form.scoring, form.evidence))
        asked = {name: [self.question(one) for one in found] for name, found in paths.items()}
        return judge(Judgement(form.scoring, form.evidence, asked, self.language, self.age()))

    def age(self) -> AgeCheck | None:
        """The youth's age beside the ages the form was made for; None when it names none."""
        ages = self.definition.evidence.ages
        return None if ages is None else AgeCheck(self._age, ages.least, ages.most)

    def finish(self, moment: datetime) -> None:
        """Fill in what the form asks for when the filling ends: the moment of signing."""
        changed = Changed()
        for path, bind in self.definition.binds.items():
            if bind.preload == ("timestamp", "end"):
                for node in self._instance.below(path, self._instance.root):
                    text = moment.isoformat(timespec="milliseconds")
                    self._recompute.set_text(node, text, changed, hidden=True)
        self._recompute.drain(changed)

    def to_xml(self, instance_id: str = "") -> bytes:
        """The filled instance as OpenRosa XML, relevant nodes only."""
        return write_instance(
            self.definition, self._instance.root, instance_id, self._sources.by_node
        )

    def _change(self, give: Callable[[Changed], None], undo: Callable[[], object]) -> Changed:
        """Make one change and all that follows from it, or none of it."""
        changed = Changed()
        self._scope.refill()
        self._recompute.refill()
        try:
            give(changed)
            self._recompute.drain(changed)
            self._recompute.run_actions(changed)
        except BudgetExceeded:
            undo()
            self._recompute_all(Changed())
            raise
        self._leaves.report(self._recompute.touched, changed)
        self._hidden.update(changed.hidden)
        return changed

    def _recompute_all(self, changed: Changed) -> None:
        self._scope.refill()
        self._recompute.refill()
        self._recompute.cascade_in(self._instance.root)
        self._recompute.enqueue_all(self._instance.each())
        self._recompute.drain(changed)
        self._recompute.refill()
        self._leaves.note_all()

    def _question(self, path: str) -> tuple[Node, Question]:
        node = self._instance.find(path)
        question = self.definition.questions.get(node.path)
        if question is None:
            raise AnswerTypeError(f"There is no question {path[:120]} in this form.")
        return node, question

    def _range(self, path: str) -> tuple[Node, str]:
        above, _, name = path.rpartition("/")
        parent = self._instance.find(above)
        repeat = f"{parent.path}/{name}"
        if repeat not in self.definition.repeats:
            raise AnswerTypeError(f"There is no repeat {path[:120]} in this form.")
        return parent, repeat
