# SPDX-License-Identifier: AGPL-3.0-or-later
"""A draft under work: the running form and its journal.

Invariants:
- Every answer goes to the form first and, once accepted, to the journal at once, in order.
- An answer that could not be journalled is said so and stays in the form; it is written again with
  the next answer and before signing. While any is not journalled, `is_saved` is False.
- Words that could not be read as an answer stop signing until they are mended or removed.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from random import Random

from PySide6.QtCore import QObject, Signal

from forms.answers import SOURCE_MARK, Answer, Kept, Source, decode_kept, encode_answer
from forms.definition import Question
from forms.errors import FormError
from forms.evidence import scores_of
from forms.markdown import first_line
from forms.pages import Asked, Page, RepeatBar
from forms.scoring import in_language
from forms.session import Changed, Session
from ui.errors import ShownError
from ui.jobs import Runner
from ui.ports import ScreeningPort
from ui.screening.draft_attachments import DraftAttachments
from ui.screening.standing import Standing
from ui.text import say_note
from ui.views import DraftView


class Filling(QObject):
    """One draft being filled.

    Signals:
        answered: an answer was accepted; carries `forms.session.Changed`.
        refused: (path, sentence) an answer was not accepted, or "" when it is mended.
        saved: the moment the journal took the latest answer.
        failed: the journal refused; carries `ui.errors.ShownError`.
    """

    answered = Signal(object)
    refused = Signal(str, str)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, view: DraftView, port: ScreeningPort, runner: Runner) -> None:
        super().__init__()
        self.view = view
        self._port = port
        self._runner = runner
        definition = view.definition
        language = view.language if view.language in definition.languages else None
        answers = {path: decode_kept(value) for path, value in view.answers.items()}
        # The draft's own seed keeps random orders the same whenever it is opened.
        self.session = Session(
            definition,
            today=view.today,
            language=language,
            answers=answers or None,
            chance=Random(str(view.draft)),  # noqa: S311 - an order to read in, no secret
            birth_date=view.birth_date,
        )
        self.attachments = DraftAttachments(view.draft, port, runner)
        self._begun: dict[str, Kept] = {} if answers else self.session.kept()
        self._unreadable: dict[str, str] = {}
        self._writing: dict[str, int] = {}
        self._count = 0
        self._unwritten: dict[str, Kept] = {}

        self._standing = Standing(self.session)

    @property
    def pages(self) -> tuple[Page, ...]:
        """Pages with anything to show now."""
        return self._standing.shown_pages()

    def use_language(self, language: str) -> None:
        """Show the form in another of its languages."""
        self.session.use_language(language)
        self._standing.begin_anew()

    def page_of(self, path: str) -> int:
        """Index of the page of a question, repeat or instance; 0 when it is gone.

        It moves as others appear or disappear.
        """
        for at, page in enumerate(self.pages):
            bars = (part for part in page.parts if isinstance(part, RepeatBar))
            if path in page.question_paths or any(path in (b.instance, b.path) for b in bars):
                return at
        return 0

    def question_at(self, path: str) -> Question:
        """The question at a running path, with that path."""
        return replace(self.session.question_at(path), path=path)

    def shown(self, page: Page) -> tuple[str, ...]:
        """Paths of a page's relevant questions."""
        return tuple(path for path in page.question_paths if self.session.is_relevant(path))

    def title_of(self, page: Page) -> str:
        """A page's heading: its group's label, or its question's."""
        return first_line(self._title(page))

    def _title(self, page: Page) -> str:
        if page.title:
            return page.title
        for part in page.parts:
            if isinstance(part, RepeatBar):
                return part.label
            if isinstance(part, Asked) and self.session.is_relevant(part.path):
                return self.session.question(part.path).label
        return ""

    def progress(self, page: Page) -> tuple[int, int]:
        """(answered, all) questions of a page; notes do not count."""
        return self._standing.progress(page)

    def problems(self) -> tuple[tuple[str, str], ...]:
        """(path, sentence) of everything that stops signing, in the form's order."""
        unreadable = {
            path: sentence
            for path, sentence in self._unreadable.items()
            if self.session.is_relevant(path)
        }
        return self._standing.problems(unreadable)

    def is_broken(self, path: str) -> bool:
        """Whether what was given to a question breaks a rule or is no answer."""
        return path in self._unreadable or self.session.has_error(path)

    def give(self, path: str, answer: Answer) -> None:
        """Give one answer to the form and the journal."""
        try:
            changed = self.session.answer(path, answer)
        except FormError as error:
            self.set_unreadable(path, say_note(str(error)))
            return
        self.set_unreadable(path, "")
        self._keep({path: answer}, changed)

    def set_source(self, path: str, source: Source | None) -> None:
        """Say where an answer comes from, in the form and the journal."""
        try:
            changed = self.session.set_source(path, source)
        except FormError as error:
            self.set_unreadable(path, say_note(str(error)))
            return
        self._keep({f"{path}{SOURCE_MARK}": source}, changed)

    def add(self, path: str) -> None:
        """Add an instance to a repeat."""
        self._restructure(lambda: self.session.add_instance(path), path)

    def remove(self, instance: str) -> None:
        """Take an instance of a repeat out; it can be brought back."""
        self._restructure(lambda: self.session.remove_instance(instance), instance)

    def restore(self, instance: str, at: int) -> None:
        """Bring a removed instance back to its place, counted from 0."""
        self._restructure(lambda: self.session.restore_instance(instance, at), instance)

    def _restructure(self, change: Callable[[], Changed], path: str) -> None:
        try:
            changed = change()
        except FormError as error:
            self.refused.emit(path, say_note(str(error)))
            return
        self._keep({}, changed)

    def _keep(self, given: dict[str, Kept], changed: Changed) -> None:
        """Journal what was given, what the form set by itself, and how its repeats stand."""
        begun, self._begun = self._begun, {}
        repeats = {path: self.session.instances_of(path) for path in changed.structure}
        self._unwritten |= {**begun, **changed.values, **changed.hidden, **repeats, **given}
        self._standing.take(changed)
        self.retry()
        self.answered.emit(changed)

    def set_unreadable(self, path: str, sentence: str) -> None:
        """Remember that the words typed for a question are no answer, or that they are mended."""
        if self._unreadable.get(path, "") == sentence:
            return
        if sentence:
            self._unreadable[path] = sentence
        else:
            self._unreadable.pop(path, None)
        self.refused.emit(path, sentence)

    def error_of(self, path: str) -> str:
        """What is wrong with a question's answer, or empty."""
        state = self.session.question(path)
        return self._unreadable.get(path) or state.error or state.notice

    def open_decisions(self) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """(clocks suggested, (name, label) of other results) that signing asks about."""
        session, form = self.session, self.view.definition
        result = session.result()
        if result is None:
            return (), ()
        computed = result.band.name if result.band else None
        bands = scores_of(form.scoring, form.evidence)[0].bands
        others = (
            (one.name, in_language(one.label, session.language))
            for one in bands
            if one.name != computed
        )
        return result.clocks, tuple(others)

    @property
    def is_saved(self) -> bool:
        """Whether the journal holds every answer given."""
        return not self._writing and not self._unwritten

    def retry(self) -> None:
        """Journal again what the journal did not take."""
        waiting, self._unwritten = self._unwritten, {}
        for path, answer in waiting.items():
            self._journal(path, answer)

    def save_place(self, page: int) -> None:
        """Remember page and language for the next time."""
        draft, language = self.view.draft, self.session.language
        self._runner.run(
            lambda: self._port.save_place(draft, page, language),
            context=self,
            done=lambda _: None,
            failed=self.failed.emit,
        )

    def _journal(self, path: str, answer: Kept) -> None:
        draft, port = self.view.draft, self._port
        encoded = encode_answer(answer)
        self._count += 1
        self._writing[path] = number = self._count

        def write() -> datetime:
            return port.journal(draft, path, encoded)

        def keep(moment: datetime) -> None:
            self._end_writing(path, number)
            self.saved.emit(moment)

        def fail(error: ShownError) -> None:
            if self._end_writing(path, number):
                self._unwritten[path] = answer
            self.failed.emit(error)

        self._runner.run(write, context=self, done=keep, failed=fail)

    def _end_writing(self, path: str, number: int) -> bool:
        """True when no later answer to the question is on its way to the journal."""
        latest = self._writing.get(path) == number
        if latest:
            del self._writing[path]
        return latest
