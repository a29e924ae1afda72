# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saving a safety plan for paper, whole or as a small page; logged before it is written."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from casework.safety_plans import YouthPlan
from ui.errors import ShownError
from ui.kit import Kit
from ui.languages import LANGUAGES
from ui.paper.plan import write_plan, write_small_page
from ui.paper.saving import save_pdf
from ui.paper.typeset import render_paper
from ui.paper_views import PlanPrint
from ui.places import RecordPlace
from ui.records.sheet_buttons import AskPath
from ui.screening.flow import FlowLayout
from ui.text import Moments
from ui.widgets.looks import make_button


class PlanButtons(QWidget):
    """In which language, and two buttons; the small page is for the youth's plan only.

    Attributes:
        unsaved: something was typed since; paper holds only what is saved.

    Signals:
        failed: a ShownError.
        saved: what to say of it.
    """

    failed = Signal(object)
    saved = Signal(str)

    def __init__(self, kit: Kit, place: RecordPlace, ask_path: AskPath) -> None:
        super().__init__()
        self._kit, self._place, self._ask_path = kit, place, ask_path
        self.unsaved = False
        self.whole = make_button(self.tr("&Whole plan"), lambda: self._on_save(small=False))
        self.small = make_button(self.tr("Small &page"), lambda: self._on_save(small=True))
        self.language = QComboBox()
        self.language.setAccessibleName(self.tr("Language of the page"))
        self.language.addItems(list(LANGUAGES.values()))
        self.language.setCurrentIndex(list(LANGUAGES).index(kit.moments.language))
        row = FlowLayout(self)
        for button in (self.whole, self.small):
            kit.theme.put_icon(button, "print")
            row.addWidget(button)
        row.addWidget(self.language)

    def _on_save(self, *, small: bool) -> None:
        record, case = self._place.record, self._place.case
        if record is None:
            return
        if self.unsaved:
            self.failed.emit(
                ShownError("The page holds only what is saved.", "Save first, then try again.")
            )
            return
        name = "page-2.pdf" if small else "page-1.pdf"
        path = self._ask_path(self, self.tr("Save page"), name)
        if path is not None:
            records = self._kit.workspace.records
            self._kit.runner.run(
                lambda: records.print_plan(case, record),
                context=self,
                done=partial(self._write, path, small=small),
                failed=self.failed.emit,
            )

    def _moments(self) -> Moments:
        language = list(LANGUAGES)[self.language.currentIndex()]
        return Moments(self._kit.moments.zone, language)

    def _write(self, path: Path, print_: PlanPrint, *, small: bool) -> None:
        write = write_small_page if small and isinstance(print_.plan, YouthPlan) else write_plan
        try:
            save_pdf(path, render_paper(write(print_, self._moments())))
        except ShownError as error:
            self.failed.emit(error)
        else:
            self.saved.emit(self.tr("Saved as {name}").format(name=path.name))
