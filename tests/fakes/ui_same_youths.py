# SPDX-License-Identifier: AGPL-3.0-or-later
"""The port of one youth in two cases as a script: what is shown, and what was decided."""

from dataclasses import dataclass, field

from casework.ids import CaseId
from casework.same_youth import Verdict
from storage.model import Changes
from ui.index_views import DuplicateView
from ui.same_youth_views import SameYouthView


@dataclass
class FakeSameYouths:
    """Likely pairs, what each case shows, and what was said."""

    left: int = 0
    waiting: tuple[DuplicateView, ...] = ()
    views: dict[CaseId, SameYouthView] = field(default_factory=dict)
    said: list[tuple[CaseId, CaseId, Verdict]] = field(default_factory=list)
    parted: list[tuple[CaseId, CaseId, str]] = field(default_factory=list)

    def look_on(self) -> bool:
        self.left -= 1
        return self.left > 0

    def pairs(self) -> tuple[DuplicateView, ...]:
        return self.waiting

    def of_case(self, case: CaseId) -> SameYouthView:
        return self.views.get(case, SameYouthView())

    def decide(self, pair: DuplicateView, verdict: Verdict) -> Changes:
        self.said.append((pair.first.case, pair.second.case, verdict))
        return Changes(kinds=frozenset({"same_youth"}), cases=frozenset({pair.first.case}))

    def take_back(self, case: CaseId, other: CaseId, why: str) -> Changes:
        self.parted.append((case, other, why))
        return Changes(kinds=frozenset({"same_youth"}), cases=frozenset({case}))
