# SPDX-License-Identifier: AGPL-3.0-or-later
"""Beginning a case as the screens see it, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from casework.ids import CaseId
from casework.reasons import Reason
from tests.fakes.people import an_id
from ui.opening_views import AlikeView, NewYouth, OpenedCase
from ui.port_values import Changes


@dataclass(frozen=True)
class _Changes:
    kinds: frozenset[str]
    cases: frozenset[CaseId]


@dataclass
class FakeOpening:
    """Fulfils ui.opening_views.OpeningPort."""

    alike: tuple[AlikeView, ...] = ()
    refused: Reason | None = None
    opened: list[NewYouth] = field(default_factory=list)
    kept: Mapping[str, str] = field(default_factory=dict)

    def refusal(self) -> Reason | None:
        return self.refused

    def find_alike(self, new: NewYouth) -> tuple[AlikeView, ...]:
        return self.alike if new.has_name else ()

    def open(self, new: NewYouth) -> OpenedCase:
        self.opened.append(new)
        self.kept = {}
        case = CaseId(an_id(0xCA5E))
        changes: Changes = _Changes(frozenset({"case"}), frozenset({case}))
        return OpenedCase(case, changes)

    def typed(self) -> Mapping[str, str]:
        return self.kept

    def keep(self, typed: Mapping[str, str]) -> None:
        self.kept = typed
