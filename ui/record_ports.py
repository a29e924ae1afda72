# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens of records and clocks ask of the rest of the program; see `ui.ports`.

Every method is a plain blocking call that the screens run on the store's thread; expected failures
are raised as `ui.errors.ShownError`.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from pydantic import JsonValue

from casework.clock_rules import ClockStart, Party
from casework.ids import CaseId, RecordId
from casework.state_targets import GridRow
from casework.vocabulary import RecordKind
from ui.approval_views import ApprovalsPort
from ui.clock_views import ClocksView, PartiesView
from ui.opening_views import OpeningPort
from ui.paper_views import MinutesPrint, PlanPrint
from ui.port_values import Changes
from ui.record_views import AbsenceSheet, RecordForm, RecordGroup, SeenRecord, UndoOffer
from ui.same_youth_views import SameYouthPort


class RecordsPort(Protocol):
    """Feeds the lists and forms of a case's records."""

    @property
    def approvals(self) -> ApprovalsPort:
        """Who signed and approved them."""
        ...

    @property
    def same_youths(self) -> SameYouthPort:
        """Which cases are of one youth."""
        ...

    @property
    def opening(self) -> OpeningPort:
        """Beginning a case."""
        ...

    def groups(self, case: CaseId) -> tuple[RecordGroup, ...]:
        """The records of a case by kind, those that may be added to among them."""
        ...

    def form(
        self,
        case: CaseId,
        kind: RecordKind,
        record: RecordId | None,
        about: RecordId | None = None,
    ) -> RecordForm:
        """The form of a new record (None), or of one that is there.

        Args:
            about: the record a new one belongs to, such as the clock that a notice closes.
        """
        ...

    def keep(
        self,
        case: CaseId,
        kind: RecordKind,
        record: RecordId | None,
        answers: Mapping[str, JsonValue],
        about: RecordId | None = None,
        seen: SeenRecord | None = None,
    ) -> None:
        """Keep what is typed into a form; an empty mapping forgets it.

        Args:
            seen: as the form said it; without it, what stands there now.
        """
        ...

    def save(
        self,
        case: CaseId,
        kind: RecordKind,
        record: RecordId | None,
        answers: Mapping[str, JsonValue],
        about: RecordId | None = None,
        seen: SeenRecord | None = None,
    ) -> Changes:
        """Make or change a record, with what follows from it by law; `seen` as for `keep`.

        Raises:
            ui.record_views.FieldsWrong: nothing was saved; each fault names its field.
        """
        ...

    def undo_offer(self) -> UndoOffer | None:
        """The last edit, where it may be taken back."""
        ...

    def undo(self) -> Changes:
        """Take back the last edit that was not taken back yet.

        Raises:
            ShownError: it is not taken back; says why and what helps.
        """
        ...

    def redo(self) -> Changes:
        """Bring again what was taken back last; raises ShownError where nothing was."""
        ...

    def state_grid(self, case: CaseId) -> tuple[GridRow, ...]:
        """The CSEC status rows this hat may see, in the order of the state's grid."""
        ...

    def export_grid(self, case: CaseId) -> bytes:
        """The same as CSV; that it leaves the program is logged before.

        Raises:
            ShownError: this hat may not see them, or it could not be logged.
        """
        ...

    def absence_sheet(
        self, case: CaseId, absence: RecordId, photo: RecordId | None = None
    ) -> AbsenceSheet:
        """What goes on a report of an absence; that it is printed is logged before.

        Args:
            photo: a photograph among the case's documents that goes with it.

        Raises:
            ShownError: this hat may not see absences or the photograph, or it could not be logged.
        """
        ...

    def note_given(self, case: CaseId, absence: RecordId, party: Party, sha256: str) -> None:
        """Record that the sheet of an absence was made for another agency, before it is written.

        Args:
            sha256: of the paper's bytes.
        """
        ...

    def print_minutes(self, case: CaseId, minutes: RecordId) -> MinutesPrint:
        """Signed minutes for paper; that they are printed is logged before.

        Raises:
            ShownError: this hat may not see them, they are none, or it could not be logged.
        """
        ...

    def print_plan(self, case: CaseId, plan: RecordId) -> PlanPrint:
        """A saved safety plan for paper; that it is printed is logged before.

        Raises:
            ShownError: this hat may not see it, it is no plan, or it could not be logged.
        """
        ...


class ClocksPort(Protocol):
    """Feeds what shows the legal clocks; everything works without a network."""

    def running(self, case: CaseId | None = None) -> ClocksView:
        """What runs in all cases, or in one, the most urgent first."""
        ...

    def parties(self, case: CaseId, absence: RecordId) -> PartiesView:
        """Who has to be told of an absence, and what came of each, those still open first."""
        ...

    def start(self, case: CaseId, starts: Collection[ClockStart], received_at: datetime) -> Changes:
        """Start what a report starts, from when the information was received; raises ShownError."""
        ...
