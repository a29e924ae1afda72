# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of one youth's case was shown to whom, on which ground: the accounting, read and printed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from casework.ids import CaseId
from casework.papers_given import Disclosed
from casework.vocabulary import Section
from ui.dialogs.save_file import ask_pdf_path
from ui.errors import ShownError
from ui.kit import Kit
from ui.models.rows import Row
from ui.paper.accounting import write_accounting
from ui.paper.saving import save_pdf
from ui.paper.typeset import render_paper
from ui.paper_views import PrintNote
from ui.section_words import say_section
from ui.sharing_views import SharingPort
from ui.sharing_words import say_basis, say_purpose, say_shown_to
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import make_button, make_label, make_tool
from ui.widgets.page_frame import PageFrame
from ui.widgets.row_list import RowList

AskPath = Callable[[QWidget, str, str], Path | None]


class DisclosuresPage(PageFrame):
    """Every line of the ledger, the newest first; asked of the county.

    Args:
        only: parts of the case whose lines are shown first; empty for all. The print has all.
    """

    def __init__(
        self,
        kit: Kit,
        port: SharingPort,
        case: CaseId,
        only: frozenset[Section] = frozenset(),
        ask_path: AskPath = ask_pdf_path,
    ) -> None:
        super().__init__(kit, "")
        self._port, self._case, self._ask_path = port, case, ask_path
        self._only = only
        self._lines: tuple[Disclosed, ...] = ()
        self.title.setText(self.tr("What was shown to whom"))
        self.setAccessibleName(self.tr("What was shown to whom"))
        back = make_tool(self.tr("Back"), self.left.emit)
        kit.theme.put_icon(back, "back")
        self.put_back(back)
        self.back = back
        self.print = make_button(self.tr("&Print accounting"), self._on_print)
        self.print.setEnabled(False)
        self.action_row.addWidget(self.print)
        self._put_parts()
        self.lines = RowList(kit.theme, self.tr("What was shown to whom"))
        self._nothing = EmptyState(
            kit.theme,
            "check",
            self.tr("Nothing of it was shown to another agency."),
            self.tr("Each copy that is served to another agency stands here from then on."),
        )
        self._nothing.hide()
        self._card = Card(self.tr("Disclosures, newest first"), flush=True)
        self._card.put(self.lines)
        self._card.hide()
        self._note = make_label(
            self.tr("Every copy is known by the hash of its bytes; the print names it."), "small"
        )
        for widget in (self._card, self._nothing, self._note):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def _put_parts(self) -> None:
        self.all_parts = make_button(self.tr("Show &all parts"), self._on_all)
        self.all_parts.setVisible(bool(self._only))
        self.action_row.insertWidget(0, self.all_parts)
        self._say_parts()

    def refresh(self) -> None:
        """Ask the county."""
        self.kit.runner.run(
            lambda: self._port.disclosures(self._case),
            context=self,
            done=self._show,
            failed=self.show_problem,
            lane="network",
        )

    def take_focus(self) -> None:
        """Start at the way back; the lines come from the county."""
        self.back.setFocus()

    def _show(self, lines: tuple[Disclosed, ...]) -> None:
        self.problem.say("")
        self._lines = lines
        self._fill()
        self.print.setEnabled(bool(lines))

    def _fill(self) -> None:
        found = [one for one in self._lines if not self._only or one.section in self._only]
        self.lines.show_rows([self._row(one) for one in reversed(found)])
        self._card.setVisible(bool(found))
        self._nothing.setVisible(not found)

    def _say_parts(self) -> None:
        parts = ", ".join(say_section(one) for one in sorted(self._only))
        self.say_subtitle(self.tr("Only: {parts}").format(parts=parts) if parts else "")

    def _on_all(self) -> None:
        self._only = frozenset()
        self.all_parts.hide()
        self._say_parts()
        self._fill()
        self.back.setFocus()

    def _row(self, one: Disclosed) -> Row:
        what = self.tr("{section}, written by {owner}: {count}").format(
            section=say_section(one.section), owner=one.owner, count=one.records
        )
        return Row(
            key=None,
            title=say_shown_to(one),
            detail=" · ".join(filter(None, (what, say_basis(one.basis), say_purpose(one)))),
            aside=self.kit.moments.minute(one.at),
            icon="shield",
        )

    def _on_print(self) -> None:
        path = self._ask_path(self, self.tr("Save the accounting"), "accounting.pdf")
        if path is not None:
            self.kit.runner.run(
                lambda: self._port.note_accounting_printed(self._case),
                context=self,
                done=lambda note: self._write(path, note),
                failed=self.show_problem,
                lane="network",
            )

    def _write(self, path: Path, note: PrintNote) -> None:
        paper = write_accounting(self._case, self._lines, note, self.kit.moments)
        try:
            save_pdf(path, render_paper(paper))
        except ShownError as error:
            self.show_problem(error)
        else:
            self.problem.say(self.tr("Saved as {name}").format(name=path.name), "good")
