# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a form being filled stands: its pages, how far each is, and what stops signing.

Every answer asks for all of it, so what an answer did not touch is not worked out again.
"""

from collections.abc import Iterable, Mapping

from forms.definition import Control
from forms.pages import Page, RepeatBar
from forms.session import Changed, Session
from ui.screening.editors.registry import is_heading


class Standing:
    """The standing of one running form; told of every change."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pages: tuple[Page, ...] | None = None
        self._shown: tuple[Page, ...] | None = None
        self._place: dict[str, tuple[int, int]] = {}
        self._progress: dict[int, tuple[int, int]] = {}
        self._open: dict[str, str] | None = None

    def begin_anew(self) -> None:
        """Forget everything, e.g. after the language or the repeats changed."""
        self._pages = self._shown = self._open = None
        self._progress.clear()

    def take(self, changed: Changed) -> None:
        """Forget what a change touched."""
        # A question's own label is on no list of pages, a group's is.
        if changed.structure or changed.labels - self._place.keys():
            self.begin_anew()
            return
        if changed.relevance:
            self._shown = None
        touched = {
            *changed.values,
            *changed.relevance,
            *changed.required,
            *changed.readonly,
            *changed.errors,
            *changed.sources,
        }
        for path in touched & self._place.keys():
            self._progress.pop(self._place[path][0], None)
            if self._open is not None:
                self._note(self._open, path)

    def shown_pages(self) -> tuple[Page, ...]:
        """Pages with anything to show now."""
        if self._shown is None:
            self._shown = tuple(page for page in self._every_page() if self._has_content(page))
        return self._shown

    def progress(self, page: Page) -> tuple[int, int]:
        """(answered, all) questions of a page; notes do not count."""
        paths = page.question_paths
        at = self._place[paths[0]][0] if paths and paths[0] in self._place else -1
        known = self._progress.get(at)
        if known is None:
            asked = [path for path in paths if self._is_asked(path)]
            known = sum(map(self._session.is_answered, asked)), len(asked)
            self._progress[at] = known
        return known

    def problems(self, unreadable: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """(path, sentence) of everything that stops signing, in the form's order."""
        pages = self._every_page()
        if self._open is None:
            self._open = {}
            for page in pages:
                for path in page.question_paths:
                    self._note(self._open, path)
        found = {**self._open, **unreadable}
        last = (len(pages), 0)
        return tuple(sorted(found.items(), key=lambda one: self._place.get(one[0], last)))

    def _note(self, found: dict[str, str], path: str) -> None:
        sentence = self._session.problem(path)
        if sentence is None:
            found.pop(path, None)
        else:
            found[path] = sentence

    def _every_page(self) -> tuple[Page, ...]:
        if self._pages is None:
            self._pages = self._session.pages()
            self._place = dict(_places(self._pages))
        return self._pages

    def _has_content(self, page: Page) -> bool:
        if any(map(self._session.is_relevant, page.question_paths)):
            return True
        bars = (part for part in page.parts if isinstance(part, RepeatBar))
        return any(self._session.is_repeat_shown(bar.path) for bar in bars)

    def _is_asked(self, path: str) -> bool:
        session = self._session
        if not session.is_relevant(path):
            return False
        question = session.question_at(path)
        if question.control is Control.NOTE or is_heading(question):
            return False
        return not session.is_readonly(path)


def _places(pages: Iterable[Page]) -> Iterable[tuple[str, tuple[int, int]]]:
    for number, page in enumerate(pages):
        for at, path in enumerate(page.question_paths):
            yield path, (number, at)
