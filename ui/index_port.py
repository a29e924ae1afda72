# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who answers the screens about the cross-agency index and possible duplicates.

Failures are raised as `ui.errors.ShownError`; what runs on which thread stands at each method, all
else runs on the store's.
"""

from datetime import date
from typing import Protocol

from pydantic import JsonValue

from casework.ids import CaseId
from ui.index_views import AnswerView, CaseIndexView, DuplicateView, EntryForm, IndexView


class IndexChanges(Protocol):
    """What entering changed; `ui.ports.Changes` is the same."""

    @property
    def kinds(self) -> frozenset[str]: ...

    @property
    def cases(self) -> frozenset[CaseId]: ...


class IndexPort(Protocol):
    """Feeds the Index screen and its panel; whether it concerns a hat a sync may change."""

    def concerns(self) -> bool:
        """Whether this hat has anything to do with the index now."""
        ...

    def view(self) -> IndexView: ...

    def of_case(self, case: CaseId) -> CaseIndexView | None:
        """The index on one case's page; None where this hat has no part in it."""
        ...

    def form(self, case: CaseId) -> EntryForm:
        """What is entered of a case, or what its records already say."""
        ...

    def enter(self, form: EntryForm, fields: dict[str, JsonValue]) -> IndexChanges:
        """Keep an entry as unsent work; raises ShownError when it is none."""
        ...

    def keep(self, form: EntryForm, fields: dict[str, JsonValue]) -> None:
        """Keep what is typed and not confirmed; nothing typed leaves nothing behind."""
        ...

    def ask(self, name: str, birth_date: date | None, number: str) -> AnswerView:
        """Ask the county; runs on a network thread."""
        ...

    def ask_for(self, case: CaseId) -> AnswerView:
        """Ask the county about the youth of an own case; runs on a network thread."""
        ...

    def duplicates(self) -> tuple[DuplicateView, ...]:
        """What waits for a coordinator; runs on a network thread."""
        ...

    def decide(self, pair: DuplicateView, *, one_youth: bool) -> tuple[DuplicateView, ...]:
        """Decide about two cases; what still waits. Runs on a network thread."""
        ...
