# SPDX-License-Identifier: AGPL-3.0-or-later
"""The records of a case: listing them, filling their forms, and saving what was filled.

Invariants: what is typed is kept, sealed, from the first pause on until it is saved or emptied; a
form is judged among the records this hat may see; a change writes only the fields that changed,
with the base it saw.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import JsonValue

from casework.audit import AuditEvent
from casework.clock_rules import Party
from casework.duties import Task
from casework.field_specs import specs_of
from casework.ids import CaseId, RecordId
from casework.kinds import LINKS, MAY_BELONG, check_answers
from casework.meetings import MADE_IN_MEETINGS
from casework.record_parts import Fault, FaultCode, RecordView, Surroundings, Word
from casework.records import VIEW_OF_KIND, CaseRecord, read_view
from casework.safety_plans import SafetyPlan
from casework.state_targets import HEADER, GridRow, cells_of, lay_out
from casework.status_rows import StatusRow
from casework.vocabulary import (
    APPEND_ONLY_KINDS,
    SECTION_OF_KIND,
    Action,
    RecordKind,
    Section,
    sections_of,
)
from desktop.services.absence_sheets import build_sheet
from desktop.services.approvals import Approvals
from desktop.services.follow_ups import find_follow_ups
from desktop.services.held_case import (
    find_record,
    require_case,
    surroundings_of,
    visible_records,
)
from desktop.services.minutes_paper import minutes_to_print
from desktop.services.opening import Opening
from desktop.services.paper_log import log_print
from desktop.services.papers_given import record_given
from desktop.services.plan_versions import versions_of
from desktop.services.record_forms import (
    as_seen,
    decode_typed,
    encode_typed,
    find_typed,
    go_on,
    seen_of,
)
from desktop.services.record_lines import changes_of, line_of, newest_first
from desktop.services.record_sections import section_of, section_of_form, stays
from desktop.services.same_youths import SameYouths
from desktop.services.undo import LastEdit
from desktop.services.work import NewRecord, make_change, record_together
from desktop.services.youth_of_case import require_youth
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from forms.exports.csv_files import write_csv
from forms.exports.tables import Table
from storage.model import CaseFile, Changes, KeptPlace, StoredRecord
from ui.errors import ShownError
from ui.paper_views import MinutesPrint, PlanPrint
from ui.record_views import (
    AbsenceSheet,
    ActionLine,
    FieldsWrong,
    RecordForm,
    RecordGroup,
    SeenRecord,
)

BY_DOMAIN = (RecordKind.NEED, RecordKind.SERVICE)
LISTED = (
    RecordKind.ABSENCE,
    RecordKind.SAFETY_FLAG,
    RecordKind.YOUTH_PLAN,
    RecordKind.YOUTH_PLAN_PRIVATE,
    RecordKind.TEAM_PLAN,
    RecordKind.REFERRAL,
    RecordKind.MINUTES,
    RecordKind.STATUS_ROW,
    RecordKind.PLACEMENT,
    RecordKind.PERSON_AROUND,
    RecordKind.COUNTY_ON_CASE,
    RecordKind.HAND_OFF,
    RecordKind.NEED,
    RecordKind.SERVICE,
    RecordKind.COURT_DATE,
    RecordKind.TASK,
    RecordKind.SELF_DESCRIPTION,
    RecordKind.SEARCH_EFFORT,
    RecordKind.DEBRIEF,
    RecordKind.NOTICE,
)


class Records(LastEdit):
    """Fulfils ui.ports.RecordsPort; taking back is `LastEdit`'s."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session
        self.approvals = Approvals(session)
        self.same_youths = SameYouths(session)
        self.opening = Opening(session, self.same_youths.held)

    def groups(self, case: CaseId) -> tuple[RecordGroup, ...]:
        """The records of a case by kind; kinds this hat may neither see nor write are left out."""
        session = self._session
        with shown_errors():
            visible = visible_records(session, require_case(session, case))
            begun = set(session.store.kept_forms.places(case))
        known = {one.record.record: one for one in visible}
        groups = []
        for kind in LISTED:
            lines = [line_of(one, known) for one in visible if one.record.kind is kind]
            decision = session.ask(case, SECTION_OF_KIND[kind], Action.WRITE)
            may_add = kind not in {*LINKS, *MADE_IN_MEETINGS} and any(
                session.ask(case, one, Action.WRITE).allowed for one in sections_of(kind)
            )
            if not lines and not may_add:
                continue
            groups.append(
                RecordGroup(
                    kind=kind,
                    lines=tuple(sorted(lines, key=newest_first, reverse=True)),
                    may_add=may_add,
                    refusal=None if may_add else decision.reason,
                    half_filled=kind.value in begun,
                )
            )
        return tuple(groups)

    def form(
        self,
        case: CaseId,
        kind: RecordKind,
        record: RecordId | None,
        about: RecordId | None = None,
    ) -> RecordForm:
        """The form of a new record, or of one that is there."""
        session = self._session
        with shown_errors():
            held = require_case(session, case)
            visible = visible_records(session, held)
            present = None if record is None else find_record(session, held, record)
            kept = session.store.kept_forms.read(case, _place(kind, record, about))
            section = section_of_form(held, kind, present, about)
        owner = None if present is None else session.owner_of(present.record.hat)
        decision = session.ask(case, section, Action.WRITE, owner)
        typed, seen = decode_typed(kept)
        values = self._first_values(kind) | typed
        if present is not None:
            values, seen = go_on(present.record, typed, seen)
        return RecordForm(
            case=case,
            kind=kind,
            record=record,
            shown_name=require_youth(held).shown_name,
            specs=specs_of(VIEW_OF_KIND[kind]),
            values=values,
            half_filled=bool(kept),
            may_write=kind not in MADE_IN_MEETINGS
            and (decision.allowed or (present is None and kind in BY_DOMAIN)),
            refusal=None if decision.allowed else decision.reason,
            final=kind in APPEND_ONLY_KINDS and record is not None,
            now=session.clock.now(),
            changes=() if present is None else changes_of(present.record),
            about=_headline_of(held, about),
            children=() if record is None else _children(kind),
            people=self.approvals.people() if kind is RecordKind.REFERRAL else (),
            versions=versions_of(visible, kind, record),
            actions=_actions(visible, record),
            seen=seen,
            undecided=() if present is None else _undecided(present.record),
        )

    def _first_values(self, kind: RecordKind) -> dict[str, JsonValue]:
        """What a new form begins with: this moment and this worker where they are most likely."""
        at = self._session.clock.now()
        now, person = at.isoformat(), self._session.hat.person_name
        today = at.astimezone(COUNTY_ZONE).date().isoformat()
        first: dict[RecordKind, dict[str, JsonValue]] = {
            RecordKind.ABSENCE: {"discovered_at": now},
            RecordKind.NOTICE: {"told_at": now, "told_by": person, "outcome": "told"},
            RecordKind.SEARCH_EFFORT: {"at": now, "by": person},
            RecordKind.DEBRIEF: {"at": now, "with_whom": person},
            RecordKind.YOUTH_PLAN: {"made_on": today},
            RecordKind.YOUTH_PLAN_PRIVATE: {"told_on": today},
            RecordKind.TEAM_PLAN: {"made_on": today},
            RecordKind.REFERRAL: {"referred_on": today},
        }
        return first.get(kind, {})

    def keep(
        self,
        case: CaseId,
        kind: RecordKind,
        record: RecordId | None,
        answers: Mapping[str, JsonValue],
        about: RecordId | None = None,
        seen: SeenRecord | None = None,
    ) -> None:
        """Keep what is typed, and over what; nothing typed leaves nothing behind."""
        words = encode_typed(answers, seen)
        with shown_errors():
            self._session.store.kept_forms.keep(case, _place(kind, record, about), words)

    def save(
        self,
        case: CaseId,
        kind: RecordKind,
        record: RecordId | None,
        answers: Mapping[str, JsonValue],
        about: RecordId | None = None,
        seen: SeenRecord | None = None,
    ) -> Changes:
        """Make the record, or change what is different in it; with it goes what follows from it.

        Raises:
            FieldsWrong: something is wrong with a field; nothing was saved, what is typed is kept.
            ShownError: the hat may not write here.
        """
        session = self._session
        with shown_errors():
            held = require_case(session, case)
            present = None if record is None else find_record(session, held, record).record
            seen = seen or seen_of(present)
            before = {} if seen is None else seen.fields
            around = surroundings_of(session, held, record)
            field = LINKS.get(kind) or MAY_BELONG.get(kind)
            link = {field: about} if about is not None and field is not None else {}
            view = _require_right(kind, {**before, **answers, **link}, around)
            if present is not None and seen is not None:
                typed = find_typed(present, seen, view)
                view = _require_right(kind, {**present.fields, **typed}, around)
                present = as_seen(present, seen, typed, session.hat.id)
            typed_at = KeptPlace(case, _place(kind, record, about))
            return self._write(typed_at, kind, present, view, around)

    def state_grid(self, case: CaseId) -> tuple[GridRow, ...]:
        """The CSEC status rows this hat may see, in the order of the state's grid."""
        with shown_errors():
            seen = visible_records(self._session, require_case(self._session, case))
            return lay_out_status(seen)

    def export_grid(self, case: CaseId) -> bytes:
        """The same as CSV; logged before it is handed out."""
        session, event = self._session, AuditEvent.EXPORTED
        with shown_errors():
            session.require(case, Section.SCREENING, Action.READ, event)
            rows = self.state_grid(case)
            session.store.audit.note(event, case=case)
            cells = tuple(cells_of(one) for one in rows)
            return write_csv(Table("status", HEADER, cells))

    def absence_sheet(
        self, case: CaseId, absence: RecordId, photo: RecordId | None = None
    ) -> AbsenceSheet:
        """What goes on a report of an absence; logged as printed before it is handed out."""
        session, event = self._session, AuditEvent.PRINTED
        with shown_errors():
            held = require_case(session, case)
            session.require(case, Section.PLACEMENT, Action.READ, event, absence)
            shown = find_record(session, held, absence)
            chosen = None if photo is None else find_record(session, held, photo).record
            note = log_print(session, case, absence)
            if chosen is not None:
                log_print(session, case, chosen.record)
            seen = [one.record for one in visible_records(session, held)]
            return build_sheet(session, require_youth(held), shown.record, seen, note, chosen)

    def note_given(self, case: CaseId, absence: RecordId, party: Party, sha256: str) -> None:
        """See the port; who may only read placements leaves the log's entry alone."""
        with shown_errors():
            record_given(self._session, case, absence, party, sha256)

    def print_minutes(self, case: CaseId, minutes: RecordId) -> MinutesPrint:
        """Minutes this hat sees; logged as printed before they are handed out."""
        with shown_errors():
            return minutes_to_print(self._session, case, minutes)

    def print_plan(self, case: CaseId, plan: RecordId) -> PlanPrint:
        """A plan this hat sees, as it is saved; logged as printed before it is handed out."""
        with shown_errors():
            shown = find_record(self._session, require_case(self._session, case), plan).record
            view = read_view(shown.kind, shown.fields)
            if not isinstance(view, SafetyPlan):
                raise ShownError("This is no safety plan.", "Open the plan and try again.")
            note = log_print(self._session, case, plan)
            return PlanPrint(view.drop_old_signatures(), note)

    def _write(
        self,
        typed_at: KeptPlace,
        kind: RecordKind,
        present: CaseRecord | None,
        view: RecordView,
        around: Surroundings,
    ) -> Changes:
        session, case = self._session, typed_at.case
        given = view.model_dump(mode="json")
        if isinstance(view, SafetyPlan):
            view = view.drop_old_signatures()
        section, fields = section_of(kind, view, around), view.model_dump(mode="json")
        if present is None:
            made = NewRecord(RecordId(session.new_id()), kind, section, fields)
            after = find_follow_ups(session, made.record, view, None, around)
            return record_together(session, case, [made, *after], clears=[typed_at])
        before = read_view(kind, present.fields)
        if present.section is not section and not stays(before, view):
            field = "relation" if kind is RecordKind.PERSON_AROUND else "domain"
            raise FieldsWrong((Fault(field, FaultCode.OTHER_SECTION),))
        was = before.model_dump(mode="json")
        changed = {name: one for name, one in fields.items() if was.get(name) != one}
        if present.open_disputes and given.get("signatures") == was.get("signatures"):
            # They may stand under the words that come to be decided on.
            changed.pop("signatures", None)
        if not changed:
            session.store.kept_forms.keep(*typed_at, "")
            return Changes()
        after = find_follow_ups(session, present.record, view, before, around)
        change = make_change(session, present, changed)
        return record_together(session, case, after, change, [typed_at])


def _undecided(record: CaseRecord) -> tuple[str, ...]:
    return tuple(one.field for one in record.open_disputes)


def _require_right(
    kind: RecordKind, answers: Mapping[str, JsonValue], around: Surroundings
) -> RecordView:
    checked = check_answers(kind, answers, around)
    if checked.view is None:
        raise FieldsWrong(checked.faults)
    return checked.view


def lay_out_status(seen: Sequence[StoredRecord]) -> tuple[GridRow, ...]:
    """The status rows among the records of a case as they are retyped; refused ones are not."""
    found = (
        (one.record.record, read_view(one.record.kind, one.record.fields))
        for one in seen
        if one.refused is None
    )
    return lay_out((record, view) for record, view in found if isinstance(view, StatusRow))


def _headline_of(held: CaseFile, about: RecordId | None) -> tuple[str | Word, ...]:
    for one in held.records:
        if one.record.record == about:
            return read_view(one.record.kind, one.record.fields).headline()
    return ()


def _children(kind: RecordKind) -> tuple[RecordKind, ...]:
    if kind is RecordKind.TEAM_PLAN:
        return tuple(MAY_BELONG)
    link = {RecordKind.ABSENCE: "absence"}.get(kind)
    return tuple(one for one, name in LINKS.items() if name == link)


def _actions(seen: Sequence[StoredRecord], plan: RecordId | None) -> tuple[ActionLine, ...]:
    """The tasks that belong to a plan, those to be done first."""
    views = (
        (one.record.record, read_view(one.record.kind, one.record.fields))
        for one in seen
        if plan is not None and one.record.kind is RecordKind.TASK and one.refused is None
    )
    found = [
        ActionLine(record, view.words, view.owner, view.due_on, view.done_on)
        for record, view in views
        if isinstance(view, Task) and view.plan == plan
    ]
    return tuple(sorted(found, key=lambda one: (one.done_on is not None, one.due_on or date.max)))


def _place(kind: RecordKind, record: RecordId | None, about: RecordId | None) -> str:
    return "/".join([kind.value, *filter(None, (record, about))])
