# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a youth is asked when the laptop is handed over, one thing after another.

Invariants:
- Only what the form marks for the youth is asked, and of that only what has no answer yet: an
  answer that was given, by anyone, is never shown again.
- Nothing that would open the laptop's files is asked, and no note that repeats an answer is shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from forms.definition import UPLOADS, Control, FormDefinition, Question
from forms.pages import Asked, RepeatBar
from forms.session import QuestionState
from ui.screening.editors.means import NO_MEANS, Means
from ui.screening.editors.registry import is_heading
from ui.screening.filling import Filling

DRAWN = ("signature", "draw")
KEYS = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing asked.

    Attributes:
        path: running path of a question, or of a repeat.
        adding: label of the repeat when the youth is asked for one more of them; None otherwise.
    """

    path: str
    adding: str | None = None


class HandoverSteps:
    """Finds what to ask next; forgets nothing that was passed over."""

    def __init__(self, filling: Filling, means: Means = NO_MEANS) -> None:
        self._filling = filling
        self._means = means
        self._marked = _marked_paths(filling.session.definition)
        self._passed: set[str] = set()

    def find_next(self) -> Step | None:
        """The first open thing, or None when there is nothing left."""
        return next(self._open(), None)

    def count_open(self) -> int:
        """How many questions are open as the form stands now."""
        return sum(step.adding is None for step in self._open())

    def pass_over(self, path: str) -> None:
        """Do not ask this again while the laptop is handed over."""
        self._passed.add(path)

    def _open(self) -> Iterator[Step]:
        if not self._marked:
            return
        for page in self._filling.pages:
            for part in page.parts:
                if isinstance(part, Asked) and self._is_open(part.path):
                    yield Step(part.path)
                elif isinstance(part, RepeatBar) and self._may_grow(part):
                    yield Step(part.path, part.label)

    def _is_open(self, path: str) -> bool:
        session = self._filling.session
        if path in self._passed or not self._is_for_youth(path) or not session.is_relevant(path):
            return False
        state = session.question(path)
        return state.answer is None and self._can_be_asked(state)

    def _is_for_youth(self, path: str) -> bool:
        generic = KEYS.sub("", path)
        return any(generic == one or generic.startswith(f"{one}/") for one in self._marked)

    def _can_be_asked(self, state: QuestionState) -> bool:
        question = state.question
        if question.control is Control.NOTE:
            return not _repeats_answers(question)
        if state.readonly or is_heading(question):
            return False
        if question.control in UPLOADS:
            drawn = any(question.looks(one) for one in DRAWN)
            return drawn and self._means.attachments is not None
        return True

    def _may_grow(self, bar: RepeatBar) -> bool:
        session = self._filling.session
        return (
            not bar.instance
            and bar.may_add
            and bar.path not in self._passed
            and session.is_repeat_shown(bar.path)
            and self._is_for_youth(bar.path)
        )


def _marked_paths(definition: FormDefinition) -> tuple[str, ...]:
    return tuple(path for path, bind in definition.binds.items() if bind.for_youth)


def _repeats_answers(question: Question) -> bool:
    return any(not isinstance(part, str) for parts in question.label.values() for part in parts)
