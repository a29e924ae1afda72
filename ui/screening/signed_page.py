# SPDX-License-Identifier: AGPL-3.0-or-later
"""A signed screening, to read and to print; nothing on it can be changed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.ids import CaseId, RecordId
from casework.records import AttachedFile, Screening
from forms.exports.kinds import ExportKind
from forms.versions import label_of
from ui.dialogs.save_file import ask_pdf_path
from ui.errors import ShownError
from ui.kit import Kit
from ui.paper.saving import save_pdf
from ui.paper.typeset import render_paper
from ui.paper_views import PrintNote
from ui.places import CasePlace
from ui.screening.answers_card import AnswersCard
from ui.screening.comparison_card import Compared, ComparisonCard, say_result
from ui.screening.files_card import FilesCard
from ui.screening.outcome import Outcome, outcome_of_record
from ui.screening.printing import SummaryPrint, write_summary
from ui.screening.report import read_answers, read_kept, read_report
from ui.screening.saving import Asking, fill_save_menu, make_save_menu, save_copies, save_file_copy
from ui.screening.score_card import ScoreCard
from ui.screening.trace_table import TraceTable
from ui.text import say_reason, say_standing
from ui.theme.tokens import MEASURES
from ui.views import SignedView, Standing
from ui.widgets.approval_panel import ApprovalPanel
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.facts_grid import FactsGrid
from ui.widgets.looks import make_button, make_tool
from ui.widgets.page_frame import PageFrame, clear_layout

AskPath = Callable[[QWidget, str, str], Path | None]


class SignedPage(PageFrame):
    """Shows one signed screening.

    Args:
        ask_path: how the worker says where a print goes.
        asking: how the worker is asked before a copy is saved.
    """

    def __init__(
        self,
        kit: Kit,
        case: CaseId,
        record: RecordId,
        ask_path: AskPath = ask_pdf_path,
        asking: Asking | None = None,
    ) -> None:
        super().__init__(kit, "")
        self._case = case
        self._record = record
        self._ask_path = ask_path
        self._asking = asking or Asking()
        self._view: SignedView | None = None
        self.setAccessibleName(self.tr("Signed screening"))
        back = make_tool(self.tr("Back"), self.left.emit)
        kit.theme.put_icon(back, "back")
        self.put_back(back)
        self.print = make_button(self.tr("&Print summary"), self._on_print)
        kit.theme.put_icon(self.print, "print")
        self.print.hide()
        self.save_as, self.save_menu = make_save_menu(self.tr("Save &as"), self.tr("Save as"))
        self.report = QAction(self.tr("Full report (.pdf)"), self.save_menu)
        self.report.triggered.connect(self._on_report)
        self.save_menu.addAction(self.report)
        fill_save_menu(self.save_menu, self._on_save)
        self.save_as.hide()
        case_button = make_button(self.tr("&Open case"), lambda: self.wanted.emit(CasePlace(case)))
        for button in (case_button, self.save_as, self.print):
            self.action_row.addWidget(button)
        self.state = Banner(kit.theme, "accent")
        self._content = QVBoxLayout()
        self._content.setSpacing(MEASURES.gap)
        self.approval = ApprovalPanel(kit, case, record)
        self.approval.failed.connect(self.show_problem)
        self.approval.done.connect(self.changed)
        self.approval.done.connect(lambda _: self.problem.say(""))
        self.column.addWidget(self.state)
        self.column.addWidget(self.approval)
        self.column.addLayout(self._content)
        self.column.addStretch(1)

    def leave(self) -> None:
        """Keep what is typed before another place is shown."""
        self.approval.typed.keep()

    def refresh(self) -> None:
        """Ask again."""
        screenings = self.kit.workspace.screenings
        self.fetch(lambda: screenings.signed(self._case, self._record), self._show)
        self.approval.refresh()

    def take_focus(self) -> None:
        """Start at printing."""
        self.print.setFocus()

    def save_print(self, path: Path, *, full: bool = False) -> None:
        """Write the summary, or the full report, to a file and say so; logged before."""
        screenings = self.kit.workspace.screenings
        self.fetch(
            lambda: screenings.note_print(self._case, self._record),
            lambda note: self._write_print(path, note, full=full),
        )

    def _write_print(self, path: Path, note: PrintNote, *, full: bool) -> None:
        view = self._view
        assert view is not None
        screening = view.screening
        content = SummaryPrint(
            title=screening.instrument_title,
            facts=((self.tr("Case reference"), view.reference), *self._facts(view)),
            outcome=_outcome(view),
            not_sent=view.standing is not Standing.SENT,
            note=note,
            answers=read_report(view.definition, screening) if full and view.definition else (),
            compared=None if screening.compared is None else self._compared(screening),
        )
        try:
            save_pdf(path, render_paper(write_summary(content, self.kit.moments)))
        except ShownError as error:
            self.show_problem(error)
        else:
            self.problem.say(self.tr("Saved as {name}").format(name=path.name), "good")

    def _show(self, view: SignedView) -> None:
        self._view = view
        screening = view.screening
        self.title.setText(view.shown_name)
        self.say_subtitle(screening.instrument_title)
        self._show_state(view)
        clear_layout(self._content)
        signed = Card(self.tr("Signed"))
        signed.put(
            FactsGrid(
                [*self._facts(view), (self.tr("Why you can see this"), say_reason(view.reason))]
            )
        )
        self._content.addWidget(signed)
        outcome = _outcome(view)
        if outcome is not None:
            self._content.addWidget(ScoreCard(self.kit.theme, outcome))
        if screening.compared is not None:
            self._content.addWidget(ComparisonCard(self._compared(screening)))
        if outcome is not None:
            self._content.addWidget(TraceTable(outcome))
        if view.definition is not None:
            answers = read_answers(view.definition, screening)
            self._content.addWidget(AnswersCard(self.tr("Answers"), answers))
        kept = read_kept(view.definition, screening)
        if kept:
            self._content.addWidget(
                AnswersCard(self.tr("Kept answers, which count for nothing"), kept)
            )
        if screening.attachments:
            self._content.addWidget(self._files(view))
        self.print.show()
        self.save_as.setVisible(view.definition is not None)
        self.fit_heading()

    def _files(self, view: SignedView) -> FilesCard:
        screening, language = view.screening, view.screening.language
        pairs = [*screening.answers.items(), *((k.path, k.answer) for k in screening.kept_answers)]
        asked = {
            value: "" if view.definition is None else label_of(view.definition, path, language)
            for path, value in pairs
            if isinstance(value, str)
        }
        return FilesCard(screening.attachments, asked, self._read_file, self._on_save_file)

    def _file(self, name: str, *, to_save: bool) -> bytes | None:
        screenings = self.kit.workspace.screenings
        return screenings.signed_attachment(self._case, self._record, name, to_save=to_save)

    def _read_file(self, name: str, done: Callable[[bytes | None], None]) -> None:
        self.kit.runner.run(
            lambda: self._file(name, to_save=False),
            context=self,
            done=done,
            failed=self.show_problem,
        )

    def _on_save_file(self, file: AttachedFile) -> None:
        view = self._view
        if view is not None:
            suggested = f"file-{self._day(view)}{Path(file.name).suffix}"
            save_file_copy(
                self, lambda: self._file(file.name, to_save=True), suggested, self._asking
            )

    def _show_state(self, view: SignedView) -> None:
        words = say_standing(view.standing)
        if view.refusal is not None:
            self.state.say(f"{words}. {say_reason(view.refusal)}", "danger")
        elif view.standing is Standing.UNSENT:
            self.state.say(
                self.tr("Signed and kept on this laptop; it goes out with the next sync."), "accent"
            )
        else:
            self.state.say(words, "warning")

    def _facts(self, view: SignedView) -> list[tuple[str, str]]:
        screening, moments = view.screening, self.kit.moments
        version = self.tr("{version}, fingerprint {hash}").format(
            version=screening.instrument_version, hash=screening.instrument_sha256[:12]
        )
        return [
            (self.tr("Signed by"), screening.signed_by),
            (self.tr("Signed on"), moments.minute(screening.signed_at)),
            (self.tr("Started"), moments.minute(screening.started_at)),
            (self.tr("Form version"), version),
        ]

    def _compared(self, screening: Screening) -> Compared:
        found = screening.compared
        assert found is not None
        scored = screening.scores or screening.trace
        return Compared(
            day=self.kit.moments.minute(found.signed_at),
            before=say_result(found.score, found.band_label) if scored else "",
            now=say_result(screening.score, screening.result_label) if scored else "",
            same_version=found.same_version,
            changes=found.changes,
        )

    def _on_print(self) -> None:
        view = self._view
        if view is None:
            return
        path = self._ask_path(self, self.tr("Save summary"), f"summary-{self._day(view)}.pdf")
        if path is not None:
            self.save_print(path)

    def _on_report(self) -> None:
        view = self._view
        if view is None or not self._asking.agree(self):
            return
        path = self._ask_path(self, self.tr("Save full report"), f"report-{self._day(view)}.pdf")
        if path is not None:
            self.save_print(path, full=True)

    def _on_save(self, kind: ExportKind) -> None:
        view = self._view
        if view is not None:
            chosen = [(self._case, self._record)]
            save_copies(self, chosen, kind, self._day(view), self._asking)

    def _day(self, view: SignedView) -> str:
        return f"{view.screening.signed_at.astimezone(self.kit.moments.zone):%Y-%m-%d}"


def _outcome(view: SignedView) -> Outcome | None:
    screening = view.screening
    if not screening.scores and not screening.trace:
        return None
    return outcome_of_record(screening, view.definition)
