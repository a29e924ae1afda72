# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting that is being held, in the whole window of one laptop, without a network.

The youth spoken of stands large, the next ones beside it, with a timer for each and for the whole.
Invariants: what is typed is journalled after a short pause and before another youth, so that a
process that is killed loses at most the sentence being typed; signing is one piece, or nothing of
it is signed and everything written stays.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casework.field_specs import specs_of
from casework.ids import CaseId
from casework.meeting_drafts import TableDraft, YouthDraft
from casework.meetings import MeetingState, Minutes
from casework.record_parts import Fault
from casework.records import VIEW_OF_KIND
from casework.vocabulary import RecordKind
from ui.dialogs.ask_to_share import ask_to_share
from ui.dialogs.confirm import Confirm
from ui.errors import ShownError
from ui.kit import Kit
from ui.meeting_views import MeetingView, MeetingYouth
from ui.models.rows import Row
from ui.port_values import Changes
from ui.record_views import FieldsWrong
from ui.record_words import say_fault, say_title
from ui.team.agenda_words import say_item, tone_of
from ui.team.room_clock import RoomClock, say_seconds
from ui.team.table_card import TableCard
from ui.team.words import say_meeting_type
from ui.team.youth_sheet import YouthSheet
from ui.team_views import TeamPorts
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.decided_banner import DecidedBanner
from ui.widgets.looks import make_button, make_label, make_tool, restyle
from ui.widgets.page_frame import PageFrame
from ui.widgets.row_list import RowList

PAUSE_MS = 400
SIDE_WIDTH = 250
WIDEST = 16_777_215
TABLE = "table"


class MeetingRoomPage(PageFrame):
    """The meeting mode."""

    def __init__(self, kit: Kit, team: TeamPorts, meeting: str) -> None:
        super().__init__(kit, "")
        self.setAccessibleName(self.tr("Meeting"))
        self._meetings, self._meeting = team.meetings, meeting
        self._view: MeetingView | None = None
        self._drafts: dict[CaseId, YouthDraft] = {}
        self._table = TableDraft()
        self._case: CaseId | None = None
        self._unkept: set[CaseId | str] = set()
        self.clock = RoomClock(kit.seconds, self)
        self.clock.ticked.connect(self._on_tick)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        self.list = RowList(kit.theme, self.tr("Youths of this meeting"))
        self.list.chosen.connect(self._turn_to)
        self.name = make_label("", "large")
        self.youth_time = make_label("", "section", wrap=False)
        self.whole_time = make_label("", "soft", wrap=False)
        self.share = make_button(self.tr("Share our &work…"), self._on_share, "quiet")
        self.shared = DecidedBanner(kit)
        self.shared.decided.connect(self.changed)
        self.sheet = YouthSheet(kit, self._meetings)
        self.sheet.changed.connect(self._on_written)
        self.table = TableCard(kit, self.clock.now)
        self.table.changed.connect(self._on_table)
        self._middle = QStackedWidget()
        self._assemble()
        self._add_shortcuts()

    def _assemble(self) -> None:
        restyle(self.title, look="section")
        inner = self.title.parentWidget()
        if inner is not None:
            inner.setMaximumWidth(WIDEST)
        back = make_tool(self.tr("Leave the meeting"), self.left.emit)
        self.kit.theme.put_icon(back, "back")
        self.put_back(back)
        self.next = make_button(self.tr("&Next youth"), partial(self._step, 1))
        self.next.setToolTip(self.tr("Next youth (Ctrl+Page Down)"))
        self.who = make_button(self.tr("&At the table"), self._on_who, "quiet")
        self.sign = make_button(self.tr("&Sign and end"), self._on_sign, "primary")
        for button in (self.who, self.next, self.sign):
            self.action_row.addWidget(button)
        youth = QWidget()
        column = QVBoxLayout(youth)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.gap)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.share, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.youth_time, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        column.addWidget(self.shared)
        column.addWidget(self.sheet)
        self._middle.addWidget(youth)
        self._middle.addWidget(self.table)
        self._side = Card(flush=True)
        self._side.put(self.list)
        self._side.body.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(MEASURES.gap)
        self._both.addWidget(self._side)
        self._both.addWidget(self._middle, 1)
        self.column.addWidget(self.whole_time)
        self.column.addLayout(self._both, 1)

    def _add_shortcuts(self) -> None:
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._step, step))
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.sign.click)

    def refresh(self) -> None:
        """Ask once; what is being written is not asked away."""
        if self._view is None:
            self.fetch(lambda: self._meetings.open(self._meeting), self._show)

    def leave(self) -> None:
        """Journal everything before another place is shown."""
        self._note_time()
        self._keep()
        self.clock.stop()

    def take_focus(self) -> None:
        """Start at the list of youths."""
        self.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list below whoever is spoken of where the window is narrow."""
        super().resizeEvent(event)
        narrow = event.size().width() < MEASURES.narrow_window
        across, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._both.setDirection(below if narrow else across)
        self._side.setMaximumWidth(WIDEST if narrow else SIDE_WIDTH)

    def show_problem(self, error: ShownError) -> None:
        """Say what is wrong with which field."""
        super().show_problem(error)
        if isinstance(error, FieldsWrong):
            self.problem.say(" ".join(self._say_fault(one) for one in error.faults), "danger")
            if error.case is not None:
                self._turn_to(error.case)

    def _show(self, view: MeetingView) -> None:
        self._view, self._table = view, view.table
        self._drafts = {one.case: one.draft for one in view.youths}
        moments = self.kit.moments
        self.title.setText(say_meeting_type(view.type, moments))
        self.say_subtitle(" · ".join(filter(None, (view.plan.place, view.plan.convener))))
        self.clock.set_now(view.now)
        is_open = view.state is MeetingState.PLANNED
        if is_open and self._table.started_at is None:
            self._table = self._table.model_copy(update={"started_at": view.now})
            self._unkept.add(TABLE)
        self.table.show_table(self._table)
        self.table.setEnabled(is_open)
        self._show_sharing()
        words = self.tr("&Sign and end") if is_open else self.tr("&Sign")
        self.sign.setText(words)
        first = next((one for one in view.youths if not one.draft.reached), None)
        chosen = first or next(iter(view.youths), None)
        if chosen is not None:
            self._turn_to(chosen.case)
        if is_open:
            self.clock.begin()
            if not any(one.present for one in self._table.people):
                self._on_who()
        self._on_tick()
        self._keep()
        self.fit_heading()

    def _turn_to(self, case: CaseId) -> None:
        self._note_time()
        self._keep()
        youth = self._youth(case)
        self._case = case
        self.shared.say("")
        self._middle.setCurrentIndex(0)
        self.clock.turn_to(self._drafts[case].seconds)
        self.name.setText(youth.item.shown_name)
        self.sheet.show_youth(youth, self._drafts[case])
        self._show_list()
        self._on_tick()
        self.scroll_area.verticalScrollBar().setValue(0)

    def _step(self, step: int) -> None:
        cases = [one.case for one in self._youths()]
        if self._case is None or not cases:
            return
        at = cases.index(self._case) + step
        if 0 <= at < len(cases):
            self._turn_to(cases[at])
            self.sheet.decisions.setFocus()

    def _on_who(self) -> None:
        self._middle.setCurrentIndex(0 if self._middle.currentIndex() else 1)
        here = self.tr("&At the table")
        self.who.setText(self.tr("&Back to the youth") if self._middle.currentIndex() else here)

    def _show_sharing(self) -> None:
        """Laptops are opened youth by youth, and never while the table may not share."""
        may = self._table.sharing_opened_at is not None and self.kit.workspace.sharing is not None
        self.share.setVisible(may)

    def _on_share(self) -> None:
        law = self._table.law
        if self._case is not None and law is not None:
            told, failed = self.shared.say_shared, self.show_problem
            ask_to_share(self, self.kit, self._case, told, failed, law.basis)

    def _on_written(self, draft: YouthDraft) -> None:
        if self._case is not None:
            spent = self._drafts[self._case].seconds
            self._drafts[self._case] = draft.model_copy(update={"seconds": spent})
            self._to_keep(self._case)

    def _on_table(self, table: TableDraft) -> None:
        self._table = table.model_copy(update={"started_at": self._table.started_at})
        self._show_sharing()
        self._to_keep(TABLE)

    def _to_keep(self, what: CaseId | str) -> None:
        self._unkept.add(what)
        if not self._pause.isActive():
            self._pause.start()

    def _note_time(self) -> None:
        if self._case is None or self._view is None:
            return
        spent, draft = self.clock.spent, self._drafts[self._case]
        if spent != draft.seconds:
            # Looking somebody up for a moment is not speaking of them.
            self._drafts[self._case] = draft.model_copy(update={"seconds": spent})
            self._unkept.add(self._case)
            self.clock.turn_to(spent)

    def _keep(self) -> None:
        self._pause.stop()
        for what in tuple(self._unkept):
            self._unkept.discard(what)
            self.kit.runner.run(
                self._keeping(what),
                context=self,
                done=self._on_kept,
                failed=partial(self._on_not_kept, what),
            )

    def _keeping(self, what: CaseId | str) -> Callable[[], None]:
        """What journals the table or a youth as they stand now."""
        meetings, meeting = self._meetings, self._meeting
        if what == TABLE:
            return partial(meetings.keep_table, meeting, self._table)
        case = CaseId(what)
        return partial(meetings.keep_youth, meeting, case, self._drafts[case])

    def _on_kept(self, _: None) -> None:
        self.is_unkept = bool(self._unkept)

    def _on_not_kept(self, what: CaseId | str, error: ShownError) -> None:
        self._unkept.add(what)
        self.is_unkept = True
        self.show_problem(error)

    def _on_tick(self) -> None:
        view = self._view
        if view is None:
            return
        started = self._table.started_at
        gone = 0 if started is None else int((self.clock.now() - started).total_seconds())
        length = int(view.length.total_seconds())
        is_open = view.state is MeetingState.PLANNED
        self.whole_time.setVisible(is_open)
        self.youth_time.setVisible(is_open)
        self.whole_time.setText(
            self.tr("{gone} of {length} gone").format(
                gone=say_seconds(gone), length=say_seconds(length)
            )
        )
        if self._case is None:
            return
        limit = self._youth(self._case).minutes * 60
        spent = self.clock.spent
        self.youth_time.setText(
            self.tr("{gone} of {length}").format(gone=say_seconds(spent), length=say_seconds(limit))
        )
        over = "error" if spent > limit else "section"
        if self.youth_time.property("look") != over:
            restyle(self.youth_time, look=over)

    def _on_sign(self) -> None:
        """Look first: who waits may be others than when the room was opened."""
        if not self.under_way:
            self.fetch(lambda: self._meetings.open(self._meeting), self._ask_to_sign)

    def _ask_to_sign(self, now: MeetingView) -> None:
        self._view = now
        self._drafts = {one.case: one.draft for one in now.youths} | self._drafts
        self._show_list()
        waiting = [one for one in self._youths() if one.is_undecided]
        cases = [one.case for one in self._youths() if not one.is_undecided]
        # Where everybody waits, what refuses to sign says why.
        if cases and not self._confirm_signing(cases, waiting):
            return
        self._note_time()
        self._table = self._table.model_copy(update={"ended_at": self.clock.now()})
        self._unkept.add(TABLE)
        self._pause.stop()
        keeping = [self._keeping(what) for what in self._unkept]
        signed = cases if cases and waiting else None

        def keep_and_sign() -> Changes:
            for keep in keeping:
                keep()
            return self._meetings.sign(self._meeting, signed)

        self.fetch(keep_and_sign, self._on_signed)

    def _confirm_signing(self, cases: list[CaseId], waiting: list[MeetingYouth]) -> bool:
        written = sum(not self._drafts[one].is_empty for one in cases)
        follows = self.tr(
            "Each part goes to those who may see that part of the case, with the next sync. What "
            "is signed is not changed any more; a correction is a new part beside it."
        )
        if waiting:
            stays = self.tr(
                "Not signed yet: {names}. People wrote different things about them and nobody has "
                "decided; what you wrote stays here until then."
            )
            names = ", ".join(one.item.shown_name for one in waiting)
            follows = f"{follows}\n\n{stays.format(names=names)}"
        question = self.tr("Sign the minutes of {count} youths?").format(count=written)
        if written == 1:
            question = self.tr("Sign the minutes of one youth?")
        elif not written:
            question = self.tr("End the meeting without minutes?")
        return Confirm.ask(self, question, follows, self.tr("Sign"), self.tr("Go on writing"))

    def _on_signed(self, changes: Changes) -> None:
        self.clock.stop()
        self._view, self._case = None, None
        self._unkept.clear()
        self.is_unkept = False
        self.left.emit()
        self.changed.emit(changes)

    def _show_list(self) -> None:
        self.list.show_rows([self._row(one) for one in self._youths()])

    def _row(self, one: MeetingYouth) -> Row:
        draft = self._drafts[one.case]
        done = bool(one.signed) or (draft.reached and one.case != self._case)
        now = one.case == self._case
        return Row(
            key=one.case,
            title=one.item.shown_name,
            detail=say_item(one.item) if now else "",
            tag=self._tag(one, now=now, done=done),
            tone="accent" if now else ("good" if done else tone_of(one.item)),
            aside="" if now or done else self.tr("{count} min").format(count=one.minutes),
            icon="check" if done else "youth",
        )

    def _tag(self, one: MeetingYouth, *, now: bool, done: bool) -> str:
        if one.is_undecided:
            return self.tr("To decide")
        if now:
            return self.tr("Now")
        return self.tr("Spoken of") if done else ""

    def _youths(self) -> tuple[MeetingYouth, ...]:
        return () if self._view is None else self._view.youths

    def _youth(self, case: CaseId) -> MeetingYouth:
        return next(one for one in self._youths() if one.case == case)

    def _say_fault(self, fault: Fault) -> str:
        own = {
            "invited": self.tr("At the table"),
            "law": self.tr("Sharing in the team"),
            "late_why": self.tr("Why the meeting was later than asked for"),
        }
        views = (Minutes, VIEW_OF_KIND[RecordKind.TASK])
        titles = {spec.name: say_title(spec) for view in views for spec in specs_of(view)}
        name = own.get(fault.field) or titles.get(fault.field, "")
        return f"{name}: {say_fault(fault)}" if name else say_fault(fault)
