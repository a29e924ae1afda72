# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens show of one youth in two cases, and what they ask."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from casework.ids import CaseId
from casework.same_youth import Verdict
from ui.index_views import DuplicateView
from ui.port_values import Changes


@dataclass(frozen=True, slots=True)
class JoinedView:
    """Another case of the same youth.

    Attributes:
        names: every name that stands there.
        may_part: the link can be taken back here; False where it goes through a third case.
    """

    case: CaseId
    shown_name: str
    names: tuple[str, ...]
    birth_date: date | None
    may_part: bool


@dataclass(frozen=True, slots=True)
class SameYouthView:
    """The other cases of one youth, and those that may be."""

    joined: tuple[JoinedView, ...] = ()
    suspects: tuple[DuplicateView, ...] = ()


class SameYouthPort(Protocol):
    """Joining and parting cases; everything works without a network."""

    def look_on(self) -> bool:
        """Compare a few more youths; whether there are more, then ask again."""
        ...

    def pairs(self) -> tuple[DuplicateView, ...]:
        """Likely pairs found so far that nobody has decided about, the likest first."""
        ...

    def of_case(self, case: CaseId) -> SameYouthView:
        """What is known of one case."""
        ...

    def decide(self, pair: DuplicateView, verdict: Verdict) -> Changes:
        """Say whether two cases are of one youth; raises ShownError."""
        ...

    def take_back(self, case: CaseId, other: CaseId, why: str) -> Changes:
        """Part two cases again; nothing else changes. Raises ShownError."""
        ...
