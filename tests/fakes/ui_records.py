# SPDX-License-Identifier: AGPL-3.0-or-later
"""The records' port over plain dictionaries, with the real models and the real judging."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from pydantic import JsonValue

from casework.absences import Absence
from casework.clock_rules import Party
from casework.field_specs import specs_of
from casework.ids import CaseId, RecordId
from casework.kinds import LINKS, check_answers
from casework.meetings import Minutes
from casework.record_parts import RecordView, SpanView, Surroundings
from casework.records import VIEW_OF_KIND, Youth
from casework.safety_plans import SafetyPlan
from casework.state_targets import GridRow, lay_out
from casework.status_rows import StatusRow
from casework.vocabulary import RecordKind, Section
from storage.model import Changes
from tests.fakes.ui_approvals import FakeApprovals
from tests.fakes.ui_opening import FakeOpening
from tests.fakes.ui_papers import A_WORKER
from tests.fakes.ui_same_youths import FakeSameYouths
from ui.errors import ShownError
from ui.paper_views import MinutesPrint, PlanPrint, PrintNote
from ui.record_views import (
    AbsenceSheet,
    FieldsWrong,
    RecordForm,
    RecordGroup,
    RecordLine,
    SeenRecord,
    SheetPhoto,
    UndoOffer,
)
from ui.views import Standing

KINDS = (
    RecordKind.ABSENCE,
    RecordKind.STATUS_ROW,
    RecordKind.PLACEMENT,
    RecordKind.NEED,
    RecordKind.TASK,
    RecordKind.REFERRAL,
)


@dataclass
class FakeRecords:
    """What was saved and what is half filled."""

    now: datetime
    zone: tzinfo
    saved: dict[RecordId, tuple[CaseId, RecordKind, RecordView]] = field(default_factory=dict)
    kept: dict[tuple[CaseId, RecordKind, RecordId | None], dict[str, JsonValue]] = field(
        default_factory=dict
    )
    offered: UndoOffer | None = None
    undone: int = 0
    printed: list[tuple[CaseId, RecordId]] = field(default_factory=list)
    refuses_sheets: ShownError | None = None
    birth_date: date | None = None
    closed: bool = False
    trouble: ShownError | None = None
    given: list[tuple[CaseId, RecordId, Party, str]] = field(default_factory=list)
    undecided: tuple[str, ...] = ()
    approvals: FakeApprovals = field(default_factory=FakeApprovals)
    same_youths: FakeSameYouths = field(default_factory=FakeSameYouths)
    opening: FakeOpening = field(default_factory=FakeOpening)

    def groups(self, case: CaseId) -> tuple[RecordGroup, ...]:
        return tuple(
            RecordGroup(kind, self._lines(case, kind), True, None, (case, kind, None) in self.kept)
            for kind in KINDS
        )

    def undo_offer(self) -> UndoOffer | None:
        return self.offered

    def undo(self) -> Changes:
        if self.offered is None:
            raise ShownError("There is nothing to take back.", "")
        self.undone, self.offered = self.undone + 1, None
        return Changes(frozenset({"work"}))

    def redo(self) -> Changes:
        if not self.undone:
            raise ShownError("Nothing was taken back last, so nothing comes again.")
        self.undone -= 1
        return Changes(frozenset({"work"}))

    def form(
        self,
        case: CaseId,
        kind: RecordKind,
        record: RecordId | None,
        about: RecordId | None = None,
    ) -> RecordForm:
        kept = self.kept.get((case, kind, record), {})
        own = {} if record is None else self.saved[record][2].model_dump(mode="json")
        return RecordForm(
            case=case,
            kind=kind,
            record=record,
            shown_name="Wren",
            specs=specs_of(VIEW_OF_KIND[kind]),
            values=own | kept,
            half_filled=bool(kept),
            may_write=True,
            refusal=None,
            final=False,
            now=self.now,
            people=self.approvals.people(),
            undecided=self.undecided,
        )

    def keep(
        self,
        case: CaseId,
        kind: RecordKind,
        record: RecordId | None,
        answers: Mapping[str, JsonValue],
        about: RecordId | None = None,
        seen: SeenRecord | None = None,
    ) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.kept[(case, kind, record)] = dict(answers)
        if not answers:
            del self.kept[(case, kind, record)]

    def save(
        self,
        case: CaseId,
        kind: RecordKind,
        record: RecordId | None,
        answers: Mapping[str, JsonValue],
        about: RecordId | None = None,
        seen: SeenRecord | None = None,
    ) -> Changes:
        others = tuple((one, view) for one, (_, _, view) in self.saved.items() if one != record)
        around = Surroundings(self.now, self.zone, self.birth_date, others, self.closed)
        link = {LINKS[kind]: about} if about is not None and kind in LINKS else {}
        checked = check_answers(kind, {**answers, **link}, around)
        if checked.view is None:
            raise FieldsWrong(checked.faults)
        self.saved[record or RecordId(f"record-{len(self.saved)}")] = (case, kind, checked.view)
        self.kept.pop((case, kind, record), None)
        return Changes(kinds=frozenset({kind.value}), cases=frozenset({case}))

    def state_grid(self, case: CaseId) -> tuple[GridRow, ...]:
        return lay_out(
            (record, view)
            for record, (of, _, view) in self.saved.items()
            if of == case and isinstance(view, StatusRow)
        )

    def export_grid(self, case: CaseId) -> bytes:
        return f"{len(self.state_grid(case))}".encode()

    def absence_sheet(
        self, case: CaseId, absence: RecordId, photo: RecordId | None = None
    ) -> AbsenceSheet:
        if self.refuses_sheets is not None:
            raise self.refuses_sheets
        self.printed.append((case, absence))
        view = self.saved[absence][2]
        assert isinstance(view, Absence)
        youth = Youth(legal_name="Maya Castellanos", chosen_name="Wren")
        note = PrintNote(self.now, A_WORKER)
        chosen = None if photo is None else SheetPhoto(photo, Section.CONTACTS, None)
        return AbsenceSheet(youth, view, (), None, (), {}, ("Dana Whitfield",), note, chosen)

    def note_given(self, case: CaseId, absence: RecordId, party: Party, sha256: str) -> None:
        self.given.append((case, absence, party, sha256))

    def print_minutes(self, case: CaseId, minutes: RecordId) -> MinutesPrint:
        self.printed.append((case, minutes))
        view = self.saved[minutes][2]
        assert isinstance(view, Minutes)
        note = PrintNote(self.now, A_WORKER)
        return MinutesPrint(view, Section.SAFETY_PLAN, "P-2031", note)

    def print_plan(self, case: CaseId, plan: RecordId) -> PlanPrint:
        if self.refuses_sheets is not None:
            raise self.refuses_sheets
        self.printed.append((case, plan))
        view = self.saved[plan][2]
        assert isinstance(view, SafetyPlan)
        return PlanPrint(view, PrintNote(self.now, A_WORKER))

    def _lines(self, case: CaseId, kind: RecordKind) -> tuple[RecordLine, ...]:
        return tuple(
            RecordLine(
                record=record,
                kind=kind,
                headline=view.headline(),
                happened=view.happened(),
                ended=view.span()[1] if isinstance(view, SpanView) else None,
                is_open=isinstance(view, SpanView) and view.is_open,
                entered_at=self.now,
                author_name="Dana Whitfield",
                standing=Standing.UNSENT,
            )
            for record, (of, what, view) in self.saved.items()
            if (of, what) == (case, kind)
        )
