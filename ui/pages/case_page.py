# SPDX-License-Identifier: AGPL-3.0-or-later
"""A youth's case: who it is, why it is open to this worker, what happened, what to do next."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casework.ids import CaseId, DraftId
from casework.state_targets import GridRow
from casework.vocabulary import RecordKind, Section
from ui.dialogs.note_dialog import NoteDialog
from ui.dialogs.start_clocks import StartClocksDialog
from ui.document_views import DocumentsView
from ui.documents.add_dialog import AddDocument
from ui.documents.adding import add_document
from ui.documents.documents_card import DocumentsCard
from ui.errors import ShownError
from ui.kit import Kit
from ui.models.rows_of import draft_row, due_tone
from ui.pages.index_panel import IndexPanel
from ui.pages.sharing_actions import SharingActions
from ui.pages.summary_button import SummaryButton
from ui.places import (
    AdvocatePlace,
    CaseLogPlace,
    CasePart,
    ConflictsPlace,
    DraftPlace,
    RecordPlace,
    TimelinePlace,
)
from ui.ports import Changes
from ui.record_views import FieldsWrong, RecordGroup
from ui.record_words import say_fault
from ui.records.case_file_card import CaseFileCards
from ui.records.state_grid_card import StateGridCard
from ui.screening.instrument_dialog import InstrumentDialog
from ui.text import is_in_language, say_due, say_due_kind, say_write_refusal
from ui.theme.tokens import MEASURES
from ui.views import CaseView, InstrumentView
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.clocks_card import ClocksCard
from ui.widgets.conflict_notice import ConflictNotice
from ui.widgets.decided_banner import DecidedBanner
from ui.widgets.decisions_card import DecisionsCard
from ui.widgets.empty_state import EmptyState
from ui.widgets.identity_card import IdentityCard
from ui.widgets.looks import make_button, make_tool
from ui.widgets.overflow import Overflow
from ui.widgets.page_frame import NARROW, PageFrame, bring_into_sight, clear_layout
from ui.widgets.released_card import ReleasedCard
from ui.widgets.row_list import RowList
from ui.widgets.same_youth_card import SameYouthCard
from ui.widgets.timeline import Timeline
from ui.widgets.two_rows import TwoRows

SHOWN_DAYS = 30


class CasePage(PageFrame):
    """One case, shown from a part of it on.

    Signals:
        noted: a contact note is on this laptop.
    """

    noted = Signal()

    def __init__(self, kit: Kit, case: CaseId, part: CasePart = CasePart.TOP) -> None:
        super().__init__(kit, "")
        self._case, self._part = case, part
        self._now: datetime | None = None
        self._kept_note = ""
        self._document_sections: tuple[Section, ...] = ()
        self.setAccessibleName(self.tr("Case"))
        self._put_ways_out()
        self._put_actions()
        self._due = Banner(kit.theme, "plain")
        self._refusal = Banner(kit.theme, "plain")
        self._identity = QVBoxLayout()
        self._make_drafts()
        self._make_timeline()
        self.clocks = ClocksCard(kit, self.tr("Clocks"), named=False)
        self.clocks.wanted.connect(self.wanted)
        self.file = CaseFileCards(kit, case)
        self.file.wanted.connect(self.wanted)
        self.grid = StateGridCard(kit, case)
        self.grid.wanted.connect(self.wanted)
        self.grid.failed.connect(self.show_problem)
        self.grid.saved.connect(lambda words: self.problem.say(words, "good"))
        self.conflicts = ConflictNotice(kit.theme)
        self.conflicts.wanted.connect(lambda: self.wanted.emit(ConflictsPlace()))
        self._make_shared(kit)
        self._make_same_youth(kit)
        self.documents = DocumentsCard(kit, case, self._on_add_document)
        self.documents.wanted.connect(self.wanted)
        for widget in (self.done, self.clocks, self.conflicts, self._due, self._refusal):
            self.column.addWidget(widget)
        self.column.addWidget(self.decisions)
        self.column.addLayout(self._identity)
        below = (self.same_youth, self.index, self._drafts_card, self.grid, self.file)
        for card in (*below, self.documents, self._timeline_card):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def _make_shared(self, kit: Kit) -> None:
        """What is shared with other agencies, and what waits of it."""
        self.index = IndexPanel(kit, self._case)
        self.index.changed.connect(self._on_written)
        self.index.failed.connect(self.show_problem)
        self.decisions = DecisionsCard(kit, self._case)
        self.decisions.failed.connect(self.show_problem)

    def _make_same_youth(self, kit: Kit) -> None:
        """Other cases of the same youth."""
        self.same_youth = SameYouthCard(kit, self._case)
        self.same_youth.wanted.connect(self.wanted)
        self.same_youth.failed.connect(self.show_problem)
        self.same_youth.done.connect(self._on_written)

    def _make_drafts(self) -> None:
        self._drafts = RowList(self.kit.theme, self.tr("Screenings to finish"))
        self._drafts.chosen.connect(self.wanted)
        self._drafts_card = Card(self.tr("To finish"), flush=True)
        self._drafts_card.put(self._drafts)
        self._drafts_card.hide()

    def _make_timeline(self) -> None:
        self._timeline = Timeline(self.kit.theme)
        self._timeline.chosen.connect(self.wanted)
        self._nothing = EmptyState(
            self.kit.theme,
            "note",
            self.tr("Nothing is recorded yet."),
            self.tr("Add a contact note or start a screening; it is kept on this laptop at once."),
        )
        self.whole = make_button("", lambda: self.wanted.emit(TimelinePlace(self._case)), "quiet")
        self._timeline_card = Card(self.tr("Timeline"), self.whole, flush=True)
        self._timeline_card.put(self._timeline)
        self._timeline_card.put(self._nothing)
        self._timeline_card.hide()

    def show_found(self) -> None:
        """Other cases of the same youth."""
        self.same_youth.refresh()

    def refresh(self) -> None:
        """Ask again."""
        self.fetch(lambda: self.kit.workspace.cases.case(self._case), self._show)
        self.index.refresh()
        self.decisions.refresh()
        self.same_youth.refresh()

    def show_problem(self, error: ShownError) -> None:
        """Say what went wrong; of a note that was not taken, what is wrong with it."""
        super().show_problem(error)
        if isinstance(error, FieldsWrong):
            self.problem.say(" ".join(map(say_fault, error.faults)), "danger")

    def take_focus(self) -> None:
        """Start at the primary action, or where another screen led to."""
        if self._part is CasePart.STATE_GRID and not self.grid.isHidden():
            self.grid.rows.setFocus()
            return
        (self.start if self.start.isVisible() else self._timeline).setFocus()

    def fit_heading(self) -> None:
        """Put all but the primary action into a menu where there is too little room."""
        self.more.fit(narrow=self.width() < NARROW)
        super().fit_heading()

    def _put_ways_out(self) -> None:
        back = make_tool(self.tr("Back"), self.left.emit)
        self.kit.theme.put_icon(back, "back")
        self.put_back(back)
        self.ways = TwoRows()
        self.column.addWidget(self.ways)
        self.done = DecidedBanner(self.kit)
        self.done.decided.connect(self.changed)
        if self.kit.workspace.log is not None:
            place = CaseLogPlace(self._case)
            words = self.tr("&Who opened this case")
            way = make_button(words, lambda: self.wanted.emit(place), "quiet")
            self.ways.put(self.ways.first, way)
        if self.kit.workspace.sharing is not None:
            self.sharing = SharingActions(self.kit, self._case)
            self.sharing.wanted.connect(self.wanted)
            self.sharing.failed.connect(self._on_not_decided)
            self.sharing.opened.connect(self.done.say_opened)
            self.sharing.shared.connect(self.done.say_shared)
            self.sharing.ended.connect(self.done.say_ended)
            self.ways.put(self.ways.second, self.sharing)

    def _put_actions(self) -> None:
        self.advocate = make_button(
            self.tr("&Advocate notes"), lambda: self.wanted.emit(AdvocatePlace(self._case)), "quiet"
        )
        self.advocate.hide()
        self.pin = make_button(self.tr("&Pin"), self._on_pin, "quiet")
        self._is_pinned = False
        for button in (self.advocate, self.pin):
            self.ways.first.insertWidget(0, button)
        self.summary = SummaryButton(self.kit, self._case)
        self.summary.failed.connect(self.show_problem)
        self.summary.saved.connect(lambda words: self.problem.say(words, "good"))
        self.ways.put(self.ways.first, self.summary)
        self.absent = make_button(self.tr("Youth is &absent"), self._on_absent)
        self.report = make_button(self.tr("&Report"), self._on_report)
        self.add_note = make_button(self.tr("Add contact &note"), self._on_note)
        self.start = make_button(self.tr("&Start screening"), self._on_start, "primary")
        self.kit.theme.put_icon(self.add_note, "note")
        held, row = _make_row()
        for button in (self.report, self.absent, self.add_note):
            row.addWidget(button)
        for button in (self.report, self.absent, self.add_note, self.start):
            button.hide()
        self.more = Overflow((held, self.ways))
        for widget in (held, self.more, self.start):
            self.action_row.addWidget(widget)

    def _show(self, view: CaseView) -> None:
        moments = self.kit.moments
        header = view.header
        age = "" if header.age is None else self.tr("Age {age}").format(age=header.age)
        self.title.setText(header.shown_name)
        self.say_subtitle(" · ".join(part for part in (age, header.pronouns) if part))
        self._show_identity(view)
        self.advocate.setVisible(view.advocate)
        self.conflicts.say(view.conflicts)
        self._show_due(view)
        self._refusal.say(say_write_refusal(view))
        self._drafts.show_rows([draft_row(one, moments, named=False) for one in view.drafts])
        self._drafts_card.setVisible(bool(view.drafts))
        self._timeline.show_entries(view.case, view.timeline, moments)
        self._timeline.setVisible(bool(view.timeline))
        self._nothing.setVisible(not view.timeline)
        words = self.tr("Whole &timeline ({count})").format(count=view.timeline_total)
        self.whole.setText(words)
        self.whole.setAccessibleName(words.replace("&", ""))
        self.whole.setVisible(bool(view.timeline))
        self._timeline_card.show()
        self._now = view.now
        self._kept_note = view.kept_note
        self.add_note.setText(
            self.tr("Finish contact &note") if view.kept_note else self.tr("Add contact &note")
        )
        had_focus = not self.add_note.isHidden()
        self.add_note.setVisible(view.may_note)
        self.start.setVisible(view.may_screen)
        self.fit_heading()
        workspace, case = self.kit.workspace, self._case
        self.fetch(lambda: workspace.youths.is_pinned(case), self._show_pinned)
        self.fetch(lambda: workspace.documents.of_case(case), self._show_documents)
        self.fetch(lambda: workspace.records.groups(case), self._show_groups)
        self.fetch(lambda: workspace.records.state_grid(case), self._show_grid)
        self.fetch(lambda: workspace.clocks.running(case), self.clocks.show_clocks)
        if not had_focus and self.isVisible():
            self.take_focus()

    def _show_identity(self, view: CaseView) -> None:
        clear_layout(self._identity)
        self.identity = IdentityCard(self.kit, view)
        self.identity.wanted.connect(self.wanted)
        self._identity.addWidget(self.identity)
        for text in view.released:
            self._identity.addWidget(ReleasedCard(self.kit, text))

    def _show_documents(self, view: DocumentsView) -> None:
        self._document_sections = view.sections
        self.documents.show_documents(view)

    def _on_add_document(self) -> None:
        given = AddDocument.ask(self, self._document_sections)
        if given is not None:
            add_document(self, self._case, given)

    def _show_due(self, view: CaseView) -> None:
        today = view.now.astimezone(self.kit.moments.zone).date()
        if view.due is None or (view.due.on - today).days > SHOWN_DAYS:
            self._due.say("")
            return
        words = f"{say_due_kind(view.due.kind)}: {say_due(view.due, today)}"
        self._due.say(
            f"{words} ({self.kit.moments.day(view.due.on)})", due_tone(view.due.on, today)
        )

    def _show_groups(self, groups: tuple[RecordGroup, ...]) -> None:
        self.file.show_groups(groups)
        absences = [one for one in groups if one.kind is RecordKind.ABSENCE]
        may_add = any(one.may_add for one in absences)
        going_on = any(line.is_open for one in absences for line in one.lines)
        self.absent.setVisible(may_add and not going_on)
        self.report.setVisible(may_add)
        self.fit_heading()

    def _show_grid(self, rows: tuple[GridRow, ...]) -> None:
        self.grid.show_rows(rows)
        if self._part is CasePart.STATE_GRID:
            self.take_focus()
            QTimer.singleShot(0, self, lambda: bring_into_sight(self.scroll_area, self.grid))

    def _show_pinned(self, pinned: bool) -> None:  # noqa: FBT001 - what a port answers
        self._is_pinned = pinned
        words = self.tr("Un&pin") if pinned else self.tr("&Pin")
        self.pin.setText(words)
        self.pin.setAccessibleName(words.replace("&", ""))

    def _on_pin(self) -> None:
        youths, case, pinned = self.kit.workspace.youths, self._case, not self._is_pinned
        self.fetch(lambda: youths.pin(case, pinned=pinned), lambda _: self._show_pinned(pinned))

    def _on_absent(self) -> None:
        self.wanted.emit(RecordPlace(self._case, RecordKind.ABSENCE, None))

    def _on_report(self) -> None:
        if self._now is None:
            return
        given = StartClocksDialog.ask(self, self.kit.moments, self._now)
        if given is not None:
            clocks, case = self.kit.workspace.clocks, self._case
            self.fetch(lambda: clocks.start(case, *given), self._on_written)

    def _on_note(self) -> None:
        if self._now is None:
            return
        given = NoteDialog.ask(self, self.kit.moments, self._now, self._kept_note, self._keep_note)
        if given is not None:
            text, happened = given
            self.fetch(
                lambda: self.kit.workspace.cases.add_note(self._case, text, happened),
                self._on_noted,
            )

    def _keep_note(self, text: str) -> None:
        self._kept_note = text
        cases, case = self.kit.workspace.cases, self._case
        self.kit.runner.run(
            lambda: cases.keep_note(case, text),
            context=self,
            done=lambda _: None,
            failed=self.show_problem,
        )

    def _on_not_decided(self, error: ShownError) -> None:
        self.done.say("")
        self.show_problem(error)
        self.decisions.refresh()

    def _on_written(self, changes: Changes) -> None:
        self.changed.emit(changes)

    def _on_noted(self, changes: Changes) -> None:
        self._on_written(changes)
        self.noted.emit()

    def _on_start(self) -> None:
        screenings, case = self.kit.workspace.screenings, self._case
        self.fetch(lambda: screenings.instruments(case), self._pick)

    def _pick(self, instruments: tuple[InstrumentView, ...]) -> None:
        if len(instruments) == 1 and instruments[0].refusal is None:
            self._begin(instruments[0])
            return
        named = tuple((self._title_of(one), one) for one in instruments)
        dialog = InstrumentDialog(self, named)
        dialog.chosen.connect(self._begin)
        dialog.open()

    def _begin(self, instrument: InstrumentView) -> None:
        language = self._language_of(instrument)
        self.fetch(
            lambda: self.kit.workspace.screenings.start(self._case, instrument.form_id, language),
            self._on_begun,
        )

    def _on_begun(self, draft: DraftId) -> None:
        self.wanted.emit(DraftPlace(draft))

    def _title_of(self, instrument: InstrumentView) -> str:
        title = instrument.title.get(self._language_of(instrument))
        return title or next(iter(instrument.title.values()), instrument.form_id)

    def _language_of(self, instrument: InstrumentView) -> str:
        return next(
            (one for one in instrument.languages if is_in_language(one, self.kit.moments.language)),
            instrument.languages[0] if instrument.languages else "",
        )


def _make_row() -> tuple[QWidget, QHBoxLayout]:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(MEASURES.unit)
    return held, row
