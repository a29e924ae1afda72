# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens ask to begin a case for a youth who is new here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from casework.ids import CaseId
from casework.likeness import Sign
from casework.reasons import Reason
from ui.port_values import Changes


@dataclass(frozen=True, slots=True)
class NewYouth:
    """What is known of a youth in the first minute; any one name is enough.

    Attributes:
        number: the own agency's case number.
    """

    legal_name: str = ""
    chosen_name: str = ""
    aliases: tuple[str, ...] = ()
    birth_date: date | None = None
    said_age: int | None = None
    number: str = ""

    @property
    def has_name(self) -> bool:
        """Whether anything is there to call the youth by."""
        return bool(self.legal_name.strip() or self.chosen_name.strip())


@dataclass(frozen=True, slots=True)
class AlikeView:
    """A case on this laptop that may be of the same youth, and what speaks for it."""

    case: CaseId
    shown_name: str
    age: int | None
    signs: frozenset[Sign]


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """The case that was begun."""

    case: CaseId
    changes: Changes


class OpeningPort(Protocol):
    """Beginning a case; everything works without a network."""

    def refusal(self) -> Reason | None:
        """Why this hat may not begin a case now; None where it may."""
        ...

    def find_alike(self, new: NewYouth) -> tuple[AlikeView, ...]:
        """Cases on this laptop that may be of the same youth, the likest first."""
        ...

    def open(self, new: NewYouth) -> OpenedCase:
        """Begin the case, and let go of what was kept of it; raises ShownError."""
        ...

    def typed(self) -> Mapping[str, str]:
        """What was typed of a new youth whose case was not begun, by field."""
        ...

    def keep(self, typed: Mapping[str, str]) -> None:
        """Keep what is typed, sealed; nothing typed leaves nothing behind."""
        ...
