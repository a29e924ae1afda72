# SPDX-License-Identifier: AGPL-3.0-or-later
"""The form of one record: filled, kept while it is typed, saved, and mended where it is wrong."""

from functools import partial

from pydantic import JsonValue
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from casework.record_parts import Fault, FaultCode
from casework.vocabulary import RecordKind
from ui.dialogs.confirm import Confirm, Enter
from ui.dialogs.save_file import ask_pdf_path
from ui.errors import ShownError
from ui.field_words import field_name
from ui.kit import Kit
from ui.paper.minutes import write_minutes
from ui.paper.referral import write_referral
from ui.places import RecordPlace
from ui.ports import Changes
from ui.record_views import FieldsWrong, RecordForm
from ui.record_words import say_fault, say_parts, say_title
from ui.records.actions_card import ActionsCard
from ui.records.beside_button import SideBySideButton
from ui.records.field_editor import FieldEditor
from ui.records.paper_button import PaperButton, PaperOf
from ui.records.parties_card import PartiesCard
from ui.records.plan_buttons import PlanButtons
from ui.records.sheet_buttons import AskPath, SheetButtons
from ui.records.versions_card import VersionsCard
from ui.text import say_kind, say_reason
from ui.widgets.approval_panel import ApprovalPanel
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label, make_tool
from ui.widgets.page_frame import PageFrame, bring_into_sight, clear_layout

PAUSE_MS = 400
ENDED = "ended_at"


class RecordPage(PageFrame):
    """One record of one case.

    Signals:
        handed_over: a plan is filled beside the youth; carries its `SideBySide`.
        saved: the record is on this laptop; carries its `RecordKind`.

    Args:
        ask_path: how the worker says where a print goes.
    """

    handed_over = Signal(object)
    saved = Signal(object)

    def __init__(self, kit: Kit, place: RecordPlace, ask_path: AskPath = ask_pdf_path) -> None:
        super().__init__(kit, say_kind(place.kind))
        self._place = place
        self._form: RecordForm | None = None
        self._offered = False
        self._typed: dict[str, JsonValue] = {}
        self.editors: dict[str, FieldEditor] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        back = make_tool(self.tr("Back"), self.left.emit)
        kit.theme.put_icon(back, "back")
        self.put_back(back)
        self._put_actions()
        self._note = Banner(kit.theme, "plain")
        self._card = Card()
        self._fields = QVBoxLayout()
        self._fields.setSpacing(14)
        self._card.body.addLayout(self._fields)
        self._who = make_label("", "small")
        self._make_pages(ask_path)
        self.approval = ApprovalPanel(kit, place.case, place.record)
        self.approval.failed.connect(self.show_problem)
        self.approval.done.connect(self.changed)
        self.approval.done.connect(lambda _: self.problem.say(""))
        self.parties = PartiesCard(kit)
        self.parties.wanted.connect(self.wanted)
        self._make_plan_parts()
        papers = (self.sheets, self.plans, self.minutes, self.referral)
        above = (self.approval, self.beside, *papers, self.parties)
        below = (self.tasks, self._who, self.versions)
        self.column.addWidget(self._note)
        self.column.addWidget(self.is_back, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (*above, self._card, *below):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def _put_actions(self) -> None:
        self.forget = make_button(self.tr("&Throw away"), self._on_forget, "quiet")
        self.forget.hide()
        self.is_back = make_button(self.tr("&Youth is back"), self._on_is_back)
        self.is_back.hide()
        self.save = make_button(self.tr("&Save"), self._on_save, "primary")
        self.save.setShortcut("Ctrl+Return")
        self.save.hide()
        for button in (self.forget, self.save):
            self.action_row.addWidget(button)

    def _make_pages(self, ask_path: AskPath) -> None:
        self.sheets = SheetButtons(self.kit, self._place, ask_path)
        self.plans = PlanButtons(self.kit, self._place, ask_path)
        self.minutes = PaperButton(self.kit, self._place, ask_path, self._paper_of_minutes())
        self.referral = PaperButton(self.kit, self._place, ask_path, self._paper_of_referral())
        for pages in (self.sheets, self.plans, self.minutes, self.referral):
            pages.hide()
            pages.failed.connect(self.show_problem)
            pages.saved.connect(lambda words: self.problem.say(words, "good"))

    def _paper_of_minutes(self) -> PaperOf:
        records, case, moments = self.kit.workspace.records, self._place.case, self.kit.moments
        return PaperOf(
            RecordKind.MINUTES,
            self.tr("&Print minutes"),
            self.tr("Save minutes"),
            "minutes.pdf",
            lambda one: write_minutes(records.print_minutes(case, one), moments),
        )

    def _paper_of_referral(self) -> PaperOf:
        approvals, case = self.kit.workspace.records.approvals, self._place.case
        moments = self.kit.moments
        return PaperOf(
            RecordKind.REFERRAL,
            self.tr("&Print referral"),
            self.tr("Save referral"),
            "referral.pdf",
            lambda one: write_referral(approvals.print_referral(case, one), moments),
        )

    def _make_plan_parts(self) -> None:
        self.beside = SideBySideButton(self.kit, self._place)
        self.beside.asked.connect(self.leave)
        self.beside.handed_over.connect(self.handed_over)
        self.beside.failed.connect(self.show_problem)
        self.tasks = ActionsCard(self.kit, self._place.case)
        self.tasks.wanted.connect(self.wanted)
        self.versions = VersionsCard(self.kit.moments)

    def refresh(self) -> None:
        """Ask for the form, once; what is being typed is not asked away."""
        if self._form is None:
            records, one = self.kit.workspace.records, self._place
            self.fetch(lambda: records.form(one.case, one.kind, one.record, one.about), self._show)
        self.approval.refresh()
        self._ask_parties()

    def _ask_parties(self) -> None:
        clocks, one = self.kit.workspace.clocks, self._place
        absence = one.record
        if one.kind is RecordKind.ABSENCE and absence is not None:
            self.fetch(lambda: clocks.parties(one.case, absence), self.parties.show_parties)

    def leave(self) -> None:
        """Keep what is typed before another place is shown."""
        self.approval.typed.keep()
        if self._pause.isActive() or self.is_unkept:
            self._keep()

    def take_focus(self) -> None:
        """Start in the first field."""
        first = next(iter(self.editors.values()), None)
        if first is not None:
            first.take_focus()

    def show_problem(self, error: ShownError) -> None:
        """Put what is wrong beside the fields it is about."""
        super().show_problem(error)
        if isinstance(error, FieldsWrong):
            self._mark(error.faults)

    def _show(self, form: RecordForm) -> None:
        self._form = form
        self.say_subtitle(" · ".join(filter(None, (form.shown_name, say_parts(form.about)))))
        clear_layout(self._fields)
        self.editors = {}
        may_type = form.may_write and not form.final
        for spec in form.specs:
            editor = FieldEditor(spec, self.kit.moments.zone, form.people)
            editor.put(form.values.get(spec.name))
            editor.changed.connect(self._on_changed)
            if not may_type:
                editor.set_read_only()
            self._fields.addWidget(editor)
            self.editors[spec.name] = editor
        self._offer_children(form)
        self._show_plan(form, may_type=may_type)
        is_absence = form.kind is RecordKind.ABSENCE and form.record is not None
        self.sheets.show_for(is_absence=is_absence)
        ended = form.values.get(ENDED) not in (None, "")
        self.is_back.setVisible(is_absence and may_type and not ended)
        for paper in (self.minutes, self.referral):
            paper.show_for(form.kind)
        self.sheets.unsaved = self.plans.unsaved = form.half_filled
        self.save.setVisible(may_type)
        self.forget.setVisible(form.half_filled)
        said = filter(None, (self._say_undecided(form), self._say_standing(form)))
        is_warning = form.half_filled or bool(form.undecided)
        self._note.say(" ".join(said), "warning" if is_warning else "plain")
        self._who.setText(self._say_writers(form))
        self.fit_heading()
        self.take_focus()

    def _show_plan(self, form: RecordForm, *, may_type: bool) -> None:
        is_plan = form.kind in (RecordKind.YOUTH_PLAN, RecordKind.TEAM_PLAN)
        self.plans.setVisible(is_plan and form.record is not None)
        self.plans.small.setVisible(form.kind is RecordKind.YOUTH_PLAN)
        self.beside.show_for(form, may_type=may_type)
        self.versions.show_versions(form.versions, form.specs)
        if form.kind is RecordKind.TEAM_PLAN and form.record is not None:
            today = form.now.astimezone(self.kit.moments.zone).date()
            self.tasks.show_actions(form.actions, today)

    def _offer_children(self, form: RecordForm) -> None:
        for kind in form.children if form.may_write and not self._offered else ():
            place = RecordPlace(form.case, kind, None, form.record)
            button = make_button(say_kind(kind), partial(self.wanted.emit, place), "quiet")
            self.kit.theme.put_icon(button, "plus")
            self.action_row.insertWidget(0, button)
            # Shown at once, so that it counts when the heading is fitted.
            button.show()
            self._offered = True

    def _say_undecided(self, form: RecordForm) -> str:
        if not form.undecided:
            return ""
        fields = ", ".join(f"“{field_name(one, form.kind)}”" for one in form.undecided)
        said = self.tr("People disagree about {fields}, and nobody has decided yet.")
        if form.may_write:
            joins = self.tr("What you write there stands beside theirs on the conflict desk.")
            said = f"{said} {joins}"
        return said.format(fields=fields)

    def _say_standing(self, form: RecordForm) -> str:
        if not form.may_write and form.refusal is not None:
            return say_reason(form.refusal)
        if form.final:
            return self.tr("This is not changed any more; a correction is a new record.")
        if form.half_filled:
            return self.tr("You began this earlier and did not save it; go on where you were.")
        return ""

    def _say_writers(self, form: RecordForm) -> str:
        names = {spec.name: say_title(spec) for spec in form.specs}
        moments = self.kit.moments
        written: dict[tuple[str, str, str], list[str]] = {}
        for one in form.changes:
            if one.field in names:
                when = (one.author_name, moments.day(one.at), moments.minute_of_day(one.at))
                written.setdefault(when, []).append(names[one.field])
        lines = [
            self.tr("{fields}: {person}, {day} {time}").format(
                fields=self.tr("Everything") if len(fields) == len(names) else ", ".join(fields),
                person=person,
                day=day,
                time=time,
            )
            for (person, day, time), fields in written.items()
        ]
        return "\n".join(lines)

    def _answers(self) -> dict[str, JsonValue]:
        assert self._form is not None
        # What no editor shows, such as a signature, goes along.
        answers: dict[str, JsonValue] = {
            name: value
            for name, value in self._form.values.items()
            if name not in self.editors and value not in ("", None, [])
        }
        for name, editor in self.editors.items():
            value, before = editor.read(), self._form.values.get(name)
            if value not in ("", None, []) or before not in ("", None, []):
                answers[name] = value
        return answers

    def _on_changed(self) -> None:
        self.sheets.unsaved = self.plans.unsaved = True
        if not self._pause.isActive():
            self._pause.start()

    def _keep(self) -> None:
        self._pause.stop()
        if self._form is None:
            return
        answers, records, one = self._answers(), self.kit.workspace.records, self._place
        if answers == self._typed and not self.is_unkept:
            return
        self._typed, seen = answers, self._form.seen
        self.forget.show()
        self.kit.runner.run(
            lambda: records.keep(one.case, one.kind, one.record, answers, one.about, seen),
            context=self,
            done=self._on_kept,
            failed=self._on_not_kept,
        )

    def _on_kept(self, _: None) -> None:
        self.is_unkept = False

    def _on_not_kept(self, error: ShownError) -> None:
        self.is_unkept = True
        self.show_problem(error)

    def _on_save(self) -> None:
        if self._pause.isActive():
            self._keep()
        answers, records, one = self._answers(), self.kit.workspace.records, self._place
        seen = None if self._form is None else self._form.seen
        for editor in self.editors.values():
            editor.say_fault("")
        self.fetch(
            lambda: records.save(one.case, one.kind, one.record, answers, one.about, seen),
            self._on_saved,
        )

    def _on_is_back(self) -> None:
        """Go to where the end of an absence is written, far down in its form."""
        ended = self.editors.get(ENDED)
        if ended is not None:
            bring_into_sight(self.scroll_area, ended)
            ended.take_focus()

    def _on_saved(self, changes: Changes) -> None:
        self._form, self.is_unkept = None, False
        self.left.emit()
        self.changed.emit(changes)
        self.saved.emit(self._place.kind)

    def _on_forget(self) -> None:
        if not Confirm.ask(
            self,
            self.tr("Throw away what you typed?"),
            self.tr("It has not been saved."),
            self.tr("Throw away"),
            self.tr("Keep"),
            Enter.NO,
        ):
            return
        self._pause.stop()
        records, one = self.kit.workspace.records, self._place
        self.fetch(
            lambda: records.keep(one.case, one.kind, one.record, {}, one.about),
            lambda _: self._on_forgotten(),
        )

    def _on_forgotten(self) -> None:
        self._form, self._typed, self.is_unkept = None, {}, False
        self.left.emit()

    def _mark(self, faults: tuple[Fault, ...]) -> None:
        whole = [say_fault(one) for one in faults if one.field not in self.editors]
        if whole:
            self.problem.say(" ".join(whole), "danger")
        first: FieldEditor | None = None
        for fault in faults:
            editor = self.editors.get(fault.field)
            if editor is not None:
                editor.say_fault(say_fault(fault), needed=fault.code is FaultCode.MISSING)
                first = first or editor
        if first is not None:
            bring_into_sight(self.scroll_area, first)
            first.take_focus()
