# SPDX-License-Identifier: AGPL-3.0-or-later
"""A screening under work: sections at the left, the present one's questions, the way on below."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from casework.ids import DraftId, RecordId
from forms.pages import RepeatBar
from forms.session import Changed
from ui.dialogs.confirm import Confirm
from ui.draft_views import SigningChoices
from ui.errors import ShownError
from ui.kit import Kit
from ui.places import SignedPlace
from ui.port_values import Changes
from ui.screening.draft_bar import DraftBar
from ui.screening.draft_foot import DraftFoot
from ui.screening.editors.means import Means
from ui.screening.evidence_words import say_age
from ui.screening.filling import Filling
from ui.screening.handover_steps import HandoverSteps
from ui.screening.jump_list import JumpList
from ui.screening.questions_view import QuestionsView
from ui.screening.sign_dialog import SignDialog
from ui.screening.signing import AS_COMPUTED, Signing
from ui.screening.summary_panel import SummaryPanel
from ui.screening.undo_strip import UndoStrip
from ui.screening.version_banner import VersionBanner
from ui.speech import can_speak
from ui.theme.tokens import MEASURES
from ui.views import DraftView
from ui.widgets.banner import Banner
from ui.widgets.page_frame import PageFrame, bring_into_sight, clear_layout

WIDE_ENOUGH = 760


class DraftPage(PageFrame):
    """Fills one draft.

    Signals:
        signed: the place of the signed screening, which replaces this one.
        handed_over: the youth answers alone from here on; carries the `Filling`.
    """

    signed = Signal(object)
    handed_over = Signal(object)

    def __init__(self, kit: Kit, draft: DraftId) -> None:
        super().__init__(kit, "")
        self._draft = draft
        self._at = 0
        self.filling: Filling | None = None
        self._for_youth: HandoverSteps | None = None
        self._signing: Signing | None = None
        self.questions: QuestionsView | None = None
        self.setAccessibleName(self.tr("Screening"))
        self.bar = DraftBar(kit.theme)
        self.bar.left.connect(self.left)
        self.bar.language_chosen.connect(self._on_language)
        self.bar.handover_wanted.connect(self._on_handover)
        self.jumps = JumpList(kit.theme)
        self.jumps.jumped.connect(self.go_to)
        self.outer.insertWidget(0, self.bar)
        self.versions = VersionBanner(kit, draft)
        self.versions.asked.connect(self.leave)
        self.versions.moved.connect(self._on_moved)
        self.versions.failed.connect(self.show_problem)
        self.outer.insertWidget(1, self.versions)
        self.middle.insertWidget(0, self._rail())
        self.foot = DraftFoot()
        self.foot.stepped.connect(self._on_step)
        self.onward = self.foot.onward
        self.outer.addWidget(self.foot)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.go_to(self._at + step))

    def refresh(self) -> None:
        """Open the draft; once open it is this page that knows best, but for newer versions."""
        if self.filling is None:
            self.fetch(lambda: self.kit.workspace.screenings.open(self._draft), self._show)
        else:
            self.versions.look_again()

    def leave(self) -> None:
        """Keep what is typed, and the place."""
        if self.questions is not None:
            self.questions.flush()
        if self.filling is not None:
            self.filling.save_place(self._at)

    def take_focus(self) -> None:
        """Go to the first open question."""
        if self.questions is not None:
            self.questions.focus_question(None)

    def go_to(self, at: int, path: str | None = None) -> None:
        """Show a page by index; one past the last is the summary."""
        filling = self.filling
        if filling is None:
            return
        if self.questions is not None:
            self.questions.flush()
        self._at = max(0, min(at, len(filling.pages)))
        self._show_page(path)
        filling.save_place(self._at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the questions the room when it is narrow."""
        super().resizeEvent(event)
        self._side.setVisible(event.size().width() >= WIDE_ENOUGH)

    def _rail(self) -> QFrame:
        self._side = QFrame()
        self._side.setProperty("look", "side")
        row = QHBoxLayout(self._side)
        row.setContentsMargins(0, MEASURES.unit, 0, 0)
        row.addWidget(self.jumps)
        return self._side

    def _show(self, view: DraftView) -> None:
        screenings = self.kit.workspace.screenings
        self.filling = filling = Filling(view, screenings, self.kit.runner)
        filling.setParent(self)
        self._for_youth = HandoverSteps(
            filling, Means(filling.attachments, self.kit.workspace.zone)
        )
        filling.answered.connect(self._on_answered)
        filling.refused.connect(self._show_progress)
        filling.saved.connect(self._on_saved)
        filling.failed.connect(self._on_unsaved)
        self._signing = Signing(filling, screenings, self.kit.runner)
        self._signing.signed.connect(self._on_signed)
        self._signing.failed.connect(self.show_problem)
        if view.last_saved_at is not None:
            self.bar.say_saved(self.kit.moments.second(view.last_saved_at))
        self._show_bar()
        self._at = min(view.page, len(filling.pages))
        self._show_page(None)
        self.versions.look(view)

    def _show_bar(self) -> None:
        filling = self.filling
        assert filling is not None
        view, language = filling.view, filling.session.language
        title = view.title.get(language) or next(iter(view.title.values()), "")
        self.bar.show_draft(view.shown_name, title, view.definition.languages, language)

    def _show_page(self, path: str | None) -> None:
        filling = self.filling
        assert filling is not None
        if self.questions is not None:
            filling.answered.disconnect(self.questions.on_answered)
            filling.refused.disconnect(self.questions.on_refused)
        self.questions = None
        clear_layout(self.column)
        pages = filling.pages
        last = self._at >= len(pages)
        panel_list: QWidget | None = None
        if last:
            panel = SummaryPanel(self.kit.theme, filling, self.kit.moments)
            panel_list = panel.left
            panel.question_wanted.connect(self._on_question_wanted)
            self.column.addWidget(panel)
            panel.show()
            self.title.setText(self.tr("Summary and signing"))
        else:
            self._put_age_notice(filling)
            self.questions = QuestionsView(filling, pages[self._at], self.kit.workspace.zone)
            self.questions.entered.connect(self._on_entered)
            self.questions.finished.connect(lambda: self.go_to(self._at + 1))
            self.questions.added.connect(self._on_add)
            self.questions.removed.connect(self._on_remove)
            self.column.addWidget(self.questions)
            self.questions.show()
            self.title.setText(filling.title_of(pages[self._at]))
        self.column.addStretch(1)
        self.scroll_area.verticalScrollBar().setValue(0)
        self._show_progress()
        if self.questions is not None:
            self.questions.focus_question(path)
        else:
            (panel_list or self.onward).setFocus()

    def _put_age_notice(self, filling: Filling) -> None:
        """Warn once, where the form begins, that it was made for other ages."""
        age = filling.session.age()
        if self._at == 0 and age is not None and age.age is not None and age.is_outside:
            said = say_age(age.age, age.least, age.most)
            self.column.addWidget(Banner(self.kit.theme, "warning", said))

    def _show_progress(self) -> None:
        filling = self.filling
        assert filling is not None
        pages = filling.pages
        assert self._for_youth is not None
        self.bar.handover.setVisible(self._for_youth.find_next() is not None)
        self.jumps.show_filling(filling, self._at)
        if self._at >= len(pages):
            self.say_subtitle("")
            self.foot.show_signing(ready=not filling.problems())
            return
        done, total = filling.progress(pages[self._at])
        self.say_subtitle(
            self.tr("{done} of {total} answered").format(done=done, total=total) if total else ""
        )
        self.foot.show_section(self._at, len(pages))

    def _on_answered(self, changed: Changed) -> None:
        if changed.relevance and self.questions is not None and self.questions.boxes:
            first = next(iter(self.questions.boxes))
            self._at = self.filling.page_of(first) if self.filling is not None else self._at
        self._show_progress()

    def _on_add(self, path: str) -> None:
        filling = self.filling
        assert filling is not None
        filling.add(path)
        keys = filling.session.instances_of(path).keys
        self.go_to(filling.page_of(f"{path}[~{keys[-1]}]" if keys else path))

    def _on_remove(self, bar: RepeatBar) -> None:
        filling = self.filling
        assert filling is not None
        filling.remove(bar.instance)
        self.go_to(min(self._at, filling.page_of(bar.path)))
        undo = UndoStrip(self.tr("Removed: {name}").format(name=bar.label or self.tr("Part")))
        undo.undone.connect(lambda: self._on_undo(bar))
        self.column.insertWidget(0, undo)

    def _on_undo(self, bar: RepeatBar) -> None:
        filling = self.filling
        assert filling is not None
        filling.restore(bar.instance, bar.number - 1)
        self.go_to(filling.page_of(bar.instance))

    def _on_entered(self, box: QWidget) -> None:
        """Bring a question into sight once what surrounds it has found its place."""
        QTimer.singleShot(0, box, lambda: bring_into_sight(self.scroll_area, box))

    def _on_question_wanted(self, path: str) -> None:
        filling = self.filling
        assert filling is not None
        self.go_to(filling.page_of(path), path)

    def _on_language(self, language: str) -> None:
        filling = self.filling
        assert filling is not None
        if self.questions is not None:
            self.questions.flush()
        filling.use_language(language)
        self._show_bar()
        self._show_page(None)
        filling.save_place(self._at)

    def _on_saved(self, moment: datetime) -> None:
        filling = self.filling
        if filling is None or not filling.is_saved:
            return
        self.bar.say_saved(self.kit.moments.second(moment))
        self.problem.say("")

    def _on_unsaved(self, error: ShownError) -> None:
        self.bar.say_unsaved()
        self.show_problem(error)

    def _on_moved(self) -> None:
        """Open the draft anew: it stands on another version of its form."""
        before, self.filling, self.questions = self.filling, None, None
        clear_layout(self.column)
        if before is not None:
            before.deleteLater()
        self.refresh()

    def _on_handover(self) -> None:
        filling = self.filling
        assert filling is not None
        if not Confirm.ask(
            self,
            self.tr("Hand the laptop to the youth?"),
            self.tr(
                "From here on the screen shows only their questions, until you enter your "
                "passphrase."
            )
            + " "
            + (
                self.tr("They can have each question read aloud.")
                if can_speak()
                else self.tr("Nothing is read aloud: this installation comes without voices.")
            ),
            self.tr("Hand over"),
            self.tr("Not yet"),
        ):
            return
        self.leave()
        self.handed_over.emit(filling)

    def _on_step(self, step: int) -> None:
        filling = self.filling
        if filling is None or self._at + step <= len(filling.pages):
            self.go_to(self._at + step)
            return
        if filling.problems():
            return
        choices = SignDialog.ask(self, filling.view.signer_name, *filling.open_decisions())
        if choices is not None:
            self.sign(choices)

    def sign(self, choices: SigningChoices = AS_COMPUTED) -> None:
        """Sign without asking again."""
        assert self._signing is not None
        self._signing.begin(choices)

    def _on_signed(self, record: RecordId, changes: Changes) -> None:
        filling = self.filling
        assert filling is not None
        case = filling.view.case
        self.filling = None
        self.questions = None
        self.signed.emit(SignedPlace(case, record))
        self.changed.emit(changes)
