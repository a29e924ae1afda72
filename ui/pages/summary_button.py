# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saving the summary of a case for paper, for this worker or for somebody of another agency.

Invariants: it is logged before it is made; one for another agency is recorded, with the hash of its
bytes, before it is written.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casework.ids import CaseId, HatId
from ui.dialogs.recipient_dialog import Previewed, RecipientDialog, RecipientWords, Show
from ui.dialogs.save_file import ask_pdf_path
from ui.errors import ShownError
from ui.kit import Kit
from ui.paper.case_summary import write_case_summary
from ui.paper.saving import save_pdf
from ui.paper.typeset import render_paper
from ui.paper_views import PageRecipient, SummaryLine
from ui.section_words import say_section
from ui.text import say_kind
from ui.widgets.looks import make_button


class SummaryButton(QWidget):
    """A quiet button.

    Signals:
        failed: a ShownError.
        saved: what to say of it.
    """

    failed = Signal(object)
    saved = Signal(str)

    def __init__(self, kit: Kit, case: CaseId) -> None:
        super().__init__()
        self._kit, self._case = kit, case
        self.ask_path = ask_pdf_path
        self.ask_recipient = RecipientDialog.ask
        self.print = make_button(self.tr("Print s&ummary"), self._on_print, "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.print)

    def _on_print(self) -> None:
        self._kit.runner.run(
            lambda: self._kit.workspace.cases.summary_recipients(self._case),
            context=self,
            done=self._choose,
            failed=self.failed.emit,
        )

    def _choose(self, people: tuple[PageRecipient, ...]) -> None:
        """Whoever prints it, where nobody else could be shown anything."""
        chosen: HatId | None = people[0].hat
        if len(people) > 1:
            words = RecipientWords(
                self.tr("For whom is this summary?"),
                self.tr(
                    "It holds only what this person may read on a ground this laptop knows of. "
                    "Who is missing here has none; a colleague of your agency reads the case "
                    "where they are assigned to it."
                ),
                self.tr("Choose a file"),
            )
            chosen = self.ask_recipient(self, people, words, self._preview)
        path = None
        if chosen is not None:
            path = self.ask_path(self, self.tr("Save summary"), "summary.pdf")
        if chosen is not None and path is not None:
            self._kit.runner.run(
                partial(self._make, chosen),
                context=self,
                done=partial(self._save, path),
                failed=self.failed.emit,
            )

    def _preview(self, hat: HatId, show: Show) -> None:
        self._kit.runner.run(
            lambda: self._kit.workspace.cases.preview_summary(self._case, hat),
            context=self,
            done=lambda lines: show(_say_parts(lines)),
            failed=self.failed.emit,
        )

    def _make(self, hat: HatId) -> bytes:
        cases = self._kit.workspace.cases
        summary = cases.summary(self._case, hat)
        data = render_paper(write_case_summary(summary, self._kit.moments))
        cases.note_summary(self._case, summary, hashlib.sha256(data).hexdigest())
        return data

    def _save(self, path: Path, data: bytes) -> None:
        try:
            save_pdf(path, data)
        except ShownError as error:
            self.failed.emit(error)
        else:
            self.saved.emit(self.tr("Saved as {name}").format(name=path.name))


def _say_parts(lines: Sequence[SummaryLine]) -> list[Previewed]:
    """How many of each kind, part by part of the case."""
    found: dict[str, Counter[str]] = {}
    for one in lines:
        found.setdefault(say_section(one.section), Counter())[say_kind(one.kind)] += 1
    return [
        Previewed(part, tuple(f"{kind}: {count}" for kind, count in kinds.items()))
        for part, kinds in found.items()
    ]
