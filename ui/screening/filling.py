# SPDX-License-Identifier: AGPL-3.0-or-later
"""A draft under work: the running form and its journal.

Invariants:
- Every answer goes to the form first and, once accepted, to the journal at once, in order.
- An answer that could not be journalled is said so and stays in the form; it is written again with
  the next answer and before signing. While any is not journalled, `is_saved` is False.
- Words that could not be read as an answer stop signing until they are mended or removed.
"""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from forms.answers import Answer, decode_answer, encode_answer
from forms.definition import Control, Page
from forms.errors import AnswerTypeError
from forms.session import Changed, Session
from ui.errors import ShownError
from ui.jobs import Runner
from ui.ports import ScreeningPort
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
        answers = {path: decode_answer(value) for path, value in view.answers.items()}
        self.session = Session(
            definition, today=view.today, language=language, answers=answers or None
        )
        self._unreadable: dict[str, str] = {}
        self._writing: dict[str, int] = {}
        self._count = 0
        self._unwritten: dict[str, Answer] = {}

    @property
    def pages(self) -> tuple[Page, ...]:
        """Pages with anything to show now."""
        return tuple(page for page in self.view.definition.pages if self.shown(page))

    def page_of(self, path: str) -> int:
        """Index of the page that holds a question; it moves as others appear or disappear."""
        return next(at for at, page in enumerate(self.pages) if path in page.question_paths)

    def shown(self, page: Page) -> tuple[str, ...]:
        """Paths of a page's relevant questions."""
        return tuple(path for path in page.question_paths if self.session.is_relevant(path))

    def title_of(self, page: Page) -> str:
        """A page's heading: its group's label, or its question's."""
        label = self.session.group_label(page.path)
        return label or self.session.question(page.question_paths[0]).label

    def progress(self, page: Page) -> tuple[int, int]:
        """(answered, all) questions of a page; notes do not count."""
        paths = [path for path in self.shown(page) if self._is_asked(path)]
        answers = self.session.answers()
        return sum(path in answers for path in paths), len(paths)

    def problems(self) -> tuple[tuple[str, str], ...]:
        """(path, sentence) of everything that stops signing, in the form's order."""
        found = dict(self.session.problems()) | {
            path: sentence
            for path, sentence in self._unreadable.items()
            if self.session.is_relevant(path)
        }
        order = list(self.view.definition.questions)
        return tuple(sorted(found.items(), key=lambda one: order.index(one[0])))

    def give(self, path: str, answer: Answer) -> None:
        """Give one answer to the form and the journal."""
        try:
            changed: Changed = self.session.answer(path, answer)
        except AnswerTypeError as error:
            self.set_unreadable(path, str(error))
            return
        self.set_unreadable(path, "")
        self._unwritten[path] = answer
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
        return self._unreadable.get(path) or self.session.question(path).error or ""

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

    def _journal(self, path: str, answer: Answer) -> None:
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

    def _is_asked(self, path: str) -> bool:
        question = self.view.definition.questions[path]
        return question.control is not Control.NOTE and not self.session.question(path).readonly
