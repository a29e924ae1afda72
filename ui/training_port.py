# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the Training place asks for; there is one on a training laptop only.

Everything but `mark` runs on a network thread: the training county is asked, or another laptop of
it made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from casework.practice import PracticeAnswer, StepCode
from ui.port_values import CancelToken


class PlayPhase(StrEnum):
    """The steps of changing to another member, in order."""

    SENDING = "sending"
    MAKING = "making"
    FETCHING = "fetching"


@dataclass(frozen=True, slots=True)
class TrainingView:
    """The role-play as it stands.

    Attributes:
        me: who is played now.
        answers: the policy's, for every member of the practice case.
        done: the steps that were ticked, by whoever was played.
        with_laptop: who has a laptop of the training county on this computer already.
    """

    me: str
    answers: tuple[PracticeAnswer, ...]
    done: frozenset[StepCode]
    with_laptop: frozenset[str]


class TrainingPort(Protocol):
    """The role-play; everything it touches belongs to the training county."""

    def view(self) -> TrainingView:
        """Who is there, and what each sees of the practice case now."""
        ...

    def play(self, person: str, progress: Callable[[PlayPhase], None], cancel: CancelToken) -> bool:
        """Send one's work, have the other's laptop ready and up to date, and choose it.

        Returns:
            True when the next unlock is the other's; False when it was stopped before that.
        """
        ...

    def mark(self, step: StepCode, *, done: bool) -> None:
        """Tick a step, or take the tick back."""
        ...

    def ask_reset(self) -> None:
        """Have the training county made anew once this window is closed."""
        ...
