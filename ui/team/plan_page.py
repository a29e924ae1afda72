# SPDX-License-Identifier: AGPL-3.0-or-later
"""Planning a meeting: what kind, when, where, which youths, and whom to invite.

Invariant: a fault stands beside its field and nothing that was typed is lost by it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from pydantic import TypeAdapter
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from casework.field_specs import specs_of
from casework.ids import CaseId
from casework.meetings import Attendee, Meeting
from casework.record_parts import Fault
from ui.dialogs.confirm import Confirm, Enter
from ui.errors import ShownError
from ui.half_typed import HalfTyped, Typed
from ui.half_typed_port import of_meeting
from ui.kit import Kit
from ui.meeting_views import MeetingPlan, MeetingView
from ui.places import MeetingPlace
from ui.port_values import Changes
from ui.record_views import FieldsWrong
from ui.record_words import say_fault
from ui.records.field_editor import FieldEditor
from ui.team.people_picker import PeoplePicker
from ui.team.words import say_meeting_type
from ui.team.youth_chooser import YouthChooser
from ui.team_views import RosterLine, RosterView, TeamPorts
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label, make_tool
from ui.widgets.page_frame import PageFrame, clear_layout
from ui.youth_views import YouthRow

ASKED = ("starts_at", "ends_at", "place", "convener")
_PLAN, _PEOPLE = TypeAdapter(MeetingPlan), TypeAdapter(tuple[Attendee, ...])
USUAL_START, USUAL_LENGTH = time(13), timedelta(hours=2)


class MeetingPlanPage(PageFrame):
    """The form of one meeting.

    Args:
        meeting: its id; empty for a new one.

    Signals of `PageFrame`: `wanted` goes to the meeting once it is saved.
    """

    def __init__(self, kit: Kit, team: TeamPorts, meeting: str) -> None:
        super().__init__(kit, "")
        title = self.tr("Change the meeting") if meeting else self.tr("Plan a meeting")
        self.title.setText(title)
        self.setAccessibleName(title)
        self._team, self._meeting = team, meeting
        self._loaded = False
        self._cases: dict[CaseId, str] = {}
        self._invited: tuple[Attendee, ...] = ()
        self._seen: MeetingPlan | None = None
        back = make_tool(self.tr("Back"), self.left.emit)
        kit.theme.put_icon(back, "back")
        self.put_back(back)
        self.save = make_button(self.tr("&Save"), self._on_save, "primary")
        self.save.setShortcut("Ctrl+Return")
        self.action_row.addWidget(self.save)
        self.types = QComboBox()
        self.types.setAccessibleName(self.tr("Type of meeting"))
        self.types.activated.connect(lambda _: self._ask_people())
        specs = {one.name: one for one in specs_of(Meeting)}
        self.editors = {name: FieldEditor(specs[name], kit.moments.zone) for name in ASKED}
        self.chooser = YouthChooser(kit)
        self.chooser.chosen.connect(self._on_youth)
        self.chooser.failed.connect(self.show_problem)
        self._youths = QVBoxLayout()
        self._no_youth = make_label("", "error")
        self.people = PeoplePicker()
        self._is_touched = False
        place = of_meeting(meeting)
        self.typed = HalfTyped(kit, self, place, self._read_typed, self._put_typed)
        self.typed.failed.connect(self.show_problem)
        self.forget = make_button(self.tr("&Throw away"), self._on_forget, "quiet")
        self.forget.hide()
        self.action_row.insertWidget(self.action_row.indexOf(self.save), self.forget)
        self.types.activated.connect(self._on_touched)
        for editor in self.editors.values():
            editor.changed.connect(self._on_touched)
        self.people.changed.connect(self._on_touched)
        self._assemble()

    def _assemble(self) -> None:
        when = Card()
        label = QLabel(self.tr("Type of meeting"))
        label.setProperty("look", "small")
        label.setBuddy(self.types)
        when.put(label)
        when.put(self.types)
        for editor in self.editors.values():
            when.put(editor)
        youths = Card(self.tr("Youths"))
        youths.put(
            make_label(
                self.tr("Each youth’s part of the meeting lies in that youth’s own case."), "soft"
            )
        )
        youths.body.addLayout(self._youths)
        youths.put(self.chooser)
        youths.put(self._no_youth)
        self._no_youth.hide()
        people = Card(self.tr("Invited"))
        people.put(self.people)
        for card in (when, youths, people):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Ask once; what is being typed is not asked away."""
        if self._loaded:
            return
        self._loaded = True
        if self._meeting:
            self.fetch(lambda: self._team.meetings.open(self._meeting), self._show_planned)
        else:
            self.fetch(lambda: self._team.people.roster("", None), self._show_new)

    def leave(self) -> None:
        """Keep what is typed before another place is shown."""
        self.typed.keep()

    def _on_touched(self) -> None:
        self._is_touched = True
        self.forget.show()
        self.typed.on_changed()

    def _read_typed(self) -> Typed:
        """What was typed so far, and over what; names of youths are looked up anew."""
        if not self._is_touched:
            return {}
        seen = b"" if self._seen is None else _PLAN.dump_json(self._seen)
        return {name: str(one.read() or "") for name, one in self.editors.items()} | {
            "type": str(self.types.currentData()),
            "cases": "\n".join(self._cases),
            "invited": _PEOPLE.dump_json(self.people.chosen()).decode(),
            "seen": seen.decode(),
        }

    def _put_typed(self, kept: Typed) -> None:
        self._is_touched = True
        self.forget.show()
        if self._seen is not None and kept.get("seen"):
            self._seen = _PLAN.validate_json(kept["seen"])
        cases, meetings = tuple(map(CaseId, kept.get("cases", "").split())), self._team.meetings
        self.fetch(lambda: meetings.names(cases), lambda names: self._put_plan(kept, cases, names))

    def _put_plan(
        self, kept: Typed, cases: tuple[CaseId, ...], names: Mapping[CaseId, str]
    ) -> None:
        """A youth who may not be known any more is neither shown nor taken off."""
        self._cases = {case: names[case] for case in cases if case in names}
        if self._seen is not None:
            unknown = {*cases} - {*names}
            seen = tuple(case for case in self._seen.cases if case not in unknown)
            self._seen = replace(self._seen, cases=seen)
        self._invited = _PEOPLE.validate_json(kept.get("invited", "[]"))
        self._put_fields(kept)
        kind = kept.get("type", "")
        self.types.setCurrentIndex(max(0, self.types.findData(kind)))
        self._show_youths()
        self._ask_people(kind)

    def _on_forget(self) -> None:
        if Confirm.ask(
            self,
            self.tr("Throw away what you typed?"),
            self.tr("It has not been saved."),
            self.tr("Throw away"),
            self.tr("Keep"),
            Enter.NO,
        ):
            self._is_touched = False
            self.typed.forget()
            self.left.emit()

    def take_focus(self) -> None:
        """Start at the type."""
        self.types.setFocus()

    def show_problem(self, error: ShownError) -> None:
        """Put what is wrong beside the fields it is about."""
        super().show_problem(error)
        if isinstance(error, FieldsWrong):
            self._mark(error.faults)

    def _show_new(self, view: RosterView) -> None:
        self._show_types(view, view.meeting)
        zone = self.kit.moments.zone
        tomorrow = view.now.astimezone(zone).date() + timedelta(days=1)
        starts = datetime.combine(tomorrow, USUAL_START, zone)
        self.editors["starts_at"].put(starts.isoformat())
        self.editors["ends_at"].put((starts + USUAL_LENGTH).isoformat())
        self.editors["convener"].put(self.kit.workspace.who.person_name)
        self._show_people(view.lines)
        self.typed.begin()

    def _show_planned(self, view: MeetingView) -> None:
        plan = self._seen = view.plan
        self._cases = {one.case: one.item.shown_name for one in view.youths}
        self._invited = plan.invited
        self._put_fields(
            {
                "starts_at": plan.starts_at.isoformat(),
                "ends_at": plan.ends_at.isoformat(),
                "place": plan.place,
                "convener": plan.convener,
            }
        )
        self._show_youths()
        self.fetch(
            lambda: self._team.people.roster(plan.type, None),
            lambda roster: self._show_types(roster, plan.type),
        )
        self._ask_people(plan.type)
        self.typed.begin()

    def _put_fields(self, values: Typed) -> None:
        for name, editor in self.editors.items():
            editor.put(values.get(name))

    def _show_types(self, view: RosterView, chosen: str) -> None:
        self.types.clear()
        for one in view.types:
            self.types.addItem(say_meeting_type(one, self.kit.moments), one.code)
        self.types.setCurrentIndex(max(0, self.types.findData(chosen)))

    def _ask_people(self, kind: str = "") -> None:
        meeting, cases = kind or str(self.types.currentData()), tuple(self._cases)
        if self.people.is_decided:
            self._invited = self.people.chosen()
        self.fetch(lambda: self._team.people.for_meeting(meeting, cases), self._show_people)

    def _show_people(self, lines: tuple[RosterLine, ...]) -> None:
        self.people.show_people(lines, self._invited)

    def _on_youth(self, row: YouthRow) -> None:
        self._cases[row.case] = row.shown_name
        self._no_youth.hide()
        self._show_youths()
        self._ask_people()
        self._on_touched()
        self.chooser.box.setFocus()

    def _show_youths(self) -> None:
        clear_layout(self._youths)
        for case, name in self._cases.items():
            self._youths.addWidget(self._row(case, name))

    def _row(self, case: CaseId, name: str) -> QWidget:
        ground = QWidget()
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEASURES.unit)
        row.addWidget(make_label(name, "strong"), 1)
        off = make_button(self.tr("Take off"), lambda: self._take_off(case), "quiet")
        off.setAccessibleName(self.tr("Take off {name}").format(name=name))
        row.addWidget(off)
        return ground

    def _take_off(self, case: CaseId) -> None:
        self._cases.pop(case, None)
        self._show_youths()
        self._ask_people()
        self._on_touched()
        self.chooser.box.setFocus()

    def _on_save(self) -> None:
        for editor in self.editors.values():
            editor.say_fault("")
        self._no_youth.hide()
        plan = self._read()
        if plan is None:
            return
        self.typed.keep()
        meetings, meeting, seen = self._team.meetings, self._meeting, self._seen

        def save() -> tuple[str, Changes]:
            if meeting:
                return meeting, meetings.change(meeting, plan, seen)
            return meetings.plan(plan)

        self.fetch(save, self._on_saved)

    def _read(self) -> MeetingPlan | None:
        moments = [self._moment(name) for name in ("starts_at", "ends_at")]
        if moments[0] is None or moments[1] is None:
            self.problem.say(self.tr("Say when it begins and ends."), "danger")
            return None
        return MeetingPlan(
            type=str(self.types.currentData()),
            starts_at=moments[0],
            ends_at=moments[1],
            place=str(self.editors["place"].read() or ""),
            convener=str(self.editors["convener"].read() or ""),
            cases=tuple(self._cases),
            invited=self.people.chosen(),
        )

    def _moment(self, name: str) -> datetime | None:
        """When; None also where the field itself says that it cannot be read."""
        try:
            return datetime.fromisoformat(str(self.editors[name].read() or ""))
        except ValueError:
            return None

    def _on_saved(self, saved: tuple[str, Changes]) -> None:
        meeting, changes = saved
        self._is_touched = False
        self.typed.forget()
        if self._meeting:
            self.left.emit()
        else:
            self.wanted.emit(MeetingPlace(meeting))
        self.changed.emit(changes)

    def _mark(self, faults: tuple[Fault, ...]) -> None:
        left = []
        for fault in faults:
            if fault.field in self.editors:
                self.editors[fault.field].say_fault(say_fault(fault))
            elif fault.field == "cases":
                self._no_youth.setText(say_fault(fault))
                self._no_youth.show()
            else:
                left.append(say_fault(fault))
        if left:
            self.problem.say(" ".join(left), "danger")
