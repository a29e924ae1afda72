# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody typed in cases that then left, and never saved."""

from dataclasses import dataclass
from typing import Protocol

from casework.ids import CaseId
from casework.vocabulary import RecordKind


@dataclass(frozen=True, slots=True)
class LeftWordsView:
    """One form or note that was begun.

    Attributes:
        place: which form of the case (`storage.model.KeptPlace`).
        kind: of the record it was to become; None where it was none.
        lines: what was typed, with the field; a line for each of several.
        unreadable: it was altered in the store, and is kept as it is.
    """

    case: CaseId
    place: str
    kind: RecordKind | None
    lines: tuple[tuple[str, str], ...]
    unreadable: bool = False


class LeftWordsPort(Protocol):
    """Lists them, and lets one go."""

    def left_words(self) -> tuple[LeftWordsView, ...]:
        """Everything that was typed in cases that are out of reach now."""
        ...

    def throw_away(self, words: LeftWordsView) -> None:
        """Let one go; raises ShownError."""
        ...
